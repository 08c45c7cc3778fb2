"""Signs of life on standard error."""

import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress


@contextmanager
def bar(what: str, show: bool | None = None) -> Iterator[Callable[[float], None] | None]:
    """Yields a function that is told the share done, from 0 to 1, and says `what` is done; None to say nothing.

    `show` None means: the bar in a terminal or a notebook, elsewhere only the line. The line waits a moment, so that an
    error that is found at once stands alone. Ctrl-C is acknowledged, and the function raises KeyboardInterrupt.
    """
    if show is False:
        yield None
        return
    notebook = "ipykernel" in sys.modules
    drawn = show or notebook or sys.stderr.isatty()
    began, said, shown = time.monotonic(), False, None

    def say() -> None:
        nonlocal said
        if not said:
            said = True
            print(what, file=sys.stderr, flush=True)

    def tick(done: float) -> None:
        nonlocal shown
        if not pressed and time.monotonic() - began >= AT_ONCE:
            say()
        if said and drawn:
            shown = shown or stack.enter_context(_drawn(notebook))
            shown.update(100 * done - shown.n)
        if pressed:
            raise KeyboardInterrupt

    with answered("stopping: keeping what is finished") as pressed, ExitStack() as stack:
        yield tick
        if not pressed:
            say()


AT_ONCE = 0.3  # seconds
FORMAT = "{percentage:3.0f} % |{bar}| {elapsed}, {remaining} left"


def _size() -> tuple[int, int]:
    """Columns and lines of the terminal. tqdm draws nothing in one that says it has none, as many a pty does."""
    try:
        columns, lines = os.get_terminal_size(sys.stderr.fileno())
    except (OSError, ValueError):
        columns, lines = 0, 0
    usual = shutil.get_terminal_size()
    return (columns or usual.columns) - 1, lines or usual.lines


@contextmanager
def answered(text: str) -> Iterator[list[int]]:
    """Ctrl-C is answered at once with `text` and does nothing else: the list that this yields is no longer empty. Only
    where nobody else handles it."""
    pressed: list[int] = []
    before = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or before is not signal.default_int_handler:
        yield pressed
        return

    def answer(number, at):
        if not pressed:
            with suppress(OSError, ValueError):  # past sys.stderr, which may be in the middle of drawing the bar
                os.write(sys.stderr.fileno(), f"\n{text}\n".encode())
        pressed.append(number)

    signal.signal(signal.SIGINT, answer)
    try:
        yield pressed
    finally:
        signal.signal(signal.SIGINT, before)


def _drawn(notebook: bool):
    size = {} if notebook else dict(zip(("ncols", "nrows"), _size(), strict=True))
    return _tqdm(notebook)(total=100, leave=False, file=sys.stderr, bar_format=FORMAT, **size)


def _tqdm(notebook: bool):
    if notebook:
        try:
            import ipywidgets  # noqa: F401 - without it tqdm's notebook bar only warns
            from tqdm.notebook import tqdm
        except ImportError:
            notebook = False
    if not notebook:
        from tqdm import tqdm
    return tqdm

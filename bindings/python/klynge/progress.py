"""Signs of life on standard error."""

import os
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress


@contextmanager
def bar(what: str, show: bool | None = None) -> Iterator[Callable[[float], None] | None]:
    """Says `what` is done, and yields a function that is told the share done, from 0 to 1; None if there is no bar.

    `show` None means: the bar in a terminal or a notebook, elsewhere only the line. Ctrl-C is acknowledged.
    """
    notebook = "ipykernel" in sys.modules
    if show is False:
        yield None
        return
    print(what, file=sys.stderr, flush=True)
    with _acknowledged():
        if show is None and not (notebook or sys.stderr.isatty()):
            yield None
            return
        size = {} if notebook else dict(zip(("ncols", "nrows"), _size(), strict=True))
        with _tqdm(notebook)(total=100, leave=False, file=sys.stderr, bar_format=FORMAT, **size) as shown:
            yield lambda done: shown.update(100 * done - shown.n)


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
def _acknowledged() -> Iterator[None]:
    """Ctrl-C is answered at once; what it does is left as it is. Only where nobody else handles it."""
    before = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or before is not signal.default_int_handler:
        yield
        return

    def answer(number, at):
        with suppress(OSError, ValueError):  # past sys.stderr, which may be in the middle of drawing the bar
            os.write(sys.stderr.fileno(), b"\nstopping: keeping what is finished\n")
        raise KeyboardInterrupt

    signal.signal(signal.SIGINT, answer)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


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

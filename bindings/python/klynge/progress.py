"""A progress bar on standard error."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def bar(what: str, show: bool | None = None) -> Iterator[Callable[[float], None] | None]:
    """A function that is told the share done, from 0 to 1; None if there is nothing to show.

    `show` None means: in a terminal or a notebook, once it takes longer than half a second.
    """
    notebook = "ipykernel" in sys.modules
    if show is False or (show is None and not (notebook or sys.stderr.isatty())):
        yield None
        return
    with _tqdm(notebook)(total=100, desc=what, leave=False, delay=0.5, file=sys.stderr, bar_format=FORMAT) as shown:
        yield lambda done: shown.update(100 * done - shown.n)


FORMAT = "{desc} {percentage:3.0f} % |{bar}| {elapsed}, {remaining} left"


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

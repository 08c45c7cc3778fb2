"""Python's garbage collection, kept out of a run."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """No search for circular garbage meanwhile, one afterwards; as a decorator it also finds what the function left.

    The simulators make no circular garbage while they run, so memory does not grow by this, and the search is what
    slows them most: with a million people it walks through all of them again and again.
    """
    was_enabled = gc.isenabled()
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
        gc.collect()

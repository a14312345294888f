"""What the garbage collector need not look at: the lexicon, and a document while it is read.

It goes over everything in memory again and again, which takes a third of the time of reading. The lexicon stays as
long as the process does. What is made of a document is no garbage while it is read; what of it is bound in circles is
collected afterwards.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


def keep() -> None:
    """Leave what is in memory now out of every later collection."""
    gc.freeze()


@contextmanager
def uncollected() -> Iterator[None]:
    """Collect nothing meanwhile."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()

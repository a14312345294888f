"""What the garbage collector need not look at: a document while it is read, mentions while they are resolved.

What is made of them is no garbage yet, and the collector would go over all of that and the lexicon again and again.
Nothing of it is bound in circles, so that it goes by itself as soon as nobody needs it.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


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

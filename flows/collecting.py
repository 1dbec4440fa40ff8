"""Many values that all live: the collector of cycles left out while they are made, and not shown them afterwards."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def all_lasting() -> Iterator[None]:
    """Makes values that live on: nothing is collected meanwhile, and until `let_go` the collector passes them over.

    A night of 20,000 agencies is millions of values without a cycle among them. Looking through them again and again
    took a fifth of the time from the ledger to the pages.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def let_go() -> None:
    """Puts what lasted back before the collector, once it may go."""
    gc.unfreeze()

"""What a night of thousands of agencies asks of the interpreter's memory beside the values themselves.

Memory that nothing holds goes back to the machine, and the collector of cycles looks seldom: hardly anything here has one.
"""

from __future__ import annotations

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager

# Only glibc has it; elsewhere nothing is kept back so stubbornly.
_TRIM = getattr(ctypes.CDLL(None), "malloc_trim", None)
# Containers made before the young are looked through: some dozens of reports with their cells.
_YOUNG = 50_000


@contextmanager
def looking_seldom() -> Iterator[None]:
    """The collector looks for cycles when many values were made, and never among those that are there already.

    Reports are read and told of by the thousand, each some hundreds of cells that go as they came. With Python's own
    measure, looking through them again and again took a third of the time from the ledger to the pages.
    """
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_YOUNG, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()


def give_back() -> None:
    """Gives memory that nothing holds any more back to the machine, at the end of a part of the night.

    The C library keeps what each of the crawl's threads has freed for that thread alone: at 10,000 agencies a hundred
    megabytes that no value was in.
    """
    if _TRIM is not None:
        _TRIM(0)

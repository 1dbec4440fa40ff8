"""What a night of thousands of agencies asks of the machine's memory beside the values themselves: that it is given back."""

from __future__ import annotations

import ctypes

# Only glibc has it; elsewhere nothing is kept back so stubbornly.
_TRIM = getattr(ctypes.CDLL(None), "malloc_trim", None)


def give_back() -> None:
    """Gives memory that nothing holds any more back to the machine, at the end of a part of the night.

    The C library keeps what each of the crawl's threads has freed for that thread alone: at 10,000 agencies a hundred
    megabytes that no value was in.
    """
    if _TRIM is not None:
        _TRIM(0)

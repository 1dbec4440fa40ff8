"""The process beside: takes a workbook over from its standard input and writes it to the path that it was given.

It ends with `CANNOT_WRITE` and a sentence where the place cannot be written, with a traceback at a fault of ours.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from flows.spreadsheet.book import written
from flows.spreadsheet.handed import CANNOT_WRITE, taken_over


def main(path: Path) -> int:
    """Write the workbook; the process's exit status."""
    gc.disable()
    try:
        book, parts = taken_over(sys.stdin.buffer)
        with written(book, path) as sheets:
            for name, rows in parts:
                sheets.put(name, rows)
    except OSError as fault:
        sys.stderr.write(f"{fault.filename or path}: {fault.strerror or fault}")
        return CANNOT_WRITE
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

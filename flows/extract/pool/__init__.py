"""Reading in processes that may be lost: whatever a file does to its reader, it costs one answer and never the run.

`flows.extract.reading` knows how to read; here is only where and within which limits it is done.
"""

from __future__ import annotations

from flows.extract.pool.batch import Given, read_again, read_each, read_laid_out
from flows.extract.pool.crew import close_crew

__all__ = ["Given", "close_crew", "read_again", "read_each", "read_laid_out"]

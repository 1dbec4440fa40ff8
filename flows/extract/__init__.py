"""From bytes to a `Report`: readers, grids, matching to the form, sections, identity and claims."""

from __future__ import annotations

from flows.extract.reading import read_report

__all__ = ["read_report"]

"""What of the queue a page, or its workbook, is asked for: the same parameters in the address of both."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query

from flows.review.access import TheOffice
from flows.review.docket import Wanted, years


def wanted(
    office: TheOffice,
    year: Annotated[int, Query(ge=0, le=9999)] = 0,
    state: str = "todo",
    severity: str = "",
    rule: str = "",
    q: Annotated[str, Query(max_length=100)] = "",
    group: str = "agency",
) -> Wanted:
    """The part of the queue that an address names; without a year that of the newest."""
    return Wanted(year or next(iter(years(office)), 0), state, severity, rule, q, group)


AskedFor = Annotated[Wanted, Depends(wanted)]

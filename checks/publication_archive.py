"""Whether a body's column of reports still holds the reports of the years before."""

from __future__ import annotations

from collections.abc import Iterator

from checks.model import Filing, Hit, Responsibility, Unassessable
from checks.registry import Answer, Context, filing_rule
from checks.wordings import named

FIRST_REPORTS = 2008


@filing_rule("PUB-ARCHIVE")
def earlier_years(filing: Filing, context: Context) -> Iterator[Answer]:
    """The body's list of reports lacks years between its first and this one.

    A body's first year is the registry's, else that of the earliest report in its own list: what was moved to a parent or was
    never owed is not missed. Source: practice (历年报告缺失); 国办公开办函〔2019〕61号.
    """
    agency, publication = filing.agency, filing.publication
    if agency is None or publication is None or not publication.years_listed:
        yield Unassessable(context.rule.id, "未读到完整的年报栏目")
        return
    listed = frozenset(publication.years_listed)
    first = max(agency.valid_from or min(listed), FIRST_REPORTS)
    lacking = [year for year in range(first, filing.year) if year not in listed]
    if lacking:
        yield Hit(
            context.rule.id,
            values={"years": named(map(str, lacking)), "years_en": named(map(str, lacking), ", ")},
            responsibility=Responsibility.UNDECIDED,
        )

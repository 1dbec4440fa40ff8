"""A family too large to be held at once is parted: everybody is judged once, every government with all its members."""

from __future__ import annotations

import csv
from collections.abc import Sequence

import pytest

from checks.model import Assessment, Filing, Status
from flows.stages import judging
from tests.town import Town, statuses

PARENTS = {"ql-fgw": "", "ql-sthj": "ql-fgw", "ql-jyj": "ql-sthj"}


def test_a_member_that_is_judged_elsewhere_is_there_where_it_is_added_up(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.shard_size = 1
    path = town.folder / "agencies.csv"
    with path.open(encoding="utf-8") as file:
        rows = [row | {"parent_id": PARENTS[row["agency_id"]]} for row in csv.DictReader(file)]
    with path.open("w", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    heard: list[list[str]] = []
    honest = judging.audit

    def audit(filings: Sequence[Filing], *more: object) -> list[Assessment]:
        heard.append([one.agency.agency_id for one in filings if one.agency])
        return honest(filings, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(judging, "audit", audit)
    night, _ = town.night()
    assert heard == [["ql-fgw", "ql-sthj"], ["ql-sthj", "ql-jyj"]]
    assert statuses(night) == dict.fromkeys(PARENTS, Status.COMPLIANT)

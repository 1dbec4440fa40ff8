"""A family too large to be held at once is parted: everybody is judged once, every government with all its members."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence

import pytest

from checks.model import Filing, Status
from checks.registry import Answer
from flows import stages
from flows.shift import open_shift
from flows.stages import judging
from tests.town import WRONG_SUM, Town, statuses

PARENTS = {"ql-fgw": "", "ql-sthj": "ql-fgw", "ql-jyj": "ql-sthj"}


def register(town: Town, more: Mapping[str, Mapping[str, str]]) -> None:
    """Fill in columns of the registry, by agency."""
    path = town.folder / "agencies.csv"
    with path.open(encoding="utf-8") as file:
        rows = [{**row, **more[row["agency_id"]]} for row in csv.DictReader(file)]
    with path.open("w", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def test_a_member_that_is_judged_elsewhere_is_there_where_it_is_added_up(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.shard_size = 1
    register(town, {agency_id: {"parent_id": parent} for agency_id, parent in PARENTS.items()})
    heard: list[list[str]] = []
    honest = judging.compared

    def compared(filings: Sequence[Filing], *more: object) -> list[Sequence[Answer]]:
        heard.append([one.agency.agency_id for one in filings if one.agency])
        return honest(filings, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(judging, "compared", compared)
    night, _ = town.night()
    assert heard == [["ql-fgw", "ql-sthj"], ["ql-sthj", "ql-jyj"]]
    assert statuses(night) == dict.fromkeys(PARENTS, Status.COMPLIANT)


def test_a_family_judged_in_batches_is_judged_as_it_is_at_once(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    town.slips = {"ql-sthj": WRONG_SUM}
    town.build()
    area = {"ql-fgw": {"kind": "government", "parent_id": ""}}
    register(town, {name: area.get(name, {"kind": "department", "parent_id": "ql-fgw"}) for name in PARENTS})
    town.shard_size = len(PARENTS)
    with open_shift(town.wish()) as shift:
        for shard in shift.shards():
            stages.gather(shift, shard)
        (family,) = shift.families()
        (whole,) = stages.check(shift, family)
        monkeypatch.setattr(judging, "_BATCH", 1)
        apart = [*stages.check(shift, family)]
    assert [len(batch) for batch in apart] == [1, 1, 1]
    assert [one for batch in apart for one in batch] == whole
    # What is told only of a government whose members are known.
    assert any("X-AREA-MONO" in (one.rule_id for one in said) for said in (whole[0].findings, whole[0].not_assessable))
    assert {finding.rule_id for finding in whole[1].findings} == {"T4-SUM-REV"}

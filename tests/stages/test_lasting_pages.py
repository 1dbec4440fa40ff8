"""Pages from night to night: they stay while nothing changes, and made from nothing they would be the same bytes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from flows import stages
from flows.demo.faults import added
from flows.night import Night
from flows.publish.site import publish
from flows.shift import Shift, open_shift
from flows.stages.settling import whole_reports
from tests.town import FIRST_DAY, IDS, WRONG_SUM, Town

NIGHTS = 5
OTHER_SUM = added({"T3.new.total": 1})


def tree(folder: Path) -> dict[str, bytes]:
    """Everything that was published, by its place; the evidence is the crawler's."""
    files = (path for path in folder.rglob("*") if path.is_file() and "evidence" not in path.parts)
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def kept_pages(folder: Path) -> Iterator[Path]:
    yield from (folder / "agencies").iterdir()
    yield from (folder / "copies").iterdir()


def test_the_pages_of_a_night_on_which_nothing_changed_are_those_of_the_night_before(town: Town) -> None:
    town.slips = {"ql-sthj": WRONG_SUM}
    town.twins = {"ql-jyj": WRONG_SUM}
    town.build()
    first, second = (town.night(FIRST_DAY + timedelta(days=day))[1].parent for day in (0, 1))
    names = sorted(f"{path.parent.name}/{path.name}" for path in kept_pages(first))
    assert "copies/ql-sthj.html" in names
    assert sorted(f"{path.parent.name}/{path.name}" for path in kept_pages(second)) == names
    assert not [name for name in names if not (first / name).samefile(second / name)]


def test_a_changed_report_keeps_its_copy_with_the_place_marked_on_the_nights_after(town: Town) -> None:
    town.build()
    town.night(FIRST_DAY)
    town.slips = {"ql-sthj": WRONG_SUM}
    town.build()
    for day in (1, 2, 3):
        _, index = town.night(FIRST_DAY + timedelta(days=day))
        assert 'id="gouji-1"' in (index.parent / "copies/ql-sthj.html").read_text("utf-8")


@pytest.mark.parametrize("seed", range(2))
def test_what_is_taken_over_from_night_to_night_is_what_would_be_made_anew(
    town: Town, tmp_path: Path, seed: int
) -> None:
    dice, taken_over = random.Random(seed), 0
    for night in range(NIGHTS):
        changed = dice.choice(IDS)
        town.slips |= {changed: dice.choice((WRONG_SUM, OTHER_SUM, added({})))}
        town.build(without=[changed] if dice.random() < 0.2 else [])
        with open_shift(town.wish(FIRST_DAY + timedelta(days=night))) as shift:
            for shard in shift.shards():
                stages.gather(shift, shard)
            for family in shift.families():
                for assessments in stages.check(shift, family):
                    stages.decide(shift, assessments)
            settled = stages.settle(shift)
            anew = made_anew(shift, settled, tmp_path / f"anew-{night}")
            folder = stages.publish(shift, settled).parent
        made, kept = tree(anew), tree(folder)
        assert not [name for name in made if made[name] != kept.get(name)]
        taken_over += sum(path.stat().st_nlink > 1 for path in kept_pages(folder))
    assert taken_over


def made_anew(shift: Shift, night: Night, folder: Path) -> Path:
    """The night published as if the run before had left nothing to take over."""
    latest = shift.settings.out / "latest"
    aside = (latest / "pages.json", latest / "pages.aside")
    if latest.exists():
        aside[0].rename(aside[1])
    publish(night, folder, earlier=latest, whole=partial(whole_reports, shift), archive=shift.archive)
    if latest.exists():
        aside[1].rename(aside[0])
    return folder

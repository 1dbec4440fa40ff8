"""The pages that are about all agencies: the index, the findings, the rules, the run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from checks.model import Agency
from flows.publish.charts import completeness_map, fill_step, night_bars, status_shares
from flows.publish.desk import Desk
from flows.publish.outcome import outcome_words
from flows.publish.pages import write_page
from flows.publish.records import Record
from flows.publish.telling import Telling
from flows.publish.volume import is_hollow, volumes


def write_rules(desk: Desk, path: Path) -> None:
    """Write the list of rules."""
    rules = desk.told_rules
    bitten = [rules[found.rule_id] for found in desk.tally.biting]
    write_page(path, "rules.html", place="rules", bitten=bitten, **_about(desk))


def write_findings(desk: Desk, telling: Telling, path: Path) -> None:
    """Write the list of findings."""
    write_page(path, "findings.html", place="findings", data=telling.findings.text(), **_about(desk))


def write_index(desk: Desk, telling: Telling, unmade: Sequence[Agency], earlier: Path | None, path: Path) -> None:
    """Write the summary with the list of agencies; `unmade` are those whose page could not be made.

    `earlier` is the folder of the run before.
    """
    tonight = desk.tally.counts
    write_page(
        path,
        "index.html",
        place="index",
        data=telling.agencies.text(is_first=desk.night.previous_run is None),
        shares=status_shares(desk.tally.whole),
        days=telling.days.bars(),
        map=completeness_map(desk.tally, desk.regions),
        nights=night_bars(desk.night, tonight, _runs(earlier)),
        fill_step=fill_step,
        hollow=is_hollow(desk.night, tonight),
        unmade=unmade,
        actionable=telling.agencies.actionable,
        **_about(desk),
    )


def write_run(desk: Desk, telling: Telling, run: Record, path: Path) -> None:
    """Write what is told of the run itself."""
    tonight = desk.tally.counts
    write_page(
        path,
        "run.html",
        root="",
        place="run",
        night=desk.night,
        run=run,
        outcomes=[(word, outcome_words(word), count) for word, count in run["fetch"].items()],
        outcome_words=outcome_words,
        sites=telling.sites.by_trouble(),
        volumes=volumes(desk.night, tonight),
        hollow=is_hollow(desk.night, tonight),
    )


def _about(desk: Desk) -> Mapping[str, object]:
    return {"root": "", "night": desk.night, "tally": desk.tally, "regions": desk.regions, "rules": desk.told_rules}


def _runs(earlier: Path | None) -> Path | None:
    """The folder of all runs, from that of one: OUT/YEAR/RUN_ID."""
    return earlier.resolve().parent.parent if earlier and earlier.is_dir() else None

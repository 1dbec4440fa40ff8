"""Two readings of one page that differ: nobody is accused, neither in the flow nor at the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checks.model import Responsibility, Severity, Status
from flows.cli import main
from flows.extract.pool import batch
from tests.accuracy.figures import invent
from tests.accuracy.formats.docx import as_docx
from tests.accuracy.report import pieces_of
from tests.stages.planted import CELL, otherwise
from tests.town import WRONG_SUM, Town, statuses

RULE = "T4-SUM-REV"


def test_in_the_flow_a_disagreement_leaves_it_undecided(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "second_reading", otherwise)
    town.slips["ql-sthj"] = WRONG_SUM
    town.build()
    night, _ = town.night()
    (finding,) = (f for one in night.agencies for f in one.assessment.findings if f.rule_id == RULE)
    assert (finding.responsibility, finding.severity) == (Responsibility.UNDECIDED, Severity.WARNING)
    assert "77" in finding.message
    assert statuses(night)["ql-sthj"] is not Status.NONCOMPLIANT


@pytest.mark.parametrize(
    ("differs", "told"), [(False, ("agency", "error")), (True, ("undecided", "warning"))], ids=["agree", "differ"]
)
def test_at_the_command_line_too(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    differs: bool,
    told: tuple[str, str],
) -> None:
    if differs:
        monkeypatch.setattr(batch, "second_reading", otherwise)
    truth = invent(3)
    wrong = int(truth.texts["T4.review.total"]) + 1
    report = tmp_path / "report.docx"
    report.write_bytes(as_docx(pieces_of(truth.printed("T4.review.total", str(wrong), *truth.expected[CELL]))))
    main(["check", str(report), "--format", "json"])
    (answer,) = json.loads(capsys.readouterr().out)
    assert [(f["responsibility"], f["severity"]) for f in answer["findings"] if f["rule_id"] == RULE] == [told]

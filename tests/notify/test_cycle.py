"""The whole cycle, played on the demo's sites over four nights: one agency corrects, one explains, one ignores."""

from __future__ import annotations

import io
from pathlib import Path

from docx import Document

from flows.demo.bodies import YEAR
from flows.notify import handling
from flows.notify.cases.rungs import Rung
from flows.notify.cases.states import State
from tests.notify.cycle import CORRECTS, EXPLAINS, IGNORES, LI, PARENT, WANG, Cycle


def text_of(document: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(document)).paragraphs)


def filled_in(form: bytes, explanation: str, path: Path) -> Path:
    document = Document(io.BytesIO(form))
    for row in document.tables[0].rows[1:]:
        row.cells[3].text = explanation
    document.save(str(path))
    return path


def test_four_nights_from_a_finding_to_a_closed_explained_and_escalated_case(tmp_path: Path) -> None:
    office = Cycle(tmp_path)

    office.night(1)
    letters = {}
    for agency_id in (CORRECTS, EXPLAINS, IGNORES):
        handling.confirm(office.ledger, agency_id, YEAR, (), office.act(WANG))
        handling.draft(office.ledger, agency_id, YEAR, office.act(WANG))
        letters[agency_id] = office.issue(agency_id)
    assert [one.number_text[-2:] for one in letters.values()] == ["1号", "2号", "3号"]
    outgoing = tmp_path / "out" / "latest" / "notices" / "outgoing"
    assert len(list(outgoing.glob("*/message.eml"))) == len(list(outgoing.glob("*/*-evidence.zip"))) == 3

    office.night(2)
    assert office.case(CORRECTS).state is State.RECHECKED
    assert "现予销号" in text_of(office.issue(CORRECTS).document)
    handling.close(office.ledger, CORRECTS, YEAR, "", office.act(LI))
    form = filled_in(letters[EXPLAINS].feedback, "口径不同：含上年结转9件", tmp_path / "reply.docx")
    assert handling.reply(office.ledger, form, YEAR, office.act(WANG)).case.state is State.EXPLAINED
    explained = [one.finding_id for one in letters[EXPLAINS].findings]
    handling.accept(office.ledger, EXPLAINS, YEAR, explained, "口径不同，予以采纳", None, office.act(LI))
    assert office.case(IGNORES).state is State.SENT

    office.night(3)
    assert office.case(EXPLAINS).state is State.RECHECKED
    office.issue(EXPLAINS)
    handling.close(office.ledger, EXPLAINS, YEAR, "", office.act(LI))
    assert office.record(IGNORES)["late"]
    # What was corrected is broken again: the closed case stays closed, and the list shows a finding beside it.
    assert (office.case(CORRECTS).state, len(office.record(CORRECTS)["findings"])) == (State.CLOSED, 1)
    handling.remind(office.ledger, IGNORES, YEAR, office.act(WANG))
    assert letters[IGNORES].number_text in text_of(office.issue(IGNORES).document)
    assert office.case(IGNORES).state is State.SENT

    office.night(4)
    assert handling.escalate(office.ledger, IGNORES, YEAR, "逾期未整改", office.act(LI)).case.rung is Rung.CIRCULAR
    handling.draft(office.ledger, IGNORES, YEAR, office.act(WANG))
    assert "通报" in office.issue(IGNORES).title
    handling.draft(office.ledger, f"overview:{PARENT}", YEAR, office.act(WANG))
    overview = text_of(office.issue(f"overview:{PARENT}").document)
    assert "尚未整改1项" in overview
    assert "已经办结的单位" in overview

    for agency_id, sent in letters.items():
        kept = office.record(agency_id)["letters"][0]
        assert (kept["number"], kept["sha256"]) == (sent.number_text, sent.sha256)

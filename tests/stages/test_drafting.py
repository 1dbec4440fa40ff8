from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from docx import Document

from flows.demo.faults import added
from flows.ledger import Ledger
from flows.notify import handling
from flows.notify.cases.case_store import Act, newest
from flows.notify.cases.states import State
from flows.notify.channels.folder import FolderChannel
from flows.notify.post.sending import send_queued
from tests.town import IDS, WRONG_SUM, Town


def test_a_night_leaves_a_marked_draft_for_each_agency_with_findings_of_its_own(town: Town) -> None:
    town.slips = {"ql-sthj": WRONG_SUM}
    town.build()
    _, index = town.night()
    notices = index.parent / "notices"
    assert {path.name for path in notices.iterdir()} == {"drafts.jsonl", "ql-sthj"}
    assert {path.name for path in (notices / "ql-sthj").iterdir()} == {
        "letter.docx",
        "annex.xlsx",
        "feedback.docx",
        "mail.txt",
    }
    text = [paragraph.text for paragraph in Document(str(notices / "ql-sthj" / "letter.docx")).paragraphs]
    assert text[0] == "草稿（未经确认，不得外发）"
    (line,) = map(json.loads, (notices / "drafts.jsonl").read_text("utf-8").splitlines())
    assert line["agency_id"] == "ql-sthj"
    assert line["contact_email"] is None


def test_a_draft_that_would_tell_the_same_is_taken_over_and_another_or_a_damaged_one_is_made(town: Town) -> None:
    town.slips = dict.fromkeys(IDS, WRONG_SUM)
    town.build()
    first = town.finish().parent / "notices"
    (first / IDS[1] / "annex.xlsx").write_bytes(b"PK")
    town.slips[IDS[2]] = added({"T4.review.upheld": 2})
    town.build()
    second = town.finish(date(2024, 2, 7)).parent / "notices"
    files = ("letter.docx", "annex.xlsx", "feedback.docx", "mail.txt")
    taken_over = [[(first / name / file).samefile(second / name / file) for file in files] for name in IDS]
    assert taken_over == [[True] * 4, [False] * 4, [False] * 4]
    lines = [(notices / "drafts.jsonl").read_text("utf-8").splitlines() for notices in (first, second)]
    assert len(lines[0]) == len(lines[1]) == 3
    assert lines[0][:2] == lines[1][:2]
    assert (second / IDS[1] / "annex.xlsx").stat().st_size > 5_000


def test_a_draft_is_made_anew_on_other_letter_paper(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    town.slips = {IDS[0]: WRONG_SUM}
    town.build()
    first = town.finish().parent / "notices" / IDS[0] / "letter.docx"
    monkeypatch.setattr("flows.notify.drafts.look_of_the_letters", lambda: "other paper")
    second = town.finish(date(2024, 2, 7)).parent / "notices" / IDS[0] / "letter.docx"
    assert not first.samefile(second)


def test_a_night_without_findings_leaves_an_empty_list_of_drafts(town: Town) -> None:
    _, index = town.night()
    assert (index.parent / "notices" / "drafts.jsonl").read_text("utf-8") == ""


def test_a_corrected_report_drafts_the_closing_letter_of_its_case(town: Town) -> None:
    town.slips = {"ql-sthj": WRONG_SUM}
    town.build()
    town.night()
    ledger = Ledger(town.settings.database_url)
    noon = datetime(2024, 2, 6, 12, tzinfo=UTC)
    wang, li = Act("王芳", noon, noon.date()), Act("李强", noon, noon.date())
    handling.confirm(ledger, "ql-sthj", 2023, (), wang)
    handling.draft(ledger, "ql-sthj", 2023, wang)
    handling.approve(ledger, "ql-sthj", 2023, li)
    handling.queue(ledger, "ql-sthj", 2023, "folder", False, wang)
    send_queued(ledger, FolderChannel(town.settings.out), town.settings, wang, lambda: noon)
    town.slips = {}
    town.build()
    _, index = town.night(date(2024, 2, 7))
    with ledger.reading() as connection:
        assert newest(connection, "ql-sthj", 2023).case.state is State.RECHECKED
    ledger.close()
    assert (index.parent / "notices" / "ql-sthj" / "closing.docx").is_file()

from __future__ import annotations

import json
from datetime import UTC, date, datetime

from docx import Document

from flows.ledger import Ledger
from flows.notify import handling
from flows.notify.cases.case_store import Act, newest
from flows.notify.cases.states import State
from flows.notify.channels.folder import FolderChannel
from flows.notify.post.sending import send_queued
from tests.town import WRONG_SUM, Town


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

from __future__ import annotations

import json

from docx import Document

from tests.town import WRONG_SUM, Town


def test_a_night_leaves_a_marked_draft_for_each_agency_with_findings_of_its_own(town: Town) -> None:
    town.slips = {"ql-sthj": WRONG_SUM}
    town.build()
    _, index = town.night()
    notices = index.parent / "notices"
    assert {path.name for path in notices.iterdir()} == {"drafts.jsonl", "ql-sthj"}
    assert {path.name for path in (notices / "ql-sthj").iterdir()} == {"letter.docx", "annex.xlsx", "mail.txt"}
    text = [paragraph.text for paragraph in Document(str(notices / "ql-sthj" / "letter.docx")).paragraphs]
    assert text[0] == "草稿（未经确认，不得外发）"
    (line,) = map(json.loads, (notices / "drafts.jsonl").read_text("utf-8").splitlines())
    assert line["agency_id"] == "ql-sthj"
    assert line["contact_email"] is None


def test_a_night_without_findings_leaves_an_empty_list_of_drafts(town: Town) -> None:
    _, index = town.night()
    assert (index.parent / "notices" / "drafts.jsonl").read_text("utf-8") == ""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checks.model import Evidence
from flows.crawl.evidence.archive import Archive, Passed
from flows.crawl.evidence.served import Served
from flows.evidence_desk import Searched
from flows.ledger.audit_log import OPENED, entries
from flows.ledger.runs import run_folders
from flows.review.office import Office
from flows.review.published import with_ways_back
from tests.ledger.night import agency, order, spend
from tests.review.conftest import DOUBTFUL, SURE, Person

Enter = Callable[[str], Person]


def archived(office: Office, content: bytes) -> Evidence:
    """The content in the archive of a night, as the evidence of a finding."""
    spend(office.ledger, order(office.out / "2024", agencies=(agency(),)), ())
    folder = run_folders(office.ledger)[0]
    response = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(content) + content
    with Archive(folder / "evidence") as archive:
        kept = archive.record(Passed("http://qh.example/nb.png", b"GET / HTTP/1.1\r\n\r\n", response, NOW))
    return Evidence(url="http://qh.example/nb.png", snapshot=kept.record_id)


NOW = datetime(2024, 2, 6, tzinfo=UTC)
PNG = b"\x89PNG\r\n\x1a\n"


def test_the_frame_comes_when_the_evidence_is_opened_and_is_sandboxed(enter: Enter) -> None:
    frame = enter("王检").get(f"/evidence?id={SURE.finding_id}")
    assert f'<iframe sandbox title="存档副本" src="/copy?id={SURE.finding_id}' in frame
    assert "<html" not in frame


def test_looking_at_the_queue_or_the_frame_opens_nothing(enter: Enter, office: Office) -> None:
    person = enter("王检")
    person.get("/")
    person.get(f"/evidence?id={DOUBTFUL.finding_id}")
    assert entries(office.ledger) == []
    person.get(f"/copy?id={DOUBTFUL.finding_id}")
    assert [entry.action for entry in entries(office.ledger)] == [OPENED]


def test_the_original_is_handed_out_byte_for_byte_and_pictures_are_shown(enter: Enter, office: Office) -> None:
    for content, media_type in ((PNG + b"x", "image/png"), (b"<script>alert(1)</script>", "application/octet-stream")):
        shown = replace(SURE, evidence=archived(office, content))
        spend(office.ledger, order(office.out / "2024", agencies=(agency(),)), (shown,))
        answer = enter("王检").client.get(f"/original?id={SURE.finding_id}")
        assert answer.content == content
        assert answer.headers["content-type"] == media_type
        assert answer.headers["content-security-policy"].startswith("sandbox;")
        assert ("attachment" in answer.headers.get("content-disposition", "")) == (media_type != "image/png")


def test_evidence_that_is_gone_is_said_and_not_taken_for_seen(enter: Enter, office: Office) -> None:
    lost = replace(DOUBTFUL, evidence=Evidence(url="http://qh.example/", snapshot="<urn:lost>"))
    spend(office.ledger, order(office.out / "2024", agencies=(agency(),)), (lost,))
    answer = enter("王检").client.get(f"/original?id={DOUBTFUL.finding_id}")
    assert answer.status_code == 404
    assert "证据文件已不在" in answer.text
    assert entries(office.ledger) == []


def test_a_report_that_was_searched_in_vain_is_shown_by_its_search(
    enter: Enter, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = Served(
        "<urn:1>", "http://qh.example/nb/", "2024-02-05T18:00:00Z", "response", 200, (), b"", b"<body>2022<p>"
    )
    searched = Searched("20240206-01", ("结论：没有该年度的报告。",), (page,))
    monkeypatch.setattr("flows.review.routes_evidence.evidence_for", lambda _ledger, _named: searched)
    missing = replace(DOUBTFUL, evidence=Evidence(url="http://qh.example/nb/", sha256="9f" * 32))
    spend(office.ledger, order(office.out / "2024", agencies=(agency(),)), (missing,))
    answer = enter("王检").client.get(f"/copy?id={DOUBTFUL.finding_id}")
    assert "结论：没有该年度的报告。" in answer.text
    assert "2022" in answer.text
    assert answer.headers["content-security-policy"].startswith("sandbox;")
    assert [entry.action for entry in entries(office.ledger)] == [OPENED]


def test_an_original_that_is_no_page_is_said_and_not_taken_for_seen(enter: Enter, office: Office) -> None:
    paper = replace(DOUBTFUL, evidence=archived(office, PNG))
    spend(office.ledger, order(office.out / "2024", agencies=(agency(),)), (paper,))
    assert "原件不是网页" in enter("王检").get(f"/copy?id={DOUBTFUL.finding_id}")
    assert entries(office.ledger) == []


def test_a_region_sees_its_own_agencies_pages_and_no_others(enter: Enter, office: Office) -> None:
    pages = Path(office.out / "latest").resolve() / "agencies"
    pages.mkdir()
    for name in ("qh-edu", "lx-edu"):
        (pages / f"{name}.html").write_text(name, "utf-8")
    person = enter("本县")
    assert person.get("/site/agencies/qh-edu.html") == "qh-edu"
    assert person.client.get("/site/agencies/lx-edu.html").status_code == 403
    assert person.client.get("/site/index.html").status_code == 403


def test_the_runs_pages_lead_back_to_the_console_and_to_each_decision() -> None:
    page = '<nav aria-label="页面 Pages"></nav><article class="card g-error" id="f-abc">\n<header>问题'
    led = with_ways_back(page, ["abc"])
    assert '<a href="/">' in led
    assert 'href="/finding?id=abc"' in led
    assert 'href="/finding' not in with_ways_back(page, ["another"])

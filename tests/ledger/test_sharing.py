from __future__ import annotations

from dataclasses import replace

from checks.model import Evidence, Publication, Unassessable
from flows.ledger.report_store import Facts, Verdict, pack, unpack
from flows.ledger.sharing import Sharing
from tests.ledger.night import finding

EVIDENCE = Evidence("http://qh.example/nb.html", "2024-02-06T02:00:00Z", "a" * 64, "<urn:a>", "一条")
PUBLICATION = Publication("found", url="http://qh.example/nb.html", trail=("首页 http://qh.example/：列出 50 条",))
FACTS = Facts(PUBLICATION, None, EVIDENCE)
VERDICT = Verdict((replace(finding(), evidence=EVIDENCE),), (Unassessable("T2-UNIT", "没有上一年度的年度报告"),))


def test_what_is_shared_says_what_it_said() -> None:
    sharing = Sharing()
    assert sharing.facts(FACTS) == FACTS
    assert sharing.verdict(VERDICT, EVIDENCE) == VERDICT


def test_words_that_two_agencies_have_alike_are_held_once() -> None:
    sharing = Sharing()
    # As they come from the ledger: equal, and each made anew.
    one, other = (sharing.facts(unpack(Facts, pack(FACTS))).publication for _ in range(2))
    assert one is not None
    assert other is not None
    assert one.trail[0] is other.trail[0]
    mine, theirs = (sharing.verdict(unpack(Verdict, pack(VERDICT)), EVIDENCE) for _ in range(2))
    assert mine.findings[0].legal_basis is theirs.findings[0].legal_basis
    assert mine.not_assessable is theirs.not_assessable


def test_a_finding_names_its_evidence_by_the_words_of_the_filing() -> None:
    found = Sharing().verdict(unpack(Verdict, pack(VERDICT)), EVIDENCE).findings[0].evidence
    assert found.url is EVIDENCE.url
    assert found.snapshot is EVIDENCE.snapshot

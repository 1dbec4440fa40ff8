"""Accepted explanations: they suppress without hiding, and lapse with the content or the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from checks.engine import audit
from checks.model import Publication, Status
from checks.waivers import Waiver, apply_waivers, fingerprint, lapsed
from tests.checks.filings import AS_OF, CATALOGUE, FORMS, claim, filing, received, report

QUOTE = "2023年未收到政府信息公开申请"
S1 = (
    f"{QUOTE}。我局主动公开政府信息120条。收到依申请公开的答复及时。严格执行信息发布审核制度。优化门户网站专栏。"
    "组织业务培训，接受社会监督。"
)


def audited(count=5):
    figures = received(count, denied__internal=count, total=count)
    made = report(
        figures,
        S1=S1,
        S2="",
        S3="",
        S4="",
        S5="一是公开内容不够丰富，二是业务培训有待加强。下一步将完善制度，强化培训，提升公开质量。",
        S6="本年度未收取信息处理费。",
        claims=(claim("T3.new.total", "0", QUOTE, end=len(QUOTE)),),
    )
    return audit([filing(made)], CATALOGUE, FORMS, AS_OF)


def the(assessments, rule_id="TXT-NORECV"):
    return next(f for f in assessments[0].findings if f.rule_id == rule_id)


def waiver(finding, **parts):
    made = Waiver(
        finding.agency_id,
        finding.rule_id,
        finding.year,
        fingerprint(finding),
        "王科长",
        "口径为线下申请",
        date(2024, 12, 31),
    )
    return replace(made, **parts)


def test_who_was_found_to_have_published_is_not_called_missing_any_more():
    gone = Publication("not_published", proven_absent=True, trail=("“年报”共1页3条，已读到末尾",))
    before = audit([filing(None, publication=gone)], CATALOGUE, FORMS, AS_OF)
    assert before[0].status is Status.MISSING
    after = apply_waivers(before, [waiver(the(before, "PUB-MISSING"))], AS_OF)
    assert after[0].status is Status.NOT_ASSESSABLE


def test_an_explained_finding_stays_visible_and_no_longer_counts():
    before = audited()
    after = apply_waivers(before, [waiver(the(before))], AS_OF)
    assert before[0].status is Status.NONCOMPLIANT
    assert "王科长：口径为线下申请" in the(after).suppressed_by
    assert len(after[0].findings) == len(before[0].findings)
    assert after[0].status is not Status.NONCOMPLIANT


def test_a_waiver_lapses_when_the_figure_changes():
    given = waiver(the(audited(5)))
    later = audited(6)
    assert apply_waivers(later, [given], AS_OF) == later
    ((_, why),) = lapsed(later, [given], AS_OF)
    assert "已变化" in why


def test_a_waiver_lapses_after_its_day_and_holds_on_it():
    before = audited()
    given = waiver(the(before), until=AS_OF)
    assert the(apply_waivers(before, [given], AS_OF)).suppressed_by
    later = date(2024, 4, 11)
    assert apply_waivers(before, [given], later) == before
    assert "到期" in lapsed(before, [given], later)[0][1]


def test_a_waiver_whose_rule_finds_nothing_more_has_done_its_work():
    assert lapsed(audited(0), [waiver(the(audited()))], AS_OF) == []
    assert lapsed(audited(0), [waiver(the(audited()), until=AS_OF)], date(2024, 4, 11)) == []


def test_a_waiver_is_for_one_agency_rule_and_year():
    before = audited()
    for parts in ({"agency_id": "another"}, {"rule_id": "TXT-RECV"}, {"year": 2022}):
        assert apply_waivers(before, [waiver(the(before), **parts)], AS_OF) == before


def test_white_space_is_no_change_of_content():
    finding = the(audited())
    spaced = replace(finding, evidence=replace(finding.evidence, quote="2023 年未收到 政府信息公开申请"))
    assert fingerprint(spaced) == fingerprint(finding)


def test_nothing_waived_changes_nothing():
    before = audited()
    assert apply_waivers(before, [], AS_OF) == before
    assert lapsed(before, [], AS_OF) == []

"""The invented reports read like reports: six sections, five aspects, a period, a signature, and no two alike."""

from __future__ import annotations

import re
from itertools import combinations

from flows.demo.bodies import YEAR
from flows.demo.world import World

SOUND = [
    draft
    for draft in World().drafts
    if draft.facts.body.id not in ("ql-slj", "ql-wlj", "yx-fgj", "ql-swj") and draft.facts.year in (YEAR - 1, YEAR)
]


def shingles(texts: tuple[str, ...]) -> set[str]:
    text = re.sub(r"\d+", "#", "".join(texts))
    return {text[i : i + 5] for i in range(len(text) - 4)}


def test_reports_have_six_sections_in_order() -> None:
    assert {tuple(part.id for part in draft.parts) for draft in SOUND} == {("S1", "S2", "S3", "S4", "S5", "S6")}


def test_section_one_treats_the_five_aspects() -> None:
    for draft in SOUND:
        text = "".join(draft.parts[0].paragraphs)
        assert all(aspect in text for aspect in ("主动公开", "依申请公开", "政府信息管理", "平台建设", "监督保障"))


def test_a_government_tells_of_assessment_review_and_accountability() -> None:
    governments = [d for d in SOUND if d.facts.body.agency.kind == "government"]
    assert len(governments) == 10
    for draft in governments:
        text = "".join(draft.parts[0].paragraphs)
        assert "考核" in text
        assert "评议" in text
        assert "责任追究" in text


def test_section_six_speaks_of_the_processing_fee() -> None:
    assert all("信息处理费" in draft.parts[5].paragraphs[0] for draft in SOUND)


def test_the_period_is_the_reports_year() -> None:
    for draft in SOUND:
        year = draft.facts.year
        assert f"{year}年1月1日" in draft.preamble
        assert f"{year}年12月31日" in draft.preamble


def test_no_placeholder_is_left_unfilled() -> None:
    for draft in World().drafts:
        texts = (draft.preamble, *(text for part in draft.parts for text in part.paragraphs))
        assert not any("{" in text or "}" in text for text in texts)


def test_no_two_reports_are_near_duplicates() -> None:
    for part in (0, 4):
        prints = [(draft.facts.body.id, draft.facts.year, shingles(draft.parts[part].paragraphs)) for draft in SOUND]
        alike = [
            (*first[:2], *second[:2])
            for first, second in combinations(prints, 2)
            if len(first[2] & second[2]) >= 0.85 * len(first[2] | second[2])
        ]
        assert alike == []

"""A labelled clause claims the same however it is punctuated, spaced or counted, and whatever stands before or behind it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest

from checks.report import Section
from flows.extract.claims import read_claims
from tests.accuracy.score import OWN

# Every clause would take a minute.
_EVERY = 9
SENTENCES = [json.loads(line)["sentence"] for line in OWN.read_text("utf-8").splitlines()][::_EVERY]
_LATIN = str.maketrans("，。；：（）", ",.;:()")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_DIGITS = "零一二三四五六七八九"

WAYS: dict[str, Callable[[str], str]] = {
    "Latin punctuation": lambda text: text.translate(_LATIN),
    "wide digits": lambda text: text.translate(_WIDE),
    "spaces around figures": lambda text: re.sub(r"(\d+(?:\.\d+)?)", r" \1 ", text),
    "宗 for 件": lambda text: re.sub(r"(?<=\d)件(?!次)", "宗", text),
    "其中 with a comma": lambda text: re.sub(r"其中(?![，：,:])", "其中，", text),
    "figures in words": lambda text: re.sub(
        r"(?<![\d.\-—至到年])([1-9]\d?)(?=[件起宗])", lambda m: _in_words(int(m[1])), text
    ),
    "marks of notes behind figures": lambda text: re.sub(r"(?<=\d)(?=[件起宗])", "②", text),
    "marks of notes behind units": lambda text: re.sub(r"(?<=\d[件起宗])(?!次)", "³", text),
    "marks of notes before figures": lambda text: re.sub(r"(?<![\d.])(?=\d+[件起宗])", "[2]", text),
    "with words behind it": lambda text: text.rstrip("。") + "，较好保障了群众知情权。",
    "behind letters": lambda text: "全年受理群众来信30件，办结28件。" + text,
    "before letters": lambda text: text.rstrip("。") + "。全年受理群众来信30件，办结28件。",
    "behind other applications": lambda text: "全年受理社会救助申请300件，办结280件。" + text,
    "before classes of documents": lambda text: (
        text.rstrip("。") + "。审查公文90件，其中主动公开40件、依申请公开20件、不予公开30件。"
    ),
    "before a goal": lambda text: text.rstrip("。") + "。下一步，力争实现零复议、零诉讼。",
}


def _in_words(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else _DIGITS[tens]) + "十" * bool(tens) + (_DIGITS[ones] if ones else "")


def pairs(text: str) -> set[tuple[str, str]]:
    return {(claim.cell, claim.value) for claim in read_claims([Section("S1", "", text)], "", None)}


@pytest.mark.parametrize("way", WAYS)
def test_a_clause_written_otherwise_claims_the_same(way):
    otherwise = [(text, WAYS[way](text)) for text in SENTENCES]
    different = [changed for text, changed in otherwise if changed != text and pairs(text) != pairs(changed)]
    assert not different, "\n".join(different)


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        (
            "（二）依申请公开情况。1.申请情况。共收到政府信息公开申请17件。2.办理情况。已办结16件，1件结转下年。",
            {("T3.new.total", "17"), ("T3.total.total", "16"), ("T3.carried_out.total", "1")},
        ),
        ("（二）依申请公开情况。去年同期收到申请41件，今年收到申请29件。", {("T3.new.total", "29")}),
        ("（二）依申请公开情况。预计2024年申请量将突破200件。", set()),
        ("（二）依申请公开情况。其中，县公安局收到申请18件、县住建局收到申请15件。", set()),
        ("（二）依申请公开情况。受理行政复议申请86件，办结80件。", set()),
        ("（二）依申请公开情况。开展质量抽查，抽取答复书30份。", set()),
        (
            "（二）依申请公开情况。2023年共有4个单位收取信息处理费，共计2600元，涉及申请11件。",
            {("S6.processing_fee_yuan", "2600"), ("S6.processing_fee_cases", "11")},
        ),
    ],
)
def test_a_heading_says_what_is_spoken_of_and_counts_nothing(text, claimed):
    assert pairs(text) == claimed

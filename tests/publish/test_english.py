from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from checks.forms import Form
from flows.notify.cases.rungs import RUNG_WORDS
from flows.notify.cases.states import WORDS
from flows.publish.english import english, english_sentence, told
from flows.publish.pieces import ours

ROOT = Path(__file__).resolve().parents[2]
CHINESE = re.compile(r"[\u4e00-\u9fff]")
# What stands in a sentence's gap when it is tried: no word of ours, so that nothing of the gap is translated.
GAP = "7"

# Gaps that hold more than a word: a label in quotation marks, a page with its address, a title with the reasons for it.
GAPS = {
    f"^{GAP}(没有结果|共)": rf"“{GAP}”\1",
    f"{GAP} {GAP}：": f"首页 http://{GAP}：",
    f"^(选中|备选) {GAP}$": rf"\1 《{GAP}》（{GAP}，{GAP} 分）",
}


def sentences(folder: str, calls: set[str], place: int) -> Iterator[str]:
    """The Chinese literals that calls of these names are given at a place, gaps filled."""
    for path in sorted((ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in calls and len(node.args) > place:
                yield from (text for text in _texts(node.args[place]) if CHINESE.search(text))


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _texts(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(part.value if isinstance(part, ast.Constant) else GAP for part in node.values)  # type: ignore[misc]
    elif isinstance(node, ast.BoolOp):
        for value in node.values:
            yield from _texts(value)
    elif isinstance(node, ast.IfExp):
        yield from (*_texts(node.body), *_texts(node.orelse))


REASONS = sorted({*sentences("checks", {"Unassessable"}, 1)})
STEPS = sorted({*sentences("flows/crawl", {"say"}, 0)})


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_why_a_rule_could_not_be_assessed_is_said_in_english(reason: str) -> None:
    assert not CHINESE.search(english(reason))


@pytest.mark.parametrize("step", STEPS)
def test_every_step_of_a_search_is_said_in_english(step: str) -> None:
    for gap, filled in GAPS.items():
        step = re.sub(gap, filled, step)
    assert not CHINESE.search(english(step))


@pytest.mark.parametrize(
    "step",
    [
        "年报栏目没有读到最后一页。“政府信息公开年报”有由脚本填充的位置“fresh”",
        "年报栏目里读不到任何年度的年报。http://h/nb/（列出 1 条）",
        "打开的页面不是该机关该年度的报告。http://h/nb/a.html：页面是 2022 年度的报告",
        "http://h/nb/2024.html：网站自身出错（5xx）。（状态 500）",
        "选中 《9》（标题没有年度，发布于 2025 年、机关名称一致，10 分）",
        "采信：页面标题《9》，页面标题没有写机关，年度为 2024；正文很短，可能是图片",
    ],
)
def test_a_step_that_holds_an_outcome_or_reasons_is_said_in_english_to_its_end(step: str) -> None:
    assert not CHINESE.search(english(step).replace("政府信息公开年报", ""))


@pytest.mark.parametrize("word", [*WORDS.values(), *RUNG_WORDS.values()])
def test_every_state_of_a_case_and_every_rung_is_named_in_english(word: str) -> None:
    assert not CHINESE.search(english(word))


def test_every_cell_of_every_form_is_named_in_english(forms: Mapping[str, Form]) -> None:
    names = {name for form in forms.values() for name in form.names.values()}
    assert [name for name in sorted(names) if CHINESE.search(english(name))] == []


def test_a_cell_is_named_instead_of_its_id_in_both_languages(forms: Mapping[str, Form]) -> None:
    said = told("缺少可核对的数据：T3.denied.state_secret.total、T3.total.total", forms["2021"])
    assert said.zh == "缺少可核对的数据：表三“（三）不予公开1.属于国家秘密”总计、表三“（七）总计”总计"
    assert said.en == "no figures to check: table 3, (3) denied, 1 state secret, total; table 3, (7) total, total"


def test_a_list_of_cells_each_in_a_state_of_its_own_is_said_part_by_part() -> None:
    said = english("3项勾稽关系无法核对：表三“（一）予以公开”总计未读到、表四“行政复议”总计无法辨认等5处")
    assert said == (
        "3 identities cannot be checked: table 3, (1) granted, total: not read; "
        "table 4, administrative reviews, total: unreadable … (5 in all)"
    )


def test_crawled_words_stay_as_they_are_inside_a_sentence_of_ours() -> None:
    assert english("选中 《云河市审计局2023年年报》（标题只写年报、机关名称一致，9 分）") == (
        "Chosen: 《云河市审计局2023年年报》 (the title only says annual report; the agency's name is the same; 9 points)"
    )


def test_what_is_none_of_our_sentences_is_left_alone() -> None:
    assert english("本年度未收取信息处理费。") == "本年度未收取信息处理费。"


def test_an_address_in_a_trail_can_be_followed_and_nothing_else_can() -> None:
    said = ours("打开登记的年报栏目 http://www.yunhe.example/nb/?a=1&b=%E5")
    assert said.count('href="http://www.yunhe.example/nb/?a=1&amp;b=%E5"') == 2
    assert 'index_1.html"' in ours("“年报”第 2 页 http://x.example/index_1.html：列出 3 条")
    assert "index_1.html:" not in ours("“年报”第 2 页 http://x.example/index_1.html：列出 3 条")
    assert "<script" not in ours('“<script>”第 1 页 http://x.example/"><script>：列出 3 条')


def test_an_english_sentence_names_its_cells() -> None:
    said = english_sentence("T3.new.total is 5, T9.no.cell is 6.")
    assert said == "“table 3, I. new applications, total” is 5, T9.no.cell is 6."


def test_what_is_said_in_both_languages_at_once_is_parted() -> None:
    said = told(
        "表格可能是图片，未能识别：表.png: 尚未安装：make setup-ocr (needs recognition, the extra `ocr`: make setup-ocr)"
    )
    assert said.zh == "表格可能是图片，未能识别：表.png: 尚未安装：make setup-ocr"
    assert said.en.endswith("needs recognition, the extra `ocr`: make setup-ocr")
    assert not CHINESE.search(said.en)
    assert told("见《公报》 (2024)").zh == "见《公报》 (2024)"


def test_a_label_that_is_quoted_itself_is_quoted_singly_inside_and_has_its_english(forms: Mapping[str, Form]) -> None:
    said = told("T3.denied.safety.total为空白", forms["2021"])
    assert said.zh == "表三“（三）不予公开3.危及‘三安全一稳定’”总计为空白"
    assert said.en == "table 3, (3) denied, 3 danger to security or stability, total: blank"

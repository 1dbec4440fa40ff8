"""What is prose of a table and what is a table within the prose.

Taken out of the prose is what is left of a table whose cells reached us as lines of text. Reading the figures of such
a table is for `flows.extract.match.tables`; here they must only not be taken for sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import takewhile

from checks.forms import Form
from checks.report import CellState
from flows.extract.document import Grid
from flows.extract.forms import forms
from flows.extract.grid import rows_of
from flows.extract.headings import squeeze
from flows.extract.numerals import read_cell

_LONGEST_RESIDUE = 120
# Labels broken over lines, captions that readers of pictures invent, and what stands in the heads of the tables.
_FRAGMENTS = (
    *(
        "信息内容",
        "本年新",
        "制作数量",
        "公开数量",
        "商业",
        "科研",
        "机构",
        "社会",
        "公益",
        "法律",
        "服务",
        "组织",
        "结果",
        "维持",
        "纠正",
    ),
    *(
        "尚未",
        "审结",
        "数量",
        "类别",
        "申请人情况",
        "行政诉讼",
        "总",
        "计",
        "其他",
        "其它",
        "合计",
        "序号",
        "项目",
        "小计",
        "年",
        "度",
        "本",
        "办",
        "理",
    ),
)
_HEADS = (
    r"\(?本列数据的勾稽关系为.*",
    r"等于第三项加第四项之和\)?",
    r"第二十条第?\(?[一二三四五六七八九]?\)?项?",
    r"单位:.{0,12}",
    r"\((?:数据项目|未经复议直接起诉|复议后起诉|自然人|法人或其他组织|总计)\)",
    r"数据[0-9]",
    r"\(?[续接]上?表\)?:?",
)
_FIGURE = r"[|,/\\—–\-+.0-9万元件]|&nbsp;|(?<=[0-9件])(?:件次|[条项宗起例份次]|[(\[][^()\[\]]{1,12}[)\]])|零件?|〇|(?<=[0-9)\]])无"
_CELL = re.compile(r"[^\s,，、|:：]+(?: (?:件次|[件条项宗起例份]))?")
_FIGURES = (CellState.NUMBER, CellState.NOT_APPLICABLE)
_FEWEST_FIGURES = 6
"""So many one behind the other, behind a label, are a row of table 3."""
# A table pressed into one paragraph: from its first label to its last figures.
_RUNS = (
    re.compile(r"第二十条第[(（]一[)）]项\s*信息内容.{0,900}?(?:行政事业性收费|采购总金额)[\s|/0-9.,\-—万元]*"),
    re.compile(r"(?:[(（]本列数据的勾稽关系|申请人情况\s*自然人).{0,3500}?结转下年度继续办理[\s|/0-9.,\-—]*"),
    re.compile(r"行政复议\s*行政诉讼\s*(?:结果|未经).{0,400}?总计[\s|/0-9.,\-—]+"),
    re.compile(r"[一1][、.]\s*本年(?:度)?新收政府信息公开申请数量[\s|]*\d[\s|/0-9.,\-—]*"),
)
_RUN_HINT = re.compile(r"第二十条|勾稽|总计|新收政府")
_SAYS_SOMETHING = re.compile(r"[。；，、！无未没不共均]")
_FEWEST_LABELS, _SHORTEST_LABEL = 3, 4
_MANY_CELLS = re.compile(r"(?:[|\t][^|\t]*){3,}")


def without_tables(lines: Iterable[str]) -> list[str]:
    """The lines that are prose; labels and figures of the mandated tables are left out, also inside a long line."""
    kept = []
    for line in lines:
        if _is_residue(line):
            continue
        if _RUN_HINT.search(line):
            for run in _RUNS:
                line = run.sub(" ", line)
        if line.strip():
            kept.append(line.strip())
    return kept


def told_rows(grid: Grid) -> list[str]:
    """The rows of a table that sets out prose, problems beside measures say, a line each; none of a table of figures."""
    rows = [[cell.text.strip() for cell in row if cell.text.strip()] for row in rows_of(grid)]
    beside = [read_cell(cell).state for row in rows for cell in row[1:]]
    if 2 * beside.count(CellState.NUMBER) >= max(len(beside), 1):
        return []
    told = ([cell for cell in row if not (cell.isdecimal() or _is_residue(cell))] for row in rows)
    return ["；".join(row) for row in told if row]


def _is_residue(line: str) -> bool:
    if _MANY_CELLS.search(line) and not re.search(r"[。；]", line):
        return True
    line = _without_figures(line) if len(line) <= 2 * _LONGEST_RESIDUE else line
    squeezed = squeeze(line.strip("#* ")) if len(line) <= 2 * _LONGEST_RESIDUE else ""
    if squeezed in ("", "无") or len(squeezed) > _LONGEST_RESIDUE:
        return False
    return _residue().fullmatch(squeezed) is not None or _is_damaged(squeezed)


def _without_figures(line: str) -> str:
    """A line without the figures at its end, and without colons, where there are as many figures as a row of a table has."""
    words = list(_CELL.finditer(line))
    figures = list(takewhile(lambda word: read_cell(word[0]).state in _FIGURES, reversed(words)))
    return re.sub("[:：]", "", line[: figures[-1].start()]) if len(figures) >= _FEWEST_FIGURES else line


def _is_damaged(squeezed: str) -> bool:
    """Whether a line is the labels of a head of which a few characters were lost, and no sentence about them."""
    if _SAYS_SOMETHING.search(squeezed):
        return False
    rest, labels = _label().subn("", squeezed)
    return labels >= _FEWEST_LABELS and len(rest) * 4 <= len(squeezed)


@cache
def _label() -> re.Pattern[str]:
    """One printed label that is more than a word of everyday use."""
    labels = {squeeze(label) for form in forms().values() for label in _labels(form)}
    known = sorted((label for label in labels if len(label) >= _SHORTEST_LABEL), key=lambda label: (-len(label), label))
    return re.compile("|".join(map(re.escape, known)))


@cache
def _residue() -> re.Pattern[str]:
    """Nothing but labels and figures; atomic, longest label first, so that a hostile line costs no more than its length."""
    labels = {squeeze(label) for form in forms().values() for label in _labels(form)} | set(_FRAGMENTS)
    known = [re.escape(label) for label in sorted(labels, key=lambda label: (-len(label), label))]
    return re.compile(f"(?:(?>{'|'.join((*_HEADS, *known))}|{_FIGURE}))++")


def _labels(form: Form) -> Iterator[str]:
    for block in form.t2:
        yield block.heading
        for label in (*block.columns, *block.rows):
            yield from (label.label, *label.variants)
    for row in form.t3_rows:
        yield from (
            row.label,
            re.sub(r"^\d[.、]", "", row.label),
            *row.variants,
            row.group or "总计",
            row.subgroup or "总计",
        )
    for label in (*form.t3_columns, *form.t4_columns, *form.t4_blocks):
        yield from (label.label, label.group or "总计", *label.variants)

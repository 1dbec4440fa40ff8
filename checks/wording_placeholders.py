"""What a template left behind: unfilled blanks, missing numbers, instructions to the author.

A number can also be lost in extraction (a styled span, a digit drawn as an image), so only a visible placeholder accuses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.masking import mask
from checks.model import Filing, Hit, Responsibility, Severity
from checks.prose import Sentence, own_words, sentences
from checks.registry import Answer, Context, filing_rule
from checks.report import Report

_VISIBLE = re.compile(
    r"(?<![A-Za-z\d])[XxＸｘ×✕╳]{1,4}(?=[年月日件条项个篇次元份局委办县市区镇乡])|[×✕╳Ｘ]{2,}|(?<![A-Za-z])X{2,}(?![A-Za-z])"
    r"|(?<![A-Za-z0-9_/])_{3,}(?![A-Za-z0-9_])|＿{2,}|(?<![一二三四五六七八九〇○])[〇○]{2,}(?=[年月日件条])|（此处|（请填|[（({｛【](?:填写|单位名称|机关名称|部门名称)[)）}｝】]|请在此|此处填写"
    r"|根据实际(?:情况)?填写|[（(]具体(?:网址|时间|数字|数量|内容)[)）]|[（(][^（）()]{0,8}(?:宋体|仿宋|黑体|楷体)[^（）()]{0,12}[)）]"
)
_MARKS = re.compile(r"[XxＸｘ×✕╳_＿〇○]|此处|请填|填写|名称|请在此|具体|[宋黑楷]体|仿宋")
# An index of a masked person or bank is no placeholder: 张XX, 尾号XXXX.
_MASKED_PERSON = re.compile(r"尾号|[张王李刘陈杨赵黄周吴某][×xX]{1,2}(?![年月日件条])|某")
_MISSING = re.compile(
    r"(?:公开(?:政府|政务)?信息|发布信息|公开文件)(?:共|共计|累计|总计)?条(?![例约款目数文理线])|共(?:主动)?公开条(?![例约款目数文理线])"
    r"|(?:信息|文件|公告|解读)条(?=[，。；、,;]|$)|文件件(?!数|次|量)"
)
# Where a number was to go, layout leaves a gap: read in the sentence as published.
_GAP_BEFORE_UNIT = re.compile(
    r"(?:信息|申请|文件|公告|解读|公开|发布|收到|受理|办结|答复|许可|处罚|收取)\s+(?:条|件|篇|宗|起|万?元)(?=[，。；、,;）)]|$)"
)
# Empty, or with the name of what a template was to put there.
_BRACKETS = re.compile(r"〔〕|[{｛][\w年月日]{0,12}[}｝]")
_SCRIPT = re.compile(r"\{\{.{0,40}?\}\}|\$\{.{0,40}?\}|<%.{0,40}?%>")
_INSTRUCTION = re.compile(r"(?m)该部分以表格形式报告|表格如下[：:]?$|（?示例[:：]|（?样例[:：]|(?<![规示])范文[:：)）]")

_PAUSES = "，。；：！？,;:"
LONGEST_CLAUSE = 60

_ASKED = (_MISSING, _BRACKETS, _SCRIPT, _INSTRUCTION)


@filing_rule("TXT-PLACEHOLDER")
def placeholders(filing: Filing, context: Context) -> Iterator[Answer]:
    """A placeholder of the template stands unfilled, or a number is missing before its unit.

    Source: practice of inspecting offices. A missing number or a script's variable is a question for the page itself.
    """
    if filing.report is None:
        return
    seen: set[str] = set()
    for sentence in _suspicious(filing.report):
        found = _found(sentence)
        if found is not None and found[0] not in seen:
            seen.add(found[0])
            yield _hit(context, sentence, *found)


def _suspicious(report: Report) -> Iterator[Sentence]:
    """The sentences to look at: all where the words hold a mark of a template at all, else those with a gap before a unit."""
    text = own_words(report)
    is_marked = bool(_MARKS.search(text) and _VISIBLE.search(text)) or any(p.search(text) for p in _ASKED)
    yield from (one for one in sentences(report) if is_marked or _GAP_BEFORE_UNIT.search(one.text))


def _found(sentence: Sentence) -> tuple[str, str, bool] | None:
    """What was left behind: a key of it, the clause it stands in, and whether it is visible beyond doubt."""
    text = sentence.own
    if (match := _VISIBLE.search(text)) and not _MASKED_PERSON.search(text):
        return _around(text, match), _clause(text, match), True
    for pattern in _ASKED:
        if match := pattern.search(text):
            return _around(text, match), _clause(text, match), False
    gap = _GAP_BEFORE_UNIT.search(sentence.text)
    return (_around(sentence.text, gap), _clause(sentence.text, gap), False) if gap else None


def _around(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - 6) : match.end() + 4]


def _clause(text: str, match: re.Match[str]) -> str:
    """The clause that holds it, as a reader finds it on the page."""
    start = max(text.rfind(mark, 0, match.start()) for mark in _PAUSES) + 1
    end = min((at for mark in _PAUSES if (at := text.find(mark, match.end())) >= 0), default=len(text))
    return text[start:end].strip()


def _hit(context: Context, sentence: Sentence, key: str, clause: str, sure: bool) -> Hit:
    said = mask(clause[:LONGEST_CLAUSE])
    return Hit(
        context.rule.id,
        key=key,
        actual=said,
        values={"said": said},
        quote=mask(sentence.text[:160]),
        severity=None if sure else Severity.WARNING,
        responsibility=Responsibility.AGENCY if sure else Responsibility.UNDECIDED,
    )

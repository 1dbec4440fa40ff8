"""What part five must speak of, problems and measures, and whether a text speaks of its own body; part one is `checks.wording_aspects`.

Nothing here weighs style.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator

from checks.figures import figure
from checks.masking import mask
from checks.model import Filing, Hit, Responsibility, Severity, Unassessable
from checks.prose import own_words, sentences, solid
from checks.registry import Answer, Context, filing_rule
from checks.report import Report, Section
from checks.scope import kind_of, own_names

_NO_PROBLEM = re.compile(
    r"^(?:本年度|我[局厅委办镇乡单]?位?)?(?:暂?无|没有|不存在|未发现)(?:存在)?(?:的)?(?:主要|突出|明显)?(?:问题|不足)?(?:及改进情况|和改进情况)?$"
)
_HEADING = re.compile(
    r"^[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．]+[^。；，]{0,24}$|^[^。；，,：:]{0,16}(?:问题|不足|措施|情况|打算|建议)[:：]?$"
)
_WANTING = re.compile(
    r"(?<!毫)不(?![断仅但忘予少得同管论动懈])|问题|薄弱|有待|差距|距离|短板|欠|单一|滞后|偏[少低窄弱慢]|缺[乏少失]|较[少低弱慢窄]|困难|传统"
    r"|(?<![减至多])[少低慢弱](?=[，,。；;、]|$)"
)
_PROBLEM = re.compile(
    rf"{_WANTING.pattern}|需(?:要)?(?:进一步)?(?:提高|加强|改进|完善|提升|优化|强化|增强|加大|规范|拓展|丰富|深化)"
)
_MEASURE = re.compile(
    r"加强|提升|提高|完善|下一步|改进|整改|强化|优化|健全|加大|深化|拓展|推进|将|继续|落实|开展|组织|培训|拟|增[设加配]|建立|解决|采取|开设|制定|出台|修订|启用|聘请|实行|实施|推行|细化|扩大|拓宽|压缩|升级"
)
_DENIED = re.compile(
    r"(?:没有|并无|暂无|无|不存在|未发现|未存在|未出现)(?:存在)?(?:任何|明显|突出|重大|较大|主要|严重)*的?(?:问题|不足)(?:[和与及、](?:问题|不足))?"
)
_NAME_OF_THE_PART = re.compile(r"(?:存在|主要)的?(?:主要)?(?:问题|不足)(?=[及和与、：:]|$)")
_LESSER = re.compile(r"但|主要是|只是|仅|个别|少数|有些|部分|偶")
_TO_COME = re.compile(r"下一步|下步|今后|明年|将|拟|计划|继续|措施|改进")
_FIRST, _SECOND = re.compile(r"一是|第一|首先|（一）|\(一\)|1[.、．]"), re.compile(r"二是")
_VAGUE = re.compile(
    r"多数部门|部分地区|一些地区|各级政府部门|部分部门|一些部门|有的地方|有的部门|各地区|各级行政机关|大多数单位"
)
_AUTHOR = re.compile(r"我[局厅委办院会镇乡县市区处街单机]|本[局厅委办院会镇乡单机]|全[局镇乡委办]")
_REQUESTS = re.compile(r"依申请|申请|答复|复议|诉讼|法律")
LEAST_CHARACTERS, PERFUNCTORY = 30, 16
LEAST_VAGUE = 3
MOST_FIGURES = 5
_LACKING = ("未写明存在的主要问题及改进情况", "names no problem and no improvement")
_BRIEF = ("所写存在的主要问题及改进情况疑似过于简略", "says very little of problems and improvements")


@filing_rule("TXT-SEC5-EMPTY")
def no_problem(filing: Filing, context: Context) -> Iterator[Answer]:
    """Part five names no problem: empty, 无, or too short to hold one, or in so many words.

    Source: 条例 article 50 （四）. A short part that does name a problem is asked about where it holds hardly more than that.
    """
    report = filing.report
    part = yield from part_of(filing, context, "S5")
    if report is None or part is None:
        return
    lines = [solid(line) for line in part.text.splitlines()]
    text = "".join(line for line in lines if line and not _HEADING.match(line))
    if len(text) >= LEAST_CHARACTERS and not _NO_PROBLEM.match(text.rstrip("。")):
        if report.method != "ocr" and _denies_all(text):
            yield _none_told(context, part, Severity.WARNING, Responsibility.AGENCY)
        return
    if not text and not _is_read_elsewhere(report):
        yield Unassessable(context.rule.id, "第五部分没有读到文字，其他部分也不完整")
        return
    if report.method == "ocr" and not _NO_PROBLEM.match(text.rstrip("。")):
        yield Unassessable(context.rule.id, "第五部分系图像识别所得，识别到的文字过少")
        return
    if not _names_problem(text):
        yield _none_told(context, part, None, Responsibility.AGENCY)
    elif len(text) < PERFUNCTORY or not _MEASURE.search(_without_problems(text)):
        yield _none_told(context, part, Severity.ADVICE, Responsibility.UNDECIDED)


def _denies_all(text: str) -> bool:
    """「未发现突出问题，将继续做好」: problems are named only to deny them, and nothing else is found wanting."""
    return bool(_DENIED.search(text)) and not _names_problem(text) and not _LESSER.search(text)


def _names_problem(text: str) -> bool:
    """Whether something is found wanting beside the name of the part, and not denied."""
    return bool(_PROBLEM.search(_NAME_OF_THE_PART.sub("", _DENIED.sub("", text))))


def _none_told(context: Context, part: Section, severity: Severity | None, whose: Responsibility) -> Hit:
    said = mask(part.text.strip()[:80])
    lack = _LACKING if whose is Responsibility.AGENCY else _BRIEF
    values = {"said": said or "（空白）", "lack": lack[0], "lack_en": lack[1]}
    return Hit(context.rule.id, values=values, quote=said, severity=severity, responsibility=whose, where=part.where)


@filing_rule("TXT-SEC5-HALF")
def one_sided(filing: Filing, context: Context) -> Iterator[Answer]:
    """Part five has problems without measures, measures without problems, or a list that begins at 二是.

    Source: the part's title. Only what is plainly one-sided.
    """
    part = yield from part_of(filing, context, "S5")
    text = solid(part.text) if part else ""
    if part is None or len(text) < LEAST_CHARACTERS:
        return
    if _begins_at_second(text):
        lack, lack_en = "列举从“二是”开始，缺少“一是”", "a list begins at its second item"
    elif not _MEASURE.search(_without_problems(text)):
        lack, lack_en = "只写问题，未写改进措施", "problems without measures"
    elif not _PROBLEM.search(text) and not _DENIED.search(text):
        lack, lack_en = "只写措施，未写存在的问题", "measures without problems"
    else:
        return
    yield Hit(context.rule.id, key=lack_en, values={"lack": lack, "lack_en": lack_en}, where=part.where)


def _begins_at_second(text: str) -> bool:
    """Whether the first list starts at 二是; a later one may start as it should."""
    first, second = _FIRST.search(text), _SECOND.search(text)
    return second is not None and (first is None or second.start() < first.start())


def _without_problems(text: str) -> str:
    """「培训不到位」 and 「质量有待提高」 hold words of measures and are none."""
    clauses = re.split("[，,。；;、]", text)
    return "，".join(one for one in clauses if _TO_COME.search(one) or not _WANTING.search(one))


@filing_rule("TXT-SEC5-SOFT")
def avoiding(filing: Filing, context: Context) -> Iterator[Answer]:
    """Cases were corrected against the body and part five does not speak of applications at all.

    Source: practice; a judgement, so a question.
    """
    report = filing.report
    part = report.section("S5") if report else None
    if report is None or part is None or not solid(part.text):
        return
    corrected = figure(report, "T4.review.corrected+T4.direct.corrected+T4.after.corrected")
    if corrected.value and not _REQUESTS.search(part.text):
        values = {"found": str(corrected.value)}
        yield Hit(
            context.rule.id,
            cells=corrected.cells,
            actual=str(corrected.value),
            values=values,
            responsibility=Responsibility.UNDECIDED,
        )


@filing_rule("TXT-GENERIC")
def generic(filing: Filing, context: Context) -> Iterator[Answer]:
    """The text never speaks of its own body, is full of 多数部门 and 部分地区, and has hardly a figure.

    Source: 国办公开办函〔2021〕30号（四）, 敷衍塞责. Departments and towns only: area reports rightly speak of 各级.
    """
    report = filing.report
    if report is None or kind_of(filing) in (None, "government", "government_office"):
        return
    text = own_words(report)
    vague = _VAGUE.findall(text)
    figures = re.findall(r"\d+(?:[余多])?(?:件|条|项|篇|次|期|个)", text)
    # The preamble and the line on fees are formulas: whoever is named only there is not spoken of.
    told = "".join(sentence.own for sentence in sentences(report) if sentence.section in ("S1", "S5"))
    named = bool(_AUTHOR.search(told)) or any(name in told for name in own_names(filing))
    if len(vague) >= LEAST_VAGUE and not named and len(figures) < MOST_FIGURES:
        said = "、".join(dict.fromkeys(vague))
        yield Hit(context.rule.id, values={"said": said, "count": str(len(vague))})


def part_of(filing: Filing, context: Context, part_id: str) -> Generator[Answer, None, Section | None]:
    """The part with this id; a missing or pictured one is not for these rules to judge."""
    report = filing.report
    part = report.section(part_id) if report else None
    if report is None or part is None:
        if report is not None:
            yield Unassessable(context.rule.id, "没有读到该部分")
        return None
    if report.images and not solid(part.text):
        yield Unassessable(context.rule.id, "该部分内容可能在图片中")
        return None
    return part


def _is_read_elsewhere(report: Report) -> bool:
    return all((part := report.section(name)) is not None and solid(part.text) for name in ("S1", "S6"))

"""The draft of a circular (通报) over a night and its annex, as Word files that an office completes and signs.

What no program may decide is left as 〔 〕: number, addressees, deadline, signature. Nothing of severity advice is in it;
what is only probable is called 疑似 and asked about, never stated.

Source: the structure of inspecting offices' circulars (缘由与依据, 总体情况, 主要问题, 整改要求, 附件); 条例 articles 47, 49, 50.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from checks.forms import form_for_year
from checks.model import Lifecycle, Severity, Status
from flows.night import AgencyNight
from flows.official import day_words
from flows.publish import paper
from flows.publish.annex import Annex
from flows.publish.desk import Desk
from flows.publish.pages import percent
from flows.publish.paper import Paper
from flows.publish.rulebook import RuleWords
from flows.publish.standing import LATE_RULES, counted
from flows.settings import config_dir

_PLACE = "{正文}"
_MOST_NAMES = 12
_NUMERALS = "一二三四五六七八九十"
_TYPES: Sequence[tuple[str, str]] = (
    ("missing", "未发布年度报告"),
    ("late", "未按时发布"),
    ("publication", "发布位置、标题和形式不规范"),
    ("form", "未按统一格式编制"),
    ("table", "表内数据勾稽关系错误"),
    ("narrative", "文字与表格数据不一致"),
    ("history", "与上年数据不衔接"),
    ("rollup", "汇总数据不一致"),
    ("similarity", "内容雷同"),
    ("wording", "文字表述错误"),
    ("", "其他问题"),
)


def office_template() -> Path | None:
    """The office's own paper for circulars, `letters/circular.docx` of the configuration, where it has one."""
    path = config_dir() / "letters" / "circular.docx"
    return path if path.is_file() else None


def look_over_template() -> None:
    """See before anything is fetched that the office's own template, where it has one, can be written on.

    Raises `SettingsError`.
    """
    if template := office_template():
        paper.office_paper(template)


@dataclass(slots=True)
class _Named:
    """The agencies that one rule found an error at: how many, and the first of them by name."""

    count: int = 0
    first: list[str] = field(default_factory=list)

    def add(self, name: str) -> None:
        self.count += 1
        if self.count <= _MOST_NAMES:
            self.first.append(name)


class Circular:
    """A circular over the agencies that are added to it, in their order."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._found: dict[str, dict[str, _Named]] = {}
        self._doubtful = 0
        self._annex = Annex(desk.rules)

    def add(self, result: AgencyNight) -> None:
        """Add one agency."""
        own = list(counted(result))
        self._doubtful += any(finding.severity is Severity.WARNING for finding in own)
        for rule_id in dict.fromkeys(finding.rule_id for finding in own if finding.severity is Severity.ERROR):
            kind = _type(rule_id, self._desk.rules)
            self._found.setdefault(kind, {}).setdefault(rule_id, _Named()).add(result.agency.name)
        self._annex.add(result, own)

    def write(self, folder: Path, template: Path | None = None) -> None:
        """Write `circular.docx` and `annex.docx`, the first on the office's own template where there is one.

        The text takes the place of the template's paragraph `{正文}`, or goes on after its end.
        Raises `SettingsError` for a template that Word's format does not know.
        """
        circular = paper.office_paper(template) if template else paper.new_paper()
        with paper.in_place(circular, _PLACE):
            _write_text(circular, self._desk, _problems(self._found, self._doubtful, self._desk.told_rules))
        paper.save(circular, folder / "circular.docx", self._desk.night.finished)
        self._annex.write(self._desk.night, folder / "annex.docx")


def _write_text(circular: Paper, desk: Desk, problems: Iterator[str]) -> None:
    night = desk.night
    paper.title(circular, f"关于{night.year}年政府信息公开工作年度报告核查情况的通报")
    paper.body(circular, "〔草稿：由系统根据核查结果起草，须经人工确认后印发〕　〔文号〕", indent=False)
    paper.body(circular, "〔主送机关〕：", indent=False)
    paper.body(circular, _grounds(desk))
    paper.head(circular, "一、总体情况")
    for sentence in _overview(desk):
        paper.body(circular, sentence)
    paper.head(circular, "二、存在的主要问题")
    for sentence in problems:
        paper.body(circular, sentence)
    paper.head(circular, "三、整改要求")
    *demands, last = _REQUIREMENTS
    for sentence in demands:
        paper.body(circular, sentence)
    # An empty line before 附件 (GB/T 9704-2012, 7.3.4), and no page of a signature alone.
    for kept in (last, "", "附件：1.问题清单", "　　　2.各单位年度报告发布情况表", "", ""):
        paper.body(circular, kept, kept=True)
    paper.body(circular, "〔印发机关〕", right=True, kept=True)
    paper.body(circular, "〔成文日期〕", right=True)


_REQUIREMENTS = (
    "（一）逐项整改。各有关单位要对照附件1逐条核实更正，并在更正页面注明更正日期；如属机构改革、口径调整等合理情形，请书面说明理由。",
    "（二）按时反馈。请于〔　年　月　日〕前将整改情况书面报送，由分管负责同志签字确认。",
    "（三）复核销号。整改情况将逐项复核；逾期未整改的，依照《中华人民共和国政府信息公开条例》第四十七条处理。",
)


def _grounds(desk: Desk) -> str:
    form = form_for_year(desk.forms, desk.night.year)
    notice = f"和《中华人民共和国政府信息公开工作年度报告格式》（{form.notice}）" if form else ""
    return (
        f"根据《中华人民共和国政府信息公开条例》第四十七条、第四十九条、第五十条{notice}要求，"
        f"对{desk.night.year}年政府信息公开工作年度报告发布和编制情况进行了核查。现将有关情况通报如下："
    )


def _overview(desk: Desk) -> Iterator[str]:
    whole, day = desk.tally.whole, desk.night.as_of
    on_time = whole.published - whole.late
    findings = desk.tally.findings
    closed = f"（其中{whole.unread}家已发布）" if whole.unread else ""
    unknown = f"，未能核实是否发布的{whole.unknown}家不计入" if whole.unknown else ""
    if desk.night.previous_run:
        yield (
            f"与上次核查相比，已整改问题{findings[Lifecycle.FIXED]}个，仍未整改{findings[Lifecycle.PERSISTING]}个，"
            f"整改后再次出现{findings[Lifecycle.REGRESSED]}个，新发现{findings[Lifecycle.NEW]}个。"
        )
    yield (
        f"截至{day_words(day)}，应发布年度报告的单位{whole.due}家，已发布{whole.published}家"
        f"（发布率{percent(whole.published_share)}{unknown}），其中按时发布{on_time}家、逾期发布{whole.late}家；"
        f"经检索未见发布{whole.status[Status.MISSING]}家；因网站无法访问或报告无法读取而未能核查"
        f"{whole.status[Status.NOT_ASSESSABLE]}家{closed}，不作认定。"
    )
    yield (
        f"已核查的报告中，未发现问题的{whole.status[Status.COMPLIANT]}家，"
        f"有疑似问题须核实的{whole.status[Status.ATTENTION]}家，"
        f"有不符合规定问题的{whole.status[Status.NONCOMPLIANT]}家。"
    )


def _problems(
    found: Mapping[str, Mapping[str, _Named]], doubtful: int, rules: Mapping[str, RuleWords]
) -> Iterator[str]:
    number = 0
    for kind, words in _TYPES:
        if kind in found:
            yield f"（{_numeral(number)}）{words}。{_named(found[kind], rules, words)}"
            number += 1
    if not found:
        yield "未发现不符合规定的问题。"
    if doubtful:
        yield f"此外，{doubtful}家单位的报告有疑似问题（附件1中注明“疑似”），请有关单位核实后答复。"


def _type(rule_id: str, rules: Mapping[str, RuleWords]) -> str:
    if rule_id.startswith("PUB-MISSING"):
        return "missing"
    if rule_id.startswith(LATE_RULES):
        return "late"
    family = rules[rule_id].family if rule_id in rules else ""
    return family if any(family == kind for kind, _ in _TYPES) else ""


def _named(by_rule: Mapping[str, _Named], rules: Mapping[str, RuleWords], kind: str) -> str:
    parts = []
    for rule_id, names in by_rule.items():
        more = f"等{names.count}家单位" if names.count > _MOST_NAMES else ""
        rule = rules[rule_id].name.zh
        parts.append(f"{'' if rule == kind else rule + '：'}{'、'.join(names.first)}{more}")
    return "；".join(parts) + "。"


def _numeral(number: int) -> str:
    return _NUMERALS[number] if number < len(_NUMERALS) else f"十{_NUMERALS[number - len(_NUMERALS)]}"

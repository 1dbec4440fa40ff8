"""What part one must speak of: five aspects of the year's work, and a government's assessments.

An aspect counts as there when it is spoken of, with or without a heading of its own; nothing here weighs style.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.model import Filing, Hit, Responsibility, Severity, Unassessable
from checks.prose import all_words, solid
from checks.registry import Answer, Context, filing_rule
from checks.scope import is_area_report
from checks.wording_parts import part_of

_ASPECTS = {
    "主动公开": re.compile(
        r"主动公开|主动[^，。；]{0,8}(?:公开|公布|发布)|(?:公开|公布|发布)(?:政府|政务|各类)?信息|信息发布"
        r"|(?:公开|公布)[^，。；]{0,20}\d+[余多]?[条件篇]|(?:挂出|晒出|刊[登发载]|推送)[^，。；]{0,10}(?:信息|\d+[余多]?[条篇])|张榜公[布开示]|向社会公[布开示]"
    ),
    "依申请公开": re.compile(r"申请|答复"),
    "政府信息管理": re.compile(
        r"信息管理|审核|审查|三审|保密|校对|清理|更新|归档|目录|台账|规范性文件|公文|属性|动态调整|信息资源|把关|制度|复核|核[对验]|校核|签[批发字]|审定|(?:上网|发布)前|撤[下除]"
    ),
    "平台建设": re.compile(
        r"平台|网站|新媒体|公众号|微博|专栏|栏目|专区|公报|公示栏|公开栏|查阅点|门户|集约化"
        r"|微信|视频号|抖音|客户端|小程序|电子屏|显示屏|查询机|广播|喇叭|官网|政务网|载体|阵地"
    ),
    "监督保障": re.compile(
        r"监督|保障|考核|评议|培训|领导小组|领导|责任|问责|机制|督促|检查|自查|整改|队伍|测评|评估"
        r"|调研|视察|提醒|通报|约谈|督[查办导]|纪检|专[人班]|会议|研究部署"
    ),
}
# What tells of an aspect for certain: the other words of `_ASPECTS` may be said of any other aspect by the way.
_CLEARLY = {
    "主动公开": _ASPECTS["主动公开"],
    "依申请公开": re.compile(r"申请"),
    "政府信息管理": re.compile(
        r"信息[^，。；]{0,4}管理|规范管理|信息资源|审核|审查|审签|三审|先审|保密|校对|校核|复核|核[对验]|把关|签[批发字]|审定|(?:上网|发布)前|清理|撤[下除]|归档|目录|台账|动态调整|公开属性|属性[源认]|全生命周期"
    ),
    "平台建设": _ASPECTS["平台建设"],
    "监督保障": re.compile(
        r"监督|保障|考核|评议|培训|学习|领导小组|组织领导|领导[^，。；]{0,8}(?:负责|任组长|分管|牵头)|(?:主要|分管)领导|责任制|问责|追责|责任追究|检查|自查|抽查|巡查|督[促查办导]|整改|测评|评估|专[人班]|人员|经费|队伍"
        r"|调研|视察|提醒|通报|约谈|纪检"
    ),
}
_HEADED = {
    "主动公开": re.compile("主动公开"),
    "依申请公开": re.compile("依申请"),
    "政府信息管理": re.compile("信息管理|信息的管理|信息资源"),
    "平台建设": re.compile("平台"),
    "监督保障": re.compile("监督|保障|考核"),
}
# 「（三）政府信息管理情况。」, 「三是加强平台建设，」, or 「监督保障方面，」.
_HEADING = re.compile(
    r"(?:^|(?<=[\n。；;]))(?:[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．]+|[一二三四五六]是)(?P<name>[^。；;，,：:\n]{2,28})"
    r"|(?:^|(?<=[\n。；;]))在?(?P<matter>[^。；;，,：:\n]{2,16})方面",
    re.MULTILINE,
)
# With so many aspects under headings of their own, part one is arranged by them.
LEAST_HEADED = 3
_GOVERNMENT = {
    "工作考核": re.compile(r"考核|评估|测评|考评|绩效|评价"),
    "社会评议": re.compile(r"评议|满意度|第三方|社会监督|问卷|群众评|监督员|评价|评估|测评"),
    "责任追究": re.compile(r"追究|问责|追责|责任倒查|通报批评|约谈"),
}


@filing_rule("TXT-SEC1-5")
def aspects(filing: Filing, context: Context) -> Iterator[Answer]:
    """Part one does not speak of one of the five aspects.

    Source: 国办公开办函〔2021〕30号 一（一）; before FY2021 a question, as where the words were recognised: some may be lost.
    """
    part = yield from part_of(filing, context, "S1")
    if part is None or filing.report is None:
        return
    missing = _not_spoken_of(part.text)
    if missing:
        asked = filing.year < 2021 or filing.report.method == "ocr"
        yield Hit(
            context.rule.id,
            key="+".join(missing),
            values={"missing": "、".join(missing)},
            severity=Severity.ADVICE if asked else None,
            responsibility=Responsibility.UNDECIDED if asked else Responsibility.AGENCY,
            where=part.where,
        )


def _not_spoken_of(text: str) -> list[str]:
    """The aspects that a text lacks; one arranged by aspects must name each in a heading, or speak of it for certain."""
    lines = "\n".join(map(solid, text.splitlines()))
    headings = ["".join(filter(None, match.groups())) for match in _HEADING.finditer(lines)]
    headed = {name for name, words in _HEADED.items() if any(map(words.search, headings))}
    required = _CLEARLY if len(headed) >= LEAST_HEADED else _ASPECTS
    return [name for name, words in required.items() if name not in headed and not words.search(lines)]


@filing_rule("TXT-SEC1-GOV")
def assessments(filing: Filing, context: Context) -> Iterator[Answer]:
    """A government's report lacks the results of assessment, public review or accountability.

    Source: 条例 article 50 （四）. Departments need not.
    """
    report = filing.report
    if report is None or not is_area_report(filing):
        return
    # Quoted words too: 建立“年考核”机制 speaks of it.
    text = all_words(report)
    if not text:
        yield Unassessable(context.rule.id, "没有读到正文")
        return
    missing = [name for name, words in _GOVERNMENT.items() if not words.search(text)]
    if missing:
        yield Hit(context.rule.id, key="+".join(missing), values={"missing": "、".join(missing)})

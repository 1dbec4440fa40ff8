"""How well claims are read on our own labelled clauses, and what the prose of one report costs."""

from __future__ import annotations

from pathlib import Path

from flows.extract.claims import read_claims
from flows.extract.document import Document, Grid, GridCell, Paragraph
from flows.extract.identity import read_identity
from flows.extract.sections import read_sections
from tests.accuracy.score import FIRST_RUN, OWN, score
from tests.bench.figure import Figure, best_seconds

_TABLE = Grid((GridCell("信息内容", 0, 0),), 1, 1)
_ABOUT = "坚持以公开为常态、不公开为例外，不断完善工作机制，拓展公开内容，强化工作措施，及时准确发布政务信息，回应社会关切，接受群众监督。"
_REPORT = (
    "青河县民政局2023年政府信息公开工作年度报告",
    "发布日期：2024-01-22",
    "本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。如有疑问，请与青河县民政局联系（电话：0123-4567890）。",
    "一、总体情况",
    f"2023年，我局{_ABOUT * 6}",
    f"（一）主动公开情况。全年通过政府网站发布信息412条，政务新媒体发布信息268条。制发行政规范性文件2件，废止1件，现行有效9件。{_ABOUT * 8}",
    "（二）依申请公开情况。2023年共收到政府信息公开申请36件，上年结转2件，其中自然人申请33件，法人或其他组织申请3件；"
    "已办结35件，结转下年度继续办理3件。予以公开12件，部分公开6件，不予公开2件，因本机关不掌握等原因无法提供15件。"
    f"因政府信息公开引发行政复议2件，均获维持；未发生行政诉讼案件。{_ABOUT * 6}",
    f"（三）政府信息管理情况。{_ABOUT * 12}",
    f"（四）平台建设情况。全年受理12345热线工单230件，已办结230件。{_ABOUT * 12}",
    f"（五）监督保障情况。{_ABOUT * 12}",
    "二、主动公开政府信息情况",
    _TABLE,
    "三、收到和处理政府信息公开申请情况",
    _TABLE,
    "四、政府信息公开行政复议、行政诉讼情况",
    _TABLE,
    "五、存在的主要问题及改进情况",
    f"一是更新不够及时。二是解读形式单一。下一步，{_ABOUT * 12}",
    "六、其他需要报告的事项",
    "本年度未收取信息处理费。",
)


def figures() -> list[Figure]:
    """Precision, recall and F1 on the labelled clauses (misses are printed), and milliseconds a report of 6,000 characters."""
    document = Document(tuple(Paragraph(b) if isinstance(b, str) else b for b in _REPORT))
    length = sum(len(b) for b in _REPORT if isinstance(b, str))
    prose = read_sections(document)
    claims = read_claims(prose.sections, prose.preamble, 2023)
    return [
        *_scores("tuned on", OWN),
        *_scores("never tuned on", FIRST_RUN),
        Figure("prose: characters of the report timed", length, "characters"),
        Figure("prose: claims in it", len(claims), "claims"),
        Figure("prose: sections", best_seconds(lambda: read_sections(document)) * 1e3, "ms"),
        Figure("prose: identity", best_seconds(lambda: read_identity(document, prose, "", None)) * 1e3, "ms"),
        Figure(
            "prose: claims", best_seconds(lambda: read_claims(prose.sections, prose.preamble, 2023)) * 1e3, "ms", "<= 3"
        ),
    ]


def _scores(which: str, path: Path) -> list[Figure]:
    result = score(path)
    if misses := result.misses():
        print(f"claims, {which}:\n{misses}")
    return [
        Figure(f"claims: labelled clauses, {which}", len(result.clauses), "clauses"),
        Figure(f"claims: precision, {which}", result.precision, "ratio", ">= 0.99"),
        Figure(f"claims: recall, {which}", result.recall, "ratio", ">= 0.95"),
        Figure(f"claims: F1, {which}", result.f1, "ratio"),
    ]

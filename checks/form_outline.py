"""The outline of a report against the mandated one: parts that are missing, out of order or added.

Parts are known by their titles, never by the numeral before them: numerals may be pictures or made by a style sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.forms import Form, form_for_year
from checks.labels import plain
from checks.model import Filing, Hit, Report, Responsibility, Unassessable
from checks.registry import Answer, Context, filing_rule

# With fewer of the six parts recognised, the outline was not read and nothing is said to be missing.
LEAST_PARTS = 3
NO_OUTLINE = "未识别到报告的各部分标题"
# A table stands for its part even where the heading was lost.
TABLE_OF = {"S2": "T2", "S3": "T3", "S4": "T4"}
# Text before part two that is long enough to be part one without its heading.
PART_ONE_LENGTH = 200


@filing_rule("FMT-SEC-MISSING")
def missing_parts(filing: Filing, context: Context) -> Iterator[Answer]:
    """A mandated part of which neither heading nor content is in the report.

    Source: 条例 article 50; 国办公开办函〔2021〕30号「不能遗漏」.
    """
    report, form = filing.report, form_for_year(context.forms, filing.year)
    if report is None or form is None or len(report.sections) < LEAST_PARTS:
        yield Unassessable("FMT-SEC-MISSING", NO_OUTLINE)
        return
    for label in form.sections:
        if report.section(label.id) is None and not _has_content(report, label.id):
            doubtful = report.images > 0 or _is_mentioned(report, form, label.id)
            yield Hit(
                "FMT-SEC-MISSING",
                label.id,
                values={"missing": label.label},
                responsibility=Responsibility.UNDECIDED if doubtful else Responsibility.AGENCY,
            )


def _has_content(report: Report, section_id: str) -> bool:
    if section_id in TABLE_OF:
        return report.coverage.get(TABLE_OF[section_id], 0.0) > 0
    return section_id == "S1" and len(plain(report.preamble)) > PART_ONE_LENGTH


def _is_mentioned(report: Report, form: Form, section_id: str) -> bool:
    """Whether the part's title opens a line inside another part: a heading that our reading ran over."""
    label = next(label for label in form.sections if label.id == section_id)
    titles = [plain(title) for title in (label.label.split("、", 1)[1], *label.variants)]
    opening = re.compile(r"^[（(]?[一二三四五六七\d]?[）)、.．]?(?:" + "|".join(map(re.escape, titles)) + ")")
    return any(opening.match(plain(line)) for section in report.sections for line in section.text.splitlines())

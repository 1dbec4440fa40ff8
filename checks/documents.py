"""Table 2 of one report: papers issued and in force, the power to make 规章, fees, procurement, decisions without power."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.facts import body_name, figure, missing
from checks.model import Agency, Filing, Hit, Severity, Unassessable
from checks.names import Name, parse_name
from checks.registry import Answer, Context, filing_rule
from checks.wordings import cell_name, figure_text, named

DOCUMENTS = {"rules": "规章", "norms": "行政规范性文件"}
REVISED = re.compile("修订|修改|修正|当年废止|同年废止")
RULE_MAKERS = frozenset({"central", "province", "prefecture"})
# By 立法法 these may make 规章 though they have no districts.
NAMED_CITIES = frozenset({"东莞市", "中山市", "嘉峪关市", "三沙市", "儋州市"})
# The last area in a name: 镇江市, 新乡市 and 中山区 are told from 镇, 乡 and 中山市 by it alone.
LAST_AREA = re.compile(
    "(?:.*[省市州区盟])?(?P<area>[一-龥]*?(?P<level>自治区|自治州|新区|特区|地区|[省州县旗区市盟]))$"
)
SHORT_GOVERNMENT = re.compile("(?<!人民)政府")
WITH_POWER, WITHOUT_POWER = frozenset({"省", "自治区", "自治州", "州"}), frozenset({"县", "旗", "区"})
FEE = "T2.fee.amount_10k_yuan"
PROCESSING_FEE = "S6.processing_fee_yuan"
POWERS = ("T2.licence.decisions", "T2.penalty.decisions", "T2.coercion.decisions")


@filing_rule("T2-ISSUED-VALID")
def issued_more_than_in_force(filing: Filing, context: Context) -> Iterator[Answer]:
    """More papers were issued than are in force at the year's end, and neither repeals nor revisions account for it.

    Only where nothing is in force and nothing was repealed is it more than a question.
    """
    for row, name in DOCUMENTS.items():
        cells = tuple(f"T2.{row}.{column}" for column in ("issued", "in_force", "repealed"))
        issued, held, repealed = (figure(filing.report, cell) for cell in cells)
        if issued is None or held is None or repealed is None:
            yield missing(filing, context, *cells)
        elif issued - repealed > held and not _is_revised(filing, cells):
            yield Hit(
                "T2-ISSUED-VALID",
                row,
                cells=cells,
                expected=figure_text(held),
                actual=figure_text(issued),
                values={"row": name, "row_en": row, "repealed": figure_text(repealed)},
                severity=None if held == 0 and repealed == 0 else Severity.ADVICE,
            )


def _is_revised(filing: Filing, cells: tuple[str, ...]) -> bool:
    found = filing.report.cells if filing.report is not None else {}
    return any(REVISED.search(found[cell].note or "") for cell in cells if cell in found)


@filing_rule("T2-REGPOWER")
def rules_without_power(filing: Filing, context: Context) -> Iterator[Answer]:
    """规章 are reported by a body that cannot make any: a department may have drafted one, so it is asked to confirm.

    Source: 立法法 (2023) articles 91 and 93: departments of the State Council, provinces, cities with districts.
    """
    form = context.form(filing)
    if form is None:
        yield Unassessable("T2-REGPOWER", "未识别到表格")
        return
    cells = [cell for cell in form.table_cells("T2") if cell.startswith("T2.rules.")]
    filled = [cell for cell in cells if figure(filing.report, cell)]
    if not filled:
        if all(figure(filing.report, cell) is None for cell in cells) and _is_unread(filing, cells):
            yield missing(filing, context, *cells)
        return
    power = has_rule_power(filing)
    if power is None:
        yield Unassessable("T2-REGPOWER", "不能确定该单位的层级和性质")
    elif not power:
        shown = named(f"{cell_name(form, cell)}{figure_text(figure(filing.report, cell))}" for cell in filled)
        actual = figure_text(figure(filing.report, filled[0]))
        yield Hit("T2-REGPOWER", cells=tuple(filled), values={"shown": shown}, expected="0", actual=actual)


def _is_unread(filing: Filing, cells: list[str]) -> bool:
    found = filing.report.cells if filing.report is not None else {}
    return not any(cell in found and found[cell].state in ("blank", "not_applicable") for cell in cells)


def has_rule_power(filing: Filing) -> bool | None:
    """Whether the body can make 规章 or reports for a government that can; None where name and registry do not tell."""
    agency, text = filing.agency, body_name(filing)
    if agency is not None and agency.level is not None:
        return _by_registry(agency, text)
    name = parse_name(SHORT_GOVERNMENT.sub("人民政府", text))
    if name is None:
        # 清溪县2024年…年度报告 is the report of its government.
        alone = LAST_AREA.match(text)
        return False if alone and alone.group() == text and alone["level"] in WITHOUT_POWER else None
    return _by_name(name)


def _by_name(name: Name) -> bool | None:
    """By the area in the name and what the body is to it; a name without one may be a department of the State Council."""
    found = LAST_AREA.match(name.place)
    if name.is_town or found is None:
        return False if name.is_town else None
    if "政府" not in name.field + name.kind:
        return False
    area, level = found["area"], found["level"]
    if area in NAMED_CITIES or level in WITH_POWER:
        return True
    # 市 may be a city with districts or one within it.
    return False if level in WITHOUT_POWER else None


def _by_registry(agency: Agency, name: str) -> bool:
    is_government = agency.kind in ("government", "government_office") or "人民政府" in name
    if agency.level == "central":
        return agency.kind in ("department", "government", "government_office")
    return is_government and agency.level in RULE_MAKERS


@filing_rule("T2-PROC")
def procurement(filing: Filing, context: Context) -> Iterator[Answer]:
    """In the form of 2019, purchases without an amount or an amount without purchases; the column states no unit."""
    cells = ("T2.procurement.count", "T2.procurement.amount")
    count, amount = (figure(filing.report, cell) for cell in cells)
    if count is None or amount is None:
        yield missing(filing, context, *cells)
    elif (count == 0) != (amount == 0):
        values = {"count": figure_text(count), "amount": figure_text(amount)}
        yield Hit("T2-PROC", cells=cells, values=values)


@filing_rule("T2-FEE-INT")
def fees_of_part_six(filing: Filing, context: Context) -> Iterator[Answer]:
    """Part six tells of processing fees received, and table 2 of no fee at all; small sums round to 0 万元."""
    fee = figure(filing.report, FEE)
    if fee is None or filing.report is None:
        yield missing(filing, context, FEE)
        return
    for claim in filing.report.claims:
        if claim.cell == PROCESSING_FEE and fee == 0 and _yuan(claim.value) >= context.rule.parameters["least_yuan"]:
            yield Hit("T2-FEE-INT", cells=(FEE,), expected=claim.value, actual="0", quote=claim.quote)
            return


def _yuan(value: str) -> float:
    try:
        return float(value.replace(",", ""))
    except ValueError:
        return 0


@filing_rule("T2-POWER-NONE")
def decisions_without_power(filing: Filing, context: Context) -> Iterator[Answer]:
    """Licences, penalties or coercion by a body of a kind that usually has no such power; it may have been delegated."""
    name = body_name(filing)
    figures = {cell: figure(filing.report, cell) for cell in POWERS}
    if all(value is None for value in figures.values()):
        yield missing(filing, context, *POWERS)
        return
    filled = tuple(cell for cell, value in figures.items() if value)
    if filled and any(kind in name for kind in context.rule.parameters["kinds"]):
        form = context.form(filing)
        shown = named(f"{cell_name(form, cell)}{figure_text(figures[cell])}" for cell in filled)
        yield Hit("T2-POWER-NONE", cells=filled, values={"shown": shown})

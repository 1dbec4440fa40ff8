from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from flows.review.docket import Wanted, docket
from flows.review.office import Office
from tests.review.conftest import ANYBODY, DOUBTFUL, FINDINGS, HOSTILE, SURE, Person

Enter = Callable[[str], Person]
Filled = Mapping[str, Mapping[str, object]]


def fill(content: bytes, filled: Filled) -> bytes:
    """The workbook with cells filled in: finding_id → column → value."""
    book = load_workbook(io.BytesIO(content))
    sheet = book["待办"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        for column, value in filled.get(str(sheet.cell(row, heads["编号"]).value), {}).items():
            sheet.cell(row, heads[column]).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def give_back(person: Person, content: bytes) -> str:
    files = {"file": ("q.xlsx", content)}
    return str(person.client.post("/sheet", data={"csrf": person.csrf("/sheet")}, files=files).text)


def test_what_is_decided_in_the_sheet_is_recorded_and_every_refused_row_explained(enter: Enter, office: Office) -> None:
    person = enter("王检")
    exported = person.client.get("/queue.xlsx").content
    filled = {
        SURE.finding_id: {"决定": "接受说明", "理由": "已说明", "有效期至": "2024/06/30"},
        DOUBTFUL.finding_id: {"决定": "属实"},
        HOSTILE.finding_id: {"决定": "也许"},
    }
    page = give_back(person, fill(exported, filled))
    assert "读到 3 行决定，已记录 1 行" in page
    assert "请先打开证据再确认" in page
    assert "决定“也许”不在可选项中" in page
    [item] = docket(office, Wanted(2023, "explained"), ANYBODY).items
    assert item.finding_id == SURE.finding_id
    assert str(item.ruling.last and item.ruling.last.until) == "2024-06-30"


@pytest.mark.parametrize(
    "day",
    [
        "2024-6-30",
        "2024.6.30",
        "2024年6月30日",
        "2024年 6月 30日",
        "２０２４－０６－３０",
        "20240630",
        "45473",
        datetime(2024, 6, 30),  # noqa: DTZ001
    ],
)
def test_a_day_is_taken_however_it_is_typed(enter: Enter, office: Office, day: object) -> None:
    person = enter("王检")
    filled = {SURE.finding_id: {"决定": "接受说明", "理由": "已说明", "有效期至": day}}
    assert "已记录 1 行" in give_back(person, fill(person.client.get("/queue.xlsx").content, filled))
    [item] = docket(office, Wanted(2023, "explained"), ANYBODY).items
    assert str(item.ruling.last and item.ruling.last.until) == "2024-06-30"


def test_a_finding_is_handed_over_in_the_sheet_to_a_colleague_whom_it_offers(enter: Enter, office: Office) -> None:
    person = enter("王检")
    exported = person.client.get("/queue.xlsx").content
    offered = {cell.value for cell in load_workbook(io.BytesIO(exported))["同事"]["A"]}
    assert "李检" in offered
    assert "王检" not in offered
    filled = {SURE.finding_id: {"决定": "转交", "转交给": "李检"}, DOUBTFUL.finding_id: {"决定": "转交"}}
    page = give_back(person, fill(exported, filled))
    assert "已记录 1 行" in page
    assert "请写明转交给谁" in page
    assert docket(office, Wanted(2023, "all"), ANYBODY).counts["mine"] == 0
    assert "转交给我" in enter("李检").get("/")


def test_a_sheet_that_was_exported_before_it_had_the_column_is_still_taken(enter: Enter) -> None:
    person = enter("王检")
    book = load_workbook(io.BytesIO(person.client.get("/queue.xlsx").content))
    heads = [cell.value for cell in book["待办"][1]]
    book["待办"].delete_cols(heads.index("转交给") + 1)
    out = io.BytesIO()
    book.save(out)
    assert "已记录 1 行" in give_back(person, fill(out.getvalue(), {SURE.finding_id: {"决定": "属实"}}))


def test_rows_that_somebody_else_decided_since_are_not_overwritten(enter: Enter) -> None:
    person = enter("王检")
    exported = person.client.get("/queue.xlsx").content
    enter("李检").decide("dismissed", SURE, reason="读取有误")
    page = give_back(person, fill(exported, {SURE.finding_id: {"决定": "属实"}}))
    assert "李检已作出决定“不成立”" in page


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("编号", "没有的编号", "没有这个问题"),
        ("编号", None, "编号或核对码被删去"),
        ("核对码", "0.abc", "报告内容已变化"),
        ("核对码", None, "编号或核对码被删去"),
        ("有效期至", "下个月", "不是日期"),
    ],
)
def test_a_damaged_row_is_told(enter: Enter, column: str, value: object, told: str) -> None:
    person = enter("王检")
    exported = person.client.get("/queue.xlsx").content
    assert told in give_back(person, fill(exported, {SURE.finding_id: {"决定": "属实", column: value}}))


def altered(content: bytes, alter: Callable[[Worksheet], None]) -> bytes:
    book = load_workbook(io.BytesIO(content))
    alter(book["待办"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_decision_beside_the_words_of_another_row_is_refused(enter: Enter) -> None:
    """Somebody sorted the columns that are seen and not those behind them."""

    def sort_some(sheet: Worksheet) -> None:
        for column in (1, 2):
            first, second = sheet.cell(2, column), sheet.cell(3, column)
            first.value, second.value = second.value, first.value

    person = enter("王检")
    exported = person.client.get("/queue.xlsx").content
    mixed = fill(altered(exported, sort_some), {SURE.finding_id: {"决定": "属实"}})
    assert "排序时只选了部分列" in give_back(person, mixed)


def test_a_title_above_the_heads_and_spaces_in_the_words_do_no_harm(enter: Enter) -> None:
    def retitle(sheet: Worksheet) -> None:
        for row in range(2, sheet.max_row + 1):
            sheet.cell(row, 2).value = f" {sheet.cell(row, 2).value}\n"
        sheet.insert_rows(1, 2)
        sheet["A1"] = "核查处理表"

    person = enter("王检")
    filled = fill(person.client.get("/queue.xlsx").content, {SURE.finding_id: {"决定": "属实"}})
    assert "已记录 1 行" in give_back(person, altered(filled, retitle))


def test_cells_merged_over_rows_are_refused(enter: Enter) -> None:
    person = enter("王检")
    exported = person.client.get("/queue.xlsx").content
    assert "K2:K3 是跨行合并的单元格" in give_back(person, altered(exported, lambda sheet: sheet.merge_cells("K2:K3")))
    assert "读到 0 行" in give_back(person, altered(exported, lambda sheet: sheet.merge_cells("K2:L2")))


def moved(content: bytes, heads: bool) -> bytes:
    """The second finding's row taken to a sheet of its own, with the heads or without."""
    book = load_workbook(io.BytesIO(content))
    sheet, other = book["待办"], book.create_sheet("李四的")
    for row in ([1] if heads else []) + [3]:
        other.append([cell.value for cell in sheet[row]])
    sheet.delete_rows(3)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_what_was_shared_out_to_other_sheets_is_read_there_and_never_passed_over(enter: Enter) -> None:
    person = enter("王检")
    noted = {one.finding_id: {"决定": "备注", "理由": "再看"} for one in FINDINGS}
    filled = fill(person.client.get("/queue.xlsx").content, noted)
    assert "读到 3 行决定，已记录 3 行" in give_back(person, moved(filled, heads=True))
    assert "工作表“李四的”中有导出的行" in give_back(person, moved(filled, heads=False))
    wrong = {one.finding_id: {"决定": "也许"} for one in FINDINGS}
    assert "李四的!2" in give_back(person, moved(fill(filled, wrong), heads=True))


def test_rows_beyond_the_size_that_a_program_wrote_down_are_read(enter: Enter) -> None:
    person = enter("王检")
    noted = {one.finding_id: {"决定": "备注", "理由": "再看"} for one in FINDINGS}
    filled = fill(person.client.get("/queue.xlsx").content, noted)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(filled)) as given, zipfile.ZipFile(out, "w") as short:
        for name in given.namelist():
            short.writestr(name, re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:P2"', given.read(name)))
    assert "已记录 3 行" in give_back(person, out.getvalue())


def test_a_reason_without_a_decision_is_told(enter: Enter) -> None:
    person = enter("王检")
    filled = fill(person.client.get("/queue.xlsx").content, {SURE.finding_id: {"理由": "系统误报"}})
    assert "没有选“决定”" in give_back(person, filled)


def test_a_column_that_stands_twice_is_refused(enter: Enter) -> None:
    person = enter("王检")
    filled = fill(person.client.get("/queue.xlsx").content, {SURE.finding_id: {"决定": "属实"}})

    def copy_column(sheet: Worksheet) -> None:
        sheet.cell(1, sheet.max_column + 1).value = "决 定"

    assert "有不止一列“决定”" in give_back(person, altered(filled, copy_column))


def test_figures_are_figures_and_a_page_is_as_wide_as_the_table(enter: Enter) -> None:
    sheet = load_workbook(io.BytesIO(enter("王检").client.get("/queue.xlsx").content))["待办"]
    heads = [cell.value for cell in sheet[1]]
    values = [row[heads.index("填报值")] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert int in map(type, values)
    assert not any(isinstance(value, str) and value.isdecimal() for value in values)
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)


def test_crawled_text_is_no_formula_in_the_workbook(enter: Enter) -> None:
    person = enter("王检")
    person.decide("note", SURE, reason="=1+1")
    sheet = load_workbook(io.BytesIO(person.client.get("/queue.xlsx?state=all").content))["待办"]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04broken"])
def test_a_file_that_is_no_workbook_is_refused_in_words(enter: Enter, content: bytes) -> None:
    assert "不是能读取的 xlsx 工作簿" in give_back(enter("王检"), content)


def test_a_workbook_of_something_else_is_refused_in_words(enter: Enter) -> None:
    from openpyxl import Workbook

    out = io.BytesIO()
    Workbook().save(out)
    assert "工作表缺少列" in give_back(enter("王检"), out.getvalue())


def test_somebody_who_only_reads_gets_no_sheet(enter: Enter) -> None:
    assert enter("赵看").client.get("/sheet").status_code == 403
    assert enter("赵看").client.get("/queue.xlsx").status_code == 403

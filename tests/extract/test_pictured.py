"""Tables that are pictures: unreadable and said to be so without text recognition, read into their place with it."""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from checks.engine import audit
from checks.model import Assessment, Filing, Severity, Status
from checks.report import CellState, Report, Where
from flows.errors import MissingTool
from flows.extract import pictured, read_report
from flows.extract.document import Document, Grid, Paragraph, Picture
from flows.extract.forms import forms
from flows.extract.grid import RawCell, lay_out
from flows.extract.ocr import engine
from flows.extract.ocr import pictures as recognised
from flows.extract.readers import pdf, read_document
from flows.rulebook import rulebook
from flows.settings import load_settings
from flows.sources import open_source
from tests.accuracy.figures import Figures, invent
from tests.accuracy.formats import pictured as pack
from tests.accuracy.pieces import Sheet
from tests.accuracy.reading_score import ReadingScore
from tests.accuracy.report import pieces_of

SETTINGS = load_settings()
# One white point, PNG: the place of a table where nothing is to be recognised.
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)
needs_ocr = pytest.mark.skipif(not engine.is_installed(), reason="text recognition is not installed: make setup-ocr")


@pytest.fixture
def without_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (pictured, engine, pdf):
        monkeypatch.setattr(module, "is_installed", lambda: False)


@pytest.fixture
def recogniser(monkeypatch: pytest.MonkeyPatch) -> list[Picture]:
    """A recogniser that sees on the n-th picture the n-th table of the truth; what it was shown is in the list."""
    shown: list[Picture] = []
    sheets = [piece for piece in pieces_of(truth()) if isinstance(piece, Sheet)]

    def read(pictures: Sequence[Picture], source: str, seconds: float) -> list[recognised.PictureReading]:
        shown.extend(pictures)
        return [
            recognised.PictureReading(picture.at, (grid_of(sheet), Paragraph("图中的字")), ())
            for picture, sheet in zip(pictures, sheets, strict=False)
        ]

    monkeypatch.setattr(pictured, "is_installed", lambda: True)
    monkeypatch.setattr(pictured, "read_pictures", read)
    return shown


def truth() -> Figures:
    return invent(1, "2021")


def grid_of(sheet: Sheet) -> Grid:
    grid = lay_out([[RawCell(box.text, box.rowspan, box.colspan) for box in row] for row in sheet.rows])
    cells = tuple(cell._replace(where=Where("picture", confidence=0.97)) for cell in grid.cells)
    return Grid(cells, grid.height, grid.width)


def parts() -> pack.Mixed:
    """The report, each of its tables one picture."""
    return pack.mixed(pieces_of(truth()), lambda sheet: [DOT])


def assessed(report: Report) -> Assessment:
    (assessment,) = audit([Filing(2021, report=report)], rulebook(), forms(), date(2022, 1, 20))
    return assessment


@pytest.mark.parametrize("format_", pack.FORMATS)
@pytest.mark.usefixtures("without_ocr")
def test_pictured_tables_are_unreadable_not_absent_without_the_extra(format_: str) -> None:
    name, write = pack.FORMATS[format_]
    drawn = pack.mixed(pieces_of(truth())) if format_ in ("pdf", "ofd") else parts()
    report = read_report(write(drawn), name)
    assert {cell.state for cell in report.cells.values()} == {CellState.UNREADABLE}
    assert all("make setup-ocr" in report.suspicions[table] for table in ("T2", "T3", "T4"))


@pytest.mark.usefixtures("without_ocr")
def test_pictured_tables_are_not_called_missing_without_the_extra() -> None:
    assessment = assessed(read_report(pack.as_docx(parts()), "report.docx"))
    told = {one.why for one in assessment.not_assessable if one.rule_id == "FMT-TABLE-MISSING"}
    assert len(told) == 3
    assert all("image1.png" in why and "make setup-ocr" in why for why in told)
    assert not [finding for finding in assessment.findings if finding.severity is Severity.ERROR]
    assert assessment.status is not Status.COMPLIANT


@pytest.mark.usefixtures("without_ocr")
@pytest.mark.parametrize("format_", ["docx", "ofd", "pdf"])
def test_a_document_of_nothing_but_pictures_names_the_extra(format_: str) -> None:
    name, write = pack.FORMATS[format_]
    with pytest.raises(MissingTool, match="make setup-ocr"):
        read_report(write([[DOT]]), name)


def test_recognised_tables_fill_in_what_the_text_lacks(recogniser: list[Picture]) -> None:
    report = read_report(pack.as_html(parts()), "report.html")
    score = ReadingScore()
    score.add(report, truth())
    assert (score.right, score.wrong, score.not_assessable) == (200, 0, 0)
    assert report.method == "mixed"
    assert [picture.content for picture in recogniser] == [DOT] * 3
    assert all(cell.where.confidence < 1 for cell in report.cells.values())
    assert "图中的字" not in "".join(section.text for section in report.sections)


@pytest.mark.usefixtures("recogniser")
def test_a_recognised_table_stands_where_its_picture_stood() -> None:
    document = read_document(pack.as_docx(parts()), "report.docx", None, SETTINGS)
    filled = pictured.with_pictures(document, "report.docx", SETTINGS, 2021)
    before = [filled.blocks[at - 1] for at, block in enumerate(filled.blocks) if isinstance(block, Grid)]
    shown = [document.blocks[picture.at - 1] for picture in document.pictures]
    assert before == shown


def test_pictures_are_not_looked_at_where_the_text_has_every_table(recogniser: list[Picture]) -> None:
    pieces = pieces_of(truth())
    blocks = tuple(grid_of(piece) if isinstance(piece, Sheet) else Paragraph(piece) for piece in pieces)
    written = Document(blocks, images=1, pictures=(Picture("photo.jpg", DOT),))
    assert pictured.with_pictures(written, "report.html", SETTINGS, 2021) is written
    assert recogniser == []


@pytest.mark.usefixtures("recogniser")
def test_a_page_of_pictures_alone_is_read_whole_from_them() -> None:
    document = Document((Paragraph("年度报告"),), images=1, pictures=(Picture("1.png", DOT, at=1),))
    filled = pictured.with_pictures(document, "report.html", SETTINGS, 2021)
    assert filled.method == "ocr"
    assert Paragraph("图中的字") in filled.blocks


def test_a_sum_that_fails_in_a_recognised_table_is_at_most_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    grids = [grid_of(piece) for piece in pieces_of(truth()) if isinstance(piece, Sheet)]
    last = grids[1].cells[-1]
    grids[1] = Grid((*grids[1].cells[:-1], last._replace(text="987654")), grids[1].height, grids[1].width)

    def read(pictures: Sequence[Picture], source: str, seconds: float) -> list[recognised.PictureReading]:
        return [recognised.PictureReading(one.at, (grid,), ()) for one, grid in zip(pictures, grids, strict=True)]

    monkeypatch.setattr(pictured, "is_installed", lambda: True)
    monkeypatch.setattr(pictured, "read_pictures", read)
    findings = assessed(read_report(pack.as_docx(parts()), "report.docx")).findings
    of_sums = [finding for finding in findings if "T3.carried_out.total" in finding.cells]
    assert of_sums
    assert {finding.severity for finding in of_sums} == {Severity.WARNING}
    assert all("待人工核对" in finding.message for finding in of_sums)


def test_a_picture_that_the_source_only_names_is_told_by_its_name() -> None:
    (reading,) = recognised.read_pictures([Picture("表三.png")], "report.html", 60)
    assert reading.blocks == ()
    assert "表三.png" in reading.faults[0]


def test_no_picture_is_begun_when_the_time_is_up() -> None:
    (reading,) = recognised.read_pictures([Picture("a.png", DOT), Picture("b.png", DOT)], "report.html", -1)
    assert len(reading.faults) == 2


def test_pictures_beside_a_local_page_are_read_and_those_outside_its_folder_are_not(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    (folder / "images").mkdir(parents=True)
    (folder / "images" / "1.png").write_bytes(DOT)
    (tmp_path / "2.png").write_bytes(DOT)
    (folder / "3.png").symlink_to(tmp_path / "2.png")
    shown = ("images/1.png", "../2.png", "3.png", "http://example.org/4.png", "/etc/5.png")
    page = folder / "report.html"
    page.write_text("<p>报告</p>" + "".join(f'<img src="{address}">' for address in shown), "utf-8")
    assert open_source(str(page), SETTINGS).companions == {"images/1.png": DOT}


@needs_ocr
def test_a_drawn_table_is_read_cell_by_cell() -> None:
    sheet = [piece for piece in pieces_of(truth()) if isinstance(piece, Sheet)][2]
    (reading,) = recognised.read_pictures([Picture("4.png", pack.pictures_of(sheet)[0])], "report.html", 300)
    (grid,) = (block for block in reading.blocks if isinstance(block, Grid))
    assert [cell.text for cell in grid.cells] == [cell.text for cell in grid_of(sheet).cells]
    assert all(cell.where.confidence < 1 for cell in grid.cells)


@needs_ocr
def test_every_page_of_a_picture_that_holds_many_is_read() -> None:
    sheet = [piece for piece in pieces_of(truth()) if isinstance(piece, Sheet)][2]
    page = Image.open(io.BytesIO(pack.pictures_of(sheet)[0])).convert("1")
    file = io.BytesIO()
    page.save(file, "TIFF", save_all=True, append_images=[page], compression="group4")
    (reading,) = recognised.read_pictures([Picture("scan.tif", file.getvalue())], "report.zip", 300)
    grids = [block for block in reading.blocks if isinstance(block, Grid)]
    assert {cell.where.page for grid in grids for cell in grid.cells} == {1, 2}

"""What of an OFD is read: what a reader sees on its pages, wherever the package keeps it."""

from __future__ import annotations

import base64
import io
import zipfile
from pathlib import Path

import pytest
import reportlab
from reportlab.pdfbase.ttfonts import TTFontFace

from flows.extract.layout.lines import lines_of
from flows.extract.layout.page import TORN, PageLayout
from flows.extract.readers import Source
from flows.extract.readers.ofd import ofd_pages
from flows.settings import load_settings

PAGE = "D/P.xml"
WHITE_PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4//8/AAX+Av4N70a4AAAAAElFTkSuQmCC"
)
VERA_FILE = (Path(reportlab.__file__).parent / "fonts" / "Vera.ttf").read_bytes()
VERA = TTFontFace(io.BytesIO(VERA_FILE))
RESOURCES = """<Res BaseLoc="R"><MultiMedia ID="9"><MediaFile>white.png</MediaFile></MultiMedia>
<DrawParam ID="7"><FillColor Value="255 255 255"/></DrawParam><DrawParam ID="8" Relative="7"/>
<CompositeGraphicUnit ID="6"><Content>{}</Content></CompositeGraphicUnit></Res>"""
BOX = "M 0 0 L 20 0 L 20 5 L 0 5 C"


def words(written: str, inner: str = "", x: float = 30, **attributes: str) -> str:
    said = "".join(f' {name}="{value}"' for name, value in attributes.items())
    code = f'<TextCode X="0" Y="4" DeltaX="g 9 2">{written}</TextCode>'
    return f'<TextObject Boundary="{x} 40 40 6" Size="4"{said}>{inner}{code}</TextObject>'


def box(inner: str = '<FillColor Value="255 255 255"/>', **attributes: str) -> str:
    said = "".join(f' {name}="{value}"' for name, value in attributes.items())
    path = f"<AbbreviatedData>{BOX}</AbbreviatedData>"
    return f'<PathObject Boundary="29 40 20 5" Stroke="false" Fill="true"{said}>{inner}{path}</PathObject>'


def layer(objects: str, **attributes: str) -> str:
    said = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f"<Layer{said}>{objects}</Layer>"


def digits(said: str, drawn: str = "") -> list[PageLayout]:
    """A page with digits in a font that the file carries; `drawn` are those whose glyphs are set to be drawn, if any."""
    numbers = " ".join(str(VERA.charToGlyph[ord(digit)]) for digit in drawn)
    count = len(drawn)
    chosen = f'<CGTransform CodePosition="0" CodeCount="{count}" GlyphCount="{count}"><Glyphs>{numbers}</Glyphs></CGTransform>'
    carried = '<Res><Fonts><Font ID="5"><FontFile>vera.ttf</FontFile></Font></Fonts></Res>'
    return pages(words(said, chosen if drawn else "", Font="5"), **{"D/Res.xml": carried, "D/vera.ttf": VERA_FILE})


def document(page: str = PAGE, held: str = "") -> str:
    place = page.removeprefix("D/")
    return f'<Document><CommonData>{held}</CommonData><Pages><Page ID="1" BaseLoc="{place}"/></Pages></Document>'


def pages(objects: str = "", **parts: str | bytes) -> list[PageLayout]:
    """The pages of a package whose only page draws `objects`; `parts` replace or add parts, `/` written as `__`."""
    whole: dict[str, str | bytes] = {
        "OFD.xml": "<OFD><DocBody><DocRoot>D/D.xml</DocRoot></DocBody></OFD>",
        "D/D.xml": document(held="<PublicRes>Res.xml</PublicRes>"),
        "D/Res.xml": RESOURCES.format(words("3")),
        "D/R/white.png": WHITE_PNG,
        PAGE: f"<Page><Content>{objects if '<Layer' in objects else layer(objects)}</Content></Page>",
    } | {name.replace("__", "/").replace("_xml", ".xml"): part for name, part in parts.items()}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, part in whole.items():
            package.writestr(name, part)
    return ofd_pages(Source(file.getvalue(), "a.ofd", None, load_settings()))


def signs(found: list[PageLayout]) -> str:
    return "".join(glyph.text for page in found for glyph in page.glyphs if glyph.lightness < 0.97)


CLIPPED = f'<Clips><Clip><Area><Path Boundary="200 200 9 9"><AbbreviatedData>{BOX}</AbbreviatedData></Path></Area></Clip></Clips>'


@pytest.mark.parametrize(
    "unseen",
    [
        words("12", Visible="false"),
        words("12", Alpha="0"),
        words("12", Fill="false"),
        words("12", '<FillColor Value="255 255 255"/>'),
        words("12", '<FillColor Value="255"/>'),
        words("12", '<FillColor Value="0 0 0 0"/>'),
        words("12", '<FillColor Value="#FF #FF #FF"/>'),
        words("12", DrawParam="8"),
        words("12", CLIPPED),
        words("12") + box(),
        words("12") + '<ImageObject Boundary="29 40 20 6" CTM="20 0 0 6 0 0" ResourceID="9"/>',
    ],
)
def test_what_nobody_sees_is_not_read(unseen: str) -> None:
    assert signs(pages(unseen + words("5"))) == "5"


def test_the_drawing_parameters_of_a_layer_hold_for_its_objects() -> None:
    assert signs(pages(layer(words("12"), DrawParam="7") + layer(words("5")))) == "5"


@pytest.mark.parametrize(
    "seen",
    [
        words("12") + box(Alpha="90"),
        box() + words("12"),
        words("12") + '<ImageObject Boundary="29 40 20 6" ResourceID="none"/>',
        words("12", '<StrokeColor Value="0 0 0"/>', Fill="false", Stroke="true"),
        words("12", CLIPPED.replace("200 200 9 9", "0 0 30 9")),
        layer(words("12")) + layer(box(), Type="Background"),
    ],
)
def test_what_is_seen_is_read(seen: str) -> None:
    assert signs(pages(seen)) == "12"


def test_a_graphic_that_the_document_lists_is_drawn_where_its_name_stands() -> None:
    assert signs(pages('<CompositeObject Boundary="0 0 0 0" ResourceID="6"/>')) == "3"


def test_what_a_box_covers_in_part_is_nobodys() -> None:
    assert signs(pages(words("1") + box().replace("29 40", "29 42.5"))) == TORN


def cut(width: float, height: float) -> str:
    path = f"M 0 0 L {width} 0 L {width} {height} L 0 {height} C"
    return f"<Clips><Clip><Area><Path><AbbreviatedData>{path}</AbbreviatedData></Path></Area></Clip></Clips>"


@pytest.mark.parametrize(
    ("clip", "left"),
    [
        (cut(5, 6), "12"),
        (cut(4, 4), "12"),
        (cut(3.3, 6), f"1{TORN}"),
        (cut(2, 6), TORN),
        (cut(5, 2.4), f"{TORN}{TORN}"),
    ],
)
def test_a_figure_that_is_cut_is_nobodys_and_what_is_cut_away_leaves_its_mark(clip: str, left: str) -> None:
    (page,) = pages(words("12", clip))
    assert signs([page]) == left
    assert len(page.marks) == 2 - len(left)


def test_what_lies_beside_the_page_is_not_read_and_what_its_edge_cuts_is_unknown() -> None:
    (page,) = pages(words("35") + words("7", x=250) + words("12", x=207.5))
    assert signs([page]) == f"35{TORN}"
    assert page.blank_confidence < 1
    assert len(page.marks) == 2


def test_a_table_that_runs_on_below_the_foot_of_its_page_is_read() -> None:
    assert signs(pages(words("35").replace('"30 40 ', '"30 320 '))) == "35"


def test_a_figure_printed_twice_to_look_bold_is_one_and_two_digits_are_two() -> None:
    again = "".join(words(written, x=x) for written, x in (("11", 30), ("11", 30.2), ("12", 60), ("12", 60.5)))
    assert signs(pages(again)) == "1112"


DISC = "M 0 2.5 A 4 4 0 1 1 8 2.5 A 4 4 0 1 1 0 2.5 C"


def shape(path: str, x: float = 29, colour: str = "200 0 0", **attributes: str) -> str:
    drawn = box(f'<FillColor Value="{colour}"/>', **attributes)
    return drawn.replace(BOX, path).replace("29 40", f"{x} 40")


@pytest.mark.parametrize(
    ("path", "x", "left"),
    [
        (DISC, 27.0, ""),
        (DISC, 31.0, TORN),
        (DISC, 33.0, "1"),
        ("M 0 5 B 0 -9 8 -9 8 5 C", 27.0, ""),
        ("M 0 5 Q 4 -9 8 5 C", 30.4, TORN),
        (f"M -3 -3 L 12 -3 L 12 9 L -3 9 C {DISC}", 27.0, "1"),
        ("M -3 -3 L 12 -3 L 12 9 L -3 9 C M 1 0 L 8 0 L 8 6 L 1 6 C", 29.0, "1"),
    ],
)
def test_a_disc_a_curve_or_a_ring_covers_what_lies_under_its_colour(path: str, x: float, left: str) -> None:
    (page,) = pages(words("1") + shape(path, x))
    assert signs([page]) == left
    assert signs(pages(shape(path, x) + words("1"))) == "1"
    assert signs(pages(words("1") + shape(path, x, Alpha="90"))) == "1"


def test_a_line_drawn_aslant_over_a_figure_is_told() -> None:
    line = "<AbbreviatedData>M 0 0 L 8 5</AbbreviatedData>"
    (page,) = pages(words("1") + f'<PathObject Boundary="29 40 8 5">{line}</PathObject>')
    assert [round(part) for part in page.slants[0]] == [82, 113, 105, 128]


def test_text_goes_on_where_its_parts_begin_and_runs_back_where_its_steps_do() -> None:
    parts = '<TextCode X="0" Y="4" DeltaX="2">12</TextCode><TextCode X="4">3</TextCode>'
    back = '<TextCode X="20" Y="4" DeltaX="-2">65</TextCode>'
    (page,) = pages(f'<TextObject Boundary="30 40 40 6" Size="4">{parts}{back}</TextObject>')
    assert len({glyph.top for glyph in page.glyphs}) == 1
    assert "".join(glyph.text for glyph in sorted(page.glyphs, key=lambda glyph: glyph.x0)) == "12356"
    assert all(glyph.x0 < glyph.x1 for glyph in page.glyphs)


def test_letters_that_are_slanted_reach_into_none_beside_them() -> None:
    (page,) = pages(words("1305", CTM="1 0 0.25 1 0 0"))
    assert [line.text for line in lines_of(page.glyphs)] == ["1305"]


@pytest.mark.parametrize(("told", "high"), [('size="2"', 2), ("", 1.5), ('Size="2"', 2)])
def test_characters_are_as_high_as_they_are_said_to_be_or_their_boundary_is(told: str, high: float) -> None:
    (page,) = pages(f'<TextObject Boundary="30 40 40 1.5" {told}><TextCode X="0" Y="1">39</TextCode></TextObject>')
    assert {round((glyph.bottom - glyph.top) * 25.4 / 72, 2) for glyph in page.glyphs} == {high}


def test_a_version_that_holds_now_is_read_in_place_of_what_it_corrects() -> None:
    versions = '<Versions><Version ID="1" BaseLoc="D/V.xml" Current="true"/></Versions>'
    found = pages(
        words("3"),
        OFD_xml=f"<OFD><DocBody><DocRoot>D/D.xml</DocRoot>{versions}</DocBody></OFD>",
        D__V_xml="<DocVersion><DocRoot>New.xml</DocRoot></DocVersion>",
        D__New_xml=document("D/N.xml"),
        D__N_xml=f"<Page><Content>{layer(words('5'))}</Content></Page>",
    )
    assert signs(found) == "5"


def test_a_graphic_that_only_its_page_lists_is_drawn() -> None:
    shown = '<CompositeObject Boundary="0 0 0 0" ResourceID="60"/>'
    page = f"<Page><PageRes>Own.xml</PageRes><Content>{layer(shown)}</Content></Page>"
    listed = RESOURCES.format(words("5")).replace('ID="6"', 'ID="60"')
    assert signs(pages(**{PAGE: page, "D/Own.xml": listed})) == "5"


def test_a_graphic_that_shows_itself_costs_no_more_than_a_page() -> None:
    itself = '<CompositeObject Boundary="0 0 0 0" ResourceID="6"/>' * 9
    assert signs(pages(itself, D__Res_xml=RESOURCES.format(itself))) == ""


def test_a_part_is_found_however_its_name_is_written() -> None:
    assert signs(pages(words("5"), D__D_xml=document("D/p.XML"))) == "5"


def test_places_count_from_the_corner_of_the_page() -> None:
    held = "<PageArea><PhysicalBox>{} 0 210 297</PhysicalBox></PageArea>"
    at_corner, moved = (
        pages(words("5", x=x), D__D_xml=document(held=held.format(left)))[0].glyphs[0]
        for x, left in ((30, 0), (80, 50))
    )
    assert moved == at_corner


def test_a_template_over_the_page_covers_it() -> None:
    held = '<TemplatePage ID="2" ZOrder="Foreground" BaseLoc="T.xml"/>'
    page = f'<Page><Template TemplateID="2"/><Content>{layer(words("3"))}</Content></Page>'
    template = f"<Page><Content>{layer(box() + words('5'))}</Content></Page>"
    assert signs(pages(**{PAGE: page, "D/D.xml": document(held=held), "D/T.xml": template})) == "5"


def test_a_font_is_believed_in_all_of_its_digits_or_in_none() -> None:
    assert signs(digits("0123456789")) == "0123456789"
    assert signs(digits("60381725", "60381725")) == "60381725"
    assert signs(digits("60381725", "00381725")) == TORN * 8


def test_a_font_that_cannot_be_opened_costs_no_digit() -> None:
    carried = '<Res><Fonts><Font ID="5"><FontFile>vera.ttf</FontFile></Font></Fonts></Res>'
    for file in (b"no font", b""):
        assert signs(pages(words("12", Font="5"), **{"D/Res.xml": carried, "D/vera.ttf": file})) == "12"


@pytest.mark.parametrize(
    ("turned", "read"),
    [
        ({"CharDirection": "180"}, TORN * 2),
        ({"CTM": "-1 0 0 -1 20 8"}, TORN * 2),
        ({"CTM": "0 1 -1 0 8 0", "CharDirection": "270"}, "18"),
        ({"CharDirection": "0"}, "18"),
    ],
    ids=["characters on their heads", "text on its head", "characters set upright again", "as usual"],
)
def test_digits_on_their_heads_or_sides_are_unknown(turned: dict[str, str], read: str) -> None:
    assert signs(pages(words("18", **turned) + words("本页文字均为横排版面内容"))) == read + "本页文字均为横排版面内容"


ASLANT = "0.7 0.7 -0.7 0.7 0 0"


@pytest.mark.parametrize(
    ("aslant", "marks"),
    [
        (words("12", CTM=ASLANT), 2),
        (words("123").replace('"g 9 2"', '"g 9 2" DeltaY="g 9 2"'), 3),
        (words("内部", CTM=ASLANT), 0),
    ],
    ids=["figures by their transform", "figures by their steps", "words"],
)
def test_what_runs_aslant_is_no_text_but_a_figure_leaves_its_mark(aslant: str, marks: int) -> None:
    (page,) = pages(aslant + words("5", x=100))
    assert (signs([page]), len(page.marks)) == ("5", marks)


def test_a_raised_digit_does_not_make_its_text_run_aslant() -> None:
    assert signs(pages(words("22").replace('"g 9 2"', '"2" DeltaY="-1"'))) == "22"


def test_a_template_that_no_page_shows_may_be_lacking() -> None:
    assert signs(pages(words("5"), D__D_xml=document(held='<TemplatePage ID="2" BaseLoc="None.xml"/>'))) == "5"

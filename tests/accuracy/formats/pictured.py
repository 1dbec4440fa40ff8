"""Pieces → documents whose text is text and whose tables are pictures, in every format that can show one."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Callable, Sequence
from email.message import EmailMessage

import pypdfium2 as pdfium
from PIL import Image as Picture
from PIL import ImageChops
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Image, Paragraph, SimpleDocTemplate, Spacer

from tests.accuracy.formats.pdf import as_pdf
from tests.accuracy.pieces import Piece, Sheet

_DPI = 150
_MARGIN = 12
_PROSE = ParagraphStyle("prose", fontName="STSong-Light", fontSize=14, leading=24, firstLineIndent=28, wordWrap="CJK")
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = (
    '<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    f'xmlns:r="{_REL}" r:embed="pic{{}}"/></w:drawing></w:r></w:p>'
)
_OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_SITE = "http://www.linye.gov.cn/xxgk/"

Mixed = list[str | list[bytes]]
"""Prose, and for each table the pictures that show it."""


def mixed(pieces: Sequence[Piece], draw: Callable[[Sheet], list[bytes]] | None = None) -> Mixed:
    """The pieces with every table drawn; a table that does not fit on a page is two pictures."""
    draw = draw or pictures_of
    return [draw(piece) if isinstance(piece, Sheet) else piece for piece in pieces]


def pictures_of(sheet: Sheet) -> list[bytes]:
    """A table as it is cut out of a printed page, PNG."""
    document = pdfium.PdfDocument(as_pdf([sheet]))
    pages = [page.render(scale=_DPI / 72).to_pil().convert("L") for page in document]
    document.close()
    return [_png(_cut(page)) for page in pages]


def _cut(page: Picture.Image) -> Picture.Image:
    """The page without its margins and the number at its foot."""
    body = page.crop((0, 0, page.width, int(page.height * 0.94)))
    left, top, right, bottom = ImageChops.invert(body).getbbox() or (0, 0, 1, 1)
    return body.crop((left - _MARGIN, top - _MARGIN, right + _MARGIN, bottom + _MARGIN))


def _png(picture: Picture.Image) -> bytes:
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def as_html(parts: Mixed) -> bytes:
    """The pictures inside the page, as `data:` addresses."""
    return _page(parts, lambda order, png: f"data:image/png;base64,{base64.b64encode(png).decode()}")


def as_linked_html(parts: Mixed, address: str = "images/{}.png") -> tuple[bytes, dict[str, bytes]]:
    """The page, and the files that it shows by their addresses."""
    files: dict[str, bytes] = {}

    def named(order: int, png: bytes) -> str:
        files[address.format(order)] = png
        return address.format(order)

    return _page(parts, named), files


def _page(parts: Mixed, address: Callable[[int, bytes], str]) -> bytes:
    lines, order = [], 0
    for part in parts:
        if isinstance(part, str):
            lines.append(f"<p>{part}</p>")
            continue
        for png in part:
            order += 1
            lines.append(f'<p style="text-align:center"><img src="{address(order, png)}"></p>')
    title = next(part for part in parts if isinstance(part, str))
    body = "\n".join(lines)
    return f"<html><head><meta charset=utf-8><title>{title}</title></head><body>{body}</body></html>".encode()


def as_mhtml(parts: Mixed) -> bytes:
    """A page saved whole; its first picture is called by its content id, the others by where they stood."""
    page, files = as_linked_html(parts, _SITE + "images/{}.png")
    first = _SITE + "images/1.png"
    message = EmailMessage()
    message.set_content(page.decode().replace(first, "cid:one@page"), subtype="html", charset="utf-8")
    message["Content-Location"] = _SITE + "t20240115.html"
    for name, png in files.items():
        named = {"cid": "<one@page>"} if name == first else {"headers": [f"Content-Location: {name}"]}
        message.add_related(png, "image", "png", **named)
    return message.as_bytes()


def as_docx(parts: Mixed) -> bytes:
    body, media = [], []
    for part in parts:
        if isinstance(part, str):
            body.append(f"<w:p><w:r><w:t>{part}</w:t></w:r></w:p>")
            continue
        for png in part:
            media.append(png)
            body.append(_DRAWING.format(len(media)))
    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    relations = "".join(
        f'<Relationship Id="pic{order}" Type="{_REL}/image" Target="media/image{order}.png"/>'
        for order, _ in enumerate(media, 1)
    )
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    for extension, kind in (("png", "image/png"), ("rels", "application/vnd.openxmlformats-package.relationships+xml")):
        types += f'<Default Extension="{extension}" ContentType="{kind}"/>'
    parts_of_file: dict[str, str | bytes] = {
        "[Content_Types].xml": types + "</Types>",
        "word/document.xml": f"<w:document {namespace}><w:body>{''.join(body)}</w:body></w:document>",
        "word/_rels/document.xml.rels": "<Relationships "
        f'xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>',
        **{f"word/media/image{order}.png": png for order, png in enumerate(media, 1)},
    }
    return _zipped(parts_of_file)


def as_pdf_with_pictures(parts: Mixed) -> bytes:
    flow = []
    for part in parts:
        for one in [part] if isinstance(part, str) else part:
            flow += [Paragraph(one, _PROSE) if isinstance(one, str) else _drawn(one), Spacer(1, 6)]
    file = io.BytesIO()
    SimpleDocTemplate(file, pagesize=A4, leftMargin=50, rightMargin=50).build(flow)
    return file.getvalue()


def _drawn(png: bytes) -> Image:
    width, height = Picture.open(io.BytesIO(png)).size
    return Image(io.BytesIO(png), 480, 480 * height / width)


def as_ofd(parts: Mixed) -> bytes:
    """Prose as text objects, a picture as an image object on a page of its own."""
    pages, media, top = [""], [], 20
    for part in parts:
        if isinstance(part, str):
            pages[-1] += _text_objects(part, top)
            top += 6 * (1 + len(part) // 40)
            continue
        for one in part:
            media.append(one)
            width, height = Picture.open(io.BytesIO(one)).size
            pages.append(
                f'<ofd:ImageObject ID="1" ResourceID="{len(media) + 500}" CTM="170 0 0 {170 * height / width:.2f} 0 0" '
                f'Boundary="20 20 170 {170 * height / width:.2f}"/>'
            )
        pages.append("")
        top = 20
    listed = "".join(f'<ofd:Page ID="{i + 10}" BaseLoc="Pages/{i}.xml"/>' for i in range(len(pages)))
    resources = "".join(
        f'<ofd:MultiMedia ID="{i + 501}" Type="Image"><ofd:MediaFile>{i}.png</ofd:MediaFile></ofd:MultiMedia>'
        for i in range(len(media))
    )
    return _zipped(
        {
            "OFD.xml": f"<ofd:OFD {_OFD}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
            "Doc_0/Document.xml": f"<ofd:Document {_OFD}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
            f"</ofd:PhysicalBox></ofd:PageArea><ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes></ofd:CommonData>"
            f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
            "Doc_0/DocumentRes.xml": f'<ofd:Res {_OFD} BaseLoc="Res"><ofd:MultiMedias>{resources}</ofd:MultiMedias></ofd:Res>',
            **{f"Doc_0/Res/{i}.png": png for i, png in enumerate(media)},
            **{
                f"Doc_0/Pages/{i}.xml": f"<ofd:Page {_OFD}><ofd:Content><ofd:Layer>{page}</ofd:Layer></ofd:Content></ofd:Page>"
                for i, page in enumerate(pages)
            },
        }
    )


def _text_objects(text: str, top: int) -> str:
    lines = [text[start : start + 40] for start in range(0, len(text), 40)]
    return "".join(
        f'<ofd:TextObject ID="1" Boundary="20 {top + 6 * i} 170 6" Size="4">'
        f'<ofd:TextCode X="0" Y="4">{line}</ofd:TextCode></ofd:TextObject>'
        for i, line in enumerate(lines)
    )


def _zipped(parts: dict[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


FORMATS: dict[str, tuple[str, Callable[[Mixed], bytes]]] = {
    "html": ("report.html", as_html),
    "mhtml": ("report.mhtml", as_mhtml),
    "docx": ("report.docx", as_docx),
    "pdf": ("report.pdf", as_pdf_with_pictures),
    "ofd": ("report.ofd", as_ofd),
}
"""Format → a file's name, and how it is written."""

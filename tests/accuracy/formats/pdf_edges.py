"""What a PDF's pages show beside their text: numbers, marks across the page, what a browser or a word processor prints."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import SimpleDocTemplate


def marked(canvas: Canvas, template: SimpleDocTemplate) -> None:
    foot(canvas, template)
    canvas.setFont("STSong-Light", 40)
    for height in range(100, 800, 150):
        canvas.saveState()
        canvas.translate(120, height)
        canvas.rotate(35)
        canvas.drawString(0, 0, "内部资料2024")
        canvas.restoreState()


def printed_over(canvas: Canvas, template: SimpleDocTemplate) -> None:
    foot(canvas, template)
    canvas.setFont("STSong-Light", 60)
    canvas.setFillGray(0.9)
    for height in range(80, 800, 120):
        canvas.drawString(90, height, "内部资料2024")
    canvas.setFillGray(0)


def browser(canvas: Canvas, template: SimpleDocTemplate) -> None:
    """What a browser prints around a page: when and what above it, the address and the page below."""
    canvas.setFont("STSong-Light", 8)
    canvas.drawString(30, 815, "2025/1/23 15:04    政府信息公开年报")
    canvas.drawString(30, 20, "http://www.example.gov.cn/zwgk/art/2025/1/23/art_1234_567.html")
    canvas.drawRightString(560, 20, f"{template.page}/6")


def foot(canvas: Canvas, template: SimpleDocTemplate) -> None:
    canvas.setFont("STSong-Light", 10)
    canvas.drawCentredString(300, 30, f"— {template.page} —")


def faint(canvas: Canvas, template: SimpleDocTemplate) -> None:
    """A light mark of the text's own size, all over the page."""
    foot(canvas, template)
    canvas.setFont("STSong-Light", 8)
    canvas.setFillGray(0.85)
    for height in range(70, 800, 45):
        for left in range(40, 560, 130):
            canvas.drawString(left, height, "内部资料2024")
    canvas.setFillGray(0)


def line_numbers(canvas: Canvas, template: SimpleDocTemplate) -> None:
    """The numbers of the lines in the margin, from 1 on every page."""
    foot(canvas, template)
    canvas.setFont("STSong-Light", 8)
    for number, height in enumerate(range(770, 60, -18), 1):
        canvas.drawRightString(40, height, f"{number}")


def off_page(canvas: Canvas, template: SimpleDocTemplate) -> None:
    """Figures that stand beyond the page's edge, where no reader sees them."""
    foot(canvas, template)
    canvas.setFont("STSong-Light", 8)
    for height in range(70, 800, 12):
        canvas.drawString(610, height, "77")
        canvas.drawString(-40, height, "9")


EDGES = {
    "watermark": marked,
    "printed_over": printed_over,
    "browser": browser,
    "faint": faint,
    "line_numbers": line_numbers,
    "off_page": off_page,
}
"""Quirk → what is drawn on every page."""

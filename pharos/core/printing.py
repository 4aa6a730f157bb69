"""Papers drawn as PDF (reportlab, BSD; Inter, OFL)."""

from collections.abc import Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color
from reportlab.lib.enums import TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import KeepTogether, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from pharos.core.papers import Block, Facts, Heading, Paper, Rows, Sentences

FONTS = Path(__file__).parent / "fonts"
TEXT, BOLD = "Inter-Text", "Inter-Bold"
INK, QUIET, LINE = Color(0.13, 0.16, 0.2), Color(0.38, 0.42, 0.47), Color(0.82, 0.85, 0.88)
MARGIN = 20 * mm


def printed(paper: Paper) -> bytes:
    """The paper's bytes."""
    _fonts()
    out = BytesIO()
    document = SimpleDocTemplate(
        out, pagesize=A4, leftMargin=MARGIN, rightMargin=MARGIN, topMargin=MARGIN, bottomMargin=MARGIN + 6 * mm,
        title=paper.title, author=paper.sender, lang=paper.language, invariant=1,
    )  # fmt: skip
    flow: list[Any] = []
    if paper.sender:
        flow += [_paragraph(paper.sender, "quiet"), Spacer(0, 4 * mm)]
    flow.append(_paragraph(paper.title, "title"))
    if paper.under_title:
        flow.append(_paragraph(paper.under_title, "quiet"))
    flow.append(Spacer(0, 4 * mm))
    for block in paper.blocks:
        flow += _drawn(block)

    def foot(canvas: Any, _document: Any) -> None:
        canvas.setFont(TEXT, 8)
        canvas.setFillColor(QUIET)
        canvas.drawString(MARGIN, 12 * mm, paper.foot)
        canvas.drawRightString(A4[0] - MARGIN, 12 * mm, str(canvas.getPageNumber()))

    document.build(flow, onFirstPage=foot, onLaterPages=foot)
    return out.getvalue()


def _drawn(block: Block) -> list[Any]:
    match block:
        case Heading(text):
            return [_paragraph(text, "heading")]
        case Sentences(text):
            return [_paragraph(text, "text"), Spacer(0, 2 * mm)]
        case Facts(pairs):
            rows = [[_paragraph(name, "quiet"), _paragraph(value, "text")] for name, value in pairs]
            return [KeepTogether([_table(rows, (0.34, 0.66), lines=False)]), Spacer(0, 2 * mm)] if rows else []
        case Rows(headings, rows_, widths):
            cells = [[_paragraph(one, "quiet") for one in headings]]
            cells += [[_paragraph(one, "cell") for one in row] for row in rows_]
            return [_table(cells, widths or (1 / len(headings),) * len(headings), lines=True), Spacer(0, 3 * mm)]


def _table(rows: Sequence[Sequence[Any]], shares: Sequence[float], *, lines: bool) -> Table:
    wide = A4[0] - 2 * MARGIN
    style: list[Any] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]  # fmt: skip
    if lines:
        style.append(("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE))
    return Table([list(row) for row in rows], [share * wide for share in shares], None, TableStyle(style), int(lines))


def _paragraph(text: str, style: str) -> Paragraph:
    return Paragraph(escape(text).replace("\n", "<br/>"), _styles()[style])


@cache
def _styles() -> dict[str, ParagraphStyle]:
    def style(name: str, size: float, font: str = TEXT, colour: Color = INK, before: float = 0) -> ParagraphStyle:
        return ParagraphStyle(
            name, fontName=font, fontSize=size, leading=size * 1.4, textColor=colour, spaceBefore=before,
            spaceAfter=size * 0.3, alignment=TA_LEFT, wordWrap="LTR",
        )  # fmt: skip

    return {
        "title": style("title", 16, BOLD),
        "heading": style("heading", 11, BOLD, before=8),
        "text": style("text", 10),
        "cell": style("cell", 9),
        "quiet": style("quiet", 9, colour=QUIET),
    }


@cache
def _fonts() -> None:
    for name, file in ((TEXT, "inter-text.ttf"), (BOLD, "inter-bold.ttf")):
        pdfmetrics.registerFont(TTFont(name, str(FONTS / file)))

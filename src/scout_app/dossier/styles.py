"""How a dossier looks: the page in points, one accent colour, and the styles of text."""

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle

from scout_app.dossier.press import BOLD, ITALIC, REGULAR

PAGE = A4
LEFT, TOP, BOTTOM = 50.0, 50.0, 58.0
WIDTH: float = PAGE[0] - 2 * LEFT
GUTTER = 24.0
COLUMN: float = (WIDTH - GUTTER) / 2
ROOM: float = PAGE[1] - TOP - BOTTOM
"""Height between the head and the foot of a page."""

INK = HexColor("#1c2730")
MUTED = HexColor("#586672")
RULE = HexColor("#d3dae0")
PALE = HexColor("#a3adb6")
ACCENT = HexColor("#0f6a8b")
WARNING = HexColor("#8a3d12")
WARNING_WASH = HexColor("#fdf3ec")
WATERMARK = Color(0.35, 0.42, 0.48, alpha=0.1)


def _style(
    name: str, size: float, leading: float, colour: Color = INK, font: str = REGULAR
) -> ParagraphStyle:
    return ParagraphStyle(
        name, fontName=font, fontSize=size, leading=leading, textColor=colour, splitLongWords=1
    )


COVER_TITLE = _style("cover title", 30, 35, font=BOLD)
COVER_SUBTITLE = _style("cover subtitle", 15, 20, MUTED)
SITE_TITLE = _style("site title", 20, 24, font=BOLD)
SITE_PLACE = _style("site place", 9.5, 13, MUTED)
HEADING = _style("heading", 9.5, 12, ACCENT, BOLD)
BODY = _style("body", 9, 12.5)
VALUE = _style("value", 8.8, 11.6)
LABEL = _style("label", 8.2, 11.6, MUTED)
DISPUTED = _style("disputed", 8, 10.6, MUTED, ITALIC)
WARNED = _style("warned", 8.8, 12, WARNING)
SMALL = _style("small", 7.6, 10.2, MUTED)
CELL = _style("cell", 8.2, 10.6)
CELL_HEAD = _style("cell head", 8.2, 10.6, font=BOLD)
CELL_LABEL = _style("cell label", 8.2, 10.6, MUTED)

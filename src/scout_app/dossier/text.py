"""Any text whatsoever → text that can be set: escaped, with signs that the fonts draw."""

import re
import unicodedata
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from scout_app.dossier.press import REGULAR, glyphs

MISSING = "□"
"""Stands for a sign that the fonts do not draw."""

_NO_BREAK = "\u00a0"
_SHAPELESS = frozenset({"Cf", "Mn", "Me"})
"""Categories of signs that are left out where the fonts lack them: joiners, marks, directions."""
# Upright beside any style: the italic's ≠ is drawn without its two strokes.
_FRONT = f'<font face="{REGULAR}" color="#0f6a8b">'
_ADDRESS = re.compile(r"https?://[^\s<>\"«»]*[^\s<>\"«».,;:!?()\[\]]")


def plain(text: str) -> str:
    """Return one line in signs that the fonts draw; what they lack becomes □, never an error."""
    return " ".join(_drawable(text).split("\n")).strip()


def para(
    text: str,
    style: ParagraphStyle,
    *,
    before: str = "",
    notes: tuple[int, ...] = (),
    links: bool = False,
) -> Paragraph:
    """Return a text ready to be set: the only door to reportlab's markup, which it escapes.

    `before` is put in front in the accent colour, `notes` as raised numbers behind; with `links`,
    addresses that begin with http:// or https:// can be clicked, others stay plain text.
    """
    drawn = _drawable(text).strip()
    marked = _linked(drawn) if links else escape(drawn)
    lead = f"{_FRONT}{escape(_drawable(before))}</font> " if before else ""
    return Paragraph((lead + marked + _raised(notes)).replace("\n", "<br/>"), style)


def height(paragraph: Paragraph, width: float) -> float:
    """Return how high a paragraph stands in a width, in points."""
    return float(paragraph.wrap(width, 1e6)[1])


def fitted(text: str, font: str, size: float, width: float) -> str:
    """Return one line cut with "…" where it would pass the width."""
    line = plain(text)
    if stringWidth(line, font, size) <= width:
        return line
    low, high = 0, len(line)
    while low < high:
        middle = (low + high + 1) // 2
        if stringWidth(line[:middle].rstrip() + "…", font, size) <= width:
            low = middle
        else:
            high = middle - 1
    return line[:low].rstrip() + "…"


def spaced(canvas: Canvas, text: str, x: float, y: float, font: str, size: float) -> None:
    """Draw one line with some air between its letters."""
    line = canvas.beginText(x, y)
    line.setFont(font, size)
    line.setCharSpace(size * 0.06)
    line.textOut(plain(text))
    line.setCharSpace(0)
    canvas.drawText(line)


def _raised(notes: tuple[int, ...]) -> str:
    if not notes:
        return ""
    numbers = ",".join(str(number) for number in notes)
    return f'{_NO_BREAK}<super rise="3" size="5.8"><font color="#0f6a8b">{numbers}</font></super>'


def _linked(text: str) -> str:
    """Escape a text and make its web addresses clickable."""
    parts, end = [], 0
    for found in _ADDRESS.finditer(text):
        address = found.group()
        link = f'<a href={quoteattr(address)} color="#0f6a8b">{escape(address)}</a>'
        parts += [escape(text[end : found.start()]), link]
        end = found.end()
    return "".join([*parts, escape(text[end:])])


def _drawable(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("".join(map(_sign, unicodedata.normalize("NFC", line))) for line in lines)


@lru_cache(maxsize=4096)
def _sign(sign: str) -> str:
    """Return a sign, its nearest kin, nothing where it has no shape, or □."""
    if sign == "\u202f":
        return _NO_BREAK  # reportlab breaks lines at the narrow one
    category = unicodedata.category(sign)
    if sign == "\t" or (category == "Zs" and sign != _NO_BREAK):
        return " "
    if ord(sign) in glyphs() and category not in ("Cc", "Cf"):
        return sign
    if category in _SHAPELESS:
        return ""
    kin = unicodedata.normalize("NFKC", sign)
    return kin if kin != sign and all(ord(one) in glyphs() for one in kin) else MISSING

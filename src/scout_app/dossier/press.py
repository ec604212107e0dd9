"""The press: reportlab set up once, with our fonts, and never reading what a text names."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from scout_app.paths import bundled

REGULAR, BOLD, ITALIC = "Lato-Regular", "Lato-Bold", "Lato-Italic"

# Its coder of ASCII85 is pure Python and makes files a quarter larger.
rl_config.useA85 = 0
# Texts are escaped before they come here; should one slip through, it reads nothing.
rl_config.trustedSchemes = []
rl_config.trustedHosts = ["none.invalid"]

LANGUAGES = {"fr": "fr-FR", "en": "en-GB"}


@dataclass(frozen=True, slots=True)
class Printed:
    """A file that was written, and how many pages it has."""

    path: Path
    pages: int


@dataclass(frozen=True, slots=True)
class About:
    """What the file says of itself."""

    title: str
    author: str
    subject: str
    language: str
    """As in BCP 47: "fr-FR", "en-GB"."""
    made_on: date


def put(path: Path, draw: Callable[[Path], int]) -> Printed:
    """Have pages drawn beside their place and then put there; `draw` returns how many.

    What stood at the path stays until the new file is whole; raises OSError when the disk refuses.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        pages = draw(part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return Printed(path, pages)


def canvas(path: Path, size: tuple[float, float], about: About) -> Canvas:
    """Return blank pages of a size in points; the same drawing gives the same bytes."""
    glyphs()
    # The first font of a page is declared even if unused: without ours it would be Helvetica.
    pages = Canvas(
        str(path),
        pagesize=size,
        invariant=1,
        pageCompression=1,
        initialFontName=REGULAR,
        lang=about.language,
    )
    pages.setTitle(about.title)
    pages.setAuthor(about.author)
    pages.setSubject(about.subject)
    pages.setCreator("Scout")
    pages.setProducer("Scout")
    day = f"D:{about.made_on:%Y%m%d}000000Z"
    pages.setDateFormatter(lambda *_moment: day)
    return pages


@cache
def glyphs() -> frozenset[int]:
    """Register the fonts and return the code points that every one of them draws."""
    found = []
    for name in (REGULAR, BOLD, ITALIC):
        font = TTFont(name, bundled("resources") / "fonts" / f"{name}.ttf")
        pdfmetrics.registerFont(font)
        found.append(frozenset(font.face.charToGlyph))
    pdfmetrics.registerFontFamily(REGULAR, REGULAR, BOLD, ITALIC, BOLD)
    return frozenset.intersection(*found)

"""The pages of a dossier: a cursor from head to foot, what stands on every page, the folios."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from scout_app.dossier import styles
from scout_app.dossier.press import BOLD, REGULAR
from scout_app.dossier.text import fitted, height, plain
from scout_app.wording.texts import translator

_FOOT = 7.2
_FOLIO_WIDTH = 70.0
_LARGEST_WATERMARK = 84.0


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands on every page."""

    foot: tuple[str, ...]
    watermark: str


class Paper:
    """Pages being written; `y` is where the free room of the present one begins.

    Which page is the last, and where a chapter begins, is known only at the end: pages refer to
    forms that `close` fills in, so that nothing is laid out twice.
    """

    def __init__(self, canvas: Canvas, lang: str, standing: Standing) -> None:
        self.canvas = canvas
        self.lang = lang
        self.number = 0
        self.y = 0.0
        self._standing = standing
        self._running = ""
        self._chapters: dict[str, int] = {}
        self._promised: dict[str, tuple[str, float]] = {}

    def text(self, msgid: str) -> str:
        """Return a text in the dossier's language."""
        return translator(self.lang).gettext(msgid)

    @property
    def room(self) -> float:
        """Height left on the page."""
        return self.y - styles.BOTTOM

    @property
    def is_fresh(self) -> bool:
        """Whether nothing stands on the page yet."""
        return bool(self.room >= styles.ROOM - 0.01)

    def turn(self, running: str | None = None) -> None:
        """Begin a page; `running` is the small head of the pages that follow it by themselves."""
        if self.number:
            self.canvas.showPage()
        self.number += 1
        self.y = styles.PAGE[1] - styles.TOP
        self._draw_watermark()
        self._draw_foot()
        if running is None:
            self._draw_running()
        else:
            self._running = plain(running)

    def need(self, wanted: float) -> None:
        """Turn the page if that height is not left on it."""
        if self.room < wanted and not self.is_fresh:
            self.turn()

    def down(self, taken: float) -> float:
        """Take a height off the room and return where it ends."""
        self.y -= taken
        return self.y

    def set(self, paragraph: Paragraph, x: float, width: float, after: float = 0.0) -> None:
        """Set a paragraph at the cursor, over as many pages as it needs."""
        while height(paragraph, width) > self.room:
            parts = paragraph.split(width, self.room)
            if len(parts) > 1:
                parts[0].wrap(width, self.room)
                parts[0].drawOn(self.canvas, x, self.y - parts[0].height)
                paragraph = parts[1]
            self.turn()
        paragraph.drawOn(self.canvas, x, self.down(height(paragraph, width)))
        self.y -= after

    def chapter(self, key: str, title: str) -> None:
        """Say that a chapter begins on this page: outline, links and contents lead to it."""
        self.canvas.bookmarkPage(key)
        self.canvas.addOutlineEntry(plain(title), key)
        self._chapters[key] = self.number

    def promise(self, key: str, x: float, y: float, size: float) -> None:
        """Print, ending at x, the number of the page on which a chapter will begin."""
        self._promised[f"page-of-{key}"] = (key, size)
        with moved(self.canvas, x, y):
            self.canvas.doForm(f"page-of-{key}")

    def close(self) -> int:
        """Fill in the numbers that were promised; return how many pages there are."""
        for form, (key, size) in self._promised.items():
            self._fill(form, str(self._chapters[key]), styles.INK, size)
        for number in range(1, self.number + 1):
            self._fill(f"folio-{number}", f"{number} / {self.number}", styles.MUTED, _FOOT)
        return self.number

    def _fill(self, form: str, text: str, colour: object, size: float) -> None:
        # A form begins a page of its own: the one being written must be finished by now.
        self.canvas.beginForm(form, -_FOLIO_WIDTH, -size, 1, size)
        self.canvas.setFillColor(colour)
        self.canvas.setFont(REGULAR, size)
        self.canvas.drawRightString(0, 0, text)
        self.canvas.endForm()

    def _draw_foot(self) -> None:
        canvas, top = self.canvas, styles.BOTTOM - 18
        canvas.setStrokeColor(styles.RULE)
        canvas.setLineWidth(0.5)
        canvas.line(styles.LEFT, top, styles.LEFT + styles.WIDTH, top)
        canvas.setFillColor(styles.MUTED)
        canvas.setFont(REGULAR, _FOOT)
        for n, line in enumerate(self._standing.foot):
            told = fitted(line, REGULAR, _FOOT, styles.WIDTH - _FOLIO_WIDTH)
            canvas.drawString(styles.LEFT, top - 11 - 9.5 * n, told)
        with moved(canvas, styles.LEFT + styles.WIDTH, top - 11):
            canvas.doForm(f"folio-{self.number}")

    def _draw_running(self) -> None:
        if self._running:
            self.canvas.setFillColor(styles.MUTED)
            self.canvas.setFont(REGULAR, _FOOT)
            told = fitted(self._running, REGULAR, _FOOT, styles.WIDTH)
            self.canvas.drawString(styles.LEFT, styles.PAGE[1] - styles.TOP + 14, told)

    def _draw_watermark(self) -> None:
        text = plain(self._standing.watermark)
        if not text:
            return
        diagonal = 0.8 * float((styles.PAGE[0] ** 2 + styles.PAGE[1] ** 2) ** 0.5)
        size = min(_LARGEST_WATERMARK, diagonal / stringWidth(text, BOLD, 1))
        with moved(self.canvas, styles.PAGE[0] / 2, styles.PAGE[1] / 2):
            self.canvas.rotate(54.7)  # the page's own diagonal
            self.canvas.setFillColor(styles.WATERMARK)
            self.canvas.setFont(BOLD, size)
            self.canvas.drawCentredString(0, -size / 3, text)


@contextmanager
def moved(canvas: Canvas, x: float, y: float) -> Iterator[None]:
    """Draw with the origin elsewhere; colours and lines are put back afterwards."""
    canvas.saveState()
    canvas.translate(x, y)
    yield
    canvas.restoreState()

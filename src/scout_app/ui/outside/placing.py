"""Pictures and the site each would go to, with what says so; the officer may say otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPixmap
from PySide6.QtWidgets import (
    QCompleter,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from scout_app import office
from scout_app.errors import Refused, ScoutError
from scout_app.ui import texts, theme
from scout_app.ui.desk import Desk
from scout_app.ui.saying import sentence
from scout_app.ui.table import Column, RowsTable
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from scout_app.office.photo_files import Declined
    from scout_app.office.photo_places import Place, Suggested

_SIDE = 320


@dataclass(frozen=True, slots=True)
class Line:
    """A file as the table shows it; a refused one has no suggestion, and a number below 0."""

    n: int
    name: str
    where: str
    site: str
    why: str
    metres: float | None
    fate: str
    tip: str
    suggested: "Suggested | None"

    @property
    def is_lost(self) -> bool:
        """Whether it does not come in, and nobody chose so."""
        return self.suggested is None or (self.suggested.site is None and bool(self.tip))


def line(one: "Suggested", *, is_done: bool = False) -> Line:
    """Return a picture as the table shows it, before or after the import."""
    fate, tip = _fate(one, is_done)
    site = f"{one.site.name} ({one.site.reference})" if one.site else ""
    return Line(
        one.n, one.picture.name, one.picture.where, site, _why(one), one.metres, fate, tip, one
    )


def refused(n: int, one: "Declined") -> Line:
    """Return a file that is no picture as the table shows it; `n` counts them from 0."""
    said = sentence(one.error)
    where = f"{one.path.parent.name}/{one.path.name}"
    return Line(-1 - n, one.path.name, where, "", "", None, _("refused"), said, None)


def _fate(one: "Suggested", is_done: bool) -> tuple[str, str]:
    """Return what becomes of a picture, and more of it where there is more to say."""
    if one.site is None:
        if one.why == "officer":
            return _("left out"), ""
        fate = _("without a site") if is_done else _("no site: choose one")
        return fate, sentence(Refused("no_site_near", one.picture.name))
    if one.known:
        return _("there already"), ""
    fate = _("added") if is_done else _("comes in")
    if one.like is None:
        return fate, ""
    said = _("{fate}; nearly the same view as “{like}”").format(fate=fate, like=one.like)
    return said, said


def _why(one: "Suggested") -> str:
    return {
        "known": _("the catalogue has this file"),
        "reference": _("reference in its name or folder"),
        "position": _("where it was taken"),
        "name": _("name of the file or folder"),
        "officer": _("your choice"),
    }.get(one.why, "")


def _metres(shown: Line) -> str:
    from scout_app.wording import numbers

    return "" if shown.metres is None else numbers.distance(shown.metres, texts.language())


class PlacedPictures(QWidget):
    """The table with the chosen picture beside it, and the line that changes the site."""

    placed = Signal(object, object)
    """The numbers of pictures, and the id of the site they go to, or None to leave them out."""
    restored = Signal(object)
    """The numbers of pictures that go again where they were proposed."""
    refused = Signal(object)
    """A ScoutError: what was typed names no site."""

    def __init__(self, desk: Desk) -> None:
        """Start empty."""
        super().__init__()
        self._desk = desk
        self.table: RowsTable[Line] = RowsTable(
            self._columns(), "import-pictures", "", identity=lambda shown: shown.n
        )
        self.table.setAccessibleName(_("Pictures and their sites"))
        self.picture, self.about = QLabel(), QLabel()
        self.site = QLineEdit()
        self.put = QPushButton(_("&Put there"))
        self.leave = QPushButton(_("&Leave out"))
        self.restore = QPushButton(_("As p&roposed"))
        self._known = QStringListModel(self)
        self._ids: dict[str, UUID] = {}
        self._lay_out()
        self._wire()

    def _columns(self) -> Sequence[Column[Line]]:
        return (
            Column(_("Picture"), lambda s: s.name, tip=lambda s: s.where, width=20),
            Column(_("Site"), lambda s: s.site, tip=lambda s: s.site, width=30),
            Column(_("Because of"), lambda s: s.why, width=30),
            Column(_("Distance"), _metres, sort=lambda s: s.metres, align="right", width=10),
            Column(
                _("What becomes of it"), lambda s: s.fate,
                tip=lambda s: s.tip or s.fate, colour=self._colour, width=24,
            ),
        )  # fmt: skip

    def _colour(self, shown: Line) -> QColor | None:
        return theme.bad(self.palette()) if shown.is_lost else None

    def _lay_out(self) -> None:
        self.picture.setFixedWidth(_SIDE)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.picture.setAccessibleName(_("The chosen picture"))
        self.about.setFixedWidth(_SIDE)
        self.about.setWordWrap(True)
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.site.setPlaceholderText(_("Name or reference of a site"))
        self.site.setMinimumWidth(280)
        named = QLabel(_("&Site of the chosen pictures"))
        named.setBuddy(self.site)
        finder = QCompleter(self._known, self)
        finder.setFilterMode(Qt.MatchFlag.MatchContains)
        finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        finder.activated.connect(self._put_on)
        self.site.setCompleter(finder)
        self.bar = QWidget()
        below = QHBoxLayout(self.bar)
        below.setContentsMargins(0, 0, 0, 0)
        for widget in (named, self.site, self.put, self.leave, self.restore):
            below.addWidget(widget)
        below.addStretch(1)
        for button in (self.put, self.leave, self.restore):
            button.setAutoDefault(False)
        side = QVBoxLayout()
        side.addWidget(self.picture)
        side.addWidget(self.about)
        side.addStretch(1)
        beside = QHBoxLayout()
        beside.addWidget(self.table, 1)
        beside.addLayout(side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(beside, 1)
        column.addWidget(self.bar)

    def _wire(self) -> None:
        self.table.chosen.connect(self._look_at)
        self.table.selected.connect(lambda _ids: self._offer())
        self.site.returnPressed.connect(lambda: self._put_on(self.site.text()))
        self.put.clicked.connect(lambda: self._put_on(self.site.text()))
        self.leave.clicked.connect(lambda: self._place(None))
        self.restore.clicked.connect(lambda: self.restored.emit(self.chosen))
        self.site.textChanged.connect(lambda _text: self._offer())
        self._offer()

    # -- showing -------------------------------------------------------------------------------

    def show_sites(self, places: "Sequence[Place]") -> None:
        """Offer these sites as the officer types."""
        self._ids = {f"{place.name} ({place.reference})": place.id for place in places}
        self._known.setStringList(list(self._ids))

    def show_lines(self, lines: Sequence[Line], *, is_done: bool = False) -> None:
        """Show the pictures; once it is done, nothing can be changed."""
        self.table.show_rows(tuple(lines))
        self.bar.setVisible(not is_done)
        if self.table.chosen_row is None and lines:
            self.table.select_id(lines[0].n)
        self._look_at(self.table.chosen_row)
        self._offer()

    def _look_at(self, shown: Line | None) -> None:
        self.picture.clear()
        self.about.setText("\n".join((shown.where, shown.tip)).strip() if shown else "")
        if shown is not None and shown.suggested is not None:
            sha256 = shown.suggested.picture.facts.sha256
            self._desk.start(
                partial(_thumbnail, sha256), then=partial(self._seen, shown.n),
                refused=lambda _error: None,
            )  # fmt: skip

    def _seen(self, n: int, image: QImage) -> None:
        shown = self.table.chosen_row
        if shown is not None and shown.n == n:
            self.picture.setPixmap(QPixmap.fromImage(image))

    # -- the officer's choice ------------------------------------------------------------------

    @property
    def chosen(self) -> tuple[int, ...]:
        """The numbers of the pictures selected."""
        return tuple(row.n for row in self.table.chosen_rows if row.suggested is not None)

    def _offer(self) -> None:
        """Let only be done what can be done."""
        is_any = bool(self.chosen)
        self.put.setEnabled(is_any and bool(self.site.text().strip()))
        self.leave.setEnabled(is_any)
        self.restore.setEnabled(is_any)

    def _put_on(self, typed: str) -> None:
        """Put the pictures on the site as it is offered, else on whatever the words name."""
        typed = typed.strip()
        if typed in self._ids:
            self._place(self._ids[typed])
        elif typed:
            self._desk.ask(
                office.find.site, typed, then=self._place, refused=self._not_found, key="typed site"
            )

    def _not_found(self, error: ScoutError) -> None:
        self.refused.emit(error)

    def _place(self, site: UUID | None) -> None:
        if self.chosen:
            self.placed.emit(self.chosen, site)


def _thumbnail(sha256: str, *, step: "Callable[[float], None]") -> QImage:
    from scout_app.formats import renditions

    step(0.0)
    return QImage(str(renditions.place(sha256, renditions.THUMBNAIL)))

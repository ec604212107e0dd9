"""Placing a site from its address: what it may mean is proposed, and a click takes one."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from scout_app import office
from scout_app.errors import ScoutError
from scout_app.model.values import Position
from scout_app.ui import icons, texts
from scout_app.ui.desk import Desk
from scout_app.ui.line import Line
from scout_app.ui.saying import sentence
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.office.sites import SiteCard
    from scout_app.places.addresses import Proposal

_ROWS = 6


class Placing(QWidget):
    """A button under the address, and the proposals that answer it."""

    placed = Signal()
    """A proposal was taken and written."""

    def __init__(self, desk: Desk) -> None:
        """Start with the button alone."""
        super().__init__()
        self._desk = desk
        self._card: SiteCard | None = None
        self._address: Line | None = None
        self._turn = 0
        self._told: set[str] = set()
        """What was already said of the network: each trouble is said once."""
        self.proposals: tuple[Proposal, ...] = ()
        self.button = QPushButton(_("Locate…"))
        self.list = QListWidget()
        self.said = QLabel()
        self._dress()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 2)
        column.setSpacing(2)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.said)
        column.addWidget(self.list)

    def _dress(self) -> None:
        icons.dress(self.button, "map-pin")
        self.button.setToolTip(_("Look for this address, or for this parcel, and place the site"))
        self.button.clicked.connect(self.ask)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.said.hide()
        self.list.setAccessibleName(_("Places that the address may mean"))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._take)
        self.list.installEventFilter(self)
        self.list.hide()

    def join(self, address: Line) -> None:
        """Stand under the address; Enter there asks as the button does."""
        self._address = address
        address.editor.installEventFilter(self)
        if (layout := address.box.layout()) is not None:
            layout.addWidget(self)

    def show_card(self, card: "SiteCard") -> None:
        """Go with a site; another one takes the proposals away."""
        if self._card is not None and self._card.row.id != card.row.id:
            self._clear()
        self._card = card

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter: in the address to ask, in the list to choose; Escape closes the list."""
        if not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.type() != QEvent.Type.KeyPress:
            # Else the page's own Escape, a shortcut, would end the editing.
            is_ours = watched is self.list and event.key() == Qt.Key.Key_Escape
            if is_ours and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            return super().eventFilter(watched, event)
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if watched is self.list:
            if is_enter and (item := self.list.currentItem()) is not None:
                self._take(item)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._clear()
                self.button.setFocus()
                return True
        elif is_enter:
            self.ask()
        return super().eventFilter(watched, event)

    # -- asking --------------------------------------------------------------------------------

    def ask(self) -> None:
        """Ask in the pool what the address may mean."""
        card, text = self._card, self._text()
        if card is None or not text:
            return
        self._clear()
        self._say(_("Looking for the address…"))
        then = partial(self._answered, self._turn, text, card)
        self._desk.start(
            office.addresses.ask,
            text,
            _here(card),
            then=then,
            refused=partial(self._offline, self._turn, text, card),
        )

    def _text(self) -> str:
        """Return what to look for: the address in its commune, or else the name in it."""
        if self._card is None or self._address is None:
            return ""
        from scout_app.places import parcels

        row, typed = self._card.row, self._address.editor.given().strip()
        if parcels.read(typed):
            return typed
        return ", ".join(part for part in (typed or row.name, row.commune) if part)

    def _answered(
        self, turn: int, text: str, card: "SiteCard", found: "tuple[Proposal, ...]"
    ) -> None:
        if found:
            self._show(turn, found)
        else:
            self._ask_catalogue(turn, text, card)

    def _offline(self, turn: int, text: str, card: "SiteCard", error: ScoutError) -> None:
        """Say once what ails the network, and look among communes and sites instead."""
        if (told := sentence(error)) not in self._told:
            self._told.add(told)
            self._desk.refused.emit(error)
        self._ask_catalogue(turn, text, card)

    def _ask_catalogue(self, turn: int, text: str, card: "SiteCard") -> None:
        self._desk.ask(
            office.addresses.known,
            text,
            _here(card),
            card.row.id,
            then=partial(self._show, turn),
            key="placing",
        )

    # -- choosing ------------------------------------------------------------------------------

    def _show(self, turn: int, found: "tuple[Proposal, ...]") -> None:
        if turn != self._turn:
            return
        self.proposals = found
        self._say("" if found else _("Nothing found; add the street, the commune or the parcel."))
        for one in found:
            item = QListWidgetItem(said(one))
            item.setToolTip(said(one))
            self.list.addItem(item)
        if found:
            high = self.list.sizeHintForRow(0) * min(len(found), _ROWS)
            self.list.setFixedHeight(high + 2 * self.list.frameWidth() + 4)
            self.list.show()
            self.list.setCurrentRow(0)

    def _take(self, item: QListWidgetItem) -> None:
        if self._card is None or not self.proposals:
            return
        proposal = self.proposals[self.list.row(item)]
        self._clear()
        self._desk.do(
            office.addresses.place,
            self._card.row.id,
            proposal,
            self._card.card.seen,
            then=lambda _none: self.placed.emit(),
            refused=lambda error: self._say(sentence(error)),
        )

    def _clear(self) -> None:
        self._turn += 1
        self.proposals = ()
        self.list.clear()
        self.list.hide()
        self._say("")

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))


def said(proposal: "Proposal") -> str:
    """Return a proposal as a line: what it is, how far from the present position, how exactly."""
    from scout_app.model.choices import POSITION_PRECISION
    from scout_app.wording.numbers import number

    parts = []
    if proposal.km is not None:
        far = number(proposal.km, texts.language(), 1 if proposal.km < 100 else 0)
        parts.append(_("{km} km away").format(km=far))
    parts.append(_(POSITION_PRECISION[proposal.precision]).partition(" (")[0].lower())
    if proposal.source == "catalogue":
        parts.append(_("from the catalogue"))
    return f"{proposal.label} — {', '.join(parts)}"


def _here(card: "SiteCard") -> Position | None:
    row = card.row
    return None if row.lat is None or row.lon is None else Position(row.lat, row.lon)

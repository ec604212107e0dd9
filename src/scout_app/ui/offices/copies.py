"""The other copies: last news, what they lack, what we lack, keys; the files received of them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from scout_app import office
from scout_app.errors import ScoutError
from scout_app.ui import clock, icons, texts, theme
from scout_app.ui.desk import Desk
from scout_app.ui.offices import jobs
from scout_app.ui.question import Question
from scout_app.ui.saying import sentence
from scout_app.ui.table import Column, RowsTable
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scout_app.office.exchange import Identity, News, Peer, Receipt


class Copies(QWidget):
    """Two tables, and what is wrong above them."""

    listed = Signal(object)
    """The Peers."""
    send_asked = Signal(str)
    """The office for which a file is to be written."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Ask nothing before `refresh`."""
        super().__init__(parent)
        self._desk = desk
        self.own = QLabel()
        self.alarm = QLabel()
        self.table: RowsTable[Peer] = self._offices()
        self.confirm = QPushButton(_("Key compared by telephone…"))
        self.send = QPushButton(_("Send them what they lack"))
        self.receptions: RowsTable[Receipt] = self._received()
        self.take_back = QPushButton(_("Take this reception back…"))
        self.question = Question()
        self.said = QLabel()
        self._lay_out()
        self._wire()
        self._dress()

    def _offices(self) -> "RowsTable[Peer]":
        from scout_app.ui.offices import words

        table: RowsTable[Peer] = RowsTable(
            [
                Column(_("Office"), lambda one: one.office, width=32),
                Column(
                    _("Last news"), lambda one: words.ago(one.news_at, clock.today()),
                    sort=lambda one: one.news_at, width=18,
                ),
                _number(_("They lack"), lambda one: one.lacks),
                _number(_("We lack"), lambda one: one.missing),
                _number(_("Pictures wanted"), lambda one: one.wants),
                Column(_("Key"), _key, width=20, colour=self._ink),
                Column(_("Fingerprint"), lambda one: one.fingerprint, width=44),
            ],
            "offices",
            _("No news of another office yet: send a file, or receive one."),
            identity=lambda one: one.replica,
        )  # fmt: skip
        table.setAccessibleName(_("Other offices"))
        return table

    def _received(self) -> "RowsTable[Receipt]":
        from scout_app.wording import numbers

        table: RowsTable[Receipt] = RowsTable(
            [
                Column(
                    _("Received"), lambda one: numbers.instant(one.at, texts.language()),
                    sort=lambda one: one.at, width=20,
                ),
                Column(_("Office"), lambda one: one.office, width=32),
                Column(
                    _("Changes"), lambda one: str(one.applied), sort=lambda one: one.applied,
                    align="right", width=14,
                ),
                Column(_("State"), lambda one: _("taken back") if one.undone else "", width=16),
            ],
            "offices receptions",
            _("No file was received yet."),
            identity=lambda one: one.number,
        )  # fmt: skip
        table.setAccessibleName(_("Files received"))
        return table

    def _lay_out(self) -> None:
        selectable = Qt.TextInteractionFlag.TextSelectableByMouse
        keyboard = Qt.TextInteractionFlag.TextSelectableByKeyboard
        self.own.setTextInteractionFlags(selectable | keyboard)
        for label in (self.own, self.alarm, self.said):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setAccessibleName(_("Messages"))
        icons.dress(self.confirm, "check")
        icons.dress(self.send, "external-link")
        icons.dress(self.take_back, "arrow-back-up")
        column = QVBoxLayout(self)
        column.addWidget(self.own)
        column.addWidget(self.alarm)
        column.addWidget(self.table, 3)
        column.addLayout(_line(self.send, self.confirm))
        column.addWidget(QLabel(_("Files received")))
        column.addWidget(self.receptions, 2)
        column.addLayout(_line(self.take_back))
        column.addWidget(self.question)
        column.addWidget(self.said)
        self.alarm.hide()

    def _wire(self) -> None:
        self.table.chosen.connect(lambda _one: self._dress())
        self.receptions.chosen.connect(lambda _one: self._dress())
        self.confirm.clicked.connect(self._ask_key)
        self.send.clicked.connect(self._send)
        self.table.opened.connect(lambda one: self.send_asked.emit(one.office))
        self.take_back.clicked.connect(self._rehearse)

    # -- showing -------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask for the offices and the files received."""
        verbs = office.exchange
        self._desk.ask(verbs.peers, then=self._listed, key="offices")
        self._desk.ask(verbs.receptions, then=self._show_received, key="receptions")
        self._desk.ask(verbs.news, then=self._warn, key="offices news")
        if not self.own.text():
            self._desk.start(_identity, then=self._say_own, refused=self._refused)

    def _listed(self, found: "tuple[Peer, ...]") -> None:
        self.table.show_rows(found)
        self._dress()
        self.listed.emit(found)

    def _show_received(self, found: "tuple[Receipt, ...]") -> None:
        self.receptions.show_rows(found)
        self._dress()

    def _say_own(self, own: "Identity") -> None:
        self.own.setText(
            _("Fingerprint of this office, to read on the telephone: {fingerprint}").format(
                fingerprint=own.fingerprint
            )
        )

    def _warn(self, news: "News") -> None:
        from scout_app.ui.offices import words

        lines = [*map(words.doubled, news.doubled), *map(words.gap, news.missing)]
        self.alarm.setText("\n".join(lines))
        self.alarm.setVisible(bool(lines))
        palette = self.alarm.palette()
        palette.setColor(self.alarm.foregroundRole(), theme.bad(self.palette()))
        self.alarm.setPalette(palette)

    def _dress(self) -> None:
        peer, receipt = self.table.chosen_row, self.receptions.chosen_row
        self.send.setEnabled(peer is not None)
        self.confirm.setEnabled(peer is not None and not peer.confirmed)
        self.take_back.setEnabled(receipt is not None and not receipt.undone)

    def _ink(self, one: "Peer") -> QColor | None:
        return None if one.confirmed else theme.warn(self.palette())

    # -- doing ---------------------------------------------------------------------------------

    def _send(self) -> None:
        if (one := self.table.chosen_row) is not None:
            self.send_asked.emit(one.office)

    def _ask_key(self) -> None:
        one = self.table.chosen_row
        if one is None:
            return
        replica = one.replica
        self.question.ask(
            _("Has {office} read this fingerprint to you on the telephone? {fingerprint}").format(
                office=one.office, fingerprint=one.fingerprint
            ),
            _("Yes, it is the same"),
            lambda: self._confirm_key(replica),
        )

    def _confirm_key(self, replica: object) -> None:
        self._desk.do_whole(
            jobs.confirm_key, replica, then=lambda _done: self.refresh(), refused=self._refused
        )

    def _rehearse(self) -> None:
        one = self.receptions.chosen_row
        officer = self._desk.officer or self._desk.who()
        if one is None or officer is None:
            return
        self._desk.officer = officer
        self.said.clear()
        number, name = one.number, one.office
        self._desk.do_whole(
            jobs.rehearse, number, officer,
            then=lambda found: self._ask_back(number, name, found), refused=self._refused,
        )  # fmt: skip

    def _ask_back(self, number: int, name: str, found: "Mapping[str, int]") -> None:
        from scout_app.ui.offices import words

        self.question.ask(
            _(
                "Taking back this file of {office} puts these rows back as they were without it:"
                " {rows}. It stays in the history."
            ).format(office=name, rows=words.touched(found)),
            _("Take it back"),
            lambda: self._take_back(number),
        )

    def _take_back(self, number: int) -> None:
        self._desk.do(
            office.exchange.undo_reception, number, then=self._taken_back, refused=self._refused
        )

    def _taken_back(self, count: int) -> None:
        said = _("Taken back: {what}.")
        self.said.setText(said.format(what=_("file received, {count} rows").format(count=count)))
        self.refresh()

    def _refused(self, error: ScoutError) -> None:
        self.said.setText(sentence(error))


def _identity(*, step: object) -> "Identity":
    return office.exchange.identity()


def _number(title: str, count: "Callable[[Peer], int]") -> "Column[Peer]":
    return Column(title, lambda one: str(count(one)), sort=count, align="right", width=17)


def _key(one: "Peer") -> str:
    return _("compared") if one.confirmed else _("not compared")


def _line(*buttons: QPushButton) -> QHBoxLayout:
    line = QHBoxLayout()
    for button in buttons:
        line.addWidget(button)
    line.addStretch(1)
    return line

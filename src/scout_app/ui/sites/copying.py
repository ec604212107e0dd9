"""Duplicate as: the name of the new site, and what comes along from the first."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from scout_app import office
from scout_app.errors import ScoutError
from scout_app.ui import theme
from scout_app.ui.desk import Desk
from scout_app.ui.saying import sentence
from scout_app.ui.texts import _
from scout_app.ui.ticks import Tick

if TYPE_CHECKING:
    from scout_app.office.sites import SiteCard


class Copying(QDialog):
    """Asks under which name a site is duplicated; stays open until the office has taken it."""

    added = Signal(object)
    """The id of the new site."""

    def __init__(self, desk: Desk, card: "SiteCard", parent: QWidget) -> None:
        """Propose a name, and what usually comes along."""
        super().__init__(parent)
        self._desk = desk
        self._site = card.row.id
        self.setWindowTitle(_("Duplicate {name}").format(name=card.row.name))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.name = QLineEdit(_("{name} (copy)").format(name=card.row.name))
        self.along: dict[str, Tick] = {}
        for code, label in office.copies.ALONG.items():
            tick = Tick()
            tick.setText(_(label))
            tick.setChecked(code in office.copies.USUAL)
            self.along[code] = tick
        self.said = QLabel()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.agree = self.buttons.addButton(_("Duplicate"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._lay_out()

    def _lay_out(self) -> None:
        self.setMinimumWidth(420)
        ink = self.palette()
        ink.setColor(self.said.foregroundRole(), theme.bad(ink))
        self.said.setPalette(ink)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.said.hide()
        ticks = QVBoxLayout()
        for tick in self.along.values():
            ticks.addWidget(tick)
        left = QLabel(_("Bookings, closures and pictures stay with the first site."))
        left.setWordWrap(True)
        form = QFormLayout(self)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(_("&Name"), self.name)
        form.addRow(_("Along with its values"), ticks)
        form.addRow(left)
        form.addRow(self.said)
        form.addRow(self.buttons)
        self.name.selectAll()
        self.name.textChanged.connect(lambda text: self.agree.setEnabled(bool(text.strip())))
        self.buttons.accepted.connect(self._write)
        self.buttons.rejected.connect(self.reject)

    def _write(self) -> None:
        along = frozenset(code for code, tick in self.along.items() if tick.isChecked())
        self.agree.setEnabled(False)
        self._desk.do(
            office.copies.duplicate,
            self._site,
            self.name.text(),
            along,
            then=self._written,
            refused=self._refused,
        )
        self.agree.setEnabled(self._desk.officer is None)

    def _written(self, site: UUID) -> None:
        self.added.emit(site)
        self.accept()

    def _refused(self, error: ScoutError) -> None:
        self.said.setText(sentence(error))
        self.said.show()
        self.agree.setEnabled(True)

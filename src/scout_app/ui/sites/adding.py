"""Adding a site: the few things without which there is none."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QWidget,
)

from scout_app import office
from scout_app.errors import ScoutError
from scout_app.ui import theme
from scout_app.ui.desk import Desk
from scout_app.ui.saying import sentence
from scout_app.ui.texts import _


class NewSite(QDialog):
    """Asks for name, kind and commune; stays open until the office has taken them."""

    added = Signal(object)
    """The id of the new site."""

    def __init__(self, desk: Desk, communes: Sequence[str], parent: QWidget) -> None:
        """Offer the communes already in use; any other one may be typed."""
        from scout_app.model.choices import SITE_KIND

        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle(_("New site"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.name = QLineEdit()
        self.kind = QComboBox()
        for code, label in SITE_KIND.items():
            self.kind.addItem(_(label), code)
        self.kind.setCurrentIndex(self.kind.findData("location"))
        self.commune = QLineEdit()
        self.commune.setPlaceholderText(_("Name or INSEE code"))
        known = QCompleter(sorted(communes), self)
        known.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        known.setFilterMode(Qt.MatchFlag.MatchContains)
        self.commune.setCompleter(known)
        self.said = QLabel()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.add = self.buttons.addButton(_("Add"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._lay_out()

    def _lay_out(self) -> None:
        self.setMinimumWidth(400)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.said.hide()
        form = QFormLayout(self)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(_("&Name"), self.name)
        form.addRow(_("&Kind"), self.kind)
        form.addRow(_("&Commune"), self.commune)
        form.addRow(self.said)
        form.addRow(self.buttons)
        self.add.setEnabled(False)
        self.name.textChanged.connect(lambda text: self.add.setEnabled(bool(text.strip())))
        self.buttons.accepted.connect(self._write)
        self.buttons.rejected.connect(self.reject)

    def _write(self) -> None:
        given = {"name": self.name.text(), "kind": str(self.kind.currentData())}
        if self.commune.text().strip():
            given["commune"] = self.commune.text()
        self.add.setEnabled(False)
        self._desk.do(office.rows.add, "site", given, then=self._written, refused=self._refused)
        self.add.setEnabled(self._desk.officer is None)

    def _written(self, site: UUID) -> None:
        self.added.emit(site)
        self.accept()

    def _refused(self, error: ScoutError) -> None:
        ink = self.said.palette()
        ink.setColor(self.said.foregroundRole(), theme.bad(self.palette()))
        self.said.setPalette(ink)
        self.said.setText(sentence(error))
        self.said.show()
        self.add.setEnabled(True)

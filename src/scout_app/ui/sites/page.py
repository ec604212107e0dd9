"""The Sites page."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from scout_app import office
from scout_app.errors import ScoutError
from scout_app.ui import icons
from scout_app.ui.desk import Desk
from scout_app.ui.saying import sentence
from scout_app.ui.sites import card as cards
from scout_app.ui.sites.editor import Editor
from scout_app.ui.sites.facets import Facets
from scout_app.ui.sites.results import Results
from scout_app.ui.texts import _, ngettext

if TYPE_CHECKING:
    from scout_app.office.sites import Found, SiteCard


class SitesPage(QWidget):
    """Find a site by words, facets or on the map; its card stands beside."""

    hold_asked = Signal(object)
    """The id of the site to hold."""
    dossier_asked = Signal(list)
    """The ids of the sites to print."""
    pointed = Signal(float, float)
    """Latitude and longitude under the mouse."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Build the page; it asks nothing before `refresh`."""
        super().__init__(parent)
        self._desk = desk
        self._card: SiteCard | None = None
        self._wanted: UUID | None = None
        self.search = QLineEdit()
        self.count = QLabel()
        self.facets = Facets()
        self.results = Results()
        self.list = self.results.list
        self.title = QLabel()
        self.text = QTextBrowser()
        self.sources = QTextBrowser()
        self.editor = Editor(desk)
        self.stack = QStackedWidget()
        self.edit = QPushButton(_("Edit"))
        self.hold = QPushButton(_("Hold…"))
        self.dossier = QPushButton(_("Dossier"))
        self.delete = QPushButton(_("Delete…"))
        self.new = QPushButton(_("New site"))
        self.said = QLabel()
        self._dress()
        self._lay_out()
        self._wire()
        self._show_nothing()

    # -- building ------------------------------------------------------------------------------

    def _dress(self) -> None:
        self.search.setPlaceholderText(_("Find a site: name, place, what was filmed there…"))
        self.search.setAccessibleName(_("Find a site"))
        self.search.setClearButtonEnabled(True)
        self.title.setWordWrap(True)
        self.title.setStyleSheet("font-size: 14pt; font-weight: bold")
        self.said.setWordWrap(True)
        self.text.setAccessibleName(_("Card of the site"))
        self.sources.setAccessibleName(_("Sources of the value"))
        for browser in (self.text, self.sources):
            browser.setOpenLinks(False)
            browser.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.sources.setMaximumHeight(190)
        self.sources.hide()
        self.edit.setCheckable(True)
        self.edit.setToolTip("F2")
        icons.dress(self.edit, "pencil")
        icons.dress(self.hold, "calendar")
        icons.dress(self.dossier, "file-text")
        icons.dress(self.delete, "trash")
        icons.dress(self.new, "plus")

    def _lay_out(self) -> None:
        self.stack.addWidget(self.text)
        self.stack.addWidget(self.editor)
        left = _column(self.facets)
        left.setMinimumWidth(170)
        middle = _column(_line(self.search, self.count, self.new), self.results)
        right = _column(
            self.title,
            _line(self.hold, self.dossier, self.edit, self.delete),
            self.stack,
            self.sources,
            self.said,
        )
        right.setMinimumWidth(320)
        all_three = QSplitter()
        for widget, stretch in ((left, 0), (middle, 3), (right, 2)):
            all_three.addWidget(widget)
            all_three.setStretchFactor(all_three.count() - 1, stretch)
        all_three.setSizes([190, 620, 400])
        QVBoxLayout(self).addWidget(all_three)

    def _wire(self) -> None:
        self.search.textChanged.connect(lambda _text: self._ask())
        self.facets.changed.connect(self._ask)
        self.results.chosen.connect(self._chosen)
        self.results.pointed.connect(self.pointed)
        self.text.anchorClicked.connect(self._follow)
        self.sources.anchorClicked.connect(self._follow)
        self.edit.toggled.connect(self._edit_toggled)
        self.editor.kept.connect(self._kept)
        self.hold.clicked.connect(self._hold)
        self.dossier.clicked.connect(self._dossier)
        self.delete.clicked.connect(self._delete)
        self.new.clicked.connect(self._new)
        self._key(Qt.Key.Key_F2, self.edit.toggle)
        self._key(Qt.Key.Key_Escape, self._leave)
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), self.search, self.list.setFocus)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)

    def _key(self, key: Qt.Key, act: Any) -> None:
        shortcut = QShortcut(QKeySequence(key), self, act)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # -- asking --------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask again for what the search finds, and for the card shown."""
        self._ask()
        if self._card is not None:
            self._ask_card(self._card.row.id)

    def show_site(self, site: UUID) -> None:
        """Show a site's card, and choose it in the list if it is there."""
        self._wanted = site
        if not self.list.select_id(site):
            self._ask_card(site)

    def _ask(self) -> None:
        query = office.sites.SiteQuery(
            text=self.search.text(),
            kinds=self.facets.kinds.chosen(),
            communes=self.facets.communes.chosen(),
            min_area=self.facets.least_area(),
            offered_only=self.facets.offered.isChecked(),
        )
        self._desk.ask(office.sites.search, query, then=self._found, key="sites")

    def _found(self, found: "Found") -> None:
        said = ngettext("{count} site", "{count} sites", found.total).format(count=found.total)
        self.count.setText(_("more than 1,000") if found.more else said)
        self.facets.show_found(found)
        self.results.show_rows(found.sites)
        if self._card is None and found.sites:
            self.list.select_id(self._wanted or found.sites[0].id)

    def _chosen(self, row: Any) -> None:
        if row is not None and (self._card is None or self._card.row.id != row.id):
            self._ask_card(row.id)

    def _ask_card(self, site: UUID) -> None:
        self._desk.ask(
            office.sites.card, site, then=self._show_card, refused=self._gone, key="site card"
        )

    def _gone(self, _error: ScoutError) -> None:
        self._show_nothing()

    def _show_card(self, card: "SiteCard") -> None:
        is_other = self._card is None or self._card.row.id != card.row.id
        self._card = card
        self.title.setText(card.row.name)
        at = 0 if is_other else self.text.verticalScrollBar().value()
        self.text.setHtml(cards.html(card, self.palette()))
        self.text.verticalScrollBar().setValue(at)
        self.editor.show_card(card)
        if is_other:
            self.sources.hide()
            self.said.clear()
            self.edit.setChecked(False)
        for button in (self.hold, self.dossier, self.edit, self.delete):
            button.setEnabled(True)

    def _show_nothing(self) -> None:
        self._card = None
        self.title.clear()
        said = _("Choose a site in the list or on the map: its card appears here.")
        self.text.setHtml(f"<p>{said}</p>")
        self.sources.hide()
        for button in (self.hold, self.dossier, self.edit, self.delete):
            button.setEnabled(False)

    # -- doing ---------------------------------------------------------------------------------

    def _follow(self, link: QUrl) -> None:
        target = link.toString()
        if target.startswith("source:") and self._card is not None:
            name = target.removeprefix("source:")
            value = next(v for v in self._card.card.values if v.field.name == name)
            self.sources.setHtml(cards.evidence(value, self.palette()))
            self.sources.show()
        elif target.startswith("rule:") and self._card is not None:
            rule = self._card.restrictions[int(target.removeprefix("rule:"))]
            self.sources.setHtml(cards.rule(rule, self.palette()))
            self.sources.show()
        elif target.startswith("site:"):
            self.show_site(UUID(target.removeprefix("site:")))
        elif link.scheme() in ("http", "https"):
            QDesktopServices.openUrl(link)

    def _edit_toggled(self, editing: bool) -> None:
        self.stack.setCurrentWidget(self.editor if editing else self.text)
        if editing:
            self.editor.setFocus()

    def _leave(self) -> None:
        if self.sources.isVisible():
            self.sources.hide()
        elif self.edit.isChecked():
            self.edit.setChecked(False)
            self.list.setFocus()
        else:
            self.search.clear()

    def _kept(self) -> None:
        from scout_app.wording.numbers import clock

        self.said.setText(_("Saved at {time}").format(time=clock(datetime.now(UTC))))

    def _hold(self) -> None:
        if self._card is not None:
            self.hold_asked.emit(self._card.row.id)

    def _dossier(self) -> None:
        chosen = list(self.list.chosen_ids)
        if len(chosen) < 2 and self._card is not None:
            chosen = [self._card.row.id]
        if chosen:
            self.dossier_asked.emit(chosen)

    def _new(self) -> None:
        dialog = NewSite(self)
        if dialog.ask():
            self._desk.do(
                office.rows.add, "site", dialog.given(), then=self._added, refused=self._refused
            )

    def _added(self, site: UUID) -> None:
        self.search.clear()
        self._card = None
        self._wanted = site
        self._ask_card(site)
        self._ask()

    def _delete(self) -> None:
        if self._card is None:
            return
        reason, agreed = QInputDialog.getText(
            self, _("Delete the site"), _("Reason, kept in the history:")
        )
        if agreed:
            site = self._card.row.id
            self._desk.do(
                office.rows.delete, site, reason, then=self._deleted, refused=self._refused
            )

    def _deleted(self, _nothing: object) -> None:
        self._show_nothing()
        self.said.setText(_("Deleted; Undo in the Edit menu brings it back."))
        self._ask()

    def _refused(self, error: ScoutError) -> None:
        self.said.setText(sentence(error))


class NewSite:
    """Asks the two things without which there is no site: its name and its kind."""

    def __init__(self, parent: QWidget) -> None:
        """Prepare the questions."""
        from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout

        from scout_app.model.choices import SITE_KIND

        self.dialog = QDialog(parent)
        self.dialog.setWindowTitle(_("New site"))
        self.name = QLineEdit()
        self.kind = QComboBox()
        for code, label in SITE_KIND.items():
            self.kind.addItem(_(label), code)
        self.commune = QLineEdit()
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.dialog.accept)
        buttons.rejected.connect(self.dialog.reject)
        form = QFormLayout(self.dialog)
        form.addRow(_("&Name"), self.name)
        form.addRow(_("&Kind"), self.kind)
        form.addRow(_("&Commune"), self.commune)
        form.addRow(buttons)

    def ask(self) -> bool:
        """Return whether the officer answered."""
        return bool(self.dialog.exec()) and bool(self.name.text().strip())

    def given(self) -> dict[str, str]:
        """Return the answers as the office takes them."""
        given = {"name": self.name.text(), "kind": str(self.kind.currentData())}
        if self.commune.text().strip():
            given["commune"] = self.commune.text()
        return given


def _column(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        column.addWidget(widget)
    return holder


def _line(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    for number, widget in enumerate(widgets):
        line.addWidget(widget, 1 if number == 0 and isinstance(widget, QLineEdit) else 0)
    return holder

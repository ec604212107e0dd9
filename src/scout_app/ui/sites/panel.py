"""The card of the chosen site: to read, with its sources, and to edit in place."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from scout_app import office
from scout_app.errors import ScoutError
from scout_app.ui import icons, theme
from scout_app.ui.desk import Desk
from scout_app.ui.saying import sentence
from scout_app.ui.sites import card as cards
from scout_app.ui.sites import sources
from scout_app.ui.sites.form import SiteForm
from scout_app.ui.sites.photos import Photos
from scout_app.ui.sites.removing import Removal
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.office.photos import PhotoRow
    from scout_app.office.sites import SiteCard

_SOURCES_HIGH = 190


class CardPanel(QWidget):
    """Shows one site, or says how to choose one."""

    followed = Signal(object)
    """The id of a part, or of the whole, that was asked for."""
    changed = Signal()
    """A value was written, or must be read again."""
    deleted = Signal()

    def __init__(self, desk: Desk) -> None:
        """Start without a site."""
        super().__init__()
        self._desk = desk
        self.card: SiteCard | None = None
        self._opened = ""
        """The link whose sources or rule are shown."""
        self.title = QLabel()
        self.under = QLabel()
        self.hold = QPushButton(_("Hold…"))
        self.dossier = QPushButton(_("Dossier"))
        self.edit = QPushButton(_("Edit"))
        self.delete = QPushButton()
        self.removal = Removal()
        self.photos = Photos(desk)
        self.text = QTextBrowser()
        self.form = SiteForm(desk)
        self.stack = QStackedWidget()
        self.sources = QTextBrowser()
        self.said = QLabel()
        self._dress()
        self._lay_out()
        self._wire()
        self.show_nothing()

    # -- building ------------------------------------------------------------------------------

    def _dress(self) -> None:
        font = self.title.font()
        font.setPointSizeF(font.pointSizeF() * 1.4)
        font.setBold(True)
        self.title.setFont(font)
        for label in (self.title, self.under, self.said):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.text.setAccessibleName(_("Card of the site"))
        self.sources.setAccessibleName(_("Sources of the value"))
        for browser in (self.text, self.sources):
            browser.setOpenLinks(False)
            browser.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.sources.setFixedHeight(_SOURCES_HIGH)
        self.sources.hide()
        self.edit.setCheckable(True)
        self.edit.setToolTip(_("Edit the values in place (F2)"))
        self.dossier.setToolTip(_("Print the sites selected in the list"))
        self.delete.setAccessibleName(_("Delete the site"))
        self.delete.setToolTip(_("Delete the site"))
        for button, icon in (
            (self.hold, "calendar"),
            (self.dossier, "file-text"),
            (self.edit, "pencil"),
            (self.delete, "trash"),
        ):
            icons.dress(button, icon)

    def _lay_out(self) -> None:
        self.stack.addWidget(self.text)
        self.stack.addWidget(self.form)
        buttons = QHBoxLayout()
        for button in (self.hold, self.dossier, self.edit, self.delete):
            buttons.addWidget(button, 0 if button is self.delete else 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 0, 0)
        column.addWidget(self.title)
        column.addWidget(self.under)
        column.addLayout(buttons)
        column.addWidget(self.removal)
        column.addWidget(self.photos)
        column.addWidget(self.stack, 1)
        column.addWidget(self.sources)
        column.addWidget(self.said)

    def _wire(self) -> None:
        self.text.anchorClicked.connect(self._follow)
        self.sources.anchorClicked.connect(self._follow)
        self.edit.toggled.connect(self._turn)
        self.form.kept.connect(self._kept)
        self.form.overtaken.connect(self.changed)
        self.form.told.connect(self.said.setText)
        self.delete.clicked.connect(self.removal.ask)
        self.removal.agreed.connect(self._delete)
        self.photos.opened.connect(self._look_at)
        self.removal.closed.connect(self.delete.setFocus)

    # -- showing -------------------------------------------------------------------------------

    @property
    def site(self) -> UUID | None:
        """The site shown."""
        return None if self.card is None else self.card.row.id

    def show_card(self, card: "SiteCard") -> None:
        """Show a site; of the same site, the scroll, the sources and the editing stay."""
        is_other = card.row.id != self.site
        at = 0 if is_other else self.text.verticalScrollBar().value()
        if is_other:
            self._leave_site()
        self.card = card
        self.title.setText(card.row.name)
        self.under.setText(_under(card))
        self._write()
        self.photos.show_site(card.row.id)
        self.text.verticalScrollBar().setValue(at)
        if self.edit.isChecked():
            self.form.show_card(card)
        self._enable(True)

    def _leave_site(self) -> None:
        self.form.leave()
        if self.card is not None:  # else it says what became of the site before
            self.said.clear()
        self.removal.hide()
        self._hide_sources()
        self.edit.setChecked(False)

    def show_nothing(self) -> None:
        """Say what to do to see a card."""
        self._leave_site()
        self.card = None
        self.title.clear()
        self.under.clear()
        said = _("Choose a site in the list or on the map: its card appears here.")
        self.text.setHtml(f"<p style='color:{theme.quiet(self.palette()).name()}'>{said}</p>")
        self.photos.show_site(None)
        self._enable(False)

    def _enable(self, enabled: bool) -> None:
        for button in (self.hold, self.dossier, self.edit, self.delete):
            button.setEnabled(enabled)

    def _write(self) -> None:
        """Write the card and the open sources in the palette's colours."""
        if self.card is None:
            return
        self.text.setHtml(cards.html(self.card, self.palette()))
        if self._opened:
            self._open(self._opened)

    def changeEvent(self, event: QEvent) -> None:
        """Write the card again when the colours change."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "said"):
            at = self.text.verticalScrollBar().value()
            self._write()
            self.text.verticalScrollBar().setValue(at)

    def say(self, text: str) -> None:
        """Say something under the card."""
        self.said.setText(text)

    # -- sources -------------------------------------------------------------------------------

    def _follow(self, link: QUrl) -> None:
        target = link.toString()
        if target.startswith(("source:", "rule:")):
            self._open(target)
            self.sources.setFocus()
        elif target.startswith("site:"):
            self.followed.emit(UUID(target.removeprefix("site:")))
        elif link.scheme() in ("http", "https"):
            QDesktopServices.openUrl(link)

    def _open(self, target: str) -> None:
        """Show the evidence of a value, or the whole of a rule."""
        if (html := self._told(target)) is None:
            self._hide_sources()
            return
        self._opened = target
        self.sources.setHtml(html)
        self.sources.show()

    def _told(self, target: str) -> str | None:
        sort, _colon, name = target.partition(":")
        if self.card is None:
            return None
        if sort == "rule":
            number = int(name)
            known = number < len(self.card.restrictions)
            return cards.rule(self.card, number, self.palette()) if known else None
        value = next((v for v in self.card.card.values if v.field.name == name), None)
        return sources.html(value, self.palette()) if value is not None else None

    def _hide_sources(self) -> None:
        self._opened = ""
        self.sources.hide()

    # -- doing ---------------------------------------------------------------------------------

    def escape(self) -> bool:
        """Leave what is innermost: the question, the sources, the editing; False when none is."""
        if self.removal.isVisible():
            self.removal.close_up()
        elif self.sources.isVisible():
            self._hide_sources()
            self.text.setFocus()
        elif self.edit.isChecked():
            self.edit.setChecked(False)
        else:
            return False
        return True

    def _turn(self, editing: bool) -> None:
        if editing and self.card is not None:
            self._hide_sources()
            self.form.show_card(self.card)
            self.stack.setCurrentWidget(self.form)
            self.form.begin()
        else:
            self.form.leave()
            self.stack.setCurrentWidget(self.text)

    def _look_at(self, rows: "tuple[PhotoRow, ...]", at: int) -> None:
        from scout_app.ui.sites.viewer import Viewer

        Viewer(self._desk, rows, at, self).open()

    def _kept(self) -> None:
        from scout_app.wording.numbers import clock

        self.said.setText(_("Saved at {time}").format(time=clock(datetime.now(UTC))))
        self.changed.emit()

    def _delete(self, reason: str) -> None:
        if self.card is not None:
            self._desk.do(
                office.rows.delete,
                self.card.row.id,
                reason,
                then=self._deleted,
                refused=self._refused,
            )

    def _deleted(self, _nothing: object) -> None:
        self.show_nothing()
        self.said.setText(_("Deleted; Undo in the Edit menu brings it back."))
        self.deleted.emit()

    def _refused(self, error: ScoutError) -> None:
        self.removal.refuse(sentence(error))


def _under(card: "SiteCard") -> str:
    """Return kind, commune, reference, why it is not offered, and whether it is contested."""
    row = card.row
    contested = _("CONTESTED: held by two offices") if card.contested else ""
    told = (cards.kind(row), row.commune, row.reference, cards.badge(row), contested)
    return " · ".join(text for text in told if text)

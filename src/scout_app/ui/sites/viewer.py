"""One picture large, with what is said of it; the arrows turn to the next."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QKeySequence, QPixmap, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from scout_app import office
from scout_app.errors import ScoutError
from scout_app.ui import icons
from scout_app.ui.desk import Desk
from scout_app.ui.fields_form import FieldsForm
from scout_app.ui.saying import sentence
from scout_app.ui.sites.pictures import picture
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.office.photos import PhotoRow
    from scout_app.office.rows import Card

_FIELDS = ("caption", "author", "rights", "taken_at", "series", "series_side")
_LARGEST = QSize(1600, 1600)


class Viewer(QDialog):
    """Shows the pictures of a site one by one; their fields are written as they are left."""

    def __init__(
        self, desk: Desk, rows: "tuple[PhotoRow, ...]", at: int, parent: QWidget | None = None
    ) -> None:
        """Show one of the pictures at once."""
        super().__init__(parent)
        self._desk = desk
        self._rows = rows
        self._at = at
        self._image = QImage()
        self._other = QImage()
        self.view = QLabel()
        self.other = QLabel()
        self.place = QLabel()
        self.previous = QPushButton()
        self.next = QPushButton()
        self.form = FieldsForm(desk, _FIELDS)
        self._lay_out()
        self._show()

    @property
    def row(self) -> "PhotoRow":
        """The picture shown."""
        return self._rows[self._at]

    def _lay_out(self) -> None:
        self.setWindowTitle(_("Pictures of the site"))
        self.resize(1120, 700)
        for view in (self.view, self.other):
            view.setAlignment(Qt.AlignmentFlag.AlignCenter)
            view.setMinimumSize(200, 200)
            view.setWordWrap(True)
            view.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        for button, icon, said, by in (
            (self.previous, "chevron-left", _("Previous picture"), -1),
            (self.next, "chevron-right", _("Next picture"), 1),
        ):
            icons.dress(button, icon)
            button.setToolTip(said)
            button.setAccessibleName(said)
            button.setAutoDefault(False)
            button.clicked.connect(partial(self._turn, by))
        for key, by in ((Qt.Key.Key_PageUp, -1), (Qt.Key.Key_PageDown, 1)):
            QShortcut(QKeySequence(key), self, partial(self._turn, by))
        for key, by in ((Qt.Key.Key_Left, -1), (Qt.Key.Key_Right, 1)):
            shortcut = QShortcut(QKeySequence(key), self.view, partial(self._turn, by))
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        line = QHBoxLayout()
        line.addWidget(self.previous)
        line.addWidget(self.place, 1, Qt.AlignmentFlag.AlignCenter)
        line.addWidget(self.next)
        side = QVBoxLayout()
        side.addLayout(line)
        side.addWidget(self.form)
        side.addStretch(1)
        whole = QHBoxLayout(self)
        whole.addWidget(self.view, 3)
        whole.addWidget(self.other, 3)
        whole.addLayout(side, 2)

    # -- showing -------------------------------------------------------------------------------

    def _turn(self, by: int) -> None:
        if 0 <= self._at + by < len(self._rows):
            self.form.leave()
            self._at += by
            self._show()

    def _show(self) -> None:
        row = self.row
        self._image, self._other = QImage(), QImage()
        # Nothing is typed into the fields of the picture before.
        self.form.setEnabled(False)
        self.view.setText(_("Opening…"))
        self.view.setAccessibleName(row.caption or row.name)
        said = _("{number} of {count}").format(number=self._at + 1, count=len(self._rows))
        self.place.setText(f"{said} · {row.width} × {row.height}")
        self.previous.setEnabled(self._at > 0)
        self.next.setEnabled(self._at < len(self._rows) - 1)
        self._load(row, self._loaded)
        twin = self._twin()
        self.other.setVisible(twin is not None)
        if twin is not None:
            self._load(twin, self._loaded_other)
        self._desk.ask(office.rows.card, row.id, then=self._carded, key="picture")

    def _twin(self) -> "PhotoRow | None":
        """Return the other side of the series of the picture shown."""
        if not self.row.series:
            return None
        others = (row for row in self._rows if row.id != self.row.id)
        return next((row for row in others if row.series == self.row.series), None)

    def _load(self, row: "PhotoRow", then: Callable[[QImage], None]) -> None:
        shown = self.row.id

        def take(image: QImage) -> None:
            if self.row.id == shown:
                then(image)

        self._desk.start(partial(picture, row, _LARGEST), then=take, refused=self._failed)

    def _loaded(self, image: QImage) -> None:
        self._image = image
        self._fit()

    def _loaded_other(self, image: QImage) -> None:
        self._other = image
        self._fit()

    def _failed(self, error: ScoutError) -> None:
        self.view.setText(sentence(error))

    def _carded(self, card: "Card") -> None:
        if card.id == self.row.id:
            self.form.show_card(card)
            self.form.setEnabled(True)

    def done(self, result: int) -> None:
        """Write what was typed, then close."""
        self.form.leave()
        super().done(result)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the picture into its new room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        for view, image in ((self.view, self._image), (self.other, self._other)):
            if not image.isNull():
                ratio = self.devicePixelRatioF()
                shown = QPixmap.fromImage(image).scaled(
                    view.size() * ratio,
                    Qt.AspectRatioMode.KeepAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
                shown.setDevicePixelRatio(ratio)
                view.setPixmap(shown)

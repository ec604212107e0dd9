"""What every dialog that brings something in shares: what is said, how far it is, Stop or Close."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from scout_app.errors import Cancelled, ScoutError
from scout_app.ui import icons
from scout_app.ui.desk import Desk, Job
from scout_app.ui.saying import sentence
from scout_app.ui.texts import _

_STEPS = 1000


class Bringing(QDialog):
    """Nothing is written before the officer has seen what would come in, and agreed.

    While a job is under way the dialog can be stopped, not closed.
    """

    def __init__(self, desk: Desk, title: str, parent: QWidget | None = None) -> None:
        """Make what all have; whoever inherits lays it out with `lay_out`."""
        super().__init__(parent)
        self._desk = desk
        self._job: Job | None = None
        self.said = QLabel()
        self.progress = QProgressBar()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.go = QPushButton(_("Import"))
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setAccessibleName(_("What the import says"))
        self.progress.setRange(0, _STEPS)
        self.progress.setVisible(False)
        self.go.setEnabled(False)
        self.go.setAutoDefault(False)
        icons.dress(self.go, "download")
        self.buttons.addButton(self.go, QDialogButtonBox.ButtonRole.ActionRole)
        # Enter in a field must not leave the dialog.
        self._close.setAutoDefault(False)
        self.buttons.rejected.connect(self.reject)

    @property
    def _close(self) -> QPushButton:
        return self.buttons.button(QDialogButtonBox.StandardButton.Close)

    def lay_out(self, top: QLayout, middle: QWidget, *below: QWidget) -> None:
        """Put the choices above, the rows in the middle, what is said and the buttons below."""
        page = QVBoxLayout(self)
        page.addLayout(top)
        page.addWidget(middle, 1)
        for widget in (*below, self.said, self.progress, self.buttons):
            page.addWidget(widget)

    @property
    def is_busy(self) -> bool:
        """Whether a job is under way."""
        return self._job is not None

    def follow(self, job: Job | None) -> None:
        """Show how far a job is; None when it has ended, or when nobody acts."""
        self._job = job
        self.fit()

    def step(self, share: float) -> None:
        """Say how much is done, 0 to 1."""
        self.progress.setValue(round(share * _STEPS))

    def stopped(self, error: ScoutError) -> None:
        """Say why nothing came in."""
        stopped = _("Stopped; the catalogue is as it was.")
        self.said.setText(stopped if isinstance(error, Cancelled) else sentence(error))
        self.follow(None)

    def fit(self) -> None:
        """Show what can be done now; whoever inherits adds its own widgets to it."""
        self.progress.setVisible(self.is_busy)
        if not self.is_busy:
            self.progress.reset()
        self._close.setText(_("Stop") if self.is_busy else _("Close"))

    # -- Qt ------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def reject(self) -> None:
        """Stop what is under way; close when nothing is."""
        if self._job is not None:
            self._job.cancel()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let nothing go on unseen."""
        if self._job is not None:
            self._job.cancel()
            event.ignore()
        else:
            super().closeEvent(event)

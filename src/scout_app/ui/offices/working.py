"""A long act under way: that it runs, and the button that stops it."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from scout_app.ui import icons
from scout_app.ui.desk import Job
from scout_app.ui.texts import _

_WHOLE = 100


class Working(QWidget):
    """A line that is there while a job runs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = QLabel()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.stop = QPushButton(_("Cancel"))
        self._job: Job | None = None
        icons.dress(self.stop, "x")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.text)
        line.addWidget(self.bar, 1)
        line.addWidget(self.stop)
        self.stop.clicked.connect(self._stop)
        self.hide()

    def follow(self, job: Job, text: str) -> None:
        """Show that a job runs."""
        self._job = job
        self.text.setText(text)
        self.bar.setAccessibleName(text)
        self.bar.setRange(0, 0)
        self.stop.setEnabled(True)
        self.show()

    def progress(self, share: float) -> None:
        """Show how much is done, 0 to 1; nothing yet is shown as moving."""
        self.bar.setRange(0, _WHOLE if share else 0)
        self.bar.setValue(round(share * _WHOLE))

    def done(self) -> None:
        """Show nothing any more."""
        self._job = None
        self.hide()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self.stop.setEnabled(False)

"""Completing the bundled map: asked once, fetched in the pool, drawn from then on."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox, QProgressDialog, QWidget

from scout_app import office
from scout_app.errors import ScoutError
from scout_app.ui.desk import Desk
from scout_app.ui.map.view import MapView
from scout_app.ui.texts import _, ngettext

if TYPE_CHECKING:
    from scout_app.places.complement import Complement


class Completing(QObject):
    """Draws what this computer already has, and fetches it when the officer agrees."""

    def __init__(self, desk: Desk, view: MapView, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._view = desk, view
        self.progress: QProgressDialog | None = None
        view.chooser.completing.connect(self.ask)
        desk.start(office.ground.known, then=view.complete)

    def ask(self) -> None:
        """Say what comes from where, and fetch it on a yes."""
        answer = QMessageBox.question(
            self._view,
            _("Complete the background of the map"),
            _(
                "Scout fetches the outlines of the communes (geo.api.gouv.fr) and the lakes and"
                " lagoons (IGN, BD TOPO) over the network, once, and keeps them on this computer."
                " Go on?"
            ),
        )
        if answer == QMessageBox.StandardButton.Yes:
            self.fetch()

    def fetch(self) -> None:
        """Fetch, with a dialog that cancels."""
        progress = QProgressDialog(
            _("Completing the background of the map…"), _("Cancel"), 0, 100, self._view
        )
        progress.setMinimumDuration(0)
        progress.setAutoClose(False)
        progress.setAutoReset(False)
        self.progress = progress
        job = self._desk.start(
            office.ground.complete,
            then=self._done,
            refused=self._refused,
            progress=lambda share: progress.setValue(round(share * 100)),
        )
        progress.canceled.connect(partial(self._cancel, job.cancel))
        progress.show()

    def _cancel(self, cancel: object) -> None:
        self._close()
        if callable(cancel):
            cancel()

    def _close(self) -> None:
        progress, self.progress = self.progress, None
        if progress is not None:
            progress.deleteLater()

    def _done(self, found: "Complement") -> None:
        self._close()
        self._view.complete(found)
        count = len(found.waters)
        said = ngettext("{count} shore added.", "{count} shores added.", count)
        self._view.tools.hint.say(_("The background is complete."), said.format(count=count))

    def _refused(self, error: ScoutError) -> None:
        if self.progress is not None:
            self._close()
            self._desk.refused.emit(error)

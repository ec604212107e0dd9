"""One window per catalogue file: a second launch raises the first one's window instead."""

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_ANSWER_MS = 500


class Single(QObject):
    """A name on this machine that belongs to whoever opened the catalogue first."""

    called = Signal()
    """Another launch asked for the same catalogue."""

    def __init__(self, catalogue: Path) -> None:
        """Prepare the name; nothing is claimed yet."""
        super().__init__()
        digest = hashlib.blake2b(str(catalogue.resolve()).encode(), digest_size=10).hexdigest()
        self._name = f"scout-{digest}"
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._take_call)

    def is_first(self) -> bool:
        """Claim the catalogue; False when another window has it, which then comes forward."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if socket.waitForConnected(_ANSWER_MS):
            socket.disconnectFromServer()
            return False
        # Nobody answers: what is left of a window that was killed is swept away.
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)
        return True

    def release(self) -> None:
        """Give the name back, when the window turns to another catalogue."""
        self._server.close()

    def _take_call(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            self.called.emit()

"""A second start on the same portfolio: it rings, and the window that is open comes forward."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QWidget

WAIT_MS = 500


def bell_of(place: str) -> str:
    """Return the name under which the window of a portfolio listens."""
    mark = hashlib.sha256(str(Path(place).resolve()).encode()).hexdigest()[:16]
    return f"relmanager-{mark}"


def ring(place: str) -> bool:
    """Ask the window of a portfolio to come forward; return whether it answered."""
    socket = QLocalSocket()
    socket.connectToServer(bell_of(place))
    is_heard = socket.waitForConnected(WAIT_MS)
    socket.disconnectFromServer()
    return is_heard


class Doorbell(QObject):
    """Listens for later starts as long as the window is open; call `close` at its end."""

    def __init__(self, place: str, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._come_forward)
        QLocalServer.removeServer(bell_of(place))  # what a crash left behind
        self._server.listen(bell_of(place))

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    def _come_forward(self) -> None:
        caller = self._server.nextPendingConnection()
        caller.deleteLater()
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

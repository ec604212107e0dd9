"""Tiles of the network: six requests at a time, the newest view first, kept on the disk."""

from functools import partial

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QImage
from PySide6.QtNetwork import (
    QNetworkAccessManager,
    QNetworkDiskCache,
    QNetworkReply,
    QNetworkRequest,
)

from scout_app import paths
from scout_app.errors import NetworkTrouble
from scout_app.places.addresses import user_agent
from scout_app.ui.lanes import Lane, Post
from scout_app.ui.map.tiles.grid import Tile
from scout_app.ui.map.tiles.reading import decoded
from scout_app.ui.map.tiles.source import TileSource

AT_A_TIME = 6
_CACHE_BYTES = 200 * 1024 * 1024
_SLOW_MS = 15_000
_LARGEST = 4 * 1024 * 1024
_NOT_THERE = (QNetworkReply.NetworkError.ContentNotFoundError,)


class Fetching(QObject):
    """Fetches what is wanted now; what is under way and no longer wanted is cancelled."""

    came = Signal(object, object)
    """A tile, and its picture or None."""
    failed = Signal(object)
    """A NetworkTrouble, the first only."""

    def __init__(self, source: TileSource) -> None:
        """Ask nothing yet."""
        super().__init__()
        self._source = source
        self._manager = QNetworkAccessManager(self)
        cache = QNetworkDiskCache(self._manager)
        cache.setCacheDirectory(str(paths.cache_folder() / "tiles"))
        cache.setMaximumCacheSize(_CACHE_BYTES)
        self._manager.setCache(cache)
        self._manager.setTransferTimeout(_SLOW_MS)
        self._lane = Lane("tiles")
        self._post = Post()
        self._waiting: list[Tile] = []
        self._replies: dict[Tile, QNetworkReply] = {}
        self._decoding: set[Tile] = set()
        self._told = self._closed = False

    def want(self, tiles: tuple[Tile, ...]) -> None:
        """Ask for these tiles, in this order, and no others."""
        for tile in [tile for tile in self._replies if tile not in tiles]:
            self._replies.pop(tile).abort()
        self._waiting = [t for t in tiles if t not in self._replies and t not in self._decoding]
        self._go_on()

    def close(self) -> None:
        """Cancel everything; nothing comes any more."""
        self._closed = True
        self.want(())
        self._lane.leave()

    def _go_on(self) -> None:
        while self._waiting and len(self._replies) < AT_A_TIME and not self._closed:
            tile = self._waiting.pop(0)
            reply = self._manager.get(self._request(tile))
            self._replies[tile] = reply
            reply.finished.connect(partial(self._finished, tile, reply))

    def _request(self, tile: Tile) -> QNetworkRequest:
        request = QNetworkRequest(QUrl(self._source.address(tile)))
        request.setHeader(QNetworkRequest.KnownHeaders.UserAgentHeader, user_agent())
        request.setAttribute(
            QNetworkRequest.Attribute.CacheLoadControlAttribute,
            QNetworkRequest.CacheLoadControl.PreferCache,
        )
        return request

    def _finished(self, tile: Tile, reply: QNetworkReply) -> None:
        reply.deleteLater()
        if self._replies.get(tile) is not reply:
            return  # cancelled: the view went elsewhere
        del self._replies[tile]
        error = reply.error()
        if error == QNetworkReply.NetworkError.NoError:
            self._decode(tile, bytes(reply.readAll().data()))
        else:
            self.came.emit(tile, None)
            if error not in _NOT_THERE:
                self._tell()
        self._go_on()

    def _decode(self, tile: Tile, data: bytes) -> None:
        self._decoding.add(tile)

        def work() -> None:
            image = decoded(data) if len(data) <= _LARGEST else None
            self._post.send(partial(self._give, tile, image))

        self._lane.give(work)

    def _give(self, tile: Tile, image: QImage | None) -> None:
        self._decoding.discard(tile)
        if not self._closed:
            self.came.emit(tile, image)

    def _tell(self) -> None:
        if not self._told and not self._closed:
            self._told = True
            self.failed.emit(NetworkTrouble(self._source.host, "map"))

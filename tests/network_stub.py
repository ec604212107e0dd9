"""A service on this computer that answers as it is told, and remembers what it was asked."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


class Stub:
    """`answer` is JSON, `status` the code, `wait` holds the answers back until it is set."""

    def __init__(self) -> None:
        self.answer: Any = {"type": "FeatureCollection", "features": []}
        self.body: bytes | None = None
        self.status = 200
        self.wait: threading.Event | None = None
        self.paths: list[str] = []
        self.asked: list[dict[str, str]] = []
        self.agents: list[str] = []
        self.address = ""


def feature(lon: float, lat: float, **properties: object) -> dict[str, object]:
    """Return one answer of the address base."""
    point = {"type": "Point", "coordinates": [lon, lat]}
    return {"type": "Feature", "geometry": point, "properties": properties}


@contextmanager
def serving() -> Iterator[Stub]:
    """Serve on a free port of 127.0.0.1."""
    stub = Stub()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            stub.paths.append(parts.path)
            stub.asked.append({k: v[0] for k, v in parse_qs(parts.query).items()})
            stub.agents.append(self.headers["User-Agent"])
            if stub.wait is not None:
                stub.wait.wait(20)
            body = json.dumps(stub.answer).encode() if stub.body is None else stub.body
            self.send_response(stub.status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    stub.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield stub
    if stub.wait is not None:
        stub.wait.set()
    server.shutdown()
    server.server_close()
    thread.join()

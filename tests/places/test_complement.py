"""The bundled map completed from public services: here a stub on this computer."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scout_app.errors import NetworkTrouble
from scout_app.places import complement
from scout_app.places.complement import Complement
from tests import network_stub
from tests.network_stub import Stub

LAKE = [[[5.0, 43.4], [5.1, 43.4], [5.1, 43.5], [5.0, 43.5], [5.0, 43.4]]]
ISLE = [[5.04, 43.44], [5.05, 43.44], [5.05, 43.45], [5.04, 43.44]]
POND = [[[5.2, 43.4], [5.2003, 43.4], [5.2003, 43.4003], [5.2, 43.4]]]


def area(*rings: Any) -> dict[str, object]:
    return {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [*rings]}}


@pytest.fixture
def stub() -> Iterator[Stub]:
    with network_stub.serving() as served:
        served.answer = {
            "type": "FeatureCollection",
            "features": [
                area(*LAKE, ISLE),
                area(*POND),
                {"type": "Feature", "geometry": None},
                {"type": "Feature", "geometry": {"type": "Point", "coordinates": [5, 43]}},
            ],
        }
        yield served


def fetched(stub: Stub) -> Complement:
    return complement.fetch(lambda _share: None, f"{stub.address}/communes", f"{stub.address}/wfs")


def test_communes_come_whole_and_ponds_are_left_out_of_the_waters(stub: Stub) -> None:
    found = fetched(stub)
    assert len(found.communes) == 3
    assert len(found.waters) == 2
    assert np.allclose(sorted(map(tuple, found.waters[1])), sorted(map(tuple, ISLE)))
    assert stub.paths == ["/communes", "/wfs"]
    assert stub.asked[0] == {"fields": "nom,code", "geometry": "contour", "format": "geojson"}
    assert stub.asked[1]["TYPENAMES"] == "BDTOPO_V3:plan_d_eau"
    assert all(agent.startswith("scout-app") for agent in stub.agents)


def test_waters_are_asked_page_after_page(stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(complement, "_PAGE", 4)
    monkeypatch.setattr(complement, "_MOST_PAGES", 3)
    assert len(fetched(stub).waters) == 6
    assert [asked.get("STARTINDEX") for asked in stub.asked] == [None, "0", "4", "8"]


@pytest.mark.parametrize(
    ("status", "body", "why"),
    [
        (503, b"", "busy"),
        (404, b"", "refused"),
        (200, b"<html>", "unreadable"),
        (200, b"[]", "unreadable"),
        (200, b'{"features": 3}', "unreadable"),
        (200, b'{"features": [{"geometry": {"type": "Polygon"}}]}', "unreadable"),
        (200, b'{"features": [7]}', "unreadable"),
    ],
)
def test_a_service_in_trouble_is_told(stub: Stub, status: int, body: bytes, why: str) -> None:
    stub.status, stub.body = status, body
    with pytest.raises(NetworkTrouble) as told:
        fetched(stub)
    assert told.value.why == why
    assert stub.address.endswith(told.value.host)


def test_a_service_that_is_away_is_told() -> None:
    with network_stub.serving() as gone:
        address = gone.address
    with pytest.raises(NetworkTrouble) as told:
        complement.fetch(lambda _share: None, address, address)
    assert told.value.why == "unreachable"


def test_an_answer_that_never_ends_is_cut(stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(complement, "_LARGEST", 100)
    with pytest.raises(NetworkTrouble) as told:
        fetched(stub)
    assert told.value.why == "unreadable"


def test_what_is_kept_comes_back_the_same(stub: Stub, tmp_path: Path) -> None:
    found = fetched(stub)
    path = tmp_path / "ground" / "complement.json"
    complement.keep(path, found)
    again = complement.read(path)
    assert again.credit == complement.CREDIT
    for one, other in zip(found.waters, again.waters, strict=True):
        assert np.array_equal(one, other)
    assert [entry.name for entry in path.parent.iterdir()] == ["complement.json"]


@pytest.mark.parametrize(
    "spoilt", ["", "{", "[]", '{"communes": [[1]], "waters": [], "credit": ""}']
)
def test_a_spoilt_file_is_as_none(tmp_path: Path, spoilt: str) -> None:
    path = tmp_path / "complement.json"
    path.write_text(spoilt)
    assert complement.read(path) == Complement()
    assert complement.read(tmp_path / "none.json") == Complement()

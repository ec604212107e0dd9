"""The catalogue file as other programs see it."""

import sqlite3
import struct
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pyogrio
import pytest

from scout_app.model.sites import Site
from scout_app.model.values import Officer
from scout_app.store import gpkg
from scout_app.store.database import Store

VALIDATOR = Path("/usr/lib/python3/dist-packages/osgeo_utils/samples/validate_gpkg.py")


def test_other_programs_list_exactly_the_layers(starter: Store) -> None:
    layers = {str(name): kind for name, kind in pyogrio.list_layers(starter.path)}
    assert layers == {
        "sites": "Point",
        "parts": "Point",
        "parcels": "MultiPolygon",
        "sources": None,
    }


def test_the_layer_of_sites_holds_the_wholes_at_their_places(starter: Store) -> None:
    info = pyogrio.read_info(starter.path, layer="sites")
    assert info["features"] == 58
    assert info["crs"] == "EPSG:4326"
    assert pyogrio.read_info(starter.path, layer="parts")["features"] == 8
    west, south, east, north = info["total_bounds"] or pyogrio.read_bounds(
        starter.path, layer="sites"
    )[1].T.mean(axis=0)
    assert 4.2 < west <= east < 6
    assert 43 < south <= north < 44


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE site SET name = 'autre'",
        "DELETE FROM site",
        "INSERT INTO setting (id, deleted, key, value) VALUES ('x', 0, 'k', 'v')",
        "UPDATE opval SET value = '1'",
        "UPDATE meta SET replica_id = 'x'",
    ],
)
def test_an_outside_write_is_refused_with_a_sentence(starter: Store, statement: str) -> None:
    with (
        closing(sqlite3.connect(starter.path)) as outside,
        pytest.raises(sqlite3.IntegrityError, match="Ce catalogue se modifie dans Scout"),
    ):
        outside.execute(statement)


def test_a_point_is_read_as_it_was_written(store: Store, officer: Officer) -> None:
    with store.transaction(officer) as session:
        session.add(Site(reference="X", name="X", kind="land", lat=434_073_500, lon=50_552_600))
    _meta, _fids, shapes, _fields = pyogrio.raw.read(store.path, layer="sites")
    kind, x, y = struct.unpack("<xIdd", shapes[0])
    assert (kind, round(x, 7), round(y, 7)) == (1, 5.05526, 43.40735)
    assert gpkg.point(None, 1) is None


def test_triggers_of_another_program_are_dropped(blank: Path) -> None:
    with closing(sqlite3.connect(blank)) as outside, outside:
        outside.execute(
            "CREATE TRIGGER rtree_site_insert AFTER INSERT ON site BEGIN SELECT nowhere(); END"
        )
    store = Store(blank)
    with store.transaction(Officer("A", "B")) as session:
        session.add(Site(reference="X", name="X", kind="land"))
    store.close()


@pytest.mark.skipif(not VALIDATOR.exists(), reason="GDAL's validate_gpkg is not on this machine")
def test_the_validator_of_gdal_is_silent(starter: Store) -> None:
    python = "/usr/bin/python3" if Path("/usr/bin/python3").exists() else sys.executable
    checked = subprocess.run(
        [python, str(VALIDATOR), str(starter.path)], capture_output=True, text=True, check=False
    )
    assert (checked.returncode, checked.stdout.strip(), checked.stderr.strip()) == (0, "", "")

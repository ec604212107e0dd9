"""Lists of objects in JSON become sheets, with the points that they hold."""

import json
from pathlib import Path

import pytest
import shapely

from scout_app.errors import FileTrouble
from scout_app.formats import records_json
from scout_app.formats.records import Reject
from scout_app.places import lambert


def test_the_shoots_of_paris_are_read_with_their_points_the_right_way_round(
    fixtures: Path,
) -> None:
    sheet = records_json.read(fixtures / "01-paris-tournages/paris_2011_records.json")
    assert len(sheet.records) == 2805
    assert sum(record.geometry is None for record in sheet.records) == 145
    points = [shapely.from_wkb(r.geometry) for r in sheet.records if r.geometry]
    assert all(2 < point.x < 3 and 48 < point.y < 49.5 for point in points)
    best = lambert.propose([(point.x, point.y) for point in points])[0]
    assert (best.crs, best.swapped, best.rows) == ("EPSG:4326", False, 2660)
    assert {"recordid", "titre", "adresse", "date_debut"} <= set(sheet.columns)


def test_a_plain_list_keeps_the_order_and_the_types(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"a": 1, "b": "x"}, 7, {"b": None, "c": [1, 2], "a": True}]))
    sheet = records_json.read(path)
    assert sheet.columns == ("a", "b", "c")
    assert [record.cells for record in sheet.records] == [(1, "x", None), (True, None, "[1, 2]")]
    assert [record.number for record in sheet.records] == [1, 3]
    assert sheet.rejects == (Reject(2, "not_an_object"),)
    assert sheet.crs is None


@pytest.mark.parametrize(
    ("text", "why"),
    [("", "map_damaged"), ("[1, 2]", "json_foreign"), ("[]", "map_empty"), ('"x"', "json_foreign"),
     ("[" * 100_000, "map_damaged"), ('{"type": "FeatureCollection", "features": []}',
                                      "json_foreign")],
)  # fmt: skip
def test_what_is_no_list_of_objects_is_refused(tmp_path: Path, text: str, why: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(text)
    with pytest.raises(FileTrouble) as refused:
        records_json.read(path)
    assert refused.value.why == why

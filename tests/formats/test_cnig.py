"""The exchange file of disused sites follows its published schema, or is not written."""

import csv
from datetime import date
from pathlib import Path

import pytest

from scout_app.errors import BadValue
from scout_app.formats import cnig
from scout_app.formats.records import Cell

SITE: dict[str, Cell] = {
    "site_id": "13056_1", "site_nom": "Halle, quai nord", "site_type": "friche portuaire",
    "site_identif_date": date(2027, 3, 1), "site_actu_date": "2027-03-02",
    "comm_nom": "Martigues", "comm_insee": "13056", "source_nom": "Mission cinéma",
    "unite_fonciere_surface": 16750, "geompoint": cnig.place(434000000, 50500000),
}  # fmt: skip


def test_a_site_is_written_under_the_forty_eight_columns(tmp_path: Path) -> None:
    path = tmp_path / "friches.csv"
    cnig.write(path, [SITE])
    with path.open(encoding="utf-8", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert len(row) == 48
    assert row["site_nom"] == "Halle, quai nord"
    assert row["site_identif_date"] == "2027-03-01"
    assert row["geompoint"] == "POINT(5.0500000 43.4000000)"
    assert row["geomsurf"] == ""
    assert list(tmp_path.glob("*.part")) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [("site_type", "friche spatiale"), ("comm_insee", None), ("site_actu_date", "2 mars"),
     ("unite_fonciere_surface", 12.5), ("colour", "red")],
)  # fmt: skip
def test_a_value_outside_the_schema_stops_the_file(tmp_path: Path, field: str, value: Cell) -> None:
    with pytest.raises(BadValue):
        cnig.write(tmp_path / "friches.csv", [SITE | {field: value}])
    assert list(tmp_path.iterdir()) in ([], [tmp_path / "home"])

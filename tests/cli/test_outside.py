"""Files in and out by the command line: every row accounted for, and back again."""

import json
from pathlib import Path
from typing import Any

import pytest

from scout_app.formats import tables

SITES = "nom;surface;latitude;longitude\nHangar bleu;1 200;43,4;5,05\nQuai;=1+1;43,3;5,1\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "lieux.csv"
    path.write_text(SITES, encoding="utf-8")
    return path


def test_an_import_accounts_for_every_row_and_again_writes_nothing(scout: Any, file: Path) -> None:
    first = scout("import", file, "--as", "sites").document
    assert {name: first[name] for name in ("read", "created", "rejected")} == {
        "read": 2, "created": 1, "rejected": 1,
    }  # fmt: skip
    [refused] = first["rejects"]
    assert refused["row"] == 3
    assert "=1+1" in refused["reason"]
    again = scout("import", file, "--as", "sites").document
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 1)


def test_a_dry_run_says_the_same_and_writes_nothing(scout: Any, file: Path, tmp_path: Path) -> None:
    kept = tmp_path / "mapping.json"
    said = scout("import", file, "--as", "sites", "--dry-run", "--save-mapping", kept).document
    assert said["created"] == 1
    assert scout("search").document["total"] == 0
    how = json.loads(kept.read_text(encoding="utf-8"))
    assert how["columns"]["area"] == "surface"
    how["columns"].pop("area")
    kept.write_text(json.dumps(how), encoding="utf-8")
    assert scout("import", file, "--as", "sites", "--mapping", kept).document["created"] == 2


def test_a_file_that_cannot_be_read_changes_nothing(scout: Any, tmp_path: Path) -> None:
    path = tmp_path / "vide.csv"
    path.touch()
    refused = scout("import", path, "--as", "sites")
    assert (refused.code, refused.document["error"]["kind"]) == (1, "file_trouble")


@pytest.mark.parametrize("ending", ["csv", "xlsx", "gpkg", "geojson", "kml"])
def test_what_is_exported_is_recognised_when_it_comes_back(
    scout: Any, file: Path, tmp_path: Path, ending: str
) -> None:
    scout("import", file, "--as", "sites")
    out = tmp_path / f"sortie.{ending}"
    assert scout("export", "--as", "sites", "--to", out).document == {
        "written": 1, "file": str(out), "left_out": [],
    }  # fmt: skip
    back = scout("import", out, "--as", "sites").document
    assert (back["read"], back["created"], back["rejected"]) == (1, 0, 0), back


def test_a_shapefile_gets_short_titles_of_its_own(scout: Any, file: Path, tmp_path: Path) -> None:
    scout("import", file, "--as", "sites")
    out = tmp_path / "sortie.zip"
    assert scout("export", "--as", "sites", "--to", out).document["written"] == 1
    columns = tables.read(out).columns
    assert len(set(columns)) == len(columns)
    assert max(map(len, columns)) == 10


def test_disused_land_is_written_as_the_standard_wants_it(scout: Any, tmp_path: Path) -> None:
    scout("add", "site", "name=Friche", "kind=land")
    out = tmp_path / "friches.csv"
    said = scout("export", "--as", "disused", "--to", out).document
    assert said["written"] == 0
    [left] = said["left_out"]
    assert left["name"] == "Friche"
    assert "Commune" in left["reason"]
    assert out.read_text(encoding="utf-8").startswith("site_id,site_nom,")


def test_a_name_without_a_known_ending_is_refused(scout: Any, tmp_path: Path) -> None:
    refused = scout("export", "--as", "sites", "--to", tmp_path / "sortie.doc")
    assert refused.code == 1
    assert refused.document["error"]["details"]["why"] == "table_ending_out"


def test_columns_left_out_are_said(scout: Any, tmp_path: Path) -> None:
    path = tmp_path / "lieux.csv"
    path.write_text("nom;humeur;surface\nHangar;gaie;12\nQuai;;13\n", encoding="utf-8")
    assert scout("import", path, "--as", "sites").document["columns_left_out"] == ["humeur"]


@pytest.mark.parametrize("given", [b"\xff\xfe\x00", b"[]", b"{", b'{"what": "shoots"}'])
def test_a_mapping_that_is_none_is_refused(
    scout: Any, file: Path, tmp_path: Path, given: bytes
) -> None:
    path = tmp_path / "mapping.json"
    path.write_bytes(given)
    refused = scout("import", file, "--as", "sites", "--mapping", path)
    assert (refused.code, refused.document["error"]["kind"]) == (1, "refused")


def test_a_mapping_that_cannot_be_written_is_refused(
    scout: Any, file: Path, tmp_path: Path
) -> None:
    where = tmp_path / "nulle-part" / "mapping.json"
    refused = scout("import", file, "--as", "sites", "--dry-run", "--save-mapping", where)
    assert (refused.code, refused.document["error"]["kind"]) == (1, "file_trouble")

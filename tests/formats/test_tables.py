"""Each file goes to the format that its content is, or is refused in a sentence."""

from pathlib import Path

import pytest

from scout_app.errors import FileTrouble, ScoutError
from scout_app.formats import spreadsheets, tables
from scout_app.formats.records import Record, Sheet
from scout_app.wording.errors import explain

SHEET = Sheet("Sites", ("Référence", "Nom"), [Record(2, ("MC-1", "=1+1"))], crs="EPSG:4326")


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".gpkg", ".geojson"])
def test_what_is_written_is_read_again(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"sortie{ending}"
    tables.write(path, SHEET)
    found = tables.read(path)
    assert found.columns == SHEET.columns
    assert [record.cells for record in found.records] == [("MC-1", "=1+1")]


def test_a_spreadsheet_called_csv_is_read_as_one(tmp_path: Path) -> None:
    path = tmp_path / "sortie.csv"
    spreadsheets.write(tmp_path / "sortie.xlsx", SHEET)
    (tmp_path / "sortie.xlsx").rename(path)
    assert tables.read(path).columns == SHEET.columns


def test_a_text_called_spreadsheet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sortie.xls"
    path.write_text("<html><table>", encoding="utf-8")
    with pytest.raises(FileTrouble) as refused:
        tables.read(path)
    assert refused.value.why == "table_disguised"


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("01-paris-tournages/paris_2016-2019_ids_utf8_semicolon.csv", 8_919),
        ("01-paris-tournages/paris_2011_records.json", 2_805),
        ("02-film-datasets/nyc/nyc_Film_Permits_2023_14col.csv", 2_690),
        ("02-film-datasets/sf/sf_eddiechapman_11col.csv", 1_622),
        ("05-geo/csv-fr/cnc_cinemas_idf_utf8bom_semicolon.csv", 311),
        ("06-hostile/made-here/formules_cp1252.csv", 11),
        ("05-geo/cadastre-converted/parcelles_13029A.kml", 389),
    ],
)
def test_every_row_of_a_real_file_is_accounted_for(fixtures: Path, name: str, count: int) -> None:
    found = tables.read(fixtures / name)
    assert len(found.records) + len(found.rejects) == count


def test_a_file_without_titles_says_so(fixtures: Path) -> None:
    found = tables.read(fixtures / "02-film-datasets/sf/sf_eddiechapman_11col.csv")
    assert (found.has_header, len(found.columns)) == (False, 11)


def test_every_hostile_file_is_refused_in_a_sentence_or_stored_literally(fixtures: Path) -> None:
    files = [path for path in sorted((fixtures / "06-hostile").rglob("*")) if path.is_file()]
    told = [_told(path) for path in files]
    assert len(told) > 40
    assert all(one is None or one.endswith((".", "?", "!")) for one in told)
    # Only texts are read: the lists of nasty strings, the formulas, and their licences.
    assert {path.suffix for path, one in zip(files, told, strict=True) if one is None} <= {
        ".csv", ".txt", ".json",
    }  # fmt: skip


def _told(path: Path) -> str | None:
    """Return the refusal of a file as a sentence, None when it is read."""
    try:
        assert tables.read(path).columns
    except ScoutError as refused:
        return explain(refused, "fr")
    return None

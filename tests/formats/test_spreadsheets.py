"""Spreadsheets come in typed, and go out typed."""

from datetime import date, datetime, time
from pathlib import Path

import pytest
import xlsxwriter

from scout_app.errors import FileTrouble, Unknown
from scout_app.formats import spreadsheets
from scout_app.formats.records import Cell, Record, Sheet


def rows(sheet: Sheet) -> list[tuple[Cell, ...]]:
    return [record.cells for record in sheet.records]


def test_cells_come_back_with_their_types(tmp_path: Path) -> None:
    path = tmp_path / "sortie.xlsx"
    cells: tuple[Cell, ...] = (
        "=1+1", 1200, 43.5, True, date(2027, 5, 3), datetime.fromisoformat("2027-05-03T14:30"),
        "+33 4 91",
    )  # fmt: skip
    spreadsheets.write(path, Sheet("Sites: [1]", tuple("abcdefg"), [Record(2, cells)]))
    found = spreadsheets.read(path)
    assert found.name == "Sites_ _1_"
    assert rows(found) == [cells]


def test_a_sheet_is_chosen_among_the_visible_ones(tmp_path: Path) -> None:
    path = tmp_path / "plusieurs.xlsx"
    book = xlsxwriter.Workbook(path)
    for name, said in (("vide", ""), ("sites", "Hangar"), ("cachée", "secret"), ("autre", "Quai")):
        page = book.add_worksheet(name)
        if said:
            page.write_row(0, 0, ["nom", "surface"])
            page.write_row(1, 0, [said, 12])
        if name == "cachée":
            page.hide()
    book.close()
    found = spreadsheets.read(path)
    assert (found.name, found.others) == ("sites", ("vide", "autre"))
    assert rows(spreadsheets.read(path, "autre")) == [("Quai", 12)]
    with pytest.raises(Unknown):
        spreadsheets.read(path, "cachée")


def test_titles_above_merged_cells_and_repeated_headers(tmp_path: Path) -> None:
    path = tmp_path / "merged.xlsx"
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet("sites")
    page.write(0, 0, "Inventaire des plateaux")
    page.write_row(2, 0, ["commune", "plateau", "surface"])
    page.merge_range(3, 0, 4, 0, "Martigues")
    page.write_row(3, 1, ["A", 1000])
    page.write_row(4, 1, ["B", 2000])
    page.write_row(5, 0, ["commune", "plateau", "surface"])
    page.write_row(6, 0, ["Arles", "C", 500])
    book.close()
    found = spreadsheets.read(path)
    assert found.columns == ("commune", "plateau", "surface")
    assert [(record.number, record.cells) for record in found.records] == [
        (4, ("Martigues", "A", 1000)),
        (5, ("Martigues", "B", 2000)),
        (7, ("Arles", "C", 500)),
    ]
    assert dict(found.notes) == {"lines_above": 1, "repeated_headers": 1}


def test_days_counted_from_1904_are_the_same_days(fixtures: Path) -> None:
    folder = fixtures / "05-geo" / "spreadsheets" / "calamine"
    one, other = (spreadsheets.read(folder / name) for name in ("date.xlsx", "date_1904.xlsx"))
    assert rows(one) == rows(other)
    assert rows(one)[0] == (date(2021, 1, 1), 15)
    assert not one.has_header


@pytest.mark.parametrize(
    ("name", "code"), [("pass_protected.xlsx", "table_password"), ("errors.xlsx", "table_empty")]
)
def test_what_cannot_be_read_is_refused(fixtures: Path, name: str, code: str) -> None:
    with pytest.raises(FileTrouble) as refused:
        spreadsheets.read(fixtures / "05-geo" / "spreadsheets" / "calamine" / name)
    assert refused.value.why == code


@pytest.mark.parametrize("kept", [10, 200, -20])
def test_a_damaged_workbook_is_refused(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "sortie.xlsx"
    spreadsheets.write(path, Sheet("s", ("nom",), [Record(2, ("A",))]))
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(FileTrouble):
        spreadsheets.read(path)


def test_hours_come_as_hours(tmp_path: Path) -> None:
    path = tmp_path / "heures.xlsx"
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet("sites")
    page.write_row(0, 0, ["nom", "heure"])
    page.write(1, 0, "A")
    page.write_datetime(1, 1, time(14, 30), book.add_format({"num_format": "hh:mm"}))
    book.close()
    assert rows(spreadsheets.read(path)) == [("A", time(14, 30))]

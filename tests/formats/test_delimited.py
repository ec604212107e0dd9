"""Tables of text come in whole whatever wrote them, and go out so that nothing is run or lost."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scout_app.errors import FileTrouble
from scout_app.formats import delimited
from scout_app.formats.records import Cell, Record, Sheet


def written(tmp_path: Path, data: bytes, name: str = "essai.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def rows(sheet: Sheet) -> list[tuple[Cell, ...]]:
    return [record.cells for record in sheet.records]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_any_encoding_separator_and_line_end(
    tmp_path: Path, encoding: str, separator: str, line_end: str
) -> None:
    lines = ["nom,surface,note", "Hangar été,1200,“brut”", 'Carrière,30000,"a b"']
    said = line_end.join(line.replace(",", separator) for line in lines)
    found = delimited.read(written(tmp_path, said.encode(encoding)))
    assert found.columns == ("nom", "surface", "note")
    assert rows(found) == [("Hangar été", "1200", "“brut”"), ("Carrière", "30000", "a b")]
    assert [record.number for record in found.records] == [2, 3]


def test_decimal_commas_do_not_part_cells(tmp_path: Path) -> None:
    path = written(tmp_path, b"nom;lat;lon\nA;43,5;5,1\nB;43,6;5,2\n")
    assert rows(delimited.read(path)) == [("A", "43,5", "5,1"), ("B", "43,6", "5,2")]


def test_a_file_without_header_offers_numbered_columns(tmp_path: Path) -> None:
    found = delimited.read(written(tmp_path, b"180,2011,Roasthouse\n181,2012,Plaza\n"))
    assert (found.has_header, found.columns) == (False, ("1", "2", "3"))
    assert len(found.records) == 2


def test_each_row_is_counted_as_its_reader_counts_it(tmp_path: Path) -> None:
    data = b'nom;note\n\nA;"deux\nlignes"\n;\nnom;note\nB;1;trop\nC\n'
    found = delimited.read(written(tmp_path, data))
    assert [(record.number, record.cells) for record in found.records] == [
        (3, ("A", "deux\nlignes")),
        (7, ("C", None)),
    ]
    assert dict(found.notes)["repeated_headers"] == 1
    (reject,) = found.rejects
    assert (reject.number, reject.code, dict(reject.details)) == (
        6, "too_many_cells", {"count": 3, "expected": 2},
    )  # fmt: skip


def test_titles_are_made_unique_and_lines_above_the_table_skipped(tmp_path: Path) -> None:
    data = b"Lieux de tournage 2026\n\nnom;nom;\nA;B;1\nC;D;2\n"
    found = delimited.read(written(tmp_path, data))
    assert found.columns == ("nom", "nom (2)", "3")
    assert dict(found.notes)["lines_above"] == 1
    assert rows(found)[0] == ("A", "B", "1")


def test_a_quote_never_closed_is_read_as_a_sign(tmp_path: Path) -> None:
    found = delimited.read(written(tmp_path, b'nom;surface\nA "12;1\nB;2\n"C;3\n'))
    assert rows(found) == [('A "12', "1"), ("B", "2"), ('"C', "3")]
    assert dict(found.notes)["quotes_literal"] is True


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "table_empty"),
        (b" \n\n", "table_empty"),
        (b"PK\x03\x04\x00\x00", "table_foreign"),
        (b"a;b\n" + bytes(range(256)), "table_foreign"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    with pytest.raises(FileTrouble) as refused:
        delimited.read(written(tmp_path, data))
    assert refused.value.why == code


@pytest.mark.parametrize(
    "said", ["=1+1", "+33 4 91 00 00 00", "-10", "@SUM(A1)", "\t=1", "'=1", "''-1", "＝1", "'a"]
)
def test_a_formula_goes_out_harmless_and_comes_back_as_it_was(tmp_path: Path, said: str) -> None:
    path = tmp_path / "sortie.csv"
    delimited.write(path, Sheet("s", ("nom", "n"), [Record(2, (said, 1))]))
    line = path.read_text("utf-8-sig").splitlines()[1]
    assert line.strip('"')[0] not in "=+-@\t"
    assert rows(delimited.read(path)) == [(said, "1")]


def test_numbers_go_out_as_french_spreadsheets_read_them(tmp_path: Path) -> None:
    path = tmp_path / "sortie.csv"
    delimited.write(path, Sheet("s", ("nom", "lat", "ouvert"), [Record(2, ("A", -4.5, True))]))
    assert path.read_bytes() == b"\xef\xbb\xbfnom;lat;ouvert\r\nA;-4,5;oui\r\n"


_texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=12)


@given(st.lists(st.tuples(_texts, _texts), min_size=1, max_size=8))
def test_any_table_of_texts_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, table: list[tuple[str, str]]
) -> None:
    path = tmp_path_factory.mktemp("csv") / "essai.csv"
    records = [Record(n, (*cells, n)) for n, cells in enumerate(table, 2)]
    delimited.write(path, Sheet("essai", ("un", "deux", "trois"), records))
    found = delimited.read(path)
    assert [cells[:2] for cells in rows(found)] == table

"""A dossier as its reader holds it: its text, its pages, and what the file says of itself."""

import getpass
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from scout_app.dossier import render
from scout_app.errors import Cancelled

if TYPE_CHECKING:
    from tests.dossier.conftest import Press


@pytest.mark.parametrize(("lang", "count"), [("fr", 1), ("en", 6)])
def test_its_text_is_the_golden_one(
    press: "Press", golden: Callable[[str, str], None], lang: str, count: int
) -> None:
    found = press.prints(press.dossier(lang, count))
    golden(f"dossier_{lang}_{count}.txt", found.golden)


def test_the_same_dossier_gives_the_same_bytes(press: "Press") -> None:
    first = press.prints(press.dossier("fr", 3)).data
    assert press.prints(press.dossier("fr", 3)).data == first


def test_every_page_says_which_it_is(press: "Press") -> None:
    found = press.prints(press.dossier("en", 6))
    count = len(found.pages)
    for number, page in enumerate(found.pages, start=1):
        assert f"{number} / {count}" in page
    assert len(set(re.findall(rb"/FormXob\.folio-(\d+) ", found.data))) == count


def test_the_contents_lead_to_the_page_where_each_site_begins(press: "Press") -> None:
    made = press.dossier("fr", 6)
    found = press.prints(made)
    for number, sheet in enumerate(made.sheets, start=1):
        listed = re.search(rf"{re.escape(sheet.place_line)}\s+(\d+)", found.pages[0])
        assert listed is not None
        assert f"{number} · {sheet.reference}" in found.pages[int(listed[1]) - 1]
    document = pypdfium2.PdfDocument(found.path)
    assert [entry.get_title() for entry in document.get_toc()] == [
        *(sheet.title for sheet in made.sheets),
        "Comparison" if "Comparison" in found.text else "Comparaison",
    ]
    document.close()


def test_a_watermark_stands_on_every_page_and_nowhere_unasked(press: "Press") -> None:
    marked = press.prints(press.dossier("fr", 6, "EXEMPLE INVENTÉ"))
    assert all("EXEMPLE INVENTÉ" in page for page in marked.pages)
    assert "INVENTÉ" not in press.prints(press.dossier("fr", 6)).text


def test_an_anonymous_dossier_names_nobody(press: "Press", tmp_path: Path) -> None:
    sheet = replace(press.site(), title="Site 1", reference="", sources=(), credits=())
    made = replace(
        press.with_site(sheet), version="anonymous", officer="Camille Sentinelle", subtitle=""
    )
    found = press.prints(made)
    document = pypdfium2.PdfDocument(found.path)
    told = found.text + str(document.get_metadata_dict())
    document.close()
    assert "Sentinelle" not in told
    assert getpass.getuser() not in str(told).split()
    assert tmp_path.name.encode() not in found.data


def test_an_internal_dossier_says_who_made_it(press: "Press") -> None:
    made = replace(press.dossier(), version="internal", officer="Camille Sentinelle")
    assert "Camille Sentinelle" in press.prints(made).pages[0]


@pytest.mark.parametrize(("lang", "tag"), [("fr", b"(fr-FR)"), ("en", b"(en-GB)")])
def test_the_file_says_what_it_is(press: "Press", lang: str, tag: bytes) -> None:
    made = press.dossier(lang)
    found = press.prints(made)
    document = pypdfium2.PdfDocument(found.path)
    told = document.get_metadata_dict()
    document.close()
    assert (told["Title"], told["Author"]) == (made.title, made.office)
    assert told["CreationDate"].startswith("D:20270301")
    assert b"/Lang " + tag in found.data


def test_every_font_is_embedded_and_is_ours(press: "Press") -> None:
    data = press.prints(press.dossier("fr", 6, "EXEMPLE")).data
    fonts = set(re.findall(rb"/BaseFont /(\S+)", data))
    assert {font.split(b"+")[-1] for font in fonts} == {
        b"Lato-Regular", b"Lato-Bold", b"Lato-Italic",
    }  # fmt: skip
    assert all(b"+" in font for font in fonts)
    assert data.count(b"/FontFile2") == len(fonts)


def test_what_is_not_told_leaves_no_trace(press: "Press") -> None:
    bare = replace(
        press.site(), blocks=(), days=(), sun=(), credits=(), sources=(), unknowns=(), place=None
    )
    made = replace(press.with_site(bare), period=None, production="", data_as_of="", subtitle="")
    found = press.prints(made)
    assert len(found.pages) == 2
    foot = [made.office, made.confidentiality, "2 / 2"]
    said = [bare.reference, bare.title, f"{bare.kind} · {bare.place_line}"]
    assert [line.strip() for line in found.pages[1].split("\n")] == [*foot, *said]
    for word in ("Soleil", "Sun", "Sources", "Production", "Basemap", "Fond de carte", "N/A"):
        assert word not in found.text


def test_no_page_is_blank(press: "Press") -> None:
    for count in range(1, 8):
        for page in press.prints(press.dossier("en", count)).pages:
            body = [line for line in page.split("\n") if line.strip()]
            assert len(body) > 5


def test_a_book_of_300_sites_is_printed_step_by_step(press: "Press") -> None:
    told: list[float] = []
    done = render.write(press.dossier("fr", 300), press.path, told.append)
    assert done.pages > 600
    assert told == sorted(told)
    assert (told[0], told[-1], len(told)) == (0.0, 1.0, 302)


def test_a_stopped_print_leaves_the_old_file_and_nothing_else(press: "Press") -> None:
    press.path.write_bytes(b"old")

    def stop(done: float) -> None:
        if done > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        render.write(press.dossier("fr", 6), press.path, stop)
    assert press.path.read_bytes() == b"old"
    assert [path.name for path in press.path.parent.glob("*.p*")] == ["dossier.pdf"]


def test_a_folder_that_is_not_there_is_an_error_of_the_disk(press: "Press", tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        render.write(press.dossier(), tmp_path / "nowhere" / "dossier.pdf")

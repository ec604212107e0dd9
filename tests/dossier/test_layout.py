"""Columns, tables, months and maps: nothing is lost where a page ends."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from scout_app.dossier import calendar
from scout_app.dossier.content import Block, Comparison, Line, Place
from scout_app.dossier.view import drawable, holding
from scout_app.model.values import Availability, Period

if TYPE_CHECKING:
    from tests.dossier.conftest import Press


def test_a_value_taller_than_a_page_goes_on_over_the_next(press: "Press") -> None:
    words = " ".join(f"mot{n}" for n in range(3000))
    sheet = replace(press.site(), blocks=(Block("Histoire", (Line("Récit", words),)),))
    found = press.prints(press.with_site(sheet))
    assert len(found.pages) > 4
    assert [w for w in found.text.split() if w.startswith("mot")] == words.split()


def test_hundreds_of_lines_fill_columns_in_order(press: "Press") -> None:
    lines = tuple(Line(f"Champ{n}", f"valeur{n}") for n in range(400))
    found = press.prints(press.with_site(replace(press.site(), blocks=(Block("Tout", lines),))))
    assert [w for w in found.text.split() if w.startswith("valeur")] == [
        f"valeur{n}" for n in range(400)
    ]


def test_a_title_is_never_the_last_line_of_a_column(press: "Press") -> None:
    blocks = tuple(Block(f"Titre{n}", (Line("a", f"suite{n}"),)) for n in range(90))
    found = press.prints(press.with_site(replace(press.site(), blocks=blocks)))
    for page in found.pages:
        words = page.split()
        assert all((f"Titre{n}" in words) == (f"suite{n}" in words) for n in range(90))


def test_values_that_disagree_stand_side_by_side_with_their_sources(press: "Press") -> None:
    found = press.prints(press.dossier())
    lines = found.pages[1].split("\n")
    at = next(n for n, line in enumerate(lines) if line.startswith("≠ 11 (Le Journal"))
    assert lines[at - 1].startswith("Plateaux 17")
    assert lines[at + 1].startswith("≠ 14 (Annuaire")


def test_a_comparison_repeats_its_head_and_loses_no_cell(press: "Press") -> None:
    rows = tuple((f"champ{n}", (f"gauche{n}", "long " * 40)) for n in range(60))
    made = replace(press.dossier("en", 2), comparison=Comparison(("Aaa", "Bbb"), rows))
    found = press.prints(made)
    shown = [page for page in found.pages if "gauche" in page]
    assert len(shown) > 2
    assert all("1. Aaa" in page for page in shown)
    assert [w for w in found.text.split() if w.startswith("gauche")] == [
        f"gauche{n}" for n in range(60)
    ]


def test_a_cell_taller_than_a_page_is_parted(press: "Press") -> None:
    words = " ".join(f"mot{n}" for n in range(900))
    made = press.dossier("en", 2)
    made = replace(made, comparison=Comparison(("A", "B"), (("Récit", (words, "")),)))
    found = press.prints(made)
    assert [w for w in found.text.split() if w.startswith("mot")] == words.split()


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_state_has_its_own_letter_and_a_legend(press: "Press", lang: str) -> None:
    found = press.prints(press.dossier(lang))
    letters = {"fr": "LORPF", "en": "FORTC"}[lang]
    labels = {day.state: day.label for day in press.site(lang).days}
    assert set(labels) == set(Availability)
    for letter, state in zip(letters, Availability, strict=True):
        count = sum(day.state is state for day in press.site(lang).days)
        assert f"{labels[state]} ({count})" in found.text
        assert found.pages[1].split().count(letter) + found.pages[1].count(f"\n{letter}\n") > 0


def test_months_hold_the_days_asked_and_no_others(press: "Press") -> None:
    period = Period(date(2027, 1, 30), date(2028, 2, 2))
    months = calendar.months(press.days(period))
    assert [(m[0].day, m[-1].day) for m in (months[0], months[-1])] == [
        (date(2027, 1, 30), date(2027, 1, 31)),
        (date(2028, 2, 1), date(2028, 2, 2)),
    ]
    assert sum(map(len, months)) == len(period)
    found = press.prints(press.with_site(replace(press.site(), days=press.days(period))))
    assert "Janvier 2027" in found.text
    assert "Février 2028" in found.text


def test_an_area_is_seen_whole_and_a_pin_in_the_middle() -> None:
    area = Place(43.3, 5.4, 5000)
    seen = holding([area], 495, 140, 36)
    assert seen.length(area.radius_m) * 2 <= 140 * 0.73
    x, y = seen.on_page(area.lat, area.lon)
    assert (round(x), round(y)) == (248, 70)


def test_all_places_fall_inside_their_map() -> None:
    places = [Place(43.40, 5.05, 0), Place(43.30, 5.37, 0), Place(43.53, 5.45, 2000)]
    seen = holding(places, 495, 190, 110)
    for place in places:
        x, y = seen.on_page(place.lat, place.lon)
        assert 0 < x < 495
        assert 0 < y < 190


@pytest.mark.parametrize(
    "place",
    [
        None,
        Place(0, 0, 0),
        Place(91, 5, 0),
        Place(float("nan"), 5, 0),
        Place(43, 181, 10),
        Place(43.3, 5.4, float("inf")),
        Place(43.3, 5.4, float("nan")),
    ],
)
def test_a_place_beyond_the_basemap_has_no_map(press: "Press", place: Place | None) -> None:
    assert drawable([place]) == []
    found = press.prints(press.with_site(replace(press.site(), place=place)))
    assert "GSHHG" not in found.text
    assert "GSHHG" in press.prints(press.dossier()).text


@pytest.mark.parametrize("radius", [1e9, 0.5])
def test_no_radius_stops_the_press(press: "Press", radius: float) -> None:
    sheet = replace(press.site(), place=Place(43.3, 5.4, radius))
    assert press.prints(press.with_site(sheet)).pages


def test_places_too_near_share_a_number(press: "Press") -> None:
    made = press.dossier("fr", 3)
    sheets = tuple(replace(sheet, place=Place(43.3, 5.4, 0)) for sheet in made.sheets)
    assert "1, 2, 3" in press.prints(replace(made, sheets=sheets)).pages[0]

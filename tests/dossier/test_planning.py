"""A calendar on paper as its reader holds it: its text, its pages, what black and white leaves."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from scout_app.dossier import planning
from scout_app.dossier.planning_content import Bar, DaysOff, Planning, Row
from scout_app.dossier.planning_looks import legend, letter
from scout_app.errors import Cancelled
from scout_app.model.values import Period, State
from tests.dossier.conftest import Read, read

MARCH = Period(date(2027, 3, 1), date(2027, 3, 31))
MADE = date(2027, 2, 26)


def march(first: int, last: int) -> Period:
    return Period(date(2027, 3, first), date(2027, 3, last))


def rows(count: int) -> tuple[Row, ...]:
    """Return sites of which the first has every kind of day."""
    bars = (
        Bar(march(1, 5), 0, State.CONFIRMED, "Marius · Tournage", contested=True),
        Bar(march(3, 9), 1, State.CONFIRMED, "Fanny · Tournage", contested=True),
        Bar(march(11, 14), 0, State.OPTION, "César · Tournage", rank=1),
        Bar(march(12, 18), 1, State.OPTION, "Taxi 6 · Préparation", rank=2),
        Bar(march(20, 22), 0, State.AWAITING_HOME, "Angèle · Repérage"),
        Bar(march(20, 21), 1, State.RELEGATED, "Toni · Tournage"),
        Bar(march(24, 25), 0, State.OPTION, "Regain", expired=True),
        Bar(
            Period(date(2027, 3, 29), date(2027, 4, 2)),
            0,
            State.CONFIRMED,
            "Merlusse",
            elsewhere=True,
        ),
    )
    whole = Row("Quai d’essai", "Martigues", 0, bars, (march(26, 28),), (march(15, 19),))
    return (whole, *(Row(f"Plateau {n}", "", n % 2) for n in range(1, count)))


def sheet(lang: str = "fr", period: Period = MARCH, count: int = 5) -> Planning:
    """Return a calendar to print."""
    names = {"fr": "Lundi de Pâques", "en": "Easter Monday"}
    off = DaysOff({date(2027, 3, 29): names[lang]}, (march(1, 7),), ())
    return Planning(lang, period, rows(count), off, "Mission cinéma d’essai", MADE)


@pytest.fixture
def printed(tmp_path: Path) -> Callable[[Planning], Read]:
    """Return a press that reads what it printed."""

    def prints(made: Planning) -> Read:
        done = planning.write(made, tmp_path / "planning.pdf", lambda _share: None)
        found = read(done.path)
        assert done.pages == len(found.pages)
        return found

    return prints


Prints = Callable[[Planning], Read]


@pytest.mark.parametrize(
    ("name", "lang", "period"),
    [
        ("week", "fr", Period(date(2027, 3, 1), date(2027, 3, 7))),
        ("month", "en", MARCH),
        ("year", "fr", Period(date(2027, 1, 1), date(2027, 12, 31))),
    ],
)
def test_its_text_is_the_golden_one(
    printed: Prints, golden: Callable[[str, str], None], name: str, lang: str, period: Period
) -> None:
    golden(f"planning_{name}_{lang}.txt", printed(sheet(lang, period)).golden)


def test_pages_lie_on_their_side_and_each_has_the_head_the_legend_and_its_number(
    printed: Prints,
) -> None:
    found = printed(sheet(count=90))
    document = pypdfium2.PdfDocument(found.path)
    sizes = {tuple(round(side) for side in page.get_size()) for page in document}
    document.close()
    assert sizes == {(842, 595)}
    assert len(found.pages) > 2
    for number, page in enumerate(found.pages, 1):
        for said in ("Mars 2027", "26/02/2027", f"{number} / {len(found.pages)}", "Lundi de Pâ"):
            assert said in page
    assert all(found.text.count(f"Plateau {n} ") == 1 for n in range(1, 90))


def test_more_than_a_year_goes_on_over_the_next_pages(printed: Prints) -> None:
    found = printed(sheet(period=Period(date(2027, 1, 1), date(2028, 12, 31))))
    assert len(found.pages) == 2
    assert "Quai d’essai" in found.pages[0]
    assert "Quai d’essai" in found.pages[1]


def test_a_site_that_no_page_holds_is_parted_and_says_so(printed: Prints) -> None:
    bars = tuple(Bar(march(1, 9), lane, State.OPTION, f"Film n°{lane}.") for lane in range(80))
    found = printed(replace(sheet(), rows=(Row("Halle", "", 0, bars),)))
    assert len(found.pages) == 3
    assert found.text.count("Halle (suite)") == 2
    assert all(f"Film n°{lane}." in found.text for lane in range(80))


def test_without_sites_the_page_says_it(printed: Prints) -> None:
    assert "Aucun site" in printed(replace(sheet(), rows=())).text


def test_no_two_states_share_a_pattern_and_a_letter() -> None:
    for lang in ("fr", "en"):
        shown = [(look.pattern, sign) for look, sign, _word in legend(lang)]
        assert len(set(shown)) == len(shown)
        assert len({sign for _look, sign, _word in legend(lang)}) == len(shown)


def test_the_letter_says_the_rank_and_what_is_not_decided() -> None:
    assert [letter(bar) for bar in rows(1)[0].bars] == [
        "C?", "C?", "O1", "O2", "A", "R", "E", "=C",
    ]  # fmt: skip


def test_what_stood_there_stays_when_printing_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "planning.pdf"
    path.write_bytes(b"before")

    def stop(_share: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        planning.write(sheet(), path, stop)
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_the_same_calendar_gives_the_same_bytes(printed: Prints) -> None:
    assert printed(sheet()).data == printed(sheet()).data

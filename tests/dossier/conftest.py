"""Dossiers to print, and what is read back from the printed file."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pypdfium2
import pytest

from scout_app.dossier import render
from scout_app.dossier.content import (
    Block,
    Comparison,
    Day,
    Dossier,
    Line,
    Place,
    Sheet,
    SunDay,
)
from scout_app.model.values import Availability, Period

_LINE = "\n"
_TRAILING = re.compile(r"[ \t]+\n")
MADE = date(2027, 3, 1)
ASKED = Period(date(2027, 3, 22), date(2027, 4, 18))
WORDS = {
    "fr": {
        Availability.FREE: "Libre",
        Availability.OPTIONED: "Optionné",
        Availability.AT_RISK: "À risque",
        Availability.TAKEN: "Pris",
        Availability.CLOSED: "Fermé",
    },
    "en": {
        Availability.FREE: "Free",
        Availability.OPTIONED: "Optioned",
        Availability.AT_RISK: "At risk",
        Availability.TAKEN: "Taken",
        Availability.CLOSED: "Closed",
    },
}
PLACES = (
    ("Studio de l’Anse", "Studio", "Martigues", 43.405, 5.054, 0.0),
    ("Plateau du Canal", "Plateau virtuel", "Port-de-Bouc", 43.405, 4.985, 0.0),
    ("Friche des Docks", "Foncier", "Marseille", 43.31, 5.367, 0.0),
    ("Calanque d’essai", "Décor · Décor naturel", "Cassis", 43.21, 5.50, 1500.0),
    ("Cour du Palais", "Décor · Monument", "Aix-en-Provence", 43.529, 5.447, 0.0),
    ("Dépôt des Salins", "Espace d’appui", "Fos-sur-Mer", 43.45, 4.94, 4000.0),
)


@dataclass(frozen=True, slots=True)
class Read:
    """A printed file as a reader sees it."""

    path: Path
    pages: tuple[str, ...]
    data: bytes

    @property
    def golden(self) -> str:
        """The pages as a golden file keeps them; trailing blanks do not count."""
        pages = (
            f"--- {n} of {len(self.pages)} ---\n{_TRAILING.sub(_LINE, text).strip()}\n"
            for n, text in enumerate(self.pages, start=1)
        )
        return "\n".join(pages)

    @property
    def text(self) -> str:
        """Everything that is written on the pages, in words parted by single spaces."""
        return " ".join(" ".join(self.pages).split())


def read(path: Path) -> Read:
    """Read a file back with another library than the one that wrote it."""
    document = pypdfium2.PdfDocument(path)
    pages = []
    for page in document:
        words = page.get_textpage()
        pages.append(words.get_text_range().replace("\r\n", "\n"))
        words.close()
        page.close()
    document.close()
    return Read(path, tuple(pages), path.read_bytes())


def day_state(day: date) -> Availability:
    """Make up the state of a day: every state comes up."""
    if day.weekday() == 6:
        return Availability.CLOSED
    states = {1: Availability.TAKEN, 2: Availability.OPTIONED, 3: Availability.AT_RISK}
    return states.get(day.toordinal() // 4 % 7, Availability.FREE)


def days(lang: str, period: Period = ASKED) -> tuple[Day, ...]:
    """Return the days of a period with made-up states."""
    return tuple(Day(day, day_state(day), WORDS[lang][day_state(day)]) for day in period)


def suns(first: date, count: int) -> tuple[SunDay, ...]:
    """Return sun times that move by two minutes a day."""
    found = []
    for n in range(count):
        day = first + timedelta(days=n)
        noon = datetime.fromisoformat(f"{day.isoformat()}T12:00:00+00:00")
        half = timedelta(hours=6, minutes=2 * n)
        golden = timedelta(minutes=50)
        found.append(
            SunDay(day, noon - half, noon + half, noon - half + golden, noon + half - golden)
        )
    return tuple(found)


def blocks(lang: str) -> tuple[Block, ...]:
    """Return blocks as the office writes them: values, sources, a dispute, a note."""
    identity = {"fr": "Identité", "en": "Identity"}[lang]
    volumes = {"fr": "Volumes", "en": "Volumes"}[lang]
    power = {"fr": "Énergie", "en": "Power"}[lang]
    access = {"fr": "Accès", "en": "Access"}[lang]
    return (
        Block(
            identity,
            (
                Line("Position (WGS84)", "43.40500, 5.05400"),
                Line({"fr": "Adresse", "en": "Address"}[lang], "12 quai de l’Exemple", (1,)),
                Line({"fr": "Ouvert en", "en": "Opened in"}[lang], "2014", (1, 2)),
                Line({"fr": "Ambiances", "en": "Looks"}[lang], "industriel, maritime", (2,)),
            ),
            {
                "fr": "Ancienne halle au bord du canal, cinq travées sans poteau, grand portail "
                "côté quai.",
                "en": "A former hall beside the canal, five bays without a post, a large door on "
                "the quay.",
            }[lang],
        ),
        Block(
            volumes,
            (
                Line({"fr": "Surface", "en": "Area"}[lang], "2 400 m²", (1,), ("2 000 m² (A)",)),
                Line({"fr": "Hauteur libre", "en": "Clear height"}[lang], "9,5 m", (3,)),
                Line(
                    {"fr": "Plateaux", "en": "Stages"}[lang],
                    "17",
                    (2,),
                    ("11 (Le Journal d’essai, 2019)", "14 (Annuaire d’essai, 2021)"),
                ),
                Line({"fr": "Longueur", "en": "Length"}[lang], "60 m", (3,)),
                Line({"fr": "Largeur", "en": "Width"}[lang], "40 m", (3,)),
            ),
        ),
        Block(
            power,
            (
                Line({"fr": "Puissance", "en": "Power"}[lang], "250 kW", (3,)),
                Line("Phases", "3", (3,)),
            ),
        ),
        Block(
            access,
            (
                Line({"fr": "Hauteur poids lourds", "en": "Truck height"}[lang], "4,2 m", (3,)),
                Line({"fr": "Places de parking", "en": "Parking"}[lang], "120", (1,)),
                Line("", {"fr": "Entrée des camions par le quai nord.", "en": "North quay."}[lang]),
            ),
        ),
        Block({"fr": "Sans rien", "en": "Nothing"}[lang], ()),
    )


def site(lang: str, number: int = 0) -> Sheet:
    """Return one made-up site."""
    name, kind, commune, lat, lon, radius = PLACES[number % len(PLACES)]
    return Sheet(
        reference=f"ESSAI-{number + 1:03}",
        title=name,
        kind=kind,
        place_line=f"12 quai de l’Exemple, {commune}",
        place=Place(lat, lon, radius),
        blocks=blocks(lang),
        days=days(lang),
        sun=suns(ASKED.first, 3),
        credits=("Le Quai sans fin (long métrage, 2019)", "Nuit d’essai (série, 2021–2023)"),
        sources=(
            "Annuaire d’essai, p. 12 (2021)",
            "https://example.org/lieux?nom=anse&n=1, lu le 3 mai 2026",
            "Relevé de l’agent du bureau",
        ),
        unknowns=("Charge au sol", "Largeur de la porte", "Fibre", "LED"),
        warnings=(
            {
                "fr": "La position est approximative : le disque de la carte est une étendue.",
                "en": "The position is approximate: the disc on the map is an area.",
            }[lang],
        )
        if radius
        else (),
    )


def dossier(lang: str = "fr", count: int = 1, watermark: str = "") -> Dossier:
    """Return a disclosed dossier of made-up sites."""
    sheets = tuple(site(lang, n) for n in range(count))
    compared = Comparison(
        tuple(sheet.title for sheet in sheets),
        (
            ({"fr": "Genre", "en": "Kind"}[lang], tuple(sheet.kind for sheet in sheets)),
            ({"fr": "Surface", "en": "Area"}[lang], ("2 400 m²",) * count),
            (
                {"fr": "Hauteur libre", "en": "Clear height"}[lang],
                ("9,5 m",) * (count - 1) + ("?",),
            ),
        ),
    )
    return Dossier(
        language=lang,
        version="disclosed",
        title={"fr": "Dossier de repérage", "en": "Location dossier"}[lang],
        subtitle=sheets[0].title if count == 1 else "",
        office="Mission cinéma d’essai",
        officer="",
        made_on=MADE,
        period=ASKED,
        production="Exemple – La Traversée",
        sheets=sheets,
        comparison=compared if count > 1 else None,
        watermark=watermark,
        data_as_of={"fr": "27/02/2027", "en": "27 Feb 2027"}[lang],
        confidentiality={
            "fr": "Communiqué à la production nommée ; ne pas diffuser",
            "en": "Disclosed to the production named; not to be passed on",
        }[lang],
    )


class Press:
    """Makes dossiers, prints them and reads them back."""

    made_on = MADE
    asked = ASKED

    def __init__(self, folder: Path) -> None:
        self.path = folder / "dossier.pdf"

    def dossier(self, lang: str = "fr", count: int = 1, watermark: str = "") -> Dossier:
        """Make a disclosed dossier of that many sites."""
        return dossier(lang, count, watermark)

    def site(self, lang: str = "fr", number: int = 0) -> Sheet:
        """Make one site."""
        return site(lang, number)

    def days(self, period: Period, lang: str = "fr") -> tuple[Day, ...]:
        """Make the days of a period."""
        return days(lang, period)

    def with_site(self, sheet: Sheet) -> Dossier:
        """Make the dossier of one site."""
        return replace(dossier(), sheets=(sheet,))

    def prints(self, made: Dossier) -> Read:
        """Print a dossier and read the file."""
        done = render.write(made, self.path)
        found = read(done.path)
        assert done.pages == len(found.pages)
        return found


@pytest.fixture
def press(tmp_path: Path) -> Press:
    """Return a press that prints into this test's folder."""
    return Press(tmp_path)

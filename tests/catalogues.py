"""Catalogues of any size for pictures and benchmarks: invented, and the same at every run."""

import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from scout_app.model.base import slug_id
from scout_app.model.bookings import Booking, Span
from scout_app.model.people import Office
from scout_app.model.productions import Criterion, Need, Production
from scout_app.model.sites import Commune, Site, SourcedValue
from scout_app.model.values import Officer
from scout_app.office import catalogue
from scout_app.store.database import Store

OFFICER = Officer("Camille Roux", "Mission cinéma")
FIRST = date(2027, 1, 4)

KINDS = ("studio", "stage", "backlot", "land", "location", "support")
WORDS = (
    "quai",
    "hangar",
    "château",
    "pinède",
    "calanque",
    "atelier",
    "garrigue",
    "usine",
    "phare",
    "villa",
    "port",
    "tunnel",
    "rue",
    "place",
    "ferme",
    "silo",
    "gare",
    "église",
    "jardin",
    "cour",
    "entrepôt",
    "halle",
    "plateau",
    "colline",
    "plage",
    "rempart",
    "moulin",
)
SAID = (
    "grand",
    "volume",
    "sous",
    "charpente",
    "accès",
    "poids",
    "lourds",
    "par",
    "la",
    "cour",
    "vue",
    "dégagée",
    "sur",
    "la",
    "mer",
    "sol",
    "béton",
    "lisse",
    "lumière",
    "du",
    "nord",
    "voisinage",
    "calme",
    "branchement",
    "proche",
    "stationnement",
    "large",
    "porte",
    "haute",
)


def invented(path: Path, sites: int, bookings: int = 0) -> Store:
    """Make a catalogue of so many sites, with bookings over the year and one production."""
    store = catalogue.create(path)
    chance = random.Random(13)
    with store.transaction(OFFICER) as session:
        session.add(Office(id=slug_id("office", OFFICER.office), name=OFFICER.office, is_own=True))
        for n in range(40):
            session.add(Commune(insee=f"13{n:03d}", name=f"{chance.choice(WORDS).title()}-{n}"))
        session.add_all(_production())
        session.flush()
        ids = []
        for n in range(sites):
            site = _site(n, chance)
            ids.append(site.id)
            session.add_all((site, _evidence(site)))
        session.flush()
        for n in range(bookings if sites else 0):
            session.add_all(_booking(n, chance.choice(ids), chance))
    return store


def _site(n: int, chance: random.Random) -> Site:
    name = f"{chance.choice(WORDS).title()} {chance.choice(WORDS)} {n}"
    return Site(
        id=slug_id("site", str(n)),
        reference=f"INV-{n:05d}",
        name=name,
        kind=chance.choice(KINDS),
        commune=f"13{chance.randrange(40):03d}",
        area=chance.randrange(50, 60_000),
        clear_height=chance.randrange(250, 1_800) if n % 3 else None,
        power_kw=chance.randrange(100, 9_000) if n % 4 else None,
        lat=433_000_000 + chance.randrange(-2_500_000, 4_000_000),
        lon=54_000_000 + chance.randrange(-5_000_000, 4_000_000),
        position_precision="site" if n % 2 else "commune_main",
        description=" ".join(chance.choices(SAID, k=40)),
    )


def _evidence(site: Site) -> SourcedValue:
    return SourcedValue(
        row_id=site.id, field="area", value=str(site.area), source="https://exemple.fr/inventaire"
    )


def _production() -> list[Production | Need | Criterion]:
    production, need = slug_id("production", "film"), slug_id("need", "hangar")
    return [
        Production(id=production, reference="INV-P001", title="Le Phare", kind="feature"),
        Need(
            id=need, production_id=production, label="Hangar désaffecté", days_shoot=5,
            window_first=FIRST, window_last=FIRST + timedelta(days=40),
        ),
        Criterion(
            need_id=need, field="clear_height", operator="at_least", wanted="8", is_hard=True
        ),
        Criterion(need_id=need, field="area", operator="at_least", wanted="1000", weight=3),
    ]  # fmt: skip


def _booking(n: int, site: UUID, chance: random.Random) -> list[Booking | Span]:
    first = FIRST + timedelta(days=chance.randrange(0, 340))
    made = Booking(
        id=slug_id("booking", str(n)),
        site_id=site,
        production_id=slug_id("production", "film"),
        office_id=slug_id("office", OFFICER.office),
        officer=OFFICER.name,
        asked_at=datetime(2026, 11, 1, tzinfo=UTC) + timedelta(minutes=n),
        expires_on=first if n % 5 else None,
    )
    days = Span(
        booking_id=made.id,
        first_day=first,
        last_day=first + timedelta(days=chance.randrange(1, 9)),
        state="option",
    )
    return [made, days]

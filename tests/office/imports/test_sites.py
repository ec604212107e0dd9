"""Sites come in whole rows, once, and never over an officer's later edit."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from sqlalchemy import func, select

from scout_app.errors import BadValue, Refused
from scout_app.formats.records import Sheet
from scout_app.model.log import op
from scout_app.model.sites import Site
from scout_app.model.values import Officer, Position
from scout_app.office import history, rows
from scout_app.office.imports import mapping, positions, run
from scout_app.office.imports.mapping import Mapping
from scout_app.office.imports.report import Report
from scout_app.places.projection import to_lambert93
from scout_app.store import rebuild
from scout_app.store.database import Store
from tests.sheets import sheet

Bring = Callable[[Sheet, Mapping], Report]

COLUMNS = "id nom surface latitude longitude"
HANGAR = (1, "Hangar bleu", "1 200", 43.4, 5.05)
CARRIERE = (2, "Carrière", "30 000", 43.5, 5.2)
FILE = sheet(COLUMNS, HANGAR, CARRIERE)


def how(rows_: Sheet = FILE) -> Mapping:
    return mapping.propose(rows_, "sites", "essai")


def site(store: Store, name: str) -> Site:
    with store.reading() as session:
        return session.scalars(select(Site).where(Site.name == name)).one()


def test_every_row_becomes_a_site_with_its_source(store: Store, bring: Bring) -> None:
    report = bring(FILE, how())
    assert (report.read, report.created, report.rejected) == (2, 2, 0)
    found = site(store, "Hangar bleu")
    assert (found.area, found.lat, found.lon) == (1_200, 434_000_000, 50_500_000)
    assert (found.kind, found.position_precision, found.review_state) == (
        "location", "site", "to_review",
    )  # fmt: skip
    with store.reading() as session:
        area = next(v for v in rows.card(session, found.id).values if v.field.name == "area")
        assert [(e.value, e.source, e.retained) for e in area.evidence] == [("1200", "essai", True)]
        assert list(rebuild.problems(session)) == []


def test_what_a_file_says_of_a_site_already_known_stands_beside_its_value(
    store: Store, bring: Bring, officer: Officer
) -> None:
    with store.transaction(by=officer) as session:
        known = rows.add(session, "site", {"name": "Carrière", "kind": "land", "area": "25 000"})
    assert bring(FILE, how()).duplicates == 1
    with store.reading() as session:
        area = next(v for v in rows.card(session, known).values if v.field.name == "area")
    assert [(e.value, e.retained) for e in area.evidence] == [("30000", False), ("25000", True)]
    assert area.disputed


def test_the_same_file_again_writes_nothing(store: Store, bring: Bring) -> None:
    bring(FILE, how())
    with store.reading() as session:
        before = session.scalar(select(func.count()).select_from(op))
    noisy = sheet(COLUMNS, (1, "Hangar bleu", 1200.0000001, "43,4", 5.05), CARRIERE)
    report = bring(noisy, how())
    assert (report.created, report.updated, report.unchanged) == (0, 0, 2)
    with store.reading() as session:
        assert session.scalar(select(func.count()).select_from(op)) == before


def test_what_the_file_changed_follows(store: Store, bring: Bring) -> None:
    bring(FILE, how())
    report = bring(sheet(COLUMNS, (1, "Hangar bleu", 1300, 43.4, 5.05), CARRIERE), how())
    assert (report.updated, report.unchanged) == (1, 1)
    assert site(store, "Hangar bleu").area == 1_300


def test_an_officer_s_later_edit_is_kept_and_said(
    store: Store, bring: Bring, officer: Officer
) -> None:
    bring(FILE, how())
    with store.transaction(by=officer) as session:
        rows.edit(session, site(store, "Hangar bleu").id, {"area": "1250"})
    unmoved = bring(FILE, how())
    assert (unmoved.updated, unmoved.warnings) == (0, ())
    changed = sheet(COLUMNS, (1, "Hangar bleu", 1300, 43.4, 5.05), CARRIERE)
    report = bring(changed, how())
    assert [said.number for said in report.warnings] == [2]
    assert site(store, "Hangar bleu").area == 1_250


def test_a_deleted_site_stays_deleted(store: Store, bring: Bring, officer: Officer) -> None:
    bring(FILE, how())
    with store.transaction(by=officer) as session:
        rows.delete(session, site(store, "Carrière").id, "doublon")
    report = bring(FILE, how())
    assert (report.created, report.unchanged, len(report.warnings)) == (0, 2, 1)


def test_a_site_that_is_already_there_is_recognised(
    store: Store, bring: Bring, officer: Officer
) -> None:
    with store.transaction(by=officer) as session:
        rows.add(
            session, "site",
            {"name": "HANGAR BLEU", "kind": "studio", "lat": "43.4001", "lon": "5.05"},
        )  # fmt: skip
    report = bring(FILE, how())
    assert (report.created, report.duplicates) == (1, 1)
    assert bring(FILE, how()).unchanged == 2


def test_each_row_is_accounted_for(bring: Bring) -> None:
    rows_ = sheet(
        COLUMNS, HANGAR, HANGAR, (1, "Autre nom", "3", 43.4, 5.0), (3, "", "3", 43.4, 5.0),
        (4, "Trop haut", "3", 91, 5.0), (5, "Sans surface", "beaucoup", 43.4, 5.0),
        (6, "Nulle part", "3", 0, 0),
    )  # fmt: skip
    report = bring(rows_, replace(how(), key=("id",)))
    assert report.read == 7 == report.created + report.duplicates + report.rejected
    assert (report.created, report.duplicates) == (2, 1)
    assert [said.number for said in report.rejects] == [4, 5, 6, 7]
    assert all(isinstance(said.fact, BadValue) for said in report.rejects[1:])


def test_a_position_far_away_is_flagged(bring: Bring) -> None:
    rows_ = sheet(COLUMNS, HANGAR, CARRIERE, (3, "Ailleurs", "3", 48.85, 2.35))
    report = bring(rows_, how(rows_))
    assert [said.number for said in report.warnings] == [4]


def test_lambert_coordinates_are_converted_when_the_mapping_says_so(
    store: Store, bring: Bring
) -> None:
    rows_ = sheet("nom x y", ("Vieux-Port", 892_390.0, 6_247_035.0))
    bring(rows_, replace(how(rows_), crs="EPSG:2154"))
    found = site(store, "Vieux-Port")
    assert abs((found.lat or 0) / 1e7 - 43.296) < 0.02
    assert abs((found.lon or 0) / 1e7 - 5.37) < 0.02


def test_a_preview_writes_nothing_and_says_the_same(
    store: Store, bring: Bring, today: date
) -> None:
    with store.reading() as session:
        foreseen = run.preview(session, FILE, how(), today)
        assert session.scalar(select(func.count()).select_from(Site)) == 0
    assert bring(FILE, how()) == foreseen


def test_an_import_is_undone_whole(store: Store, bring: Bring, officer: Officer) -> None:
    bring(FILE, how())
    with store.transaction(by=officer) as session:
        history.undo(session)
    with store.reading() as session:
        assert session.scalar(select(func.count()).select_from(Site)) == 0
        assert list(rebuild.problems(session)) == []


LAMBERT = "nom x y"


def test_figures_of_another_system_are_offered_and_read_only_once_confirmed(
    store: Store, bring: Bring
) -> None:
    file = sheet(LAMBERT, ("Hangar bleu", "870 523,5", "6 259 431,2"), ("Carrière", 5.05, 43.4))
    proposed = mapping.propose(file, "sites", "essai")
    offer = positions.offered(file, proposed)
    assert offer is not None
    assert (offer.crs, offer.rows, proposed.crs) == ("EPSG:2154", 1, "")
    first = bring(file, proposed)
    assert (first.created, first.rejected) == (2, 0)
    (said,) = first.warnings
    assert isinstance(said.fact, Refused)
    assert (said.number, said.fact.why, said.fact.what) == (2, "import_other_system", "EPSG:2154")
    assert site(store, "Hangar bleu").lat is None
    confirmed = replace(proposed, crs=offer.crs)
    second = bring(file, confirmed)
    assert (second.created, second.updated, second.unchanged) == (0, 1, 1)
    hangar, quarry = site(store, "Hangar bleu"), site(store, "Carrière")
    assert hangar.lat is not None
    assert hangar.lon is not None
    east, north = to_lambert93(Position(hangar.lat / 1e7, hangar.lon / 1e7))
    assert (round(east, 1), round(north, 1)) == (870523.5, 6259431.2)
    # A row of degrees in the same columns is still read as degrees.
    assert (quarry.lat, quarry.lon) == (434_000_000, 50_500_000)


def test_columns_that_name_no_position_are_told_by_their_figures() -> None:
    rows_ = [(f"Lieu {n}", 870_000.5 + n, 6_259_000.5 + n) for n in range(20)]
    proposed = mapping.propose(sheet("nom est_m nord_m", *rows_), "sites", "essai")
    assert (proposed.columns["x"], proposed.columns["y"], proposed.crs) == ("est_m", "nord_m", "")
    said = mapping.propose(sheet("nom X_L93 Y_L93", *rows_), "sites", "essai")
    assert (said.columns["x"], said.columns["y"], said.crs) == ("X_L93", "Y_L93", "EPSG:2154")

"""Shoots bring their production, their place and their days; doubles never pass in silence."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy import func, select

from scout_app.errors import BadPeriod, ImportDouble, Refused
from scout_app.formats.records import Sheet
from scout_app.model.bookings import Booking, Occupied, Span
from scout_app.model.productions import Production
from scout_app.model.sites import FilmingCredit, Site
from scout_app.model.values import Officer, Period
from scout_app.office import bookings, calendar, dossiers, history, todo
from scout_app.office.imports.mapping import Mapping
from scout_app.office.imports.report import Report
from scout_app.office.sites import SiteQuery
from scout_app.store import rebuild
from scout_app.store.database import Store
from tests.sheets import delimited, sheet

Bring = Callable[[Sheet, Mapping], Report]

COLUMNS = "id titre societe adresse debut fin"
NEIGE = (1, "Neige", "Alizé Films", "3, rue Payenne, 13003 Marseille", "2027-05-03", "2027-05-07")
SABLE = (2, "Sable", "Mistral", "3 rue Payenne 13003", "2027-05-07", "2027-05-09")
PARIS = (48.815, 2.224, 48.9022, 2.4699)
"""The limits of the commune of Paris: south, west, north, east."""

Propose = Callable[[Sheet], Mapping]


def test_two_shoots_at_one_address_are_one_site(
    store: Store, bring: Bring, shoots: Propose
) -> None:
    later = (*SABLE[:4], "2027-06-07", "2027-06-09")
    report = bring(rows := sheet(COLUMNS, NEIGE, later), shoots(rows))
    assert (report.created, report.warnings) == (2, ())
    with store.reading() as session:
        assert session.scalar(select(func.count()).select_from(Site)) == 1
        assert session.scalars(select(Production.title).order_by(Production.title)).all() == [
            "Neige", "Sable",
        ]  # fmt: skip


def test_a_double_booking_is_said_and_kept_as_contested(
    store: Store, bring: Bring, shoots: Propose
) -> None:
    report = bring(rows := sheet(COLUMNS, NEIGE, SABLE), shoots(rows))
    assert report.created == 2
    assert [said.number for said in report.warnings] == [3]
    fact = report.warnings[0].fact
    assert isinstance(fact, ImportDouble)
    assert (fact.title, fact.other, fact.same_production) == ("Sable", "Neige", False)
    with store.reading() as session:
        assert len(set(session.scalars(select(Occupied.clash_group)))) == 1
        assert list(rebuild.problems(session)) == []


def test_a_double_booking_shows_wherever_its_days_do(
    store: Store, bring: Bring, shoots: Propose, officer: Officer, today: date
) -> None:
    bring(rows := sheet(COLUMNS, NEIGE, SABLE), shoots(rows))
    may = Period(date(2027, 5, 1), date(2027, 5, 31))
    with store.reading() as session:
        [row] = calendar.calendar(session, may, query=SiteQuery(), today=today).rows
        assert [bar.contested for bar in row.bars] == [True, True]
        assert {one.kind for one in todo.listing(session, today)} == {"contested"}
        how = {"lang": "en", "version": "disclosed", "today": today, "by": officer, "period": may}
        [printed] = dossiers.prepare(session, [row.site.id], **how).sheets  # type: ignore[arg-type]  # as named
        assert sum("subject to a decision" in one for one in printed.warnings) == 2
        assert not any("Neige" in one or "Sable" in one for one in printed.warnings)
    settled = sheet(COLUMNS, NEIGE, (*SABLE[:4], "2027-05-08", "2027-05-09"))
    with store.transaction(by=officer) as session:
        history.undo(session)
    bring(settled, shoots(settled))
    with store.reading() as session:
        [row] = calendar.calendar(session, may, query=SiteQuery(), today=today).rows
        assert not any(bar.contested for bar in row.bars)


def test_undoing_a_contested_import_leaves_the_others_alone(
    store: Store, bring: Bring, shoots: Propose, officer: Officer
) -> None:
    bring(rows := sheet(COLUMNS, NEIGE), shoots(rows))
    bring(rows := sheet(COLUMNS, NEIGE, SABLE), shoots(rows))
    with store.transaction(by=officer) as session:
        history.undo(session)
    with store.reading() as session:
        occupied = session.scalars(select(Occupied)).all()
        assert [row.clash_group for row in occupied] == [row.booking_id for row in occupied]
        assert list(rebuild.problems(session)) == []


def test_an_imported_shoot_stands_in_the_way_of_a_new_hold(
    store: Store, bring: Bring, shoots: Propose, officer: Officer, today: date
) -> None:
    bring(rows := sheet(COLUMNS, NEIGE), shoots(rows))
    with store.reading() as session:
        found = session.scalars(select(Booking)).one()
        assert bookings.detail(session, found.id, today).rank is None


def test_new_days_in_the_file_follow(store: Store, bring: Bring, shoots: Propose) -> None:
    bring(rows := sheet(COLUMNS, NEIGE), shoots(rows))
    moved = sheet(COLUMNS, (*NEIGE[:4], "2027-05-10", "2027-05-12"))
    assert bring(moved, shoots(moved)).updated == 1
    assert bring(moved, shoots(moved)).unchanged == 1
    with store.reading() as session:
        assert session.scalars(select(Span.first_day)).all() == [date(2027, 5, 10)]


def test_a_shoot_without_days_but_with_its_year_is_a_credit(
    store: Store, bring: Bring, shoots: Propose
) -> None:
    rows = sheet("titre adresse annee", ("Marius", "Vieux-Port", "1931"), ("Rien", "Ici", ""))
    report = bring(rows, shoots(rows))
    assert (report.created, [said.number for said in report.rejects]) == (1, [3])
    with store.reading() as session:
        assert session.scalars(select(FilmingCredit.title)).all() == ["Marius"]


def test_days_that_end_before_they_begin_are_refused(bring: Bring, shoots: Propose) -> None:
    rows = sheet(COLUMNS, (*NEIGE[:4], "2027-05-12", "2027-05-10"))
    report = bring(rows, shoots(rows))
    assert isinstance(report.rejects[0].fact, BadPeriod)


def test_the_shoots_of_paris_come_in_whole(
    bring: Bring, shoots: Propose, fixtures: Path, store: Store
) -> None:
    rows = delimited(fixtures / "01-paris-tournages/paris_2016-2019_ids_utf8_semicolon.csv", ";")
    mapping = replace(shoots(rows), region=PARIS)
    report = bring(rows, mapping)
    assert (report.read, report.created, report.rejected) == (8_919, 8_919, 0)
    outside = Counter(isinstance(said.fact, Refused) for said in report.warnings)
    assert outside[True] == 5
    again = bring(rows, mapping)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 8_919)


def test_the_permits_of_new_york_keep_their_nights(
    bring: Bring, shoots: Propose, fixtures: Path, store: Store
) -> None:
    rows = delimited(fixtures / "02-film-datasets/nyc/nyc_Film_Permits_2023_14col.csv", ",")
    report = bring(rows, shoots(rows))
    assert (report.read, report.created, report.rejected) == (2_690, 2_690, 0)
    with store.reading() as session:
        nights = select(func.count()).where(Span.last_day > Span.first_day, Span.starts_at != None)  # noqa: E711
        assert session.scalar(nights) == 627

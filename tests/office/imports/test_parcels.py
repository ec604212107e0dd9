"""Parcels come onto the site that stands on them, once, with their own outlines."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import shapely
from sqlalchemy import func, select

from scout_app.errors import Refused
from scout_app.formats import layers
from scout_app.formats.records import Record, Sheet
from scout_app.model.log import op
from scout_app.model.sites import Parcel, Site
from scout_app.model.values import Officer, Position
from scout_app.office import rows
from scout_app.office.imports import mapping, run
from scout_app.office.imports.mapping import Mapping
from scout_app.office.imports.report import Report, Said
from scout_app.places import outlines
from scout_app.places.projection import to_lambert93
from scout_app.store import rebuild
from scout_app.store.database import Store

Bring = Callable[[Sheet, Mapping], Report]

SQUARE = ((5.0, 43.0), (5.01, 43.0), (5.01, 43.01), (5.0, 43.01))
BESIDE = tuple((lon + 0.1, lat) for lon, lat in SQUARE)
BOW_TIE = ((5.0, 43.0), (5.01, 43.01), (5.01, 43.0), (5.0, 43.01))


def drawn(
    *rows_: tuple[str, float, tuple[tuple[float, float], ...]], crs: str = "EPSG:4326"
) -> Sheet:
    """Return a layer of parcels: identifier, declared area, corners."""
    return Sheet(
        "parcelles",
        ("IDU", "SUPF"),
        [
            Record(number, (name, area), bytes(shapely.to_wkb(shapely.Polygon(corners))))
            for number, (name, area, corners) in enumerate(rows_, 1)
        ],
        crs=crs,
    )


def how(sheet: Sheet) -> Mapping:
    return mapping.propose(sheet, "parcels", "cadastre")


def why(said: Said) -> str:
    assert isinstance(said.fact, Refused)
    return said.fact.why


def kept(store: Store) -> list[Parcel]:
    with store.reading() as session:
        return list(session.scalars(select(Parcel).order_by(Parcel.identifier)))


def site_at(store: Store, officer: Officer, name: str, lat: float, lon: float) -> Site:
    with store.transaction(by=officer) as session:
        row_id = rows.add(
            session, "site",
            {"name": name, "kind": "land", "lat": f"{lat}", "lon": f"{lon}"},
        )  # fmt: skip
    with store.reading() as session:
        return session.scalars(select(Site).where(Site.id == row_id)).one()


def test_a_parcel_goes_onto_the_site_that_stands_on_it(
    store: Store, officer: Officer, bring: Bring
) -> None:
    there = site_at(store, officer, "Carrière", 43.005, 5.005)
    file = drawn(("A1", 900_000.4, SQUARE))
    report = bring(file, how(file))
    assert (report.created, report.warnings) == (1, ())
    (parcel,) = kept(store)
    assert (parcel.site_id, parcel.identifier, parcel.declared_area) == (there.id, "A1", 900_000)
    assert parcel.geometry is not None
    assert shapely.from_wkb(outlines.wkb(parcel.geometry)).equals(
        shapely.MultiPolygon([shapely.Polygon(SQUARE)])
    )


def test_parcels_of_no_site_come_onto_one_new_piece_of_land(store: Store, bring: Bring) -> None:
    file = drawn(("A1", 1, SQUARE), ("A2", 2, BESIDE))
    report = bring(file, how(file))
    assert (report.read, report.created) == (2, 2)
    assert [said.number for said in report.warnings] == [1]
    one, other = kept(store)
    with store.reading() as session:
        land = session.scalars(select(Site).where(Site.id == one.site_id)).one()
        assert list(rebuild.problems(session)) == []
    assert other.site_id == land.id
    assert (land.name, land.kind, land.review_state) == ("cadastre", "land", "to_review")
    assert land.lat is not None
    assert 430_000_000 <= land.lat <= 430_100_000


def test_a_site_that_is_named_takes_them_all(store: Store, officer: Officer, bring: Bring) -> None:
    there = site_at(store, officer, "Carrière", 43.005, 5.005)
    site_at(store, officer, "Hangar", 43.005, 5.105)
    file = drawn(("A1", 1, SQUARE), ("A2", 2, BESIDE))
    bring(file, replace(how(file), fixed={"site": "Carrière"}))
    assert {parcel.site_id for parcel in kept(store)} == {there.id}


def test_the_same_parcels_again_write_nothing(store: Store, bring: Bring) -> None:
    file = drawn(("A1", 1, SQUARE), ("A2", 2, BESIDE))
    bring(file, how(file))
    with store.reading() as session:
        before = session.scalar(select(func.count()).select_from(op))
    report = bring(file, how(file))
    assert (report.created, report.updated, report.unchanged) == (0, 0, 2)
    elsewhere = bring(file, replace(how(file), source="autre-fichier"))
    assert (elsewhere.created, elsewhere.duplicates) == (0, 2)
    with store.reading() as session:
        assert session.scalar(select(func.count()).select_from(op)) == before


def test_an_outline_that_crosses_itself_is_refused_with_its_row(store: Store, bring: Bring) -> None:
    file = drawn(("A1", 1, SQUARE), ("A2", 2, BOW_TIE))
    report = bring(file, how(file))
    assert (report.created, report.rejected) == (1, 1)
    (said,) = report.rejects
    assert (said.number, why(said)) == (2, "outline_crosses_itself")


def test_lambert_figures_in_a_layer_that_says_degrees_are_offered_not_assumed(
    store: Store, bring: Bring
) -> None:
    corners = tuple(to_lambert93(Position(lat, lon)) for lon, lat in SQUARE)
    file = drawn(("A1", 1, corners))
    refused = bring(file, how(file))
    assert [why(said) for said in refused.rejects] == ["import_outline_system"]
    report = bring(file, replace(how(file), crs="EPSG:2154"))
    assert report.created == 1
    (parcel,) = kept(store)
    assert parcel.geometry is not None
    brought = shapely.get_coordinates(shapely.from_wkb(outlines.wkb(parcel.geometry)))
    assert sorted({(round(x, 6), round(y, 6)) for x, y in brought}) == sorted(SQUARE)


@pytest.mark.parametrize(
    "name",
    [
        "parcelles_13029A_wgs84.geojson",
        "parcelles_13029A.kml",
        "parcelles_13029A_lambert93_shp.zip",
    ],
)
def test_the_parcels_of_a_commune_come_in_whole(
    store: Store, bring: Bring, fixtures: Path, name: str
) -> None:
    file = layers.read(fixtures / "05-geo" / "cadastre-converted" / name)
    report = bring(file, how(file))
    assert (report.read, report.created, report.rejected) == (389, 389, 0)
    assert sum(parcel.declared_area or 0 for parcel in kept(store)) == 1_757_341
    again = bring(file, how(file))
    assert (again.created, again.updated, again.unchanged) == (0, 0, 389)


def test_three_files_of_the_same_parcels_agree_within_a_metre(
    store: Store, officer: Officer, today: date, fixtures: Path
) -> None:
    centres = []
    for name in ("parcelles_13029A_wgs84.geojson", "parcelles_13029A_lambert93_shp.zip"):
        file = layers.read(fixtures / "05-geo" / "cadastre-converted" / name)
        with store.reading() as session:
            plan = run.planned(session, file, how(file), today)
        centres.append({
            row.identifier: outlines.inside_point(outlines.wkb(row.geometry))
            for row in plan.new
            if isinstance(row, Parcel) and row.geometry is not None
        })  # fmt: skip
    one, other = centres
    assert one.keys() == other.keys()
    apart = [max(abs(a - b) for a, b in zip(one[k], other[k], strict=True)) for k in one]
    assert max(apart) <= 90  # 1e-7 degrees: a metre is 90 of them north, 123 east

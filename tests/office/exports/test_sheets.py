"""What leaves the catalogue: typed cells, drawings, and nothing that may not leave."""

from datetime import date

import shapely

from scout_app.formats.records import Cell, Sheet
from scout_app.model.base import tag_id
from scout_app.model.sites import Parcel, Tag
from scout_app.model.values import Period, State
from scout_app.office.exports import disused, sheets
from scout_app.places import outlines
from tests.office.conftest import Trade

SQUARE = shapely.Polygon([(5.0, 43.0), (5.01, 43.0), (5.01, 43.01), (5.0, 43.01)])


def column(sheet: Sheet, title: str) -> list[Cell]:
    place = sheet.columns.index(title)
    return [record.cells[place] for record in sheet.records]


def test_sites_leave_with_typed_cells_under_the_titles_of_the_language(trade: Trade) -> None:
    trade.commune("13056", "Martigues")
    site = trade.site(
        "Hangar", commune="13056", area=1_200, clear_height=950, fibre=True, lat=434_000_000,
        lon=50_500_000,
    )  # fmt: skip
    for word in ("brut", "béton"):
        trade.put(Tag(id=tag_id(site, "looks", word), row_id=site, field="looks", value=word))
    found = trade.read(sheets.sheet, "sites", "fr")
    assert column(found, "Nom") == ["Hangar"]
    assert column(found, "Surface (m²)") == [1_200]
    assert column(found, "Hauteur libre (m)") == [9.5]
    assert column(found, "Fibre") == [True]
    assert column(found, "Nature") == ["Plateau"]
    assert column(found, "Style") == ["brut, béton"]
    assert column(found, "Nom de la commune") == ["Martigues"]
    drawn = found.records[0].geometry
    assert drawn is not None
    assert shapely.from_wkb(drawn).equals(shapely.Point(5.05, 43.4))
    assert column(trade.read(sheets.sheet, "sites", "en"), "Area (m²)") == [1_200]


def test_what_is_internal_stays_unless_asked_and_a_private_owner_always(trade: Trade) -> None:
    trade.site("Ouvert", owner="Ville", owner_type="public")
    trade.site("Réservé", confidentiality="internal", owner="M. Dupont", owner_type="private")
    outside = trade.read(sheets.sheet, "sites", "fr")
    assert column(outside, "Nom") == ["Ouvert"]
    assert "Propriétaire" not in outside.columns
    inside = trade.read(sheets.sheet, "sites", "fr", internal=True)
    assert column(inside, "Nom") == ["Ouvert", "Réservé"]
    assert column(inside, "Propriétaire") == ["Ville", None]


def test_parcels_leave_with_both_areas_and_their_outline(trade: Trade) -> None:
    site = trade.site("Carrière")
    kept = outlines.blob(bytes(shapely.to_wkb(SQUARE)))
    trade.put(Parcel(site_id=site, identifier="0A0215", declared_area=900_000, geometry=kept))
    found = trade.read(sheets.sheet, "parcels", "fr")
    assert column(found, "Parcelle") == ["0A0215"]
    assert column(found, "Surface déclarée (m²)") == [900_000]
    (measured,) = column(found, "Surface mesurée (m²)")
    assert isinstance(measured, int)
    assert abs(measured - 905_000) < 5_000  # 814 m by 1,111 m
    assert found.records[0].geometry == outlines.wkb(kept)


def test_only_confirmed_days_leave_for_outside(trade: Trade) -> None:
    site = trade.site("Plateau")
    one, other = trade.production("Un"), trade.production("Deux")
    days = Period(date(2027, 5, 3), date(2027, 5, 5))
    trade.hold(site, one, days, State.CONFIRMED)
    trade.hold(site, other, Period(date(2027, 6, 1), date(2027, 6, 2)), State.OPTION)
    outside = trade.read(sheets.sheet, "shoots", "fr")
    assert column(outside, "Titre") == ["Un"]
    assert column(outside, "Du") == [date(2027, 5, 3)]
    inside = trade.read(sheets.sheet, "shoots", "fr", internal=True)
    assert column(inside, "Titre") == ["Un", "Deux"]


def test_land_leaves_as_the_standard_wants_it_and_says_who_cannot(trade: Trade) -> None:
    trade.commune("13056", "Martigues")
    land = trade.site(
        "Friche", kind="land", reference="MC-1", commune="13056", area=900_000,
        lat=430_050_000, lon=50_050_000,
    )  # fmt: skip
    trade.site("Sans commune", kind="land")
    trade.put(
        Parcel(
            site_id=land, identifier="0A0215", geometry=outlines.blob(bytes(shapely.to_wkb(SQUARE)))
        )
    )
    lines, left = trade.read(disused.rows, "Mission cinéma")
    assert [one.name for one in left] == ["Sans commune"]
    (line,) = lines
    assert (line["site_id"], line["comm_nom"]) == ("13056_MC-1", "Martigues")
    assert line["geompoint"] == "POINT(5.0050000 43.0050000)"
    assert line["unite_fonciere_refcad"] == "0A0215"
    assert shapely.from_wkt(line["geomsurf"]).equals(shapely.MultiPolygon([SQUARE]))

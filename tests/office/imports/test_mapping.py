"""Columns are recognised by their titles, in either language, and by what they hold."""

import pytest

from scout_app.errors import Refused
from scout_app.office.imports import mapping
from tests.sheets import sheet


def test_french_titles_are_recognised() -> None:
    rows = sheet(
        "id;nom;surface;hauteur;latitude;longitude".replace(";", " "), [1, "A", 2, 3, 4, 5]
    )
    found = mapping.propose(rows, "sites", "essai")
    assert found.columns == {
        "name": "nom", "area": "surface", "clear_height": "hauteur",
        "lat": "latitude", "lon": "longitude",
    }  # fmt: skip
    assert found.key == ("id",)
    assert found.fixed == {"kind": "location"}


def test_a_column_that_repeats_is_no_key() -> None:
    assert mapping.propose(sheet("id nom", [1, "A"], [1, "B"]), "sites", "essai").key == ()


def test_one_way_of_giving_the_position_is_kept() -> None:
    rows = sheet("nom coord_x coord_y geo_point_2d", ["A", 1, 2, "2,1"])
    columns = mapping.propose(rows, "sites", "essai").columns
    assert {name for name in columns if name != "name"} == {"lat", "lon"}


@pytest.mark.parametrize(("cell", "order"), [("05/23/2027", "mdy"), ("23/05/2027", "dmy")])
def test_a_value_above_twelve_tells_months_from_days(cell: str, order: str) -> None:
    assert mapping.propose(sheet("debut", [cell]), "shoots", "essai").day_order == order


def test_a_mapping_is_kept_and_read_again() -> None:
    made = mapping.propose(sheet("id nom", [1, "A"]), "sites", "essai")
    assert mapping.from_json(made.to_json()) == made


@pytest.mark.parametrize("text", ["", "[]", '{"what": "planets", "source": "x"}', '{"who": 1}'])
def test_what_is_no_mapping_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        mapping.from_json(text)


def test_a_column_the_file_has_not_is_named() -> None:
    made = mapping.Mapping("sites", "essai", {"name": "intitulé"})
    with pytest.raises(Refused) as told:
        made.picker(sheet("nom", ["A"]))
    assert told.value.what == "intitulé"


def test_columns_left_out_are_said() -> None:
    rows = sheet("nom humeur", ["A", "bonne"])
    assert mapping.unmapped(rows, mapping.propose(rows, "sites", "essai")) == ["humeur"]

"""Cells as files write them become what the fields keep."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scout_app.errors import BadValue
from scout_app.model.fields import fields_of
from scout_app.model.sites import Site
from scout_app.office.imports import cells
from scout_app.office.imports.cells import PARIS
from scout_app.office.imports.mapping import DayOrder

HEIGHT = fields_of(Site)["clear_height"]


@pytest.mark.parametrize(
    ("cell", "centimetres"),
    [
        ("9,5", 950), ("9.5", 950), (9.5, 950), (9.500000001, 950), ("1 234,5", 123_450),
        ("1\u202f234,50 m", 123_450), (12, 1_200), ("", None), (None, None),
    ],
)  # fmt: skip
def test_a_number_is_read_in_the_field_s_unit(cell: object, centimetres: int | None) -> None:
    assert cells.value(HEIGHT, cell) == centimetres  # type: ignore[arg-type]


@pytest.mark.parametrize("cell", ["haut", "-3", "1e999", "nan"])
def test_what_is_no_height_is_refused(cell: str) -> None:
    with pytest.raises(BadValue):
        cells.value(HEIGHT, cell)


@given(st.integers(0, 10**7))
def test_float_noise_is_not_a_change(centimetres: int) -> None:
    assert cells.value(HEIGHT, centimetres / 100) == centimetres
    assert cells.value(HEIGHT, str(centimetres / 100)) == centimetres


@pytest.mark.parametrize(
    ("cell", "order", "said"),
    [
        ("2027-05-03", "dmy", date(2027, 5, 3)),
        ("03/05/2027", "dmy", date(2027, 5, 3)),
        ("05/03/2027", "mdy", date(2027, 5, 3)),
        ("03.05.27", "dmy", date(2027, 5, 3)),
        ("05/03/2023 12:30:00 AM", "mdy", datetime(2023, 5, 3, 0, 30, tzinfo=PARIS)),
        ("05/03/2023 12:30:00 PM", "mdy", datetime(2023, 5, 3, 12, 30, tzinfo=PARIS)),
        ("05/03/2023 10:00:00 PM", "mdy", datetime(2023, 5, 3, 22, 0, tzinfo=PARIS)),
        ("2018-01-09T17:34:10.459+01:00", "dmy", datetime(2018, 1, 9, 16, 34, 10, tzinfo=UTC)),
        (datetime(2027, 5, 3), "dmy", date(2027, 5, 3)),  # noqa: DTZ001 (as spreadsheets give it)
        ("", "dmy", None),
    ],
)
def test_a_day_or_an_hour_is_read_as_its_file_writes_it(
    cell: object, order: DayOrder, said: object
) -> None:
    assert cells.moment(cell, order, "first_day") == said  # type: ignore[arg-type]


@pytest.mark.parametrize("cell", ["31/02/2027", "13/13/2027", "demain", "03/05/2027 13:00 PM"])
def test_what_is_no_day_is_refused(cell: str) -> None:
    with pytest.raises(BadValue):
        cells.moment(cell, "dmy", "first_day")


def test_a_postcode_read_as_a_number_keeps_no_decimals() -> None:
    assert cells.text(75008.0) == "75008"
    assert cells.text("12\u00a0 PLACE\u00a0 SAINT AUGUSTIN") == "12 PLACE SAINT AUGUSTIN"

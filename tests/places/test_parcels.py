"""Parcels are read as the land register writes them and as people type them."""

import pytest

from scout_app.places import parcels


@pytest.mark.parametrize(
    ("typed", "idu"),
    [
        ("13029000AB0123", "13029000AB0123"),
        ("13029 000 AB 0123", "13029000AB0123"),
        ("13029 AB 123", "13029000AB0123"),
        ("13029 a 7", "130290000A0007"),
        ("13055 808 0B 12", "130558080B0012"),
        ("2a004 ab 5", "2A004000AB0005"),
    ],
)
def test_a_parcel_keeps_its_leading_zeros(typed: str, idu: str) -> None:
    assert str(parcels.read(typed)) == idu
    assert parcels.read(idu) == parcels.read(typed)


def test_a_parcel_is_said_without_zeros() -> None:
    parcel = parcels.read("130558080B0012")
    assert parcel is not None
    assert (parcel.departement, parcel.short) == ("13", "808 B 12")


@pytest.mark.parametrize("text", ["", "13029", "12 rue de Rome 13006", "13029000AB01234", "AB 123"])
def test_an_address_is_no_parcel(text: str) -> None:
    assert parcels.read(text) is None

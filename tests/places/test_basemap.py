"""The bundled map is whole, legible to numpy, and says where it comes from."""

import numpy as np
import pytest

from scout_app.places import basemap
from scout_app.places.basemap import Line


def inside(ring: Line, lon: float, lat: float) -> bool:
    """Whether a ring holds a point: a ray to the east crosses it an odd number of times."""
    (x, y), (nx, ny) = ring[:-1].T, ring[1:].T
    straddles = (y > lat) != (ny > lat)
    crossing = x + (lat - y) / np.where(straddles, ny - y, 1) * (nx - x)
    return bool(np.count_nonzero(straddles & (crossing > lon)) % 2)


def on_land(lon: float, lat: float) -> bool:
    return any(inside(ring, lon, lat) for ring in basemap.read().land)


@pytest.mark.parametrize(
    ("lon", "lat"), [(5.45, 43.53), (5.40, 43.30), (5.055, 43.407), (5.2900, 43.2670)]
)
def test_towns_and_islands_are_on_land(lon: float, lat: float) -> None:
    assert on_land(lon, lat)


@pytest.mark.parametrize(("lon", "lat"), [(5.10, 43.06), (5.30, 43.32), (4.92, 43.37)])
def test_the_sea_and_the_roadsteads_are_not(lon: float, lat: float) -> None:
    assert not on_land(lon, lat)


def test_the_land_is_closed_and_stays_in_the_frame() -> None:
    ground = basemap.read()
    west, south, east, north = ground.frame
    for ring in (*ground.land, *ground.waters):
        assert ring[0].tolist() == ring[-1].tolist()
        assert (ring >= (west, south)).all()
        assert (ring <= (east, north)).all()


def test_the_coast_has_no_line_along_the_frame() -> None:
    ground = basemap.read()
    for line in ground.coast:
        for side, axis in zip(ground.frame, (0, 1, 0, 1), strict=True):
            on_side = line[:, axis] == side
            assert not (on_side[:-1] & on_side[1:]).any()
    assert sum(map(len, ground.coast)) > 0.98 * sum(map(len, ground.land))


def test_the_92_communes_are_named_the_most_populous_first() -> None:
    communes = basemap.read().communes
    assert len(communes) == 92
    assert [c.name for c in communes[:2]] == ["Marseille", "Aix-en-Provence"]
    assert [c.population for c in communes] == sorted(
        (c.population for c in communes), reverse=True
    )


def test_the_etang_de_berre_is_named_though_nothing_draws_it() -> None:
    [berre] = [name for name in basemap.read().water_names if name.name == "Étang de Berre"]
    assert berre.nature == "lagoon"
    assert (berre.lat, berre.lon) == pytest.approx((43.46, 5.11), abs=0.05)


def test_the_sources_are_credited() -> None:
    assert {"GSHHG", "GeoNames", "IGN"} <= set(basemap.read().credit.replace("(", " ").split())


def test_nobody_can_write_to_the_shared_arrays() -> None:
    with pytest.raises(ValueError, match="read-only"):
        basemap.read().land[0][0, 0] = 0

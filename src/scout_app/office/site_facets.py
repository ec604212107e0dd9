"""What is kept of the sites found, and how many have each value, counted over the columns."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from scout_app.model.choices import SITE_KIND
from scout_app.model.values import Availability, Position
from scout_app.office.sites import AREAS, Facet, SiteQuery
from scout_app.wording.reasons import AVAILABILITY

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scout_app.office.site_columns import Coded, Columns, Flags, Floats, Places

    Severities = NDArray[np.int8]
    """How severe the worst day of each site is."""

_KM_A_DEGREE = 110.5
"""Less than any degree of latitude, so that a box of degrees holds the whole circle."""
_POLAR = 85.0
_POINTS_KEPT = 4


class Counted:
    """The sites found, and the facets over them; each counts as if it were not chosen."""

    def __init__(
        self, known: "Columns", places: "Places", query: SiteQuery, standing: "Severities | None"
    ) -> None:
        self._known, self._places = known, places
        # An unknown area, NaN, is no more than any step; `least` 0 alone would take it in.
        self._area = known.area[places]
        self._standing = None if standing is None else standing[places]
        self._flags = {name: flags for name, flags in self._asked(query)}

    def _asked(self, query: SiteQuery) -> "Iterable[tuple[str, Flags]]":
        """Go through what the query chooses, with the sites that have it."""
        known, places = self._known, self._places
        if query.kinds:
            yield "kind", known.kind.among(query.kinds)[known.kind.codes[places]]
        if query.communes:
            yield "commune", known.commune.among(query.communes)[known.commune.codes[places]]
        if query.min_area is not None:
            large = self._area >= query.min_area
            yield "area", large | np.isnan(self._area) if query.min_area <= 0 else large
        if query.offered_only:
            yield "offered", known.offered[places]
        if query.states and self._standing is not None:
            chosen = [state.severity for state in Availability if state.value in query.states]
            yield "state", np.isin(self._standing, chosen)
        elif query.states:
            yield "state", np.zeros(len(places), dtype=bool)

    def kept(self, but: str = "") -> "Flags":
        """Return which sites have all that is asked, one facet left aside."""
        flags = np.ones(len(self._places), dtype=bool)
        for name, asked in self._flags.items():
            if name != but:
                flags &= asked
        return flags

    def kinds(self) -> tuple[Facet, ...]:
        """Count the kinds."""
        counts = self._counts(self._known.kind, self.kept("kind"))
        return _facets((word, SITE_KIND.get(word, word), count) for word, count in counts)

    def communes(self) -> tuple[Facet, ...]:
        """Count the communes."""
        counts = self._counts(self._known.commune, self.kept("commune"))
        names = self._known.communes
        return _facets((insee, names.get(insee, insee), count) for insee, count in counts)

    def _counts(self, column: "Coded", flags: "Flags") -> "Iterable[tuple[str, int]]":
        counted = self._places if flags.all() else self._places[flags]
        codes = column.codes[counted]
        counts = np.bincount(codes, minlength=len(column.words)).tolist()
        return ((word, n) for word, n in zip(column.words, counts, strict=True) if word and n)

    def areas(self) -> tuple[Facet, ...]:
        """Count the steps of the area."""
        flags = self.kept("area")
        areas = self._area if flags.all() else self._area[flags]
        counts = (
            Facet(code, label, int(np.count_nonzero(areas >= least)))
            for code, (label, least) in AREAS.items()
        )
        return tuple(facet for facet in counts if facet.count)

    def states(self) -> tuple[Facet, ...]:
        """Count how the sites stand on the days asked; nothing when no days are."""
        if self._standing is None:
            return ()
        counts = Counter(self._standing[self.kept("state")].tolist())
        return tuple(
            Facet(state.value, AVAILABILITY[state], counts[state.severity])
            for state in Availability
            if counts[state.severity]
        )


def _facets(counted: Iterable[tuple[str, str, int]]) -> tuple[Facet, ...]:
    """Return facets, the most frequent first."""
    return tuple(Facet(*one) for one in sorted(counted, key=lambda one: (-one[2], one[1], one[0])))


def near(known: "Columns", places: "Places", query: SiteQuery) -> "tuple[Places, Floats | None]":
    """Keep the sites within the distance of the point asked, the nearest first, each with its km.

    Without a point all are kept, in their order.
    """
    if query.near is None:
        return places, None
    km = _distances(known, query.near, query.within_km)[places]
    within = ~np.isnan(km)
    places, km = places[within], km[within]
    turns = np.lexsort((known.order[places], km))
    return places[turns], km[turns]


def _distances(known: "Columns", here: Position, farthest: float | None) -> "Floats":
    """Return the km of each site, NaN beyond the farthest; the last points asked are kept.

    A box of degrees leaves out most sites before any distance is computed.
    """
    if (here, farthest) not in known.distances:
        from scout_app.places.distance import all_km

        lat, lon = known.lat, known.lon
        inside = ~np.isnan(lat) if farthest is None else _in_box(here, farthest, lat, lon)
        found = np.full(len(known), np.nan)
        found[inside] = all_km(here, lat[inside], np.nan_to_num(lon[inside]))
        if farthest is not None:
            found[found > farthest] = np.nan
        while len(known.distances) >= _POINTS_KEPT:
            known.distances.pop(next(iter(known.distances)), None)
        known.distances[here, farthest] = found
    return known.distances[here, farthest]


def _in_box(here: Position, km: float, lat: "Floats", lon: "Floats") -> "Flags":
    """Return which points may lie within the distance; all longitudes near a pole or the far side.

    A missing longitude counts as 0, as in the distances.
    """
    degrees = km / _KM_A_DEGREE
    inside = (lat >= here.lat - degrees) & (lat <= here.lat + degrees)
    highest = abs(here.lat) + degrees
    if highest < _POLAR:
        wide = degrees / float(np.cos(np.radians(highest)))
        if abs(here.lon) + wide < 180:
            east = np.nan_to_num(lon)
            inside &= (east >= here.lon - wide) & (east <= here.lon + wide)
    return np.asarray(inside, dtype=bool)

"""The sites as columns in memory: what a search asks of each, and its row only when it is shown."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, overload
from uuid import UUID

import numpy as np

from scout_app.model.choices import HALO_M
from scout_app.model.values import Position
from scout_app.office.name_words import NameWords
from scout_app.office.site_rows import SiteRow
from scout_app.office.texts_packed import Texts
from scout_app.wording.values import folded

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Places = NDArray[np.int32]
    """Where sites stand in the columns."""
    Flags = NDArray[np.bool_]
    Floats = NDArray[np.float64]

_PAGE = 64


@dataclass(frozen=True, slots=True)
class Coded:
    """A column of few different words: `codes` count into `words`, whose first is None."""

    codes: "NDArray[np.int32] | NDArray[np.int16]"
    words: tuple[str | None, ...]

    def among(self, chosen: frozenset[str]) -> "Flags":
        """Return for each code whether its word is chosen."""
        return np.array([word in chosen for word in self.words], dtype=bool)


@dataclass(frozen=True, slots=True)
class Columns:
    """All sites, deleted ones too, in the order of their numbers; never changed, only replaced.

    Unknown figures are NaN; `whole` is -1 for a site that is part of no other. `by_name` holds the
    places of the sites that stand, in the order of their names; `order` is its inverse.
    """

    at: int
    """The last transaction that it shows."""
    numbers: "NDArray[np.int64]"
    ids: "NDArray[np.uint64]"
    stands: "Flags"
    kind: Coded
    location_kind: Coded
    status: Coded
    precision: Coded
    commune: Coded
    whole: "Places"
    area: "Floats"
    lat: "Floats"
    lon: "Floats"
    offered: "Flags"
    names: Texts
    references: Texts
    words: NameWords
    by_name: "Places"
    order: "Places"
    communes: Mapping[str, str]
    unshown: frozenset[UUID]
    """The sites of which the tables cannot show all that the log says."""
    figures: dict[str, "Floats"] = field(default_factory=dict)
    """Numeric fields by name, read when they are first asked."""
    hits: dict[str, "Places"] = field(default_factory=dict)
    """What the last texts typed have found."""
    distances: "dict[tuple[Position, float | None], Floats]" = field(default_factory=dict)
    """The km from the last points asked, NaN beyond the distance asked."""

    def __len__(self) -> int:
        """Count the places, those of deleted sites too."""
        return len(self.numbers)

    @property
    def nbytes(self) -> int:
        """The memory of all that is always kept."""
        arrays = (
            self.numbers, self.ids, self.stands, self.whole, self.area, self.lat, self.lon,
            self.offered, self.by_name, self.order, self.names, self.references, self.words,
            self.kind.codes, self.location_kind.codes, self.status.codes, self.precision.codes,
            self.commune.codes,
        )  # fmt: skip
        return sum(int(one.nbytes) for one in arrays)

    @property
    def standing(self) -> "Places":
        """The sites that stand, in the order of the columns, in which they are counted fastest."""
        return np.asarray(np.flatnonzero(self.stands), dtype=np.int32)

    def named(self, places: "Places") -> "Places":
        """Return sites that stand in the order of their names."""
        whole = len(places) == len(self.by_name)
        return self.by_name if whole else self.by_name[np.sort(self.order[places])]

    def id(self, place: int) -> UUID:
        """Return the id of the site at a place."""
        return UUID(bytes=self.ids[place].tobytes())

    def place(self, site: UUID) -> int | None:
        """Return the place of a site, deleted or not."""
        high, low = np.frombuffer(site.bytes, dtype=np.uint64)
        found = np.flatnonzero(self.ids[:, 0] == high)
        return next((int(n) for n in found if self.ids[n, 1] == low), None)

    def places(self, numbers: "NDArray[np.int64]") -> "Places":
        """Return the places of the sites with those numbers; what is not known is left out."""
        if not len(self):
            return np.zeros(0, dtype=np.int32)
        found = np.minimum(np.searchsorted(self.numbers, numbers), len(self) - 1)
        return np.asarray(found[self.numbers[found] == numbers], dtype=np.int32)

    def key(self, place: int) -> tuple[str, str, str]:
        """Return what orders the site by name, as `by_name` of the rows does."""
        name = self.names[place]
        return folded(name), name, str(self.id(place))

    def beginning(self, wanted: str) -> slice:
        """Return where in `by_name` the names stand that begin so, folded."""

        def start(place: int) -> str:
            return folded(self.names[int(place)])[: len(wanted)]

        low = bisect_left(self.by_name, wanted, key=start)
        return slice(low, bisect_right(self.by_name, wanted, lo=low, key=start))

    def rows(self, places: "Places", km: "Floats | None" = None) -> list[SiteRow]:
        """Make the rows of the sites at those places."""
        lats, lons = self.lat[places].tolist(), self.lon[places].tolist()
        ids = self.ids[places].tobytes()
        far = [None] * len(places) if km is None else km.tolist()
        return [
            SiteRow(
                UUID(bytes=ids[16 * n : 16 * n + 16]),
                self.references[place],
                self.names[place],
                self.kind.words[kind] or "",
                self.location_kind.words[location_kind],
                self.status.words[status] or "",
                insee := self.commune.words[commune],
                self.communes.get(insee or "", insee or ""),
                None if whole < 0 else self.id(whole),
                self.names[whole] if whole >= 0 and self.stands[whole] else "",
                None if area != area else int(area),
                None if lat != lat else lat,
                None if lon != lon else lon,
                HALO_M.get(self.precision.words[precision] or "", 0.0),
                offered,
                distance,
            )
            for n, (
                place, kind, location_kind, status, commune, whole, area, lat, lon, precision,
                offered, distance,
            ) in enumerate(zip(
                places.tolist(), self.kind.codes[places].tolist(),
                self.location_kind.codes[places].tolist(), self.status.codes[places].tolist(),
                self.commune.codes[places].tolist(), self.whole[places].tolist(),
                self.area[places].tolist(), lats, lons, self.precision.codes[places].tolist(),
                self.offered[places].tolist(), far, strict=True,
            ))
        ]  # fmt: skip


class SiteRows(Sequence[SiteRow]):
    """The rows of sites found, each page made when it is first looked at; no query is asked."""

    def __init__(self, known: Columns, places: "Places", km: "Floats | None" = None) -> None:
        self.columns, self.places, self._km = known, places, km
        self._page: tuple[int, list[SiteRow]] = (-1, [])

    def __len__(self) -> int:
        """Count the sites."""
        return len(self.places)

    @overload
    def __getitem__(self, asked: int) -> SiteRow: ...
    @overload
    def __getitem__(self, asked: slice) -> "SiteRows": ...
    def __getitem__(self, asked: int | slice) -> "SiteRow | SiteRows":
        """Return one row, or some of them, no more made than before."""
        if isinstance(asked, slice):
            km = None if self._km is None else self._km[asked]
            return SiteRows(self.columns, self.places[asked], km)
        place = asked + len(self) if asked < 0 else asked
        if not 0 <= place < len(self):
            raise IndexError(asked)
        number, made = self._page
        if number != place // _PAGE:
            number, made = self._page = place // _PAGE, self._made(place // _PAGE)
        return made[place % _PAGE]

    def picked(self, at: "NDArray[np.int64]") -> "SiteRows":
        """Return the rows that stand at some places here."""
        km = None if self._km is None else self._km[at]
        return SiteRows(self.columns, self.places[at], km)

    def _made(self, page: int, size: int = _PAGE) -> list[SiteRow]:
        part = slice(page * size, page * size + size)
        return self.columns.rows(self.places[part], None if self._km is None else self._km[part])

    def __iter__(self) -> Iterator[SiteRow]:
        """Go through the rows, some thousand made at a time."""
        size = _PAGE * _PAGE
        for page in range(-(-len(self) // size)):
            yield from self._made(page, size)

    def __eq__(self, other: object) -> bool:
        """Tell whether the same rows stand in the same order."""
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # as other sequences that compare by what they hold

    @property
    def located(self) -> "SiteRows":
        """The rows of the sites whose position is known."""
        known = self.columns
        there = ~np.isnan(known.lat[self.places]) & ~np.isnan(known.lon[self.places])
        return self if there.all() else SiteRows(known, self.places[there])

    @property
    def positions(self) -> "tuple[Floats, Floats, Floats]":
        """Latitudes and longitudes, and the radius in metres within which each holds."""
        known, places = self.columns, self.places
        halos = np.array([HALO_M.get(word or "", 0.0) for word in known.precision.words])
        return known.lat[places], known.lon[places], halos[known.precision.codes[places]]

    @property
    def key(self) -> bytes:
        """The same for the same sites, in whatever order they were found."""
        return np.sort(self.places).tobytes()

    def among(self, sites: Collection[UUID]) -> frozenset[UUID]:
        """Return which of some sites are among the rows."""
        if not sites:
            return frozenset()
        wanted = {site.bytes for site in sites}
        high = np.array([np.frombuffer(one, dtype=np.uint64)[0] for one in wanted], dtype=np.uint64)
        ids = self.columns.ids[self.places]
        found = ids[np.isin(ids[:, 0], high)].tobytes()
        here = (found[n : n + 16] for n in range(0, len(found), 16))
        return frozenset(UUID(bytes=one) for one in here if one in wanted)

    def place_of(self, site: object) -> int | None:
        """Return where a site stands among the rows; None when it is not among them."""
        place = self.columns.place(site) if isinstance(site, UUID) else None
        if place is None:
            return None
        return next(iter(np.flatnonzero(self.places == place).tolist()), None)

"""Days of many sites as bits: a row a day, a bit a site; set where the site cannot be had."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from scout_app.model.values import Period

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Bits = NDArray[np.uint8]
    """Days × bytes; site n is bit 7 - n % 8 of byte n // 8."""


def painted(
    sites: "NDArray[np.int64]", firsts: "NDArray[np.int64]", lasts: "NDArray[np.int64]",
    count: int, days: int,
) -> "Bits":  # fmt: skip
    """Return the bits of spans, given as site, first and last day counted from the first row.

    Spans are cut at the ends of the picture; one that lies outside of it paints nothing.
    """
    import numpy as np

    bits = np.zeros((days, (count + 7) // 8), dtype=np.uint8)
    order = np.argsort(sites, kind="stable")
    sites, firsts, lasts = sites[order], firsts[order], lasts[order]
    firsts, lasts = np.maximum(firsts, 0), np.minimum(lasts, days - 1)
    inside = firsts <= lasts
    sites, firsts, lasts = sites[inside], firsts[inside], lasts[inside]
    # A thousand sites at a time: the edges of all of them would take gigabytes.
    for start in range(0, count, _CHUNK):
        low, high = np.searchsorted(sites, (start, start + _CHUNK))
        width = min(_CHUNK, count - start)
        edges = np.zeros((days + 1, width), dtype=np.int32)
        np.add.at(edges, (firsts[low:high], sites[low:high] - start), 1)
        np.add.at(edges, (lasts[low:high] + 1, sites[low:high] - start), -1)
        held = np.packbits(np.cumsum(edges[:-1], axis=0) > 0, axis=1)
        bits[:, start // 8 : start // 8 + held.shape[1]] = held
    return bits


_CHUNK = 1024


def column(bits: "Bits", site: int) -> "NDArray[np.bool_]":
    """Return the days of one site, true where it cannot be had."""
    found: NDArray[np.bool_] = (bits[:, site // 8] >> (7 - site % 8) & 1).astype(bool)
    return found


def chosen(bits: "Bits", sites: "Sequence[int] | NDArray[np.int64]") -> "Bits":
    """Return the days of some of the sites, which are then counted from 0."""
    import numpy as np

    columns = np.asarray(sites, dtype=np.int64)
    found = bits[:, columns // 8] >> (7 - columns % 8).astype(np.uint8) & np.uint8(1)
    return np.packbits(found, axis=1)


def put(bits: "Bits", site: int, days: "NDArray[np.bool_]") -> None:
    """Replace the days of one site in place."""
    import numpy as np

    mask = np.uint8(1 << (7 - site % 8))
    kept = bits[:, site // 8] & np.uint8(255 - mask)
    bits[:, site // 8] = kept | np.where(days, mask, np.uint8(0))


def starts(busy: "Bits", length: int) -> "Bits":
    """Return the days on which a run of that many days begins, none of them busy.

    Runs are doubled, so that the work grows with the logarithm of the length. Empty when the
    rows are fewer than the length.
    """
    run, reached = ~busy, 1
    if length > len(run):
        return run[:0]
    while reached < length:
        step = min(reached, length - reached)
        run = run[:-step] & run[step:]
        reached += step
    return run


def any_day(bits: "Bits", count: int) -> "NDArray[np.bool_]":
    """Return for each site whether any day has its bit."""
    import numpy as np

    if not len(bits):
        return np.zeros(count, dtype=bool)
    return np.unpackbits(np.bitwise_or.reduce(bits, axis=0), count=count).astype(bool)


def first_days(bits: "Bits", sites: "Sequence[int] | NDArray[np.int64]") -> "NDArray[np.int64]":
    """Return the first day that has its bit, for each of some sites that have one."""
    import numpy as np

    count = len(sites)
    found = np.unpackbits(chosen(bits, sites), axis=1, count=count) if count else bits[:, :0]
    first: NDArray[np.int64] = found.argmax(axis=0)
    return first


def enough(busy: "Bits", wanted: int, count: int) -> "NDArray[np.bool_]":
    """Return for each site whether it has that many days that are not busy, gaps allowed.

    Counted in bit planes: each plane holds one binary digit of the count of all sites.
    """
    import numpy as np

    planes: list[Bits] = []
    for row in ~busy:
        carry = row
        for n, plane in enumerate(planes):
            planes[n], carry = plane ^ carry, plane & carry
            if not carry.any():
                break
        else:
            if carry.any():
                planes.append(carry)
    counts = np.zeros(count, dtype=np.int32)
    for n, plane in enumerate(planes):
        counts += np.unpackbits(plane, count=count).astype(np.int32) << n
    return counts >= wanted


def worked(period: Period, weekends: bool) -> list[int]:
    """Return the days that count, from 0: all of them, or those from Monday to Friday."""
    begins = period.first.weekday()
    return [n for n in range(len(period)) if weekends or (begins + n) % _WEEK < _SATURDAY]


_SATURDAY, _WEEK = 5, 7


def offset(day: date, first: date) -> int:
    """Return how many days after the first one a day comes."""
    return (day - first).days

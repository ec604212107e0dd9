"""How the columns of the sites are read, and kept in step with every commit, whoever made it."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING, Any
from uuid import UUID
from weakref import WeakKeyDictionary

import numpy as np
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scout_app.model.exchange import unshown
from scout_app.model.log import op, txn
from scout_app.model.sites import Commune
from scout_app.office.name_words import gathered
from scout_app.office.site_columns import Coded, Columns
from scout_app.office.site_rows import OFFERED
from scout_app.office.texts_packed import packed
from scout_app.wording.values import folded

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scout_app.office.site_columns import Flags, Floats, Places

_MANY = 1_000
"""More touched sites than this are read again with all others."""
_AT_A_TIME = 50_000
_IDS_AT_A_TIME = 500
_READ = (
    "SELECT n, id, deleted, reference, name, kind, location_kind, status, position_precision,"
    " commune, whole_id, area, lat, lon FROM site"
)
_DEGREES = 1e7
_kept: WeakKeyDictionary[Any, Columns] = WeakKeyDictionary()
_turn = Lock()


def columns(session: Session) -> Columns:
    """Return the sites as of the session's state: read once, then patched by what was committed.

    A session that writes may have changed rows that the log does not name yet: it reads all.
    """
    if not session.info.get("reads"):
        session.flush()
        return build(session, 0)
    with _turn:
        engine = session.get_bind()
        at = session.scalar(select(func.max(txn.c.n))) or 0
        known = _kept.get(engine)
        if known is not None and known.at != at:
            known = _patched(session, known, at) if known.at < at else None
        found = _kept[engine] = known or build(session, at)
        return found


def figures(session: Session, known: Columns, name: str) -> "Floats":
    """Return a numeric field of all sites, NaN where it is unknown."""
    if name not in known.figures:
        found = np.full(len(known), np.nan)
        read = session.connection().exec_driver_sql(
            f"SELECT n, {name} FROM site WHERE {name} IS NOT NULL ORDER BY n"
        )
        for part in read.partitions(_AT_A_TIME):
            numbers, values = zip(*part, strict=True)
            found[known.places(np.array(numbers, dtype=np.int64))] = values
        known.figures[name] = found
    return known.figures[name]


def build(session: Session, at: int) -> Columns:
    """Read all sites."""
    read = session.connection().exec_driver_sql(f"{_READ} ORDER BY n")
    parts: list[list[Any]] = [[] for _ in range(14)]
    for chunk in read.partitions(_AT_A_TIME):
        for column, values in zip(parts, zip(*chunk, strict=True), strict=True):
            column.extend(values)
    numbers, ids, deleted, references, names = parts[:5]
    stands = ~np.array(deleted, dtype=bool)
    bare = [folded(name) for name in names]
    standing = np.flatnonzero(stands).tolist()
    standing.sort(key=lambda n: (bare[n], names[n], ids[n]))
    by_name = np.array(standing, dtype=np.int32)
    status, whole = _coded(parts[7]), _wholes(parts[10], ids)
    lat, lon = _figures(parts[12]), _figures(parts[13])
    lat /= _DEGREES
    lon /= _DEGREES
    return Columns(
        at, np.array(numbers, dtype=np.int64), _bytes(ids), stands, _coded(parts[5]),
        _coded(parts[6]), status, _coded(parts[8]), _coded(parts[9]), whole, _figures(parts[11]),
        lat, lon, _offered(status, whole, stands), packed(names), packed(references),
        gathered(bare), by_name, _inverse(by_name, len(numbers)), _communes(session),
        _unshown(session),
    )  # fmt: skip


def _bytes(ids: Sequence[str]) -> "NDArray[np.uint64]":
    found = bytes.fromhex("".join(ids).replace("-", ""))
    return np.frombuffer(found, dtype=np.uint64).reshape(-1, 2)


def _coded(values: Iterable[str | None], before: Sequence[str | None] = (None,)) -> Coded:
    """Return values as codes into the words met so far and the new ones."""
    codes = {word: code for code, word in enumerate(before)}
    found = np.array([codes.setdefault(value, len(codes)) for value in values], dtype=np.int32)
    small = len(codes) < 2**15
    return Coded(found.astype(np.int16) if small else found, tuple(codes))


def _figures(values: Sequence[int | None]) -> "Floats":
    return np.array(values, dtype=np.float64)


def _wholes(wholes: Sequence[str | None], ids: Sequence[str]) -> "Places":
    wanted = {whole for whole in wholes if whole}
    places = {one: n for n, one in enumerate(ids) if one in wanted} if wanted else {}
    return np.array([places.get(whole or "", -1) for whole in wholes], dtype=np.int32)


def _offered(status: Coded, whole: "Places", stands: "Flags") -> "Flags":
    """Return which sites are offered: in service, and so is their whole where it stands."""
    own = status.among(frozenset({OFFERED}))[status.codes]
    under = (whole < 0) | ~stands[whole] | own[whole] if len(whole) else own
    return np.asarray(own & under, dtype=bool)


def _inverse(by_name: "Places", count: int) -> "Places":
    order = np.full(count, -1, dtype=np.int32)
    order[by_name] = np.arange(len(by_name), dtype=np.int32)
    return order


def _communes(session: Session) -> Mapping[str, str]:
    found = session.execute(select(Commune.insee, Commune.name))
    return {insee: name for insee, name in found}


def _unshown(session: Session) -> frozenset[UUID]:
    return frozenset(session.scalars(select(unshown.c.row_uuid).where(unshown.c.tbl == "site")))


# -- in step with commits --------------------------------------------------------------------------


def _patched(session: Session, known: Columns, at: int) -> Columns | None:
    """Bring the columns in step with what was committed since; None when all must be read."""
    touched = session.execute(
        select(op.c.tbl, op.c.row_uuid, op.c.field)
        .where(op.c.txn > known.at, op.c.txn <= at, op.c.tbl.in_(("site", "commune")))
    ).all()  # fmt: skip
    hidden = _unshown(session)
    sites = {row for table, row, _ in touched if table == "site"} | hidden | known.unshown
    if len(sites) > _MANY or len(known.words.since) > 2 * _MANY:
        return None
    fields = {name for table, _, name in touched if table == "site"}
    found = replace(
        known, at=at, unshown=hidden, hits={}, distances={}, figures=_untouched(known, fields)
    )
    if any(table == "commune" for table, _, _ in touched):
        found = replace(found, communes=_communes(session))
    return _again(session, found, sites) if sites else found


def _untouched(known: Columns, fields: Collection[str]) -> "dict[str, Floats]":
    return {name: found for name, found in known.figures.items() if name not in fields}


def _again(session: Session, known: Columns, sites: Collection[UUID]) -> Columns | None:
    """Read some sites again, those that are gone as deleted."""
    rows = _read(session, sites)
    numbers = np.array([row[0] for row in rows], dtype=np.int64)
    places = np.searchsorted(known.numbers, numbers)
    is_new = places >= len(known)
    inside = places[~is_new]
    if not np.array_equal(known.numbers[inside], numbers[~is_new]):
        return None
    grown = _grown(known, numbers[is_new], [row[1] for row, new in zip(rows, is_new, strict=True)
                                            if new])  # fmt: skip
    if not np.array_equal(grown.ids[places], _bytes([row[1] for row in rows])):
        return None
    here = {row[1] for row in rows}
    gone = [place for one in sites if str(one) not in here
            if (place := known.place(one)) is not None]  # fmt: skip
    return _written(grown, rows, places.astype(np.int32), np.array(gone, dtype=np.int32))


def _read(session: Session, sites: Collection[UUID]) -> list[Any]:
    rows: list[Any] = []
    ids = [str(site) for site in sites]
    for start in range(0, len(ids), _IDS_AT_A_TIME):
        some = tuple(ids[start : start + _IDS_AT_A_TIME])
        marks = ", ".join("?" * len(some))
        rows += session.connection().exec_driver_sql(f"{_READ} WHERE id IN ({marks})", some)
    return sorted(rows, key=lambda row: int(row[0]))


def _grown(known: Columns, numbers: "NDArray[np.int64]", ids: Sequence[str]) -> Columns:
    """Return the columns with room for sites that were added."""
    more = len(numbers)
    if not more:
        return known

    def longer(column: Any, fill: Any) -> Any:
        return np.concatenate((column, np.full(more, fill, dtype=column.dtype)))

    def wider(column: Coded) -> Coded:
        return Coded(longer(column.codes, 0), column.words)

    return replace(
        known,
        kind=wider(known.kind),
        location_kind=wider(known.location_kind),
        status=wider(known.status),
        precision=wider(known.precision),
        commune=wider(known.commune),
        numbers=np.concatenate((known.numbers, numbers)),
        ids=np.concatenate((known.ids, _bytes(ids))),
        stands=longer(known.stands, False),
        whole=longer(known.whole, -1),
        order=longer(known.order, -1),
        area=longer(known.area, np.nan),
        lat=longer(known.lat, np.nan),
        lon=longer(known.lon, np.nan),
        figures={},
    )


def _written(known: Columns, rows: Sequence[Any], places: "Places", gone: "Places") -> Columns:
    """Return the columns with these rows written at their places."""
    turned: list[Sequence[Any]] = list(zip(*rows, strict=True)) if rows else [()] * 14

    def put(column: Any, values: Any) -> Any:
        made = column.copy()
        made[places] = values
        return made

    def recoded(column: Coded, values: Sequence[str | None]) -> Coded:
        new = _coded(values, column.words)
        wide = column.codes.astype(new.codes.dtype)
        return Coded(put(wide, new.codes), new.words)

    stands = put(known.stands, ~np.array(turned[2], dtype=bool))
    stands[gone] = False
    at = places.tolist()
    wholes = [None if one is None else known.place(UUID(one)) for one in turned[10]]
    status = recoded(known.status, turned[7])
    whole = put(known.whole, [-1 if one is None else one for one in wholes])
    found = replace(
        known, stands=stands, status=status, whole=whole,
        kind=recoded(known.kind, turned[5]), location_kind=recoded(known.location_kind, turned[6]),
        precision=recoded(known.precision, turned[8]), commune=recoded(known.commune, turned[9]),
        area=put(known.area, _figures(turned[11])),
        lat=put(known.lat, _figures(turned[12]) / _DEGREES),
        lon=put(known.lon, _figures(turned[13]) / _DEGREES),
        offered=_offered(status, whole, stands),
        references=known.references.patched(dict(zip(at, turned[3], strict=True))),
        names=known.names.patched(dict(zip(at, turned[4], strict=True))),
        words=known.words.patched({n: folded(name) for n, name in zip(at, turned[4], strict=True)}),
    )  # fmt: skip
    return _reordered(known, found, [*at, *gone.tolist()])


def _reordered(before: Columns, found: Columns, touched: Sequence[int]) -> Columns:
    """Take the touched sites out of the order of names, and put those that stand back in."""
    stood = [int(before.order[place]) for place in touched if before.order[place] >= 0]
    left = replace(found, by_name=np.delete(before.by_name, stood))
    standing = sorted((found.key(n), n) for n in touched if found.stands[n])
    at = np.array([_turn_of(left, key) for key, _ in standing], dtype=np.intp)
    by_name = np.insert(left.by_name, at, [place for _, place in standing])
    return replace(found, by_name=by_name, order=_inverse(by_name, len(found)))


def _turn_of(known: Columns, key: tuple[str, str, str]) -> int:
    return bisect_left(known.by_name, key, key=lambda place: known.key(int(place)))

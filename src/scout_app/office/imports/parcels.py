"""Cadastral parcels onto sites: each keeps its identifier, its declared area and its outline."""

from collections.abc import Iterable
from uuid import UUID, uuid4

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.errors import Refused, ScoutError
from scout_app.formats.records import Record, Sheet
from scout_app.model.fields import fields_of
from scout_app.model.sites import Commune, Parcel, Site
from scout_app.office import find
from scout_app.office.imports import cells
from scout_app.office.imports.keys import Keys
from scout_app.office.imports.mapping import Mapping
from scout_app.office.imports.positions import drawn_outline
from scout_app.office.imports.report import Plan
from scout_app.office.imports.revise import revise, said_of
from scout_app.places import lambert, outlines, parcels

_DEGREE = 1e7


class ParcelsImport:
    """Plans the parcels of one sheet.

    A parcel goes onto the site that the mapping fixes or a column names; else onto the site that
    stands on it; else onto one new piece of land, named after the file, to be reviewed.
    """

    def __init__(self, session: Session, sheet: Sheet, mapping: Mapping) -> None:
        self._session, self._mapping = session, mapping
        self._fields = fields_of(Parcel)
        self._picker = mapping.picker(sheet)
        self._crs = mapping.crs or sheet.crs or lambert.WGS84
        self._keys = Keys(session, sheet, mapping)
        self._here = {
            identifier: site_id
            for identifier, site_id in session.execute(select(Parcel.identifier, Parcel.site_id))
        }
        self._standing = _Standing(session)
        self._fixed = find.site(session, said) if (said := mapping.fixed.get("site")) else None
        self._land: Site | None = None

    def plan(self, records: Iterable[Record]) -> Plan:
        """Plan every row of the sheet; nothing is written."""
        plan = Plan()
        for record in records:
            try:
                self._one(plan, record, self._values(record))
            except ScoutError as fact:
                plan.reject(record.number, fact)
        return plan

    def _one(self, plan: Plan, record: Record, values: dict[str, object]) -> None:
        key = self._keys.key(record)
        identifier = str(values["identifier"])
        if self._keys.repeats(key, record):
            plan.duplicates += 1
        elif (known := self._keys.known(key)) is not None:
            revise(self._session, plan, record.number, Parcel, known, values)
        elif identifier in self._here:
            plan.duplicates += 1
            plan.warn(record.number, Refused("import_already_known", identifier))
        else:
            parcel = Parcel(id=uuid4(), site_id=self._site(plan, record, values), **values)
            self._here[identifier] = parcel.site_id
            plan.new += [parcel, self._keys.row(key, parcel.id, said_of(Parcel, values))]
            plan.created += 1

    def _values(self, record: Record) -> dict[str, object]:
        values: dict[str, object] = {
            name: cells.value(self._fields[name], record.cells[place])
            for name, place in self._picker.items()
            if name in self._fields and name != "site_id"
        }
        if values.get("identifier") is None:
            raise Refused("parcel_unnamed")
        values["geometry"] = drawn_outline(record, self._crs)
        return values

    def _site(self, plan: Plan, record: Record, values: dict[str, object]) -> UUID:
        if "site" in self._picker:
            return find.site(self._session, cells.text(record.cells[self._picker["site"]]))
        if self._fixed is not None:
            return self._fixed
        outline = values["geometry"]
        found = self._standing.on(outline) if isinstance(outline, bytes) else ()
        if len(found) > 1:
            plan.warn(record.number, Refused("import_many_sites", ", ".join(n for _, n in found)))
        return found[0][0] if found else self._new_land(plan, record, values).id

    def _new_land(self, plan: Plan, record: Record, values: dict[str, object]) -> Site:
        if self._land is None:
            source = self._mapping.source
            self._land = Site(id=uuid4(), name=source, kind="land", review_state="to_review")
            if isinstance(outline := values["geometry"], bytes):
                self._land.lat, self._land.lon = outlines.inside_point(outlines.wkb(outline))
                self._land.position_precision = "site"
            named = parcels.read(str(values["identifier"]))
            if named is not None and self._is_commune(named.insee):
                self._land.commune = named.insee
            plan.new.append(self._land)
            plan.warn(record.number, Refused("import_new_land", source))
        return self._land

    def _is_commune(self, insee: str) -> bool:
        return self._session.scalar(select(Commune.id).where(Commune.insee == insee)) is not None


class _Standing:
    """The sites with a position, wholes first, to be found on an outline."""

    def __init__(self, session: Session) -> None:
        rows = session.execute(
            select(Site.id, Site.name, Site.lon, Site.lat)
            .where(Site.lat.is_not(None), Site.lon.is_not(None))
            .order_by(Site.whole_id.is_not(None), Site.reference, Site.n)
        ).all()
        self._sites = [(row_id, name) for row_id, name, _, _ in rows]
        self._at = np.array([(lon, lat) for _, _, lon, lat in rows], dtype=float) / _DEGREE

    def on(self, outline: bytes) -> tuple[tuple[UUID, str], ...]:
        """Return the sites whose point lies on a kept outline."""
        import shapely

        if not self._sites:
            return ()
        shape = shapely.from_wkb(outlines.wkb(outline))
        inside = shapely.contains_xy(shape, self._at[:, 0], self._at[:, 1])
        return tuple(self._sites[place] for place in np.flatnonzero(inside))

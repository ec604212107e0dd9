"""Sites out of a file: one row, one place."""

from collections.abc import Iterable
from collections.abc import Mapping as Map
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.errors import BadValue, Refused, ScoutError
from scout_app.formats.records import Cell, Record, Sheet
from scout_app.model.base import tag_id
from scout_app.model.fields import Field, FieldType, fields_of
from scout_app.model.sites import Commune, Parcel, Site, SourcedValue, Tag
from scout_app.office import lists
from scout_app.office.imports import cells, naming
from scout_app.office.imports.keys import Keys
from scout_app.office.imports.mapping import Mapping
from scout_app.office.imports.positions import Positions, drawn_outline
from scout_app.office.imports.report import Plan
from scout_app.office.imports.revise import revise, said_of
from scout_app.places import lambert
from scout_app.wording.values import folded, parse

_NOT_FIELDS = frozenset({"position", "x", "y", "lat", "lon"})
_NEAR = 5_000
"""1e-7 degrees, some 50 m: a place of the same name within is the same place."""
_INSEE = 5


class SitesImport:
    """Plans the sites of one sheet."""

    def __init__(self, session: Session, sheet: Sheet, mapping: Mapping) -> None:
        self._session, self._mapping = session, mapping
        self._fields = lists.completed(session, fields_of(Site))
        self._picker = mapping.picker(sheet)
        self._positions = Positions(self._picker, mapping, sheet)
        self._crs = mapping.crs or sheet.crs or lambert.WGS84
        self._keys = Keys(session, sheet, mapping)
        self._communes = {
            name: code
            for insee, said in session.execute(select(Commune.insee, Commune.name))
            for name, code in ((folded(said), insee), (insee.casefold(), insee))
        }
        self._named: dict[str, list[tuple[UUID, str | None, int | None, int | None]]] = {}
        for row_id, name, commune, lat, lon in session.execute(
            select(Site.id, Site.name, Site.commune, Site.lat, Site.lon)
        ):
            self._named.setdefault(folded(name), []).append((row_id, commune, lat, lon))

    def plan(self, records: Iterable[Record]) -> Plan:
        """Plan every row of the sheet; nothing is written."""
        plan = Plan()
        for record in records:
            try:
                values, words = self._values(record)
                self._one(plan, record, values, words)
                self._flag_commune(plan, record, values)
            except ScoutError as fact:
                plan.reject(record.number, fact)
        self._positions.flag(plan)
        return plan

    def _one(
        self,
        plan: Plan,
        record: Record,
        values: dict[str, object],
        words: Map[str, tuple[str, ...]],
    ) -> None:
        key = self._keys.key(record)
        if self._keys.repeats(key, record):
            plan.duplicates += 1
        elif (known := self._keys.known(key)) is not None:
            if self._is_unnamed(record):
                # What the file does not say cannot have changed: an officer's name stands.
                values.pop("name")
            revise(self._session, plan, record.number, Site, known, values)
        elif (there := self._already(values)) is not None:
            plan.duplicates += 1
            plan.new.append(self._keys.row(key, there, said_of(Site, values)))
            plan.warn(record.number, Refused("import_already_known", str(values["name"])))
        else:
            self._create(plan, record, key, values, words)

    def _create(
        self,
        plan: Plan,
        record: Record,
        key: str,
        values: dict[str, object],
        words: Map[str, tuple[str, ...]],
    ) -> None:
        site = Site(
            id=uuid4(), **{name: value for name, value in values.items() if value is not None}
        )
        site.review_state = site.review_state or "to_review"
        if site.lat is not None:
            site.position_precision = site.position_precision or "site"
        if values.get("commune") is None and (said_commune := self._said_commune(record)):
            plan.new.append(
                SourcedValue(
                    id=uuid4(), row_id=site.id, field="commune", value=said_commune,
                    source=self._mapping.source,
                )
            )  # fmt: skip
        tags = (
            Tag(id=tag_id(site.id, name, word), row_id=site.id, field=name, value=word)
            for name, many in words.items()
            for word in many
        )
        plan.new += [site, self._keys.row(key, site.id, said_of(Site, values)), *tags]
        plan.new += self._ground(plan, record, site)
        self._named.setdefault(folded(site.name), []).append(
            (site.id, site.commune, site.lat, site.lon)
        )
        plan.created += 1
        if self._is_unnamed(record):
            plan.warn(record.number, Refused("import_named", site.name))

    def _ground(self, plan: Plan, record: Record, site: Site) -> list[Parcel]:
        """Return the outline that the file draws around the site, kept under the site's name."""
        try:
            outline = drawn_outline(record, self._crs)
        except Refused as fault:
            if fault.why != "outline_not_an_area":
                plan.warn(record.number, fault)
            return []
        if outline is None:
            return []
        return [Parcel(id=uuid4(), site_id=site.id, identifier=site.name, geometry=outline)]

    def _values(self, record: Record) -> tuple[dict[str, object], dict[str, tuple[str, ...]]]:
        values: dict[str, object] = {}
        words: dict[str, tuple[str, ...]] = {}
        for name, place in self._picker.items():
            if name in _NOT_FIELDS:
                continue
            read = self._read(self._fields[name], record.cells[place])
            if self._fields[name].type is FieldType.TAGS:
                words[name] = read if isinstance(read, tuple) else ()
            else:
                values[name] = read
        self._complete(record, values)
        if (point := self._positions.of(record)) is not None:
            values["lat"], values["lon"] = point
        return values, words

    def _complete(self, record: Record, values: dict[str, object]) -> None:
        """Fill what no column gave with what is said for all; a name and a kind there must be."""
        for name, said in self._mapping.fixed.items():
            if values.get(name) is None:
                if name == "name":
                    said = naming.name(self._mapping, record.number)
                values[name] = parse(self._fields[name], said)
        for name in ("name", "kind"):
            if values.get(name) is None:
                raise BadValue(name, "", "required")

    def _is_unnamed(self, record: Record) -> bool:
        place = self._picker.get("name")
        return place is None or not cells.text(record.cells[place])

    def _read(self, field: Field, cell: Cell) -> object:
        if field.name == "commune":
            said = folded(cells.text(cell))
            if len(said) == _INSEE and said[-1].isdigit() and said.isalnum():
                return said.upper()
            return self._communes.get(said)
        return cells.value(field, cell)

    def _said_commune(self, record: Record) -> str:
        place = self._picker.get("commune")
        return "" if place is None else cells.text(record.cells[place])

    def _flag_commune(self, plan: Plan, record: Record, values: Map[str, object]) -> None:
        said = self._said_commune(record)
        if said and values.get("commune") is None:
            plan.warn(record.number, Refused("import_commune_unknown", said))

    def _already(self, values: Map[str, object]) -> UUID | None:
        """Return the site of the same name in the same commune, or at the same place."""
        lat, lon, commune = values.get("lat"), values.get("lon"), values.get("commune")
        for row_id, its_commune, its_lat, its_lon in self._named.get(
            folded(str(values["name"])), ()
        ):
            if isinstance(lat, int) and isinstance(lon, int) and its_lat and its_lon:
                if abs(lat - its_lat) < _NEAR and abs(lon - its_lon) < _NEAR:
                    return row_id
            elif commune == its_commune:
                return row_id
        return None

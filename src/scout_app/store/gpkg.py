"""The catalogue is a valid GeoPackage: point blobs, and the layers that QGIS and GDAL read."""

import struct
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, event, text
from sqlalchemy.orm import Mapper

from scout_app.model.sites import Site

APPLICATION_ID = 0x47504B47
WGS84 = 4326
_DEGREES = 10**7


def point(lat: int | None, lon: int | None) -> bytes | None:
    """Return a GeoPackage point (`GP` header without envelope, then WKB) from 1e-7 degrees."""
    if lat is None or lon is None:
        return None
    header = struct.pack("<2sBBi", b"GP", 0, 1, WGS84)
    return header + struct.pack("<BIdd", 1, 1, lon / _DEGREES, lat / _DEGREES)


@event.listens_for(Site, "before_insert")
@event.listens_for(Site, "before_update")
def _place(_mapper: Mapper[Site], _connection: Connection, site: Site) -> None:
    site.point = point(site.lat, site.lon)


def foreign_triggers(connection: Connection) -> Sequence[str]:
    """Return the names of the `rtree_*` triggers that another program left on our tables.

    Under `trusted_schema=OFF` they would make every write to the table fail.
    """
    listed = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'rtree%'"
    return connection.execute(text(listed)).scalars().all()


def drop_triggers(connection: Connection, names: Iterable[str]) -> None:
    """Drop those triggers."""
    for name in names:
        connection.exec_driver_sql('DROP TRIGGER "{}"'.format(name.replace('"', '""')))


def touch_layers(connection: Connection, layers: Iterable[str]) -> None:
    """Tell GeoPackage readers that the layers' content changed."""
    changed: list[dict[str, Any]] = [{"layer": layer} for layer in layers]
    if not changed:
        return
    connection.execute(
        text(
            "UPDATE gpkg_contents SET last_change = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"
            " WHERE table_name = :layer"
        ),
        changed,
    )

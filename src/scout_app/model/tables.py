"""All mapped classes in one place, for whoever needs the whole catalogue."""

from collections.abc import Mapping

from scout_app.model import (
    bookings,
    exchange,
    imports,
    log,
    people,
    permits,
    photos,
    productions,
    sites,
    terms,
)
from scout_app.model.base import Base, Row

__all__ = [
    "ROWS", "Base", "bookings", "exchange", "imports", "log", "people", "permits", "photos",
    "productions", "sites", "terms",
]  # fmt: skip

ROWS: Mapping[str, type[Row]] = {
    mapper.class_.__tablename__: mapper.class_
    for mapper in Base.registry.mappers
    if issubclass(mapper.class_, Row)
}
"""The logged classes by table name."""

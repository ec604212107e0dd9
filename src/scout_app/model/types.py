"""Column types that read the same in a GeoPackage and on PostgreSQL."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, Dialect, Text, Uuid
from sqlalchemy.dialects.postgresql import BYTEA
from sqlalchemy.types import TypeDecorator, TypeEngine, UserDefinedType


class Id(TypeDecorator[UUID]):
    """A UUID: lower-case text with hyphens on SQLite, uuid on PostgreSQL."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the column of the database at hand."""
        return dialect.type_descriptor(Uuid() if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> Any:
        """Write the value the way the column keeps it."""
        return str(value) if value is not None and dialect.name != "postgresql" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> UUID | None:
        """Read the column back as a UUID."""
        return UUID(value) if isinstance(value, str) else value


class _Declared(UserDefinedType[Any]):
    """A SQLite column whose declared type is a word of the GeoPackage standard."""

    cache_ok = True

    def __init__(self, word: str) -> None:
        self.word = word

    def get_col_spec(self, **kw: Any) -> str:
        """Return the word that the table's DDL carries."""
        return self.word


class Instant(TypeDecorator[datetime]):
    """An instant in UTC to the millisecond, written as GeoPackage's DATETIME wants it."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the column of the database at hand."""
        kept: TypeEngine[Any] = (
            DateTime(timezone=True) if dialect.name == "postgresql" else _Declared("DATETIME")
        )
        return dialect.type_descriptor(kept)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Write the value the way the column keeps it."""
        if value is None or dialect.name == "postgresql":
            return value
        return instant_text(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Read the column back as an aware instant in UTC."""
        return datetime.fromisoformat(value).astimezone(UTC) if isinstance(value, str) else value


class Geometry(TypeDecorator[bytes]):
    """A GeoPackage geometry blob: `GP` header and ISO WKB; bytea on PostgreSQL."""

    impl = BYTEA
    cache_ok = True

    def __init__(self, shape: str) -> None:
        super().__init__()
        self.shape = shape

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the column of the database at hand."""
        kept: TypeEngine[Any] = BYTEA() if dialect.name == "postgresql" else _Declared(self.shape)
        return dialect.type_descriptor(kept)


def instant_text(value: datetime) -> str:
    """Return the instant as `2026-11-23T03:29:32.111Z`; a naive one is a mistake."""
    if value.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")

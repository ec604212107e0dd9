"""What imports leave behind: which row came from which line of which file, and saved mappings."""

from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from scout_app.model.base import Row
from scout_app.model.fields import N_, Confidentiality, Exchange, FieldType, declare

_T = FieldType


class ImportKey(Row):
    """A row that an import brought: how its file calls it, and what it said then.

    `last_imported` is a JSON object of field → typed text. A later import compares the file with
    it: what the file did not change is an officer's to keep.
    """

    __tablename__ = "import_key"

    row_id: Mapped[UUID] = declare(_T.REF, N_("Row"))
    source: Mapped[str] = declare(_T.TEXT, N_("Source"))
    key: Mapped[str] = declare(_T.TEXT, N_("Key"))
    last_imported: Mapped[str] = declare(
        _T.NOTE,
        N_("Last imported"),
        exchange=Exchange.AUTO,
        derived=True,
        confidentiality=Confidentiality.INTERNAL,
    )

    __table_args__ = (Index(None, "source", "key"), Index(None, "row_id"))


class ImportMapping(Row):
    """How the columns of one kind of file are read, kept for the next time."""

    __tablename__ = "import_mapping"

    name: Mapped[str] = declare(_T.TEXT, N_("Name"))
    what: Mapped[str] = declare(_T.TEXT, N_("Imported as"))
    mapping: Mapped[str] = declare(_T.NOTE, N_("Columns"), exchange=Exchange.AUTO)

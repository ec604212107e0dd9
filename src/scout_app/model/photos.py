"""Pictures of sites: the facts of each; the files themselves stand beside the catalogue."""

from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from scout_app.model import choices
from scout_app.model.base import Row
from scout_app.model.fields import N_, Confidentiality, Exchange, FieldType, declare

_T = FieldType


class Photo(Row):
    """A picture of a site; its original is known by the SHA-256 of its bytes.

    `width` and `height` are those of the picture held upright. `rank` is a fractional index: a
    text between those of its neighbours. `lat` and `lon` are kept only when the officer agreed.
    """

    __tablename__ = "photo"

    site_id: Mapped[UUID] = declare(_T.REF, N_("Site"), refers="site", derived=True)
    sha256: Mapped[str] = declare(_T.TEXT, N_("Fingerprint"), derived=True)
    suffix: Mapped[str] = declare(_T.TEXT, N_("Kind of file"), derived=True)
    width: Mapped[int] = declare(_T.NUMBER, N_("Width"), unit="px", derived=True)
    height: Mapped[int] = declare(_T.NUMBER, N_("Height"), unit="px", derived=True)
    dhash: Mapped[str] = declare(_T.TEXT, N_("Likeness"), derived=True)
    original_name: Mapped[str | None] = declare(_T.TEXT, N_("File name"), derived=True)
    caption: Mapped[str | None] = declare(_T.NOTE, N_("Caption"), exchange=Exchange.TEXT3)
    author: Mapped[str | None] = declare(
        _T.TEXT, N_("Photographer"), confidentiality=Confidentiality.PARTNER
    )
    rights: Mapped[str | None] = declare(_T.TEXT, N_("Rights"))
    taken_at: Mapped[str | None] = declare(_T.TEXT, N_("Taken at"))
    lat: Mapped[int | None] = declare(
        _T.NUMBER,
        N_("Latitude"),
        unit="°",
        scale=7,
        confidentiality=Confidentiality.INTERNAL,
        derived=True,
    )
    lon: Mapped[int | None] = declare(
        _T.NUMBER,
        N_("Longitude"),
        unit="°",
        scale=7,
        confidentiality=Confidentiality.INTERNAL,
        derived=True,
    )
    rank: Mapped[str] = declare(_T.TEXT, N_("Place in the order"), derived=True)
    is_cover: Mapped[bool] = declare(_T.YES_NO, N_("Cover"), default=False, derived=True)
    series: Mapped[str | None] = declare(_T.TEXT, N_("Series"))
    series_side: Mapped[str | None] = declare(
        _T.CHOICE, N_("Side of the series"), choices=choices.SERIES_SIDE
    )

    __table_args__ = (Index(None, "site_id"), Index(None, "sha256"))

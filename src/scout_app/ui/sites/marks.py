"""The sites found as the map takes them: positions at once, each mark only when it is painted."""

from typing import TYPE_CHECKING
from uuid import UUID

from scout_app.ui.map.marks import Mark
from scout_app.ui.map.plane import Floats

if TYPE_CHECKING:
    from scout_app.office.site_columns import SiteRows


class SiteMarks:
    """The marks of the sites whose position is known."""

    def __init__(self, rows: "SiteRows") -> None:
        self._rows = rows.located

    @property
    def positions(self) -> tuple[Floats, Floats, Floats]:
        """Latitudes, longitudes, and radii in metres."""
        return self._rows.positions

    @property
    def key(self) -> bytes:
        """The same for the same sites, in whatever order they were found."""
        return self._rows.key

    def place_of(self, site: UUID) -> int | None:
        """Return where the mark of a site stands, None when it has none."""
        return self._rows.place_of(site)

    def __len__(self) -> int:
        """Count the marks."""
        return len(self._rows)

    def __getitem__(self, number: int) -> Mark:
        """Make a mark."""
        row = self._rows[number]
        kind = row.location_kind if row.kind == "location" and row.location_kind else row.kind
        return Mark(row.id, row.lat or 0.0, row.lon or 0.0, row.name, kind, row.radius_m)

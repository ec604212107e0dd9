"""Communes by name, and the tree of sites and their parts."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.errors import Refused, Unknown
from scout_app.model.sites import Commune, Site
from scout_app.wording.values import folded

_INSEE = 5


def insee(session: Session, text: str) -> str | None:
    """Return the INSEE code of a commune given by code or name; raises Unknown."""
    wanted = folded(text)
    if not wanted:
        return None
    for code, name in session.execute(select(Commune.insee, Commune.name)):
        if wanted in (code.casefold(), folded(name)):
            return code
    # A code of another territory is a fact too; a name that nobody knows is a mistake.
    if len(wanted) == _INSEE and wanted.isalnum() and wanted[-1].isdigit():
        return text.strip().upper()
    raise Unknown("commune", text)


def names(session: Session, codes: Collection[str]) -> dict[str, str]:
    """Return the names of communes by their INSEE codes; codes of elsewhere are left out."""
    chosen = select(Commune.insee, Commune.name).where(Commune.insee.in_(codes))
    return {insee: name for insee, name in session.execute(chosen)}


def forbid_loop(session: Session, site: Site) -> None:
    """Refuse to make a site a part of itself or of one of its own parts."""
    whole: UUID | None = site.whole_id
    met = {site.id}
    while whole is not None:
        if whole in met:
            raise Refused("part_of_itself", site.name)
        met.add(whole)
        with session.no_autoflush:
            whole = session.scalar(select(Site.whole_id).where(Site.id == whole))

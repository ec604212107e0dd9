"""Where a site is: what the catalogue and the network know of an address, and the choice."""

from collections.abc import Callable, Iterator, Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app import settings
from scout_app.errors import NetworkTrouble
from scout_app.model.sites import Commune, Site
from scout_app.model.values import Position
from scout_app.office import rows
from scout_app.places import addresses
from scout_app.places.addresses import Known, Proposal

_DEGREE = 10**7


def known(
    session: Session, text: str, here: Position | None = None, but: UUID | None = None
) -> tuple[Proposal, ...]:
    """Return the communes and sites of the catalogue that a text may mean; never `but` itself."""
    found = addresses.among((*_communes(session), *_sites(session, but)), text)
    return addresses.measured(found, here)


def ask(
    text: str, here: Position | None = None, *, step: Callable[[float], None] | None = None
) -> tuple[Proposal, ...]:
    """Return what the service of the settings proposes; without the catalogue, for the pool.

    Raises NetworkTrouble, also when the settings name no service.
    """
    service = settings.load().geocoder
    if not service:
        raise NetworkTrouble("", "off")
    if step is not None:
        step(0.0)
    return addresses.measured(addresses.ask(service, text, here), here)


def place(
    session: Session,
    site: UUID,
    proposal: Proposal,
    seen: Mapping[str, tuple[str, ...]] | None = None,
) -> None:
    """Put a site where a proposal says: address, commune, position and its precision together.

    `seen` is what the form was shown; raises EditedSince when somebody came after.
    """
    changes = {
        "lat": f"{proposal.lat:.7f}",
        "lon": f"{proposal.lon:.7f}",
        "position_precision": proposal.precision,
    }
    given = {"address": proposal.address, "commune": proposal.insee}
    changes |= {name: text for name, text in given.items() if text}
    rows.edit(session, site, changes, seen and {name: seen.get(name, ()) for name in changes})


def _communes(session: Session) -> Iterator[Known]:
    chosen = select(
        Commune.name, Commune.insee, Commune.district_of, Commune.lat, Commune.lon,
        Commune.postcodes,
    ).where(Commune.lat.is_not(None), Commune.lon.is_not(None))  # fmt: skip
    for name, insee, whole, lat, lon, postcodes in session.execute(chosen):
        precision = "municipal_district" if whole else "commune_main"
        yield Known(
            name, whole or insee, name, _degrees(lat), _degrees(lon), precision,
            also=postcodes or "",
        )  # fmt: skip


def _sites(session: Session, but: UUID | None) -> Iterator[Known]:
    names = {insee: name for insee, name in session.execute(select(Commune.insee, Commune.name))}
    chosen = select(
        Site.id, Site.name, Site.commune, Site.lat, Site.lon, Site.position_precision, Site.address
    ).where(Site.lat.is_not(None), Site.lon.is_not(None))
    for site, name, insee, lat, lon, precision, address in session.execute(chosen):
        if site != but:
            yield Known(
                name, insee or "", names.get(insee or "", ""), _degrees(lat), _degrees(lon),
                precision or "locality", address or "",
            )  # fmt: skip


def _degrees(kept: int | None) -> float:
    return (kept or 0) / _DEGREE

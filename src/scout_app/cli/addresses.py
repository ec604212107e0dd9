"""locate."""

from dataclasses import asdict

from scout_app import office
from scout_app.cli.answer import Answer
from scout_app.cli.desk import Desk
from scout_app.errors import NetworkTrouble
from scout_app.model.values import Position
from scout_app.places.addresses import Proposal
from scout_app.wording import errors, numbers
from scout_app.wording.texts import translator


def locate(desk: Desk) -> Answer:
    """Propose where an address or a parcel is: by the network, or else by the catalogue."""
    _ = translator(desk.lang).gettext
    asked = desk.asked
    here = Position(*asked.near) if asked.near else None
    found: tuple[Proposal, ...] = ()
    lines: list[str] = []
    if not asked.offline:
        try:
            found = office.addresses.ask(asked.text, here)
        except NetworkTrouble as error:
            lines.append(errors.explain(error, desk.lang))
    if not found:
        with desk.catalogue() as store, store.reading() as session:
            found = office.addresses.known(session, asked.text, here)
    told = lines[0] if lines else None
    lines += [_line(one, desk.lang) for one in found]
    if not found:
        lines.append(_("Nothing found; add the street, the commune or the parcel."))
    return Answer(
        {"proposals": [asdict(one) for one in found], "network": told},
        tuple(lines),
    )


def _line(one: Proposal, lang: str) -> str:
    far = "" if one.km is None else f"  {numbers.number(one.km, lang, 1)} km"
    return f"{one.lat:.6f},{one.lon:.6f}  {one.label}  [{one.precision}, {one.source}]{far}"

"""The places of a file of shoots: one site for each address, however it is punctuated."""

import re
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.model.sites import Commune, Site
from scout_app.office.imports.report import Plan
from scout_app.wording.values import folded

if TYPE_CHECKING:
    from scout_app.office.imports.shoots import Shoot

_WORDS = re.compile(r"\w+")
_POSTCODE = re.compile(r"\d{5}")
_LONGEST_NAME = 120


def normalised(address: str, postcode: str = "") -> str:
    """Return an address for comparison: words without accents, up to its postcode."""
    words = _WORDS.findall(folded(address))
    for place, word in enumerate(words):
        if place and _POSTCODE.fullmatch(word):
            return " ".join(words[: place + 1])
    return " ".join([*words, *_WORDS.findall(folded(postcode))])


class Places:
    """Finds a site by its address, or plans it as a location to be reviewed."""

    def __init__(self, session: Session, source: str) -> None:
        self._source = source
        self._by_address = {
            normalised(address): row_id
            for row_id, address in session.execute(
                select(Site.id, Site.address).where(Site.address.is_not(None)).order_by(Site.n)
            )
            if address
        }
        self._communes: dict[str, list[str]] = {}
        for insee, postcodes in session.execute(select(Commune.insee, Commune.postcodes)):
            for postcode in _POSTCODE.findall(postcodes or ""):
                self._communes.setdefault(postcode, []).append(insee)
        self._new: dict[UUID, Site] = {}

    def site(self, plan: Plan, shoot: "Shoot") -> UUID:
        """Return the site of a shoot; the first row that says where it is gives its position."""
        key = normalised(shoot.address, shoot.postcode)
        if key not in self._by_address:
            self._by_address[key] = self._add(plan, shoot)
        found = self._by_address[key]
        made = self._new.get(found)
        if made is not None and made.lat is None and shoot.place is not None:
            made.lat, made.lon = shoot.place
            made.position_precision = "site"
        return found

    def _add(self, plan: Plan, shoot: "Shoot") -> UUID:
        written = shoot.address
        if shoot.postcode and not _POSTCODE.search(written):
            written = f"{written}, {shoot.postcode}"
        postcode = _POSTCODE.search(written)
        communes = self._communes.get(postcode.group() if postcode else "", [])
        made = Site(
            id=uuid4(), reference="", name=shoot.address[:_LONGEST_NAME].strip(), kind="location",
            location_kind="urban", status="to_check", review_state="to_review", address=written,
            commune=communes[0] if len(communes) == 1 else None,
        )  # fmt: skip
        self._new[made.id] = made
        plan.new.append(made)
        return made.id

"""Identifiers of cadastral parcels: the fourteen characters of the land register, and as typed."""

import re
from dataclasses import dataclass

_IDU = re.compile(r"(\d[0-9AB]\d{3})(\d{3})([0-9A-Z]{2})(\d{4})")
_TYPED = re.compile(r"(\d[0-9AB]\d{3})\s*(\d{3})?\s+([A-Z]{1,2}|0[A-Z]|\d{2})\s*(\d{1,4})")
_NO_PREFIX = "000"


@dataclass(frozen=True, slots=True)
class Parcel:
    """A parcel: INSEE code of its commune, prefix (of a commune absorbed), section, number."""

    insee: str
    section: str
    number: str
    prefix: str = _NO_PREFIX

    def __str__(self) -> str:
        """Return the land register's identifier (IDU): 13029000AB0123."""
        return f"{self.insee}{self.prefix}{self.section}{self.number}"

    @property
    def departement(self) -> str:
        """The département: 13, 2A."""
        return self.insee[:2]

    @property
    def short(self) -> str:
        """As people say it: AB 123."""
        prefix = "" if self.prefix == _NO_PREFIX else f"{self.prefix} "
        return f"{prefix}{self.section.lstrip('0')} {int(self.number)}"


def read(text: str) -> Parcel | None:
    """Return the parcel that a text names, "13029000AB0123" or "13029 AB 123"; None for others."""
    said = text.strip().upper()
    if found := _IDU.fullmatch(re.sub(r"\s", "", said)):
        insee, prefix, section, number = found.groups()
    elif found := _TYPED.fullmatch(said):
        insee, prefix, section, number = found.groups(default=_NO_PREFIX)
    else:
        return None
    return Parcel(insee, section.zfill(2), number.zfill(4), prefix)

"""The national address base behind geopy, at its present address and with all its questions."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from geopy.geocoders import BANFrance

TIMEOUT_S = 6.0

Feature = Mapping[str, Any]


class AddressBase(BANFrance):  # type: ignore[misc]  # geopy has no types
    """BANFrance, which has neither filters, nor bias, nor parcels of its own.

    Answers are GeoJSON features: geopy's Location must have a label, and parcels have none.
    """

    def search(self, asked: Mapping[str, str]) -> list[Feature]:
        """Return the answers to `q` with postcode, citycode, lat, lon, index=parcel…"""
        return self._ask(self.geocode_api, asked)

    def around(self, asked: Mapping[str, str]) -> list[Feature]:
        """Return the addresses around `lat` and `lon`."""
        return self._ask(self.reverse_api, asked)

    def _ask(self, api: str, asked: Mapping[str, str]) -> list[Feature]:
        answer = self._call_geocoder(f"{api}?{urlencode(asked)}", dict)
        return list(answer["features"])


def at(service: str, user_agent: str) -> AddressBase:
    """Return the service at an address like https://data.geopf.fr/geocodage."""
    scheme, _sep, domain = service.partition("://")
    return AddressBase(domain=domain, scheme=scheme, user_agent=user_agent, timeout=TIMEOUT_S)

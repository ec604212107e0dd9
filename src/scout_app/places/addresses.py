"""Where an address is: proposals of the national address base, or without it of the catalogue."""

from collections.abc import Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from scout_app.errors import NetworkTrouble
from scout_app.model.values import Position
from scout_app.places import parcels
from scout_app.wording.values import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT = 6
BAN, CADASTRE, CATALOGUE = "ban", "cadastre", "catalogue"
_PRECISIONS: Mapping[str, str] = {
    "housenumber": "site",
    "parcel": "site",
    "street": "locality",
    "locality": "locality",
    "municipality": "commune_main",
}
_DISTRICTS: Mapping[str, str] = {"132": "13055", "751": "75056", "6938": "69123"}
"""How the codes of municipal districts begin, and the commune they belong to."""
_POOR = 0.45
"""A score below that is no proposal."""
_WHOLE_NAME = 0.5
"""The least score of a place whose whole name was written: the commune of an address."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One place that an address may mean; `score` from 0 to 1, latitude and longitude in degrees.

    `address` is what goes into the site's own field, empty when only the commune is known;
    `insee` is the commune's code; `precision` one of `POSITION_PRECISION`.
    """

    label: str
    address: str
    insee: str
    commune: str
    lat: float
    lon: float
    precision: str
    score: float
    source: str
    km: float | None = None
    """Distance from where the site stands now."""


@dataclass(frozen=True, slots=True)
class Known:
    """A commune or a site of the catalogue, as the office's verb hands it."""

    name: str
    insee: str
    commune: str
    lat: float
    lon: float
    precision: str
    address: str = ""
    also: str = ""
    """Further words by which it is found: postcodes."""


def ask(
    service: str, text: str, near: Position | None = None, insee: str = "", postcode: str = ""
) -> tuple[Proposal, ...]:
    """Return what the service at that address proposes for a text or a parcel's identifier.

    Raises NetworkTrouble.
    """
    if not text.strip():
        return ()
    parcel = parcels.read(text)
    asked = _of_parcel(parcel) if parcel else {"q": text.strip()[:200], "autocomplete": "0"}
    extra = {"citycode": insee, "postcode": postcode} if not parcel else {}
    if near is not None and not parcel:
        extra |= {"lat": f"{near.lat:.6f}", "lon": f"{near.lon:.6f}"}
    asked |= {name: value for name, value in extra.items() if value} | {"limit": str(LIMIT)}
    with _told(service):
        found = _service(service).search(asked)
        return tuple(_proposal(one, parcel) for one in found)


def reverse(service: str, at: Position) -> tuple[Proposal, ...]:
    """Return the addresses nearest to a point. Raises NetworkTrouble."""
    asked = {"lat": f"{at.lat:.6f}", "lon": f"{at.lon:.6f}", "limit": str(LIMIT)}
    with _told(service):
        return tuple(_proposal(one, None) for one in _service(service).around(asked))


def among(known: Iterable[Known], text: str) -> tuple[Proposal, ...]:
    """Return the places already known whose names hold the words of a text, best first."""
    wanted = set(_words(text))
    if not wanted:
        return ()
    scored = ((_share(wanted, one), one) for one in known)
    kept = sorted(
        ((score, one) for score, one in scored if score >= _POOR),
        key=lambda pair: (-pair[0], pair[1].name),
    )
    return tuple(_own(one, score) for score, one in kept[:LIMIT])


def _own(one: Known, score: float) -> Proposal:
    place = (one.address, one.insee, one.commune, one.lat, one.lon, one.precision)
    return Proposal(one.name, *place, score, CATALOGUE)


def measured(proposals: Iterable[Proposal], here: Position | None) -> tuple[Proposal, ...]:
    """Return the proposals with their distances in km from where the site stands now."""
    from scout_app.places.distance import geodesic_km

    listed = tuple(proposals)
    if here is None:
        return listed
    distances = geodesic_km(here, [(one.lat, one.lon) for one in listed])
    return tuple(replace(one, km=km) for one, km in zip(listed, distances, strict=True))


def user_agent() -> str:
    """Return the name under which Scout asks the public services."""
    try:
        return f"scout-app/{version('scout-app')}"
    except PackageNotFoundError:
        return "scout-app"


def _service(address: str) -> Any:
    from scout_app.places import ban

    return ban.at(address, user_agent())


@contextmanager
def _told(service: str) -> "Iterator[None]":
    """Turn what geopy raises, or an answer that cannot be read, into a fact."""
    from geopy import exc

    host = service.partition("://")[2].partition("/")[0]
    try:
        yield
    except exc.GeocoderTimedOut as error:
        raise NetworkTrouble(host, "slow") from error
    except exc.GeocoderRateLimited as error:
        raise NetworkTrouble(host, "busy") from error
    except exc.GeocoderParseError as error:
        raise NetworkTrouble(host, "unreadable") from error
    except (exc.GeocoderQueryError, exc.GeocoderAuthenticationFailure) as error:
        raise NetworkTrouble(host, "refused") from error
    except exc.GeopyError as error:
        raise NetworkTrouble(host, "unreachable") from error
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise NetworkTrouble(host, "unreadable") from error


def _of_parcel(parcel: parcels.Parcel) -> dict[str, str]:
    asked = {
        "index": "parcel",
        "departmentcode": parcel.departement,
        "municipalitycode": parcel.insee[2:],
        "section": parcel.section,
        "number": parcel.number,
    }
    return asked if parcel.prefix == "000" else asked | {"oldmunicipalitycode": parcel.prefix}


def _proposal(raw: Mapping[str, Any], parcel: parcels.Parcel | None) -> Proposal:
    """Read one feature of the answer."""
    said = raw["properties"]
    lon, lat = (float(axis) for axis in raw["geometry"]["coordinates"][:2])
    code = str(said.get("citycode") or (parcel.insee if parcel else ""))
    kind = "parcel" if parcel else str(said.get("type", ""))
    commune = str(said.get("city") or "")
    return Proposal(
        label=str(said.get("label") or (f"{commune} {parcel.short}".strip() if parcel else "")),
        address="" if kind in ("municipality", "parcel") else str(said.get("name") or ""),
        insee=_commune(code),
        commune=commune,
        lat=round(lat, 7),
        lon=round(lon, 7),
        precision=_precision(kind, code),
        score=round(min(max(float(said.get("score") or 0.0), 0.0), 1.0), 3),
        source=CADASTRE if parcel else BAN,
    )


def _precision(kind: str, code: str) -> str:
    is_district = kind == "municipality" and _commune(code) != code
    return "municipal_district" if is_district else _PRECISIONS.get(kind, "locality")


def _commune(code: str) -> str:
    """Return the commune of a municipal district, any other code as it is."""
    return next((whole for start, whole in _DISTRICTS.items() if code.startswith(start)), code)


def _words(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in folded(text)).split()


def _share(wanted: set[str], known: Known) -> float:
    """Return how well a name answers the words: what it holds of them, and they of it."""
    name = set(_words(known.name))
    held = set(_words(f"{known.name} {known.address} {known.commune} {known.also}"))
    asked = len(wanted & held) / len(wanted)
    least = _WHOLE_NAME if name and name <= wanted else 0.0
    return round(max(least, asked * (0.7 + 0.3 * len(wanted & name) / max(len(name), 1))), 3)

"""The blocks of a sheet: what a dossier says of a site under each title, worded for its version.

Each version is built from what it may show. Nothing is gathered first and hidden afterwards, so
the anonymous version cannot hold a name.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from scout_app.dossier.content import Block, Line
from scout_app.model import choices
from scout_app.model.fields import N_, Confidentiality, Field, FieldType
from scout_app.model.values import Period
from scout_app.office.evidence import ENTERED_BY, SEVERAL
from scout_app.office.rows import CardValue
from scout_app.office.sites import RestrictionRow, SiteCard
from scout_app.wording import names, numbers, terms, values
from scout_app.wording.sources import source
from scout_app.wording.texts import translator

COMBINED = frozenset(
    {"whole_id", "name", "reference", "kind", "status", "lat", "lon", "position_precision",
     "entrance_lat", "entrance_lon", "commune", "description"}
)  # fmt: skip
"""Fields that the head of a sheet says in its own way."""

_TELLS_NO_NAME = frozenset({FieldType.NUMBER, FieldType.YES_NO, FieldType.CHOICE, FieldType.TAGS})
"""Types of values that an anonymous sheet may show: none of them can hold a name."""


@dataclass(frozen=True, slots=True)
class Making:
    """What every part of the work needs to know."""

    lang: str
    version: str
    today: date
    period: Period | None

    def text(self, msgid: str) -> str:
        """Return a text in the dossier's language."""
        return translator(self.lang).gettext(msgid)

    @property
    def is_anonymous(self) -> bool:
        """Whether no name may be printed."""
        return self.version == "anonymous"

    @property
    def is_internal(self) -> bool:
        """Whether the dossier stays in the office."""
        return self.version == "internal"


class Sources:
    """The sources of a sheet, numbered as they are first named."""

    def __init__(self, making: Making) -> None:
        self._making = making
        self.listed: list[str] = []

    def of(self, value: CardValue) -> tuple[int, ...]:
        """Return the numbers of the sources that say the value in force."""
        if self._making.is_anonymous:
            return ()
        said = (self.numbers(one.source) for one in value.evidence if one.retained)
        return tuple(dict.fromkeys(number for numbers in said for number in numbers))

    def numbers(self, named: str) -> tuple[int, ...]:
        """Return the numbers of the sources of one text, each the next one at its first mention."""
        return tuple(self._number(one) for one in named.split(SEVERAL))

    def _number(self, named: str) -> int:
        text = _said_by(self._making, named)
        if text not in self.listed:
            self.listed.append(text)
        return self.listed.index(text) + 1


def _said_by(making: Making, named: str) -> str:
    """Return a source in words; an officer's name stays in the office."""
    if not making.is_internal and named.startswith(ENTERED_BY):
        return making.text(N_("film office"))
    return source(named, making.lang)


def value_of(card: SiteCard, name: str) -> object:
    """Return the value in force of a field."""
    return next(value.value for value in card.card.values if value.field.name == name)


def blocks(making: Making, card: SiteCard, sources: Sources) -> Iterator[Block]:
    """Go through the blocks in their order, empty ones too; sources are numbered on the way."""
    for block, label in names.BLOCKS.items():
        note = _description(making, card) if block == "identity" else ""
        lines = (
            _line(making, value, sources)
            for value in card.card.values
            if value.field.block == block and value.value is not None and may_say(making, value)
        )
        before = _position(making, card) if block == "identity" else ()
        yield Block(making.text(label), (*before, *lines, *_added(making, card, block)), note)
    if making.is_anonymous:
        return
    yield Block(making.text(N_("Parts")), tuple(_parts(making, card)))
    yield Block(making.text(N_("What the sources add")), tuple(_notes(making, card, sources)))
    if making.is_internal:
        yield Block(making.text(N_("Contacts")), tuple(_contacts(making, card)))


def _added(making: Making, card: SiteCard, block: str) -> Iterator[Line]:
    """Go through what a block says beyond the site's own fields."""
    if making.is_anonymous:
        return
    if block == "land":
        kept = making.text(N_("Kept for filming"))
        for row in card.allocations:
            said = (row.stage, row.basis, row.last_day, row.state)
            yield Line(kept, terms.allocation(*said, making.lang))
    elif block == "constraints":
        yield from _constraints(making, card.restrictions)
    elif block == "terms":
        yield from _terms(making, card)


def _terms(making: Making, card: SiteCard) -> Iterator[Line]:
    """Go through rates, which stay between offices, and the cancellation ladder."""
    for rate in card.terms.rates if making.is_internal else ():
        yield Line(making.text(N_("Rate")), terms.rate(rate.day_type, rate.amount, making.lang))
    for step in card.terms.steps:
        yield Line(making.text(N_("Cancellation")), terms.step(step, making.lang))


def may_say(making: Making, value: CardValue) -> bool:
    """Tell whether the version may show a value under its own label."""
    field = value.field
    if field.name in COMBINED:
        return False
    if making.is_anonymous:
        return field.type in _TELLS_NO_NAME and _is_public(field)
    return making.is_internal or _is_public(field)


def _is_public(field: Field) -> bool:
    return field.confidentiality is Confidentiality.PUBLIC


def _description(making: Making, card: SiteCard) -> str:
    return "" if making.is_anonymous else str(value_of(card, "description") or "")


def _position(making: Making, card: SiteCard) -> tuple[Line, ...]:
    lat, lon = card.row.lat, card.row.lon
    if making.is_anonymous or lat is None or lon is None:
        return ()
    precision = choices.POSITION_PRECISION.get(str(value_of(card, "position_precision")), "")
    said = making.text(precision) if precision else ""
    text = f"{lat:.5f}, {lon:.5f}" + (f" ({said})" if said else "")
    return (Line(making.text(N_("Position (WGS84)")), text),)


def _line(making: Making, value: CardValue, sources: Sources) -> Line:
    return Line(
        values.label(value.field, making.lang),
        values.show(value.field, value.value, making.lang),
        sources.of(value),
        () if making.is_anonymous else tuple(_disputes(making, value)),
    )


def _disputes(making: Making, value: CardValue) -> Iterator[str]:
    """Go through what other sources say instead, each with who says so."""
    met = set()
    for one in value.evidence:
        if one.retained or one.value is None or one.value in met:
            continue
        met.add(one.value)
        first = _said_by(making, one.source.split(SEVERAL)[0])
        # An address is told by its host: the whole of it would fill the column.
        said = urlsplit(first).hostname or first
        dated = f", {one.date}" if one.date else ""
        yield f"{one.value} ({said.removeprefix('www.')}{dated})"


def _parts(making: Making, card: SiteCard) -> Iterator[Line]:
    for part in card.parts:
        kind = making.text(choices.SITE_KIND[part.kind])
        area = "" if part.area is None else f", {numbers.quantity(part.area, 0, 'm²', making.lang)}"
        yield Line(part.name, f"{kind}{area}")


def _constraints(making: Making, rules: Sequence[RestrictionRow]) -> Iterator[Line]:
    for rule in rules:
        # The rule's own first sentence: the card holds the rest.
        said = [(rule.description or "").partition("\n")[0], _authority(making, rule)]
        if rule.lead_days:
            days = numbers.quantity(rule.lead_days, 0, "d", making.lang)
            said.append(making.text(N_("Notice: {days}.")).format(days=days))
        yield Line(rule.title, " ".join(text for text in said if text))


def _authority(making: Making, rule: RestrictionRow) -> str:
    told = [rule.authority or "", rule.as_of or ""]
    return f"({', '.join(text for text in told if text)})" if any(told) else ""


def _notes(making: Making, card: SiteCard, sources: Sources) -> Iterator[Line]:
    for note in card.card.notes:
        if note.value:
            yield Line("", note.value, sources.numbers(note.source))


def _contacts(making: Making, card: SiteCard) -> Iterator[Line]:
    for contact in card.contacts:
        role = making.text(choices.LINK_ROLE.get(contact.role, contact.role))
        told = (contact.name, contact.job, contact.organisation, contact.phone, contact.email)
        yield Line(role, ", ".join(dict.fromkeys(text for text in told if text)))

"""Why a site fits or not, and what holds its days, as an officer says it."""

from collections.abc import Mapping
from datetime import date, datetime
from math import ceil
from typing import Any, Protocol
from uuid import UUID

from scout_app.model import choices
from scout_app.model.fields import N_, Field
from scout_app.model.values import Availability, DayType, Operator, Period, State, Verdict
from scout_app.rules.matching import Approx, Criterion, Dates, NearMiss, Reason
from scout_app.wording import numbers, values
from scout_app.wording.texts import translator

AVAILABILITY: Mapping[Availability, str] = {
    Availability.FREE: N_("Free"),
    Availability.OPTIONED: N_("Optioned"),
    Availability.AT_RISK: N_("At risk"),
    Availability.TAKEN: N_("Taken"),
    Availability.CLOSED: N_("Closed"),
}
VERDICT: Mapping[Verdict, str] = {
    Verdict.YES: N_("Fits"),
    Verdict.NO: N_("Does not fit"),
    Verdict.UNKNOWN: N_("Unknown"),
}
_BLOCKING: Mapping[Availability, str] = {
    Availability.OPTIONED: N_("Optioned {days} by “{production}” ({officer}, {office})"),
    Availability.TAKEN: N_("Taken {days} by “{production}” ({officer}, {office})"),
    Availability.AT_RISK: N_("At risk {days}: {reason}"),
    Availability.CLOSED: N_("Closed {days}: {reason}"),
}
_WANTED: Mapping[Operator, str] = {
    Operator.AT_LEAST: N_("at least {value}"),
    Operator.AT_MOST: N_("at most {value}"),
    Operator.BETWEEN: N_("from {value} to {high}"),
    Operator.IS: "{value}",
    Operator.ANY_OF: N_("one of: {value}"),
    Operator.NONE_OF: N_("none of: {value}"),
    Operator.WITHIN_KM: N_("within {value}"),
}
_DATES: Mapping[Availability, str] = {
    Availability.FREE: N_("Free {days}"),
    Availability.OPTIONED: N_("Optioned {days}: you would have the {rank}"),
    Availability.AT_RISK: N_("At risk {days}"),
}
_VOWELS = "aeiouàâéèêëîïôûœ"
_MINUS = "\u2212"


class Blocked(Protocol):
    """Days that are not free, as `office.diary.Blocking` gives them."""

    @property
    def period(self) -> Period:
        """The days."""

    @property
    def what(self) -> Availability:
        """What they are."""

    @property
    def booking(self) -> UUID | None:
        """The booking that holds them."""

    @property
    def production(self) -> str:
        """Who holds them."""

    @property
    def officer(self) -> str:
        """The officer who entered the booking."""

    @property
    def office(self) -> str:
        """The officer's office."""

    @property
    def reason(self) -> str:
        """Why they are closed or at risk."""


def availability(state: Availability, lang: str) -> str:
    """Return the word for the state of days."""
    return translator(lang).gettext(AVAILABILITY[state])


def state(found: State | str, lang: str) -> str:
    """Return the word for the state of a booking's days."""
    return translator(lang).gettext(choices.STATE[State(found).value])


def day_type(found: DayType | str, lang: str) -> str:
    """Return the word for the use of days."""
    return translator(lang).gettext(choices.DAY_TYPE[DayType(found).value])


def verdict(found: Verdict, lang: str) -> str:
    """Return the word for what one criterion says of a site."""
    return translator(lang).gettext(VERDICT[found])


def rank(number: int, lang: str) -> str:
    """Return an option's rank: "1re option", "2e option", "3rd option"."""
    _ = translator(lang).gettext
    return _("{nth} option").format(nth=_nth(number, lang))


def _nth(number: int, lang: str) -> str:
    if lang == "fr":
        return "1re" if number == 1 else f"{number}e"
    teens = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def countdown(expires_on: date, today: date, lang: str) -> str:
    """Return how long an option still stands."""
    _, ngettext = translator(lang).gettext, translator(lang).ngettext
    left = (expires_on - today).days
    if left < 0:
        return _("Expired {day}").format(day=numbers.day(expires_on, lang))
    if left == 0:
        return _("Expires today")
    return ngettext("Expires in {days} day", "Expires in {days} days", left).format(days=left)


def awaiting(home: str, news_at: datetime | None, today: date, lang: str) -> str:
    """Return whose confirmation is awaited, and how long ago that office was last heard of."""
    _, ngettext = translator(lang).gettext, translator(lang).ngettext
    said = _("To be confirmed by {office}").format(office=home)
    if news_at is None:
        return f"{said}, " + _("no news of {office} yet").format(office=home)
    days = max(0, (today - news_at.astimezone(numbers.PARIS).date()).days)
    if days == 0:
        return f"{said}, " + _("last news of {office}: today").format(office=home)
    last = ngettext("last news of {office}: {days} day", "last news of {office}: {days} days", days)
    return f"{said}, " + last.format(office=home, days=days)


def blocking(found: Blocked, lang: str) -> str:
    """Return what stands on days that are not free, naming who holds them."""
    _ = translator(lang).gettext
    return _(_BLOCKING[found.what]).format(
        days=numbers.period(found.period, lang),
        production=found.production,
        officer=found.officer,
        office=found.office,
        reason=found.reason,
    )


def reason(found: Reason, field: Field | None, lang: str) -> str:
    """Return one criterion's reason: the field, what the site has, and what is asked of it."""
    _ = translator(lang).gettext
    return _("{field}: {found} (wanted: {wanted})").format(
        field=_label(found.criterion, field, lang),
        found=value(found.found, field, lang),
        wanted=wanted(found.criterion, field, lang),
    )


def value(found: Any, field: Field | None, lang: str) -> str:
    """Return what a site has, or that it is unknown; a distance may be known roughly only."""
    if found is None:
        _ = translator(lang).gettext
        return _("unknown")
    if isinstance(found, Approx):
        return _distance(found, lang)
    return _shown(found, field, lang)


def wanted(criterion: Criterion, field: Field | None, lang: str) -> str:
    """Return what a criterion asks, without its field; empty when it cannot be read."""
    asked = criterion.wanted
    if asked is None:
        return ""
    if criterion.operator is Operator.WITHIN_KM:
        low, high = _km(asked[1], lang), ""
    elif criterion.operator is Operator.BETWEEN:
        low, high = (_shown(end, field, lang) for end in asked)
    else:
        low, high = _shown(asked, field, lang), ""
    _ = translator(lang).gettext
    return _(_WANTED[criterion.operator]).format(value=low, high=high)


def dates(found: Dates | None, lang: str) -> str:
    """Return how the days of a need stand at a site."""
    _ = translator(lang).gettext
    if found is None:
        return _("Dates not known")
    if found.period is not None:
        days = numbers.period(found.period, lang)
        nth = rank(found.rank or 1, lang)
        return _(_DATES[found.state]).format(days=days, rank=nth)
    if found.next_free is None:
        return _("No run of days is left, nor in the year after")
    days = numbers.period(found.next_free, lang)
    return _("No run of days is left; the next one: {days}").format(days=days)


def near_miss(found: NearMiss, field: Field | None, lang: str) -> str:
    """Return the one change that would do: "3 jours plus tard", "−0,4 m de hauteur libre"."""
    if found.period is not None and found.days_later is not None:
        return _later(found.days_later, found.period, lang)
    if found.criterion is None:
        return ""
    if found.gap is None:
        return _otherwise(found.criterion, field, lang)
    return _less(found.criterion, found.gap, field, lang)


def _later(days_later: int, period: Period, lang: str) -> str:
    days = numbers.period(period, lang)
    ngettext = translator(lang).ngettext
    said = ngettext("{count} day later: {days}", "{count} days later: {days}", days_later)
    return said.format(count=days_later, days=days)


def _otherwise(criterion: Criterion, field: Field | None, lang: str) -> str:
    _ = translator(lang).gettext
    return _("if “{field}” were {wanted}").format(
        field=_label(criterion, field, lang), wanted=wanted(criterion, field, lang)
    )


def _less(criterion: Criterion, gap: float, field: Field | None, lang: str) -> str:
    """Say by how much less would have to be asked, or more allowed."""
    _ = translator(lang).gettext
    if criterion.operator is Operator.WITHIN_KM:
        # Rounded up: the distance said must be enough.
        return f"+{_km(ceil(gap * 10) / 10, lang)}"
    label, amount = _label(criterion, field, lang), _shown(round(gap), field, lang)
    if criterion.operator is Operator.BETWEEN:
        return _("{field}: {amount} away from what is asked").format(field=label, amount=amount)
    change = f"{'+' if criterion.operator is Operator.AT_MOST else _MINUS}{amount}"
    if field is None or not field.unit:
        return _("{field}: {change}").format(field=label, change=change)
    said = _elided(_("{change} of {field}"), lang, label)
    return said.format(change=change, field=_lowered(label))


def _elided(said: str, lang: str, label: str) -> str:
    """Write « d’intensité » for "de intensité"; the h of our labels (hauteur) is not mute."""
    starts_with_vowel = label[:1].casefold() in _VOWELS
    return said.replace("de {field}", "d’{field}") if lang == "fr" and starts_with_vowel else said


def _lowered(label: str) -> str:
    """Return a label for the middle of a sentence; one that begins with an acronym stays."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _label(criterion: Criterion, field: Field | None, lang: str) -> str:
    return values.label(field, lang) if field else criterion.field


def _shown(found: Any, field: Field | None, lang: str) -> str:
    if isinstance(found, tuple):
        return ", ".join(_shown(one, field, lang) for one in found)
    if field is None:
        return str(found)
    return values.show(field, found, lang)


def _distance(found: Approx, lang: str) -> str:
    if not found.radius_km:
        return _km(found.km, lang)
    least = max(0.0, found.km - found.radius_km)
    _ = translator(lang).gettext
    return _("{least} to {most}, the position being approximate").format(
        least=_km(least, lang), most=_km(found.km + found.radius_km, lang)
    )


def _km(distance: float, lang: str) -> str:
    return numbers.quantity(round(distance * 10), 1, "km", lang)


class Noticed(Protocol):
    """A request to file, as `office.notices.Notice` gives it."""

    @property
    def title(self) -> str:
        """The restriction that asks for it; empty for the site's own card."""

    @property
    def authority(self) -> str:
        """Who decides."""

    @property
    def file_by(self) -> date:
        """The last day to file."""

    @property
    def late(self) -> bool:
        """Whether that day is past."""


class Levelled(Protocol):
    """The level of a day, as `office.notices.DayLevel` gives it."""

    @property
    def title(self) -> str:
        """The restriction."""

    @property
    def day(self) -> date:
        """The day."""

    @property
    def level(self) -> str | None:
        """Its level, None where nobody knows it."""

    @property
    def presumed(self) -> bool:
        """Whether it is only presumed."""


def notice(found: Noticed, lang: str) -> str:
    """Return by when a request must be filed: "demande à déposer avant le 12 mars"."""
    _ = translator(lang).gettext
    said = _("{what}: request to be filed by {day}")
    if found.late:
        said = _("{what}: the request should have been filed by {day}; call them")
    who = " · ".join(part for part in (found.title, found.authority) if part)
    return said.format(what=who or _("Permission"), day=numbers.day(found.file_by, lang))


def day_level(found: Levelled, lang: str) -> str:
    """Return the level of a day, and whether it is only presumed."""
    _ = translator(lang).gettext
    level = _(choices.DAY_LEVEL.get(found.level or "", found.level or N_("unknown")))
    said = _("{what}, {day}: {level} (presumed)") if found.presumed else _("{what}, {day}: {level}")
    return said.format(what=found.title, day=numbers.day(found.day, lang), level=level)

"""How long is left until an instant, as a countdown says it."""

from datetime import datetime

from scout_app.wording.texts import translator

_HOUR, _DAY = 60, 24 * 60


def left(until: datetime, now: datetime, lang: str) -> str:
    """Return the time left, to the minute on the last day; a begun minute counts whole."""
    _ = translator(lang).gettext
    seconds = (until - now).total_seconds()
    if seconds < 0:
        return _("the time is up")
    minutes = -int(-seconds // 60)
    days, hours = minutes // _DAY, minutes % _DAY // _HOUR
    if days:
        return _("{days} d {hours} h left").format(days=days, hours=hours)
    if hours:
        return _("{hours} h {minutes} min left").format(hours=hours, minutes=minutes % _HOUR)
    return _("{minutes} min left").format(minutes=minutes)

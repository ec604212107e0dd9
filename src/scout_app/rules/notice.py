"""When a request has to be filed: lead times counted back from the first day asked."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Filing:
    """The last day to file a request, and whether it is past."""

    by: date
    late: bool


def filing(first_day: date, lead_days: int, today: date) -> Filing:
    """Return the last day on which a request still has its full lead time, in calendar days."""
    by = first_day - timedelta(days=min(max(lead_days, 0), (first_day - date.min).days))
    return Filing(by, by < today)

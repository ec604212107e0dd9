"""Why a site stands where it stands, as a short text with a mark for each verdict."""

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtGui import QPalette

from scout_app.model.values import Verdict
from scout_app.ui import texts, theme
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.model.fields import Field
    from scout_app.office.matching import SiteMatch
    from scout_app.rules.matching import NearMiss

_MARKS = {Verdict.YES: "✓", Verdict.NO: "✗", Verdict.UNKNOWN: "?"}


def html(found: "SiteMatch", palette: QPalette) -> str:
    """Return the reasons of a match: blockers first, then every criterion, then near misses."""
    from scout_app.office.criteria import askable
    from scout_app.wording import reasons

    lang = texts.language()
    match = found.match
    parts = [f"<h3>{escape(found.site.name)}</h3>"]
    if match.is_blocked:
        said = _("Blocking")
        parts.append(f"<p><b style='color:{theme.bad(palette).name()}'>{said}</b></p>")
    if match.dates is not None:
        parts.append(f"<p>{escape(reasons.dates(match.dates, lang))}</p>")
    lines = []
    for reason in match.reasons:
        colour = {
            Verdict.YES: theme.good(palette),
            Verdict.NO: theme.bad(palette),
            Verdict.UNKNOWN: theme.warn(palette),
        }[reason.verdict]
        said = reasons.reason(reason, askable().get(reason.criterion.field), lang)
        how = (
            _("indispensable")
            if reason.criterion.is_hard
            else _("weight {weight}").format(weight=reason.criterion.weight)
        )
        lines.append(
            f"<tr><td style='color:{colour.name()}'><b>{_MARKS[reason.verdict]}</b>&nbsp;</td>"
            f"<td>{escape(said)} <i>({escape(how)})</i></td></tr>"
        )
    parts.append(f"<table cellspacing='2'>{''.join(lines)}</table>")
    if match.near_misses:
        parts.append("<p><b>" + _("Would fit with:") + "</b></p><ul>")
        parts += [
            f"<li>{escape(reasons.near_miss(miss, _asked(miss), lang))}</li>"
            for miss in match.near_misses
        ]
        parts.append("</ul>")
    return "".join(parts)


def _asked(miss: "NearMiss") -> "Field | None":
    from scout_app.office.criteria import askable

    return askable().get(miss.criterion.field) if miss.criterion else None

"""What each source says of a value, side by side where they disagree."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtGui import QPalette

from scout_app.errors import BadValue
from scout_app.ui import texts, theme
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.model.fields import Field
    from scout_app.office.evidence import Evidence
    from scout_app.office.rows import CardValue

_ABREAST = 3
"""So many values stand in columns; more than that stand one below the other."""


def unbroken(html: str) -> str:
    """Keep numbers and their units together: Qt reads a narrow space in HTML as one to break at."""
    return html.replace("\u202f", "\u00a0")


def said(field: "Field", text: str | None) -> str:
    """Return a source's word as the card shows values; as it was given when it is no value."""
    from scout_app.wording.values import parse, show

    try:
        return show(field, parse(field, text or ""), texts.language())
    except BadValue:
        return text or ""


def values(value: "CardValue") -> list[str]:
    """Return the different values that the sources give, the one in force first."""
    kept = [one for one in value.evidence if one.retained]
    others = [one for one in value.evidence if not one.retained and one.value is not None]
    return list(dict.fromkeys(said(value.field, one.value) for one in (*kept, *others)))


def html(value: "CardValue", palette: QPalette) -> str:
    """Return the evidence of a value: its sources, their dates and how far they are trusted."""
    from scout_app.wording.values import label

    by_value: dict[str, list[Evidence]] = {text: [] for text in values(value)}
    for one in value.evidence:
        by_value.setdefault(said(value.field, one.value), []).append(one)
    title = escape(label(value.field, texts.language()))
    if value.disputed:
        title += " – " + escape(_("the sources disagree"))
    columns = [_column(text, many, palette) for text, many in by_value.items()]
    return unbroken(f"<p><b>{title}</b></p>{_table(columns)}")


def _table(columns: Sequence[str]) -> str:
    """Return the columns abreast, or below each other when there are many."""
    if len(columns) > _ABREAST:
        return "".join(f"<p>{column}</p>" for column in columns)
    wide = 100 // max(1, len(columns))
    cells = "".join(f"<td width='{wide}%' valign='top'>{column}</td>" for column in columns)
    return f"<table width='100%' cellspacing='0' cellpadding='3'><tr>{cells}</tr></table>"


def _column(text: str, many: "Sequence[Evidence]", palette: QPalette) -> str:
    quiet = theme.quiet(palette).name()
    head = escape(text)
    if any(one.retained for one in many):
        used = escape(_("in use"))
        head = f"{head} <span style='color:{theme.good(palette).name()}'>✓ {used}</span>"
    lines = [f"<b>{head}</b>"]
    for one in many:
        lines.append(f"{linked(one.source, palette)}{_told(one, quiet)}")
    return "<br>".join(lines)


def _told(one: "Evidence", quiet: str) -> str:
    """Return the date of a source and the confidence put in it."""
    from scout_app.model.choices import CONFIDENCE

    sure = _(CONFIDENCE[one.confidence]).lower() if one.confidence else ""
    trust = _("confidence: {level}").format(level=sure) if sure else ""
    told = ", ".join(text for text in (one.date or "", trust) if text)
    return f" <span style='color:{quiet}'>{escape(told)}</span>" if told else ""


def linked(source: str | None, palette: QPalette) -> str:
    """Return the sources of one text, each a link called by its site, or as it is written."""
    return ", ".join(_links(source or "", palette.color(QPalette.ColorRole.Link).name()))


def _links(source: str, colour: str) -> Iterator[str]:
    from scout_app.wording.sources import source as worded

    for one in source.split(" ; "):
        if one.startswith(("http://", "https://")):
            target = escape(one, quote=True)
            yield f"<a href='{target}' title='{target}' style='color:{colour}'>{site(one)}</a>"
        elif one:
            yield escape(worded(one, texts.language()))


def site(address: str) -> str:
    """Return what an officer calls a web address: its host without `www`."""
    try:
        host = urlsplit(address).netloc
    except ValueError:
        host = address
    return escape(host.rpartition("@")[2].removeprefix("www.") or address)

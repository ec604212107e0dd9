"""The card of a site as a page of text: values by block, each with the mark of its sources."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtGui import QPalette

from scout_app.ui import texts, theme
from scout_app.ui.sites import sources
from scout_app.ui.texts import _, ngettext

if TYPE_CHECKING:
    from scout_app.office.land import AllocationRow
    from scout_app.office.parcels import ParcelRow
    from scout_app.office.rows import CardValue
    from scout_app.office.sites import Credit, RestrictionRow, SiteCard, SiteRow
    from scout_app.office.terms import RateRow

_SAID_ABOVE = frozenset(
    {"name", "reference", "kind", "location_kind", "support_kind", "status", "whole_id",
     "description", "lat", "lon", "position_precision", "commune", "address"}
)  # fmt: skip


def html(card: "SiteCard", palette: QPalette) -> str:
    """Return the card; links `source:FIELD` open the evidence of a value, `site:ID` a part."""
    return sources.unbroken("".join(_Writer(card, palette).parts()))


def kind(row: "SiteRow") -> str:
    """Return what kind of site it is: of a location, what kind of setting."""
    from scout_app.model.choices import LOCATION_KIND, SITE_KIND

    if row.location_kind:
        return _(LOCATION_KIND.get(row.location_kind, row.location_kind))
    return _(SITE_KIND[row.kind])


def badge(row: "SiteRow") -> str:
    """Return why a site is not offered: its status, or that of its whole; empty otherwise."""
    from scout_app.model.choices import SITE_STATUS

    if row.offered:
        return ""
    if row.status == "in_service":
        return _("Whole site not offered")
    return _(SITE_STATUS[row.status])


class _Writer:
    """Writes one card in the window's language and colours."""

    def __init__(self, card: "SiteCard", palette: QPalette) -> None:
        self._card = card
        self._lang = texts.language()
        self._palette = palette
        self._quiet = theme.quiet(palette).name()
        self._warn = theme.warn(palette).name()
        self._link = palette.color(QPalette.ColorRole.Link).name()
        self._values = {value.field.name: value for value in card.card.values}

    def parts(self) -> Iterator[str]:
        yield from self._head()
        yield from self._blocks()
        yield from self._list(_("Parcels"), map(self._parcel, self._card.parcels))
        yield from self._list(_("Kept for filming"), map(self._allocation, self._card.allocations))
        yield from self._list(_("Rates"), map(self._rate, self._card.terms.rates))
        yield from self._list(_("Cancellation"), self._ladder())
        yield from self._list(_("Parts"), map(self._part, self._card.parts))
        yield from self._list(_("Filmed here"), map(self._credit, self._card.credits))
        yield from self._list(_("Constraints"), map(self._rule, self._card.restrictions))
        yield from self._list(_("Contacts"), self._contacts())
        yield from self._list(_("What the sources add"), self._notes())
        yield from self._unknown()

    # -- head ----------------------------------------------------------------------------------

    def _head(self) -> Iterator[str]:
        row = self._card.row
        if not row.offered:
            said = _("Not offered for filming: {status}.").format(status=badge(row).lower())
            yield f"<p style='color:{self._warn}'><b>{escape(said)}</b> {self._mark('status')}</p>"
        if row.whole_id is not None:
            part_of = escape(_("Part of"))
            yield f"<p>{part_of} {self._site(row.whole_id, row.whole)}</p>"
        if description := self._shown("description"):
            words = escape(description).replace("\n", "<br>")
            yield f"<p>{words} {self._mark('description')}</p>"
        yield self._place(row)

    def _place(self, row: "SiteRow") -> str:
        """Return where the site is, and in words how exactly that is known."""
        place = ", ".join(text for text in (self._shown("address"), row.commune) if text)
        lines = [escape(place)] if place else []
        if row.lat is not None and row.lon is not None:
            lines.append(f"{escape(self._position(row))} {self._mark('lat')}")
        else:
            lines.append(escape(_("Position not known.")))
        return f"<p style='color:{self._quiet}'>{'<br>'.join(lines)}</p>"

    def _position(self, row: "SiteRow") -> str:
        from scout_app.model.choices import POSITION_PRECISION
        from scout_app.wording.numbers import number

        where = f"{row.lat:.5f}, {row.lon:.5f}"
        if not row.radius_m:
            return _("Position: {where}").format(where=where)
        known = _(POSITION_PRECISION[str(self._values["position_precision"].value)])
        return _("Approximate position, within about {km} km: {known}").format(
            km=number(row.radius_m / 1000, self._lang, 1), known=known.partition(" (")[0].lower()
        )

    # -- values --------------------------------------------------------------------------------

    def _blocks(self) -> Iterator[str]:
        from scout_app.wording import names

        for block, title in names.BLOCKS.items():
            shown = [
                value
                for value in self._values.values()
                if value.field.block == block
                and value.value is not None
                and value.field.name not in _SAID_ABOVE
            ]
            if shown:
                lines = "".join(map(self._line, shown))
                yield f"{_title(_(title))}<table cellspacing='0' width='100%'>{lines}</table>"

    def _line(self, value: "CardValue") -> str:
        from scout_app.wording.values import label, show

        text = escape(show(value.field, value.value, self._lang))
        if value.field.name == "website":
            text = sources.linked(str(value.value), self._palette)
        return (
            f"<tr><td width='38%' style='color:{self._quiet}; padding:1px 10px 1px 0'>"
            f"{escape(label(value.field, self._lang))}</td>"
            f"<td style='padding:1px 0'>{text} {self._mark(value.field.name)}</td></tr>"
        )

    def _mark(self, name: str) -> str:
        """Return the small mark that opens a value's evidence; it says a disagreement."""
        value = self._values[name]
        if not value.evidence:
            return ""
        if value.disputed:
            told = " / ".join(sources.values(value))
            text, colour = _("disputed: {values}").format(values=told), self._warn
        else:
            count = len({e.source for e in value.evidence})
            text = ngettext("{count} source", "{count} sources", count).format(count=count)
            colour = self._link
        told = escape(text).replace(" ", "&nbsp;") if not value.disputed else escape(text)
        return f"<a href='source:{name}' style='color:{colour}'><small>{told}</small></a>"

    # -- lists ---------------------------------------------------------------------------------

    def _list(self, title: str, lines: Iterable[str]) -> Iterator[str]:
        if found := list(lines):
            yield _title(title)
            yield from (f"<p style='margin:2px 0 3px 0'>{line}</p>" for line in found)

    def _site(self, site: object, name: str) -> str:
        return f"<a href='site:{site}' style='color:{self._link}'>{escape(name)}</a>"

    def _part(self, part: "SiteRow") -> str:
        from scout_app.wording.numbers import quantity

        area = "" if part.area is None else quantity(part.area, 0, "m²", self._lang)
        told = ", ".join(text for text in (kind(part), area, badge(part).lower()) if text)
        return f"{self._site(part.id, part.name)} {self._aside(told)}"

    def _aside(self, text: str) -> str:
        return f"<span style='color:{self._quiet}'>{escape(text)}</span>" if text else ""

    def _credit(self, credit: "Credit") -> str:
        from scout_app.model.choices import PRODUCTION_KIND

        sort = _(PRODUCTION_KIND.get(credit.kind, credit.kind)) if credit.kind else ""
        told = ", ".join(text for text in (sort, credit.years or "", credit.note or "") if text)
        origin = sources.linked(credit.source, self._palette)
        return f"{escape(credit.title)} {self._aside(told)} <small>{origin}</small>"

    def _contacts(self) -> Iterator[str]:
        from scout_app.model.choices import LINK_ROLE

        for contact in self._card.contacts:
            told = (contact.name, contact.job, contact.organisation, contact.phone, contact.email)
            who = ", ".join(dict.fromkeys(text for text in told if text))
            role = _(LINK_ROLE.get(contact.role, contact.role))
            yield f"{escape(who)} {self._aside(role)}"

    def _rule(self, rule: "RestrictionRow") -> str:
        first, _line, rest = (rule.description or "").partition("\n")
        told = ", ".join(t for t in (rule.authority or "", self._delay(rule)) if t)
        number = self._card.restrictions.index(rule)
        more = escape(_("more"))
        link = f" <a href='rule:{number}' style='color:{self._link}'><small>{more}</small></a>"
        lines = [f"<b>{escape(rule.title)}</b>", escape(first) + (link if rest else "")]
        return "<br>".join((*lines, self._aside(told)) if told else lines)

    def _allocation(self, row: "AllocationRow") -> str:
        from scout_app.wording import terms

        return escape(terms.allocation(row.stage, row.basis, row.last_day, row.state, self._lang))

    def _parcel(self, row: "ParcelRow") -> str:
        """Return a parcel with the area measured on its outline, and the one declared."""
        from scout_app.wording.numbers import surface

        figures = [] if row.area is None else [surface(row.area, self._lang)]
        if row.declared_area is not None:
            declared = surface(row.declared_area, self._lang)
            figures.append(_("{area} declared").format(area=declared))
        return f"{escape(row.short)} {self._aside(', '.join(figures))}"

    def _rate(self, rate: "RateRow") -> str:
        from scout_app.wording import terms

        return escape(terms.rate(rate.day_type, rate.amount, self._lang))

    def _ladder(self) -> Iterator[str]:
        from scout_app.wording import terms

        for step in self._card.terms.steps:
            yield escape(terms.step(step, self._lang))
        if self._card.terms.gap is not None:
            said = escape(terms.gap(self._card.terms.gap, self._lang))
            yield f"<span style='color:{self._warn}'>{said}</span>"

    def _delay(self, rule: "RestrictionRow") -> str:
        if rule.lead_days is None:
            return ""
        days = ngettext("{count} day ahead", "{count} days ahead", rule.lead_days)
        return days.format(count=rule.lead_days)

    def _notes(self) -> Iterator[str]:
        for note in self._card.card.notes:
            if note.value:
                words = escape(note.value).replace("\n", "<br>")
                origin = sources.linked(note.source, self._palette)
                date = self._aside(note.date or "")
                yield f"{words} <small>{origin} {date}</small>"

    # -- what is not known ---------------------------------------------------------------------

    def _unknown(self) -> Iterator[str]:
        from scout_app.wording.values import label

        found = self._card.completeness
        missing = [label(self._values[name].field, self._lang) for name in found.missing]
        yield _title(
            _("Completeness: {known} / {total}").format(known=found.known, total=found.total)
        )
        if missing:
            said = _("Unknown: {fields}.").format(fields=", ".join(missing))
            yield f"<p style='color:{self._quiet}; margin-top:2px'>{escape(said)}</p>"

    def _shown(self, name: str) -> str:
        from scout_app.wording.values import show

        value = self._values[name]
        return show(value.field, value.value, self._lang)


def rule(card: "SiteCard", number: int, palette: QPalette) -> str:
    """Return the whole of a restriction: text, authority, source, date."""
    found = card.restrictions[number]
    words = escape(found.description or "").replace("\n", "<br>")
    season = " – ".join(text for text in (found.season_first, found.season_last) if text)
    told = " · ".join(text for text in (found.authority or "", season, found.as_of or "") if text)
    origin = sources.linked(found.source, palette)
    quiet = theme.quiet(palette).name()
    return sources.unbroken(
        f"<p><b>{escape(found.title)}</b></p><p>{words}</p>"
        f"<p style='color:{quiet}'>{escape(told)} {origin}</p>"
    )


def _title(text: str) -> str:
    return f"<h4 style='margin:12px 0 3px 0'>{escape(text)}</h4>"

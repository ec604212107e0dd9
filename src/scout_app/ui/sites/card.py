"""The card of a site as a page of text: each value with its source, disagreements side by side."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtGui import QPalette

from scout_app.ui import texts, theme
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.office.evidence import Evidence
    from scout_app.office.rows import CardValue
    from scout_app.office.sites import RestrictionRow, SiteCard

_SAID_ABOVE = frozenset(
    {"name", "reference", "kind", "location_kind", "support_kind", "status", "whole_id",
     "description", "lat", "lon", "position_precision", "commune"}
)  # fmt: skip


def html(card: "SiteCard", palette: QPalette) -> str:
    """Return the card; links `source:FIELD` open the evidence of a value, `site:ID` a part."""
    writer = _Writer(card, palette)
    return "".join(writer.parts())


class _Writer:
    """Writes one card in the window's language and colours."""

    def __init__(self, card: "SiteCard", palette: QPalette) -> None:
        self._card = card
        self._lang = texts.language()
        self._quiet = theme.quiet(palette).name()
        self._warn = theme.warn(palette).name()
        self._link = palette.color(QPalette.ColorRole.Link).name()
        self._values = {value.field.name: value for value in card.card.values}

    def parts(self) -> Iterator[str]:
        yield from self._head()
        yield from self._blocks()
        yield from self._parts()
        yield from self._list(_("Filmed here"), self._credits())
        yield from self._list(_("Contacts"), self._contacts())
        yield from self._list(_("Constraints"), self._restrictions())
        yield from self._list(_("What the sources add"), self._notes())
        yield from self._unknown()

    def _head(self) -> Iterator[str]:
        from scout_app.model.choices import POSITION_PRECISION

        row = self._card.row
        place = ", ".join(t for t in (self._shown("address"), row.commune) if t)
        yield f"<p style='color:{self._quiet}'>{escape(place)}</p>"
        if not row.offered:
            status = self._shown("status")
            said = _("Not offered for filming: {status}.").format(status=status.lower())
            yield f"<p style='color:{self._warn}'><b>{escape(said)}</b></p>"
        description = self._shown("description")
        if description:
            yield f"<p>{escape(description)} {self._mark('description')}</p>"
        if row.lat is not None and row.lon is not None:
            precision = POSITION_PRECISION.get(self._code("position_precision"), "")
            said = f"{row.lat:.5f}, {row.lon:.5f}"
            how = f" – {_(precision)}" if precision else ""
            yield f"<p style='color:{self._quiet}'>{said}{escape(how)} {self._mark('lat')}</p>"

    def _blocks(self) -> Iterator[str]:
        from scout_app.wording import names
        from scout_app.wording.values import label, show

        for block, title in names.BLOCKS.items():
            lines = [
                f"<tr><td style='color:{self._quiet}; padding-right:10px'>"
                f"{escape(label(value.field, self._lang))}</td>"
                f"<td>{escape(show(value.field, value.value, self._lang))} "
                f"{self._mark(value.field.name)}</td></tr>"
                for value in self._values.values()
                if value.field.block == block
                and value.value is not None
                and value.field.name not in _SAID_ABOVE
            ]
            if lines:
                yield f"<h4>{escape(_(title))}</h4><table>{''.join(lines)}</table>"

    def _mark(self, name: str) -> str:
        """Return the small mark that opens a value's evidence; it says a disagreement."""
        value = self._values[name]
        if not value.evidence:
            return ""
        if value.disputed:
            others = {e.value for e in value.evidence if not e.retained and e.value is not None}
            said = escape(_("disputed: {values}").format(values=" / ".join(sorted(others))))
            return f"<a href='source:{name}' style='color:{self._warn}'><small>≠ {said}</small></a>"
        count = len({e.source for e in value.evidence})
        return f"<a href='source:{name}' style='color:{self._link}'><small>[{count}]</small></a>"

    def _parts(self) -> Iterator[str]:
        row = self._card.row
        if row.whole_id is not None:
            link = f"<a href='site:{row.whole_id}' style='color:{self._link}'>"
            part_of = _("Part of")
            yield f"<p>{part_of} {link}{escape(row.whole)}</a></p>"
        yield from self._list(
            _("Parts"),
            (
                f"<a href='site:{part.id}' style='color:{self._link}'>{escape(part.name)}</a>"
                for part in self._card.parts
            ),
        )

    def _list(self, title: str, lines: Iterable[str]) -> Iterator[str]:
        found = list(lines)
        if found:
            items = "".join(f"<li>{line}</li>" for line in found)
            yield f"<h4>{escape(title)}</h4><ul style='-qt-list-indent:0'>{items}</ul>"

    def _credits(self) -> Iterator[str]:
        from scout_app.model.choices import PRODUCTION_KIND

        for credit in self._card.credits:
            kind = _(PRODUCTION_KIND[credit.kind]) if credit.kind else ""
            told = ", ".join(text for text in (kind, credit.years) if text)
            yield escape(f"{credit.title} ({told})" if told else credit.title)

    def _contacts(self) -> Iterator[str]:
        from scout_app.model.choices import LINK_ROLE

        for contact in self._card.contacts:
            told = (contact.name, contact.job, contact.organisation, contact.phone, contact.email)
            who = ", ".join(dict.fromkeys(text for text in told if text))
            yield escape(f"{_(LINK_ROLE[contact.role])} : {who}")

    def _restrictions(self) -> Iterator[str]:
        for number, rule in enumerate(self._card.restrictions):
            first = (rule.description or "").partition("\n")[0]
            more = _("more")
            link = f"<a href='rule:{number}' style='color:{self._link}'>{more}</a>"
            yield f"<b>{escape(rule.title)}</b><br>{escape(first)} {link}"

    def _notes(self) -> Iterator[str]:
        for note in self._card.card.notes:
            if note.value:
                yield f"{escape(note.value)} {self._address(note)}"

    def _address(self, note: "Evidence") -> str:
        return " ".join(_linked(one, self._link, "↗") for one in note.source.split(" ; "))

    def _unknown(self) -> Iterator[str]:
        from scout_app.wording.values import label

        missing = [
            label(value.field, self._lang)
            for value in self._values.values()
            if value.field.askable and value.value is None
        ]
        known, total = self._card.known, self._card.total
        said = _("Known: {known} of {total} fields.").format(known=known, total=total)
        title = _("Not known")
        yield f"<h4>{title}</h4><p style='color:{self._quiet}'>{escape(said)}<br>"
        yield f"{escape(', '.join(missing))}</p>"

    def _shown(self, name: str) -> str:
        from scout_app.wording.values import show

        value = self._values[name]
        return show(value.field, value.value, self._lang)

    def _code(self, name: str) -> str:
        return str(self._values[name].value)


def evidence(value: "CardValue", palette: QPalette) -> str:
    """Return what each source says of a value, the one in force marked."""
    from scout_app.model.choices import CONFIDENCE
    from scout_app.wording.sources import source
    from scout_app.wording.values import label

    lang = texts.language()
    link = palette.color(QPalette.ColorRole.Link).name()
    lines = []
    for one in value.evidence:
        mark = "✓" if one.retained else "≠"
        sure = _(CONFIDENCE[one.confidence]).lower() if one.confidence else ""
        told = ", ".join(text for text in (one.date or "", sure) if text)
        addresses = "<br>".join(
            _linked(source(address, lang), link, address) for address in one.source.split(" ; ")
        )
        lines.append(
            f"<tr><td><b>{mark} {escape(one.value or '')}</b>&nbsp;</td>"
            f"<td>{addresses} <small>{escape(told)}</small></td></tr>"
        )
    return f"<h4>{escape(label(value.field, lang))}</h4><table>{''.join(lines)}</table>"


def rule(found: "RestrictionRow", palette: QPalette) -> str:
    """Return a rule that weighs on a site, whole, with its authority, date and source."""
    link = palette.color(QPalette.ColorRole.Link).name()
    text = escape(found.description or "").replace("\n", "<br>")
    told = ", ".join(t for t in (found.authority or "", found.as_of or "") if t)
    addresses = "<br>".join(_linked(one, link, one) for one in (found.source or "").split(" ; "))
    return f"<h4>{escape(found.title)}</h4><p>{text}<br>{escape(told)}<br>{addresses}</p>"


def _linked(address: str, colour: str, shown: str) -> str:
    """Return a web address as a link, anything else as plain text."""
    if address.startswith(("http://", "https://")):
        target = escape(address, quote=True)
        return f"<a href='{target}' style='color:{colour}'>{escape(shown)}</a>"
    return escape(address)

"""import and export: outside files in and out."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

from scout_app import office
from scout_app.cli import calendars, photos
from scout_app.cli.answer import Answer
from scout_app.cli.desk import Desk
from scout_app.errors import Refused
from scout_app.formats import cnig, files, tables
from scout_app.formats.records import Sheet
from scout_app.office.exports import disused, sheets
from scout_app.office.imports import mapping as mappings
from scout_app.office.imports import naming, run
from scout_app.office.imports.mapping import Mapping
from scout_app.office.imports.report import Report, Said
from scout_app.store.troubles import told
from scout_app.wording.errors import explain, kind
from scout_app.wording.texts import translator

_SHOWN = 20


def bring(desk: Desk) -> Answer:
    """Import files, each as one transaction; with --dry-run say what would happen."""
    if desk.asked.what == "photos":
        return photos.bring(desk)
    if desk.asked.what == "calendar":
        return _said(_together(calendars.bring(desk)), (), desk.lang)
    reports: list[Report] = []
    left: list[str] = []
    named = desk.asked.site
    with desk.catalogue() as store:
        for path in desk.asked.sources:
            sheet = tables.read(path, desk.asked.sheet)
            mapping = _mapping(desk, sheet, path)
            left += mappings.unmapped(sheet, mapping)
            if desk.asked.dry_run:
                with store.reading() as session:
                    mapping = _onto(office.find.site(session, named) if named else None, mapping)
                    reports.append(run.preview(session, sheet, mapping, desk.today))
            else:
                with store.transaction(by=desk.officer) as session:
                    mapping = _onto(office.find.site(session, named) if named else None, mapping)
                    reports.append(run.bring(session, sheet, mapping, desk.today))
            if desk.asked.save_mapping:
                files.write(desk.asked.save_mapping, f"{mapping.to_json()}\n".encode())
    return _said(_together(reports), tuple(dict.fromkeys(left)), desk.lang)


def _mapping(desk: Desk, sheet: Sheet, path: Path) -> Mapping:
    if desk.asked.mapping is None:
        proposed = mappings.propose(sheet, desk.asked.what, path.stem)
        proposed = naming.offered(sheet, proposed, desk.lang)
        return replace(proposed, crs=desk.asked.crs or proposed.crs)
    try:
        with told(desk.asked.mapping):
            kept = mappings.from_json(desk.asked.mapping.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise Refused("mapping_unreadable", "UTF-8") from error
    if kept.what != desk.asked.what:
        raise Refused("mapping_unreadable", kept.what)
    return kept


def _onto(site: UUID | None, mapping: Mapping) -> Mapping:
    return mapping if site is None else replace(mapping, fixed={**mapping.fixed, "site": str(site)})


def export(desk: Desk) -> Answer:
    """Write sites, parcels, shoots or disused land into a file, by its suffix."""
    asked, _ = desk.asked, translator(desk.lang).gettext
    if asked.what == "photos":
        return photos.export(desk)
    if asked.what == "calendar" and asked.to.suffix.lower() == ".pdf":
        return calendars.export(desk)
    with desk.catalogue() as store, store.reading() as session:
        if asked.what == "disused":
            lines, left = disused.rows(session, desk.officer.office)
            cnig.write(asked.to, lines)
            written = len(lines)
        elif asked.what == "calendar":
            site = office.find.site(session, asked.site) if asked.site else None
            whose = asked.production
            production = office.find.production(session, whose) if whose else None
            written = office.ics.export(
                session,
                asked.to,
                sites=None if site is None else (site,),
                production=production,
                internal=asked.internal,
            )
            left = ()
        else:
            sheet = sheets.sheet(session, asked.what, desk.lang, internal=asked.internal)
            tables.write(asked.to, sheet)
            written, left = len(sheet.records), ()
    said = _("{count} rows written into {path}.").format(count=written, path=asked.to)
    out = [
        _("{name}: left out. {reason}").format(name=one.name, reason=explain(one.fact, desk.lang))
        for one in left
    ]
    return Answer(
        {
            "written": written,
            "file": str(asked.to),
            "left_out": [
                {"name": one.name, "reason": explain(one.fact, desk.lang)} for one in left
            ],
        },
        (said, *out),
    )


def _together(reports: list[Report]) -> Report:
    return Report(
        read=sum(one.read for one in reports),
        created=sum(one.created for one in reports),
        updated=sum(one.updated for one in reports),
        unchanged=sum(one.unchanged for one in reports),
        duplicates=sum(one.duplicates for one in reports),
        rejects=tuple(said for one in reports for said in one.rejects),
        warnings=tuple(said for one in reports for said in one.warnings),
    )


def _said(report: Report, left: tuple[str, ...], lang: str) -> Answer:
    _ = translator(lang).gettext
    counts = _(
        "{read} rows read: {created} created, {updated} updated, {unchanged} unchanged,"
        " {duplicates} already known, {rejected} refused."
    ).format(
        read=report.read, created=report.created, updated=report.updated,
        unchanged=report.unchanged, duplicates=report.duplicates, rejected=report.rejected,
    )  # fmt: skip
    said = [*report.rejects, *report.warnings]
    lines = [
        _("row {number}: {reason}").format(number=one.number, reason=explain(one.fact, lang))
        for one in said[:_SHOWN]
    ]
    if left:
        lines.insert(0, _("Columns left out: {titles}.").format(titles=", ".join(left)))
    if len(said) > _SHOWN:
        lines.append(
            _("… and {count} more (all of them with --json)").format(count=len(said) - _SHOWN)
        )
    return Answer(
        {
            "read": report.read, "created": report.created, "updated": report.updated,
            "unchanged": report.unchanged, "duplicates": report.duplicates,
            "rejected": report.rejected,
            "columns_left_out": list(left),
            "rejects": [_document(one, lang) for one in report.rejects],
            "warnings": [_document(one, lang) for one in report.warnings],
        },
        (counts, *lines),
    )  # fmt: skip


def _document(said: Said, lang: str) -> dict[str, object]:
    why = getattr(said.fact, "why", kind(said.fact))
    return {"row": said.number, "kind": why, "reason": explain(said.fact, lang)}

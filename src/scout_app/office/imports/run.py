"""The three steps of an import: a file, a mapping with its preview, a report."""

from collections.abc import Callable
from datetime import date

from sqlalchemy.orm import Session

from scout_app.errors import Refused
from scout_app.formats.records import Sheet
from scout_app.office.imports import mapping as mappings
from scout_app.office.imports.mapping import Mapping
from scout_app.office.imports.parcels import ParcelsImport
from scout_app.office.imports.report import Plan, Report
from scout_app.office.imports.shoots import ShootsImport
from scout_app.office.imports.sites import SitesImport
from scout_app.store import backups, log


def preview(session: Session, sheet: Sheet, mapping: Mapping, today: date) -> Report:
    """Return what the import would do; nothing is written.

    Raises Refused when the mapping leaves out what no row can do without, or names a column that
    the file has not.
    """
    return planned(session, sheet, mapping, today).report()


def bring(
    session: Session,
    sheet: Sheet,
    mapping: Mapping,
    today: date,
    *,
    step: Callable[[float], None] | None = None,
) -> Report:
    """Import the sheet in the transaction under way; refuses as `preview` does.

    Rejected rows stay out, with their reasons; the others come in together. `step(share)` says how
    much is written, and may raise Cancelled.
    """
    backups.before(session, backups.Why.IMPORT)
    plan = planned(session, sheet, mapping, today)
    log.draft(session).reason = mapping.source
    plan.write(session, step)
    return plan.report()


def planned(session: Session, sheet: Sheet, mapping: Mapping, today: date) -> Plan:
    """Return what the import would make of every row; refuses as `preview` does."""
    for target in mappings.required(mapping.what):
        if target not in mapping.columns and target not in mapping.fixed:
            raise Refused("import_needs_column", target)
    # What is planned is new rows not yet in the session: nothing may be flushed on the way.
    with session.no_autoflush:
        match mapping.what:
            case "shoots":
                plan = ShootsImport(session, sheet, mapping, today).plan(sheet.records)
            case "parcels":
                plan = ParcelsImport(session, sheet, mapping).plan(sheet.records)
            case "sites":
                plan = SitesImport(session, sheet, mapping).plan(sheet.records)
    for reject in sheet.rejects:
        plan.reject(
            reject.number, Refused(reject.code, ", ".join(str(v) for _, v in reject.details))
        )
    return plan

"""What import tests share: a sheet out of a few rows, and a catalogue to bring it into."""

from collections.abc import Callable
from datetime import date

import pytest

from scout_app.formats.records import Sheet
from scout_app.model.values import Officer
from scout_app.office.imports import mapping, run
from scout_app.office.imports.mapping import Mapping
from scout_app.office.imports.report import Report
from scout_app.store.database import Store

Bring = Callable[[Sheet, Mapping], Report]


@pytest.fixture
def bring(store: Store, officer: Officer, today: date) -> Bring:
    """Return the import of a sheet as one transaction."""

    def brought(rows: Sheet, how: Mapping) -> Report:
        with store.transaction(by=officer) as session:
            return run.bring(session, rows, how, today)

    return brought


@pytest.fixture
def shoots() -> Callable[[Sheet], Mapping]:
    """Return the mapping proposed for a sheet of shoots."""
    return lambda rows: mapping.propose(rows, "shoots", "essai")

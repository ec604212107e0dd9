"""Marks of a map file without a name come in under a name that the officer agreed to."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from scout_app.errors import BadValue, Refused
from scout_app.formats import tables
from scout_app.formats.records import Sheet
from scout_app.model.sites import Site
from scout_app.model.values import Officer
from scout_app.office import rows
from scout_app.office.imports import mapping, naming
from scout_app.office.imports.mapping import Mapping
from scout_app.office.imports.report import Report
from scout_app.store.database import Store

Bring = Callable[[Sheet, Mapping], Report]

GPX = """<?xml version="1.0"?><gpx version="1.1" creator="t"
 xmlns="http://www.topografix.com/GPX/1/1">
<wpt lat="43.4" lon="5.05"><name>Hangar</name></wpt>
<wpt lat="43.3" lon="5.10"/><wpt lat="43.2" lon="5.15"/></gpx>"""
KML = """<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>
<Placemark><name>Hangar</name><Point><coordinates>5.05,43.4</coordinates></Point></Placemark>
<Placemark><Point><coordinates>5.10,43.3</coordinates></Point></Placemark>
<Placemark><name> </name><Point><coordinates>5.15,43.2</coordinates></Point></Placemark>
</Document></kml>"""


@pytest.fixture(params=["gpx", "kml"])
def marks(request: pytest.FixtureRequest, tmp_path: Path) -> Sheet:
    """A file of three marks of which only the first has a name."""
    path = tmp_path / f"sortie.{request.param}"
    path.write_text(GPX if request.param == "gpx" else KML, encoding="utf-8")
    return tables.read(path, None)


def how(marks: Sheet, lang: str = "fr") -> Mapping:
    return naming.offered(marks, mapping.propose(marks, "sites", "sortie"), lang)


def called(store: Store) -> list[str]:
    with store.reading() as session:
        return sorted(session.scalars(select(Site.name)))


def test_marks_without_a_name_are_called_after_their_file_and_number(
    marks: Sheet, bring: Bring, store: Store
) -> None:
    report = bring(marks, how(marks))
    assert (report.created, report.rejected) == (3, 0)
    assert called(store) == ["Hangar", "Repère 2 – sortie", "Repère 3 – sortie"]
    said = [(one.number, one.fact.why) for one in report.warnings if isinstance(one.fact, Refused)]
    assert said == [(2, "import_named"), (3, "import_named")]


def test_what_is_not_agreed_to_is_refused(marks: Sheet, bring: Bring, store: Store) -> None:
    asked = naming.called(how(marks), "fr", agreed=False)
    report = bring(marks, asked)
    assert [said.number for said in report.rejects] == [2, 3]
    assert all(isinstance(said.fact, BadValue) for said in report.rejects)
    assert called(store) == ["Hangar"]


def test_the_same_file_again_changes_nothing_in_any_language_and_an_officer_s_name_stands(
    marks: Sheet, bring: Bring, store: Store, officer: Officer
) -> None:
    bring(marks, how(marks))
    with store.transaction(by=officer) as session:
        mark = session.scalars(select(Site.id).where(Site.name == "Repère 2 – sortie")).one()
        rows.edit(session, mark, {"name": "Quai du Large"})
    again = bring(marks, how(marks, "en"))
    assert (again.unchanged, again.updated, again.created, again.warnings) == (3, 0, 0, ())
    assert called(store) == ["Hangar", "Quai du Large", "Repère 3 – sortie"]


def test_only_drawn_rows_are_named(marks: Sheet) -> None:
    plain = Sheet("essai", ("nom",), [marks.records[1].__class__(2, ("",))])
    assert "name" not in how(plain).fixed
    assert naming.unnamed(marks, mapping.propose(marks, "parcels", "sortie")) == ()

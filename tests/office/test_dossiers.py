"""What each version of a dossier may say, proved on the printed file."""

from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pypdfium2
import pytest
from PIL import Image

from scout_app.errors import FileTrouble, Refused
from scout_app.formats import renditions
from scout_app.model.fields import Confidentiality, FieldType, fields_of
from scout_app.model.people import Link
from scout_app.model.sites import FilmingCredit, Site, SourcedValue
from scout_app.model.values import Officer, Period, State
from scout_app.office import bookings, dossiers, find, photos, rows
from scout_app.office.bookings import WantedSpan
from scout_app.store.database import Store

TODAY = date(2027, 3, 1)
_SECRET = "Sentinelle"


def printed(store: Store, path: Path, sites: list[UUID], **how: object) -> str:
    """Print a dossier and return the text of its pages."""
    asked = {"lang": "fr", "version": "internal", "today": TODAY, "by": Officer("Ada", "Cadre")}
    with store.reading() as session:
        made = dossiers.prepare(session, sites, **{**asked, **how})  # type: ignore[arg-type]  # as named
    dossiers.write(made, path)
    with closing(pypdfium2.PdfDocument(path)) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return "\n".join(pages).replace("\r", "")


@pytest.fixture
def secret(store: Store, officer: Officer) -> UUID:
    """A site whose every text holds a sentinel, with a contact, a credit and a note."""
    texts = {
        name: f"{_SECRET}-{name}"
        for name, field in fields_of(Site).items()
        if field.type in (FieldType.TEXT, FieldType.NOTE) and name not in ("commune", "reference")
    }
    with store.transaction(officer) as session:
        site = rows.add(
            session,
            "site",
            {**texts, "kind": "studio", "lat": "43.41234", "lon": "5.06789", "area": "1234"},
        )
        person = rows.add(
            session,
            "person",
            {"name": f"{_SECRET}-personne", "phone": "0465710011", "email": "x@sentinelle.example"},
        )
        session.add(Link(row_id=site, person_id=person, role="keyholder"))
        session.add(FilmingCredit(site_id=site, title=f"{_SECRET}-film"))
        session.add(
            SourcedValue(
                row_id=site, field="note", value=f"{_SECRET}-note", source="https://sentinelle.fr"
            )
        )
    return site


def test_the_anonymous_version_holds_no_name_no_contact_and_no_place(
    store: Store, secret: UUID, tmp_path: Path
) -> None:
    path = tmp_path / "anonyme.pdf"
    text = printed(store, path, [secret], version="anonymous")
    assert "1 234" in text.replace("\u202f", " ").replace("\xa0", " ")
    for told in ("sentinelle", "0465710011", "camille", "43,41", "43.41", "5.067", "mc-001"):
        assert told not in text.lower()
        assert told.encode() not in path.read_bytes().lower()


def test_the_disclosed_version_holds_the_name_but_nothing_of_the_office(
    store: Store, secret: UUID, tmp_path: Path
) -> None:
    text = printed(store, tmp_path / "d.pdf", [secret], version="disclosed")
    assert f"{_SECRET}-name" in text
    internal = [
        name
        for name, field in fields_of(Site).items()
        if field.confidentiality is not Confidentiality.PUBLIC
    ]
    assert internal == ["owner", "keys", "deposit", "surveyor"]
    for told in (
        f"{_SECRET}-owner",
        f"{_SECRET}-keys",
        f"{_SECRET}-surveyor",
        f"{_SECRET}-personne",
        "0465710011",
        "Camille",
    ):
        assert told not in text


def test_the_internal_version_holds_the_contacts(
    store: Store, secret: UUID, tmp_path: Path
) -> None:
    text = printed(store, tmp_path / "i.pdf", [secret])
    for told in (f"{_SECRET}-owner", f"{_SECRET}-personne", "0465710011", f"{_SECRET}-film"):
        assert told in text


def test_it_names_the_site_its_sources_and_what_they_dispute(
    starter: Store, tmp_path: Path
) -> None:
    with starter.reading() as session:
        site = find.site(session, "Provence Studios")
    text = printed(starter, tmp_path / "p.pdf", [site], lang="en")
    flat = text.replace("\n", "")
    assert "Provence Studios" in text
    assert "nouvellespublications.com" in flat
    assert "17" in text
    assert "Clear height" in text


def test_a_rival_production_is_never_named(
    starter: Store, officer: Officer, tmp_path: Path
) -> None:
    days = Period(TODAY + timedelta(60), TODAY + timedelta(64))
    with starter.transaction(officer) as session:
        site = find.site(session, "AMP-002")
        film = rows.add(session, "production", {"title": "Titre secret"})
        bookings.enter(session, site, film, [WantedSpan(days, State.CONFIRMED)], today=TODAY)
    text = printed(starter, tmp_path / "r.pdf", [site], period=days)
    assert "Titre secret" not in text
    assert "Pris" in text


def test_an_invented_place_is_watermarked_on_every_page(example: Store, tmp_path: Path) -> None:
    with example.reading() as session:
        invented, real = find.site(session, "EX-001"), find.site(session, "AMP-002")
    assert "EXEMPLE INVENTÉ" in printed(example, tmp_path / "e.pdf", [invented])
    assert "EXEMPLE INVENTÉ" not in printed(example, tmp_path / "r.pdf", [real])


def test_several_sites_are_compared(example: Store, tmp_path: Path) -> None:
    with example.reading() as session:
        sites = [find.site(session, named) for named in ("EX-001", "AMP-002", "AMP-001")]
    assert "Comparaison" in printed(example, tmp_path / "c.pdf", sites)


def test_a_dossier_of_nothing_is_refused(store: Store, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no_sites"):
        printed(store, tmp_path / "n.pdf", [])


def test_a_folder_that_is_not_there_is_said(store: Store, secret: UUID, tmp_path: Path) -> None:
    with pytest.raises(FileTrouble, match="missing"):
        printed(store, tmp_path / "absent" / "n.pdf", [secret])


@pytest.fixture
def pictured(store: Store, officer: Officer, tmp_path: Path) -> UUID:
    """A site with two pictures, the second of which is its cover."""
    files = []
    for name in ("large.jpg", "haute.jpg"):
        size = (1600, 900) if name == "large.jpg" else (600, 900)
        files.append(tmp_path / name)
        Image.linear_gradient("L").resize(size).convert("RGB").save(files[-1])
    with store.transaction(officer) as session:
        site = rows.add(session, "site", {"name": "Hangar", "kind": "studio"})
    with store.reading() as session:
        gathered = photos.gather(photos.folder(session), files)
    with store.transaction(officer) as session:
        photos.add(session, site, gathered, author="Ada Cadre")
    with store.transaction(officer) as session:
        _first, second = photos.of_site(session, site)
        photos.cover(session, second.id)
        rows.edit(session, second.id, {"caption": "La nef vue du quai"})
    return site


def images(path: Path) -> int:
    with closing(pypdfium2.PdfDocument(path)) as document:
        kinds = [found.type for page in document for found in page.get_objects()]
    return kinds.count(pypdfium2.raw.FPDF_PAGEOBJ_IMAGE)


def test_the_pictures_are_printed_the_cover_first_with_who_took_them(
    store: Store, pictured: UUID, tmp_path: Path
) -> None:
    path = tmp_path / "images.pdf"
    text = printed(store, path, [pictured])
    assert images(path) == 2
    assert text.index("La nef vue du quai — © Ada Cadre") < text.index("Images")
    anonymous = printed(store, path, [pictured], version="anonymous")
    assert images(path) == 2
    assert "nef" not in anonymous
    assert "Ada Cadre" not in anonymous


def test_a_picture_whose_original_is_gone_is_said_and_the_rest_is_printed(
    store: Store, pictured: UUID, tmp_path: Path
) -> None:
    with store.reading() as session:
        first, _second = photos.of_site(session, pictured)
    first.original.unlink()
    for size in renditions.SIZES:
        first.rendition(size).unlink()
    path = tmp_path / "images.pdf"
    assert "1 image manque ici" in printed(store, path, [pictured])
    assert images(path) == 1

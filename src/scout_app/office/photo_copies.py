"""Copies of pictures that may leave the office: upright, in sRGB, and nothing but their pixels."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID
from zipfile import ZIP_STORED, ZipFile

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.errors import FileTrouble
from scout_app.formats import photos as files
from scout_app.model.sites import Site
from scout_app.office import photos
from scout_app.store.troubles import told


@dataclass(frozen=True, slots=True)
class Wanted:
    """A picture to be copied, and the name its copy bears: the site's reference and a number."""

    original: Path
    name: str


@dataclass(frozen=True, slots=True)
class Left:
    """A picture that could not be copied, and why."""

    name: str
    fact: FileTrouble


@dataclass(frozen=True, slots=True)
class Written:
    """What became of every picture."""

    names: tuple[str, ...]
    left: tuple[Left, ...]


def wanted(session: Session, site_id: UUID | None = None) -> tuple[Wanted, ...]:
    """Return the pictures of a site in its order, or those of all sites, with their new names."""
    chosen = select(Site.id, Site.reference).order_by(Site.reference, Site.id)
    if site_id is not None:
        chosen = chosen.where(Site.id == site_id)
    found: list[Wanted] = []
    taken: set[str] = set()
    for site, reference in session.execute(chosen):
        begun = _begun(reference, site)
        # Two references may differ only by what a file name cannot hold, or by their case.
        if begun.casefold() in taken:
            begun = f"{begun}-{str(site)[:8]}"
        taken.add(begun.casefold())
        found.extend(
            Wanted(row.original, f"{begun}-{number:02}.jpg")
            for number, row in enumerate(photos.of_site(session, site), 1)
        )
    return tuple(found)


def write(
    chosen: Sequence[Wanted], to: Path, *, step: Callable[[float], None] | None = None
) -> Written:
    """Write the copies into a folder, or into one file when `to` ends in .zip.

    Each takes a child process, so never on the window's thread. `step(share)` may raise Cancelled.
    Raises FileTrouble when `to` cannot be written; a picture that cannot be read is `left`.
    """
    if to.suffix.lower() != ".zip":
        with told(to):
            to.mkdir(parents=True, exist_ok=True)
            return _copied(chosen, to, step)
    with told(to), TemporaryDirectory(prefix="photos-", dir=to.parent) as made:
        written = _copied(chosen, Path(made), step)
        packed = Path(made) / "packed.part"
        # JPEG files do not become smaller.
        with ZipFile(packed, "w", ZIP_STORED) as archive:
            for name in written.names:
                archive.write(Path(made) / name, name)
        packed.replace(to)
    return written


def _copied(
    chosen: Sequence[Wanted], folder: Path, step: Callable[[float], None] | None
) -> Written:
    names: list[str] = []
    left: list[Left] = []
    for count, one in enumerate(chosen, 1):
        try:
            if not one.original.is_file():
                raise FileTrouble(one.original, "original_missing")
            files.outside_copy(one.original, folder / one.name)
            names.append(one.name)
        except FileTrouble as fact:
            left.append(Left(one.name, fact))
        if step is not None:
            step(count / len(chosen))
    return Written(tuple(names), tuple(left))


def _begun(reference: str, site: UUID) -> str:
    return re.sub(r"[^\w-]+", "-", reference).strip("-") or str(site)[:8]

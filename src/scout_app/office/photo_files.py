"""The files of pictures, before and after they are rows: looked at and kept, a few at a time.

Nothing here needs a transaction, so that a card full of pictures does not hold the catalogue.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from scout_app.errors import FileTrouble, ScoutError
from scout_app.formats import photos, renditions
from scout_app.formats.photos import Facts
from scout_app.store import blobs

_AT_ONCE = min(4, os.cpu_count() or 1)


@dataclass(frozen=True, slots=True)
class Looked:
    """A picture whose original is kept and whose renditions are made.

    `where` names the folders it stood in, from the one that was given, and the file.
    """

    name: str
    facts: Facts
    where: str = ""


@dataclass(frozen=True, slots=True)
class Declined:
    """A file that is no picture we can keep, and why."""

    path: Path
    error: ScoutError


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was found in files and folders, in the order given."""

    pictures: tuple[Looked, ...]
    declined: tuple[Declined, ...]


def gather(
    originals: Path, files: Sequence[Path], *, step: Callable[[float], None] | None = None
) -> Gathered:
    """Look at files and at all that folders hold, and keep the originals of the pictures.

    `originals` is what `photos.folder` says. `step(share)` may raise Cancelled: originals already
    kept then stay, unused, and are found again at the next try.
    """
    found = list(_files(files))
    answers: list[Looked | Declined | None] = [None] * len(found)
    with ThreadPoolExecutor(_AT_ONCE, "photos") as pool:
        works = {
            pool.submit(_keep, originals, path, where): n for n, (path, where) in enumerate(found)
        }
        try:
            for count, done in enumerate(as_completed(works), 1):
                answers[works[done]] = done.result()
                if step is not None:
                    step(count / len(found))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return Gathered(
        tuple(one for one in answers if isinstance(one, Looked)),
        tuple(one for one in answers if isinstance(one, Declined)),
    )


def _files(given: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """Go through the files named and the pictures of the folders named; say where each stood."""
    for path in given:
        whole = path.absolute()
        if not path.is_dir():
            yield path, f"{whole.parent.name}/{path.name}"
            continue
        held = sorted(
            file
            for file in path.rglob("*")
            if file.suffix.lower() in photos.SUFFIXES and not file.name.startswith(".")
        )
        # A folder without pictures is told as one thing that was not taken.
        for file in held or [path]:
            yield file, file.absolute().relative_to(whole.parent).as_posix()


def _keep(originals: Path, path: Path, where: str) -> Looked | Declined:
    try:
        if path.is_dir():
            raise FileTrouble(path, "no_pictures")
        facts = photos.facts(path)
        kept = blobs.put(originals, path, facts.sha256, facts.suffix)
        renditions.make(kept, facts.sha256)
    except ScoutError as error:
        return Declined(path, error)
    return Looked(path.name, facts, where)

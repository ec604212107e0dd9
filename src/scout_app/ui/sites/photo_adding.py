"""Files that become pictures of a site: looked at in the pool, their place asked, then entered."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from scout_app import office
from scout_app.errors import Cancelled, ScoutError
from scout_app.ui.desk import Desk, Job
from scout_app.ui.saying import sentence
from scout_app.ui.texts import _, ngettext

if TYPE_CHECKING:
    from scout_app.office.photo_files import Gathered
    from scout_app.office.photos import Report


class PhotoAdding(QObject):
    """One lot at a time, for the site that was shown when it was given."""

    said = Signal(str)
    """What is to be shown of it."""
    turned = Signal()
    """It begins, asks or ends."""
    added = Signal()
    """Pictures were entered, or refused."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        """Start without anything to do."""
        super().__init__(parent)
        self._desk = desk
        self._job: Job | None = None
        self._waiting: tuple[UUID, Gathered] | None = None

    @property
    def is_looking(self) -> bool:
        """Whether files are being looked at."""
        return self._job is not None

    @property
    def is_asking(self) -> bool:
        """Whether the officer has still to say what becomes of the pictures' places."""
        return self._waiting is not None

    def take(self, site: UUID, files: Sequence[Path]) -> None:
        """Look at files and folders, then enter the pictures among them."""
        if not files or self.is_looking or self.is_asking:
            return
        ask = partial(self._gather, site, list(files))
        self._desk.ask(office.photos.folder, then=ask, key="folder")

    def stop(self) -> None:
        """Look no further; nothing is entered."""
        if self._job is not None:
            self._job.cancel()

    def leave(self) -> None:
        """Enter what waits without its place: another site is shown, and nothing is lost."""
        if self.is_asking:
            self.enter(with_position=False)

    def enter(self, *, with_position: bool) -> None:
        """Enter the pictures that wait."""
        if self._waiting is None:
            return
        (site, gathered), self._waiting = self._waiting, None
        self._desk.do(
            office.photos.add, site, gathered, with_position=with_position,
            then=self._entered, refused=self._refused,
        )  # fmt: skip
        self.turned.emit()

    def _gather(self, site: UUID, files: list[Path], originals: Path) -> None:
        self._job = self._desk.start(
            office.photos.gather, originals, files,
            then=partial(self._looked, site), refused=self._stopped, progress=self._say_share,
        )  # fmt: skip
        self.said.emit(_("Looking at the pictures…"))
        self.turned.emit()

    def _say_share(self, share: float) -> None:
        said = _("Looking at the pictures: {share} %")
        self.said.emit(said.format(share=round(share * 100)))

    def _stopped(self, error: ScoutError) -> None:
        self._job = None
        stopped = _("Stopped; no picture was added.")
        self.said.emit(stopped if isinstance(error, Cancelled) else sentence(error))
        self.turned.emit()

    def _looked(self, site: UUID, gathered: "Gathered") -> None:
        self._job = None
        self._waiting = (site, gathered)
        placed = sum(one.facts.lat is not None for one in gathered.pictures)
        if not placed:
            self.enter(with_position=False)
            return
        self.said.emit(
            ngettext(
                "{count} picture says where it was taken.",
                "{count} pictures say where they were taken.",
                placed,
            ).format(count=placed)
        )
        self.turned.emit()

    def _entered(self, report: "Report") -> None:
        self.said.emit(told(report))
        self.added.emit()

    def _refused(self, error: ScoutError) -> None:
        self.said.emit(sentence(error))
        self.added.emit()


def told(report: "Report") -> str:
    """Return what became of every file, in a few sentences."""
    parts = []
    if report.added:
        count = len(report.added)
        said = ngettext("{count} picture added.", "{count} pictures added.", count)
        parts.append(said.format(count=count))
    if report.already:
        count = len(report.already)
        said = ngettext("{count} is there already.", "{count} are there already.", count)
        parts.append(said.format(count=count))
    parts += [
        _("{name} looks like {like}.").format(name=one.name, like=one.like)
        for one in report.added
        if one.like
    ]
    parts += [sentence(one.error) for one in report.declined]
    return " ".join(parts)

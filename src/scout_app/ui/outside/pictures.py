"""Import of pictures: files or folders, the site of each agreed, then what became of them."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from scout_app import office, paths
from scout_app.ui import icons
from scout_app.ui.desk import Desk
from scout_app.ui.outside import placing
from scout_app.ui.outside.bringing import Bringing
from scout_app.ui.outside.dropping import files_of
from scout_app.ui.saying import sentence
from scout_app.ui.texts import _, ngettext
from scout_app.ui.ticks import Tick

if TYPE_CHECKING:
    from scout_app.office.photo_files import Gathered
    from scout_app.office.photo_places import Suggested
    from scout_app.office.photos import Report

_KEY = "pictures preview"


class PicturesDialog(Bringing):
    """Pictures, each with the site it would go to."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Build the dialog; it waits for pictures."""
        super().__init__(desk, _("Import pictures"), parent)
        self._gathered: Gathered | None = None
        self._chosen: dict[int, UUID | None] = {}
        self._suggested: tuple[Suggested, ...] = ()
        self.folder = QPushButton(_("Choose a f&older…"))
        self.files = QPushButton(_("Choose &files…"))
        self.placed = placing.PlacedPictures(desk)
        self.keep = Tick()
        self.steps = QStackedWidget()
        self._dress()
        self._wire()
        self.fit()

    def _dress(self) -> None:
        self.resize(1240, 640)
        icons.dress(self.folder, "photo")
        top = QHBoxLayout()
        for button in (self.folder, self.files):
            button.setAutoDefault(False)
            top.addWidget(button)
        top.addStretch(1)
        wait = QLabel(
            _(
                "Choose a folder of pictures, or drop it here. Each picture is proposed for the"
                " site that it names or was taken near; you decide."
            )
        )
        wait.setAlignment(Qt.AlignmentFlag.AlignCenter)
        wait.setWordWrap(True)
        self.steps.addWidget(wait)
        self.steps.addWidget(self.placed)
        self.lay_out(top, self.steps, self.keep)

    def _wire(self) -> None:
        self.folder.clicked.connect(self._ask_folder)
        self.files.clicked.connect(self._ask_files)
        self.placed.placed.connect(self._place)
        self.placed.restored.connect(self._restore)
        self.placed.refused.connect(lambda error: self.said.setText(sentence(error)))
        self.go.clicked.connect(self._import)
        self._desk.changed.connect(self._look)

    # -- files ---------------------------------------------------------------------------------

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the pictures dropped."""
        self.take(files_of(event.mimeData()))

    def _ask_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(
            self, _("Import pictures"), str(paths.documents_folder())
        )
        if name:
            self.take([Path(name)])

    def _ask_files(self) -> None:
        from scout_app.formats.photos import SUFFIXES

        pattern = " ".join(f"*{ending}" for ending in sorted(SUFFIXES))
        names, _kind = QFileDialog.getOpenFileNames(
            self, _("Import pictures"), str(paths.documents_folder()),
            _("Pictures ({endings});;All files (*)").format(endings=pattern),
        )  # fmt: skip
        self.take([Path(name) for name in names])

    def take(self, files: Sequence[Path]) -> None:
        """Look at files and folders, and propose a site for each picture."""
        if files and not self.is_busy:
            gather = partial(self._gather, list(files))
            self._desk.ask(office.photos.folder, then=gather, key="folder")

    def _gather(self, files: list[Path], originals: Path) -> None:
        self._gathered, self._chosen, self._suggested = None, {}, ()
        self.steps.setCurrentIndex(0)
        self.said.setText(_("Looking at the pictures…"))
        job = self._desk.start(
            office.photos.gather, originals, files,
            then=self._has_gathered, refused=self.stopped, progress=self.step,
        )  # fmt: skip
        self.follow(job)

    def _has_gathered(self, gathered: "Gathered") -> None:
        self.follow(None)
        self._gathered = gathered
        self._desk.ask(office.photo_places.sites, then=self.placed.show_sites)
        self._look()

    # -- their sites ---------------------------------------------------------------------------

    def _look(self) -> None:
        """Ask again where each picture would go."""
        if self._gathered is None or self.is_busy:
            return
        self._desk.ask(
            office.photo_places.look, self._gathered.pictures, dict(self._chosen),
            then=self._show, key=_KEY,
        )  # fmt: skip

    def _show(self, suggested: "tuple[Suggested, ...]") -> None:
        if self._gathered is None or self.is_busy:
            return
        self._suggested = suggested
        self._show_lines()
        self.said.setText(" ".join((self._counts(), _("Nothing is written yet."))))
        self.fit()

    def _show_lines(self, *, is_done: bool = False) -> None:
        assert self._gathered is not None
        declined = enumerate(self._gathered.declined)
        lines = [placing.refused(n, one) for n, one in declined]
        lines += [placing.line(one, is_done=is_done) for one in self._suggested]
        self.placed.show_lines(lines, is_done=is_done)
        self.steps.setCurrentIndex(1)

    def _counts(self) -> str:
        """Return the account of every file in one sentence."""
        assert self._gathered is not None
        fates = Counter(map(_fate, self._suggested))
        refused = len(self._gathered.declined)
        told = (
            (fates["new"], _("{count} new")),
            (fates["known"], _("{count} already known")),
            (fates["lost"], _("{count} without a site")),
            (fates["left"], _("{count} left out")),
            (refused, _("{count} refused")),
        )
        said = ", ".join(text.format(count=count) for count, text in told if count)
        count = len(self._suggested) + refused
        files = ngettext("{count} picture", "{count} pictures", count).format(count=count)
        return _("{rows}: {told}.").format(rows=files, told=said)

    def _place(self, pictures: Sequence[int], site: UUID | None) -> None:
        self._chosen.update(dict.fromkeys(pictures, site))
        self._look()

    def _restore(self, pictures: Sequence[int]) -> None:
        for n in pictures:
            self._chosen.pop(n, None)
        self._look()

    # -- what became of them -------------------------------------------------------------------

    def _import(self) -> None:
        assert self._gathered is not None
        job = self._desk.do_long(
            office.photo_places.enter, self._suggested, self._gathered.declined,
            with_position=self.keep.isVisible() and self.keep.isChecked(),
            then=self._entered, refused=self.stopped, progress=self.step,
        )  # fmt: skip
        self.follow(job)

    def _entered(self, _report: "Report") -> None:
        self._show_lines(is_done=True)
        self.said.setText(" ".join((self._counts(), _("Undo takes it all back."))))
        self._gathered, self._chosen, self._suggested = None, {}, ()
        self.follow(None)

    def fit(self) -> None:
        """Let pictures be chosen, or the sites they would go to be agreed to."""
        super().fit()
        located = sum(one.picture.facts.lat is not None for one in self._suggested)
        self.keep.setVisible(bool(located))
        self.keep.setText(
            ngettext(
                "Keep where it was taken ({count} picture says it)",
                "Keep where they were taken ({count} pictures say it)",
                located,
            ).format(count=located)
        )
        is_new = any(_fate(one) == "new" for one in self._suggested)
        self.go.setEnabled(is_new and not self.is_busy)
        for widget in (self.folder, self.files, self.placed, self.keep):
            widget.setEnabled(not self.is_busy)


def _fate(one: "Suggested") -> str:
    if one.site is None:
        return "left" if one.why == "officer" else "lost"
    return "known" if one.known else "new"

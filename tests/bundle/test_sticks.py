"""A stick pulled while a bundle is written or read: one sentence, and no half file is left."""

import errno
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from scout_app.bundle import reading, writing
from scout_app.errors import FileTrouble
from scout_app.wording import errors
from tests.bundle.test_bundles import FIRST, SECOND, SEED, said


@dataclass
class Stick:
    """What the next files opened are on: it fails at one of the reads and writes, or from it on."""

    at: int
    errno: int
    for_good: bool
    seen: int = 0

    def touched(self) -> None:
        self.seen += 1
        if self.seen - 1 == self.at or (self.for_good and self.seen > self.at):
            raise OSError(self.errno, "the stick was pulled")

    @property
    def failed(self) -> bool:
        return self.seen > self.at


class OnStick(io.FileIO):
    """A file of which each read and write may be the last."""

    stick: Stick

    def read(self, size: int | None = -1) -> bytes:
        self.stick.touched()
        return super().read(-1 if size is None else size)

    def readinto(self, buffer: Any) -> int:
        self.stick.touched()
        return super().readinto(buffer)

    def write(self, data: Any) -> int:
        self.stick.touched()
        return super().write(data)


@contextmanager
def on(stick: Stick) -> Iterator[None]:
    """Let all files opened be on that stick."""

    def opened(path: Path, mode: str = "r") -> OnStick:
        file = OnStick(path, mode.replace("b", ""))
        file.stick = stick
        return file

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Path, "open", opened)
        yield


def sticks(why: int, *, for_good: bool) -> Iterator[Stick]:
    """Go through sticks that fail later and later; ends after one that had no time to fail."""
    for at in count():
        stick = Stick(at, why, for_good)
        with on(stick):
            yield stick
        if not stick.failed:
            return


def refused(trouble: FileTrouble, *whys: str) -> None:
    assert trouble.why in whys
    assert "\n" not in errors.explain(trouble, "fr")


@pytest.mark.parametrize("for_good", [True, False])
@pytest.mark.parametrize("why", [errno.EIO, errno.ENODEV, errno.ENXIO, errno.ESTALE])
def test_a_stick_pulled_while_it_is_read_is_said(tmp_path: Path, why: int, for_good: bool) -> None:
    path = tmp_path / "a.scoutsync"
    writing.write(path, said(), [FIRST, SECOND], {}, SEED)
    whole, tried = reading.read(path), 0
    for stick in sticks(why, for_good=for_good):
        tried += 1
        try:
            found = reading.read(path)
        except FileTrouble as trouble:
            # The library of archives tells some of them as an archive that is spoilt.
            refused(trouble, "disk", "bundle_damaged")
        else:
            assert found == whole
            assert not stick.failed
    assert tried > 10


@pytest.mark.parametrize("for_good", [True, False])
@pytest.mark.parametrize("why", [errno.EIO, errno.ENODEV, errno.ENOSPC, errno.EFBIG])
def test_a_stick_pulled_while_it_is_written_leaves_nothing_that_looks_like_a_file(
    tmp_path: Path, why: int, for_good: bool
) -> None:
    path, tried = tmp_path / "a.scoutsync", 0
    for stick in sticks(why, for_good=for_good):
        tried += 1
        try:
            writing.write(path, said(), [FIRST, SECOND], {}, SEED)
        except FileTrouble as trouble:
            refused(trouble, "disk", "full")
            assert list(tmp_path.iterdir()) == []
        else:
            assert not stick.failed
    assert reading.read(path).transactions == (FIRST, SECOND)
    assert tried > 10


def test_what_is_left_on_a_stick_that_is_gone_does_not_bear_the_name_of_a_bundle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_path: Path, missing_ok: bool = False) -> None:
        raise OSError(errno.ENODEV, "the stick was pulled")

    path = tmp_path / "a.scoutsync"
    with monkeypatch.context() as patched, on(Stick(9, errno.ENODEV, for_good=True)):
        patched.setattr(Path, "unlink", gone)
        with pytest.raises(FileTrouble, match="disk"):
            writing.write(path, said(), [FIRST], {}, SEED)
    (left,) = tmp_path.iterdir()
    assert left.suffix == ".part"
    assert left.stat().st_size > 0
    writing.write(path, said(), [FIRST], {}, SEED)
    assert reading.read(path).transactions == (FIRST,)

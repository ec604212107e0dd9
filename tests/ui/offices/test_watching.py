"""A shared folder full of other files: only whole files of offices are listed."""

from pathlib import Path

from scout_app.ui.offices.watching import waiting


def test_other_files_of_a_shared_folder_are_passed_over(tmp_path: Path) -> None:
    for name in (
        ".arles.scoutsync.1a2b3c4d.part", "arles.scoutsync.part", "arles.scoutsync.crdownload",
        "~$budget.xlsx", "Thumbs.db", "photo.jpg", "arles.zip", ".DS_Store", "scoutsync",
    ):  # fmt: skip
        (tmp_path / name).write_bytes(b"PK\x03\x04 of others")
    (tmp_path / "folder.scoutsync").mkdir()
    (tmp_path / "gone.scoutsync").symlink_to(tmp_path / "nowhere")
    (tmp_path / "arles.scoutsync").write_bytes(b"a bundle")
    (tmp_path / "known.scoutsync").write_bytes(b"a bundle")
    found = waiting(tmp_path, frozenset({"known.scoutsync"}), lambda _part: None)
    assert [one.path.name for one in found] == ["arles.scoutsync"]


def test_a_shared_folder_that_is_gone_has_nothing(tmp_path: Path) -> None:
    assert waiting(tmp_path / "gone", frozenset(), lambda _part: None) == ()

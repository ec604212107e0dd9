"""Every text of the window, the commands and the dossiers is there in French."""

import re
import subprocess
import sys
from gettext import GNUTranslations
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n' \
    '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'  # fmt: skip
SOURCE = 'print(_("Site"), ngettext("{n} site", "{n} sites", 2), N_("Quay"))\n'
FRENCH = {
    "Site": 'msgid "Site"\nmsgstr "Lieu"\n',
    "sites": 'msgid "{n} site"\nmsgid_plural "{n} sites"\nmsgstr[0] "un lieu"\n'
    'msgstr[1] "{n} lieux"\n',
    "Quay": 'msgid "Quay"\nmsgstr "Quai"\n',
}


def texts(command: str, root: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run packaging/texts.py as a developer does."""
    return subprocess.run(
        [sys.executable, ROOT / "packaging/texts.py", command, "--root", root],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with three messages, all translated."""
    (tmp_path / "src/scout_app").mkdir(parents=True)
    (tmp_path / "src/scout_app/window.py").write_text(SOURCE, encoding="utf-8")
    po(tmp_path).parent.mkdir(parents=True)
    write(tmp_path, FRENCH)
    return tmp_path


def po(root: Path) -> Path:
    return root / "resources/locale/fr/LC_MESSAGES/scout.po"


def write(root: Path, entries: dict[str, str]) -> None:
    po(root).write_text(HEADER + "\n".join(entries.values()), encoding="utf-8")


def test_the_french_is_complete() -> None:
    assert po(ROOT).is_file()
    done = texts("check")
    assert done.stdout.splitlines() == []
    assert done.returncode == 0


def test_a_complete_translation_has_no_fault(checkout: Path) -> None:
    assert (texts("check", checkout).stdout, texts("check", checkout).returncode) == ("", 0)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"Quay": ""}, "not extracted: 'Quay'"),
        ({"Quay": 'msgid "Quay"\nmsgstr ""\n'}, "not translated: 'Quay'"),
        ({"Quay": '#, fuzzy\nmsgid "Quay"\nmsgstr "Quai"\n'}, "fuzzy: 'Quay'"),
        ({"Old": 'msgid "Old"\nmsgstr "Vieux"\n'}, "no longer used: 'Old'"),
        ({"sites": FRENCH["sites"].replace('"{n} lieux', '"lieux')}, "lacks a placeholder: ('{n}"),
        ({"sites": FRENCH["sites"].replace("{n} lieux", "{n} {m}")}, "the English does not: ('{n}"),
    ],
)
def test_a_fault_is_named(checkout: Path, change: dict[str, str], fault: str) -> None:
    write(checkout, FRENCH | change)
    done = texts("check", checkout)
    assert fault in done.stdout
    assert done.returncode == 1


def test_extracting_adds_new_messages_empty_and_drops_the_old(checkout: Path) -> None:
    write(checkout, {"Old": 'msgid "Old site"\nmsgstr "Vieux"\n', "Site": FRENCH["Site"]})
    assert texts("extract", checkout).returncode == 0
    text = po(checkout).read_text(encoding="utf-8")
    assert 'msgid "Site"\nmsgstr "Lieu"' in text
    assert 'msgid "Quay"\nmsgstr ""' in text
    assert "Old site" not in text


def test_extracting_twice_changes_nothing(checkout: Path) -> None:
    texts("extract", checkout)
    once = po(checkout).read_bytes()
    texts("extract", checkout)
    assert po(checkout).read_bytes() == once


def test_compiling_leaves_what_is_fuzzy_in_english(checkout: Path) -> None:
    write(checkout, FRENCH | {"Quay": '#, fuzzy\nmsgid "Quay"\nmsgstr "Caisse"\n'})
    assert texts("compile", checkout).returncode == 0
    with po(checkout).with_suffix(".mo").open("rb") as file:
        french = GNUTranslations(file)
    assert french.gettext("Site") == "Lieu"
    assert french.gettext("Quay") == "Quay"
    assert french.ngettext("{n} site", "{n} sites", 2) == "{n} lieux"


def test_no_text_hides_in_an_f_string_from_the_extraction() -> None:
    """On Python 3.11 an f-string is one token: a call inside it would never be translated."""
    marked = re.compile(r"\{_\(['\"]")
    hidden = [
        f"{file.relative_to(ROOT)}:{number}"
        for file in sorted((ROOT / "src").rglob("*.py"))
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if marked.search(line)
    ]
    assert hidden == []

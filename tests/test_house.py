"""The house rules that no linter knows: what the documents, the lock and the scripts promise."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "scout_app"
NAME = re.compile(r"\w+(?:\.py|/)")


def test_the_architecture_page_names_exactly_the_modules_that_exist() -> None:
    assert drawn(ROOT / "ARCHITECTURE.md") == standing(PACKAGE)


def test_the_drawn_tree_is_read_with_its_folders(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "```\nsrc/scout_app/\n├── app.py     builds all\n├── ui/        seen\n"
        "│   ├── window.py desk.py   two\n│   └── sites/\n└── paths.py settings.py\n```\n",
        encoding="utf-8",
    )
    assert drawn(page) == {
        "app.py", "ui/", "ui/window.py", "ui/desk.py", "ui/sites/", "paths.py", "settings.py",
    }  # fmt: skip


def drawn(page: Path) -> set[str]:
    """Paths in the page's tree of `src/scout_app/`, folders ending in a slash.

    A line holds names, then at least one word that is none; four columns are one floor deeper.
    """
    tree = page.read_text(encoding="utf-8").split("src/scout_app/\n", 1)[1].split("\n```", 1)[0]
    found: set[str] = set()
    folder = ""
    for line in tree.splitlines():
        branch, _, rest = line.partition("── ")
        names = leading_names(rest)
        inner = len(branch) > 1
        found.update(f"{folder}{name}" if inner else name for name in names)
        if not inner and names:
            folder = names[-1]
    return found


def leading_names(words: str) -> list[str]:
    """The modules and folders that a line of the tree begins with."""
    names = []
    for word in words.split():
        if not NAME.fullmatch(word):
            break
        names.append(word)
    return names


def standing(package: Path) -> set[str]:
    """Modules and packages of the first two levels, folders ending in a slash."""
    modules = {path for depth in ("*.py", "*/*.py") for path in package.glob(depth)}
    folders = {path.parent for path in package.glob("*/*.py")}
    folders |= {path.parent for path in package.glob("*/*/*.py")}
    return {
        *(m.relative_to(package).as_posix() for m in modules if m.name != "__init__.py"),
        *(f"{f.relative_to(package).as_posix()}/" for f in folders),
    }


def test_the_lock_names_no_address_and_hashes_every_package() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert not re.search(r"\w+://", lock)
    packages = re.findall(r"^[a-z0-9][^\n]*(?:\n +--hash[^\n]*)*", lock, flags=re.MULTILINE)
    assert packages
    assert [p.split()[0] for p in packages if "==" not in p or "--hash=sha256:" not in p] == []


def test_every_dependency_is_locked() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8").lower()
    locked = set(re.findall(r"^([a-z0-9.-]+)==", lock, flags=re.MULTILINE))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["dev"]
    assert {re.split(r"[<>=!~\[; ]", name.lower(), maxsplit=1)[0] for name in wanted} <= locked


def test_every_dependency_says_why_it_is_there() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    lists = re.findall(
        r"^(?:dependencies|dev) = \[\n(.*?)^\]", text, flags=re.MULTILINE | re.DOTALL
    )
    assert len(lists) == 2
    lines = [line for block in lists for line in block.splitlines()]
    assert [line for line in lines if not re.search(r'",\s+# \w+', line)] == []


@pytest.mark.parametrize(
    "step",
    [
        "-m venv --clear",
        "--only-binary :all: --require-hashes -r",
        "requirements.lock",
        "scout_app.pth",
        "installed",
        "texts.py",
        "-m scout_app",
    ],
)
def test_windows_and_unix_take_the_same_steps(step: str) -> None:
    unix = "".join(
        (ROOT / name).read_text(encoding="utf-8") for name in ("packaging/setup.sh", "run")
    )
    windows = (ROOT / "run.cmd").read_text(encoding="utf-8")
    assert step in " ".join(unix.replace("\\\n", " ").split())
    assert step in windows


def test_windows_and_unix_look_for_the_same_pythons() -> None:
    unix = re.findall(r"python(3\.\d+)", (ROOT / "packaging/setup.sh").read_text(encoding="utf-8"))
    windows = re.findall(r"3\.\d+", (ROOT / "run.cmd").read_text(encoding="utf-8"))
    assert set(unix) == set(windows) == {"3.11", "3.12", "3.13"}


@pytest.mark.skipif(sys.platform == "win32", reason="the scripts are for a Unix shell")
@pytest.mark.parametrize("script", ["run", "test", "packaging/setup.sh", ".ci/run"])
def test_the_shell_scripts_are_well_formed(script: str) -> None:
    shell = "bash" if script == ".ci/run" else "sh"
    done = subprocess.run([shell, "-n", ROOT / script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")

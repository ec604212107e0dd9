"""What all tests share: private folders, an officer, catalogues built once and copied, goldens."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine

from scout_app.model.values import Officer
from scout_app.office import catalogue
from scout_app.store import engines
from scout_app.store.database import Store

# Without a screen, whoever starts the tests and however.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

GOLDEN = Path(__file__).parent / "golden"
FIXTURES = Path(__file__).parents[2] / "shared" / "fixtures"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer to write the goldens anew; the diff is then read."""
    parser.addoption("--regold", action="store_true", help="rewrite the golden files")


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep settings, caches and the registry of replicas of each test apart from the user's."""
    monkeypatch.setenv("SCOUT_HOME", str(tmp_path / "home"))


@pytest.fixture(autouse=True, scope="session")
def _compiled_once() -> Iterator[None]:
    """Have the statements compiled once for all catalogues that the tests open, not by each.

    An application has one catalogue open for hours; the tests open thousands, for a moment each.
    """
    _FIRST.connect().close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engines, "create_engine", _sharing)
        yield


_FIRST = create_engine("sqlite://", query_cache_size=5_000)


def _sharing(*given: Any, **how: Any) -> Engine:
    made = create_engine(*given, **how)
    made.dialect = made.pool._dialect = _FIRST.dialect  # noqa: SLF001
    made._compiled_cache = _FIRST._compiled_cache  # noqa: SLF001
    return made


@pytest.fixture
def officer() -> Officer:
    """Return the officer who acts in the tests."""
    return Officer("Camille Roux", "Mission cinéma")


@pytest.fixture
def today() -> date:
    """Return the day on which the tests take place."""
    return date(2027, 3, 1)


def _built(tmp_path_factory: pytest.TempPathFactory, content: catalogue.Content) -> Path:
    """Build a catalogue once per worker; tests work on copies of it."""
    folder = tmp_path_factory.getbasetemp() / f"built-{content}"
    path = folder / "catalogue.gpkg"
    if not path.exists():
        folder.mkdir()
        before = os.environ.get("SCOUT_HOME")
        os.environ["SCOUT_HOME"] = str(folder / "home")
        catalogue.create(path, content).close()
        if before is not None:
            os.environ["SCOUT_HOME"] = before
    return path


@pytest.fixture
def blank(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the path of an empty catalogue."""
    return Path(shutil.copy(_built(tmp_path_factory, "empty"), tmp_path / "blank.gpkg"))


@pytest.fixture
def store(blank: Path) -> Iterator[Store]:
    """Return an open empty catalogue."""
    opened = Store(blank)
    yield opened
    opened.close()


@pytest.fixture
def starter(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Return the starter catalogue, open."""
    path = shutil.copy(_built(tmp_path_factory, "starter"), tmp_path / "starter.gpkg")
    opened = Store(Path(path))
    yield opened
    opened.close()


@pytest.fixture
def example(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Return the example catalogue, open."""
    path = shutil.copy(_built(tmp_path_factory, "example"), tmp_path / "example.gpkg")
    opened = Store(Path(path))
    yield opened
    opened.close()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Return a check of a text against a golden file, rewritten by `--regold`."""

    def check(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--regold"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8")

    return check


@pytest.fixture
def fixtures() -> Path:
    """Return the folder of real files that others wrote; skip when it is not at hand."""
    if not FIXTURES.is_dir():
        pytest.skip("the folder of real files is not beside this checkout")
    return FIXTURES

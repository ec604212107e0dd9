"""Commands as a script would run them, without a process for each."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from scout_app import app


@dataclass(frozen=True)
class Said:
    """What a command printed, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)


Command = Callable[..., Said]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    """Run a command with exactly these words."""

    def run(*words: object) -> Said:
        code = app.main([str(word) for word in words])
        printed = capsys.readouterr()
        return Said(code, printed.out, printed.err)

    return run


@pytest.fixture
def scout(command: Command, blank: Path) -> Command:
    """Run a command on an empty catalogue, with one JSON document as its answer."""

    def run(*words: object) -> Said:
        return command("--catalogue", blank, "--json", "--lang", "en", *words)

    return run

"""What a verb gives back: one document for programs, the same in lines for people."""

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from scout_app.errors import ScoutError
from scout_app.wording import errors
from scout_app.wording.texts import translator


@dataclass(frozen=True, slots=True)
class Answer:
    """A verb's answer; `ok` false ends the program with code 1 though nothing was refused."""

    document: dict[str, object]
    lines: tuple[str, ...]
    ok: bool = True


def say(answer: Answer, as_json: bool) -> int:
    """Print an answer and return the exit code."""
    if as_json:
        _print([json.dumps(answer.document, ensure_ascii=False, default=str)])
    else:
        _print(answer.lines)
    return 0 if answer.ok else 1


def refuse(error: ScoutError, as_json: bool, lang: str) -> int:
    """Print a refusal as one sentence, and as a document for programs; return the exit code."""
    return _end(errors.kind(error), errors.explain(error, lang), errors.details(error), as_json)


def fail(report: Path, as_json: bool, lang: str) -> int:
    """Print that Scout itself went wrong, and where its report is; return the exit code."""
    _ = translator(lang).gettext
    said = _("Something went wrong in Scout; nothing was written. The report: {path}")
    return _end("bug", said.format(path=report), {"report": str(report)}, as_json)


def _end(kind: str, sentence: str, details: Mapping[str, object], as_json: bool) -> int:
    sys.stderr.write(_writable(sentence, sys.stderr.encoding) + "\n")
    if as_json:
        document = {"error": {"kind": kind, "message": sentence, "details": details}}
        _print([json.dumps(document, ensure_ascii=False)])
    return 1


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(_writable(line, sys.stdout.encoding) + "\n")


def _writable(text: str, encoding: str | None) -> str:
    """Return the text as the terminal can show it; what it cannot becomes an escape."""
    return text.encode(encoding or "utf-8", "backslashreplace").decode(encoding or "utf-8")

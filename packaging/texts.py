"""Scout's texts: out of the sources into the .po files, checked, and compiled for the program.

`texts.py extract` after new or changed messages in the sources, `texts.py check` for what still
lacks a translation; `texts.py compile` is done by ./run, ./test and the wheel's build.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
DOMAIN = "scout"
KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "N_": None, "ngettext": (1, 2)}
PLACEHOLDER = re.compile(r"\{[^{}]*\}|%\(\w+\)[a-z]|%[a-z]")


def compile_texts(root: Path = ROOT) -> list[Path]:
    """Write the .mo beside each .po that is newer; return those written. Fuzzy stays English."""
    written = []
    for po in _translations(root):
        target = po.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= po.stat().st_mtime:
            continue
        part = target.with_suffix(".mo.part")
        with part.open("wb") as out:
            write_mo(out, _read(po))
        part.replace(target)
        written.append(target)
    return written


def extract_texts(root: Path = ROOT) -> list[Path]:
    """Bring every .po in step with the messages of the sources and return the files written.

    A message that is new starts empty, never guessed from a similar one; one that the sources no
    longer hold is dropped.
    """
    template = _template(root)
    written = []
    for po in _translations(root):
        catalog = _read(po)
        catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
        with po.open("wb") as out:
            write_po(
                out,
                catalog,
                width=100,
                sort_by_file=True,
                ignore_obsolete=True,
                include_lineno=False,
            )
        written.append(po)
    return written


def faults(root: Path = ROOT) -> Iterator[str]:
    """Yield a sentence for each message that is missing, unused, fuzzy or wrongly translated."""
    wanted = {message.id for message in _template(root) if message.id}
    for po in _translations(root):
        messages = {message.id: message for message in _read(po) if message.id}
        where = po.relative_to(root)
        yield from (
            f"{where}: not extracted: {m!r}" for m in sorted(wanted - set(messages), key=str)
        )
        yield from (
            f"{where}: no longer used: {m!r}" for m in sorted(set(messages) - wanted, key=str)
        )
        for message in messages.values():
            yield from (f"{where}: {fault}: {message.id!r}" for fault in _faults(message))


def _faults(message: Message) -> Iterator[str]:
    """Yield what is wrong with one translated message."""
    texts = _forms(message.string)
    if not all(texts):
        yield "not translated"
    elif message.fuzzy:
        yield "fuzzy"
    # The last English form is the plural, the one that names the number.
    elif any(_holes(text) - _holes(_forms(message.id)[-1]) for text in texts):
        yield "holds a placeholder that the English does not"
    elif _holes(texts[-1]) != _holes(_forms(message.id)[-1]):
        yield "lacks a placeholder"


def _forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (text or "",) if isinstance(text, str) or text is None else tuple(text)


def _holes(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def _template(root: Path) -> Catalog:
    """The messages that the sources hold now."""
    catalog = Catalog(domain=DOMAIN, project="Scout", charset="utf-8")
    source = root / "src" / "scout_app"
    for name, line, message, comments, context in extract_from_dir(
        source, method_map=[("**.py", "python")], keywords=KEYWORDS, comment_tags=("NOTE:",)
    ):
        catalog.add(
            message,
            None,
            [(f"src/scout_app/{name}", line)],
            auto_comments=comments,
            context=context,
        )
    return catalog


def _translations(root: Path) -> list[Path]:
    return sorted((root / "resources" / "locale").glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def _read(po: Path) -> Catalog:
    with po.open("rb") as file:
        return read_po(file, locale=po.parts[-3], domain=DOMAIN)


def main() -> int:
    """Run one of the three commands; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("command", choices=["extract", "check", "compile"])
    parser.add_argument("--root", type=Path, default=ROOT, help="the checkout (default: this one)")
    asked = parser.parse_args()
    if asked.command == "check":
        found = list(faults(asked.root))
        sys.stdout.writelines(f"{fault}\n" for fault in found)
        return 1 if found else 0
    act = extract_texts if asked.command == "extract" else compile_texts
    sys.stdout.writelines(f"{path.relative_to(asked.root)}\n" for path in act(asked.root))
    return 0


if __name__ == "__main__":
    sys.exit(main())

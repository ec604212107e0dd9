"""Builds the application by hand, in order: settings, then the commands or the window."""

from collections.abc import Sequence


def main(arguments: Sequence[str]) -> int:
    """Run a verb, or open the window when there is none; return the exit code."""
    from scout_app.cli import parser

    asked = parser.read(arguments)
    if asked.verb:
        from scout_app.cli import run

        return run.run(asked)
    # Only here: Qt is not needed, and may not even be there, for a command.
    from scout_app.ui import application

    return application.run(asked.catalogue, asked.lang)

"""python -m scout_app: the window, or with a verb the same work without one."""

import sys


def main() -> int:
    """Start what the command line asks for; return the exit code."""
    from scout_app import app

    return app.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())

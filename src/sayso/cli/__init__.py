"""The command line: one command a verb, no logic. What is heavy is imported inside the commands, so that ``--help`` answers at once."""

from __future__ import annotations

import sys

from sayso.cli import article, archive, ask, tables, measure  # isort: skip  # noqa: F401 (each adds its commands, in the order of the help)
from sayso.cli.shared import app
from sayso.model import ArgumentError, SaysoError

__all__ = ["app", "main"]


def main() -> None:
    """Run the command line. Bad input is one line on standard error and exit code 1, bad usage exit code 2; 141 where nobody reads on."""
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except (SaysoError, OSError) as problem:
        from sayso.wording import line

        reason = (problem.strerror or str(problem)).lower() if isinstance(problem, OSError) else str(problem)
        print(f"sayso: {line(reason)}", file=sys.stderr)
        sys.exit(2 if isinstance(problem, ArgumentError) else 1)

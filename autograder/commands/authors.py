"""For those who write questions: build, audit."""

from __future__ import annotations

import argparse

from autograder.commands.usage import (
    FAILED,
    WORKED,
    Add,
    chosen_names,
    seeds,
)

_BUILD_EXAMPLES = """examples:
  autograder build                             everything
  autograder build shallow_network
  autograder build --check                     change nothing; exit 1 if something is stale"""
_AUDIT_EXAMPLES = """examples:
  autograder audit
  autograder audit --assignment shallow_network --seeds 7,8"""


def register(add: Add) -> None:
    """The commands and their options."""
    build = add(
        "build",
        build_command,
        "make notebooks, public tests and solutions from their masters",
        _BUILD_EXAMPLES,
    )
    build.add_argument("names", metavar="NAME", nargs="*", help="assignments (default: all)")
    build.add_argument("--check", action="store_true", help="change nothing; fail if something is stale")

    audit = add(
        "audit",
        audit_command,
        "run every known mistake and every accepted variant against the tests",
        _AUDIT_EXAMPLES,
    )
    audit.add_argument("--assignment", metavar="NAME", action="append", help="only this one; may be repeated")
    audit.add_argument(
        "--seeds", metavar="N,N,…", type=seeds, help="seeds of the hidden inputs (default: 0,1,2)"
    )
    audit.add_argument("--write", action="store_true", help="write docs/audit.md instead of comparing it")


def build_command(options: argparse.Namespace) -> int:
    """Make what is generated, or say what is stale."""
    names = chosen_names(options.names)
    from autograder import build

    if options.check:
        stale = [problem for name in names for problem in build.stale(name)]
        print("\n".join(stale or [f"{len(names)} up to date: {', '.join(names)}"]))
        return FAILED if stale else WORKED
    for name in names:
        changed = build.build(name)
        print(f"{name}: {len(changed)} files changed" if changed else f"{name}: up to date")
    return WORKED


def audit_command(options: argparse.Namespace) -> int:
    """Test the tests."""
    chosen = chosen_names(options.assignment) if options.assignment else None
    from autograder import audit

    text, well = audit.main_report(chosen, options.seeds, write=options.write)
    print(text)
    return WORKED if well else FAILED

"""Coverage-guided fuzzing, by atheris, of what reads bytes that strangers wrote: notebooks, frames, archives.

    python -m tests.soak_atheris --seconds 120                    # each target in turn
    python -m tests.soak_atheris --target wire --seconds 600

A target may refuse its input in the one way that is promised; anything else, or ten seconds for one input, is a
failure: the input is kept in the folder given by --finds, and belongs into FOUND of tests/test_fuzz.py. atheris is
no part of the usual environment (pip install atheris); without it this says so and does nothing.
"""

from __future__ import annotations

import argparse
import importlib.util
import io
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np

MEMORY = 2048  # MB: more is a failure
LONGEST = {"notebook": 1 << 13, "wire": 1 << 14, "archives": 1 << 14}


def read_notebook(data: bytes) -> None:
    """As the engine does with a file."""
    from autograder import notebook

    try:
        found = notebook.read(data)
    except notebook.NotebookError:
        return
    notebook.oddities_against(found, ())
    for cell in found.cells:
        cell.source.encode()


class _Stream:
    """A socket on whose other side all has been said."""

    def __init__(self, data: bytes):
        self._data = io.BytesIO(data)

    def settimeout(self, seconds: float | None) -> None:
        """Nothing is waited for."""

    def gettimeout(self) -> float | None:
        """As set, for all that it matters."""
        return None

    def recv(self, size: int) -> bytes:
        """What is there; nothing once that is all."""
        return self._data.read(size)


def receive(data: bytes) -> None:
    """All frames of a stream, as from a student's process."""
    from autograder import wire

    channel = wire.Channel(_Stream(data))  # type: ignore[arg-type]  # all that is asked of a socket
    with suppress(wire.Closed, wire.ProtocolError):
        while True:
            must_be_plain(channel.receive(), wire)


def must_be_plain(value: Any, wire: Any) -> None:
    """Exact types and arrays of numbers or text, nothing that could act."""
    kind = type(value)
    if kind in (list, tuple, set):
        for item in value:
            must_be_plain(item, wire)
    elif kind is dict:
        for key, item in value.items():
            must_be_plain(key, wire)
            must_be_plain(item, wire)
    elif isinstance(value, np.ndarray | np.generic):
        assert kind is np.ndarray or kind.__module__ == "numpy"
        assert value.dtype.kind in "biufcUS"
    else:
        assert kind in (type(None), bool, int, float, complex, str, bytes, wire.Opaque, wire.Callback), kind


def unpack(data: bytes) -> None:
    """As the grader does with a student's zip."""
    from autograder import archives, downloads

    with tempfile.TemporaryDirectory() as place:
        into = Path(place, "into")
        Path(place, "a.zip").write_bytes(data)
        for problem in archives.unpack(Path(place, "a.zip"), into, archives.Budget(1 << 20)):
            assert problem
        with suppress(ValueError):
            downloads.gradescope(into)
        outside = [p for p in Path(place).iterdir() if p.name not in ("a.zip", "into")]
        assert not outside
        assert sum(p.stat().st_size for p in into.rglob("*") if p.is_file()) <= 1 << 20


TARGETS: dict[str, Callable[[bytes], None]] = {"notebook": read_notebook, "wire": receive, "archives": unpack}


def seeds(target: str) -> list[bytes]:
    """Inputs to begin with."""
    if target == "notebook":
        from tests import soak_fuzz

        found = []
        for data in soak_fuzz.seeds():
            found.append(data[:3000])
            with suppress(ValueError, KeyError, TypeError):
                whole = json.loads(data)
                found.append(json.dumps({**whole, "cells": whole["cells"][1:4]}).encode())
        return [data for data in found if len(data) < LONGEST[target]]
    if target == "wire":
        from autograder import wire

        arrays = [
            np.arange(6.0).reshape(2, 3),
            np.float32(1),
            np.zeros((400, 2)),
            np.array(["a"]),
            np.ones(3, bool),
        ]
        values = [
            1,
            -(10**30),
            1j,
            {1, 2},
            {"a": (None, [True])},
            *arrays,
            wire.Opaque("x"),
            wire.Callback(1),
        ]
        return [b"".join(wire.encode(["returned", value, [], [], []])) for value in values]
    members = {
        "nb.ipynb": "{}",
        "a/b.zip": b"PK\5\6" + bytes(18),
        "submission_metadata.yml": "s: {':submitters': []}",
    }
    found = []
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        whole = io.BytesIO()
        with zipfile.ZipFile(whole, "w", method) as archive:
            for name, content in members.items():
                archive.writestr(name, content)
        found.append(whole.getvalue())
    return found


def fuzz(target: str, arguments: list[str]) -> None:
    """Hand this process over to libFuzzer."""
    import atheris

    with atheris.instrument_imports(include=["autograder"]):
        from autograder import archives, downloads, notebook, wire  # noqa: F401  # so that they are watched
    atheris.Setup([sys.argv[0], *arguments], TARGETS[target])
    atheris.Fuzz()


def campaign(target: str, seconds: int, finds: Path) -> tuple[str, bool]:
    """One target for a while, in a process of its own: what came of it, and whether all was well."""
    finds.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="soak-") as corpus:
        for number, data in enumerate(seeds(target)):
            Path(corpus, str(number)).write_bytes(data)
        options = [
            f"-max_total_time={seconds}",
            f"-max_len={LONGEST[target]}",
            f"-rss_limit_mb={MEMORY}",
            "-timeout=10",
        ]
        options += ["-print_final_stats=1", f"-artifact_prefix={finds}/{target}-", corpus]
        command = [sys.executable, "-m", "tests.soak_atheris", "--target", target, "--hand-over", *options]
        done = subprocess.run(
            command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, check=False
        )
    tried = re.search(r"number_of_executed_units:\s*(\d+)", done.stderr)
    covered = re.findall(r"cov: (\d+)", done.stderr)
    said = (
        f"{target}: {tried[1] if tried else 'no'} inputs tried, {covered[-1] if covered else 0} edges covered"
    )
    if done.returncode == 0 and tried:
        return f"{said}, nothing found", True
    return f"{said}, FAILED; what did it is in {finds}\n{done.stderr[-3000:]}", False


def main() -> None:
    """Run the targets; exits with 1 if anything was found."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--target", choices=TARGETS, help="one of them (default: each in turn)")
    parser.add_argument("--seconds", type=int, default=120, help="for each target")
    parser.add_argument(
        "--finds", type=Path, default=Path("dist/fuzz"), help="where inputs are kept that fail"
    )
    parser.add_argument("--hand-over", action="store_true", help=argparse.SUPPRESS)
    options, rest = parser.parse_known_args()
    if importlib.util.find_spec("atheris") is None:
        print("NOT FUZZED: atheris is not installed (pip install '.[fuzz]', on Linux for x86-64).")
        return
    if options.hand_over:
        fuzz(options.target, rest)
        return
    well = True
    for target in [options.target] if options.target else TARGETS:
        said, good = campaign(target, options.seconds, options.finds)
        print(said, flush=True)
        well = well and good
    raise SystemExit(not well)


if __name__ == "__main__":
    main()

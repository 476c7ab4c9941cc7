"""Measure everything side by side and write docs/performance.md.

    make bench                     or: python -m benchmarks [--rounds 3] [--each 2] [--largest 1000]
    make bench ARGS="--largest 10000"

Takes some twenty minutes on two cores, and the first time a few more for the environment of the others.
The figures are also kept as JSON in build/bench; --render writes the page from them anew.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from autograder import report
from autograder.results import to_json
from benchmarks import classes, document, sample
from benchmarks.accounting import ROOT, Peak
from benchmarks.over_the_floor import Measured, floor, recorded
from benchmarks.peers import Peers

BUILD, PAGE = ROOT / "build" / "bench", ROOT / "docs" / "performance.md"
SIZES = (10, 100, 1000, 10_000)
_BEGIN = time.monotonic()


def say(text: str) -> None:
    """Progress, with the minutes since the start."""
    print(f"[{(time.monotonic() - _BEGIN) / 60:5.1f} min] {text}", flush=True)


def side_by_side(chosen: list[sample.Sampled], rounds: int, peers: Peers) -> dict[str, Any]:
    """Every notebook by everybody, in turn, in each round; and what only ours is asked for."""
    rows: list[dict[str, Any]] = [
        {"assignment": one.assignment, "planted": one.planted, "rounds": []} for one in chosen
    ]
    begin, cpu = time.perf_counter(), time.process_time()
    with Measured() as ours:
        ours.grade(chosen[0].submission)
        start = {"wall": time.perf_counter() - begin, "cpu": time.process_time() - cpu + ours.clocks()}
        tier = ours.engine.policy.tier
        for one, row in zip(chosen, rows, strict=True):
            ours.grade(one.submission)  # what is made once for an assignment is there from here on
            row["events"] = recorded(ours.engine, one.submission)
            with Peak(os.getpid(), 0.002, above=True) as peak:
                ours.grade(one.submission)
            row["memory"] = peak.most
        for number in range(1, rounds + 1):
            for one, row in zip(chosen, rows, strict=True):
                taken: dict[str, Any] = _ours(ours, one)
                taken["floor"] = floor(row["events"], one.assignment, 2) / 1e3
                taken["otter"] = vars(peers.otter(one))
                taken["nbclient"] = vars(peers.nbclient(one))
                row["rounds"].append(taken)
                say(
                    f"round {number} of {rounds}, {one.assignment}: ours {taken['all'] * 1e3:.0f} ms of CPU, "
                    f"floor {taken['floor'] * 1e3:.0f}, otter {taken['otter']['cpu'] * 1e3:.0f}, "
                    f"nbclient {taken['nbclient']['cpu'] * 1e3:.0f}"
                )
            for assignment in dict.fromkeys(one.assignment for one in chosen):
                several = [one for one in chosen if one.assignment == assignment]
                cost = vars(peers.nbgrader(several))
                say(f"round {number}, {assignment}: nbgrader {cost['cpu'] * 1e3:.0f} ms of CPU each")
                for row in rows:
                    if row["assignment"] == assignment:
                        row["rounds"][-1]["nbgrader"] = cost
        for row in rows:
            del row["events"]
        many = sample.trains_and_plots(BUILD)
        events = recorded(ours.engine, many.submission)
        heavy = []
        for number in range(1, rounds + 1):
            taken = ours.grade(many.submission)[1]
            taken["floor"] = floor(events, many.assignment, 2) / 1e3
            heavy.append(taken)
            say(
                f"30 cells that train and plot, round {number}: {taken['all']:.2f} s of CPU, floor {taken['floor']:.2f}"
            )
    return {"rows": rows, "heavy": heavy, "start": start, "tier": tier}


def _ours(ours: Measured, one: sample.Sampled) -> dict[str, Any]:
    """Graded, rendered and written."""
    begin = time.perf_counter()
    result, taken = ours.grade(one.submission)
    cpu = time.process_time()
    (BUILD / "page.html").write_text(report.feedback_page(result), encoding="utf-8")
    (BUILD / "result.json").write_text(to_json(result), encoding="utf-8")
    taken["page"], taken["feedback"] = time.process_time() - cpu, time.perf_counter() - begin
    return taken


def machine() -> dict[str, Any]:
    """What the figures depend on, in general terms."""
    return {
        "cores": len(os.sched_getaffinity(0)),
        "memory": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
        "architecture": platform.machine(),
        "system": f"Linux {'.'.join(platform.release().split('.')[:2])}",
        "python": platform.python_version(),
        "numpy": np.__version__,
    }


def main() -> None:
    """Measure, keep and write."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=3, help="of everything side by side (default: 3)")
    parser.add_argument("--each", type=int, default=2, help="notebooks of each assignment (default: 2)")
    parser.add_argument("--largest", type=int, choices=SIZES, default=1000, help="class (default: 1000)")
    parser.add_argument("--render", action="store_true", help="only write the page from the last figures")
    parser.add_argument("--page", type=Path, default=PAGE, help="where to (default: docs/performance.md)")
    options = parser.parse_args()
    kept = BUILD / "figures.json"
    if not options.render:
        if os.geteuid() != 0:
            sys.exit("Run this as root: the memory of sandboxed processes can be read by nobody else.")
        BUILD.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(measure(options), indent=1) + "\n", encoding="utf-8")
    options.page.write_text(document.text(json.loads(kept.read_text(encoding="utf-8"))), encoding="utf-8")
    say(f"written: {options.page}")


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """All figures."""
    peers = Peers(BUILD)
    say("the environment of the others")
    peers.set_up()
    say("a simulated class")
    chosen = sample.ordinary(sample.simulated(BUILD / "sample", 200), options.each)
    figures = {
        "machine": machine(),
        "load": os.getloadavg()[0],
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "peers": peers.versions(),
        **side_by_side(chosen, options.rounds, peers),
    }
    say("cold starts")
    figures["cold"] = [vars(classes.cold(chosen[0], BUILD)) for _ in range(max(3, options.rounds))]
    cores = len(os.sched_getaffinity(0))
    figures["classes"] = []
    for size in (size for size in SIZES if size <= options.largest):
        jobs = (1, cores) if size == 100 and cores > 1 else (cores,)
        taken = classes.of_size(size, BUILD, jobs)
        figures["classes"].append(taken)
        say(f"a class of {taken['count']}: {taken['runs'][str(cores)]['wall']:.1f} s")
    return figures


if __name__ == "__main__":
    main()

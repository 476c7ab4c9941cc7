"""CPU of rendering a feedback page, beside that of grading the same submission in the same run.

    python benchmarks/pages.py [--rounds 5]

A page may cost 15 ms. The first one of a process also loads the templates; that is printed by itself, as a run over
a class pays it once. Exits with 1 if a median is above the limit.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from over_the_floor import NAME, ORDINARY, measure  # noqa: E402  # beside this file

from autograder import report  # noqa: E402
from autograder.engine import Engine  # noqa: E402
from autograder.submissions import Submission  # noqa: E402

LIMIT = 15.0  # milliseconds of CPU for one page


def rendering(rounds: int) -> tuple[float, dict[str, tuple[float, int]]]:
    """Milliseconds of the first page of all; the median and the page's bytes by submission."""
    folder = ROOT / "tests" / "submissions"
    with Engine() as engine:
        results = {
            name: engine.grade(Submission(name, NAME, next((folder / name).rglob("*.ipynb"))))
            for name in ORDINARY
        }
    first, _ = _timed(results[ORDINARY[0]])
    found = {}
    for name, result in results.items():
        taken = [_timed(result) for _ in range(rounds)]
        found[name] = statistics.median(ms for ms, _ in taken), taken[0][1]
    return first, found


def _timed(result: object) -> tuple[float, int]:
    start = time.process_time()
    page = report.feedback_page(result)  # type: ignore[arg-type]
    return 1e3 * (time.process_time() - start), len(page.encode())


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    first, pages = rendering(rounds)
    grading = measure(rounds)
    print(f"{'submission':28} {'page':>9} {'grading':>11} {'ratio':>7} {'size':>9}")
    for name, (ms, size) in pages.items():
        whole = grading[name]["all"]
        print(f"{name:28} {ms:6.1f} ms {whole:8.1f} ms {ms / whole:7.3f} {size / 1e3:6.0f} kB")
    highest = max(ms for ms, _ in pages.values())
    print(
        f"The first page of a process: {first:.1f} ms. The most for one page: {highest:.1f} ms, of {LIMIT:g}."
    )
    return int(highest > LIMIT)


if __name__ == "__main__":
    sys.exit(main())

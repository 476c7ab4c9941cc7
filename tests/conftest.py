"""What many tests share: one engine and one zygote with small limits, which start once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from autograder import tiers
from autograder.engine import Engine
from autograder.limits import MIB, Limits
from autograder.results import SubmissionResult
from autograder.session import Submission, Zygote
from tests import notebooks

# CPU limits hold however busy the machine is; the clock goes on where many share a processor, so there is
# plenty of it: what sleeps on purpose waits it out, everything else must end long before.
SMALL = Limits(
    cell_cpu=2, call_cpu=1, case_cpu=5, wall_factor=15, memory=1024 * MIB, box=16 * MIB, output=10_000
)


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    """An engine whose limits are small enough to be run into."""
    with Engine(seed=0, limits=SMALL) as shared:
        yield shared


@pytest.fixture
def grade(engine: Engine, tmp_path: Path) -> Callable[..., SubmissionResult]:
    """Grade the right notebook with some functions replaced and cells added; see notebooks.cells."""

    def grade_notebook(
        replaced: Mapping[str, str | None] | None = None,
        *,
        first: Sequence[str] = (),
        last: Sequence[str] = (),
        assignment: str = "shallow_network",
    ) -> SubmissionResult:
        cells = notebooks.cells(replaced, first=first, last=last, assignment=assignment)
        return engine.grade(notebooks.write(tmp_path, cells, assignment=assignment))

    return grade_notebook


@pytest.fixture(scope="session")
def zygote() -> Iterator[Zygote]:
    """A zygote in the best tier that this machine offers."""
    with Zygote(tiers.choose(limits=SMALL)) as shared:
        yield shared


@pytest.fixture
def submission(zygote: Zygote) -> Iterator[Submission]:
    """A fresh confined process."""
    with zygote.submission() as fresh:
        yield fresh

"""How long one answer may take: CPU time of the process that is asked, time by the clock, and memory."""

from __future__ import annotations

import time

from autograder.meter import EVERY, Meter
from autograder.problems import Died, OutOfTime


class Deadline:
    """Patience for one answer: so much CPU time of the other process, and ten times as much wall time.

    Both count from the first wait: most answers are there before any clock need be read.

    Args:
        ends: when, on the monotonic clock, the whole submission is out of time.
        meter: of the memory of all its processes.
    """

    def __init__(self, pid: int, cpu: float, wall: float, ends: float, meter: Meter | None = None):
        self._pid, self._cpu, self._wall, self._ends, self._meter = pid, cpu, wall, ends, meter
        self._end = self._start = -1.0  # not known before the first wait

    def _used(self) -> float:
        try:
            return time.clock_gettime((~self._pid << 3) | 2)  # another's clock, see clock_getcpuclockid(3)
        except OSError:
            return 0.0  # gone: the socket will tell

    def __call__(self) -> float:
        """Seconds to wait before asking again.

        Raises:
            OutOfTime: when either time is up.
            Died: when all processes together use too much memory.
        """
        now = time.monotonic()
        if self._meter is not None and self._meter.exceeded():
            raise Died("memory")
        if now >= self._ends:
            raise OutOfTime("budget")
        if self._end < 0:
            self._end, self._start = now + self._wall, self._used()
            return min(self._wall, self._ends - now, self._cpu, EVERY)
        left = min(self._end, self._ends) - now
        if left <= 0:
            raise OutOfTime("wall")
        unused = self._cpu - (self._used() - self._start)
        if unused <= 0:
            raise OutOfTime("cpu")
        return min(left, max(unused, 0.01), EVERY)

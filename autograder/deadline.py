"""How long one answer may take: CPU time of the process that is asked, time by the clock, and memory."""

from __future__ import annotations

import time

from autograder.meter import EVERY, Meter
from autograder.problems import Died, OutOfTime


class Deadline:
    """Patience for one answer: so much CPU time of the other process, and ten times as much wall time.

    Args:
        ends: when, on the monotonic clock, the whole submission is out of time.
        meter: of the memory of all its processes.
    """

    def __init__(self, pid: int, cpu: float, wall: float, ends: float, meter: Meter | None = None):
        self._meter = meter
        self._clock = (~pid << 3) | 2  # the CPU clock of another process, see clock_getcpuclockid(3)
        self._cpu, self._end, self._ends = cpu, time.monotonic() + wall, ends
        self._start = self._used()
        self._asked = False

    def _used(self) -> float:
        try:
            return time.clock_gettime(self._clock)
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
        left = min(self._end, self._ends) - now
        if left <= 0:
            raise OutOfTime("wall")
        if not self._asked:  # most answers come before any clock need be read
            self._asked = True
            return min(left, self._cpu, EVERY)
        unused = self._cpu - (self._used() - self._start)
        if unused <= 0:
            raise OutOfTime("cpu")
        return min(left, max(unused, 0.01), EVERY)

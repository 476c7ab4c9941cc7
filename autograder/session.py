"""The trusted end of the sandbox: start zygotes, run cells, fork what answers the calls of test cases.

    Zygote       one warm process; spawn() gives a Submission
    Submission   one confined process with the notebook's names; run_cell(), then calls of its functions:
                 seal() and ask itself, or question() for a fork of it that may be lost

Submissions and their forks are conversations: conversation says how they are asked, problems what can go wrong.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
from collections.abc import Iterator, Sequence
from typing import Any

from autograder import wire
from autograder.conversation import Conversation, socket_pair, texts_of
from autograder.meter import Meter
from autograder.problems import Died, StudentProblem, ZygoteFailed
from autograder.sandbox import UIDS, Policy
from autograder.warming import Warming

CALLS_CPU = 60  # seconds for all calls that one process answers


class Submission(Conversation):
    """One confined process in which a notebook's cells run."""

    def __init__(self, zygote: Zygote, stream: socket.socket, inner_pid: int):
        super().__init__(stream, zygote.policy.limits, zygote.meter)
        self._zygote, self._inner_pid = zygote, inner_pid
        self._question: Conversation | None = None
        self.usage: dict[str, Any] = {}

    def run_cells(
        self, cells: Sequence[tuple[int, str]]
    ) -> Iterator[tuple[StudentProblem | None, list[str]]]:
        """Run cells, each an index and its source: for each its exception if it raised one, and what was skipped.

        Raises:
            OutOfTime, Died: if the process had to be, or was, ended in this cell; this submission is then over.
        """
        cpu, frames = self.limits.cell_cpu, []
        messages = [["cell", index, source, cpu, cpu * self.limits.wall_factor] for index, source in cells]
        for message in messages:
            try:
                frames.append(b"".join(wire.encode(message)))
            except wire.ProtocolError:  # it is asked for in its turn, and fails then
                break
        self.ask_ahead((frame, False) for frame in frames)
        for number, message in enumerate(messages):
            if number < len(frames):
                answer = self._decoded(self.take_ahead(cpu), ("cell",))
            else:
                answer = self.ask(message, ("cell",), cpu)
            try:
                _, problem, happenings = answer
                texts = list(texts_of(happenings, 8, 80))
            except ValueError:
                self._break(Died("died", "ProtocolError", "bad answer"))
            yield (None if problem is None else self._problem(problem, cpu)), texts

    def run_cell(self, index: int, source: str) -> tuple[StudentProblem | None, list[str]]:
        """Run one cell; as run_cells()."""
        return next(self.run_cells([(index, source)]))

    def seal(self) -> bool:
        """Whether it answers calls itself from here on; it runs no more cells then, and cannot be forked.

        Raises:
            StudentProblem: if the student's process does not play along; this submission is then over.
        """
        return self.ask(["seal", CALLS_CPU], ("sealed", "busy"), 5.0)[0] == "sealed"

    def question(self) -> Conversation:
        """A fresh fork for calls; the one before it ends.

        Raises:
            StudentProblem: if the student's process does not play along; this submission is then over.
        """
        self.end_question()
        ours, theirs = socket_pair()
        with theirs:
            self.ask(["fork", CALLS_CPU], ("forked",), 5.0, descriptor=theirs.fileno())
        self._question = Conversation(ours, self.limits, self.meter)
        self._question.ends = self.ends
        self._question.greet()
        return self._question

    def end_question(self) -> None:
        """End the current fork, if there is one."""
        if self._question is not None:
            self._question.channel.close()
            self._question = None
            if self.ask(["reap"], ("reaped", "stuck"), 5.0)[0] == "stuck":
                self._break(Died("died", "", "a call could not be ended"))

    def close(self) -> None:
        """Kill everything that belongs to this submission, and learn what it used."""
        if self._question is not None:
            self._question.channel.close()
        self.channel.close()
        self.usage = self._zygote.end(self._inner_pid)


class Zygote:
    """The warm process of zygote.py; a context manager. Serves one submission at a time.

    Args:
        serves: "notebook", or "reference" for one with our answers in the place of a notebook.
        warming: the process, where it was started before.

    Raises:
        ZygoteFailed: if it does not become ready.
    """

    def __init__(self, policy: Policy, serves: str = "notebook", warming: Warming | None = None):
        self.policy = policy
        self._started = warming or Warming(policy, serves)
        self._process, self._control = self._started.process, self._started.control
        self._scratch = self._started.scratch.path
        self._control.settimeout(120)
        self._lines = self._control.makefile("rb")
        self._slot = os.getpid() % UIDS
        self._alive: set[int] = set()
        self._has_drawn = False
        try:
            self._answer()
        except ZygoteFailed:
            self.close()
            raise
        self.meter = Meter(self._process.pid, policy.limits.memory_all)

    def _answer(self) -> dict[str, Any]:
        try:
            line = self._lines.readline()
        except OSError:
            line = b""
        answer: dict[str, Any] = json.loads(line) if line else {"failed": "it ended without a word"}
        if "failed" in answer:
            raise ZygoteFailed(f"the zygote failed: {answer['failed']}")
        return answer

    def _request(self, message: dict[str, Any], descriptor: int | None = None) -> dict[str, Any]:
        data = json.dumps(message).encode()
        try:
            if descriptor is None:
                self._control.sendall(data)
            else:
                socket.send_fds(self._control, [data], [descriptor])
        except OSError as error:
            raise ZygoteFailed(f"the zygote is gone: {error}") from None
        return self._answer()

    def spawn(self) -> Submission:
        """A fresh confined process.

        Raises:
            ZygoteFailed: if it cannot be made or confined; grading cannot go on with this zygote.
        """
        self._slot = (self._slot + 1) % UIDS  # the last one's processes may still be on their way out
        ours, theirs = socket_pair()
        with theirs:
            pid = self._request({"do": "spawn", "slot": self._slot}, theirs.fileno())["pid"]
        self._alive.add(pid)
        submission = Submission(self, ours, pid)
        try:
            submission.greet()
        except StudentProblem as problem:  # no student code has run yet
            submission.close()
            raise ZygoteFailed(f"a worker did not start: {problem}") from None
        except ZygoteFailed:
            submission.close()
            raise
        return submission

    def end(self, pid: int) -> dict[str, Any]:
        """End a worker and all that it started: its wait status, CPU seconds and peak memory."""
        answer = self._request({"do": "end", "pid": pid})
        self._alive.discard(pid)
        return answer

    def draw(self) -> bool:
        """Let it draw its first figure, which takes a third of a second: its workers draw fast from then on.

        Returns:
            Whether it did; it has before if not.

        Raises:
            ZygoteFailed: if it cannot.
        """
        first, self._has_drawn = not self._has_drawn, True
        if first:
            self._request({"do": "draw"})
        return first

    @contextlib.contextmanager
    def submission(self) -> Iterator[Submission]:
        """spawn(), closed at the end of the block."""
        submission = self.spawn()
        try:
            yield submission
        finally:
            submission.close()

    def close(self) -> None:
        """End the zygote; its children die with it."""
        self._lines.close()
        code = self._started.end()
        if code != 0 and not self.policy.user_namespace:  # it could not end them itself
            for group in self._alive:
                with contextlib.suppress(OSError):
                    os.killpg(group, signal.SIGKILL)
        self._started.close()

    def __enter__(self) -> Zygote:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

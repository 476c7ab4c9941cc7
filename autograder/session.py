"""The trusted end of the conversation: start zygotes, run cells, call a student's functions, keep the time.

    Zygote       one warm process; spawn() gives a Submission
    Submission   one confined process with the notebook's names; run_cell(), question()
    Question     a fork of it that answers calls

What goes wrong in there arrives here as one of four exceptions, never as an exception of the student's own
class: Raised, OutOfTime, Died, and for a broken frame wire.ProtocolError inside a Died.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from autograder import checks, wire
from autograder.limits import Limits
from autograder.limits import size as in_words
from autograder.meter import EVERY, Meter
from autograder.sandbox import UIDS, Policy

GRACE = 1.0  # seconds of CPU that the worker has to stop by itself before it is killed
MAX_CALLS_BACK = 100_000
MAX_NESTED = 8  # calls of a student's function by a helper which such a function has called
AHEAD = 48 << 10  # bytes of requests under way; every socket takes more, so sending them never waits
MOST_HELD = 64 << 20  # bytes of answers that are kept for later
# The zygote's code is that which runs here, even where another copy of it is installed.
START = "import sys; sys.path.insert(0, sys.argv[3]); from autograder import zygote; zygote.main()"


class StudentProblem(Exception):
    """Something that student code did; never our failure.

    Attributes:
        kind: "exception", "cpu", "wall", "budget", "memory" or "died".
        limit: the name of the limit that was hit, "" if none was, and its value in words.
        type_name, text: of the exception, in the student's process; may hold anything, so cap and escape.
        places: (cell, line) pairs in the student's notebook, outermost first.
    """

    def __init__(
        self, kind: str, type_name: str = "", text: str = "", places: Sequence[tuple[int, int]] = ()
    ):
        super().__init__(f"{type_name}: {text}" if type_name else kind)
        self.kind, self.type_name, self.text, self.places = kind, type_name, text, tuple(places)
        self.limit: tuple[str, str] = ("", "")


class Raised(StudentProblem):
    """The student's code raised an exception (kind "exception" or "memory")."""


class OutOfTime(StudentProblem):
    """The CPU limit ("cpu"), slept into the wall limit ("wall"), or no time left for the submission ("budget")."""


class Died(StudentProblem):
    """The student's process ended, or stopped speaking the protocol."""


class ZygoteFailed(RuntimeError):
    """Our own processes failed; never a student's fault."""


# --------------------------------------------------------------------------------------------- time


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


# ------------------------------------------------------------------------------------- conversation


def _socket_pair() -> tuple[socket.socket, socket.socket]:
    """(ours, theirs); what arrives on ours says who sent it, from the first byte on."""
    ours, theirs = socket.socketpair()
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
    return ours, theirs


class _Conversation:
    """Ask and answer with one untrusted process; once broken it stays broken."""

    def __init__(self, stream: socket.socket, limits: Limits, meter: Meter | None = None):
        self.limits, self.meter = limits, meter
        self.channel = wire.Channel(stream)
        self.pid = 0
        self.ends = math.inf
        self.broken: StudentProblem | None = None
        self.nested = 0
        self.helpers: dict[str, Callable[..., Any]] = {}
        self._waiting: deque[tuple[bytes, bool]] = deque()  # asked ahead, but not sent yet
        self._under_way: deque[int] = deque()  # lengths of those that were sent and not answered
        self._held: deque[bytes] = deque()  # answers that were not taken

    def greet(self) -> None:
        """Wait for hello and learn, from the kernel, the pid of who said it."""
        stream = self.channel.stream
        stream.settimeout(20)
        try:
            data, extra, _, _ = stream.recvmsg(1, socket.CMSG_SPACE(12), socket.MSG_PEEK)
        except OSError:
            data, extra = b"", []
        stream.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 0)
        for level, kind, payload in extra:
            if (level, kind) == (socket.SOL_SOCKET, socket.SCM_CREDENTIALS):
                self.pid = struct.unpack("iii", payload[:12])[0]
        if not data or not self.pid:
            self._break(Died("died"))
        answer = self.ask(None, ("hello",), 20.0)
        if len(answer) == 2 and answer[1] is not None:  # spawn() knows whether that is our failure
            self._break(Died("died", "", f"the sandbox could not be closed: {str(answer[1])[:300]}"))

    def ask(
        self,
        message: list[Any] | None,
        expected: tuple[str, ...],
        cpu: float,
        on_call_back: Callable[[Any, list[Any], dict[str, Any]], Any] | None = None,
        descriptor: int | None = None,
    ) -> list[Any]:
        """Send a message and wait for one of the expected answers.

        Raises:
            StudentProblem: of the kind that happened; anything but a well-formed answer breaks the conversation.
        """
        with self._speaking(cpu) as patience:
            if message is not None:
                self.channel.send(message, patience, descriptor)
            for _ in range(MAX_CALLS_BACK):
                answer = self.channel.receive(patience)
                if type(answer) is not list or not answer or type(answer[0]) is not str:
                    raise wire.ProtocolError("bad answer")
                if answer[0] in expected:
                    return answer
                if answer[0] != "back" or len(answer) != 4 or on_call_back is None:
                    raise wire.ProtocolError("unexpected answer")
                reply = self._call_back(on_call_back, answer)
                if self.broken is not None:  # by a call within that call back
                    raise self.broken
                self.channel.send(reply, patience)
            raise wire.ProtocolError("too many calls back")

    @contextlib.contextmanager
    def _speaking(self, cpu: float) -> Iterator[Deadline]:
        """Whatever goes wrong inside the block breaks the conversation."""
        if self.broken is not None:
            raise self.broken
        try:
            wall = cpu * self.limits.wall_factor + GRACE
            yield Deadline(self.pid, cpu + GRACE, wall, self.ends, self.meter)
        except (wire.Closed, wire.ProtocolError) as error:
            self._break(Died("died", "ProtocolError" if str(error) else "", str(error)))
        except StudentProblem as error:  # out of time or of memory
            self._break(_naming_the_limit(error, cpu, self.limits))
        except BaseException:  # our own clock ran out: half a frame may be left, and would pass for the next
            self.broken = Died("died", "", "interrupted")
            raise

    def ask_ahead(self, requests: Iterable[tuple[bytes, bool]]) -> None:
        """Ask much at once; the answers are fetched in the same order, and before anything else is asked.

        Args:
            requests: encoded, each with whether it must not be seen before all earlier ones are answered.
        """
        self._waiting.extend(requests)

    def answers_ahead(self, count: int = 1) -> list[bytes]:
        """The next answers to what was asked ahead, as they came; they stay the next until they are taken."""
        while len(self._held) < count:
            with self._speaking(self.limits.call_cpu) as patience:
                self._send_ahead(patience)
                self._held.append(self.channel.receive_encoded(patience))
                self._under_way.popleft()
        return [self._held[i] for i in range(count)]

    def take_ahead(self) -> bytes:
        """The next answer to what was asked ahead."""
        self.answers_ahead()
        return self._held.popleft()

    def hold(self) -> None:
        """Wait for what is under way, so that something else can be asked; what was not sent yet stays so."""
        while self._under_way:
            self.answers_ahead(len(self._held) + 1)
            if sum(map(len, self._held)) > MOST_HELD:
                self._break(Died("died", "", "its answers are too large"))

    def forget_ahead(self) -> None:
        """Give up what was asked ahead and not taken."""
        self._waiting.clear()
        self._held.clear()
        while self._under_way:
            self.take_ahead()

    def _send_ahead(self, patience: Deadline) -> None:
        """Send on, but no more than the socket takes even if the other side does not read."""
        under_way = sum(self._under_way)
        if under_way > AHEAD // 2:
            return
        frames: list[bytes] = []
        while self._waiting:
            frame, alone = self._waiting[0]
            if self._under_way and (alone or under_way + len(frame) > AHEAD):
                break
            self._waiting.popleft()
            frames.append(frame)
            under_way += len(frame)
            self._under_way.append(len(frame))
        if frames:
            self.channel.send_encoded([b"".join(frames)], patience)

    def _call_back(self, function: Callable[..., Any], message: list[Any]) -> list[Any]:
        _, which, args, kwargs = message
        if type(args) is not list or type(kwargs) is not dict or not all(type(k) is str for k in kwargs):
            raise wire.ProtocolError("bad call back")
        try:
            if type(which) is str:  # a helper, which may call what it is given
                args = [self._borrowed(value) for value in args]
                kwargs = {name: self._borrowed(value) for name, value in kwargs.items()}
            return ["back", "value", function(which, args, kwargs)]
        except StudentProblem as error:  # of a swapped helper: its text holds nothing of ours
            return ["back", "error", str(error)[:300]]
        except (wire.ProtocolError, ZygoteFailed):
            raise
        except Exception as error:  # the text may hold a hidden value: only the type crosses
            return ["back", "error", type(error).__name__]

    def _borrowed(self, value: Any) -> Any:
        """A value of a call back; a function over there as one that calls it, for as long as it is waiting."""
        if not isinstance(value, wire.Callback):
            return value
        name = wire.lent_name(value.number)

        def call_over_there(*args: Any) -> Any:
            if self.nested == MAX_NESTED:
                raise wire.ProtocolError("calls back within calls back")
            self.nested += 1
            try:
                labels = [f"argument {i}" for i in range(1, len(args) + 1)]
                return self.observe(name, labels, [list(args)], 0, False).value
            finally:
                self.nested -= 1

        return call_over_there

    def get(self, name: str, answered: bytes | None = None) -> tuple[str, Any]:
        """("value", v), ("function", None) or ("missing", None); of an answer to what was asked ahead, if given."""
        expected, cpu = ("value", "function", "missing", "raised"), self.limits.call_cpu
        answer = self._decoded(answered, expected) if answered else self.ask(["get", name], expected, cpu)
        if answer[0] == "raised":
            raise self._problem(answer[1] if len(answer) == 2 else None, self.limits.call_cpu)
        return answer[0], answer[1] if answer[0] == "value" and len(answer) == 2 else None

    def call(self, name: str, labels: Sequence[str], values: Sequence[Any], optional: int) -> checks.Call:
        """Call one of its functions once."""
        return self.observe(name, labels, [values], optional, False)

    def observe(
        self,
        name: str,
        labels: Sequence[str],
        sets: Sequence[Sequence[Any]],
        optional: int,
        each: bool,
        answered: bytes | None = None,
    ) -> checks.Call:
        """Call one of its functions over there, as checks.observe would here.

        Where the call was made ahead, its answer is given and only looked at.
        """
        callables: list[Callable[..., Any]] = []

        def number(value: Any) -> Any:
            if not callable(value):
                return value
            callables.append(value)
            return wire.Callback(len(callables) - 1)

        def on_call_back(which: Any, args: list[Any], kwargs: dict[str, Any]) -> Any:
            if type(which) is str and which in self.helpers:
                return self.helpers[which](*args, **kwargs)
            if type(which) is int and 0 <= which < len(callables):
                return callables[which](*args, **kwargs)
            raise wire.ProtocolError("unknown call back")

        expected = ("returned", "raised")
        if answered:
            answer = self._decoded(answered, expected)
        else:
            numbered = [[number(v) for v in values] for values in sets]
            message = call_message(name, labels, numbered, optional, each, self.limits)
            answer = self.ask(message, expected, self.limits.call_cpu, on_call_back)
        if answer[0] == "raised":
            raise self._problem(answer[1] if len(answer) == 2 else None, self.limits.call_cpu)
        try:
            _, value, changed, shares, warnings = answer
            texts = [_texts(part, 16, 200) for part in (changed, shares, warnings)]
        except ValueError:
            self._break(Died("died", "ProtocolError", "bad answer"))
        if each and not (type(value) is list and len(value) == len(sets)):  # our test file relies on it
            self._break(Died("died", "ProtocolError", "bad answer"))
        return checks.Call(name, value, *texts)

    def _problem(self, data: Any, cpu: float) -> StudentProblem:
        return _naming_the_limit(_problem(data), cpu, self.limits)

    def _decoded(self, frame: bytes, expected: tuple[str, ...]) -> list[Any]:
        """An answer to what was asked ahead."""
        try:
            answer = wire.decode(*wire.split(frame))
        except wire.ProtocolError as error:
            self._break(Died("died", "ProtocolError", str(error)))
        if type(answer) is not list or not answer or type(answer[0]) is not str or answer[0] not in expected:
            self._break(Died("died", "ProtocolError", "unexpected answer"))
        return answer

    def give_up(self, problem: StudentProblem) -> None:
        """Ask nothing more of this process."""
        self.broken = problem
        self.channel.close()

    def _break(self, problem: StudentProblem) -> NoReturn:
        self.give_up(problem)
        raise problem


def _texts(part: Any, most: int, longest: int) -> tuple[str, ...]:
    """Short texts out of what should be a list of them; anything else is not looked at, for it may be huge."""
    if type(part) is not list:
        raise ValueError("not a list")
    return tuple(t[:longest] for t in part[:most] if type(t) is str)


def call_message(
    name: str, labels: Sequence[str], sets: Sequence[Sequence[Any]], optional: int, each: bool, limits: Limits
) -> list[Any]:
    """The request for a call."""
    cpu = limits.call_cpu
    return [
        "call",
        name,
        list(labels),
        [list(v) for v in sets],
        optional,
        each,
        cpu,
        cpu * limits.wall_factor,
    ]


def _problem(data: Any) -> StudentProblem:
    """The exception for a worker's report of one; the report is untrusted."""
    try:
        kind, type_name, text, places = data
        if not (type(kind) is type(type_name) is type(text) is str and type(places) is list):
            raise TypeError("not a report")
        pairs = [(int(cell), int(line)) for cell, line in places[:8] if type(cell) is type(line) is int]
    except (TypeError, ValueError):
        return Died("died", "ProtocolError", "bad report")
    if kind in ("cpu", "wall"):
        return OutOfTime(kind, places=pairs)
    return Raised("memory" if kind == "memory" else "exception", type_name[:80], text[:500], pairs)


# How exceptions begin that are raised where a limit of the kernel's is hit, and the limit's name.
_HIT = {
    "[Errno 11] ": "processes",
    "can't start new thread": "processes",
    "[Errno 24] ": "files",
    "[Errno 27] ": "box",
    "[Errno 28] ": "box",
}


def _naming_the_limit(problem: StudentProblem, cpu: float, limits: Limits) -> StudentProblem:
    """The same problem, knowing which limit it ran into.

    Args:
        cpu: the seconds that it was given.
    """
    if problem.kind == "cpu":
        problem.limit = ("cpu", f"{cpu:g} s")
    elif problem.kind == "wall":
        problem.limit = ("wall", f"{cpu * limits.wall_factor:g} s")
    elif problem.kind == "budget":
        problem.limit = ("submission", f"{limits.submission:g} s")
    elif problem.kind == "memory":
        together = isinstance(problem, Died)
        problem.limit = ("memory", in_words(limits.memory_all if together else limits.memory))
    elif problem.type_name in ("OSError", "BlockingIOError", "RuntimeError"):
        name = next((name for begin, name in _HIT.items() if problem.text.startswith(begin)), "")
        if name:
            value = getattr(limits, name)
            problem.limit = (name, in_words(value) if name == "box" else str(value))
    return problem


# --------------------------------------------------------------------------------------- submission


class Question(_Conversation):
    """A fork of a submission that answers the calls of test cases."""

    def swap(self, helpers: Mapping[str, Callable[..., Any]]) -> None:
        """Let these names call back to functions on this side."""
        self.helpers = dict(helpers)
        self.ask(["swap", list(helpers)], ("swapped",), 5.0)


class Submission(_Conversation):
    """One confined process in which a notebook's cells run."""

    def __init__(self, zygote: Zygote, stream: socket.socket, inner_pid: int):
        super().__init__(stream, zygote.policy.limits, zygote.meter)
        self._zygote, self._inner_pid = zygote, inner_pid
        self._question: Question | None = None
        self.usage: dict[str, Any] = {}

    def run_cell(self, index: int, source: str) -> tuple[StudentProblem | None, list[str]]:
        """Run one cell: its exception if it raised one, and what was skipped or cut in it.

        Raises:
            OutOfTime, Died: if the process had to be, or was, ended; this submission is then over.
        """
        cpu = self.limits.cell_cpu
        answer = self.ask(["cell", index, source, cpu, cpu * self.limits.wall_factor], ("cell",), cpu)
        try:
            _, problem, happenings = answer
            texts = list(_texts(happenings, 8, 80))
        except ValueError:
            self._break(Died("died", "ProtocolError", "bad answer"))
        return (None if problem is None else self._problem(problem, cpu)), texts

    def question(self, cpu: int = 60) -> Question:
        """A fresh fork for calls; the one before it ends.

        Raises:
            StudentProblem: if the student's process does not play along; this submission is then over.
        """
        self.end_question()
        ours, theirs = _socket_pair()
        with theirs:
            self.ask(["fork", cpu], ("forked",), 5.0, descriptor=theirs.fileno())
        self._question = Question(ours, self.limits, self.meter)
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


# ------------------------------------------------------------------------------------------- zygote


class Zygote:
    """The warm process of zygote.py; a context manager. Serves one submission at a time."""

    def __init__(self, policy: Policy, serves: str = "notebook"):
        self._scratch = Path(tempfile.mkdtemp(prefix="autograder-"))
        (self._scratch / "root").mkdir()
        self.policy = policy
        data = {**policy.to_data(), "scratch": str(self._scratch / "root")}
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-s", "-P", "-W", "ignore", "-c", START, str(theirs.fileno()),
                 json.dumps({"policy": data, "serves": serves}), str(Path(__file__).resolve().parent.parent)],
                pass_fds=[theirs.fileno()],
                env=self._environment(),
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
            )  # fmt: skip
        self._control = ours
        self._control.settimeout(120)
        self._lines = ours.makefile("rb")
        self._slot = os.getpid() % UIDS
        self._alive: set[int] = set()
        try:
            self._answer()
        except ZygoteFailed:
            self.close()
            raise
        self.meter = Meter(self._process.pid, policy.limits.memory_all)

    def _environment(self) -> dict[str, str]:
        cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "neural-network-autograder"
        try:
            (cache / "matplotlib").mkdir(parents=True, exist_ok=True)
        except OSError:
            cache = self._scratch
        return {
            "PATH": "/usr/bin:/bin",
            "HOME": str(self._scratch),
            "LANG": "C.UTF-8",
            "PYTHONHASHSEED": "0",
            "PYTHONDONTWRITEBYTECODE": "1",
            "MPLCONFIGDIR": str(cache / "matplotlib"),
            "IPYTHONDIR": str(self._scratch / "ipython"),
            "OPENBLAS_NUM_THREADS": "1",
            "OMP_NUM_THREADS": "1",
            "MKL_NUM_THREADS": "1",
        }

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
        ours, theirs = _socket_pair()
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
        self._control.close()
        if self._process.stderr is not None:
            self._process.stderr.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.returncode != 0 and not self.policy.user_namespace:  # it could not end them itself
            for group in self._alive:
                with contextlib.suppress(OSError):
                    os.killpg(group, signal.SIGKILL)
        shutil.rmtree(self._scratch, ignore_errors=True)

    def __enter__(self) -> Zygote:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

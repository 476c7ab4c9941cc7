"""Ask one untrusted process, and answer what it asks back; every answer is looked at before it is believed.

What goes wrong in there arrives here as one of three exceptions of problems: Raised, OutOfTime and Died, which
also stands for the wire.ProtocolError of a broken frame.
"""

from __future__ import annotations

import contextlib
import math
import socket
import struct
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NoReturn

from autograder import checks, wire, worker
from autograder.deadline import Deadline
from autograder.limits import Limits
from autograder.meter import Meter
from autograder.problems import Died, StudentProblem, ZygoteFailed, naming_the_limit, reported

GRACE = 1.0  # seconds of CPU that the worker has to stop by itself before it is killed
MAX_CALLS_BACK = 100_000
MAX_NESTED = 8  # calls of a student's function by a helper which such a function has called
AHEAD = 48 << 10  # bytes of requests under way; every socket takes more, so sending them never waits
MOST_HELD = 64 << 20  # bytes of answers that are kept for later


def socket_pair() -> tuple[socket.socket, socket.socket]:
    """(ours, theirs); what arrives on ours says who sent it, from the first byte on."""
    ours, theirs = socket.socketpair()
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
    return ours, theirs


def said_back(outcome: str, value: Any) -> bytes:
    """What a call back is answered, encoded: outcome "value" or "error"."""
    return b"".join(wire.encode(["back", outcome, value]))


class _Speaking:
    """A with block whose errors break a conversation."""

    __slots__ = ("_conversation", "_cpu")

    def __init__(self, conversation: Conversation, cpu: float):
        self._conversation, self._cpu = conversation, cpu

    def __enter__(self) -> Deadline:
        asked = self._conversation
        wall = self._cpu * asked.limits.wall_factor + GRACE
        return Deadline(asked.pid, self._cpu + GRACE, wall, asked.ends, asked.meter)

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if error is None:
            return
        asked = self._conversation
        if isinstance(error, wire.Closed | wire.ProtocolError):
            asked.give_up(Died("died", "ProtocolError" if str(error) else "", str(error)))
        elif isinstance(error, StudentProblem):  # out of time or of memory
            asked.give_up(naming_the_limit(error, self._cpu, asked.limits))
        else:  # our own clock ran out: half a frame may be left, and would pass for the next
            asked.broken = Died("died", "", "interrupted")
            return
        assert asked.broken is not None
        raise asked.broken


class Conversation:
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
                if on_call_back is None:
                    raise wire.ProtocolError("unexpected answer")
                self.channel.send_encoded(self._reply(answer, on_call_back), patience)
            raise wire.ProtocolError("too many calls back")

    def _reply(self, message: list[Any], on_call_back: Callable[..., Any]) -> Sequence[bytes]:
        """What a process is answered that asks back, encoded."""
        if message[0] != "back" or len(message) != 4:
            raise wire.ProtocolError("unexpected answer")
        reply = self._call_back(on_call_back, message)
        if self.broken is not None:  # by a call within that call back
            raise self.broken
        return wire.encode(reply)

    def _speaking(self, cpu: float) -> _Speaking:
        """Patience for one answer; whatever goes wrong inside the block breaks the conversation."""
        if self.broken is not None:
            raise self.broken
        return _Speaking(self, cpu)

    def ask_ahead(self, requests: Iterable[tuple[bytes, bool]]) -> None:
        """Ask much at once; the answers are fetched in the same order, and before anything else is asked.

        Args:
            requests: encoded, each with whether it must not be seen before all earlier ones are answered.
        """
        self._waiting.extend(requests)

    def take_ahead(self, cpu: float = 0.0) -> bytes:
        """The next answer to what was asked ahead, as it came; it may take so much CPU, or that of a call."""
        if not self._held:
            with self._speaking(cpu or self.limits.call_cpu) as patience:
                self._send_ahead(patience)
                self._receive_ahead(patience)
        return self._held.popleft()

    def _receive_ahead(self, patience: Deadline) -> None:
        """Whoever hung in one call might in the next one, too, and may have left anything behind: it is given up."""
        self._held.append(self.channel.receive_encoded(patience))
        self._under_way.popleft()
        if worker.is_out_of_time(self._held[-1]):
            self.give_up(Died("died", "", "a call was broken off"))

    def ask_encoded(self, frame: bytes, likely: bytes) -> bytes:
        """The answer to a request that is encoded already, as it came; helpers that it asks for are there.

        Args:
            likely: an answer that need not be looked into.
        """
        self.hold()
        with self._speaking(self.limits.call_cpu) as patience:
            self.channel.send_encoded([frame], patience)
            for _ in range(MAX_CALLS_BACK):
                answer = self.channel.receive_encoded(patience)
                if answer == likely or not self.helpers:
                    return answer
                message = wire.decode(*wire.split(answer))
                if type(message) is not list or not message or message[0] != "back":
                    return answer
                self.channel.send_encoded(self._reply(message, self._ask_helper), patience)
            raise wire.ProtocolError("too many calls back")

    def _ask_helper(self, which: Any, args: list[Any], kwargs: dict[str, Any]) -> Any:
        if type(which) is not str or which not in self.helpers:
            raise wire.ProtocolError("unknown call back")
        return self.helpers[which](*args, **kwargs)

    @property
    def holds(self) -> bool:
        """Whether an answer is there that was not taken, even if no other will come."""
        return bool(self._held)

    def hold(self) -> None:
        """Wait for what is under way, so that something else can be asked; what was not sent yet stays so."""
        size = sum(map(len, self._held))
        while self._under_way:
            with self._speaking(self.limits.call_cpu) as patience:
                self._receive_ahead(patience)
            size += len(self._held[-1])
            if size > MOST_HELD:
                self._break(Died("died", "", "its answers are too large"))

    def forget_ahead(self) -> None:
        """Give up what was asked ahead and not taken."""
        self._waiting.clear()
        self._held.clear()
        while self._under_way:
            self.take_ahead()

    def _send_ahead(self, patience: Deadline) -> None:
        """Send on, but no more than the socket takes even if the other side does not read."""
        if not self._waiting or (under_way := sum(self._under_way)) > AHEAD // 2:
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
            with contextlib.suppress(wire.Closed):  # what it answered before it ended is still to be had
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
            if type(which) is int and 0 <= which < len(callables):
                return callables[which](*args, **kwargs)
            return self._ask_helper(which, args, kwargs)

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
            texts = [texts_of(part, 16, 200) for part in (changed, shares, warnings)]
        except ValueError:
            self._break(Died("died", "ProtocolError", "bad answer"))
        if each and not (type(value) is list and len(value) == len(sets)):  # our test file relies on it
            self._break(Died("died", "ProtocolError", "bad answer"))
        return checks.Call(name, value, *texts)

    def _problem(self, data: Any, cpu: float) -> StudentProblem:
        return naming_the_limit(reported(data), cpu, self.limits)

    def _decoded(self, frame: bytes, expected: tuple[str, ...]) -> list[Any]:
        """An answer to what was asked ahead."""
        try:
            answer = wire.decode(*wire.split(frame))
        except wire.ProtocolError as error:
            self._break(Died("died", "ProtocolError", str(error)))
        if type(answer) is not list or not answer or type(answer[0]) is not str or answer[0] not in expected:
            self._break(Died("died", "ProtocolError", "unexpected answer"))
        return answer

    def swap(
        self,
        helpers: Mapping[str, Callable[..., Any]],
        locked: Mapping[bytes, bytes] | None = None,
        seed: int = 0,
    ) -> None:
        """Let these names call back to functions on this side, all others be its own; start its random numbers.

        Args:
            locked: what they are known to answer, as locked.look_up takes it.
        """
        self.helpers = dict(helpers)
        self.ask(["swap", list(helpers), dict(locked or {}), seed], ("swapped",), 5.0)

    def give_up(self, problem: StudentProblem) -> None:
        """Ask nothing more of this process; what it has answered is still to be had."""
        self.broken = problem
        self._waiting.clear()
        self._under_way.clear()
        self.channel.close()

    def _break(self, problem: StudentProblem) -> NoReturn:
        self.give_up(problem)
        raise problem


def texts_of(part: Any, most: int, longest: int) -> tuple[str, ...]:
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

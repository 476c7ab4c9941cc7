"""What runs inside the sandbox: a notebook's cells, then calls of its functions. Nothing here is relied upon.

A conversation over the wire; the trusted side asks, this side answers, one message each:

    ["cell", index, source, cpu, wall]                       -> ["cell", problem or None, happenings]
    ["seal", cpu]                                            -> ["sealed"]: calls may follow; or ["busy"]
    ["fork", cpu] and a socket                               -> ["forked"]; the child greets on that socket
    ["reap"]                                                 -> ["reaped"]: the last fork is gone; or ["stuck"]
    ["get", name]                                            -> ["value", v], ["function"] or ["missing"]
    ["swap", names, locked, seed]                            -> ["swapped"]; only these names are calls back now,
                                                                what they answer may be among what is locked
    ["call", name, labels, sets, optional, each, cpu, wall]    -> ["returned", value, changed, shares, warnings]
                                                                or ["raised", problem]
    during a call: this side asks ["back", which, args, kwargs] -> ["back", "value" or "error", v]
        a helper may ["call", …] functions that are among its arguments before it answers

A problem is [kind, type name, message, [[cell, line], …]] with kind "exception", "cpu", "wall" or "memory".
"""

from __future__ import annotations

import contextlib
import inspect
import io
import math
import os
import random
import signal
import socket
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from typing import Any, NoReturn

import numpy as np

from autograder import checks, sandbox, wire
from autograder.locked import look_up

_NOTHING = object()  # where a name does not stand for anything


class OutOfTime(BaseException):
    """Raised by a timer inside student code; not an Exception, so that a careless except does not keep it."""


class Sink(io.TextIOBase):
    """Where output goes: counted, not kept."""

    def __init__(self) -> None:
        self.written = 0

    def writable(self) -> bool:
        """Always."""
        return True

    def write(self, text: str) -> int:
        """Count and forget."""
        self.written += len(text)
        return len(text)


def _stop(signum: int, frame: Any) -> NoReturn:
    signal.setitimer(signal.ITIMER_REAL, 0.2)  # once more, should it be swallowed
    raise OutOfTime("cpu" if signum == signal.SIGPROF else "wall")


def watch_the_time() -> None:
    """Install what the timers call; a cell may have installed something else."""
    signal.signal(signal.SIGPROF, _stop)
    signal.signal(signal.SIGALRM, _stop)


@contextlib.contextmanager
def time_limit(cpu: float, wall: float) -> Iterator[None]:
    """Raise OutOfTime inside the block. The trusted side has limits of its own for code that evades these."""
    before = signal.setitimer(signal.ITIMER_PROF, cpu), signal.setitimer(signal.ITIMER_REAL, wall)
    try:
        yield
    finally:  # what was left of a call around this one goes on
        signal.setitimer(signal.ITIMER_PROF, before[0][0])
        signal.setitimer(signal.ITIMER_REAL, before[1][0])


def problem_of(error: BaseException) -> list[Any]:
    """An exception as data. Asking a student's exception for its text may fail or lie: it is only text."""
    kind = "memory" if isinstance(error, MemoryError) else "exception"
    if isinstance(error, OutOfTime):
        kind = "wall" if error.args == ("wall",) else "cpu"
    try:
        text = str(error)[:500]
    except BaseException:
        text = ""
    places = []
    with contextlib.suppress(BaseException):
        for frame, line in traceback.walk_tb(error.__traceback__):
            name = frame.f_code.co_filename
            if name.startswith("<cell "):
                places.append([int(name[6:-1]), line])
    if isinstance(error, SyntaxError) and str(error.filename).startswith("<cell "):
        places.append([int(str(error.filename)[6:-1]), error.lineno or 1])
    return [kind, type(error).__name__[:80], text, places[-8:]]


class Server:
    """One side of the conversation, over whatever names it is given."""

    def __init__(
        self, stream: socket.socket, names: dict[str, Any], policy: sandbox.Policy, shell: Any = None
    ):
        self.channel = wire.Channel(stream, receive_descriptors=True)
        self.names, self.policy, self.shell = names, policy, shell
        self.child = self.lent = 0
        self.locked: dict[bytes, bytes] = {}
        self.not_locked: set[str] = set()
        self.own: dict[str, Any] = {}  # what stood under the names that are calls back
        self.sink = Sink()

    def serve(self) -> NoReturn:
        """Answer until the other side is gone."""
        sys.stdout = sys.stderr = self.sink
        watch_the_time()
        try:
            self._answer_until(None)
        except wire.Closed:
            os._exit(0)
        os._exit(1)

    def _answer_until(self, awaited: str | None) -> Any:
        while True:
            message = self.channel.receive()
            if message[0] == awaited:
                return message
            process = os.getpid()
            answer = getattr(self, f"_do_{message[0]}")(*message[1:])
            if message[0] != "fork" and os.getpid() != process:
                os._exit(0)  # a child that a cell forked, and that came back from it
            try:
                self.channel.send(answer)
            except wire.ProtocolError as error:
                self.channel.send(["raised", ["exception", "ValueError", f"result: {error}", []]])
            except MemoryError:
                self.channel.send(["raised", ["memory", "MemoryError", "", []]])

    def _do_cell(self, index: int, source: str, cpu: float, wall: float) -> list[Any]:
        self.sink.written = 0
        error = None
        try:
            with time_limit(cpu, wall):
                error = self.shell.run(index, source)
        except BaseException as escaped:
            error = escaped
        sys.stdout = sys.stderr = self.sink  # whatever the cell did to them
        watch_the_time()
        happenings = self.shell.happenings()
        if self.sink.written > self.policy.limits.output:
            happenings.append(f"printed {self.sink.written} characters")
        return ["cell", None if error is None else problem_of(error), happenings]

    def _do_seal(self, cpu: int) -> list[Any]:
        """Get ready for calls in this very process, unless a thread of the notebook's would run beside them."""
        if len(sys._current_frames()) > 1:
            return ["busy"]
        sandbox.seal(self.policy, cpu + math.ceil(time.process_time()))
        seed_everything()
        return ["sealed"]

    def _do_fork(self, cpu: int) -> list[Any]:
        stream = self.channel.descriptors.pop()
        self.child = self._fork_for_sure()
        if self.child:
            os.close(stream)
            return ["forked"]
        self.channel.close()
        self.child = 0
        self.channel = wire.Channel(socket.socket(fileno=stream))
        sandbox.seal(self.policy, cpu)
        seed_everything()
        return ["hello"]

    def _fork_for_sure(self) -> int:
        """Fork, whatever the cells have left behind: ended children count against the limit until waited for."""
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        try:
            return os.fork()
        except BlockingIOError:
            if not self.policy.seccomp:  # then -1 would mean more than what the cells have started
                raise
            os.kill(-1, signal.SIGKILL)
            with contextlib.suppress(ChildProcessError):
                while os.waitpid(-1, 0)[0]:
                    pass
            return os.fork()

    def _do_reap(self) -> list[Any]:
        if self.child:
            try:
                os.kill(self.child, signal.SIGKILL)
            except PermissionError:  # an old kernel without PID namespaces: only the zygote can end it
                return ["stuck"]
            os.waitpid(self.child, 0)
            self.child = 0
        return ["reaped"]

    def _do_get(self, name: str) -> list[Any]:
        if name not in self.names:
            return ["missing"]
        value = self.names[name]
        return ["function"] if callable(value) else ["value", value]

    def _do_swap(self, names: list[str], locked: dict[bytes, bytes], seed: int) -> list[Any]:
        """Begin anew: every name is the notebook's own again, but for these; random numbers start from a seed."""
        for name, value in self.own.items():
            self.names[name] = value
            if value is _NOTHING:
                del self.names[name]
        self.own = {name: self.names.get(name, _NOTHING) for name in names}
        for name, own in self.own.items():
            self.names[name] = self._calling_back(name, own)
        self.locked = locked
        seed_everything(seed)
        return ["swapped"]

    def _calling_back(self, which: str | int, own: Any = None) -> Callable[..., Any]:
        """A function that asks the other side. Where it replaces a student's own, it is called as that was."""

        def call_back(*args: Any, **kwargs: Any) -> Any:
            if kwargs and callable(own):
                bound = inspect.signature(own).bind(*args, **kwargs)
                args, kwargs = bound.args, bound.kwargs
            if self.locked and isinstance(which, str) and which not in self.not_locked:
                known = None if kwargs else look_up(self.locked, which, args)
                if known is not None:
                    return wire.decode(*wire.split(known))[2]
                self.not_locked.add(which)
            with self._lent([*args, *kwargs.values()], to_helper=isinstance(which, str)) as sent:
                values, named = sent[: len(args)], dict(zip(kwargs, sent[len(args) :], strict=True))
                self.channel.send(["back", which, values, named])
                _, outcome, value = self._answer_until("back")
            if outcome == "value":
                return value
            raise RuntimeError(value)

        return call_back

    @contextlib.contextmanager
    def _lent(self, values: list[Any], *, to_helper: bool) -> Iterator[list[Any]]:
        """The values as they are sent; a helper may call the functions among them until it has answered."""
        sent: list[Any] = []
        names = []
        for value in values:
            if to_helper and callable(value) and not isinstance(value, type):
                self.lent += 1
                names.append(wire.lent_name(self.lent))
                self.names[names[-1]] = value
                sent.append(wire.Callback(self.lent))
            else:
                sent.append(value)
        try:
            yield sent
        finally:
            for name in names:
                self.names.pop(name, None)

    def _do_call(
        self,
        name: str,
        labels: list[str],
        sets: list[list[Any]],
        optional: int,
        each: bool,
        cpu: float,
        wall: float,
    ) -> list[Any]:
        real = [
            [self._calling_back(v.number) if isinstance(v, wire.Callback) else v for v in values]
            for values in sets
        ]
        self.not_locked.clear()  # within one call, what differed once from our solution's differs ever after
        try:
            with time_limit(cpu, wall):
                function = self.names[name]  # asked ahead, it may not be there
                seen = checks.observe(function, labels, real, optional, each)
        except BaseException as error:
            return ["raised", problem_of(error)]
        finally:
            sys.stdout = sys.stderr = self.sink
        return returned(seen)


def is_exception(answer: bytes) -> bool:
    """Whether a whole frame answers a call with an ordinary exception, no limit being hit."""
    return wire.says(answer, "raised", "exception")


def is_out_of_time(answer: bytes) -> bool:
    """Whether a whole frame says that a call was broken off by its limit of time."""
    return wire.says(answer, "raised", "cpu") or wire.says(answer, "raised", "wall")


def returned(seen: checks.Call) -> list[Any]:
    """The answer to a call that went well."""
    return ["returned", seen.value, list(seen.changed), list(seen.shares), list(seen.warnings[:8])]


def seed_everything(seed: int = 0) -> None:
    """The same random numbers for every submission that does not seed for itself."""
    random.seed(seed)
    np.random.seed(seed)

"""A submission seen as otter's test files see a notebook: a mapping from names to values.

Values cross as plain data, functions become proxies that can be called and nothing else, and a name that is
missing becomes an object that says why. Behind the mapping stands the process that ran the notebook's cells, and
answers calls itself. Should it be lost, or not be fit for that, the cells are run in another one, and its forks
answer: they are cheap to lose.

What the next cases are known to ask (see rehearsal) is sent ahead, so that answers are there when they are
wanted; what nobody wants is passed over. Where a case asks something else it goes on without; so it does where a
process is lost, but for what that had answered.
"""

from __future__ import annotations

import contextlib
from collections import deque
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from autograder import checks
from autograder.conversation import Conversation
from autograder.problems import Died, OutOfTime, StudentProblem
from autograder.rehearsal import Rehearsed, Request, Verdict, request_for
from autograder.session import Submission

MOST_LIVES = 40  # processes that one submission may use up by crashing and hanging


class Missing:
    """Stands for a name that the notebook does not define; whoever uses it learns why."""

    def __init__(self, name: str, why: str):
        self.__name__, self.why_missing = name, why

    def __call__(self, *arguments: Any) -> Any:
        """Raise CheckFailed."""
        raise checks.CheckFailed(self.why_missing)

    __observe__ = __call__


class Proxy:
    """A student's function, seen from the trusted side."""

    def __init__(self, name: str, observe: Callable[..., checks.Call]):
        self.__name__, self._observe = name, observe

    def __call__(self, *values: Any) -> Any:
        """The value alone; test files call through checks.call."""
        return self.__observe__([f"argument {i + 1}" for i in range(len(values))], [values], 0, False).value

    def __observe__(
        self, labels: Sequence[str], sets: Sequence[Sequence[Any]], optional: int, each: bool
    ) -> checks.Call:
        return self._observe(self.__name__, labels, sets, optional, each)


@dataclass(frozen=True)
class Swapped:
    """Functions in the place of a notebook's own.

    Attributes:
        helpers: what the student's code finds under these names, called on this side.
        given: what the test file finds under them.
        locked: known answers of the helpers, as for Conversation.swap.
    """

    helpers: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    given: Mapping[str, Any] = field(default_factory=dict)
    locked: Mapping[bytes, bytes] = field(default_factory=dict)


NOTHING = Swapped()


class _Ahead:
    """What some cases are known to ask, sent to a process before they run.

    Args:
        cases: in the order in which they will run; None where nothing is known.
        known: names that need not be asked for, being functions.
        swapped: names that are not the notebook's own: nobody need ask for those. Where there are any, nothing is
            sent before its turn, as the process may ask back.
    """

    def __init__(
        self,
        process: Conversation,
        cases: Sequence[Rehearsed | None],
        known: Sequence[str],
        swapped: Collection[str],
    ):
        self.process, self._cases, self._swapped = process, cases, swapped
        self._sent: list[deque[Request]] = []  # case by case, what is not taken yet
        self._taken: deque[tuple[Request, bytes]] = deque()  # by the case that runs, before it asked
        self._next = 0
        self.awaited = ""  # the name that was asked for last
        self._unknown: tuple[Rehearsed, bytes] | None = None  # the case that runs, and how it was answered
        functions = set(known)
        for case in cases:
            self._sent.append(deque())
            if case is not None and not swapped:
                names = [p for p in case.parameters if p not in functions]
                functions |= {name for name in names if name not in case.values}
                self._sent[-1] += [case.values.get(name) or request_for(name) for name in names]
                self._sent[-1] += case.calls[: case.foreseen]
        process.ask_ahead([(request.frame, request.telling) for sent in self._sent for request in sent])

    def pass_over(self, until: int) -> None:
        """Throw away the answers that earlier cases did not want."""
        try:
            for number in range(self._next, until):
                while self._sent[number]:
                    self._take(number)
        finally:
            self._taken.clear()
        self._next = until

    def answer(self, number: int, is_it: Callable[[Request], bool]) -> bytes | None:
        """The answer to a request of this case, if it is the next and the one that was sent."""
        if not self._taken and self._sent[number] and is_it(self._sent[number][0]):
            self._take(number)
        return self._taken.popleft()[1] if self._taken and is_it(self._taken[0][0]) else None

    def verdict(self, number: int) -> Verdict | None:
        """What comes of this case, if all its answers are the reference's, bit for bit, or those of somebody before.

        What depends on an answer is asked here only after all that came before it was the reference's: it is
        then what the case would ask. Where nothing is known, remember() is ready to be told.
        """
        case, self._unknown = self._cases[number], None
        if case is None or case.record is None:
            return None
        as_rehearsed = True
        while self._sent[number]:
            if not self._take(number):
                as_rehearsed = False
                if case.foreseen < len(case.calls) or not self._taken[-1][0].is_answered_by(
                    self._taken[-1][1]
                ):
                    return None
        if not as_rehearsed:
            name = case.fingerprint(self._taken)
            if name not in case.verdicts:
                self._unknown = case, name
                return None
            self._taken.clear()
            return case.verdicts[name]
        for request in case.calls[0 if self._swapped else case.foreseen :]:
            if request.name in self._swapped:
                continue
            self.awaited = request.name
            self._taken.append((request, self.process.ask_encoded(request.frame, request.answer)))
            if self._taken[-1][1] != request.answer:
                return None
        self._taken.clear()
        return Verdict(case.record)

    def is_spent(self) -> bool:
        """Whether the process is no more, and all that it answered was taken."""
        return self.process.broken is not None and not self._taken and not self.process.holds

    def strayed(self) -> None:
        """The case that runs asked something that was not known before."""
        self._unknown = None

    def remember(self, verdict: Verdict) -> None:
        """What came of the case that ran, for the next one who answers the same."""
        if self._unknown is not None:
            case, name = self._unknown
            case.remember(name, verdict)

    def _take(self, number: int) -> bool:
        """Take the next answer of a case; whether it is the reference's."""
        self.awaited = self._sent[number][0].name
        answer = self.process.take_ahead()
        request = self._sent[number].popleft()
        self._taken.append((request, answer))
        return answer == request.answer


class Names:
    """What a test file takes for the notebook's namespace; only get() is asked of it.

    Args:
        start: runs the notebook's cells in a fresh process.
        explain: why a name is missing, in a sentence.
        spoiled: told when a fresh process cannot be forked, so that the next start runs less of the cells.

    Attributes:
        innocent: whether no hidden case was put to the processes that answer now, or to any that they could
            have met. Whoever puts one says so.
    """

    def __init__(
        self, start: Callable[[], Submission], explain: Callable[[str], str], spoiled: Callable[[], None]
    ):
        self._start, self._explain, self._spoiled = start, explain, spoiled
        self._submission: Submission | None = None
        self._process: Conversation | None = None  # that answers: the submission or a fork of it
        self._forking = False
        self._swapped, self._seed = NOTHING, 0
        self._proxies: dict[str, Proxy] = {}
        self._timed_out: dict[str, OutOfTime] = {}
        self._timed_out_in: dict[str, dict[str, OutOfTime]] = {}
        self._lives = MOST_LIVES
        self._over: StudentProblem | None = None
        self._expected: Sequence[Rehearsed | None] = ()
        self._number = -1  # of the case that runs, among those expected
        self._ahead: _Ahead | None = None
        self.calm = True  # as long as no process was lost, so that none took another's place
        self.innocent = True

    def expect(self, cases: Sequence[Rehearsed | None]) -> None:
        """These cases come next, each after a begin(); None where nothing is known of what it asks."""
        if self._ahead is not None and self._ahead.process is self._process:
            with contextlib.suppress(StudentProblem):  # then the next one to ask gets another process
                self._ahead.process.forget_ahead()
        self._expected, self._number, self._ahead = cases, -1, None

    def begin(self) -> Verdict | None:
        """The next of the expected cases begins; what comes of it, if that is known by its answers."""
        self._number += 1
        try:
            if self._number == 0:
                self._ahead = _Ahead(
                    self._living(), self._expected, list(self._proxies), self._swapped.given.keys()
                )
            if self._ahead is None:
                return None
            self._ahead.pass_over(self._number)
        except StudentProblem:
            return None  # whoever asks next will hear of it
        alive = self._ahead.process.broken is None
        try:
            verdict = self._ahead.verdict(self._number)
        except StudentProblem as problem:
            # whoever had to be ended over a call: the case hears of it when it asks that
            if alive and isinstance(problem, OutOfTime) and problem.kind != "budget":
                self._timed_out[self._ahead.awaited] = problem
            return None
        if verdict is None:
            return None
        if (case := self._expected[self._number]) is not None:
            for parameter in case.parameters:
                if parameter not in case.values:
                    self._proxies.setdefault(parameter, Proxy(parameter, self._call))
        return verdict

    def end(self, verdict: Verdict) -> None:
        """What came of the case that began last, and ran."""
        if self._ahead is not None:
            self._ahead.remember(verdict)

    def _answer_ahead(self, is_it: Callable[[Request], bool]) -> bytes | None:
        """The answer to what is to be asked now, if it was asked ahead; else the way is free for asking."""
        if self._ahead is None or self._ahead.is_spent():
            self._ahead = None
            return None
        answer = self._ahead.answer(self._number, is_it)
        if answer is None:
            self._ahead.strayed()
            with contextlib.suppress(StudentProblem):  # it is not of what is to be asked now
                self._ahead.process.hold()
        return answer

    def ask_about(self, question: str) -> None:
        """What ran out of time is not tried again in the same question; another question may."""
        self._timed_out = self._timed_out_in.setdefault(question, {})

    def hung_in(self, question: str) -> bool:
        """Whether something ran out of time in this question."""
        return bool(self._timed_out_in.get(question))

    def swap(self, swapped: Swapped = NOTHING, seed: int = 0) -> None:
        """From here on let the student's code find these functions, and under all other names its own.

        Args:
            seed: from which random numbers start again.
        """
        self.expect(())
        self._swapped, self._seed = swapped, seed
        self._timed_out = {}
        if self._process is not None and self._process.broken is None:
            with contextlib.suppress(StudentProblem):  # then the next one to ask gets another process
                self._process.swap(swapped.helpers, swapped.locked, seed)

    def start_over(self) -> None:
        """From here on ask a process that runs the cells anew: nobody whom it has met was asked before."""
        self.expect(())
        self._proxies.clear()
        self.close()
        self._process = None
        self.innocent = True

    def get(self, name: str, default: Any = None) -> Any:
        """The student's value of that name, a Proxy for a function, or a Missing."""
        if name in self._swapped.given:
            return self._swapped.given[name]
        if name in self._proxies:  # should it be a function no longer, then its next call says so
            return self._proxies[name]
        answer = self._answer_ahead(lambda request: request.name == name and request.arguments is None)
        kind, value = self._who_answers(answer).get(name, answer)
        if kind == "function":
            return self._proxies.setdefault(name, Proxy(name, self._call))
        return value if kind == "value" else Missing(name, self._explain(name))

    def _call(
        self, name: str, labels: Sequence[str], sets: Sequence[Sequence[Any]], optional: int, each: bool
    ) -> checks.Call:
        if name in self._timed_out:
            raise self._timed_out[name]
        process = None
        try:
            answer = self._answer_ahead(
                lambda request: request.name == name and request.is_call(labels, sets, optional, each)
            )
            process = self._who_answers(answer)
            return process.observe(name, labels, sets, optional, each, answer)
        except OutOfTime as problem:
            self._timed_out[name] = problem
            if process is not None:  # a call that was broken off may have left anything behind
                process.give_up(problem)
            raise

    def _who_answers(self, answer: bytes | None) -> Conversation:
        """Whoever gave this answer, alive or not; else who can be asked."""
        return self._ahead.process if answer is not None and self._ahead is not None else self._living()

    def _living(self) -> Conversation:
        if self._over is not None:
            raise self._over
        if self._process is None or self._process.broken is not None:
            if self._process is not None:
                self.calm, self._forking = False, True
            try:
                self._process = self._another()
            except StudentProblem as problem:
                self.calm = False
                self._over = problem  # no time or no life left: nothing can be asked any more
                raise
        return self._process

    def _another(self) -> Conversation:
        if self._lives <= 0:
            raise Died("died", "", "it ended again and again, so it was not started any more")
        self._lives -= 1
        submission = self._submission
        fresh = submission is None or submission.broken is not None
        if submission is None or fresh:
            self.close()
            submission = self._submission = self._start()
        try:
            process: Conversation = submission
            if self._forking or not submission.seal():
                self._forking = True
                process = submission.question()
            if self._swapped.helpers or self._seed:
                process.swap(self._swapped.helpers, self._swapped.locked, self._seed)
            return process
        except StudentProblem as problem:
            if problem.kind == "budget":
                raise
            # the process that ran the cells does not play along: run them again
            self.calm = False
            if fresh and self._forking:
                self._spoiled()
            self._forking = True
            return self._another()

    def close(self) -> None:
        """End both processes."""
        if self._submission is not None:
            self._submission.close()
            self._submission = None

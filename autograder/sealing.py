"""Make the letters that open in a student's notebook: one for each known mistake that its public test cases see.

Every mistake of the catalogue is put into an otherwise right notebook, the public cases run as in grader.check, and
its words are sealed with what they saw (fingerprints.py). A letter must not name what was not done: where systematic
mutants of the right answer come to the same in public cases and to something else in all cases, there is none. What
passes all public cases has none either, so that letters tell no more than public cases do.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder import checks, fingerprints
from autograder.assignment import Assignment, Question
from autograder.cpu_limit import OutOfCpu, cpu_limit
from autograder.demonstration import demonstrate
from autograder.known import compiled, drew_random_numbers, known, play
from autograder.likeness import agreement
from autograder.mutants import CPU_SECONDS, mutants
from autograder.otter_light import ExceptionTestFile
from autograder.trials import undisturbed
from reference import MODULES
from reference.mistakes import Declaration, Mistake, module_of, right_answers

MOST = 2  # mistakes that one letter names


def letters(assignment: str, question: Question, public: str) -> dict[str, str]:
    """The letters of one question by address, sealed.

    Args:
        public: the text of its public test file.
    """
    if assignment not in MODULES:  # nothing is known of what it asks for
        return {}
    cases = tuple(case.body for case in ExceptionTestFile.from_string(public).test_cases)
    maker = _Maker(assignment, question, cases)
    sealed = [
        fingerprints.seal(key, [(m.misconception, m.hint) for m in same])
        for function in question.functions
        for key, same in maker.by_key(function).items()
    ]
    return dict(sorted(sealed))


def source_sha256(assignment: Assignment, public: Mapping[str, str]) -> str:
    """SHA-256 of all that the letters of an assignment depend on.

    Args:
        public: the text of each question's public test file, by the question's name.
    """
    digest = hashlib.sha256()
    here, reference = Path(__file__).parent, Path(__file__).parent.parent / "reference"
    paths = [here / f"{name}.py" for name in ("checks", "fingerprints", "mutations", "sealing")]
    for module in MODULES.get(assignment.name, ()):
        places = (reference / f"{module}.py", reference / "mistakes" / f"{module}.py")
        paths += [path for path in places if path.exists()]
        paths += sorted((reference / "mistakes" / module).glob("*.py"))
    texts = [path.read_text(encoding="utf-8") for path in paths]
    for text in [*texts, *public.values(), *(question.source for question in assignment.questions)]:
        digest.update(f"{text}\0".encode())
    return digest.hexdigest()


def seen(assignment: str, cases: Sequence[Any], cell: str = "") -> list[fingerprints.Ran]:
    """What public cases see of a notebook in which all is right but for one cell."""
    space = right_answers(assignment)
    exec(compiled(cell), space)
    with undisturbed(0), checks.recording(0):
        return fingerprints.run(cases, space)


@dataclass(frozen=True)
class _Maker:
    """The letters of one question.

    Attributes:
        cases: its public ones.
    """

    assignment: str
    question: Question
    cases: tuple[Any, ...]

    def by_key(self, function: str) -> dict[str, list[Mistake]]:
        """The mistakes of a function by the keys that belong to them and to no other wrong answer."""
        every = [(mistake, self._keys(mistake)) for mistake in known(self.assignment, function)]
        found: dict[str, list[Mistake]] = defaultdict(list)
        for mistake, keys in every:
            for key in keys:
                found[key].append(mistake)
        found = {key: _told_apart(same) for key, same in found.items()}
        for key, mutant in self._others(function, found):
            if key in found and not self._does_as(mutant, found[key]):
                del found[key]
        found = {key: same for key, same in found.items() if len(same) <= MOST}
        more = {keys[0] for _, keys in every if len(keys) == 2 and len(found.get(keys[1], ())) == 1}
        return {key: same for key, same in found.items() if key not in more}  # where the values tell enough

    def _keys(self, mistake: Mistake) -> list[str]:
        """The keys of a mistake: none that changes from run to run, and none of right values."""
        done, again, right = (
            seen(self.assignment, self.cases, cell) for cell in (mistake.source(), mistake.source(), "")
        )
        lasting = self._keys_of(again, mistake.function)
        keys = self._keys_of(done, mistake.function)
        wrong = _values(done, mistake.function) != _values(right, mistake.function)
        return [key for key in keys[: 2 if wrong else 1] if key in lasting]

    def _keys_of(self, done: Sequence[fingerprints.Ran], function: str) -> list[str]:
        return fingerprints.keys(done, function, self.question.functions)

    def _others(self, function: str, keys: Collection[str]) -> Iterator[tuple[str, Declaration]]:
        """Systematic mutants that come to one of some keys, too."""
        for mutant in mutants(module_of(self.assignment, function), function):
            try:
                with cpu_limit(CPU_SECONDS):
                    done = seen(self.assignment, self.cases, mutant.source())
            except (OutOfCpu, Exception):  # endless, or not even defined
                continue
            yield from ((key, mutant) for key in self._keys_of(done, function) if key in keys)

    def _does_as(self, mutant: Declaration, mistakes: Sequence[Mistake]) -> bool:
        """Whether a mutant does what one of some mistakes does, in all cases of the question."""
        name, function = self.assignment, mutant.function
        space = right_answers(name)
        exec(compiled(mutant.source()), space)
        try:
            with undisturbed(0), cpu_limit(CPU_SECONDS):
                calls = demonstrate(name, self.question.test_file().test_cases, function, space)
                right = list(play(name, (), function, calls))
                chance = drew_random_numbers()
                return any(
                    all(
                        agreement(call.outcome, model, ours, chance=chance) is not None
                        for call, model, ours in zip(
                            calls, play(name, (m.source(),), function, calls), right, strict=True
                        )
                    )
                    for m in mistakes
                )
        except OutOfCpu:
            return False


def _values(done: Sequence[fingerprints.Ran], function: str) -> list[list[str]]:
    return [[value for value, _ in ran.watched[function].seen] for ran in done if function in ran.watched]


def _told_apart(same: Sequence[Mistake]) -> list[Mistake]:
    """Mistakes in different words."""
    return list({(mistake.misconception, mistake.hint): mistake for mistake in same}.values())

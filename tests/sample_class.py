"""The sample class: one submission for each thing that a real class hands in, and what each must cost.

    python -m tests.sample_class --write     make tests/submissions/ and tests/golden/ anew

Every notebook is the handed-out one with its exercise cells filled in, so a changed master changes them all;
test_sample_class.py fails when the files are stale, and compares what grading gives with the golden file.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from autograder.answered import (
    Json,
    answered,
    as_json,
    as_nbformat_3,
    catalogued,
    cut_off,
    deleted_and_doubled,
    exercises,
    right_source,
    without,
    without_metadata,
)
from autograder.results import SubmissionResult
from autograder.submissions import Submission

HERE = Path(__file__).resolve().parent
SUBMISSIONS = HERE / "submissions"
GOLDEN = HERE / "golden" / "sample_class.json"

UNTOUCHED = "as it was handed out"  # stands for every answer of a student who gave none


@dataclass(frozen=True)
class Student:
    """One notebook that a member of the class hands in.

    Attributes:
        name: the folder, which says what is the matter with the submission.
        answers: how functions differ from the reference: the name of a catalogued mistake or variant of the
            function, or a whole cell.
        extra: cells put at the top of the notebook, below the imports.
        assignment: which notebook it is.
        file: its name in the student's folder, if not that of the assignment.
        change: what is done to the finished notebook.
        write: how it is turned into bytes.
    """

    name: str
    answers: dict[str, str] = field(default_factory=dict)
    extra: tuple[str, ...] = ()
    assignment: str = "shallow_network"
    file: str = ""
    change: Callable[[Json], Json] = lambda notebook: notebook
    write: Callable[[Json], bytes] = as_json

    def __str__(self) -> str:
        return f"{self.name}/{self.assignment}"

    @property
    def path(self) -> Path:
        """Where the notebook is in the repository."""
        return SUBMISSIONS / self.name / (self.file or f"{self.assignment}.ipynb")

    @property
    def submission(self) -> Submission:
        """It, as the engine takes it."""
        return Submission(self.name, self.assignment, self.path)


# --------------------------------------------------------------------------------------- the class

STUDENTS = (
    Student("reference_solution"),
    Student(
        "loops_everywhere",
        {
            "relu": "loop_over_the_flat_entries",
            "collapse_linear": "loops",
            "forward_propagation": "one_example_at_a_time",
            "compute_cost": "loop_with_math_log",
            "backward_propagation": "one_example_at_a_time",
            "nn_model": "while_loop_and_prints",
            "predict": "loop",
        },
    ),
    Student(
        "unusual_but_right",
        {
            "sigmoid": "recursion_over_the_axes",
            "relu": "half_of_z_plus_its_size",
            "sigmoid_derivative": "hyperbolic_cosine",
            "layer_sizes": "unpacked_shapes_in_a_list",
            "initialize_parameters": "second_layer_first_and_transposed",
            "forward_propagation": "bias_as_one_more_weight",
            "compute_cost": "from_the_log_odds",
            "backward_propagation": "float32_inside",
            "update_parameters": "puts_new_arrays_into_its_argument",
            "nn_model": "recursion",
            "predict": "booleans",
        },
    ),
    Student("missing_1_over_m", {"backward_propagation": "missing_1_over_m"}),
    Student("b1_forgotten", {"forward_propagation": "b1_forgotten"}),
    Student("wrong_sign_in_sigmoid", {"sigmoid": "exponent_has_wrong_sign"}),
    Student("all_weights_zero", {"initialize_parameters": "zeros"}),
    Student("two_mistakes", {"relu": "sets_negatives_to_0_in_place", "update_parameters": "gradient_ascent"}),
    Student(
        "concepts_confused", {"answers": "answers = {'a': 'i', 'b': 'iii', 'c': 'i', 'd': 'ii', 'e': 'ii'}\n"}
    ),
    Student("untouched_stub", {"*": UNTOUCHED}),
    Student("cell_raises", extra=("weights = np.ones((2, 3)) @ np.ones((2, 3))\n",)),
    Student(
        "syntax_error_in_backward",
        {"backward_propagation": "def backward_propagation(parameters, cache, X, Y)\n    return {}\n"},
    ),
    Student("predict_deleted", change=without("predict")),
    Student(
        "infinite_loop_in_collapse",
        {"collapse_linear": "def collapse_linear(W1, b1, W2, b2):\n    while True:\n        W1 = W1 + 0\n"},
    ),
    Student("sys_exit_in_a_cell", extra=("import sys\n\nsys.exit('done')\n",)),
    Student("os_exit_in_a_cell", extra=("import os\n\nos._exit(0)\n",)),
    Student("prints_50_megabytes", extra=("for _ in range(50):\n    print('x' * 1_000_000)\n",)),
    Student("memory_bomb", extra=("hoard = [np.ones(2**27) for _ in range(100)]\n",)),
    Student("renamed_file", file="my homework (final) 2.ipynb"),
    Student("metadata_stripped", change=without_metadata),
    Student("cells_deleted_and_doubled", change=deleted_and_doubled),
    Student("nbformat_3", write=as_nbformat_3),
    Student("half_a_file", write=cut_off("q8", beyond=2000)),
    Student("not_a_notebook", write=lambda notebook: b"Dear teacher, my laptop broke.\n"),
    # -------------------------------------------------------------------------------- deep_network
    Student("reference_solution", assignment="deep_network"),
    Student("untouched_stub", {"*": UNTOUCHED}, assignment="deep_network"),
    Student(
        "the_usual_code",
        {
            "initialize_parameters_deep": "seeded_generator_and_float32",
            "L_model_forward": "the_code_that_everybody_knows",
            "compute_cost": "the_code_that_everybody_knows",
            "linear_backward": "the_code_that_everybody_knows",
            "linear_activation_backward": "the_code_that_everybody_knows",
            "L_model_backward": "older_numbers_of_the_dA",
            "update_parameters": "arrays_changed_in_place",
        },
        assignment="deep_network",
    ),
    Student(
        "loops_everywhere",
        {
            "linear_forward": "three_loops",
            "compute_cost": "loop_with_math_log",
            "linear_backward": "loops_over_units",
            "update_parameters": "loops_over_entries",
        },
        assignment="deep_network",
    ),
    Student("bias_forgotten", {"linear_forward": "bias_forgotten"}, assignment="deep_network"),
    Student(
        "missing_1_over_m",
        {"linear_backward": "missing_1_over_m", "compute_cost": "missing_1_over_m"},
        assignment="deep_network",
    ),
    Student(
        "two_layers_only",
        {"L_model_forward": "two_layers_hard_coded", "update_parameters": "two_layers_hard_coded"},
        assignment="deep_network",
    ),
    Student(
        "digit_1_for_letter_l",
        {"initialize_parameters_deep": "digit_1_for_letter_l"},
        assignment="deep_network",
    ),
    # ------------------------------------------------------------------------------ initialization
    Student("reference_solution", assignment="initialization"),
    Student("untouched_stub", {"*": UNTOUCHED}, assignment="initialization"),
    Student(
        "unusual_but_right",
        {
            "normalize_inputs": "sigma_plus_1e_8",
            "initialize_parameters_random": "another_seed_for_each_layer",
            "initialize_parameters_he": "generator",
            "initialize_parameters_lecun": "drawn_transposed",
            "initialize_parameters_glorot": "layers_drawn_backwards",
            "count_distinct_units": "set_of_tuples",
            "deep_linear_output": "recursive",
            "activation_stds": "array_of_stds",
            "clip_gradients": "concatenated",
        },
        assignment="initialization",
    ),
    Student(
        "divides_by_the_variance",
        {"normalize_inputs": "divides_by_the_variance"},
        assignment="initialization",
    ),
    Student(
        "he_without_the_root",
        {"initialize_parameters_he": "variance_for_standard_deviation"},
        assignment="initialization",
    ),
    Student(
        "clips_each_block", {"clip_gradients": "each_block_by_its_own_norm"}, assignment="initialization"
    ),
    # ------------------------------------------------------------------------------ regularization
    Student("reference_solution", assignment="regularization"),
    Student("untouched_stub", {"*": UNTOUCHED}, assignment="regularization"),
    Student(
        "the_usual_code",
        {
            "compute_cost_with_regularization": "as_it_is_often_written",
            "backward_propagation_with_regularization": "as_it_is_often_written",
            "update_parameters_with_weight_decay": "in_place_on_the_argument",
            "dropout_forward": "seeded_inside",
            "forward_propagation_with_dropout": "seeded_inside",
            "backward_propagation_with_dropout": "as_it_is_often_written",
            "predict": "loop_over_the_examples",
        },
        assignment="regularization",
    ),
    Student(
        "biases_penalized",
        {"backward_propagation_with_regularization": "biases_penalized"},
        assignment="regularization",
    ),
    Student("dropout_not_scaled", {"dropout_forward": "not_scaled"}, assignment="regularization"),
    Student("split_without_shuffling", {"split_dataset": "not_shuffled"}, assignment="regularization"),
    # --------------------------------------------------------------------------- gradient_checking
    Student("reference_solution", assignment="gradient_checking"),
    Student("untouched_stub", {"*": UNTOUCHED}, assignment="gradient_checking"),
    Student(
        "unusual_but_right",
        {
            "forward_propagation_1d": "split_by_sign",
            "numerical_gradient_1d": "mean_of_both_sides",
            "relative_difference": "loop_and_math",
            "dictionary_to_vector": "grows_step_by_step",
            "vector_to_dictionary": "iterator",
            "numerical_gradient": "in_place_and_put_back",
            "gradient_check_n": "loops_of_its_own",
            "interpret_difference": "elif_chain",
            "backward_propagation_n": "einsum_and_mean",
        },
        assignment="gradient_checking",
    ),
    Student("one_sided", {"numerical_gradient": "one_sided"}, assignment="gradient_checking"),
    Student(
        "weights_before_biases",
        {"dictionary_to_vector": "all_weights_before_all_biases"},
        assignment="gradient_checking",
    ),
    Student(
        "half_repaired",
        {"backward_propagation_n": "db2_summed_not_averaged"},
        assignment="gradient_checking",
    ),
)


# ----------------------------------------------------------------------------------------- making


def notebook_of(student: Student) -> bytes:
    """The bytes of a student's notebook."""
    names = () if student.answers.get("*") == UNTOUCHED else exercises(student.assignment)
    sources = {name: source_of(student, name) for name in names}
    return student.write(student.change(answered(student.assignment, sources, student.extra)))


def source_of(student: Student, function: str) -> str:
    """A cell's source for a function: the reference's, a catalogued one's, or the text itself."""
    answer = student.answers.get(function)
    if answer is None:
        return right_source(student.assignment, function)
    return answer if "\n" in answer else catalogued(student.assignment, function, answer).source()


def outcome(result: SubmissionResult) -> Json:
    """What of a result must never change by accident: no ratios, no versions."""
    return {
        "score": result.score,
        "status": result.status,
        "questions": {q.name: [q.score, q.status.value] for q in result.questions},
        "messages": {
            f"{q.name}: {case.name}": case.message
            for q in result.questions
            for case in q.cases
            if case.message and result.score
        },
        "diagnoses": {
            q.name: [[d.function, d.mistake, d.misconception, d.evidence, d.certainty] for d in q.diagnoses]
            for q in result.questions
            if q.diagnoses
        },
        "question_notes": {q.name: list(q.notes) for q in result.questions if q.notes},
        "notes": list(result.notes),
    }


def write_class() -> None:
    """Write every student's folder."""
    if SUBMISSIONS.exists():
        shutil.rmtree(SUBMISSIONS)
    for student in STUDENTS:
        student.path.parent.mkdir(parents=True, exist_ok=True)
        student.path.write_bytes(notebook_of(student))


def outcomes(results: Iterable[SubmissionResult]) -> Json:
    """What stands in the golden file, by student and assignment."""
    return {f"{r.student}/{r.assignment}": outcome(r) for r in results}


def main() -> None:
    """Write the class and its golden file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", required=True)
    parser.parse_args()
    from autograder.engine import Engine

    write_class()
    with Engine() as engine:
        results = [engine.grade(student.submission) for student in STUDENTS]
    GOLDEN.parent.mkdir(exist_ok=True)
    GOLDEN.write_text(json.dumps(outcomes(results), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    for student, result in zip(STUDENTS, results, strict=True):
        print(f"{student!s:52} {result.score:6g} {result.status}", file=sys.stdout)


if __name__ == "__main__":
    main()

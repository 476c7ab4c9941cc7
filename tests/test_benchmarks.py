"""The benchmarks count everything, compare like with like, and say so when a target is missed."""

import copy
import json
import sys

import pytest

from benchmarks import document, over_the_floor, sample
from benchmarks.accounting import CommandFailed, run
from tests import notebooks

# A process that ends at once and leaves another one behind, which works on.
ORPHAN = """
import os, time
if os.fork():
    os._exit(0)
while time.process_time() < 0.3:
    pass
print("worked on")
"""


def test_what_an_orphan_uses_is_counted(tmp_path):
    cost = run([sys.executable, "-c", ORPHAN], tmp_path)
    assert cost.cpu > 0.3
    assert "worked on" in cost.printed


def test_memory_is_that_of_all_processes_together(tmp_path):
    hold = "import os, time\nos.fork()\nmine = bytearray(60_000_000)\ntime.sleep(1)"
    cost = run([sys.executable, "-c", hold], tmp_path, every=0.05)
    assert 115 < cost.memory < 300


def test_a_command_that_fails_is_no_measurement(tmp_path):
    with pytest.raises(CommandFailed, match="no such thing"):
        run([sys.executable, "-c", "raise SystemExit('no such thing')"], tmp_path)


@pytest.fixture(scope="module")
def chosen(tmp_path_factory):
    return sample.ordinary(sample.simulated(tmp_path_factory.mktemp("class") / "sample", 200), 2)


def test_the_sample_is_right_and_wrong_in_turn_and_never_odd(chosen):
    assert len(chosen) == 10
    assert len({one.assignment for one in chosen}) == 5
    for right, wrong in zip(chosen[::2], chosen[1::2], strict=True):
        assert right.planted == ""
        assert wrong.planted.startswith("q")
        assert "not written" not in wrong.planted


def test_others_get_the_same_cells_and_every_case(chosen, tmp_path):
    path = sample.write_with_cases(chosen[0].path, tmp_path, chosen[0].assignment)
    handed_in, given = (json.loads(p.read_text(encoding="utf-8"))["cells"] for p in (chosen[0].path, path))
    answers = [c["source"] for c in handed_in if "exercise" in c["metadata"].get("tags", [])]
    assert answers == [c["source"] for c in given if c["metadata"].get("nbgrader", {}).get("solution")]
    locked = [c["source"] for c in given if c["metadata"].get("nbgrader", {}).get("grade")]
    assert len(locked) == len(list((tmp_path / "questions").iterdir()))
    assert all("cases.run" in source for source in locked)
    assert not any("otter_ignore" in c["metadata"].get("tags", []) for c in given)


def test_the_notebook_that_trains_and_plots_runs_everything(tmp_path):
    cells = json.loads(sample.trains_and_plots(tmp_path).path.read_text(encoding="utf-8"))["cells"]
    code = ["".join(c["source"]) for c in cells if c["cell_type"] == "code"]
    assert len(code) == len(cells) == 30
    touched = [source for source in code if "my own eyes" in source]
    assert len(touched) >= 8
    assert all("plt." in source for source in touched)
    assert sum("train(" in source for source in touched) >= 4


def test_the_floor_runs_what_a_grading_runs_and_each_of_it_once(engine, tmp_path):
    wrong = {
        "sigmoid": "def sigmoid(z):\n    return z",
        "predict": "def predict(parameters, X):\n    return 1",
    }
    submission = notebooks.write(tmp_path, notebooks.cells(wrong))
    result = [engine.grade(submission) for _ in range(2)][1]  # the second one draws a first figure
    events = over_the_floor.recorded(engine, submission)
    cells = [what for kind, what in events if kind == "cell"]
    runs = cells.count(cells[0])
    assert runs == 2  # for the points, and once more for the diagnosis of what has a wrong helper
    assert all(cells.count(cell) == runs for cell in cells)
    assert "swap" in {kind for kind, _ in events}
    called = {what[0] for kind, what in events if kind == "call"}
    assert {"sigmoid", "nn_model"} <= called
    assert engine.grade(submission) == result
    assert over_the_floor.floor(events, "shallow_network", 1) > 0


# -------------------------------------------------------------------------------------------- the page

COST = {"cpu": 6.0, "wall": 7.0, "memory": 200.0, "printed": ""}
TAKEN = {
    "trusted": 0.03, "zygotes": 0.005, "student": 0.03, "reference": 0.0, "all": 0.065, "wall": 0.1, "page": 0.005,
    "feedback": 0.12, "floor": 0.03, "otter": COST, "nbclient": COST, "nbgrader": COST,
}  # fmt: skip
CLASS = {"count": 100, "made": 1.0, "runs": {"2": {**COST, "wall": 5.0}}, "again": {**COST, "wall": 0.1}}
FIGURES = {
    "machine": {
        "cores": 2, "memory": 8, "architecture": "x86_64", "system": "Linux 6.1", "python": "3.11.7", "numpy": "2.4.6",
    },
    "date": "2027-01-15",
    "load": 0.1,
    "peers": "otter-grader 7.0.0",
    "tier": "namespaces",
    "start": {"wall": 1.0, "cpu": 1.0},
    "rows": [{"assignment": "deep_network", "planted": "", "memory": 30.0, "rounds": [TAKEN, TAKEN]}],
    "heavy": [TAKEN],
    "cold": [{**COST, "wall": 1.2}],
    "classes": [CLASS, {**CLASS, "count": 1000, "runs": {"2": {**COST, "wall": 50.0}}}],
}  # fmt: skip


def targets(figures):
    rows = [
        line.strip("| ").split(" | ") for line in document.text(figures).splitlines() if line.startswith("|")
    ]
    return {row[0]: row[1:] for row in rows if len(row) == 4}


def test_each_target_is_met_or_not():
    told = targets(FIGURES)
    missed = [what for what, (_, _, met) in told.items() if met == "**no**"]
    assert missed == ["30 cells that train and plot, CPU by the floor's"]  # 65 ms by 30
    assert told["CPU of `otter run` by ours"][0] == "86 [86–86]"
    assert told["CPU over the floor, the worst assignment"][0] == "35 [35–35] ms"
    assert "busy" not in document.text(FIGURES)
    assert "busy" in document.text({**FIGURES, "load": 3.0})
    figures = copy.deepcopy(FIGURES)
    for taken in figures["rows"][0]["rounds"]:
        taken["all"] = 0.2
    figures["classes"][1]["runs"]["2"].update(wall=120.0, memory=300.0)
    missed = [what for what, (_, _, met) in targets(figures).items() if met == "**no**"]
    assert "CPU of `otter run` by ours" in missed
    assert "1000 submissions with pages, 2 workers" in missed
    assert "memory, 1000 by 100 submissions" in missed


def test_a_spread_has_the_quartiles_of_what_was_measured():
    assert document.spread([5.0]).text() == "5 [5–5]"
    assert document.spread([1, 2, 3, 4, 100]).text() == "3 [2–4]"

"""What student code can reach in each tier, tried from inside, beside a control in which everything can be reached."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from autograder import kernel
from autograder.limits import Limits
from autograder.sandbox import FIRST_UID, UIDS, Policy, library_paths
from tests import ordinary_user
from tests.sandbox_probes import PROBES, SMALL

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the sandbox is made of Linux")

AS_ROOT = os.geteuid() == 0
CONTROL = ("preview", "nobody")
TIERS = [("namespaces", "nobody"), ("landlock", "nobody")]
if AS_ROOT:
    TIERS += [("namespaces", "as it is"), ("landlock", "root")]
PLACES = ("cell", "call")

REFUSED = {errno.EPERM, errno.EACCES, errno.ENOENT, errno.ESRCH, errno.EROFS}
ON_OTHERS_FILES = (
    "makes_a_file", "makes_a_file_in_tmp", "appends_to_a_file", "truncates_a_file", "truncates_by_opening",
    "changes_a_mode", "changes_an_owner", "changes_times", "changes_an_attribute", "removes_a_file",
    "renames_a_file", "links_a_file", "makes_a_folder", "makes_a_pipe",
)  # fmt: skip
READING = (
    "reads_the_tests", "reads_the_reference", "reads_etc_passwd", "reads_the_graders_home",
    "reads_the_graders_memory", "lists_the_repository", "lists_processes",
)  # fmt: skip
TALKING = (
    "internet_socket", "unix_socket", "netlink_socket", "datagram_to_a_path", "datagram_to_a_name",
    "signals_the_grader",
)  # fmt: skip


@cache
def probed(tier: str, user: str) -> dict[str, Any]:
    """All outcomes in one tier. Where it cannot be had this fails: a sandbox that is not tested is none."""
    with tempfile.TemporaryDirectory(prefix="probed-") as folder:
        arguments = ["tests/sandbox_probes.py", tier, folder]
        if user == "as it is":
            done = subprocess.run(
                [sys.executable, *arguments], capture_output=True, text=True, timeout=120, check=False
            )
        else:
            if AS_ROOT and user == "nobody":
                os.chown(folder, ordinary_user.NOBODY, ordinary_user.NOBODY)
            done = ordinary_user.run(*arguments, user=user, timeout=120)
    if done.returncode:
        pytest.fail(f"The sandbox could not be tried in tier {tier!r} as {user}: {done.stderr[-1500:]}")
    found: dict[str, Any] = json.loads(done.stdout)
    assert found["problem"] is None
    return found


@pytest.fixture(params=TIERS, ids=[f"{tier}, {user}" for tier, user in TIERS])
def tier(request: pytest.FixtureRequest) -> tuple[str, str]:
    return request.param


def outcomes(tier: tuple[str, str], names: tuple[str, ...]) -> dict[tuple[str, str], Any]:
    found = probed(*tier)
    return {(place, name): found[place][name] for place in PLACES for name in names}


def refused(outcome: list[Any]) -> bool:
    return outcome[0] == "error" and outcome[2] in REFUSED


# ---------------------------------------------------------------------------------------- the control


@pytest.mark.parametrize("name", [*READING[:4], "lists_the_repository", *ON_OTHERS_FILES, *TALKING])
def test_without_a_sandbox_the_attack_works(name):
    """Else the tests below would pass whatever the sandbox did."""
    assert probed(*CONTROL)["cell"][name][0] == "value"


def test_without_a_sandbox_the_host_hears_and_programs_run():
    control = probed(*CONTROL)
    assert control["datagrams"] == ["name", "path"]
    assert control["call"]["forks"] == ["value", 1]
    assert control["call"]["runs_a_command"] == ["value", 0]
    assert control["cell"]["imports_the_reference"] == ["value", 1]
    assert control["cell"]["executes"][2] == errno.ENOENT  # tried, and not found
    assert control["cell"]["traces"][2] == errno.ESRCH
    assert control["cell"]["no_new_privileges"] == ["value", 0]
    assert control["cell"]["changes_the_graders_limits"] == ["value", 1]
    assert control["cell"]["bounding_set"][1] > 30
    assert control["cell"]["outlives_its_parent"] == control["cell"]["becomes_dumpable"] == ["value", 1]


# What one layer alone refuses: with all others on and this one off, it works.
WITHOUT = [
    ("landlock", "nobody", "landlock", "cell", ("reads_the_tests", "reads_etc_passwd", "lists_the_repository",
     "lists_processes", "appends_to_a_file", "removes_a_file", "makes_a_folder")),
    ("landlock", "nobody", "seccomp", "cell", ("memfd", "becomes_dumpable", "outlives_its_parent",
     "changes_times", "changes_a_mode", "unix_socket", "datagram_to_a_path")),
    ("landlock", "nobody", "seccomp", "call", ("forks", "memfd", "unix_socket")),
    ("namespaces", "nobody", "seccomp", "call", ("forks", "memfd", "new_session", "internet_socket", "unix_socket")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("tier", "user", "layer", "place", "names"), WITHOUT, ids=[f"{w[0]}, {w[2]}, {w[3]}" for w in WITHOUT]
)
def test_without_one_layer_what_it_alone_refuses_works(tier, user, layer, place, names):
    """The control for each layer: else another one could be all that holds."""
    found = probed(f"{tier} without {layer}", user)[place]
    assert {name: found[name] for name in names if found[name][0] != "value"} == {}


def test_without_the_namespaces_that_files_exist_can_be_seen():
    assert probed("landlock", "nobody")["cell"]["stats_the_tests"][0] == "value"


def test_without_limits_more_can_be_had():
    found = probed("namespaces without limits", "nobody")["resources"]
    assert found["memory"] == ["value", 1]
    assert found["memory_bit_by_bit"] == ["value", 1]
    assert found["processes"][1] > 40
    assert found["open_files"][1] > SMALL.files
    assert found["many_files"][1] > SMALL.box >> 20


@pytest.mark.skipif(not AS_ROOT, reason="an ordinary user has no other user to become, and no powers to keep")
def test_without_a_user_of_its_own_it_is_root():
    assert probed("landlock without own_uid", "root")["cell"]["user"][1][0] == 0


# ------------------------------------------------------------------------------------------ the tiers


def test_nothing_of_the_graders_can_be_read(tier):
    for what, outcome in outcomes(tier, READING).items():
        assert refused(outcome), (what, outcome)


def test_answers_cannot_be_imported(tier):
    for what, outcome in outcomes(tier, ("imports_the_reference", "imports_the_engine")).items():
        assert outcome[0] == "error", (what, outcome)


def test_nothing_of_others_can_be_changed(tier):
    for what, outcome in outcomes(tier, ON_OTHERS_FILES).items():
        assert refused(outcome), (what, outcome)


def test_nobody_can_be_talked_to(tier):
    for what, outcome in outcomes(tier, TALKING).items():
        assert refused(outcome), (what, outcome)
    assert probed(*tier)["datagrams"] == []


def test_the_kernel_refuses_what_no_solution_needs(tier):
    names = ("traces", "reads_other_memory", "new_user_namespace", "new_namespace", "mounts", "io_uring",
             "memfd", "new_session", "executes", "runs_a_command", "changes_the_graders_limits",
             "outlives_its_parent", "becomes_dumpable")  # fmt: skip
    for what, outcome in outcomes(tier, names).items():
        assert outcome[0] == "error", (what, outcome)
        assert outcome[2] == errno.EPERM, (what, outcome)
    for what, outcome in outcomes(tier, ("clone3",)).items():
        assert outcome == ["error", "OSError", errno.ENOSYS], what


def test_processes_can_be_made_in_cells_but_not_in_calls(tier):
    found = probed(*tier)
    assert found["cell"]["forks"] == ["value", 1]
    assert refused(found["call"]["forks"])
    assert found["call"]["starts_a_thread"] == ["value", 1]


def test_limits_cannot_be_raised(tier):
    for what, outcome in outcomes(tier, ("raises_its_memory_limit", "raises_its_process_limit")).items():
        assert outcome[0] == "error", what


def test_there_are_no_powers_and_no_way_to_any(tier):
    for place in PLACES:
        found = probed(*tier)[place]
        assert found["capabilities"] == ["value", [0] * 6]
        assert found["no_new_privileges"] == ["value", 1]
        if tier != ("landlock", "nobody"):  # who has no power to drop any: no_new_privileges sees to it
            assert found["bounding_set"] == ["value", 0]
        assert found["seccomp_mode"] == ["value", 2]


def test_a_root_grader_gives_each_submission_a_user_of_its_own(tier):
    if tier[1] == "nobody":
        assert probed(*tier)["uid"] != 0
        return
    for place in PLACES:
        uid, effective, group, others = probed(*tier)[place]["user"][1]
        assert uid == effective == group
        assert FIRST_UID <= uid < FIRST_UID + UIDS
        assert others == []
        assert refused(probed(*tier)[place]["becomes_root"])


def test_the_environment_and_the_descriptors_hold_nothing(tier):
    for place in PLACES:
        found = probed(*tier)[place]
        assert "GRADERS_TOKEN" not in found["environment"][1]
        assert found["descriptors"] == ["value", ["c", "c", "c", "s"]]  # three times /dev/null, and the wire


def test_the_library_can_be_used_but_not_changed(tier):
    for place in PLACES:
        found = probed(*tier)[place]
        assert found["imports_numpy"] == ["value", 1]
        assert found["stream_pair"] == ["value", "x"]
        assert refused(found["writes_the_library"])


def test_with_namespaces_files_of_others_do_not_even_seem_to_exist(tier):
    for place in PLACES:
        found = probed(*tier)[place]
        if tier[0] == "namespaces":
            assert found["stats_the_tests"] == ["error", "FileNotFoundError", errno.ENOENT]
            assert found["writes_its_own_folder"] == ["value", ["own"]]
        else:
            assert refused(found["writes_where_it_stands"])


def test_killing_everything_kills_nothing_of_ours(tier):
    assert probed(*tier)["canary_killed"] is False


def test_nothing_is_left_running(tier):
    assert probed(*tier)["left_running"] == 0


def test_memory_is_limited(tier):
    found = probed(*tier)["resources"]
    assert found["memory"] == ["error", "memory", "MemoryError"]
    assert found["memory_bit_by_bit"] in (["error", "memory", "MemoryError"], ["ended", "died"])


def test_processes_and_open_files_are_limited(tier):
    found = probed(*tier)["resources"]
    assert 1 <= found["processes"][1] <= 40
    assert 10 <= found["open_files"][1] <= SMALL.files


def test_files_are_limited_and_gone_with_their_submission(tier):
    found = probed(*tier)["resources"]
    if tier[0] == "namespaces":
        assert found["one_file"][1] <= SMALL.box >> 20
        assert found["many_files"][1] <= SMALL.box >> 20
        assert found["many_names"][1] <= 2000
        assert found["leaves_a_file"] == ["value", 1]
        assert found["finds_a_file"] == ["value", []]
    else:
        assert "leaves_a_file" not in found  # there is no folder to write to


def test_the_grader_knows_whose_clock_to_read(tier):
    """Without the process id no CPU limit would hold; credentials come only if asked for before the first byte."""
    assert probed(*tier)["pid_as_seen_from_here"] > 0


# ------------------------------------------------------------------------------------------ the policy


def test_a_policy_crosses_as_json():
    policy = Policy("landlock", library=("/usr/lib",), listed=("/x",), limits=Limits(call_cpu=2))
    assert Policy.from_data(json.loads(json.dumps(policy.to_data()))) == policy


def test_no_readable_path_leads_to_our_packages():
    library, listed, hidden = library_paths()
    for secret in (f"{ordinary_user.ROOT}/autograder", f"{ordinary_user.ROOT}/reference"):
        assert not any(secret == p or secret.startswith(p + "/") for p in library)
        assert secret not in listed
    assert all(os.path.exists(p) for p in library)
    assert hidden == [] or all(h.endswith(("autograder", "reference")) for h in hidden)


def test_every_probe_is_judged():
    text = Path(__file__).read_text(encoding="utf-8")
    assert [name for name in PROBES if f'"{name}"' not in text] == []


def test_filters_add_up_to_a_program_the_kernel_takes():
    for own_files in (True, False):
        program = kernel.seccomp_filter(fork=False, signals_to=1, own_files=own_files).program
        assert len(program) % 8 == 0
        assert len(program) // 8 < 4096

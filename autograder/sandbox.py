"""What student code may do, and how that is enforced. Mechanism is in kernel; this is the policy.

Layers, each of which holds where another fails:

    namespaces   a file system of its own (the Python library read-only, an empty /box), no network, own process ids
    own uid      a user of its own per submission, where the grader runs as root
    rlimits      memory, CPU, processes, files and their size; no core dumps
    capabilities none, and no way to get any
    Landlock     reads the Python library, writes /box, executes nothing
    seccomp      no exec, sockets, tracing, mounts, namespaces; no fork while questions are called

The zygote calls enter_namespaces() before it imports anything, build_root() and prepare() when it is warm, and
confine() in every child before student code. seal() tightens the process that answers calls.

Tiers: `namespaces` has every layer; `landlock` lacks the first (Docker's default, Ubuntu's AppArmor): student
code then has no writable folder at all, and sees that other files exist, though not what is in them; `preview`
is neither, and not for marks.
"""

from __future__ import annotations

import os
import resource
import stat
import sys
import sysconfig
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from autograder import kernel
from autograder.limits import MIB, Limits

FIRST_UID = 200_000  # uids of submissions, where the grader is root
UIDS = 20_000  # how many there are before they are used again
OURS = ("autograder", "reference")  # packages that hold answers, never to be readable


@dataclass(frozen=True)
class Policy:
    """Which layers are on, and the paths and limits that they need. Crosses to the zygote as JSON.

    Attributes:
        tier: "namespaces", "landlock" or "preview".
        user_namespace: whether namespaces are made inside a user namespace (the grader is not root).
        own_uid: whether each submission runs as a uid of its own (the grader is root).
        library: folders and files that may be read.
        listed: folders whose names may be listed.
        hidden: folders inside library that must not be seen.
        scratch: an empty folder of the grader's on which the new root is mounted.
    """

    tier: str
    user_namespace: bool = False
    own_uid: bool = False
    landlock: bool = True
    seccomp: bool = True
    library: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    scratch: str = ""
    limits: Limits = field(default_factory=Limits)

    def to_data(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Policy:
        """What to_data gave."""
        fields: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in data.items()}
        return cls(**{**fields, "limits": Limits(**data["limits"])})

    @property
    def namespaces(self) -> bool:
        """Whether the first layer is on."""
        return self.tier == "namespaces"


def library_paths() -> tuple[list[str], list[str], list[str]]:
    """What student code may read: (library, listed, hidden), see Policy.

    Where our own packages lie inside site-packages, its other entries are named one by one, because Landlock
    can allow a folder but not except a part of it.
    """
    fonts_and_zones = ("/usr/share/zoneinfo", "/usr/share/fonts", "/etc/fonts", "/etc/localtime")
    loader = ("/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/local/lib", "/etc/ld.so.cache")
    devices = ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random")
    python = {str(Path(p) / "lib") for p in (sys.prefix, sys.base_prefix)}
    python |= {sysconfig.get_path(k) for k in ("stdlib", "platstdlib", "purelib", "platlib")}
    candidates = {os.path.realpath(p) for p in (*python, *loader, *fonts_and_zones)} | python | set(devices)
    library = sorted(p for p in candidates if os.path.exists(p) and not Path(p).is_symlink())
    library = [p for p in library if not any(p != q and p.startswith(q + "/") for q in library)]
    ours = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parent.parent / "reference")]
    hidden = [p for p in ours if any(p.startswith(q + "/") for q in library)]
    listed: list[str] = []
    for secret in hidden:
        library, above = _without(library, secret)
        listed += above
    return library, sorted(set(listed)), hidden


def _without(library: list[str], secret: str) -> tuple[list[str], list[str]]:
    """The same files but for those below `secret`, and the folders that had to be opened up for it."""
    kept, opened = [p for p in library if not secret.startswith(p + "/")], []
    pending = [p for p in library if secret.startswith(p + "/")]
    while pending:
        folder = pending.pop()
        opened.append(folder)
        for entry in sorted(os.scandir(folder), key=lambda e: e.name):
            if secret.startswith(entry.path + "/"):
                pending.append(entry.path)
            elif entry.path != secret:
                kept.append(entry.path)
    return kept, opened


# ------------------------------------------------------------------------------- once, in the zygote


def enter_namespaces(policy: Policy) -> None:
    """Leave the grader's namespaces; returns in the process that goes on. Nothing may be imported before.

    As root, process ids are isolated per submission only (spawn forks into a fresh PID namespace). As a user
    the same needs a PID namespace of our own, in which this process's child lives.
    """
    if not policy.namespaces:
        return
    flags = kernel.NEWNS | kernel.NEWNET | kernel.NEWIPC | kernel.NEWUTS
    if not policy.user_namespace:
        kernel.unshare(flags)
        return
    kernel.unshare_user(flags | kernel.NEWPID)
    child = os.fork()
    if child:
        kernel.close_descriptors([])
        _, status = os.waitpid(child, 0)
        os._exit(os.waitstatus_to_exitcode(status) & 0xFF)
    kernel.die_with_parent()


def build_root(policy: Policy) -> None:
    """Give this mount namespace a root that holds the Python library, four devices and an empty /box."""
    if not policy.namespaces:
        return
    root = policy.scratch
    kernel.mount(None, "/", None, kernel.MS_REC | kernel.MS_PRIVATE)
    kernel.mount("tmpfs", root, "tmpfs", kernel.MS_NOSUID, "size=1m,mode=0755")
    for path in policy.library:
        target = root + path
        if os.path.isdir(path):
            os.makedirs(target, mode=0o755, exist_ok=True)
        else:
            os.makedirs(os.path.dirname(target), mode=0o755, exist_ok=True)
            os.close(os.open(target, os.O_CREAT | os.O_WRONLY, 0o644))
        kernel.bind_read_only(path, target)
    for link in ("/lib", "/lib64", "/bin"):
        if os.path.islink(link) and not os.path.lexists(root + link):
            os.symlink(os.readlink(link), root + link)
    os.mkdir(root + "/box", 0o755)
    flags = kernel.MS_REMOUNT | kernel.MS_RDONLY | kernel.MS_NOSUID
    kernel.mount("tmpfs", root, "tmpfs", flags, "size=1m,mode=0755")
    kernel.change_root(root)


def prepare(policy: Policy) -> kernel.Landlock | None:
    """Do once what no child shall have to: give up powers that it could hand down, and make the rules for confine()."""
    if policy.tier != "preview":
        kernel.drop_bounding_set()
    if policy.seccomp:
        for fork in (True, False):
            _filter(policy, fork=fork)
    if not policy.landlock:
        return None
    seen, listed = ([p for p in paths if os.path.exists(p)] for paths in (policy.library, policy.listed))
    return kernel.Landlock(seen, listed)


# ---------------------------------------------------------------------------- once per submission


def confine(policy: Policy, slot: int, files: kernel.Landlock | None) -> None:
    """Take every power away from this process, for ever. Raises OSError if a layer cannot be put on.

    The order matters: mounts need privileges, a change of uid drops them and clears the death signal, Landlock
    and seccomp need no_new_privs, and seccomp refuses what the earlier layers are made with.

    Args:
        files: what prepare() gave.
    """
    os.setsid()
    if policy.namespaces:
        kernel.unshare(kernel.NEWNS)
        uid = FIRST_UID + slot if policy.own_uid else 0
        kernel.mount(
            "tmpfs", "/box", "tmpfs", kernel.MS_NOSUID | kernel.MS_NODEV | kernel.MS_NOEXEC,
            f"size={policy.limits.box},nr_inodes=2000,mode=0700,uid={uid},gid={uid}",
        )  # fmt: skip
        os.chdir("/box")
    if policy.own_uid:
        uid = FIRST_UID + slot
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
    kernel.set_dumpable(False)
    kernel.die_with_parent()
    _set_rlimits(policy)
    if policy.tier == "preview" and not policy.landlock:
        return
    kernel.drop_capabilities()
    kernel.no_new_privileges()
    if files is not None:
        files.confine(("/box",) if policy.namespaces else ())
    if policy.seccomp:
        kernel.install_seccomp(_filter(policy, fork=True))


def seal(policy: Policy, cpu: int) -> None:
    """Tighten a fork that answers calls: no more processes, and a CPU limit for its whole life."""
    if policy.seccomp:
        kernel.install_seccomp(_filter(policy, fork=False))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))


def _filter(policy: Policy, *, fork: bool) -> kernel.SeccompFilter:
    return kernel.seccomp_filter(fork=fork, signals_to=_only_self(policy), own_files=policy.namespaces)


def _only_self(policy: Policy) -> int | None:
    """Whom a process may signal: only itself, unless a PID namespace or Landlock's domain sees to it."""
    return None if policy.namespaces or kernel.landlock_abi() >= 6 else os.getpid()


def _set_rlimits(policy: Policy) -> None:
    limits = policy.limits
    fixed = {
        resource.RLIMIT_AS: limits.memory,
        resource.RLIMIT_FSIZE: min(limits.box, 16 * MIB),
        resource.RLIMIT_NOFILE: limits.files,
        resource.RLIMIT_NPROC: limits.processes + (0 if policy.own_uid else _processes_of_this_user()),
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_MEMLOCK: 0,
        resource.RLIMIT_MSGQUEUE: 0,
    }
    for kind, value in fixed.items():
        resource.setrlimit(kind, (value, value))


def _processes_of_this_user() -> int:
    """Threads that already count against this uid; /proc is gone where the count starts at our own namespace."""
    count, uid = 4, os.getuid()
    try:
        entries = [e for e in os.scandir("/proc") if e.name.isdigit()]
    except OSError:
        return count
    for entry in entries:
        try:
            if entry.stat().st_uid == uid:
                count += len(os.listdir(f"{entry.path}/task"))
        except OSError:
            continue
    return count


def readable_by_others(path: str) -> bool:
    """Whether any user may reach and read a path: needed where submissions get a uid of their own."""
    at = Path(path).resolve()
    steps = [at, *at.parents]
    return all(os.stat(p).st_mode & (stat.S_IXOTH if p.is_dir() else stat.S_IROTH) for p in steps)

"""The Linux calls that the sandbox is made of: prctl, namespaces, mounts, Landlock, seccomp.

Mechanism only; what is allowed is decided in sandbox. Plain ctypes, so that there is nothing to install and
little to read. Every function raises OSError with the kernel's errno when a call is refused.

Numbers are from the kernel's uapi headers: sched.h, mount.h, prctl.h, landlock.h, seccomp.h, filter.h.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

_libc = ctypes.CDLL(None, use_errno=True)

NEWNS, NEWCGROUP, NEWUTS, NEWIPC = 0x00020000, 0x02000000, 0x04000000, 0x08000000
NEWUSER, NEWPID, NEWNET = 0x10000000, 0x20000000, 0x40000000
ALL_NAMESPACES = NEWNS | NEWCGROUP | NEWUTS | NEWIPC | NEWUSER | NEWPID | NEWNET

MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC = 1, 2, 4, 8
MS_REMOUNT, MS_BIND, MS_REC, MS_PRIVATE = 32, 4096, 16384, 1 << 18
MNT_DETACH = 2


def _checked(result: int, what: str) -> int:
    if result == -1:
        error = ctypes.get_errno()
        raise OSError(error, f"{what}: {os.strerror(error)}")
    return result


def _syscall(number: int, what: str, *arguments: int | bytes | ctypes.Array[ctypes.c_char] | None) -> int:
    converted = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    return _checked(_libc.syscall(ctypes.c_long(number), *converted), what)


def _prctl(what: str, option: int, *arguments: int | bytes) -> int:
    padded = [*arguments, 0, 0, 0, 0][:4]
    converted = [ctypes.c_ulong(a) if isinstance(a, int) else a for a in padded]
    return _checked(_libc.prctl(ctypes.c_int(option), *converted), what)


# ------------------------------------------------------------------------------------ process state


def die_with_parent() -> None:
    """SIGKILL this process when the thread that forked it ends. A change of uid clears it: set it again."""
    _prctl("PR_SET_PDEATHSIG", 1, 9)


def set_dumpable(value: bool) -> None:
    """A process that is not dumpable cannot be traced, nor its memory read, by others of its uid."""
    _prctl("PR_SET_DUMPABLE", 4, int(value))


def become_subreaper() -> None:
    """Adopt orphaned descendants, so that they can be waited for."""
    _prctl("PR_SET_CHILD_SUBREAPER", 36, 1)


def no_new_privileges() -> None:
    """No exec may raise privileges from here on; Landlock and seccomp require it."""
    _prctl("PR_SET_NO_NEW_PRIVS", 38, 1)


def drop_bounding_set() -> None:
    """Empty the set of capabilities that a program could ever gain; before a change of uid, which takes that power."""
    for capability in range(64):
        try:
            _prctl("PR_CAPBSET_DROP", 24, capability)
        except OSError:
            break  # beyond the last one, or without CAP_SETPCAP: then no_new_privileges alone sees to it


def drop_capabilities() -> None:
    """Empty the ambient, permitted, effective and inheritable sets."""
    _prctl("PR_CAP_AMBIENT_CLEAR_ALL", 47, 4)
    header = struct.pack("=Ii", 0x20080522, 0)
    _checked(_libc.capset(ctypes.c_char_p(header), ctypes.c_char_p(bytes(24))), "capset")


# --------------------------------------------------------------------------------------- namespaces


def unshare(flags: int) -> None:
    """Leave these namespaces for new ones; NEWPID takes effect for children."""
    _checked(_libc.unshare(ctypes.c_int(flags)), "unshare")


def set_namespace(descriptor: int, kind: int) -> None:
    """Enter the namespace of an open /proc/<pid>/ns file."""
    _checked(_libc.setns(ctypes.c_int(descriptor), ctypes.c_int(kind)), "setns")


def unshare_user(flags: int) -> None:
    """As unshare, in a new user namespace in which this process is root; needs a single thread."""
    uid, gid = os.geteuid(), os.getegid()
    unshare(NEWUSER | flags)
    for name, text in (("setgroups", "deny"), ("uid_map", f"0 {uid} 1"), ("gid_map", f"0 {gid} 1")):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(text)


def mount(source: str | None, target: str, kind: str | None, flags: int, data: str | None = None) -> None:
    """mount(2)."""
    encoded = [None if s is None else s.encode() for s in (source, target, kind, data)]
    result = _libc.mount(*encoded[:3], ctypes.c_ulong(flags), encoded[3])
    _checked(result, f"mount {target}")


def bind_read_only(source: str, target: str) -> None:
    """Show a file or folder at another place, read-only, without set-uid programs or devices' powers."""
    mount(source, target, None, MS_BIND | MS_REC)
    locked = os.statvfs(source).f_flag & (MS_NOSUID | MS_NODEV | MS_NOEXEC)
    mount(None, target, None, MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | locked)


def change_root(new_root: str) -> None:
    """Make a mount point the root of this mount namespace, and let the old root go."""
    os.chdir(new_root)
    number = {"x86_64": 155, "aarch64": 41}[platform.machine()]
    _syscall(number, "pivot_root", b".", b".")  # stacks the old root upon the new one ...
    _checked(_libc.umount2(b".", MNT_DETACH), "umount2")  # ... and takes it off again
    os.chdir("/")


# ----------------------------------------------------------------------------------------- Landlock

_READ_FILE, _READ_DIR = 1 << 2, 1 << 3
_EXECUTE, _WRITE_FILE, _TRUNCATE = 1 << 0, 1 << 1, 1 << 14
# file rights that each version of the interface knows: ABI 1 has 13 of them
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}


def landlock_abi() -> int:
    """The kernel's Landlock version, 0 where there is none; asked of the system call itself."""
    try:
        return _syscall(444, "landlock_create_ruleset", None, 0, 1)
    except OSError:
        return 0


class Landlock:
    """Rules for file access, worked out once; each process that shall obey them calls confine().

    Args:
        read_only: files and folders that may be read, with all below.
        listed: folders whose names may be listed, but none of their files read.
    """

    def __init__(self, read_only: Iterable[str], listed: Iterable[str] = ()):
        abi = landlock_abi()
        self._known = (1 << _FILE_RIGHTS[min(abi, 5)]) - 1
        attributes = [self._known]
        if abi >= 4:
            attributes.append(3)  # bind and connect TCP
        if abi >= 6:
            attributes.append(3)  # abstract sockets and signals to processes outside
        self._attributes = struct.pack(f"={len(attributes)}Q", *attributes)
        self._rules = [*self._for(read_only, _READ_FILE | _READ_DIR), *self._for(listed, _READ_DIR)]

    def _for(self, paths: Iterable[str], rights: int) -> Iterator[tuple[str, int]]:
        for path in paths:
            allowed = rights & self._known
            if not os.path.isdir(path):
                allowed &= _READ_FILE | _WRITE_FILE | _TRUNCATE
            if allowed:
                yield path, allowed

    def confine(self, read_write: Iterable[str]) -> None:
        """Confine this process for ever: files by these rules, no execution, no TCP, no signals out of its domain.

        Args:
            read_write: folders in which files may be made, changed and removed.
        """
        ruleset = _syscall(444, "landlock_create_ruleset", self._attributes, len(self._attributes), 0)
        try:
            for path, rights in (*self._rules, *self._for(read_write, ~_EXECUTE)):
                descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
                _syscall(445, "landlock_add_rule", ruleset, 1, struct.pack("=Qi", rights, descriptor), 0)
                os.close(descriptor)
            _syscall(446, "landlock_restrict_self", ruleset, 0)
        finally:
            os.close(ruleset)


# ------------------------------------------------------------------------------------------ seccomp

_ARCHITECTURE = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
# name: number on x86-64, on aarch64 (None where the machine has no such call)
_DENIED: dict[str, tuple[int, int | None]] = {
    # other processes
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "kcmp": (312, 272),
    "pidfd_open": (434, 434), "pidfd_getfd": (438, 438), "pidfd_send_signal": (424, 424),
    "process_madvise": (440, 440), "process_mrelease": (448, 448), "move_pages": (279, 239),
    "migrate_pages": (256, 238), "sched_setaffinity": (203, 122), "sched_setscheduler": (144, 119),
    "setpriority": (141, 140), "ioprio_set": (251, 30), "setsid": (112, 157), "setpgid": (109, 154),
    "execve": (59, 221), "execveat": (322, 281),
    # network and other ways to talk
    "socket": (41, 198), "connect": (42, 203), "bind": (49, 200), "listen": (50, 201), "accept": (43, 202),
    "accept4": (288, 242), "mq_open": (240, 180), "shmget": (29, 194), "semget": (64, 190), "msgget": (68, 186),
    "memfd_create": (319, 279), "memfd_secret": (447, 447), "keyctl": (250, 219), "add_key": (248, 217),
    "request_key": (249, 218),
    # namespaces, mounts, the kernel itself
    "unshare": (272, 97), "setns": (308, 268), "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41),
    "chroot": (161, 51), "open_tree": (428, 428), "move_mount": (429, 429), "fsopen": (430, 430),
    "fspick": (433, 433), "mount_setattr": (442, 442), "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265), "quotactl": (179, 60), "quotactl_fd": (443, 443), "swapon": (167, 224),
    "swapoff": (168, 225), "acct": (163, 89), "reboot": (169, 142), "syslog": (103, 116),
    "init_module": (175, 105), "finit_module": (313, 273), "delete_module": (176, 106),
    "kexec_load": (246, 104), "kexec_file_load": (320, 294), "bpf": (321, 280), "perf_event_open": (298, 241),
    "userfaultfd": (323, 282), "io_uring_setup": (425, 425), "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427), "personality": (135, 92), "mbind": (237, 235), "vhangup": (153, 58),
    "fanotify_init": (300, 262), "lookup_dcookie": (212, 18), "mknod": (133, None), "mknodat": (259, 33),
    "settimeofday": (164, 170), "clock_settime": (227, 112), "adjtimex": (159, 171), "iopl": (172, None),
    "ioperm": (173, None), "modify_ldt": (154, None), "ustat": (136, None),
}  # fmt: skip
_ALLOW, _KILL, _REFUSE, _UNKNOWN = 0x7FFF0000, 0x80000000, 0x00050001, 0x00050026  # EPERM, ENOSYS
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _AND, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x54, 0x06
_NUMBER_AT, _ARCH_AT, _FIRST_ARGUMENT_AT, _SECOND_ARGUMENT_AT, _THIRD_ARGUMENT_AT = 0, 4, 16, 24, 32
_CLONE_THREAD = 0x00010000
# Landlock lets every file's owner and times be changed, and before ABI 3 every file be cut short
_ON_FILES: dict[str, tuple[int | None, int | None]] = {
    "chmod": (90, None), "fchmod": (91, 52), "fchmodat": (268, 53), "fchmodat2": (452, 452),
    "chown": (92, None), "fchown": (93, 55), "lchown": (94, None), "fchownat": (260, 54),
    "utime": (132, None), "utimes": (235, None), "futimesat": (261, None), "utimensat": (280, 88),
    "setxattr": (188, 5), "lsetxattr": (189, 6), "fsetxattr": (190, 7), "setxattrat": (463, 463),
    "removexattr": (197, 14), "lremovexattr": (198, 15), "fremovexattr": (199, 16), "removexattrat": (466, 466),
    "truncate": (76, 45), "creat": (85, None), "file_setattr": (469, 469),
}  # fmt: skip
_TRUNCATING, _STREAM = 0o1000, 1  # O_TRUNC, SOCK_STREAM


class SeccompFilter:
    """A filter program where the kernel can read it, in this process and in those that it forks."""

    def __init__(self, program: bytes):
        self.program = program
        self._buffer = ctypes.create_string_buffer(program, len(program))
        self.descriptor = struct.pack("=HxxxxxxQ", len(program) // 8, ctypes.addressof(self._buffer))


@cache
def seccomp_filter(*, fork: bool, signals_to: int | None, own_files: bool = False) -> SeccompFilter:
    """A filter program that refuses what no solution needs.

    Args:
        fork: whether processes may be made (threads always may).
        signals_to: the only process that may be signalled; None where a PID namespace sees to that.
        own_files: whether all files in reach are the sandbox's own, so that their attributes may be changed.
    """
    machine = platform.machine()
    column = 0 if machine == "x86_64" else 1
    clone, prlimit = ((56, 302), (220, 261))[column]
    kill_like, signal_like = (((62, 234), (200, 129, 297)), ((129, 131), (130, 138, 240)))[column]

    def step(code: int, operand: int, if_true: int = 0, if_false: int = 0) -> bytes:
        return struct.pack("=HBBI", code, if_true, if_false, operand & 0xFFFFFFFF)

    def answer(number: int, verdict: int) -> list[bytes]:
        return [step(_EQUAL, number, 0, 1), step(_RETURN, verdict)]

    def only_argument(number: int, value: int) -> list[bytes]:
        return [
            step(_EQUAL, number, 0, 4),
            step(_LOAD, _FIRST_ARGUMENT_AT),
            step(_EQUAL, value, 0, 1),
            step(_RETURN, _ALLOW),
            step(_RETURN, _REFUSE),
        ]

    program = [step(_LOAD, _ARCH_AT), step(_EQUAL, _ARCHITECTURE[machine], 1, 0), step(_RETURN, _KILL)]
    program.append(step(_LOAD, _NUMBER_AT))
    if machine == "x86_64":
        program += [step(_AT_LEAST, 0x40000000, 0, 1), step(_RETURN, _KILL)]  # the x32 interface
    program += answer(435, _UNKNOWN)  # clone3's flags cannot be inspected; glibc falls back to clone
    if fork:
        flags = [step(_ANY_BIT, ALL_NAMESPACES, 0, 1), step(_RETURN, _REFUSE), step(_RETURN, _ALLOW)]
    else:
        flags = [step(_ANY_BIT, _CLONE_THREAD, 0, 1), step(_RETURN, _ALLOW), step(_RETURN, _REFUSE)]
        if machine == "x86_64":
            program += answer(57, _REFUSE) + answer(58, _REFUSE)  # fork, vfork
    program += [step(_EQUAL, clone, 0, 4), step(_LOAD, _FIRST_ARGUMENT_AT), *flags]
    program += only_argument(prlimit, 0)  # its own limits, never another's
    program += [  # who could not be told any more that the grader has ended, or could be looked into
        step(_EQUAL, (157, 167)[column], 0, 5),
        step(_LOAD, _FIRST_ARGUMENT_AT),
        step(_EQUAL, 1, 1, 0),  # PR_SET_PDEATHSIG
        step(_EQUAL, 4, 0, 1),  # PR_SET_DUMPABLE
        step(_RETURN, _REFUSE),
        step(_RETURN, _ALLOW),
    ]
    if signals_to is not None:
        for number in kill_like:
            program += only_argument(number, signals_to)
        for number in signal_like:
            program += answer(number, _REFUSE)
    socket_pair = (53, 199)[column]  # a datagram socket of a pair could still send to any address
    program += [
        step(_EQUAL, socket_pair, 0, 5),
        step(_LOAD, _SECOND_ARGUMENT_AT),
        step(_AND, 0xF),
        step(_EQUAL, _STREAM, 0, 1),
        step(_RETURN, _ALLOW),
        step(_RETURN, _REFUSE),
    ]
    if not own_files:
        opening = (
            ((2, _SECOND_ARGUMENT_AT), (257, _THIRD_ARGUMENT_AT))
            if column == 0
            else ((56, _THIRD_ARGUMENT_AT),)
        )
        for number, flags_at in opening:
            program += [
                step(_EQUAL, number, 0, 4),
                step(_LOAD, flags_at),
                step(_ANY_BIT, _TRUNCATING, 0, 1),
                step(_RETURN, _REFUSE),
                step(_RETURN, _ALLOW),
            ]
        program += answer(437, _UNKNOWN)  # openat2's flags cannot be inspected
    for numbers in (*_DENIED.values(), *(() if own_files else _ON_FILES.values())):
        number_here = numbers[column]
        if number_here is not None:
            program += answer(number_here, _REFUSE)
    program.append(step(_RETURN, _ALLOW))
    return SeccompFilter(b"".join(program))


def install_seccomp(program: SeccompFilter) -> None:
    """Install a filter for this process and all it will ever fork; filters only add up."""
    _prctl("PR_SET_SECCOMP", 22, 2, program.descriptor)


def close_descriptors(keep: Sequence[int]) -> None:
    """Close every file descriptor above 2 that is not named."""
    low = 3
    for descriptor in [*sorted(keep), 1 << 20]:
        os.closerange(low, descriptor)
        low = descriptor + 1

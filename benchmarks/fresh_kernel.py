"""Execute a notebook with nbclient in a fresh kernel, and print [seconds of CPU, of wall time].

Runs in the environment of the others. The client is imported before the clocks are read, as in a grader that
stays; the kernel is started, used, shut down and waited for between.
"""

import json
import resource
import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient


def cpu() -> float:
    """Of this process and of those that it waited for."""
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(used.ru_utime + used.ru_stime for used in both)


path = Path(sys.argv[1])
before, start = cpu(), time.perf_counter()
notebook = nbformat.read(path, as_version=4)
NotebookClient(
    notebook, allow_errors=True, timeout=120, resources={"metadata": {"path": path.parent}}
).execute()
print(json.dumps([cpu() - before, time.perf_counter() - start]))

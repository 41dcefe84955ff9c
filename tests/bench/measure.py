#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs one command and tells what it cost: wall time, CPU time (user + system) and peak resident memory.

CPU and memory come from wait4(), so they cover the command and every child it waited for; memory is that of its largest process.
`synced` is wall time plus what it took afterwards to bring everything the command had written to the disk, so that clients
that leave their bytes in the page cache and clients that do not can be compared.
"""
import ctypes
import dataclasses
import json
import os
import subprocess
import sys
import time

_libc = ctypes.CDLL(None, use_errno=True)


@dataclasses.dataclass
class Cost:
    exit_code: int
    wall: float      # seconds
    synced: float    # seconds, wall included
    cpu: float       # seconds
    rss: int         # bytes


def sync_file_system(folder):
    handle = os.open(folder, os.O_RDONLY)
    try:
        if _libc.syncfs(handle) != 0:
            raise OSError(ctypes.get_errno(), "syncfs", folder)
    finally:
        os.close(handle)


def run(command, folder, environment=None, output=subprocess.DEVNULL):
    """Runs command (a list), its standard output going to `output`; folder is on the file system it writes to."""
    started = time.perf_counter()
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, env=environment)
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - started
    child.returncode = os.waitstatus_to_exitcode(status)
    sync_file_system(folder)
    return Cost(exit_code=child.returncode, wall=wall, synced=time.perf_counter() - started,
                cpu=usage.ru_utime + usage.ru_stime, rss=usage.ru_maxrss * 1024)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit("usage: measure.py FOLDER COMMAND...")
    cost = run(sys.argv[2:], sys.argv[1], output=sys.stderr)
    print(json.dumps(dataclasses.asdict(cost)))
    sys.exit(cost.exit_code)

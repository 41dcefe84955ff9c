# SPDX-License-Identifier: GPL-3.0-or-later
"""The upload rows of compare.py: every client sends the same files to the embedded endpoint, which keeps them in memory."""
import dataclasses
import filecmp
import json
import os
import shutil
import subprocess
import tempfile

import clients

MIB = 1 << 20


class Endpoint:
    """`serve` over a folder in memory, open to all, so that curl needs no signature. On port 80 of a loopback address of its own
    where this is root's run, for the clients that know no other port."""

    def __init__(self, program, root):
        self.bucket = os.path.join(root, clients.BUCKET)
        os.makedirs(self.bucket)
        command = [program, "serve", root, "--folders-as-buckets", "--anonymous", "--json"]
        self.processes = []
        self.url = self._start([*command, "--port", "0"])
        self.standard_url = ""
        if os.geteuid() == 0:
            self.standard_url = self._start([*command, "--port", "80", "--bind", "127.0.0.3"])

    def _start(self, command):
        own = {**os.environ, "MILLRACE_SERVE_ACCESS_KEY": "bench", "MILLRACE_SERVE_SECRET_KEY": "bench"}
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=own)
        self.processes.append(process)
        line = process.stdout.readline()
        return json.loads(line)["endpoint"].rstrip("/") if line else ""

    def clear(self):
        for name in os.listdir(self.bucket):
            path = os.path.join(self.bucket, name)
            shutil.rmtree(path) if os.path.isdir(path) else os.unlink(path)

    def stop(self):
        for process in self.processes:
            process.terminate()
            process.wait()


class UploadRows:
    def __init__(self, comparison):
        self.comparison = comparison
        self.millrace = clients.Millrace(comparison.options.millrace)
        self.sources = os.path.join(comparison.work, "sources")

    def run(self, rows):
        shared = "/dev/shm" if os.path.isdir("/dev/shm") else None
        os.makedirs(self.sources)
        with tempfile.TemporaryDirectory(dir=shared, prefix="millrace-uploads-") as root:
            endpoint = Endpoint(self.comparison.options.millrace, root)
            place = dataclasses.replace(self.comparison.place("upload"), endpoint=endpoint.url, standard_endpoint=endpoint.standard_url)
            try:
                for row in rows:
                    getattr(self, row.replace("-", "_"))(endpoint, place)
            finally:
                endpoint.stop()

    def big(self, endpoint, path, key):
        def jobs(client):
            return lambda place: (client.put_one(place, path, key),
                                  lambda: filecmp.cmp(path, os.path.join(endpoint.bucket, key), shallow=False), endpoint.clear)
        return jobs

    def upload_big(self, endpoint, place):
        path = os.path.join(self.sources, "big")
        with open(path, "wb") as file:
            for _ in range(1024):
                file.write(os.urandom(MIB))
        job = self.big(endpoint, path, "big")
        able = [self.millrace, *(c for c in clients.peers() if c.put_one(place, path, "big"))]
        self.comparison.row("upload-big", [(c, job(c)) for c in able], place)
        os.unlink(path)

    def upload_small(self, endpoint, place):
        folder = os.path.join(self.sources, "small")
        for number in range(2000):
            path = os.path.join(folder, f"{number // 200:02d}", f"{number:04d}.bin")
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as file:
                file.write(os.urandom(64 << 10))

        def arrived():
            names = clients.files_below(folder)
            return all(filecmp.cmp(os.path.join(folder, name), os.path.join(endpoint.bucket, "small", name), shallow=False) for name in names)

        def job(client):
            return lambda place: (client.put_tree(place, folder, "small/"), arrived, endpoint.clear)
        able = [self.millrace, *(c for c in clients.peers() if c.put_tree(place, folder, "small/"))]
        self.comparison.row("upload-small", [(c, job(c)) for c in able], place)

    def upload_memory(self, endpoint, place):
        path = os.path.join(self.sources, "sparse")
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY))
        os.truncate(path, 10 * 1024 * MIB)

        def job(client):
            return lambda place: (client.put_one(place, path, "sparse"),
                                  lambda: os.path.getsize(os.path.join(endpoint.bucket, "sparse")) == os.path.getsize(path), endpoint.clear)
        self.comparison.row("upload-memory", [(self.millrace, job(self.millrace))], place)

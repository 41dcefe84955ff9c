#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Millrace beside its peers, all in one run against nginx on this machine. compare.sh installs what is missing and calls this.

Rows: big-http big-tls (1 x 1 GiB to disk), small (5,000 x 16 KiB to disk), capped (a server that gives each connection 10 MB/s),
listing (peak memory for 10,000 and 1,000,000 keys), stdout (1 GiB through a pipe), and uploads into the embedded endpoint, which keeps
the objects in memory: upload-big (1 GiB), upload-small (2,000 x 64 KiB), upload-memory (10 GiB, peak memory). All clients of a row take turns, in an order that moves on by one each round.
Every turn gets a new folder on the same disk, and the disk is brought to rest before it.
"""
import argparse
import datetime
import filecmp
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import clients
import measure
import uploads

TOP = os.path.realpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
MIB = 1 << 20
ROWS = {
    "big-http": "1 x 1 GiB over http to disk",
    "big-tls": "1 x 1 GiB over TLS to disk",
    "small": "5,000 x 16 KiB over http to disk",
    "capped": "640 MiB from a server that gives each connection 10 MB/s; one connection fetches 40 MiB",
    "listing": "listing over http, keys to /dev/null",
    "stdout": "1 x 1 GiB over http to standard output, beside the same to disk",
    "upload-big": "upload of 1 x 1 GiB from disk over http",
    "upload-small": "upload of 2,000 x 64 KiB over http",
    "upload-memory": "upload of 1 x 10 GiB (sparse) over http, for the memory it takes",
}
CAP = 10_000_000
CAP_PART, CAP_PARTS = 40, 16     # MiB; long enough that nginx's first second, which it gives at once, is one part in four for all


def make_objects(root, rows):
    bucket = os.path.join(root, clients.BUCKET)
    os.makedirs(bucket)

    def write(name, size):
        with open(os.path.join(bucket, name), "wb") as file:
            for _ in range(size // MIB):
                file.write(os.urandom(MIB))

    if {"big-http", "big-tls", "stdout"} & set(rows):
        write("big", 1024 * MIB)
    if "capped" in rows:
        write("capped", CAP_PARTS * CAP_PART * MIB)
        write("capped-one", CAP_PART * MIB)
    keys = []
    if "small" in rows:
        for number in range(5000):
            key = f"small/{number // 500:02d}/{number:05d}.bin"
            path = os.path.join(bucket, key)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as file:
                file.write(os.urandom(16384))
            keys.append(key)
    return keys


class Server:
    """tests/support/nginx.sh; ends with this process whatever happens."""
    script = os.path.join(TOP, "tests", "support", "nginx.sh")

    def __init__(self, root, rows):
        command = [self.script, "start", "--root", root, "--tls", "--limit-rate", str(CAP), "--json", "--watch", str(os.getpid())]
        if os.geteuid() == 0:
            command.append("--standard-ports")
        if "small" in rows:
            command += ["--list", f"{clients.BUCKET}/small/"]
        if "listing" in rows:
            command += ["--list", f"{clients.BUCKET}/few/=10000", "--list", f"{clients.BUCKET}/many/=1000000"]
        answer = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=False)
        if answer.returncode:
            sys.exit(answer.returncode)
        self.settings = json.loads(answer.stdout)

    def stop(self):
        subprocess.run([self.script, "stop", self.settings["dir"]], check=False)


def same_tree(source, target, prefix):
    """Every file of source is in target with the same bytes, below the prefix or not, and nothing else is."""
    if os.path.isdir(os.path.join(target, prefix)):
        target = os.path.join(target, prefix)
    count = 0
    for folder, _, files in os.walk(source):
        for name in files:
            path = os.path.join(folder, name)
            other = os.path.join(target, os.path.relpath(path, source))
            if not os.path.isfile(other) or not filecmp.cmp(path, other, shallow=False):
                return False
            count += 1
    return count == sum(len(files) for _, _, files in os.walk(target))


class Comparison:
    def __init__(self, options, server, root, keys, work):
        self.options, self.server, self.root, self.keys, self.work = options, server, root, keys, work
        self.log = open(os.path.join(work, "clients.log"), "ab")
        self.results = {}

    def place(self, row):
        s = self.server.settings
        tls = row == "big-tls"
        endpoint = s["tls_endpoint"] if tls else s["limited_endpoint"] if row == "capped" else s["endpoint"]
        return clients.Place(endpoint, s["standard_tls_endpoint" if tls else "standard_endpoint"], s["ca_bundle"] if tls else "",
                             "", self.work, self.keys)

    def turn(self, client, command, place, check):
        os.makedirs(place.target)
        os.sync()
        cost = measure.run(["timeout", "--foreground", str(self.options.timeout), *command], place.target,
                           environment=client.environment(place), output=self.log)
        if cost.exit_code == 124:
            return None, f"took more than {self.options.timeout} s"
        if cost.exit_code:
            return None, f"exit code {cost.exit_code} (clients.log)"
        if check and not check():
            return None, "what it wrote is not what the server holds"
        return cost, None

    def row(self, row, contestants, place=None):
        """contestants: (client, job) pairs; job(place) -> command, check of what it did, and what is to be called afterwards."""
        place = place or self.place(row)
        costs, excuses, slow = {}, {}, set()
        runs = self.options.runs
        for client, _ in contestants:
            why = client.missing()
            if not why and client.standard_ports and not place.standard_endpoint:
                why = "can use only ports 80 and 443, which takes root here"
            if why:
                excuses[client.name] = why
        for number in range(runs):
            turn = number % len(contestants)
            for client, job in contestants[turn:] + contestants[:turn]:
                if client.name in excuses or client.name in slow:
                    continue
                place.target = os.path.join(self.work, row, f"{number}-{client.name.replace(' ', '-')}")
                command, check, *after = job(place)
                cost, why = self.turn(client, command, place, check if number == 0 else None)
                for clean in after:
                    clean()
                # A tree stays until the row is over: ext4 without a journal passes over inodes freed within the last minute, one
                # by one, so that making 5,000 files right after 5,000 were removed takes seconds of the system's time.
                if row != "small":
                    shutil.rmtree(place.target)
                if why:
                    excuses[client.name] = why
                    costs.pop(client.name, None)
                else:
                    costs.setdefault(client.name, []).append(cost)
                # One turn tells enough of a client that is far behind.
                if cost and cost.wall > 15:
                    slow.add(client.name)
                print(f"{row} {number + 1}/{runs} {client.name}: {why or f'{cost.synced:.2f} s'}", file=sys.stderr, flush=True)
        shutil.rmtree(os.path.join(self.work, row))
        summary = {}
        for client, _ in contestants:
            if client.name in costs:
                summary[client.name] = summarise(costs[client.name], client.settings)
        self.results[row] = {"title": ROWS[row], "clients": summary, "left_out": excuses}

    def download_rows(self):
        millrace = clients.Millrace(self.options.millrace)
        everyone = [millrace, *clients.peers()]

        def one(client, key):
            source = os.path.join(self.root, clients.BUCKET, key)

            def job(place):
                return client.one(place, key), lambda: filecmp.cmp(source, os.path.join(place.target, key), shallow=False)
            return job

        def tree(client):
            source = os.path.join(self.root, clients.BUCKET, "small")
            return lambda place: (client.tree(place, "small/"), lambda: same_tree(source, place.target, "small"))

        for row in ("big-http", "big-tls"):
            if row in self.options.rows:
                self.row(row, [(c, one(c, "big")) for c in everyone])
        if "small" in self.options.rows:
            able = [c for c in everyone if type(c).tree is not clients.Client.tree and getattr(c, "how", "crt") == "crt"]
            self.row("small", [(c, tree(c)) for c in able])
        if "capped" in self.options.rows:
            parallel = clients.MillraceParts(self.options.millrace, CAP_PART, CAP_PARTS)
            single = clients.MillraceParts(self.options.millrace, CAP_PART, 1)
            aria2, curl = clients.Aria2(), clients.Curl()
            aria2.settings = f"-x{CAP_PARTS} -s{CAP_PARTS} -k{CAP_PART}M --min-split-size=20M --file-allocation=falloc"
            curl.name, curl.settings = "curl, one connection", "one stream"
            self.row("capped", [(parallel, one(parallel, "capped")), (single, one(single, "capped-one")),
                                (aria2, one(aria2, "capped")), (curl, one(curl, "capped-one"))])

    def stdout_row(self):
        if "stdout" not in self.options.rows:
            return
        pair = clients.Millrace(self.options.millrace), clients.MillraceToPipe(self.options.millrace)
        # What a pipe takes cannot be compared afterwards; the tests do that.
        self.row("stdout", [(c, lambda place, c=c: (c.one(place, "big"), lambda: True)) for c in pair])

    def upload_rows(self):
        rows = [row for row in self.options.rows if row.startswith("upload-")]
        if rows:
            uploads.UploadRows(self).run(rows)

    def listing_row(self):
        if "listing" not in self.options.rows:
            return
        found = {}
        for name, prefix in (("10,000 keys", "few/"), ("1,000,000 keys", "many/")):
            client = clients.Millrace(self.options.millrace)
            client.name = name
            command = [self.options.millrace, "list", f"s3://{clients.BUCKET}/{prefix}", "--endpoint-url", self.server.settings["endpoint"]]
            costs = []
            for _ in range(self.options.runs):
                with open(os.path.join(self.work, "keys"), "wb") as keys:
                    cost = measure.run(["timeout", "--foreground", "300", *command], self.work, environment=client.environment(self.place("listing")),
                                       output=keys)
                with open(os.path.join(self.work, "keys"), "rb") as keys:
                    lines = sum(1 for line in keys if b".bin" in line)
                expected = int(name.split()[0].replace(",", ""))
                if cost.exit_code or lines != expected:
                    self.results["listing"] = {"title": ROWS["listing"], "clients": found,
                                               "left_out": {name: f"exit code {cost.exit_code}, {lines} keys"}}
                    return
                costs.append(cost)
            print(f"listing {name}: {costs[-1].rss / MIB:.0f} MiB, {costs[-1].wall:.2f} s", file=sys.stderr)
            found[name] = summarise(costs, "list")
        self.results["listing"] = {"title": ROWS["listing"], "clients": found, "left_out": {}}


def summarise(costs, settings):
    def of(values):
        values = list(values)
        return {"median": statistics.median(values), "min": min(values), "max": max(values)}
    return {"settings": settings, "runs": len(costs), "wall": of(c.wall for c in costs), "synced": of(c.synced for c in costs),
            "cpu": of(c.cpu for c in costs), "rss": of(c.rss for c in costs)}


def markdown(report):
    lines = [f"Measured {report['when']} on {report['machine']}, load {report['load']} before the run; "
             f"medians of {report['runs']} alternating runs, spread in brackets.",
             "`on disk` is the time until the client has ended and everything it wrote is on the disk (syncfs); ratios are of that."]
    for row, result in report["rows"].items():
        lines += ["", f"### {result['title']}", "", "| client | on disk, s | client alone, s | CPU, s | peak RSS, MiB | Millrace is faster by |",
                  "|---|---|---|---|---|---|"]
        own = result["clients"].get("millrace")
        for name, c in sorted(result["clients"].items(), key=lambda item: item[1]["synced"]["median"]):
            ratio = f"{c['synced']['median'] / own['synced']['median']:.2f}x" if own and name != "millrace" else ""
            shown = f"**{name}**" if name.startswith("millrace") else name
            lines.append(f"| {shown} | {c['synced']['median']:.2f} ({c['synced']['min']:.2f}-{c['synced']['max']:.2f}) "
                         f"| {c['wall']['median']:.2f} | {c['cpu']['median']:.2f} | {c['rss']['median'] / MIB:.0f} | {ratio} |")
        for name, why in result["left_out"].items():
            lines.append(f"\nLeft out: {name}: {why}.")
        lines += claims(row, result)
    lines += ["", "### Settings", ""]
    seen = {}
    for result in report["rows"].values():
        for name, c in result["clients"].items():
            seen.setdefault(name, c["settings"])
    lines += [f"- {name}: {settings}" for name, settings in seen.items()]
    return "\n".join(lines) + "\n"


def claims(row, result):
    """What the row proves of the claims Millrace has to match."""
    c = {name: value["synced"]["median"] for name, value in result["clients"].items()}
    lines = []
    own = c.get("millrace")
    peers = {name: value for name, value in c.items() if not name.startswith("millrace")}
    if row in ("big-http", "big-tls", "small", "upload-big", "upload-small") and own and peers:
        best = min(peers, key=peers.get)
        lines.append(f"Best peer: {best}; Millrace is {peers[best] / own:.2f} times as fast.")
    if row.startswith("big") and own:
        for name, what in (("boto3 one stream", "one stream of boto3 (3x claimed by the multipart downloader)"), ("curl", "one stream of curl"),
                           ("boto3 download_file", "boto3 download_file (5.5x claimed by the pipeline)")):
            if name in c:
                lines.append(f"Against {what}: {c[name] / own:.2f}x.")
    if row == "capped":
        many, one = c.get(f"millrace, {CAP_PARTS} parts"), c.get("millrace, 1 part")
        if many and one:
            lines.append(f"{CAP_PARTS} parts reach {one / many:.3f} of {CAP_PARTS} times one connection "
                         f"({CAP_PARTS * CAP_PART * MIB / many / 1e6:.1f} MB/s against {CAP_PART * MIB / one / 1e6:.1f} MB/s).")
    if row == "upload-big" and own and peers:
        cpu = {name: value["cpu"]["median"] for name, value in result["clients"].items()}
        least = min(peers, key=cpu.get)
        lines.append(f"Least CPU of the peers: {least}, {cpu[least]:.2f} s; Millrace takes {cpu['millrace'] / cpu[least]:.2f} times that.")
    if row == "stdout" and len(c) == 2:
        lines.append(f"To a pipe: {own / c['millrace to a pipe']:.2f} times the speed to disk.")
    if row == "listing" and len(c) == 2:
        few, many = (result["clients"][name]["rss"]["median"] / MIB for name in ("10,000 keys", "1,000,000 keys"))
        lines.append(f"A hundred times the keys takes {many - few:+.1f} MiB.")
    return ["", *[line + "  " for line in lines]] if lines else []


def machine():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        models = [line.split(":", 1)[1].strip() for line in file if line.startswith("model name")]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)
    return f"{len(models)} x {models[0] if models else os.uname().machine}, {memory:.0f} GiB, Linux {os.uname().release}"


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("rows", nargs="*", help=f"of {', '.join(ROWS)}; all by default")
    arguments.add_argument("--quick", action="store_true", help="two runs instead of five")
    arguments.add_argument("--runs", type=int)
    arguments.add_argument("--timeout", type=int, default=120, help="seconds a client may take")
    arguments.add_argument("--millrace", default=os.path.join(TOP, "build", "release", "bin", "millrace-cli"))
    arguments.add_argument("--output", default=os.path.join(TOP, "build", "bench"), help="folder for the table, the JSON and the target files")
    options = arguments.parse_args()
    options.rows = options.rows or list(ROWS)
    unknown = set(options.rows) - set(ROWS)
    if unknown:
        arguments.error(f"no such row: {', '.join(sorted(unknown))}")
    options.runs = options.runs or (2 if options.quick else 5)

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    os.makedirs(options.output, exist_ok=True)
    load = f"{os.getloadavg()[0]:.1f}"
    # The server's files lie in memory, so that the disk serves only the clients.
    shared = "/dev/shm"
    room = os.path.isdir(shared) and shutil.disk_usage(shared).free > 3 << 30
    with tempfile.TemporaryDirectory(dir=shared if room else None, prefix="millrace-bench-") as root, \
            tempfile.TemporaryDirectory(dir=options.output, prefix="work-") as work:
        keys = make_objects(root, options.rows)
        server = Server(root, options.rows)
        comparison = Comparison(options, server, root, keys, work)
        try:
            comparison.download_rows()
            comparison.listing_row()
            comparison.stdout_row()
            comparison.upload_rows()
        finally:
            server.stop()
            comparison.log.close()
            shutil.copy(os.path.join(work, "clients.log"), options.output)
    report = {"version": 1, "when": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC"), "machine": machine(), "load": load,
              "runs": options.runs, "rows": comparison.results}
    with open(os.path.join(options.output, "compare.json"), "w", encoding="utf-8") as file:
        json.dump(report, file, indent=2)
    table = markdown(report)
    with open(os.path.join(options.output, "compare.md"), "w", encoding="utf-8") as file:
        file.write(table)
    print(table, end="")
    failed = [f"{row}: {name}" for row, result in report["rows"].items() for name in result["left_out"]
              if name.startswith("millrace") or row == "listing"]
    if failed:
        sys.exit("Millrace did not finish: " + "; ".join(failed))


if __name__ == "__main__":
    main()

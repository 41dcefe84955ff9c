#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures how exactly --max-rate is kept: bytes on the wire against the rate asked for, and CPU.

    unshare -n tests/bench/rate.py [--seconds 30] [--cli PATH] [--direction down|up] [--transport auto|qt|curl] RATE...

Needs a network of its own, which `unshare -n` gives: nobody else then loads the loopback
interface. What is moved is one object of holes; a download is dropped as it comes. Bytes are what the system says its connections
carried, each byte once; what the interface carried beyond that was lost in a full receive buffer and sent again.
The mean is taken from the first byte on; the fullest second is looked for in steps of 20 to 30 ms.
"""
import argparse
import bisect
import os
import re
import signal
import subprocess
import sys
import tempfile
import time


def wire_bytes():
    """Bytes that crossed the wire, without the headers of IP and TCP: an acknowledgement is nothing else."""
    with open("/proc/net/dev") as f:
        total, packets = map(int, re.search(r"lo:\s*(\d+)\s+(\d+)", f.read()).groups())
    return total - packets * HEADERS


def cpu_seconds(pid):
    with open(f"/proc/{pid}/stat") as f:
        fields = f.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def peak_memory(pid):
    with open(f"/proc/{pid}/status") as f:
        return int(re.search(r"VmHWM:\s*(\d+)", f.read()).group(1)) * 1024


class Payload:
    """Bytes that the client's connections have received (or sent, and had acknowledged), each counted once."""

    def __init__(self, direction):
        self._field = re.compile(r"bytes_received:(\d+)" if direction == "down" else r"bytes_acked:(\d+)")
        self._of = {}

    def bytes(self):
        text = subprocess.run(["ss", "-tinHO", "dport", "=", ":9444"], capture_output=True, text=True).stdout
        for line in text.splitlines():
            found = self._field.search(line)
            if found:
                self._of[line.split()[3]] = int(found.group(1))  # by local address: closed ones keep their last figure
        return sum(self._of.values())


HEADERS = 14 + 20 + 32  # Ethernet as the interface counts it, IP, TCP with timestamps


def parse_rate(text):
    number, unit = re.fullmatch(r"([\d.]+)\s*([KMG]iB)/s", text).groups()
    return float(number) * {"KiB": 2**10, "MiB": 2**20, "GiB": 2**30}[unit]


def measure(args, rate_text, environment, folder):
    rate = parse_rate(rate_text)
    if args.direction == "down":
        command = [args.cli, "download", "s3://down/big", "--discard", "--quiet", "--transport", args.transport]
    else:
        command = [args.cli, "upload", os.path.join(folder, "big"), "s3://uploads/big", "--quiet", "--no-resume"]
    payload = Payload(args.direction)
    child = subprocess.Popen(command + ["--max-rate", rate_text], env=environment, stdout=subprocess.DEVNULL)
    samples = []
    started = None
    while True:
        now, total = time.monotonic(), payload.bytes()
        # What comes before is the look at the object.
        if started is None and total > 24_000:
            started = now
        samples.append((now, total))
        if started == now:
            wire_at_start = wire_bytes() - total
        if child.poll() is not None:
            sys.exit(f"the client ended early with {child.returncode}")
        if started is not None and now - started >= args.seconds:
            break
        time.sleep(0.02)
    wire = wire_bytes() - wire_at_start
    cpu, memory = cpu_seconds(child.pid), peak_memory(child.pid)
    child.send_signal(signal.SIGINT)
    child.wait()

    times = [when for when, _ in samples]
    at_start = samples[bisect.bisect_left(times, started) - 1]
    mean = (samples[-1][1] - at_start[1]) / (samples[-1][0] - at_start[0])
    fullest = 0.0
    for when, total in samples:
        later = bisect.bisect_left(times, when + 1.0)
        if later < len(samples):
            # The window may be a little longer than a second: scaled to one.
            end = samples[later]
            fullest = max(fullest, (end[1] - total) / max(1.0, end[0] - when))
    again = 100 * (wire / samples[-1][1] - 1)
    print(f"{args.direction:5} {args.transport:5} {rate_text:>10}  mean {100 * mean / rate:7.2f} %   fullest second {100 * fullest / rate:7.2f} %   "
          f"CPU {100 * cpu / args.seconds:6.2f} %   memory {memory / 2**20:5.1f} MiB   sent again {again:5.2f} %", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("rates", nargs="+", metavar="RATE")
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--direction", choices=["down", "up"], default="down")
    parser.add_argument("--transport", choices=["auto", "qt", "curl"], default="auto")
    here = os.path.dirname(os.path.realpath(__file__))
    parser.add_argument("--cli", default=os.path.join(here, "../../build/release/bin/millrace-cli"))
    args = parser.parse_args()
    with open("/proc/net/dev") as f:
        interfaces = [line.split(":")[0].strip() for line in f if ":" in line]
    if interfaces != ["lo"]:
        sys.exit("other traffic would be counted too: run it under `unshare -n`")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        for bucket in ("uploads", "down"):
            os.makedirs(os.path.join(folder, "buckets", bucket))
        environment = dict(os.environ, AWS_ACCESS_KEY_ID="AKIDBENCH", AWS_SECRET_ACCESS_KEY="secret",
                           AWS_ENDPOINT_URL="http://127.0.0.1:9444", AWS_REGION="us-east-1", HOME=folder,
                           MILLRACE_SERVE_ACCESS_KEY="AKIDBENCH", MILLRACE_SERVE_SECRET_KEY="secret")
        source = os.path.join(folder, "big") if args.direction == "up" else os.path.join(folder, "buckets/down/big")
        with open(source, "wb") as sparse:  # holes take no memory
            sparse.truncate(int(max(parse_rate(rate) for rate in args.rates) * (args.seconds + 10)))
        server = subprocess.Popen([args.cli, "serve", os.path.join(folder, "buckets"), "--folders-as-buckets", "--port", "9444"],
                                  env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            time.sleep(1)
            for rate in args.rates:
                measure(args, rate, environment, folder)
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What `millrace-cli tune` and `download --auto-optimize` choose, beside the best of an exhaustive sweep; see README.md."""
import argparse
import itertools
import json
import os
import shlex
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

KIB, MIB = 1024, 1024 * 1024


class Scenario:
    def __init__(self, name, what, keys, serve, expect, files=(1,), parts=(1,), sizes=(16,), chunks=(1024,), threads=(8,),
                 disk=(), whole=False, live_seconds=20):
        self.name, self.what, self.keys, self.serve = name, what, keys, serve
        self.expect = expect            # what may be called the limit of a run with the best settings
        self.grid = list(itertools.product(files, parts, sizes, chunks, threads))
        self.disk = list(disk)          # flags of a run that writes to disk; empty: to memory
        self.whole = whole              # runs end by themselves: objects too few to last
        self.live_seconds = live_seconds


SCENARIOS = [
    Scenario('capped', '10 MB/s a connection', '16x1GiB', ['--rate-per-connection', '10MB'], ['connection cap', 'cpu'],
             files=(1, 2, 4, 8), parts=(1, 4, 8, 16)),
    Scenario('latency', '40 ms a request, 256 KiB objects', '40000x256KiB', ['--latency-ms', '40'], ['latency', 'cpu'],
             files=(4, 8, 16, 32, 64, 96, 128)),
    Scenario('throttled', 'SlowDown above 32 in flight, 40 ms', '40000x256KiB', ['--latency-ms', '40', '--throttle-above', '32'],
             ['throttling', 'latency'], files=(4, 8, 16, 24, 32, 48, 64, 96)),
    Scenario('slow-disk', 'disk of 60 MB/s', '8x1GiB', [], ['disk'], files=(1, 4), parts=(2, 8), chunks=(256, 1024, 4096),
             threads=(2, 8), disk=['--disk-rate', '60MB/s']),
    Scenario('small', '2,000 objects of 16 KiB', '2000x16KiB', [], ['cpu', 'latency'], files=(1, 2, 4, 8, 16, 32, 64), whole=True),
    Scenario('large', 'one object of 8 GiB on a fast link', '1x8GiB', [], ['cpu', 'network'], parts=(1, 2, 4, 6, 8, 16, 32),
             sizes=(8, 16, 64)),
]
# What limits a run of the defaults may differ from what limits the best.
DEFAULT_LIMIT = {'capped': ['connection cap'], 'latency': ['latency', 'cpu'], 'throttled': ['throttling', 'latency'],
                 'slow-disk': ['disk'], 'small': ['cpu', 'latency'], 'large': ['cpu', 'network']}


class Endpoint:
    def __init__(self, cli, scenario):
        command = [cli, 'serve', '--synthetic-keys', 's/:' + scenario.keys, '--bucket', 'bench', '--port', '0', '--anonymous',
                   '--json'] + scenario.serve
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        said = json.loads(self.process.stdout.readline())
        self.url = said['endpoint']

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGINT)
        self.process.wait()


class Bench:
    def __init__(self, args):
        self.cli = args.cli
        self.seconds = args.seconds
        self.folder = args.folder
        self.log = args.verbose
        self.rounds = 2 if args.quick else 3

    def run(self, scenario, url, flags, seconds):
        """One download for some seconds; rates of the whole and of its later half, and the run's own summary."""
        target = tempfile.mkdtemp(prefix='tuning-', dir=self.folder) if scenario.disk else None
        command = [self.cli, 'download', 's3://bench/s/'] + ([target] if target else ['--discard']) + scenario.disk + [
            '--endpoint-url', url, '--no-sign-request', '--json', '--monitor', 'off', '--monitor-interval', '0.1'] + flags
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        points, summary, steps, stopped = [], None, 0, False
        for line in process.stdout:
            event = json.loads(line)
            kind = event['event']
            if kind == 'progress' and not stopped:
                points.append((event['elapsed_seconds'], event['bytes_moved']))
                if not scenario.whole and event['elapsed_seconds'] >= seconds:
                    process.send_signal(signal.SIGINT)
                    stopped = True
            elif kind == 'tuning_step':
                steps += event['from'] != event['to']
            elif kind == 'summary':
                summary = event
        process.wait()
        if target:
            shutil.rmtree(target, ignore_errors=True)
        if summary is None:
            raise RuntimeError('no summary from ' + shlex.join(command))
        if summary['files_failed']:
            print(f'  {summary["files_failed"]} failed: {shlex.join(flags)}', file=sys.stderr)
        result = {'limit': (summary.get('bottleneck') or {}).get('kind', 'none'),
                  'text': (summary.get('bottleneck') or {}).get('text', ''), 'steps': steps, 'retries': summary['retries']}
        if not stopped:
            total = summary['summary']['total_duration_seconds']
            result['rate'] = result['late'] = summary['bytes_moved'] / total if total else 0
            result['seconds'] = total
            return result
        if scenario.disk:
            # Buffers take in what the disk has not yet: only what was written by the end counts.
            written = summary['bottleneck']['evidence']['disk_bytes_per_second']
            result.update(rate=written, late=written, whole=written, seconds=summary['summary']['total_duration_seconds'])
            return result
        last = points[-1]
        result['whole'] = last[1] / last[0]
        result['seconds'] = last[0]
        # Settings that stand still are judged without their first moments, as tune does.
        opened = next(p for p in points if p[0] >= min(1, seconds / 4))
        half = next(p for p in points if p[0] >= seconds / 2)
        result['rate'] = (last[1] - opened[1]) / (last[0] - opened[0])
        result['late'] = (last[1] - half[1]) / (last[0] - half[0])
        return result

    def median(self, scenario, url, flags, runs, seconds=None):
        results = [self.run(scenario, url, flags, seconds or self.seconds) for _ in range(runs)]
        results.sort(key=lambda r: r['rate'])
        chosen = dict(results[len(results) // 2])
        chosen['rate'] = statistics.median(r['rate'] for r in results)
        return chosen

    def sweep(self, scenario, url):
        found = []
        for files, parts, size, chunk, threads in scenario.grid:
            flags = ['--file-parallelism', str(files), '--concurrency', str(parts), '--multipart-size-mb', str(size),
                     '--max-pool-connections', str(files * parts), '--chunk-size-kb', str(chunk), '--io-threads', str(threads)]
            result = self.median(scenario, url, flags, 3 if scenario.whole else 1)
            found.append((result['rate'], flags))
            if self.log:
                print(f'  {result["rate"] / 1e6:8.1f} MB/s  {shlex.join(flags)}  {result["limit"]}', file=sys.stderr)
        found.sort(reverse=True, key=lambda f: f[0])
        # The best of many noisy figures is a lucky one: the first three are measured again.
        again = [(self.median(scenario, url, flags, 3)['rate'], flags) for _, flags in found[:3]]
        return max(again, key=lambda f: f[0])

    def tune(self, scenario, url):
        target = tempfile.mkdtemp(prefix='tuning-', dir=self.folder) if scenario.disk else None
        command = [self.cli, 'tune', 's3://bench/s/'] + (['--save-to-disk', target] if target else []) + scenario.disk + [
            '--endpoint-url', url, '--no-sign-request', '--json', '--trial-seconds', str(self.seconds)]
        if not scenario.disk:
            command += ['--trial-size', '16GiB']
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        if target:
            shutil.rmtree(target, ignore_errors=True)
        events = [json.loads(line) for line in done.stdout.splitlines()]
        if self.log:
            for event in events:
                if event['event'] == 'trial':
                    print(f'  tune {event["trial"]}: {event["bytes_per_second"] / 1e6:.1f} MB/s, {event["reason"]}', file=sys.stderr)
        result = events[-1]
        flags = []
        if result['better']:
            r = result['recommended']
            flags = ['--file-parallelism', str(r['file_parallelism']), '--concurrency', str(r['concurrency']),
                     '--multipart-size-mb', str(r['part_size'] // MIB), '--max-pool-connections', str(r['connections']),
                     '--chunk-size-kb', str(r['chunk_size'] // KIB), '--io-threads', str(r['io_threads'])]
        return result, flags

    def scenario(self, scenario):
        with Endpoint(self.cli, scenario) as endpoint:
            url = endpoint.url
            best, best_flags = self.sweep(scenario, url)
            tuned, flags = self.tune(scenario, url)
            # In turn, so that what the machine does meanwhile hits all alike.
            rounds = [{'best': self.run(scenario, url, best_flags, self.seconds), 'default': self.run(scenario, url, [], self.seconds),
                       'tune': self.run(scenario, url, flags, self.seconds),
                       'live': self.run(scenario, url, ['--auto-optimize'], scenario.live_seconds)}
                      for _ in range(5 if scenario.whole else self.rounds)]
            plain = self.median(scenario, url, [], 3 if scenario.whole else 1, scenario.live_seconds)
        middle = {name: sorted((r[name] for r in rounds), key=lambda r: r['rate'])[len(rounds) // 2] for name in rounds[0]}
        best = max(best, middle['best']['rate']) if not scenario.whole else middle['best']['rate']
        live = middle['live']
        return {'scenario': scenario.name, 'what': scenario.what, 'best': best, 'best_flags': shlex.join(best_flags),
                'points': len(scenario.grid), 'default': middle['default']['rate'], 'default_limit': middle['default']['limit'],
                'default_text': middle['default']['text'], 'tune': middle['tune']['rate'], 'tune_flags': shlex.join(flags),
                'tune_trials': tuned['trials'], 'tune_limit': (tuned['bottleneck'] or {}).get('kind', 'none'),
                'tune_text': (tuned['bottleneck'] or {}).get('text', ''), 'live': live['rate'], 'live_late': live['late'],
                'live_limit': live['limit'], 'live_text': live['text'], 'live_steps': live['steps'],
                'live_against_default': live.get('whole', live['rate']) / max(1, plain.get('whole', plain['rate'])),
                'right': middle['default']['limit'] in DEFAULT_LIMIT[scenario.name]
                and (tuned['bottleneck'] or {}).get('kind') in scenario.expect and live['limit'] in scenario.expect}


def table(rows):
    lines = ['| scenario | best of the sweep | defaults | tune (trials) | of best | live, late half | of best | live : defaults, whole run '
             '| limit: defaults / tune / live | right |', '|---|---|---|---|---|---|---|---|---|---|']
    for r in rows:
        lines.append(f'| {r["scenario"]}: {r["what"]} | {r["best"] / 1e6:.0f} MB/s ({r["points"]} points) | {r["default"] / 1e6:.0f} '
                     f'| {r["tune"] / 1e6:.0f} ({r["tune_trials"]}) | {r["tune"] / r["best"] * 100:.0f} % | {r["live_late"] / 1e6:.0f} '
                     f'| {r["live_late"] / r["best"] * 100:.0f} % | {r["live_against_default"] * 100:.0f} % '
                     f'| {r["default_limit"]} / {r["tune_limit"]} / {r["live_limit"]} | {"yes" if r["right"] else "NO"} |')
    return '\n'.join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--cli', required=True)
    parser.add_argument('--seconds', type=float, default=4, help='of one measurement')
    parser.add_argument('--quick', action='store_true', help='2 s a measurement, 10 s of --auto-optimize')
    parser.add_argument('--folder', default='build', help='where the slow disk is')
    parser.add_argument('--json', help='also write the figures there')
    parser.add_argument('--verbose', '-v', action='store_true')
    parser.add_argument('scenarios', nargs='*', metavar='SCENARIO')
    args = parser.parse_args()
    args.cli = os.path.abspath(args.cli)
    os.makedirs(args.folder, exist_ok=True)
    if args.quick:
        args.seconds = 2
        for scenario in SCENARIOS:
            scenario.live_seconds = 10
    unknown = set(args.scenarios) - {s.name for s in SCENARIOS}
    if unknown:
        parser.error(f'no scenario {", ".join(sorted(unknown))}: they are {", ".join(s.name for s in SCENARIOS)}')
    bench, rows = Bench(args), []
    load = os.getloadavg()
    for scenario in SCENARIOS:
        if args.scenarios and scenario.name not in args.scenarios:
            continue
        print(f'{time.strftime("%H:%M:%S")} {scenario.name}: {scenario.what}', file=sys.stderr, flush=True)
        rows.append(bench.scenario(scenario))
        r = rows[-1]
        for who in ('default', 'tune', 'live'):
            print(f'  {who}: {r[who] / 1e6:.0f} MB/s, {r[who + "_text"]}', file=sys.stderr, flush=True)
        print(f'  best: {r["best_flags"]}\n  tune: {r["tune_flags"] or "(defaults)"}', file=sys.stderr, flush=True)
    print(table(rows))
    print(f'\n{os.cpu_count()} CPUs shared with the server; load {load[0]:.1f} before, {os.getloadavg()[0]:.1f} after.')
    if args.json:
        with open(args.json, 'w') as file:
            json.dump({'load_before': load, 'load_after': os.getloadavg(), 'rows': rows}, file, indent=2)
    return 0 if all(r['right'] for r in rows) else 1


if __name__ == '__main__':
    sys.exit(main())

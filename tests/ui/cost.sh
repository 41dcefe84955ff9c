#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# CPU seconds of one download with the window in view (under Xvfb) and of the same download without a window, by turns:
# cost.sh [SIZE [RUNS [MIB-PER-SECOND [PART-KIB [CONNECTIONS [QUEUED]]]]]]
# Default: 10GiB 5 0 1024 64 1000, that is 10,000 parts over 64 connections as fast as they go, before 1,000 transfers that wait.
# 0 for the last three: what the engine finds best, in an empty list.
set -euo pipefail
top=$(cd "$(dirname "$(readlink -f "$0")")/../.." && pwd)
size=${1:-10GiB} runs=${2:-5} rate=${3:-0} part=${4:-1024} connections=${5:-64} queued=${6:-1000}
preset=${PRESET:-dev}
[ -n "${SKIP_BUILD:-}" ] || cmake --build "$top/build/$preset" --target guicost millrace-cli > /dev/null
guicost=${GUICOST:-$top/build/$preset/tests/guicost}
cli=${CLI:-$top/build/$preset/bin/millrace-cli}
work=$(mktemp -d -p "${TMPDIR:-/var/tmp}")
export AWS_ACCESS_KEY_ID=cost AWS_SECRET_ACCESS_KEY=cost-secret MILLRACE_SERVE_ACCESS_KEY=cost MILLRACE_SERVE_SECRET_KEY=cost-secret
export XDG_RUNTIME_DIR=$work HOME=$work
"$cli" serve --synthetic-keys "1x$size" --bucket cost --port 0 --json > "$work/server" 2>&1 &
server=$!
trap 'kill $server 2> /dev/null; rm -rf "$work"' EXIT
for _ in $(seq 100); do
    url=$(grep -o 'http://[0-9.]*:[0-9]*' "$work/server" | head -1) && [ -n "$url" ] && break
    sleep 0.1
done
key=$("$cli" list s3://cost/ --endpoint-url "$url" --region us-east-1 2> /dev/null | awk 'NF { print $NF; exit }')
key=${key##*/}
for _ in $(seq "$runs"); do
    echo headless $("$guicost" headless "$url" cost "$key" "$work/headless" "$rate" "$part" "$connections")
    echo window $(xvfb-run -a -s "-screen 0 1400x960x24" "$guicost" window "$url" cost "$key" "$work/window" "$rate" "$part" "$connections" "$queued")
done | tee "$work/runs"
awk '{ cpu[$1] = cpu[$1] " " $2; wall[$1] = wall[$1] " " $3; own[$1] = own[$1] " " $4 }
    function median(text,  n, a, i, j, t) {
        n = split(text, a, " ")
        for (i = 2; i <= n; ++i) for (j = i; j > 1 && a[j - 1] > a[j]; --j) { t = a[j]; a[j] = a[j - 1]; a[j - 1] = t }
        return n % 2 ? a[(n + 1) / 2] : (a[n / 2] + a[n / 2 + 1]) / 2
    }
    END { h = median(cpu["headless"]); w = median(cpu["window"])
        printf "median CPU: headless %.2f s, window %.2f s: %+.1f %%; median time: %.2f s and %.2f s; of the window'"'"'s thread %.2f s\n", h, w,
            (w / h - 1) * 100, median(wall["headless"]), median(wall["window"]), median(own["window"]) }' "$work/runs"

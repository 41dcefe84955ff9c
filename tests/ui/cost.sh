#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# CPU seconds of one download with the window in view (under Xvfb) and of the same download without a window, by turns:
# cost.sh [SIZE [RUNS [MIB-PER-SECOND]]]   (default: 2GiB 5 0; 0: as fast as it goes)
set -euo pipefail
top=$(cd "$(dirname "$(readlink -f "$0")")/../.." && pwd)
size=${1:-2GiB} runs=${2:-5} rate=${3:-0}
[ -n "${SKIP_BUILD:-}" ] || cmake --build "$top/build/dev" --target guicost millrace-cli > /dev/null
work=$(mktemp -d -p "${TMPDIR:-/var/tmp}")
export AWS_ACCESS_KEY_ID=cost AWS_SECRET_ACCESS_KEY=cost-secret MILLRACE_SERVE_ACCESS_KEY=cost MILLRACE_SERVE_SECRET_KEY=cost-secret
export XDG_RUNTIME_DIR=$work HOME=$work
"$top/build/dev/bin/millrace-cli" serve --synthetic-keys "1x$size" --bucket cost --port 0 --json > "$work/server" 2>&1 &
server=$!
trap 'kill $server 2> /dev/null; rm -rf "$work"' EXIT
for _ in $(seq 100); do
    url=$(grep -o 'http://[0-9.]*:[0-9]*' "$work/server" | head -1) && [ -n "$url" ] && break
    sleep 0.1
done
key=$("$top/build/dev/bin/millrace-cli" list s3://cost/ --endpoint-url "$url" --region us-east-1 2> /dev/null | awk 'NF { print $NF; exit }')
key=${key##*/}
for _ in $(seq "$runs"); do
    echo headless $("$top/build/dev/tests/guicost" headless "$url" cost "$key" "$work/headless" "$rate")
    echo window $(xvfb-run -a -s "-screen 0 1400x960x24" "$top/build/dev/tests/guicost" window "$url" cost "$key" "$work/window" "$rate")
done | tee "$work/runs"
awk '{ cpu[$1] = cpu[$1] " " $2; wall[$1] = wall[$1] " " $3 }
    function median(text,  n, a, i, j, t) {
        n = split(text, a, " ")
        for (i = 2; i <= n; ++i) for (j = i; j > 1 && a[j - 1] > a[j]; --j) { t = a[j]; a[j] = a[j - 1]; a[j - 1] = t }
        return n % 2 ? a[(n + 1) / 2] : (a[n / 2] + a[n / 2 + 1]) / 2
    }
    END { h = median(cpu["headless"]); w = median(cpu["window"])
        printf "median CPU: headless %.2f s, window %.2f s: %+.1f %%; median time: %.2f s and %.2f s\n", h, w, (w / h - 1) * 100,
            median(wall["headless"]), median(wall["window"]) }' "$work/runs"

#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Six servers and disks that limit a download in different ways: what `tune` and `--auto-optimize` choose beside the best of
# an exhaustive sweep, and whether what limits is named right. See README.md here.
#   tests/bench/tuning.sh [--cli PATH] [--quick] [--seconds S] [--json FILE] [SCENARIO...]
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.."
for word in "$@"; do [ "$word" != --cli ] || exec /usr/bin/python3 tests/bench/tuning.py "$@" </dev/null; done
cmake --preset release </dev/null >/dev/null
cmake --build --preset release --target millrace-cli --parallel "$(nproc)" </dev/null >/dev/null
exec /usr/bin/python3 tests/bench/tuning.py --cli build/release/bin/millrace-cli "$@" </dev/null

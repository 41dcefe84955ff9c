#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs the peers, builds preset release and measures Millrace beside them; see README.md here.
#   tests/bench/compare.sh [--quick] [--runs N] [ROW...]
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.."
installer/install-packages.sh build gui bench
cmake --preset release </dev/null >/dev/null
cmake --build --preset release --target millrace-cli --parallel "$(nproc)" </dev/null >/dev/null
exec /usr/bin/python3 tests/bench/compare.py "$@" </dev/null

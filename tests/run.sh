#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what the tests need, builds preset dev and runs every test. Arguments go to ctest, e.g. tests/run.sh -R s3/
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
installer/install-packages.sh build gui test
cmake --preset dev </dev/null
cmake --build --preset dev --parallel "$(nproc)" </dev/null
# One test at a time: several of them measure or fill both cores, and none may fail because of another.
exec ctest --preset dev --no-tests=error "$@" </dev/null

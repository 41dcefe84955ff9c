#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Millrace on a bare Debian 12: installs packages, builds the release, serves generated objects on the embedded endpoint, downloads
# them with live progress, and compares every byte.
#   installer/run.sh [--keep] [--gui]
# --keep leaves the objects and their copies in build/demo, --gui opens the desktop application on the endpoint instead of
# downloading. The JSON report is build/demo/report.json. Exit: 0 all is well, 1 something failed, 2 usage, or no desktop application.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."

usage() { sed -n '3,7s/^# \{0,1\}//p' installer/run.sh >&2; exit 2; }
gui='' keep=''
for argument in "$@"; do
    case $argument in
        --gui) gui=1 ;;
        --keep) keep=1 ;;
        *) usage ;;
    esac
done
step() { printf '\n== %s\n' "$*"; }

step "Packages"
installer/install-packages.sh build ${gui:+gui}

step "Build"
cmake --preset release -DMILLRACE_GUI="$([ -n "$gui" ] && echo ON || echo OFF)" </dev/null
cmake --build --preset release --parallel "$(nproc)" </dev/null
bin=$PWD/build/release/bin
if [ -n "$gui" ] && [ ! -x "$bin/millrace" ]; then
    echo "run.sh: this version builds no desktop application ($bin/millrace); run it without --gui" >&2
    exit 2
fi

demo=$PWD/build/demo
rm -rf "$demo"
mkdir -p "$demo/source/large" "$demo/target"
server=
finish() {
    if [ -n "$server" ]; then kill -INT "$server" 2>/dev/null && wait "$server" || true; fi
    [ -n "$keep" ] || rm -rf "$demo/source" "$demo/target"
}
trap finish EXIT

step "Objects: 3 large ones, a tree of 1,000 small ones, and some with unusual names"
for number in 1 2 3; do head -c $((number * 128))M /dev/urandom > "$demo/source/large/object-$number.bin"; done
for number in $(seq 0 999); do
    folder=$demo/source/small/$((number / 100))
    mkdir -p "$folder"
    head -c 16K /dev/urandom > "$folder/$(printf %04d "$number").bin"
done
mkdir -p "$demo/source/names/sub folder"
: > "$demo/source/names/empty"
for name in 'with space' 'plus+and%41percent' 'ünïcödé' 'sub folder/x'; do head -c 777 /dev/urandom > "$demo/source/names/$name"; done

step "Embedded endpoint"
secret() { od -An -N20 -tx1 /dev/urandom | tr -d ' \n'; }
access_key=DEMO$(secret | head -c 12)
secret_key=$(secret)
exec {answers}< <(MILLRACE_SERVE_ACCESS_KEY=$access_key MILLRACE_SERVE_SECRET_KEY=$secret_key \
    exec "$bin/millrace-cli" serve "$demo/source" --bucket demo --read-only --port 0 --json)
server=$!
read -r -t 30 listening <&"$answers" || { echo "run.sh: the endpoint did not start" >&2; exit 1; }
endpoint=$(sed -n 's/.*"endpoint": *"\([^"]*\)".*/\1/p' <<<"$listening")
[ -n "$endpoint" ] || { echo "run.sh: the endpoint said: $listening" >&2; exit 1; }
echo "s3://demo/ at $endpoint"
export AWS_ACCESS_KEY_ID=$access_key AWS_SECRET_ACCESS_KEY=$secret_key AWS_REGION=us-east-1 AWS_ENDPOINT_URL=$endpoint
unset AWS_SESSION_TOKEN AWS_PROFILE AWS_ENDPOINT_URL_S3 AWS_CA_BUNDLE http_proxy HTTP_PROXY all_proxy ALL_PROXY

if [ -n "$gui" ]; then
    step "Desktop application"
    "$bin/millrace"
    exit
fi

step "Download"
"$bin/millrace-cli" download s3://demo/ "$demo/target" --summary short --report "$demo/report.json"

step "Comparison of source and target, SHA-256"
sums() { (cd "$1" && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum); }
if ! diff <(sums "$demo/source") <(sums "$demo/target"); then
    echo "run.sh: the copies differ from the objects" >&2
    exit 1
fi
echo "$(find "$demo/target" -type f | wc -l) files, $(du -sh --apparent-size "$demo/target" | cut -f1): all equal"
echo "Report: $demo/report.json"

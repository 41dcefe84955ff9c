#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs the Debian packages of the named sections of packages.txt, and only those that are missing.
#   install-packages.sh build test     install what these two sections name
#   install-packages.sh --list build   print the names, install nothing
set -euo pipefail
list=$(dirname "$(readlink -f "$0")")/packages.txt

die() { printf 'install-packages: %s\n' "$*" >&2; exit 1; }

section() {
    awk -v want="[$1]" '
        { sub(/#.*/, ""); gsub(/[ \t]/, "") }
        /^\[/ { inside = ($0 == want); found = found || inside; next }
        inside && length { print }
        END { exit !found }' "$list"
}

only_list=
if [ "${1:-}" = --list ]; then only_list=1; shift; fi
[ $# -gt 0 ] || die "name at least one section of $list: $(sed -n 's/^\[\(.*\)\]$/\1/p' "$list" | tr '\n' ' ')"

wanted=()
for name in "$@"; do
    names=$(section "$name") || die "$list has no section [$name]"
    mapfile -t -O "${#wanted[@]}" wanted <<<"$names"
done
mapfile -t wanted < <(printf '%s\n' "${wanted[@]}" | sort -u)
if [ -n "$only_list" ]; then printf '%s\n' "${wanted[@]}"; exit; fi

command -v dpkg-query >/dev/null && command -v apt-get >/dev/null ||
    die "this is no Debian system; install by hand the equivalents of: ${wanted[*]}"

missing=()
for package in "${wanted[@]}"; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null ||
        die "these packages are missing, and installing them takes root or sudo: ${missing[*]}"
    as_root=(sudo)
fi
apt() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 "$@" </dev/null; }

printf 'installing %d packages: %s\n' "${#missing[@]}" "${missing[*]}"
# A third-party source that does not answer fails the update as a whole, yet Debian's own lists may be in place.
apt update -qq || printf 'install-packages: apt-get update failed; trying with the lists at hand\n' >&2
apt install -y -qq --no-install-recommends "${missing[@]}" ||
    die "apt-get could not install: ${missing[*]}"

#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Every text of the program is translated, in every language, with the placeholders of the source: a fresh lupdate of each
# .ts file must find nothing that is missing, unfinished or gone.
set -euo pipefail
top=$(cd "$(dirname "$(readlink -f "$0")")/../.." && pwd)
lupdate=$(command -v lupdate || true)
for known in /usr/lib/qt6/bin/lupdate /usr/lib64/qt6/bin/lupdate; do
    [ -n "$lupdate" ] || { [ -x "$known" ] && lupdate=$known; } || true
done
if [ -z "$lupdate" ] || ! command -v python3 > /dev/null; then
    echo "MILLRACE-SKIP: lupdate or python3 is not installed"
    exit 77
fi
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
cd "$top"
for file in resources/translations/*.ts; do
    cp "$file" "$fresh/"
    plurals=()
    [ "$(basename "$file")" != millrace_en.ts ] || plurals=(-pluralonly)
    "$lupdate" -silent "${plurals[@]}" -I . -I core ui -locations none -ts "$fresh/$(basename "$file")"
done
python3 "$top/tests/checks/translations.py" "$fresh"/*.ts

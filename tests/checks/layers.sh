#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Core may include only Qt Core and Qt Network (the queue Qt Sql too), and its floors only what lies below them (ranks in
# `floors`); core and the command line never include ui. Prints each offence as FILE: reason. With an argument, checks that
# source tree instead.
set -euo pipefail
top=$(cd "$(dirname "$(readlink -f "$0")")/../.." && pwd)
root=$(readlink -f "${1:-$top}")

headers=$(qmake6 -query QT_INSTALL_HEADERS) || { echo "MILLRACE-SKIP: no qmake6, so the Qt headers' place is not known"; exit 77; }

# A floor may include itself and floors of a lower rank. The endpoint stands beside transfer: neither needs the other.
declare -A floors=([base]=0 [s3]=1 [io]=1 [stats]=1 [config]=2 [transfer]=2 [server]=2 [tuning]=3 [bench]=4 [report]=3 [queue]=4
    [operations]=3 [api]=3)

offences() {
    local root=$1 file floor header other
    while IFS=$'\t' read -r file header; do
        case $file in
            core/*)
                floor=${file#core/}; floor=${floor%%/*}
                [ "$floor" != examples ] || continue # programs of their own, against an installed copy
                if [ -z "${floors[$floor]+x}" ]; then echo "$file: core/$floor is no floor of the house"; continue; fi
                case $header in
                    Qt*/*) [[ $header == QtCore/* || $header == QtNetwork/* ]] || echo "$file: <$header> is neither Qt Core nor Qt Network" ;;
                    ui/*|app/*|cli/*) echo "$file: core includes $header" ;;
                    */*)
                        other=${header%%/*}
                        [ -n "${floors[$other]+x}" ] && [ "$other" != "$floor" ] || continue
                        [ "${floors[$other]}" -lt "${floors[$floor]}" ] || echo "$file: $floor may not know $other ($header)" ;;
                    QSql*) [ "$floor" = queue ] || echo "$file: <$header> is the queue's alone" ;;
                    [qQ]*) [ -e "$headers/QtCore/$header" ] || [ -e "$headers/QtNetwork/$header" ] ||
                        echo "$file: <$header> is neither Qt Core nor Qt Network" ;;
                esac ;;
            app/cli/*|app/millrace-cli/*)
                case $header in
                    ui/*) echo "$file: the command line includes $header" ;;
                    Qt*/*) [[ $header == QtCore/* || $header == QtNetwork/* ]] || echo "$file: <$header> is neither Qt Core nor Qt Network" ;;
                    */*) ;;
                    [qQ]*) [ -e "$headers/QtCore/$header" ] || [ -e "$headers/QtNetwork/$header" ] ||
                        echo "$file: <$header> is neither Qt Core nor Qt Network" ;;
                esac ;;
            ui/*) [[ $header != cli/* && $header != app/* ]] || echo "$file: ui includes $header" ;;
        esac
    done < <(cd "$root" && find core app ui \( -name '*.h' -o -name '*.cpp' \) -print0 2>/dev/null |
        xargs -0 -r awk 'match($0, /^[ \t]*#[ \t]*include[ \t]*[<"]/) {
            name = substr($0, RLENGTH + 1); sub(/[>"].*/, "", name); print FILENAME "\t" name }')
}

# The check first proves on a planted tree that it can fail.
planted=$(mktemp -d)
trap 'rm -rf "$planted"' EXIT
mkdir -p "$planted"/{core/base,core/s3,core/transfer,core/extra,app/cli,ui}
printf '#include <QWidget>\n#include "s3/uri.h"\n' > "$planted/core/base/a.h"
printf '#include <QtGui/QImage>\n#  include "transfer/results.h"\n' > "$planted/core/s3/a.cpp"
printf '#include <QSqlQuery>\n#include <QString>\n#include "base/bytes.h"\n#include <QtNetwork/QNetworkReply>\n#include <sys/stat.h>\n' > "$planted/core/transfer/a.cpp"
printf '#include <QObject>\n' > "$planted/core/extra/a.h"
printf '#include <QApplication>\n#include "ui/window.h"\n' > "$planted/app/cli/a.cpp"
found=$(offences "$planted" | wc -l)
[ "$found" -eq 8 ] || { echo "layers.sh no longer sees what it should: $found of 8"; offences "$planted"; exit 1; }

result=$(offences "$root")
if [ -n "$result" ]; then printf '%s\n' "$result"; exit 1; fi
echo "every include runs down"

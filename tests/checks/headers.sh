#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Every source and script names its licence in its first lines, and every header is guarded.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.."
bad=0
while IFS= read -r -d '' file; do
    head -n 2 "$file" | grep -q 'SPDX-License-Identifier: GPL-3.0-or-later' || { echo "$file: no licence line"; bad=1; }
    [[ $file != *.h ]] || grep -q '^#pragma once' "$file" || { echo "$file: no #pragma once"; bad=1; }
done < <(find $(ls -d core app ui tests installer .ci 2>/dev/null) -path '*/build' -prune -o -type f \
    \( -name '*.cpp' -o -name '*.h' -o -name '*.sh' -o -name '*.py' -o -path '.ci/run' \) -print0)
[ $bad -eq 0 ] && echo "every file names its licence"

#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The desktop application finds the words of core's sentences by their patterns: each must be in core's sources as it is in
# ui/text/coretext.cpp, or a sentence that was reworded would be shown in English.
set -euo pipefail
top=$(cd "$(dirname "$(readlink -f "$0")")/../.." && pwd)
command -v python3 > /dev/null || { echo "MILLRACE-SKIP: python3 is not installed"; exit 77; }
cd "$top"
python3 - <<'PYTHON'
import pathlib, re, sys
literal = r'"((?:[^"\\]|\\.)*)"'
core = ""
for path in sorted(pathlib.Path("core").rglob("*.cpp")):
    # Adjacent literals are one.
    core += re.sub(r'"\s*\n\s*u?"', "", path.read_text())
known = re.findall(r'QT_TRANSLATE_NOOP\("Core", ' + literal + r"\)", pathlib.Path("ui/text/coretext.cpp").read_text())
# Composed of two in core.
composed = {"%1: started over": ": started over", "started over: %1": "started over: %1"}
gone = [text for text in known if composed.get(text, text.removesuffix(" %1") if text.endswith(": %1") else text) not in core]
for text in gone:
    print(f"ui/text/coretext.cpp: core does not say {text!r} any more")
sys.exit(1 if gone or not known else 0)
PYTHON

#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Renders every screen to PNG under Xvfb: screens.sh [FOLDER [THEME...]]   (default: build/screens, light and dark)
set -euo pipefail
top=$(cd "$(dirname "$(readlink -f "$0")")/../.." && pwd)
out=${1:-$top/build/screens}
shift || true
themes=("${@:-}")
[ -n "${themes[0]}" ] || themes=(light dark)
cmake --build "$top/build/dev" --target screens
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
# The same font everywhere, so that pictures can be compared.
mkdir -p "$home/.config/fontconfig"
cat > "$home/.config/fontconfig/fonts.conf" <<'FONTS'
<fontconfig><match target="pattern"><test name="family" compare="not_eq"><string>monospace</string></test>
<edit name="family" mode="prepend" binding="strong"><string>Inter</string></edit></match></fontconfig>
FONTS
for theme in "${themes[@]}"; do
    HOME=$home XDG_CONFIG_HOME=$home/.config XDG_RUNTIME_DIR=$home LC_ALL=${LC_ALL:-C.UTF-8} \
        xvfb-run -a -s "-screen 0 1400x960x24" "$top/build/dev/tests/screens" "$out" "$theme"
done
ls "$out"

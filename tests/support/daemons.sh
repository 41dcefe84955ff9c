# SPDX-License-Identifier: GPL-3.0-or-later
# Shared by the scripts that start servers for tests and benchmarks; to be sourced.

# need_programs NAME PROGRAM:PACKAGE... : exits 77 and names the packages where a program is missing.
need_programs() {
    local name=$1 pair lacking=(); shift
    for pair in "$@"; do
        PATH=$PATH:/usr/sbin:/sbin command -v "${pair%%:*}" >/dev/null || lacking+=("${pair#*:}")
    done
    [ ${#lacking[@]} -eq 0 ] && return
    echo "$name: not installed: $(printf '%s\n' "${lacking[@]}" | sort -u | tr '\n' ' ')(installer/install-packages.sh test)" >&2
    exit 77
}

# free_ports N : N distinct loopback ports nobody listens on, on one line. All are held open until all are known.
free_ports() {
    python3 - "$1" <<'PY'
import socket, sys
held = [socket.create_server(("127.0.0.1", 0)) for _ in range(int(sys.argv[1]))]
print(*(s.getsockname()[1] for s in held))
PY
}

# running PID : whether the process runs; one that ended and whom nobody has reaped yet does not.
running() {
    local stat
    { read -r stat < "/proc/$1/stat"; } 2>/dev/null || return 1
    stat=${stat##*) }
    [ "${stat%% *}" != Z ]
}

# gone_within TENTHS PID : waits for the process to end; fails when it still runs after so many tenths of a second.
gone_within() {
    local left=$1
    while running "$2"; do
        [ $((left--)) -gt 0 ] || return 1
        sleep 0.1
    done
}

# end_process PIDFILE [TENTHS] : asks the process to end, insists after TENTHS (50) of a second, and returns when it is gone.
end_process() {
    local pid
    [ -s "$1" ] || return 0
    pid=$(tr -dc 0-9 < "$1")
    if [ "$pid" != "$$" ] && kill -TERM "$pid" 2>/dev/null && ! gone_within "${2:-50}" "$pid"; then
        kill -KILL "$pid" 2>/dev/null || true
        gone_within 100 "$pid" || echo "process $pid does not end" >&2
    fi
    rm -f "$1"
}

# wait_for_http URL PIDFILE : returns once URL answers anything; fails when the process behind PIDFILE is gone or after 60 s.
wait_for_http() {
    local pid end=$((SECONDS + 60))
    until curl -s -o /dev/null --max-time 5 "$1"; do
        pid=$(tr -dc 0-9 < "$2" 2>/dev/null) || pid=
        if [ -n "$pid" ] && ! running "$pid"; then echo "process $pid ended before $1 answered" >&2; return 1; fi
        [ $SECONDS -lt $end ] || { echo "$1 does not answer" >&2; return 1; }
        sleep 0.05
    done
}

# watch_process PID PIDFILE COMMAND... : runs COMMAND once PID has ended, in a session of its own; PIDFILE names the watcher.
watch_process() {
    local pid=$1 file=$2; shift 2
    setsid bash -c 'echo $$ > "$1"; tail --pid="$0" -s 0.2 -f /dev/null; rm -f "$1"; shift; exec "$@"' "$pid" "$file" "$@" \
        </dev/null >/dev/null 2>&1 &
    disown
}

# make_certificate DIR [ADDRESS] : an authority and a certificate for 127.0.0.1, localhost and ADDRESS in DIR: ca.pem, cert.pem, key.pem, both.pem.
make_certificate() {
    mkdir -p "$1"
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 -subj '/CN=Millrace test authority' \
        -addext 'basicConstraints=critical,CA:TRUE' -keyout "$1/ca.key" -out "$1/ca.pem" 2>/dev/null
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj '/CN=localhost' -keyout "$1/key.pem" \
        -out "$1/cert.csr" 2>/dev/null
    openssl x509 -req -in "$1/cert.csr" -CA "$1/ca.pem" -CAkey "$1/ca.key" -CAcreateserial -days 30 -out "$1/cert.pem" \
        -extfile <(printf 'subjectAltName=DNS:localhost,IP:127.0.0.1%s\nbasicConstraints=CA:FALSE\n' "${2:+,IP:$2}") 2>/dev/null
    cat "$1/key.pem" "$1/cert.pem" > "$1/both.pem"
}

# show_settings DIR shell|json : what DIR/env.json holds, for `eval` or for a program.
show_settings() {
    [ -r "$1/env.json" ] || { echo "no server in $1" >&2; return 1; }
    if [ "$2" = json ]; then cat "$1/env.json"; else jq -r 'to_entries[] | "\(.key | ascii_upcase)=\(.value | @sh)"' "$1/env.json"; fi
}

#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A real S3 server for the tests: one Ceph monitor, one OSD with its store in memory, and a RADOS Gateway, on free loopback ports.
#   radosgw.sh start [--dir DIR] [--store memstore|bluestore] [--size-gb N] [--tls] [--sts] [--bucket NAME] [--watch PID] [--json]
#   radosgw.sh env DIR [--json]      print the settings again
#   radosgw.sh stop DIR              end every daemon and remove DIR
# `start` prints shell variables (or JSON): endpoint, keys, bucket, folder. With --watch everything ends when process PID does.
# Keys are made by the gateway, differ in every run, and are never on a command line.
# Exit: 0 done, 1 failed (the daemons' last words on stderr), 2 usage, 77 Ceph is not installed.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
self=$here/$(basename "$0")
readonly marker=millrace-radosgw   # in DIR, so that stop never removes a folder that start did not make
. "$here/daemons.sh"

usage() { sed -n '3,9s/^# \{0,1\}//p' "$self" >&2; exit 2; }

stop() {
    local dir=$1
    [ -e "$dir/$marker" ] || { echo "radosgw: $dir holds no server" >&2; return 2; }
    end_daemons "$dir" watch client.rgw osd.0 mon.a
    rm -rf "$dir"
}

# Nothing of theirs is worth saving, so they get little time to save it.
end_daemons() {
    local dir=$1 name; shift
    for name in "$@"; do end_process "$dir/run/$name.pid" 5; done
}

write_conf() {
    local dir=$1 store=$2 bytes=$(($3 << 30)) mon_port=$4 http_port=$5 https_port=$6 sts=$7
    local frontend="beast endpoint=127.0.0.1:$http_port"
    [ -z "$https_port" ] || frontend+=" ssl_endpoint=127.0.0.1:$https_port ssl_certificate=$dir/tls/both.pem"
    # One replica, no authentication inside the cluster, no pool tuning in the background, quick elections.
    cat > "$dir/ceph.conf" <<CONF
[global]
fsid = $fsid
mon_host = [v1:127.0.0.1:$mon_port]
mon_initial_members = a
public_addr = 127.0.0.1
cluster_addr = 127.0.0.1
ms_bind_msgr2 = false
ms_bind_ipv6 = false
auth_cluster_required = none
auth_service_required = none
auth_client_required = none
keyring = $dir/keyring
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 8
osd_pool_default_pgp_num = 8
osd_pool_default_pg_autoscale_mode = off
osd_crush_chooseleaf_type = 0
mon_allow_pool_size_one = true
mon_max_pg_per_osd = 2000
mon_data_avail_crit = 1
paxos_propose_interval = 0.02
paxos_min_wait = 0.01
admin_socket =
run_dir = $dir/run
pid_file = $dir/run/\$name.pid
log_file = $dir/log/\$name.log
crash_dir = $dir/log
log_to_stderr = false
[mon.a]
mon_data = $dir/mon
[osd]
osd_crush_update_on_start = false
osd_class_update_on_start = false
osd_data = $dir/osd
osd_objectstore = $store
osd_class_dir = $(class_dir)
osd_op_num_shards = 2
osd_memory_target = 1073741824
memstore_device_bytes = $bytes
bluestore_block_size = $bytes
bluestore_block_create = true
bluestore_block_wal_create = false
bluestore_block_db_create = false
[client.rgw]
rgw_data = $dir/rgw
rgw_frontends = $frontend
rgw_thread_pool_size = 64
rgw_enable_usage_log = false
rgw_enable_ops_log = false
CONF
    # With it wrong keys are told as missing rights.
    [ -z "$sts" ] || printf '%s\n' 'rgw_s3_auth_use_sts = true' 'rgw_sts_key = abcdefghijklmnop' >> "$dir/ceph.conf"
}

class_dir() { dirname "$(find /usr/lib -path '*rados-classes/libcls_rgw.so' -print -quit)"; }

# Made again from nothing for every try: a monitor map holds the port.
launch() {
    local dir=$1 osd_uuid
    osd_uuid=$(cat /proc/sys/kernel/random/uuid)
    export CEPH_CONF=$dir/ceph.conf
    : > "$dir/keyring"
    ceph-authtool --create-keyring "$dir/mon.keyring" --gen-key -n mon. --cap mon 'allow *'
    monmaptool --create --clobber --fsid "$fsid" --addv a "[v1:127.0.0.1:$mon_port]" "$dir/monmap"
    ceph-mon --mkfs -i a --monmap "$dir/monmap" --keyring "$dir/mon.keyring"
    ceph-mon -i a
    ceph --connect-timeout 20 osd new "$osd_uuid"
    ceph-osd -i 0 --mkfs --osd-uuid "$osd_uuid"
    ceph-osd -i 0
    ceph osd crush add osd.0 1.0 root=default host=localhost
    radosgw -n client.rgw
    wait_for_http "http://127.0.0.1:$http_port/" "$dir/run/client.rgw.pid"
    radosgw-admin user create --uid=millrace --display-name=Millrace > "$dir/user.json"
}

start() {
    local dir='' store=memstore size=8 tls='' sts='' bucket=bench watch='' form=shell
    while [ $# -gt 0 ]; do
        case $1 in
            --dir) dir=$2; shift ;;
            --store) store=$2; shift ;;
            --size-gb) size=$2; shift ;;
            --bucket) bucket=$2; shift ;;
            --watch) watch=$2; shift ;;
            --tls) tls=1 ;;
            --sts) sts=1 ;;
            --json) form=json ;;
            *) usage ;;
        esac
        shift
    done
    case $store in memstore|bluestore) ;; *) usage ;; esac
    case $size in ''|*[!0-9]*) usage ;; esac
    need_programs radosgw radosgw:radosgw radosgw-admin:radosgw ceph-mon:ceph-mon ceph-osd:ceph-osd ceph:ceph-common curl:curl \
        jq:jq openssl:openssl python3:python3

    if [ -z "$dir" ]; then dir=$(mktemp -d "${TMPDIR:-/tmp}/rgw.XXXXXX"); else mkdir -p "$dir"; fi
    dir=$(readlink -f "$dir")
    [ -z "$(ls -A "$dir")" ] || { echo "radosgw: $dir is not empty" >&2; exit 2; }
    chmod 700 "$dir"
    touch "$dir/$marker"
    trap 'stop "$dir" || true' EXIT

    fsid=$(cat /proc/sys/kernel/random/uuid)
    [ -z "$tls" ] || make_certificate "$dir/tls"
    local ports attempt up=
    for attempt in 1 2 3; do    # another process may take a port between the look and the bind
        read -r -a ports <<<"$(free_ports 3)"
        mon_port=${ports[0]} http_port=${ports[1]} https_port=${tls:+${ports[2]}}
        rm -rf "$dir"/{mon,osd,rgw,run,log}
        mkdir -p "$dir"/{mon,osd,rgw,run,log}
        write_conf "$dir" "$store" "$size" "$mon_port" "$http_port" "$https_port" "$sts"
        # A subshell in a condition runs without errexit, hence one of its own.
        if (trap - EXIT; bash -euo pipefail -c "$(declare -f launch wait_for_http running); fsid=$fsid mon_port=$mon_port http_port=$http_port launch '$dir'") \
            > "$dir/start.log" 2>&1; then up=1; break; fi
        end_daemons "$dir" client.rgw osd.0 mon.a
    done
    if [ -z "$up" ]; then
        { echo "radosgw: did not come up"; tail -n 20 "$dir/start.log" "$dir"/log/*.log; } >&2
        exit 1
    fi

    jq -n --slurpfile user "$dir/user.json" --arg dir "$dir" --arg bucket "$bucket" --arg ca "${tls:+$dir/tls/ca.pem}" \
        --arg http "http://127.0.0.1:$http_port" --arg https "${tls:+https://127.0.0.1:$https_port}" '
        { endpoint: $http, tls_endpoint: $https, ca_bundle: $ca, bucket: $bucket, region: "us-east-1",
          access_key: $user[0].keys[0].access_key, secret_key: $user[0].keys[0].secret_key, dir: $dir }' \
        > "$dir/env.json"
    rm "$dir/user.json"
    make_bucket "$dir" "$bucket"
    [ -z "$watch" ] || watch_process "$watch" "$dir/run/watch.pid" "$self" stop "$dir"
    trap - EXIT
    show_settings "$dir" "$form"
}

make_bucket() {
    AWS_ACCESS_KEY_ID=$(jq -r .access_key "$1/env.json") AWS_SECRET_ACCESS_KEY=$(jq -r .secret_key "$1/env.json") \
        /usr/bin/python3 "$here/s3fill.py" --endpoint "$(jq -r .endpoint "$1/env.json")" --bucket "$2" --create-bucket </dev/null
}

case ${1:-} in
    start) shift; start "$@" ;;
    env) [ $# -ge 2 ] || usage; show_settings "$2" "$([ "${3:-}" = --json ] && echo json || echo shell)" ;;
    stop) [ $# -eq 2 ] || usage; stop "$(readlink -f "$2")" ;;
    *) usage ;;
esac

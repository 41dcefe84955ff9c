#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# nginx as an S3-like store over a folder whose first level is the buckets; for tests and benchmarks.
#   nginx.sh start --root FOLDER [--dir DIR] [--tls] [--limit-rate BYTES] [--list BUCKET/PREFIX]... [--standard-ports]
#            [--watch PID] [--json]
#   nginx.sh env DIR [--json]
#   nginx.sh stop DIR
# It answers GET with ranges, HEAD and, for every --list prefix, ListObjects (1 and 2) from pages made beforehand; signatures are
# not looked at. ETags are nginx's own: opaque, and shaped like those of multipart uploads. --limit-rate adds a port on which no
# response is sent faster than BYTES a second. --standard-ports (root only) listens on 80 and 443 too, of a loopback address of
# its own, for clients that know no other ports. `start` prints shell variables (or JSON).
# Exit: 0 done, 1 failed, 2 usage, 77 nginx is not installed.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
self=$here/$(basename "$0")
readonly marker=millrace-nginx   # in DIR, so that stop never removes a folder that start did not make
. "$here/daemons.sh"

usage() { sed -n '3,12s/^# \{0,1\}//p' "$self" >&2; exit 2; }

stop() {
    [ -e "$1/$marker" ] || { echo "nginx: $1 holds no server" >&2; return 2; }
    end_process "$1/watch.pid"
    end_process "$1/nginx.pid" 20
    rm -rf "$1"
}

server_block() {    # LISTEN, further directives
    cat <<CONF
    server {
        listen $1 backlog=4096;
        server_name localhost;
        $2
        include $dir/locations.conf;
    }
CONF
}

write_conf() {
    local user=
    # Workers of a root nginx give up root and could then not read a folder only its owner may.
    [ "$(id -u)" -ne 0 ] || user='user root;'
    cat > "$dir/locations.conf" <<CONF
        root $root;
        location ~ ^/(?<s3_bucket>[^/]+)/?\$ {
            default_type application/xml;
            add_header x-amz-request-id \$request_id;
            if (\$s3_page) { rewrite ^ /.pages/\$s3_bucket/\$s3_folder/\$s3_page.xml last; }
            return 404 '<?xml version="1.0"?><Error><Code>NoSuchBucket</Code><Message>not listed here</Message></Error>';
        }
        location /.pages/ { internal; error_page 404 = @missing; alias $dir/pages/; default_type application/xml; etag off; }
        location / {
            default_type application/octet-stream;
            add_header x-amz-request-id \$request_id;
            error_page 404 = @missing;
        }
        location @missing {
            default_type application/xml;
            return 404 '<?xml version="1.0"?><Error><Code>NoSuchKey</Code><Message>no such key</Message></Error>';
        }
CONF
    {
        cat <<CONF
$user
worker_processes auto;
daemon on;
pid $dir/nginx.pid;
error_log $dir/error.log;
events { worker_connections 4096; }
http {
    access_log off;
    types { }
    default_type application/octet-stream;
    client_body_temp_path $dir/tmp; proxy_temp_path $dir/tmp; fastcgi_temp_path $dir/tmp; uwsgi_temp_path $dir/tmp; scgi_temp_path $dir/tmp;
    sendfile on;
    sendfile_max_chunk 2m;
    tcp_nopush on;
    tcp_nodelay on;
    keepalive_timeout 300;
    keepalive_requests 1000000000;
    open_file_cache max=20000 inactive=600s;
    open_file_cache_valid 600s;
    ssl_protocols TLSv1.2 TLSv1.3;
    ssl_session_cache shared:tls:8m;
    include $dir/pages/*.map;
CONF
        server_block "$http_port" ''
        local tls_lines="ssl_certificate $dir/tls/cert.pem; ssl_certificate_key $dir/tls/key.pem;"
        [ -z "$tls" ] || server_block "127.0.0.1:$https_port ssl" "$tls_lines"
        [ -z "$limit" ] || server_block "127.0.0.1:$limited_port" "limit_rate $limit;"
        if [ -n "$standard" ]; then
            server_block "$standard:80" ''
            [ -z "$tls" ] || server_block "$standard:443 ssl" "$tls_lines"
        fi
        echo "}"
    } > "$dir/nginx.conf"
}

start() {
    root='' dir='' tls='' limit='' standard=''
    local lists=() watch='' form=shell
    while [ $# -gt 0 ]; do
        case $1 in
            --root) root=$(readlink -f "$2"); shift ;;
            --dir) dir=$2; shift ;;
            --limit-rate) limit=$2; shift ;;
            --list) lists+=("$2"); shift ;;
            --watch) watch=$2; shift ;;
            --tls) tls=1 ;;
            --standard-ports) standard=127.$((RANDOM % 200 + 20)).$((RANDOM % 250 + 1)).$((RANDOM % 250 + 1)) ;;
            --json) form=json ;;
            *) usage ;;
        esac
        shift
    done
    [ -n "$root" ] || usage
    need_programs nginx nginx:nginx-light openssl:openssl curl:curl jq:jq python3:python3
    PATH=$PATH:/usr/sbin

    if [ -z "$dir" ]; then dir=$(mktemp -d "${TMPDIR:-/tmp}/nginx.XXXXXX"); else mkdir -p "$dir"; fi
    dir=$(readlink -f "$dir")
    [ -z "$(ls -A "$dir")" ] || { echo "nginx: $dir is not empty" >&2; exit 2; }
    chmod 700 "$dir"
    touch "$dir/$marker"
    trap 'stop "$dir" || true' EXIT
    mkdir "$dir/tmp" "$dir/pages"
    [ -z "$tls" ] || make_certificate "$dir/tls" "$standard"
    python3 "$here/listpages.py" "$root" "$dir/pages" "${lists[@]}"

    local ports attempt up=
    for attempt in 1 2 3; do    # another process may take a port between the look and the bind
        read -r -a ports <<<"$(free_ports 3)"
        http_port=${ports[0]} https_port=${ports[1]} limited_port=${ports[2]}
        write_conf
        if nginx -e "$dir/error.log" -p "$dir" -c "$dir/nginx.conf" 2> "$dir/start.log" &&
            wait_for_http "http://127.0.0.1:$http_port/" "$dir/nginx.pid" 2>> "$dir/start.log"; then up=1; break; fi
    done
    if [ -z "$up" ]; then
        { echo "nginx: did not come up"; tail -n 20 "$dir/start.log" "$dir/error.log"; } >&2
        exit 1
    fi
    jq -n --arg dir "$dir" --arg root "$root" --arg http "http://127.0.0.1:$http_port" \
        --arg https "${tls:+https://127.0.0.1:$https_port}" --arg ca "${tls:+$dir/tls/ca.pem}" \
        --arg limited "${limit:+http://127.0.0.1:$limited_port}" \
        --arg standard "${standard:+http://$standard}" --arg standard_tls "${standard:+${tls:+https://$standard}}" \
        '{ endpoint: $http, tls_endpoint: $https, ca_bundle: $ca, limited_endpoint: $limited,
           standard_endpoint: $standard, standard_tls_endpoint: $standard_tls, root: $root, dir: $dir }' > "$dir/env.json"
    [ -z "$watch" ] || watch_process "$watch" "$dir/watch.pid" "$self" stop "$dir"
    trap - EXIT
    show_settings "$dir" "$form"
}

case ${1:-} in
    start) shift; start "$@" ;;
    env) [ $# -ge 2 ] || usage; show_settings "$2" "$([ "${3:-}" = --json ] && echo json || echo shell)" ;;
    stop) [ $# -eq 2 ] || usage; stop "$(readlink -f "$2")" ;;
    *) usage ;;
esac

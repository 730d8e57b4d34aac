# Shared by the scripts that measure and break downloads; sourced, never run. Needs ROOT (the project) and sets WORK, a
# temporary directory removed at the end of the script, like every process recorded with `mine`.
export PYTHONDONTWRITEBYTECODE=1 # nothing is left in the sources
say() { printf '[%4ds] %s\n' "$SECONDS" "$*" >&2; }
die() { printf '%s\n' "$*" >&2; exit 2; }
need() { # COMMAND PACKAGE: Debian's package when the command is missing
  command -v "$1" >/dev/null && return 0
  say "installing $2"
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$2" >/dev/null 2>&1 || say "no package $2: $1 is left out"
  command -v "$1" >/dev/null; }

JAR="${JAR:-$ROOT/target/voyage.jar}"
[ -s "$JAR" ] || die "no $JAR: mvn package first, or set JAR"
WORK="$(mktemp -d "${TMPDIR:-/tmp}/voyage-XXXXXX")"
chmod 755 "$WORK"
MINE=()
mine() { MINE+=("$1"); }
cleanup() {
  local pid
  for pid in "${MINE[@]}"; do kill "$pid" 2>/dev/null; done
  for pid in "${MINE[@]}"; do for _ in $(seq 50); do kill -0 "$pid" 2>/dev/null || break; sleep 0.1; done; done
  rm -rf "$WORK"; }
trap cleanup EXIT
trap 'exit 130' INT TERM

wait_file() { for _ in $(seq 100); do [ -s "$1" ] && return 0; sleep 0.1; done; die "nothing came to $1"; }
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# Debian's nginx over DIR, on a free port: sets NGINX_URL and NGINX_LOG.
private_nginx() { # DIR
  local port dir="$WORK/nginx"
  need nginx nginx-light || [ -x /usr/sbin/nginx ] || die "no nginx"
  port="$(free_port)"; mkdir -p "$dir"; NGINX_LOG="$dir/access.log"; NGINX_URL="http://127.0.0.1:$port"
  cat >"$dir/nginx.conf" <<CONF
worker_processes 1;
daemon off;
pid $dir/pid;
events { worker_connections 512; }
http {
  default_type application/octet-stream;
  access_log $NGINX_LOG combined;
  client_body_temp_path $dir/body; proxy_temp_path $dir/proxy; fastcgi_temp_path $dir/f; uwsgi_temp_path $dir/u; scgi_temp_path $dir/s;
  sendfile on; etag on; keepalive_requests 100000;
  server { listen 127.0.0.1:$port; root $1; location / { autoindex on; autoindex_exact_size off; index disabled; } }
}
CONF
  "$(command -v nginx || echo /usr/sbin/nginx)" -p "$dir/" -e "$dir/error.log" -c "$dir/nginx.conf" & mine $!
  for _ in $(seq 50); do curl -s -o /dev/null "$NGINX_URL/" && return 0; sleep 0.1; done
  die "nginx does not come up: $(cat "$dir/error.log")"; }

# The cone search that points at directories: sets CONE_URL.
cone_for() { # NAME=URL...
  python3 "$ROOT/src/bench/downloads/cone.py" "$WORK/cone.port" "$@" & mine $!
  wait_file "$WORK/cone.port"; CONE_URL="http://127.0.0.1:$(cat "$WORK/cone.port")"; }

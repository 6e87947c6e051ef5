# What the entry scripts share: this folder's own Python environment and the Debian packages it wants.
# Sourced, not run; everything here works without the network once it has worked with it.

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
venv="$root/.venv"

say() { printf '%s\n' "$*" >&2; }

fail() { say "$(basename "$0"): $*"; exit 1; }

find_python() {
    local name
    for name in ${PYTHON:-} python3.11 python3.12 python3.13 python3; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    fail "Python 3.11 or newer is needed; name it with PYTHON=/path/to/python3"
}

# debian_packages NAME…: installs those that are missing, where that is possible without asking.
debian_packages() {
    local missing=() name
    for name in "$@"; do
        dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || missing+=("$name")
    done
    [ ${#missing[@]} -eq 0 ] && return
    if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
        fail "please install first: apt-get install ${missing[*]}"
    fi
    say "Installing ${missing[*]}"
    { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "${missing[@]}"; } \
        </dev/null >"$root/.apt.log" 2>&1 || { tail -5 "$root/.apt.log" >&2; fail "apt-get could not install ${missing[*]}"; }
    rm -f "$root/.apt.log"
}

# environment EXTRAS [DATASETTE]: .venv with this project and those extras in it, or .venv-datasette-VERSION
# with that Datasette instead of the usual one. Made anew only where pyproject.toml, constraints.txt, the
# Python or the folder has changed. Two at once wait for each other.
environment() {
    local extras="$1" datasette="${2:-}" python stamp wanted
    [ -z "$datasette" ] || venv="$root/.venv-datasette-$datasette"
    python="$(find_python)" || exit 1
    stamp="$venv/.made-${extras//,/-}"
    wanted="$(cd "$root" && { cat pyproject.toml constraints.txt; "$python" --version; pwd; } | sha256sum)"
    exec 9>"$root/.venv.lock"
    flock 9
    if [ "$(cat "$stamp" 2>/dev/null)" != "$wanted" ]; then
        make_environment "$python" "$extras" "$datasette"
        printf '%s\n' "$wanted" >"$stamp"
    fi
    exec 9>&-
}

make_environment() {
    local versions="$root/constraints.txt"
    say "Setting up ${venv##*/} (needs the network this once, about a minute)"
    if ! "$venv/bin/pip" --version >/dev/null 2>&1; then
        "$1" -c 'import ensurepip, venv' 2>/dev/null || debian_packages python3-venv
        "$1" -m venv --clear "$venv" || fail "could not make $venv"
    fi
    if [ -n "$3" ]; then
        versions="$venv/constraints.txt"
        { grep -v '^datasette==' "$root/constraints.txt"; echo "datasette==$3"; } >"$versions"
    fi
    "$venv/bin/pip" install --quiet --no-input --disable-pip-version-check --root-user-action ignore \
        --constraint "$versions" --editable "$root[$2]" </dev/null >"$venv/pip.log" 2>&1 ||
        { tail -20 "$venv/pip.log" >&2; fail "pip could not install the project; the lines above say why"; }
}

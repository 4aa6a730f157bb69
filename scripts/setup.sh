#!/bin/sh
# Makes a fresh checkout ready: a Python, uv, the locked packages, the compiled translations; with --tests also a
# browser and an IMAP server. A second run with nothing to do takes a moment and needs no network.
#
# Variables: PHAROS_PYTHON (an interpreter to use), PHAROS_CHROMIUM, PHAROS_DOVECOT (programs to use),
# PHAROS_NO_BROWSER=1 (make do without a browser; its tests are then skipped).
set -eu

root=$(CDPATH= cd "$(dirname "$0")/.." && pwd -P)
cd "$root"
for_tests=no
[ "${1:-}" = --tests ] && for_tests=yes

state=var/setup
mkdir -p "$state" var/tools

say() { printf '%s\n' "$*"; }
give_up() {
    printf 'setup: %s\n' "$*" >&2
    exit 1
}
is_root() { [ "$(id -u)" = 0 ]; }

# ---------------------------------------------------------------- Python

fits() {
    "$1" -c 'import ssl, sys, sysconfig, zlib
sys.exit(not (3, 12) <= sys.version_info[:2] <= (3, 14))' >/dev/null 2>&1
}

# A name on PATH may be a shim that only tells what it would run, so each candidate is really started; what is used
# is the interpreter behind it.
find_python() {
    if [ -n "${PHAROS_PYTHON:-}" ]; then
        fits "$PHAROS_PYTHON" || give_up "PHAROS_PYTHON=$PHAROS_PYTHON is not a Python from 3.12 to 3.14"
        real_path "$PHAROS_PYTHON"
        return
    fi
    for minor in 13 12 14; do
        for candidate in "python3.$minor" "${PYENV_ROOT:-$HOME/.pyenv}/versions/3.$minor."*/bin/python3 \
            "/usr/local/bin/python3.$minor" "/opt/homebrew/bin/python3.$minor" \
            "$HOME/.local/share/uv/python/cpython-3.$minor"*/bin/python3; do
            if fits "$candidate"; then
                real_path "$candidate"
                return
            fi
        done
    done
    if fits python3; then real_path python3; fi
}
real_path() { "$1" -c 'import sys; print(sys.executable)'; }

# ---------------------------------------------------------------- uv

find_uv() {
    for candidate in uv "$HOME/.local/bin/uv" "$HOME/.cargo/bin/uv" var/tools/uv/bin/uv \
        "${PYENV_ROOT:-$HOME/.pyenv}/versions/"*/bin/uv; do
        if "$candidate" --version >/dev/null 2>&1; then
            say "$candidate"
            return
        fi
    done
}

install_uv() {
    say 'Installing uv into var/tools...' >&2
    for candidate in "$@" python3 /usr/bin/python3; do
        [ -n "$candidate" ] || continue
        rm -rf var/tools/uv
        if { "$candidate" -m venv var/tools/uv && var/tools/uv/bin/python -m pip install --quiet uv; } >/dev/null 2>&1 ||
            "$candidate" -m pip install --quiet --target var/tools/uv uv >/dev/null 2>&1; then
            [ -x var/tools/uv/bin/uv ] && return
        fi
    done
    give_up 'uv is missing and could not be installed: see https://docs.astral.sh/uv/, or install python3-pip'
}

# ---------------------------------------------------------------- packages

packages_wanted() {
    say "$root" "${PHAROS_PYTHON:-}"
    cksum uv.lock pyproject.toml scripts/setup.sh
}

install_packages() {
    wanted=$(packages_wanted)
    if [ "$(cat "$state/packages" 2>/dev/null)" = "$wanted" ] && .venv/bin/python -c 'import django' 2>/dev/null; then
        return
    fi
    rm -f "$state/packages" "$state/messages"
    python=$(find_python)
    uv=$(find_uv)
    if [ -z "$uv" ]; then
        install_uv "$python"
        uv=var/tools/uv/bin/uv
    fi
    # A path of uv's own environment variable, so that neither pyenv's shims nor a .python-version are asked.
    UV_PYTHON=${python:-3.13}
    UV_PROJECT_ENVIRONMENT=.venv
    export UV_PYTHON UV_PROJECT_ENVIRONMENT
    unset VIRTUAL_ENV PYTHONPATH PYTHONHOME
    if [ -z "$python" ]; then
        say 'No Python 3.12 to 3.14 here; asking uv to fetch one...'
        "$uv" python install --quiet 3.13 ||
            give_up 'no Python from 3.12 to 3.14 here, and uv could not fetch one: install python3.12 or newer'
    fi
    if ! at_this_place; then rm -rf .venv; fi
    say 'Installing the packages of uv.lock...'
    "$uv" sync --frozen --quiet || give_up 'uv could not install the packages of uv.lock (the reason is above)'
    printf '%s\n' "$wanted" >"$state/packages"
}

# An environment made elsewhere (the checkout was moved or copied) names paths that are gone.
at_this_place() {
    [ -x .venv/bin/python ] && .venv/bin/python -c 'import sys; sys.exit(sys.prefix != sys.argv[1])' "$root/.venv" 2>/dev/null
}

# ---------------------------------------------------------------- translations

compile_messages() {
    if [ -f "$state/messages" ] && [ -z "$(find pharos -name '*.po' -newer "$state/messages")" ]; then
        return
    fi
    if .venv/bin/pharos help messages compile >/dev/null 2>&1; then
        : >"$state/messages.new"
        .venv/bin/pharos messages compile >/dev/null || give_up 'the translations could not be compiled'
        mv "$state/messages.new" "$state/messages"
    fi
}

# ---------------------------------------------------------------- for the tests

apt_install() {
    is_root && command -v apt-get >/dev/null 2>&1 || return 1
    say "Installing $* with apt-get..."
    # Services of the packages are not wanted here, only their programs.
    policy=/usr/sbin/policy-rc.d
    ours=no
    if [ ! -e $policy ]; then
        ours=yes
        printf '#!/bin/sh\nexit 101\n' >$policy
        chmod 755 $policy
    fi
    done=0
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } \
        </dev/null >"$state/apt.log" 2>&1 || done=1
    [ $ours = yes ] && rm -f $policy
    return $done
}

runs() { "$1" --version </dev/null >/dev/null 2>&1; }

# The first of the candidates that runs.
first_of() {
    for candidate in "$@"; do
        if [ -n "$candidate" ] && runs "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
}

# The headless shell is the same engine without windows: a new page costs it a third of the time.
find_headless_shell() {
    first_of chromium-headless-shell chrome-headless-shell \
        "$browsers"/chromium_headless_shell-*/chrome-headless-shell-*/chrome-headless-shell
}

find_chromium() {
    first_of "${PHAROS_CHROMIUM:-}" "$(find_headless_shell)" \
        chromium chromium-browser google-chrome google-chrome-stable \
        '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome' \
        "$browsers"/chromium-*/chrome-linux*/chrome
}

# Asked for once: where there is none to be had, any Chromium will do.
install_headless_shell() {
    if [ -z "${PHAROS_CHROMIUM:-}" ] && [ ! -f "$state/headless-shell" ] && [ -z "$(find_headless_shell)" ]; then
        apt_install chromium-headless-shell || true
        : >"$state/headless-shell"
    fi
}

find_dovecot() {
    for candidate in "${PHAROS_DOVECOT:-}" dovecot /usr/sbin/dovecot /usr/local/sbin/dovecot /opt/homebrew/sbin/dovecot; do
        if [ -n "$candidate" ] && runs "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
}

download_chromium() {
    say 'Fetching a Chromium for Playwright...'
    if is_root; then set -- --with-deps; else set --; fi
    .venv/bin/playwright install "$@" chromium </dev/null >"$state/playwright.log" 2>&1
}

tools_for_tests() {
    browsers=${PLAYWRIGHT_BROWSERS_PATH:-$HOME/.cache/ms-playwright}
    if [ -z "${PHAROS_NO_BROWSER:-}" ]; then install_headless_shell; fi
    chromium=$(find_chromium)
    if [ -z "$chromium" ] && [ -z "${PHAROS_NO_BROWSER:-}" ]; then
        download_chromium || apt_install chromium || true
        chromium=$(find_chromium)
        [ -n "$chromium" ] ||
            give_up 'no Chromium, and none could be installed: install one, or PHAROS_NO_BROWSER=1 to skip its tests'
    fi
    dovecot=$(find_dovecot)
    if [ -z "$dovecot" ]; then
        apt_install dovecot-imapd || true
        dovecot=$(find_dovecot)
        [ -n "$dovecot" ] || say 'No dovecot here: the IMAP tests will be skipped. Install dovecot-imapd to run them.'
    fi
    quoted() { printf "%s='%s'\nexport %s\n" "$1" "$(printf '%s' "$2" | sed "s/'/'\\\\''/g")" "$1"; }
    { quoted PHAROS_CHROMIUM "$chromium" && quoted PHAROS_DOVECOT "$dovecot"; } >"$state/tools.env"
}

install_packages
compile_messages
if [ $for_tests = yes ]; then tools_for_tests; fi

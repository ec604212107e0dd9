# Sourced by ./run and ./test, which set $root first: makes the checkout ready to start, and is
# silent and quick when it already is. Everything it says goes to stderr: stdout is the program's.

venv=$root/.venv
python=$venv/bin/python

# Shared library : Debian package that brings it. Qt without a screen needs these ...
offscreen_libraries='libGL.so.1:libgl1 libEGL.so.1:libegl1 libglib-2.0.so.0:libglib2.0-0
libdbus-1.so.3:libdbus-1-3 libfontconfig.so.1:libfontconfig1 libxkbcommon.so.0:libxkbcommon0'
# ... and a window these as well: X11, Wayland, printing.
window_libraries='libxcb-cursor.so.0:libxcb-cursor0 libxcb-icccm.so.4:libxcb-icccm4
libxcb-keysyms.so.1:libxcb-keysyms1 libxcb-shape.so.0:libxcb-shape0 libxcb-xkb.so.1:libxcb-xkb1
libxkbcommon-x11.so.0:libxkbcommon-x11-0 libwayland-cursor.so.0:libwayland-cursor0
libwayland-egl.so.1:libwayland-egl1 libcups.so.2:libcups2'

say() { printf 'scout: %s\n' "$*" >&2; }

stop() {
    say "$@"
    exit 1
}

use_utf8() {
    # Qt warns on stderr in any other character set, and names hold accents.
    case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
        '' | C | POSIX)
            unset LC_ALL LC_CTYPE
            export LANG=C.UTF-8
            ;;
    esac
}

one_at_a_time() {
    # Two first starts at once would write the same folder.
    if command -v flock >/dev/null; then
        exec 9<"$root/requirements.lock"
        flock 9
    fi
}

find_python() {
    # Prints the first Python that Scout's locked packages are made for; fails when there is none.
    for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
        if "$candidate" -IS -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' \
            2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    return 1
}

missing_python() {
    # Prints the Debian packages without which no virtual environment can be made.
    if found=$(find_python); then
        "$found" -Ic 'import ensurepip, venv' 2>/dev/null || echo "$(basename "$found")-venv"
    elif command -v python3 >/dev/null; then
        echo python3.11 python3.11-venv # the one at hand is too old or too new
    else
        echo python3 python3-venv
    fi
    # Debian's pip trusts the system's certificates only.
    if [ -e /etc/debian_version ] && [ ! -e /etc/ssl/certs/ca-certificates.crt ]; then
        echo ca-certificates
    fi
}

missing_libraries() {
    # Prints the Debian packages of the libraries, given as soname:package, that the linker lacks.
    [ "$(uname -s)" = Linux ] || return 0
    known=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null) || return 0
    for pair in "$@"; do
        case $known in
            *"${pair%%:*} "*) ;;
            *) echo "${pair#*:}" ;;
        esac
    done
}

install_packages() {
    # Installs Debian packages when that is allowed, and otherwise says exactly what to type.
    if ! command -v apt-get >/dev/null; then
        stop "these system packages are missing (by their Debian names): $*"
    elif [ "$(id -u)" != 0 ]; then
        say 'some system packages are missing; install them with this line, then start again:'
        printf 'sudo apt-get install --no-install-recommends %s\n' "$*" >&2
        exit 1
    fi
    say "installing system packages: $*"
    export DEBIAN_FRONTEND=noninteractive
    { apt-get -qq update &&
        apt-get -qq -y -o Dpkg::Use-Pty=0 install --no-install-recommends "$@"; } </dev/null >&2 ||
        stop "apt-get could not install: $*"
}

prepare_system() {
    # $1: "window", or anything else for Qt without a screen.
    libraries=$offscreen_libraries
    [ "$1" = window ] && libraries="$libraries $window_libraries"
    # The lists are split into words on purpose, here and below.
    missing=$(missing_libraries $libraries)
    installed || missing="$(missing_python) $missing"
    missing=$(echo $missing)
    [ -z "$missing" ] || install_packages $missing
}

stamp() {
    # What the virtual environment depends on: its Python, where it stands, and the locked packages.
    "$python" -IS -c 'import sys; print(*sys.version_info[:2], sys.argv[1])' "$venv" 2>/dev/null &&
        cat "$root/requirements.lock"
}

installed() { [ -e "$venv/installed" ] && stamp | cmp -s - "$venv/installed"; }

same_python() {
    # An environment that was never finished counts as none.
    [ -e "$venv/installed" ] && [ "$(stamp | head -n 1)" = "$(head -n 1 "$venv/installed")" ]
}

prepare_venv() {
    installed && return
    base=$(find_python) || stop 'Python 3.11, 3.12 or 3.13 is needed and was not found.'
    say 'installing the Python packages that requirements.lock names (a minute, once)'
    same_python || "$base" -m venv --clear "$venv" >&2 || stop "could not make $venv"
    rm -f "$venv/installed"
    "$python" -m pip install --quiet --disable-pip-version-check --no-input \
        --only-binary :all: --require-hashes -r "$root/requirements.lock" >&2 ||
        stop 'the Python packages could not be installed; the network is needed for that, once.'
    "$python" -c 'import pathlib, sys, sysconfig
pathlib.Path(sysconfig.get_path("purelib"), "scout_app.pth").write_text(sys.argv[1] + "\n")' \
        "$root/src"
    stamp >"$venv/installed"
}

prepare_texts() {
    for po in "$root"/resources/locale/*/LC_MESSAGES/*.po; do
        mo=${po%.po}.mo
        if [ -e "$po" ] && { [ ! -e "$mo" ] || [ "$po" -nt "$mo" ]; }; then
            "$python" "$root/packaging/texts.py" compile >&2 || stop 'the texts do not compile.'
            return
        fi
    done
}

prepare() {
    use_utf8
    one_at_a_time
    prepare_system "$1"
    prepare_venv
    prepare_texts
    exec 9>&-
}

#!/bin/sh
# Makes a private environment with lawgraph in it, editable: setup.sh VENV [GROUP...]
# GROUP is a dependency group of pyproject.toml. $PYTHON names the Python to use; uv is used where it is there.
set -eu
cd "$(dirname "$0")/.."
venv=$1
shift

say() { printf '%s\n' "$*" >&2; }

# Prints the version of a Python that lawgraph runs on (3.11 or later), or fails.
version() { "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2]); sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if version "$candidate" >/dev/null; then
            echo "$candidate"
            return
        fi
    done
    say "lawgraph needs Python 3.11 or later${PYTHON:+, and $PYTHON is not such a one}."
    say "Install one (Debian, Ubuntu: apt install python3 python3-venv; or see https://www.python.org/downloads/),"
    say "or install uv (https://docs.astral.sh/uv/), which brings its own, and try again."
    exit 1
}

command -v uv >/dev/null 2>&1 || python=$(find_python)

# An environment that is broken, or made with another Python than the one asked for, is made again.
if [ -e "$venv" ]; then
    if ! found=$(version "$venv/bin/python") || { [ -n "${PYTHON:-}" ] && [ "$found" != "$(version "$PYTHON")" ]; }; then
        say "Removing $venv: it has another Python, or none that runs."
        rm -rf "$venv"
    fi
fi

if command -v uv >/dev/null 2>&1; then
    [ -e "$venv" ] || uv venv --quiet --python "${PYTHON:->=3.11}" "$venv"
    # Compiled now, or Python 3.12 and later print jieba's SyntaxWarnings at the first start.
    install() { uv pip install --quiet --compile-bytecode --python "$venv/bin/python" "$@"; }
else
    if ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
        if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
            say "$python cannot make an environment: its venv module is not installed."
            say "Debian, Ubuntu: apt install python3-venv; or install uv (https://docs.astral.sh/uv/); then try again."
            exit 1
        fi
        "$python" -m venv --clear "$venv"
    fi
    install() { "$venv/bin/python" -m pip install --quiet --disable-pip-version-check "$@"; }
fi

say "Installing lawgraph and what it needs into $venv (a minute or two the first time) ..."
# The groups are read here since pip knows them only from 25.1 on, and a fresh Python has an older one.
"$venv/bin/python" - "$@" >"$venv/groups.txt" <<'PYTHON'
import pathlib, sys, tomllib

groups = tomllib.loads(pathlib.Path("pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
for name in sys.argv[1:]:
    print(*groups[name], sep="\n")
PYTHON
install --editable . --requirement "$venv/groups.txt"

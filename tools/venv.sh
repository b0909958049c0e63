#!/bin/sh
# Makes or completes the virtual environment: tools/venv.sh PYTHON DIRECTORY
set -eu
python=$1
venv=$2

if ! command -v "$python" >/dev/null 2>&1; then
    echo "Fifty Cups needs Python 3.11 or newer, and there is no $python here. On Debian: apt-get install python3" >&2
    exit 1
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    has=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    echo "Fifty Cups needs Python 3.11 or newer; $python is $has here." \
        "Debian 12 and later have it; another one is named by: make run PYTHON=python3.12" >&2
    exit 1
fi
# Debian ships venv without ensurepip, so the import tells more than the module's presence does.
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    "$(dirname "$0")/apt.sh" "the Python virtual environment" python3-venv
fi
# A working environment is left alone; one whose Python went away with an upgrade is made anew.
if ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    "$python" -m venv --clear "$venv"
fi

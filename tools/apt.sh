#!/bin/sh
# Installs the named Debian packages and says so: tools/apt.sh "WHAT FOR" PACKAGE...
set -eu
purpose=$1
shift

if ! command -v apt-get >/dev/null 2>&1; then
    echo "Missing for $purpose, under Debian's names: $*" >&2
    echo "This system has no apt-get: install them with its own package manager, then start again." >&2
    exit 1
fi
as_root=
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
        echo "Missing for $purpose: $*. There is no sudo here; as root: apt-get install $*" >&2
        exit 1
    fi
    as_root=sudo
fi

apt() {
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq "$@" 2>&1
}

echo "Installing from the distribution, for $purpose: $*"
# A third-party source that fails to update need not stop what the distribution has.
apt update >/dev/null || true
for package in "$@"; do
    # What apt writes is only of use where it fails.
    if ! said=$(apt install -y --no-install-recommends "$package"); then
        echo "$said" >&2
        echo "FAILED: the package $package could not be installed; it is needed for $purpose." >&2
        exit 1
    fi
done

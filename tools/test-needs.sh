#!/bin/sh
# Installs the servers and the browser that the tests drive, where they are missing.
set -eu

# need PACKAGE PATH...: notes the package unless one of the paths (globs) is there.
missing=
need() {
    package=$1
    shift
    for path in "$@"; do
        if [ -x "$path" ]; then
            return
        fi
    done
    missing="$missing $package"
}

look_for_all() {
    missing=
    need dovecot-imapd /usr/lib/dovecot/imap /usr/libexec/dovecot/imap
    need dovecot-lmtpd /usr/lib/dovecot/lmtp /usr/libexec/dovecot/lmtp
    need postgresql /usr/lib/postgresql/*/bin/initdb /usr/bin/initdb
    need chromium /usr/bin/chromium
}

look_for_all
if [ -z "$missing" ]; then
    exit 0
fi
# Word splitting is meant: one argument a package.
# shellcheck disable=SC2086
"$(dirname "$0")/apt.sh" "the tests" $missing
if [ -d /run/systemd/system ]; then
    echo "Debian starts the servers that it installs. The tests start their own; to stop Debian's:" \
        "systemctl disable --now dovecot postgresql"
fi

look_for_all
if [ -n "$missing" ]; then
    echo "FAILED: installed, and still not found for the tests:$missing" >&2
    exit 1
fi

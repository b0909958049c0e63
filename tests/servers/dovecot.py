"""A throw-away Dovecot (2.3 or 2.4) on loopback: IMAP with TLS and STARTTLS, and LMTP to deliver mail."""

import grp
import imaplib
import os
import pwd
import shutil
import signal
import smtplib
import socket
import string
import subprocess
import time
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.servers import certificates
from tests.servers.system import MissingPackage, find_binary, free_ports, server_folder, wait_until

PACKAGES = "dovecot-imapd dovecot-lmtpd"


class Dovecot:
    """One server with its own folder and ports; `users` maps user names to passwords.

    Started by root it reads mail as "nobody", as any other user it does everything as that user.
    """

    def __init__(self) -> None:
        self._binary = find_binary("dovecot", PACKAGES)
        self._doveadm = find_binary("doveadm", PACKAGES)
        if not Path("/usr/lib/dovecot/lmtp").exists():
            raise MissingPackage("/usr/lib/dovecot/lmtp", PACKAGES)
        self.folder = server_folder("dovecot-")
        self.imap_port, self.imaps_port, self.lmtp_port = free_ports(3)
        self.cafile = str(certificates.issue(self.folder / "tls").cafile)
        self.users: dict[str, str] = {}
        self._passwords_set = 0
        self._config = self.folder / "dovecot.conf"

    def __enter__(self) -> Self:
        self._prepare_folder()
        self.set_password("alice@example.test", "alicepass")
        self.set_password("bob@example.test", "bobpass")
        # In a session of its own, so that the login and mail processes can be ended with their master.
        command = [self._binary, "-F", "-c", self._config]
        self._master = subprocess.Popen(command, start_new_session=True)
        wait_until(self._answers, self._log)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def stop(self) -> None:
        """End the server as a crash or a restart would: open connections break off."""
        if self._master.poll() is None:
            os.killpg(self._master.pid, signal.SIGTERM)
            try:
                self._master.wait(timeout=1)
            except subprocess.TimeoutExpired:
                os.killpg(self._master.pid, signal.SIGKILL)
                self._master.wait()

    def set_password(self, user: str, password: str) -> None:
        """Give a user this password; a new name makes a new user with an empty mailbox, at once."""
        known = user in self.users
        self.users[user] = password
        # A file for each: a new one is read when it is first asked for. One that was read before is looked at
        # once a second, and read again if its size or its time in whole seconds differs.
        fresh = self.folder / "users.new"
        fresh.write_text(f"{user}:{{PLAIN}}{password}\n", encoding="utf-8")
        fresh.chmod(0o644)
        self._passwords_set += 1
        os.utime(fresh, (self._passwords_set, self._passwords_set))
        fresh.replace(self.folder / "users" / user)
        if known:
            time.sleep(1.1)

    def deliver(self, user: str, message: bytes, sender: str = "sender@elsewhere.test") -> None:
        """Let a mail arrive in the user's INBOX, as from outside."""
        with smtplib.LMTP("127.0.0.1", self.lmtp_port) as post:
            post.sendmail(sender, [user], message)

    def append(self, user: str, folder: str, message: bytes, date: datetime | None = None) -> None:
        """Put a mail into a folder, as the user's own mail program does; a missing folder is made."""
        with imaplib.IMAP4("127.0.0.1", self.imap_port) as imap:
            imap.login(user, self.users[user])
            imap.create(f'"{folder}"')
            when = imaplib.Time2Internaldate(date) if date else ""
            status, answer = imap.append(f'"{folder}"', "", when, message)
        if status != "OK":
            raise RuntimeError(f"APPEND to {folder}: {answer!r}")

    def kick(self, user: str) -> None:
        """Cut the user's connections."""
        self._admin("kick", user)

    def set_uidvalidity(self, user: str, folder: str, number: int) -> None:
        """Renumber a folder, as a restore from backup does."""
        self._admin("mailbox", "update", "-u", user, "--uid-validity", str(number), folder)

    def maildir(self, user: str) -> Path:
        """Where the user's mail lies on disk."""
        return self.folder / "mail" / user

    def _admin(self, *arguments: str) -> None:
        subprocess.run([self._doveadm, "-c", self._config, *arguments], check=True, capture_output=True)

    def _prepare_folder(self) -> None:
        version = subprocess.run([self._binary, "--version"], check=True, capture_output=True, text=True).stdout
        language = "2.4" if version.startswith("2.4") else "2.3"
        root = os.getuid() == 0
        me = pwd.getpwuid(os.getuid())
        mail = pwd.getpwnam("nobody") if root else me
        run_user = pwd.getpwnam("dovecot") if root else me
        for name in ("run", "state", "mail", "users"):
            (self.folder / name).mkdir(mode=0o755)
        os.chown(self.folder / "mail", mail.pw_uid, mail.pw_gid)
        template = Path(__file__).with_name(f"dovecot-{language}.conf").read_text(encoding="utf-8")
        config = string.Template(template).substitute(
            version=version.split()[0].split("-")[0],
            folder=self.folder,
            imap_port=self.imap_port,
            imaps_port=self.imaps_port,
            lmtp_port=self.lmtp_port,
            run_user=run_user.pw_name,
            run_group=grp.getgrgid(run_user.pw_gid).gr_name,
            login_user="dovenull" if root else me.pw_name,
            mail_uid=mail.pw_uid,
            mail_gid=mail.pw_gid,
        )
        self._config.write_text(config, encoding="utf-8")

    def _answers(self) -> bool:
        if self._master.poll() is not None:
            raise RuntimeError(self._log())
        try:
            with socket.create_connection(("127.0.0.1", self.imap_port), timeout=5) as line:
                return line.recv(100).startswith(b"* OK")
        except OSError:
            return False

    def _log(self) -> str:
        log = self.folder / "dovecot.log"
        return "Dovecot did not start:\n" + (log.read_text(errors="replace") if log.exists() else "(no log)")

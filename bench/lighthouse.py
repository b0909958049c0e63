"""What Lighthouse says of every page on its phone profile: `python -m bench.lighthouse [--only PATTERN]`.

It plays the demo, logs in, follows links until it has seen a page of each kind, and prints accessibility, best
practices and performance of each against 100, 100 and 95, with the audits that failed. Performance differs from run to
run with what the machine is given: a page that falls short is measured twice more, and the median of the three counts.
About 15 seconds a run: nothing else should run meanwhile. It needs the system's Chromium, Node 18 or newer, the
environment of the tests, and Lighthouse: `PUPPETEER_SKIP_DOWNLOAD=1 npm install --prefix DIR lighthouse@12.8.2`, which
is found on PATH or by `--lighthouse DIR/node_modules/.bin/lighthouse`.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from html import unescape
from http.cookiejar import CookieJar
from pathlib import Path
from shutil import which
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

from tools.screenshots import demo

WANTED = {"accessibility": 100, "best-practices": 100, "performance": 95}
FLAGS = (
    "--headless=new --no-sandbox --disable-dev-shm-usage --disable-gpu --disable-background-networking --disable-quic"
)
LINK = re.compile(r'\shref="(/[^"#]*)')
ID = re.compile(r"[0-9a-f]{20,}")
TOKEN = re.compile(r'name="csrf-token" content="([^"]+)"')


def logged_in(url: str, address: str, password: str) -> tuple[OpenerDirector, str]:
    """Log in; return what opens pages, and the cookie that does."""
    cookies = CookieJar()
    browser = build_opener(HTTPCookieProcessor(cookies))
    token = TOKEN.search(browser.open(f"{url}/log-in").read().decode())
    assert token
    form = {"email": address, "password": password, "csrf_token": token[1]}
    browser.open(f"{url}/log-in", urlencode(form).encode()).read()
    return browser, "; ".join(f"{cookie.name}={cookie.value}" for cookie in cookies)


def pages(browser: OpenerDirector, url: str) -> Iterator[str]:
    """Yield a page of each kind that links lead to; those that differ in ids or in what is asked for are one kind."""
    waiting, kinds = ["/", "/offline"], set[str]()
    while waiting:
        path = waiting.pop(0)
        kind = ID.sub("*", urlsplit(path).path)
        if kind in kinds or kind.startswith("/static/"):
            continue
        kinds.add(kind)
        try:
            answer = browser.open(url + path)
        except HTTPError:
            continue
        if answer.headers.get_content_type() != "text/html":
            continue
        waiting += [unescape(link) for link in LINK.findall(answer.read().decode())]
        yield path


def measure(lighthouse: str, url: str, cookie: str) -> dict[str, Any]:
    """Return what Lighthouse reports of one page."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [
            lighthouse, url, "--quiet", "--output=json", f"--output-path={report}", f"--chrome-flags={FLAGS}",
            f"--only-categories={','.join(WANTED)}", f"--extra-headers={json.dumps({'Cookie': cookie})}",
        ]  # fmt: skip
        chromium = which("chromium") or "chromium"
        environment = os.environ | {"CHROME_PATH": chromium}
        done = subprocess.run(command, check=False, env=environment, stderr=subprocess.PIPE, text=True)
        if done.returncode:
            raise RuntimeError(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "Lighthouse ended")
        return dict(json.loads(report.read_text(encoding="utf-8")))


def failed(report: dict[str, Any], category: str) -> list[str]:
    """Return the audits that keep a category from its full score, the heaviest first."""
    refs = sorted(report["categories"][category]["auditRefs"], key=lambda ref: -ref["weight"])
    found = [report["audits"][ref["id"]] for ref in refs if ref["weight"] > 0]
    return [f"{one['id']} {one.get('displayValue', '')}".strip() for one in found if (one["score"] or 0) < 0.9]


def scores_of(report: dict[str, Any]) -> dict[str, int]:
    """Return the scores of a report, of 100."""
    return {name: round(100 * (report["categories"][name]["score"] or 0)) for name in WANTED}


def reaches(scores: dict[str, int]) -> bool:
    """Whether nothing falls short."""
    return all(scores[name] >= least for name, least in WANTED.items())


def fairly(lighthouse: str, url: str, cookie: str) -> tuple[dict[str, Any], list[int]]:
    """Return the report of a run, or of the middle of three where that fell short, and the performance of each."""
    reports = [measure(lighthouse, url, cookie)]
    if not reaches(scores_of(reports[0])):
        reports += [measure(lighthouse, url, cookie) for _ in range(2)]
    reports.sort(key=lambda one: scores_of(one)["performance"])
    return reports[len(reports) // 2], [scores_of(one)["performance"] for one in reports]


def say(path: str, report: dict[str, Any], runs: list[int]) -> bool:
    """Print a line for the page, and one for each category that fell short; return whether none did."""
    scores = scores_of(report)
    short = [name for name in WANTED if scores[name] < WANTED[name]]
    middle = f"  (of {', '.join(map(str, runs))})" if len(runs) > 1 else ""
    print(f"{' '.join(f'{score:>3}' for score in scores.values())}  {ID.sub('*', path)}{middle}", flush=True)
    for name in short:
        print(f"             {name}: {', '.join(failed(report, name)) or 'no single audit'}", flush=True)
    return not short


def seen(lighthouse: str, url: str, path: str, cookie: str) -> bool:
    """Measure a page and say it; a page that could not be measured falls short, and the others go on."""
    try:
        return say(path, *fairly(lighthouse, urljoin(url, path), cookie))
    except RuntimeError as error:
        print(f"  not measured  {ID.sub('*', path)}: {error}", flush=True)
        return False


def main() -> None:
    """Play, walk, measure, print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--lighthouse", default=which("lighthouse"), help="by default the one on PATH")
    arguments.add_argument("--only", default="", help="only pages whose path this pattern matches, ids as *")
    wanted = arguments.parse_args()
    if not wanted.lighthouse:
        sys.exit("Lighthouse is not on PATH: install it as said in --help, and name it with --lighthouse.")
    with demo() as (url, address, password):
        browser, cookie = logged_in(url, address, password)
        chosen = [path for path in pages(browser, url) if re.search(wanted.only, ID.sub("*", path))]
        print(f"{len(chosen)} pages, load {os.getloadavg()[0]:.2f} before\nacc  bp perf")
        good = [seen(wanted.lighthouse, url, path, cookie) for path in chosen]
        print(
            f"{sum(good)} of {len(good)} pages reach {', '.join(f'{name} {least}' for name, least in WANTED.items())}."
        )
    sys.exit(0 if all(good) else 1)


if __name__ == "__main__":
    main()

"""The vendored files are the ones that VENDORED.md names, byte for byte."""

import hashlib
import re
from pathlib import Path

VENDOR = Path(__file__).parents[2] / "webapp" / "static" / "vendor"


def recorded() -> dict[str, str]:
    """File name to sha256, as VENDORED.md says."""
    lines = (VENDOR / "VENDORED.md").read_text(encoding="utf-8")
    return dict(re.findall(r"^\| (\S+) \|.*\| ([0-9a-f]{64}) \|$", lines, re.MULTILINE))


def present() -> dict[str, str]:
    """File name to sha256, as the files are."""
    files = [path for path in VENDOR.iterdir() if path.name != "VENDORED.md"]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_every_vendored_file_is_recorded_with_its_hash() -> None:
    assert present() == recorded() != {}

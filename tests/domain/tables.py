"""The tables of docs/method.md: what they say is what the tests hold the code to."""

from pathlib import Path

METHOD = Path(__file__).parents[2] / "docs" / "method.md"


def table(first: str, second: str) -> list[list[str]]:
    """The rows of the table whose first two headings are these, as the texts of their cells."""
    lines = METHOD.read_text(encoding="utf-8").splitlines()
    begin = next(number for number, line in enumerate(lines) if line.startswith(f"| {first} | {second} |"))
    rows = []
    for line in lines[begin + 2 :]:
        if not line.startswith("|"):
            return rows
        rows.append([cell.strip() for cell in line.strip().strip("|").split("|")])
    return rows

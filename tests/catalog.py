"""A catalog of a few words, compiled as `make strings` compiles one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

Text = str | tuple[str, ...]


def compile_words(folder: Path, language: str, words: Mapping[Text, Text]) -> None:
    """Put the words where those of the language are in a folder of catalogs."""
    catalog = Catalog(locale=language)
    for text, said in words.items():
        catalog.add(text, said)
    file = folder / language / "LC_MESSAGES" / "messages.mo"
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as out:
        write_mo(out, catalog)

"""How a browser walks: narrow or wide, with JavaScript or without."""

from __future__ import annotations

import pytest

# name: (narrow, scripts)
WALKS = {
    "phone": (True, True),
    "desktop": (False, True),
    "phone without JavaScript": (True, False),
    "desktop without JavaScript": (False, False),
}

_TWO = ("phone", "desktop without JavaScript")
# For what a section has beside its main story: each width and each way once.
in_short = pytest.mark.parametrize("walk", [WALKS[kind] for kind in _TWO], ids=_TWO, indirect=True)

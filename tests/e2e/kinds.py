"""How a browser walks: narrow or wide, with JavaScript or without."""

from __future__ import annotations

# name: (narrow, scripts)
WALKS = {
    "phone": (True, True),
    "desktop": (False, True),
    "phone without JavaScript": (True, False),
    "desktop without JavaScript": (False, False),
}

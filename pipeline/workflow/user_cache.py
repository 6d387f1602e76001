"""Where compiled templates are kept: with the user, not in the project. They are code, and projects come from
others."""

import os
import sys
from pathlib import Path


def cache_folder() -> Path | None:
    """The user's own cache folder for saksgang, or None where there is no home to put it in."""
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData/Local")
    elif sys.platform == "darwin":
        base = home / "Library/Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    return base / "saksgang"

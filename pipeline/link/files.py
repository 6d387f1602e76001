"""The other files of a project: attachments and images, found by how people write their paths."""

import re
import unicodedata
from pathlib import PurePosixPath
from urllib.parse import unquote

from pipeline.diagnostics import Diagnostic
from pipeline.language.names import nearest
from pipeline.link.problems import IMAGE_FORMAT, IMAGE_MISSING, IMAGE_WITHOUT_ALT
from pipeline.richtext import Image

# A single letter before the colon is a drive, and no address.
_ADDRESS = re.compile(r"^(?:[a-z][a-z0-9+.-]+:|#)", re.IGNORECASE)
IMAGE_ENDINGS = (".png", ".jpg", ".jpeg", ".gif")


class Assets:
    """The files under `sources/` that are not sources themselves."""

    def __init__(self, paths: frozenset[str]) -> None:
        self._by_name = {self._key(path): path for path in sorted(paths)}
        self._folders: tuple[str, ...] = ("", "vedlegg/")

    def seen_from(self, folder: str) -> "Assets":
        """The same files, for a source in `folder` (under `sources/`): what lies there needs no longer path."""
        assets = Assets(frozenset())
        assets._by_name = self._by_name
        assets._folders = (f"{self._key(folder)}/", *self._folders)
        return assets

    @staticmethod
    def _key(path: str) -> str:
        return unicodedata.normalize("NFC", path).removeprefix("sources/").casefold()

    @staticmethod
    def is_address(href: str) -> bool:
        """Whether a link leads out of the project (http, mailto …)."""
        return bool(_ADDRESS.match(href))

    def find(self, typed: str) -> str | None:
        """The path under `sources/` that `typed` means: from `sources/`, or the bare name of a file in `vedlegg/`.

        A name may be percent-encoded, as an editor does it; one that itself holds a percent sign is found first.
        """
        for spelling in dict.fromkeys((typed, unquote(typed))):
            parts = [part for part in PurePosixPath(spelling.replace("\\", "/")).parts if part not in (".", "..")]
            wanted = self._key("/".join(parts))
            for folder in self._folders:
                if path := self._by_name.get(folder + wanted):
                    return path
        return None

    def suggestion(self, typed: str) -> str | None:
        """The nearest file there is."""
        short = {self._short(key): path for key, path in reversed(self._by_name.items())}
        close = nearest(self._short(self._key(typed)), short)
        return close and short[close]

    def _short(self, key: str) -> str:
        """A path as it is compared: without the folder it may be left out of."""
        return next((key.removeprefix(folder) for folder in self._folders if folder and key.startswith(folder)), key)

    def check_image(self, image: Image, diagnostics: list[Diagnostic]) -> None:
        """Sets the image's path to the file's; what is wrong with it is said."""
        path = self.find(image.path)
        if path is None:
            diagnostics.append(IMAGE_MISSING.at(image.place, fil=image.path, forslag=self.suggestion(image.path)))
            return
        typed, image.path = image.path, path
        if not path.lower().endswith(IMAGE_ENDINGS):
            diagnostics.append(IMAGE_FORMAT.at(image.place, fil=image.path))
        alt = image.alt.strip().casefold()
        if not alt or alt.endswith(IMAGE_ENDINGS):  # a program that puts an image in writes the name of its file there
            diagnostics.append(IMAGE_WITHOUT_ALT.at(image.place, fil=typed))

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
            if path := self._by_name.get(wanted) or self._by_name.get(f"vedlegg/{wanted}"):
                return path
        return None

    def suggestion(self, typed: str) -> str | None:
        """The nearest file there is."""
        close = nearest(
            self._key(typed).removeprefix("vedlegg/"), [key.removeprefix("vedlegg/") for key in self._by_name]
        )
        return close and (self.find(close) or close)

    def check_image(self, image: Image, diagnostics: list[Diagnostic]) -> None:
        """Sets the image's path to the file's; what is wrong with it is said."""
        path = self.find(image.path)
        if path is None:
            diagnostics.append(IMAGE_MISSING.at(image.place, fil=image.path, forslag=self.suggestion(image.path)))
            return
        image.path = path
        if not path.lower().endswith(IMAGE_ENDINGS):
            diagnostics.append(IMAGE_FORMAT.at(image.place, fil=image.path))
        if not image.alt.strip():
            diagnostics.append(IMAGE_WITHOUT_ALT.at(image.place, fil=image.path))

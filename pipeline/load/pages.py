"""Page numbers kept beside a mandate, in `sidetall.json`: what a layout engine found for one edition of it."""

import json

from pipeline.load.model import PagesSource

MAX_PAGE = 100_000

_IMPRINT, _PAGES = "avtrykk", "sider"


def read_pages(data: bytes) -> PagesSource | None:
    """The page numbers of the file's bytes; None where they are not what `pages_text` writes."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    imprint, pages = found.get(_IMPRINT), found.get(_PAGES)
    if not isinstance(imprint, str) or not isinstance(pages, dict) or not all(map(_is_page, pages.values())):
        return None
    return PagesSource(imprint, pages)


def _is_page(value: object) -> bool:
    return type(value) is int and 0 < value <= MAX_PAGE


def pages_text(pages: PagesSource) -> str:
    """The file's text."""
    return json.dumps({_IMPRINT: pages.imprint, _PAGES: pages.pages}, ensure_ascii=False, indent=2) + "\n"

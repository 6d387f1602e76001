"""A meeting as people name it on the command line."""

import unicodedata


def meeting_id(typed: str) -> str:
    """`prosjektgruppen/2020-04-28`, also for the path of its file, from anywhere and with either slash."""
    parts = unicodedata.normalize("NFC", typed).replace("\\", "/").removesuffix(".md").split("/")
    return "/".join([part for part in parts if part][-2:])

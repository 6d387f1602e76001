"""A meeting, a mandate, a register or a text as people name it on the command line."""

import unicodedata

from pipeline.records.project import Project


def record_id(project: Project, typed: str) -> str:
    """The id `typed` means: it may be the path of a meeting's or a text's file, from anywhere and with either slash."""
    parts = _parts(typed)
    for paper in project.papers.values():
        source = _parts(paper.source)
        if parts[-len(source) :] == source or parts == source[1:]:
            return paper.id
    return meeting_id(typed)


def meeting_id(typed: str) -> str:
    """`prosjektgruppen/2020-04-28`, also for the path of its file."""
    return "/".join(_parts(typed)[-2:])


def _parts(typed: str) -> list[str]:
    whole = unicodedata.normalize("NFC", typed).replace("\\", "/").removesuffix(".md")
    return [part for part in whole.split("/") if part]

"""The document is what it claims to be, with nothing of the template's works left in it."""

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.diagnostics import Diagnostic
from pipeline.verify import problems, xml
from pipeline.verify.contents import Contents
from pipeline.verify.expected import typed_text

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SETTINGS = {
    "updateFields": "slå av oppdatering av felt ved åpning",
    "attachedTemplate": "koble fra malen under Utvikler › Dokumentmal",
    "mailMerge": "velg «Vanlig Word-dokument» under Masseutsendelser",
    "linkStyles": "slå av «Oppdater dokumentstiler automatisk»",
}
_SETTING = re.compile(rf"<w:({'|'.join(_SETTINGS)})(?=[\s/>])([^<]*)")
_TAG_OPENERS = ("{{", "{%", "{#")


def title(contents: Contents) -> Iterator[Diagnostic]:
    """The title among the properties is the document's (WCAG 2.4.2)."""
    core = contents.package.one("", "core-properties")
    found = next((each.text or "" for each in xml.tree(core) if each.tag.endswith("}title")), "") if core else ""
    wanted = contents.expected.title
    if _folded(found) != _folded(wanted) or not _folded(found):
        yield problems.WRONG_TITLE.at(contents.place, tittel=found, ventet=wanted)


def properties(contents: Contents) -> Iterator[Diagnostic]:
    """The custom properties are as handed in."""
    custom = contents.package.one("", "custom-properties")
    found = {}
    for each in xml.tree(custom) if custom else ():
        found[each.get("name", "")] = "".join(each.itertext())
    for name, wanted in contents.expected.properties.items():
        if found.get(name) is None or _folded(found[name]) != _folded(wanted):
            yield problems.WRONG_PROPERTY.at(contents.place, navn=name, verdi=found.get(name, ""), ventet=wanted)


def page_numbers(contents: Contents) -> Iterator[Diagnostic]:
    """Every ordinary footer says «page x of y»."""
    targets = {each.id: each.target for each in contents.package.relations.get(contents.main.name, ())}
    footers = {targets.get(ident) for ident in contents.main.footers}
    stories = [story for story in contents.stories if story.name in footers]
    if not stories or any(len(story.page_fields) < 2 or "PAGE" not in story.page_fields for story in stories):
        yield problems.NO_PAGE_NUMBERS.at(contents.place)


def settings(contents: Contents) -> Iterator[Diagnostic]:
    """Nothing makes Word ask a question when the document is opened."""
    data = contents.package.one(contents.package.main, "settings")
    for name in _illegal_settings(data) if data else ():
        yield problems.ILLEGAL_SETTING.at(contents.place, innstilling=name, råd=_SETTINGS[name])


@lru_cache(maxsize=16)
def _illegal_settings(data: bytes) -> tuple[str, ...]:
    found = _SETTING.findall(xml.regular(data))
    off = {"0", "false", "off"}
    return tuple(dict.fromkeys(name for name, rest in found if xml.attributes(rest).get("w:val") not in off))


def tags(contents: Contents) -> Iterator[Diagnostic]:
    """No tag of the template is left, save one the user typed himself."""
    typed: str | None = None
    wanted = _without_space(tuple(contents.expected.template_tags))
    for story in contents.stories:
        if "{" not in story.text or not wanted:
            continue
        for paragraph in story.paragraphs():
            if not any(opener in paragraph for opener in _TAG_OPENERS):
                continue
            bare = "".join(paragraph.split())
            for tag, shown in wanted.items():
                if tag in bare:
                    typed = _bare_typed(contents.expected.content) if typed is None else typed
                    if tag not in typed:
                        yield problems.LEFTOVER_TAG.at(contents.place, merke=shown, **{"del": story.name})


def _bare_typed(content: object) -> str:
    return "".join(typed_text(content).split())


@lru_cache(maxsize=16)
def _without_space(template_tags: tuple[str, ...]) -> dict[str, str]:
    """Tags by what they are without white space, which typography may have changed."""
    return {"".join(tag.split()): tag for tag in template_tags}


def _folded(text: str) -> str:
    return " ".join(_NOT_XML.sub("", text).split())


CHECKS = (title, properties, page_numbers, settings, tags)

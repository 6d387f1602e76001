"""People who present something in running text: «Dal orienterte», «gruppe 2 v/Kari Dal». Who was not there did not.

Only what is certain is said. A name counts where one person answers to it; an unknown one where it is two capitalised
words or more and neither an organisation nor a misspelling (which is said elsewhere).
"""

import re
from collections.abc import Iterator

from pipeline.diagnostics import Diagnostic
from pipeline.language.names import NameIndex
from pipeline.link.mentions import name_index, texts_of
from pipeline.link.people import Register
from pipeline.link.places import holds_any, place_in, prose
from pipeline.link.problems import PERSON_IN_TEXT_UNKNOWN, SPEAKER_ABSENT, SPEAKER_NOT_LISTED
from pipeline.records.model import Attendance, MeetingStatus, Person, Presence
from pipeline.records.project import Project
from pipeline.richtext import Inline

_CAPITAL = "A-ZÀ-ÖØ-Þ"
_NAMES = rf"[{_CAPITAL}][\w’'-]*\.?(?:[ \xa0](?:[{_CAPITAL}][\w’'-]*\.?|van|von|de|af))*"
_VERBS = (
    "orienterte|orienterer|innledet|innleidde|presenterte|presenterer|redegjorde|gjennomgikk|gikk gjennom|gjekk gjennom"
    "|la fram|la frem|informerte|gjorde greie for"
)
_SPEAKS = re.compile(rf"(?<![\w/@])(?P<name>{_NAMES})[ \xa0](?:{_VERBS})\b")
_PRESENTED_BY = re.compile(rf"(?<!\w)v/[ \xa0]?(?P<name>{_NAMES})")
_SIGNS = ("v/", *_VERBS.split("|"))
_POST = re.compile(
    r"leder|leiar|direktør|sjef|overlege|rådgiver|rådgivar|sekretær|lege|rektor|prof|Dr\.?$|forsker|forskar",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"forening|forbund|lag(?:et)?$|direktorat|departement|kommune|utval|senter|senteret|sykehus|sjukehus|klinikk|råd(?:et)?$"
    r"|institutt|universitet|høgskole|høyskole|høgskule|gruppe|avdeling|seksjon|skole|skule|tjeneste|tenest|styre|verket$",
    re.IGNORECASE,
)


def speakers(project: Project) -> Iterator[Diagnostic]:
    """Who presents something in the text of a meeting that was held, was there, and is somebody we know."""
    register = Register(project.persons.values())
    names = name_index(register, project.bodies)
    for meeting in project.meetings.values():
        if meeting.status is not MeetingStatus.HELD:
            continue
        there = {each.person.id: each for each in meeting.attendance}
        for runs in texts_of(meeting):
            text = prose(runs)
            if holds_any(text, _SIGNS):
                yield from _spoken(runs, text, register, names, there)


def _spoken(
    runs: Inline, text: str, register: Register, names: NameIndex, there: dict[str, Attendance]
) -> Iterator[Diagnostic]:
    for pattern in (_SPEAKS, _PRESENTED_BY):
        for found in pattern.finditer(text):
            typed = found["name"].rstrip(".")
            place = place_in(runs, found.start("name"))
            person = _person(typed, register)
            if person is None:
                if _is_a_stranger(typed, register, names):
                    yield PERSON_IN_TEXT_UNKNOWN.at(place, navn=typed)
                continue
            listed = there.get(person.id)
            if listed is not None and listed.presence is not Presence.PRESENT:
                yield SPEAKER_ABSENT.at(place, navn=person.name, grunn=listed.presence)
            elif listed is None and pattern is _SPEAKS:
                yield SPEAKER_NOT_LISTED.at(place, navn=person.name)


def _person(typed: str, register: Register) -> Person | None:
    """The one person `typed` means, also behind the title of a post: «Prosjektleder Dal»."""
    words = typed.split()
    while len(words) > 1 and _POST.search(words[0]):
        words = words[1:]
    found = register.lookup(" ".join(words))
    return found[0] if len(found) == 1 else None


def _is_a_stranger(typed: str, register: Register, names: NameIndex) -> bool:
    words = typed.split()
    return (
        len(words) > 1
        and not any(register.lookup(word) for word in words)
        and not names.find(typed)
        and not any(_ORGANISATION.search(word) or _POST.search(word) or names.is_other(word) for word in words)
        and not any(word.isupper() for word in words)
    )

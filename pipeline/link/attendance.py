"""Who was called to a meeting, who came, who did not, who came late and who left."""

from collections.abc import Iterable
from datetime import date, time

from pipeline.diagnostics import Diagnostic
from pipeline.language.dates import clock, clock_range, numeric_date, read_clock
from pipeline.language.labels import word
from pipeline.link.people import Entry, Register, read_entry
from pipeline.link.problems import (
    ABSENT_BUT_ACTIVE,
    CALLED_AS_GUEST,
    CLOCK_EXPECTED,
    CLOCK_OUTSIDE,
    ENTRY_UNREADABLE,
    LEFT_BEFORE_CAME,
    LISTED_TWICE,
    NOBODY_CALLED,
    NOT_CALLED,
)
from pipeline.load.heads import MeetingHead
from pipeline.records.model import Attendance, Body, Person, Presence, Seat
from pipeline.schema.placed import Text

EXAMPLES = {
    "forfall": "moen (vara hauge)",
    "møtte_ikke": "moen",
    "gjester": "aas (sak 24-2020)",
    "observatører": "aas",
    "kom": "vik kl. 12.30",
    "gikk": "vik kl. 14.10",
    "habilitet": "berg (sak 25-2020)",
}


class Roll:
    """The roll of one meeting, filled from the head key by key. `people` keeps the order: called, substitutes,
    guests."""

    def __init__(
        self,
        body: Body,
        day: date,
        chair: Person | None,
        secretary: Person | None,
        register: Register,
        diagnostics: list[Diagnostic],
        several_days: bool = False,
    ) -> None:
        self.body = body
        self.day = day
        self.several_days = several_days
        self.register = register
        self.diagnostics = diagnostics
        self.people: dict[str, Attendance] = {}
        self.cases: dict[str, list[tuple[str, Entry]]] = {"gjester": [], "habilitet": []}
        for membership in body.members:
            if membership.holds_on(day):
                self._call(membership.person, membership.seat, body, membership.note, membership.substitute)
        for person, seat in ((chair, Seat.CHAIR), (secretary, Seat.SECRETARY)):
            if person is None:
                continue
            if person.id in self.people:
                self.people[person.id].seat = seat
            else:
                self._call(person, seat, body)
        leading = [each for seat in (Seat.CHAIR, Seat.SECRETARY) for each in self.people.values() if each.seat is seat]
        self.people = {each.person.id: each for each in [*leading[:1], *self.people.values(), *leading]}

    def _call(self, person: Person, seat: Seat, body: Body, note: str = "", substitute: Person | None = None) -> None:
        self.people[person.id] = Attendance(
            person, person.post_on(self.day), seat, Presence.PRESENT, body.place, note, substitute
        )

    def fill(self, head: MeetingHead, start: time | None, end: time | None) -> list[Attendance]:
        """The attendance of the meeting; everything wrong in the head's lists is said."""
        self._absent(head.forfall, "forfall", Presence.EXCUSED)
        self._absent(head.møtte_ikke, "møtte_ikke", Presence.MISSING)
        self._extra(head.gjester, "gjester", Seat.GUEST)
        self._extra(head.observatører, "observatører", Seat.OBSERVER)
        self._clocks(head.kom, "kom", start, end)
        self._clocks(head.gikk, "gikk", start, end)
        for person in self.people.values():
            if person.came and person.left and person.left <= person.came and not self.several_days:
                self.diagnostics.append(
                    LEFT_BEFORE_CAME.at(
                        person.place, navn=person.person.name, gikk=clock(person.left), kom=clock(person.came)
                    )
                )
        for entry, found in self._entries(head.habilitet, "habilitet"):
            listed = self.people.get(found.id)
            if listed is None:
                self.diagnostics.append(NOT_CALLED.at(entry.place, navn=found.name, nøkkel="habilitet"))
            elif listed.presence is not Presence.PRESENT:
                self._not_there(entry, listed, "habilitet")
            elif not entry.cases:
                self._unreadable(entry, "habilitet")
            else:
                self.cases["habilitet"].append((found.id, entry))
        return list(self.people.values())

    def _entries(self, texts: Iterable[Text], key: str) -> Iterable[tuple[Entry, Person]]:
        for text in texts:
            entry = read_entry(text, text.place)
            if not entry.name or entry.rest:
                self._unreadable(entry, key, text)
                if not entry.name:
                    continue
            found = self.register.find(entry.name, entry.place, self.diagnostics)
            if found:
                yield entry, found

    def _unreadable(self, entry: Entry, key: str, text: str | None = None) -> None:
        shown = entry.rest or text or entry.name
        self.diagnostics.append(ENTRY_UNREADABLE.at(entry.place, tekst=shown, nøkkel=key, eksempel=EXAMPLES[key]))

    def _absent(self, texts: list[Text], key: str, presence: Presence) -> None:
        for entry, found in self._entries(texts, key):
            person = self._called(found)
            if person is None:
                self.diagnostics.append(NOT_CALLED.at(entry.place, navn=found.name, nøkkel=key))
                continue
            if person.presence is not Presence.PRESENT:
                self._twice(entry, person, presence)
                continue
            person.presence, person.place = presence, entry.place
            if entry.substitute:
                self._substitute(entry, person)

    def _called(self, found: Person) -> Attendance | None:
        """Who is on the roll. The body's own chair and secretary are called, also where somebody stood in for them."""
        if found.id not in self.people and found in (self.body.chair, self.body.secretary):
            self._call(found, Seat.MEMBER, self.body)
        return self.people.get(found.id)

    def _not_there(self, entry: Entry, person: Attendance, key: str) -> None:
        self.diagnostics.append(
            ABSENT_BUT_ACTIVE.at(entry.place, navn=person.person.name, grunn=person.presence, nøkkel=key)
        )

    def _twice(self, entry: Entry, person: Attendance, presence: Presence) -> None:
        self.diagnostics.append(
            LISTED_TWICE.at(entry.place, navn=person.person.name, første=person.presence, andre=presence)
        )

    def _substitute(self, entry: Entry, absent: Attendance) -> None:
        found = self.register.find(entry.substitute, entry.place, self.diagnostics)
        if found is None:
            return
        if found.id in self.people:
            already = self.people[found.id]
            problem = (
                CALLED_AS_GUEST.at(entry.place, navn=found.name, rolle=already.seat, som=Seat.SUBSTITUTE)
                if already.called
                else LISTED_TWICE.at(entry.place, navn=found.name, første=already.seat, andre=Seat.SUBSTITUTE)
            )
            self.diagnostics.append(problem)
            return
        absent.substitute = found
        self.people[found.id] = Attendance(
            found,
            found.post_on(self.day),
            Seat.SUBSTITUTE,
            Presence.PRESENT,
            entry.place,
            substitute_for=absent.person,
            called=False,
        )

    def _extra(self, texts: list[Text], key: str, seat: Seat) -> None:
        for entry, found in self._entries(texts, key):
            already = self.people.get(found.id)
            if already is not None and already.called:
                self.diagnostics.append(CALLED_AS_GUEST.at(entry.place, navn=found.name, rolle=already.seat, som=seat))
                continue
            if already is not None:
                self.diagnostics.append(LISTED_TWICE.at(entry.place, navn=found.name, første=already.seat, andre=seat))
                continue
            person = Attendance(found, found.post_on(self.day), seat, Presence.PRESENT, entry.place, called=False)
            self.people[found.id] = person
            if entry.cases:
                self.cases["gjester"].append((found.id, entry))

    def _clocks(self, texts: list[Text], key: str, start: time | None, end: time | None) -> None:
        came = key == "kom"
        for entry, found in self._entries(texts, key):
            person = self._called(found)
            if person is None:
                self.diagnostics.append(NOT_CALLED.at(entry.place, navn=found.name, nøkkel=key))
                continue
            if person.presence is not Presence.PRESENT:
                self._not_there(entry, person, key)
                continue
            moment = read_clock(entry.clock) if entry.clock else None
            if moment is None:
                self.diagnostics.append(CLOCK_EXPECTED.at(entry.place, navn=found.name, nøkkel=key, id=found.id))
                continue
            if start and end and not self.several_days and not start <= moment <= end:
                what = word("kom") if came else word("gikk")
                self.diagnostics.append(
                    CLOCK_OUTSIDE.at(
                        entry.place, navn=found.name, hva=what, klokka=clock(moment), møte=clock_range(start, end)
                    )
                )
            person.place = entry.place
            if came:
                person.came = moment
            else:
                person.left = moment


def nobody_called(body: Body, people: list[Attendance], day: date) -> Iterable[Diagnostic]:
    """Said where a body has no members on the day of a meeting."""
    if not any(each.called for each in people):
        yield NOBODY_CALLED.at(body.place, organ=body.name, dato=numeric_date(day))

"""The records, resolved and typed. Ids are stable: meeting `prosjektgruppen/2020-04-28`, case
`prosjektgruppen/2020/25`, task `prosjektgruppen/2020/25#1`.

Text that came from a source stays rich text with its places, so that a fault can be shown where it stands in Word.
"""

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from pipeline.diagnostics import Place
from pipeline.records.case_number import CaseNumber, NumberForm
from pipeline.richtext import Blocks, Inline


@dataclass(frozen=True, slots=True)
class Post:
    """A post held since a date (None: always)."""

    role: str
    organisation: str
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the register. `posts` rise by date."""

    id: str
    name: str
    posts: tuple[Post, ...]
    place: Place

    @property
    def surname(self) -> str:
        return self.name.rsplit(" ", 1)[-1]

    def post_on(self, day: date) -> Post:
        """The post held on `day`: the last that had begun, else the first known, else an empty one."""
        begun = [post for post in self.posts if post.since is None or post.since <= day]
        return begun[-1] if begun else self.posts[0] if self.posts else Post("", "")


class Seat(StrEnum):
    """What somebody is in a body or at a meeting."""

    CHAIR = "møteleder"
    DEPUTY = "nestleder"
    MEMBER = "medlem"
    PROJECT_LEADER = "prosjektleder"
    OBSERVER = "observatør"
    SECRETARY = "sekretær"
    SUBSTITUTE = "vara"
    GUEST = "gjest"


@dataclass(frozen=True, slots=True)
class Membership:
    person: Person
    seat: Seat
    since: date | None = None
    until: date | None = None
    note: str = ""
    substitute: Person | None = None

    def holds_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class Profile(StrEnum):
    """How strictly the rules of an elected body are held: a project is warned, a formal body refused."""

    PROJECT = "prosjekt"
    FORMAL = "formell"


@dataclass(slots=True)
class Body:
    """`minutes_name` is what its minutes are called (referat, protokoll, møtebok); `paper_sections` are the sections of
    its case papers in order, empty where the usual ones hold; `project` is the project it works in, None for the one
    the setup names, empty for none."""

    id: str
    name: str
    language: str
    profile: Profile
    chair: Person | None
    secretary: Person | None
    members: tuple[Membership, ...]
    number_form: NumberForm
    first_case: CaseNumber | None
    minutes_name: str
    venue: str
    absence_notice: str
    place: Place
    standing_first: tuple[str, ...] = ()
    standing_last: tuple[str, ...] = ()
    paper_sections: tuple[str, ...] = ()
    project: str | None = None


class Presence(StrEnum):
    PRESENT = "til stede"
    EXCUSED = "meldt forfall"
    MISSING = "møtte ikke"


@dataclass(slots=True)
class Attendance:
    """One person at one meeting. `came` and `left` are None for the whole meeting; `cases` are ids of the cases a
    guest was in for (empty: all); `disqualified` those a person stood down from (habilitet)."""

    person: Person
    post: Post
    seat: Seat
    presence: Presence
    place: Place
    note: str = ""
    substitute: Person | None = None
    substitute_for: Person | None = None
    came: time | None = None
    left: time | None = None
    cases: list[str] = field(default_factory=list)
    disqualified: list[str] = field(default_factory=list)
    called: bool = True


class CaseType(StrEnum):
    APPROVAL = "godkjenning"
    DECISION = "vedtak"
    DISCUSSION = "drøfting"
    INFORMATION = "orientering"
    REFERRED = "referatsak"
    OTHER = "eventuelt"


DECIDING = (CaseType.DECISION, CaseType.APPROVAL)
"""A case of such a type ends in a decision."""


@dataclass(slots=True)
class Exemption:
    """Unntatt offentlighet: the legal basis and how much is withheld (sak, tittel, avsnitt, ord). Reserved."""

    basis: str
    extent: str
    place: Place


@dataclass(slots=True)
class Decision:
    """A decision of a case. `text` is what was decided; `proposal` and `votes` are there where they were recorded.

    `outcome` is reserved.
    """

    id: str
    text: Blocks
    place: Place
    marker: str
    proposal: Blocks = field(default_factory=list)
    outcome: str = ""
    votes: Blocks = field(default_factory=list)


@dataclass(slots=True)
class TaskRecord:
    """Who does what by when, agreed in a case. `owners` are persons, `others` names nobody in the register answers
    to. `due_shown` is what is printed as the due date, also where it is no date («snarest», «uke 22»).

    `closes` is reserved: the task that this one ends.
    """

    id: str
    case_id: str
    owners: list[Person]
    others: list[str]
    what: Inline
    due: date | None
    place: Place
    due_shown: str = ""
    closes: str | None = None


@dataclass(slots=True)
class Presenter:
    """Who presents a case: a registered person, or a name as typed."""

    name: str
    place: Place
    person: Person | None = None


@dataclass(slots=True)
class Attachment:
    """A file sent with the documents: `path` under `sources/`, the title printed, the case it belongs to (None: the
    meeting).

    `paper` is the id of the text it is the document of, `register` that of the action register: then `path` is that
    document's, under the project's folder. The case paper has no title of its own: it is called what it is.
    """

    path: str
    title: str
    place: Place
    case_id: str | None = None
    paper: str = ""
    register: str = ""


@dataclass(slots=True)
class Case:
    """A case. `number` is None until one is given (`ny`); `label` is the number as printed; `paper` is the id
    of its case paper (saksfremlegg), if it has one. `exemption` is reserved."""

    id: str
    number: CaseNumber | None
    label: str
    title: Inline
    type: CaseType | None
    presenters: list[Presenter]
    blocks: Blocks
    place: Place
    minutes_allotted: int | None = None
    additional: bool = False
    sent_later: bool = False
    withdrawn: bool = False
    decisions: list[Decision] = field(default_factory=list)
    proposals: list[Blocks] = field(default_factory=list)
    tasks: list[TaskRecord] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    exemption: Exemption | None = None
    paper: str = ""


class MeetingStatus(StrEnum):
    PLANNED = "planlagt"
    HELD = "avholdt"
    CANCELLED = "avlyst"


class MinutesStatus(StrEnum):
    DRAFT = "utkast"
    REVIEW = "til gjennomsyn"
    APPROVED = "godkjent"


@dataclass(slots=True)
class NextMeeting:
    day: date
    start: time | None
    end: time | None
    place: Place


@dataclass(slots=True)
class Meeting:
    """A meeting, planned or held. `start` is None where only the day was typed; `last_day` is None for one day.

    `venue_place` is where the venue was typed; `texts` every running text, once somebody has asked for them
    (`link.mentions.texts_of`).
    """

    id: str
    body: Body
    day: date
    start: time | None
    end: time | None
    venue: str
    venue_place: Place
    language: str
    status: MeetingStatus
    minutes_status: MinutesStatus
    chair: Person | None
    secretary: Person | None
    attendance: list[Attendance]
    preface: Blocks
    cases: list[Case]
    attachments: list[Attachment]
    next_meeting: NextMeeting | None
    notice_date: date | None
    minutes_date: date
    absence_notice: str
    note: str
    place: Place
    source: str
    last_day: date | None = None
    texts: list[Inline] = field(default_factory=list)

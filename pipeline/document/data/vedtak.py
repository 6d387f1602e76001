"""Decisions quoted by case and point: what is printed is what the minutes say, never what somebody typed again."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from pydantic import Field

from pipeline.diagnostics import Diagnostic, Place, Problem, Severity
from pipeline.document.data_kind import DataKind, Setting
from pipeline.document.meetings import listed
from pipeline.language.dates import numeric_date
from pipeline.language.labels import word
from pipeline.language.names import nearest
from pipeline.records.model import Body, Case, Decision, Meeting
from pipeline.richtext import Blocks, DataBlock, Item, Marker, Paragraph, Quotation, Run, TextList, repeated
from pipeline.schema.paper import DataShape, Reader
from pipeline.schema.placed import Separated, Text
from pipeline.schema.source_model import SourceModel

QUOTED_CASE_UNKNOWN = Problem(
    "vedtak-sak-ukjent",
    Severity.ERROR,
    "Sak {nummer} finnes ikke i møtefilene, så vedtaket kan ikke siteres.",
    hint="Mente du {forslag}?",
    about="Vedtak blir hentet fra møtefila. En sak som ikke ligger i prosjektet, må siteres med > foran linjene.",
)
QUOTED_CASE_AMBIGUOUS = Problem(
    "vedtak-sak-flere",
    Severity.ERROR,
    "Sak {nummer} finnes hos flere: {organer}.",
    hint="Skriv «organ: …» under «sak».",
)
QUOTED_CASE_PROPOSED = Problem(
    "vedtak-bare-foreslatt",
    Severity.ERROR,
    "Sak {nummer} er ikke avgjort: Møtefila har bare et forslag til vedtak.",
    hint="Vent til vedtaket er skrevet inn i møtefila, eller ta bort sitatet.",
    about="Et forslag skal aldri stå som om det var vedtatt.",
)
QUOTED_CASE_UNDECIDED = Problem(
    "vedtak-mangler-i-sak",
    Severity.ERROR,
    "Sak {nummer} har ikke noe vedtak.",
    hint="Rett saksnummeret, eller ta bort sitatet.",
)
QUOTED_POINT_UNKNOWN = Problem(
    "vedtak-punkt-ukjent",
    Severity.ERROR,
    "Vedtaket i sak {nummer} har ikke noe punkt {punkt}.",
    hint="Punktene er {punkter}.",
)
QUOTED_WITHOUT_POINTS = Problem(
    "vedtak-uten-punkter",
    Severity.ERROR,
    "Vedtaket i sak {nummer} er ikke delt i punkter.",
    hint="Ta bort «punkt», så blir hele vedtaket sitert.",
)
QUOTED_LATER = Problem(
    "vedtak-etter-dokumentet",
    Severity.ERROR,
    "Sak {nummer} ble vedtatt {møte}, etter dokumentets dato {dato}.",
    hint="Rett datoen i hodet, eller ta bort sitatet.",
)
QUOTED_BODY_UNKNOWN = Problem(
    "vedtak-organ-ukjent",
    Severity.ERROR,
    "«{navn}» er ikke et organ i oppsettet.",
    hint="Mente du «{forslag}»?",
)

_LEADS = {
    Marker.DECISION: (
        word("Vedtak i sak {sak}, {organ} {dato}:"),
        word("Vedtakspunkt {punkt} i sak {sak}, {organ} {dato}:"),
    ),
    Marker.CONCLUSION: (
        word("Konklusjon i sak {sak}, {organ} {dato}:"),
        word("Punkt {punkt} i sak {sak}, {organ} {dato}:"),
    ),
}
"""What stands above a decision quoted whole, and above some of its points."""

_RANGE = re.compile(r"(\d{1,3})\s*[-–]\s*(\d{1,3})")
_BELOW = re.compile(r"(\d+)[\s.]*([a-zæøå]+)")
_AND = re.compile(r"\s+og\s+|\s*,\s*", re.IGNORECASE)
_POINT_WORD = re.compile(r"(?:vedtaks)?punkt(?:ene|et)?\s+", re.IGNORECASE)
_ALL = {"alle", "alt", "hele"}


class QuotedSource(SourceModel):
    """Which decision is quoted."""

    sak: Text = Field(description="Saken vedtaket står i, f.eks. 31/23")
    punkt: Annotated[list[Text], Separated()] = Field(
        default_factory=list, description="Punktene som skal siteres, f.eks. 12 eller 1–4; uten dem hele vedtaket"
    )
    organ: Text | None = Field(None, description="Organet som eier saken, når flere har samme nummer: id")


@dataclass(slots=True)
class Quoted:
    """Which decision is quoted: the case as typed, and its points with the places they were typed at (none: all)."""

    case: str
    body: str | None
    points: list[tuple[str, Place]]
    place: Place
    case_place: Place
    body_place: Place


def read(source: QuotedSource, reader: Reader, place: Place) -> Quoted:
    """What was typed; whether there is such a decision is asked once the whole project is known."""
    points = [(label, typed.place) for typed in source.punkt for label in _labels(typed)]
    body = source.organ
    return Quoted(
        str(source.sak).strip(),
        str(body).strip() if body else None,
        points,
        place,
        source.sak.place,
        body.place if body else place,
    )


def _labels(typed: Text) -> Iterator[str]:
    """«1–4» is four points, «2 og 5» two, «3 a» the point a below 3, «alle» none in particular."""
    for part in _AND.split(_POINT_WORD.sub("", typed.strip())):
        label = part.strip().rstrip(".)").casefold()
        span = _RANGE.fullmatch(label)
        if span and int(span[1]) <= int(span[2]):
            yield from map(str, range(int(span[1]), int(span[2]) + 1))
        elif label and label not in _ALL:
            yield _BELOW.sub(r"\1\2", label)


# --- what it looks like ----------------------------------------------------------------------------------------------


def blocks(record: Quoted, block: DataBlock, setting: Setting) -> Blocks:
    """A line that says where it stands, and the decision as a quotation. Nothing where there is no such decision."""
    case = _case(record, setting)
    meeting = _meeting(case, setting) if case else None
    if case is None or meeting is None or not case.decisions:
        return []
    wanted = {label for label, _ in record.points}
    quoted = [each for decision in _decisions(case) for each in _quoted(decision, wanted)]
    if not quoted:
        return []
    translate, place = setting.translate, record.place
    labels = [label for label in _all_labels(case) if label in wanted]
    whole, some = _LEADS[Marker(_decisions(case)[0].marker)]
    lead = translate(some if wanted else whole).format(
        punkt=listed(_spans(labels), translate),
        sak=case.label,
        organ=meeting.body.name,
        dato=numeric_date(meeting.day),
    )
    return [Paragraph([Run(lead, place)], place, block.ident), Quotation(repeated(quoted), [], place)]


def _quoted(decision: Decision, wanted: set[str]) -> Blocks:
    """The decision, or those of its points that are wanted, with their own numbers."""
    if not wanted:
        return decision.text
    return [part for each in decision.text if isinstance(each, TextList) for part in _parts(each, wanted)]


def _parts(points: TextList, wanted: set[str], above: str = "") -> Iterator[TextList]:
    """The wanted points of a list as lists without gaps; of a point that is not wanted, the wanted ones below it."""
    together: list[Item] = []
    for item in (*points.items, None):
        if item is not None and not wanted.isdisjoint(_names(item, above)):
            together.append(item)
            continue
        if together:
            yield replace(points, items=together, level=0)
            together = []
        if item is not None:
            for each in item.blocks:
                if isinstance(each, TextList):
                    yield from _parts(each, wanted, item.label)


def _names(item: Item, above: str) -> tuple[str, ...]:
    """What a point may be called: «a», and «3a» where it stands below point 3."""
    label = item.label.casefold()
    if not label:
        return ()
    return (label, f"{above.casefold()}{label}") if above else (label,)


def _decisions(case: Case) -> Sequence[Decision]:
    """The decisions of a case; where it has none, its conclusions."""
    decided = [each for each in case.decisions if each.marker == Marker.DECISION]
    return decided or case.decisions


def _all_labels(case: Case) -> list[str]:
    """What the points of a case's decisions may be called, in order."""
    found = (name for decision in _decisions(case) for name in _labels_in(decision.text, ""))
    return list(dict.fromkeys(found))


def _labels_in(blocks: Blocks, above: str) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, TextList):
            for item in block.items:
                yield from _names(item, above)
                yield from _labels_in(item.blocks, item.label)


def _spans(labels: Sequence[str]) -> list[str]:
    """«1–4», «7»: three or more numbers in a row are one span."""
    runs: list[list[str]] = []
    for label in labels:
        last = runs[-1][-1] if runs else ""
        if label.isdecimal() and last.isdecimal() and int(label) == int(last) + 1:
            runs[-1].append(label)
        else:
            runs.append([label])
    return [part for run in runs for part in ([f"{run[0]}–{run[-1]}"] if len(run) > 2 else run)]


# --- which case ------------------------------------------------------------------------------------------------------


def _cases(record: Quoted, setting: Setting) -> list[tuple[Body, Case]]:
    """The cases of that number, those of the text's own body first."""
    project, home = setting.project, setting.paper.body
    bodies = list(project.bodies.values())
    if record.body:
        bodies = [each for each in bodies if each.id == record.body]
    elif home:
        bodies.sort(key=lambda each: each.id != home.id)
    found = []
    for body in bodies:
        number = body.number_form.read(record.case)
        if number is not None:
            cases = project.cases.values()
            found += [(body, case) for case in cases if case.number == number and case.id.startswith(f"{body.id}/")]
    return found


def _case(record: Quoted, setting: Setting) -> Case | None:
    found = _cases(record, setting)
    return found[0][1] if found else None


def _meeting(case: Case, setting: Setting) -> Meeting | None:
    meetings = setting.project.meetings.values()
    return next((meeting for meeting in meetings if any(each is case for each in meeting.cases)), None)


# --- what can be wrong -----------------------------------------------------------------------------------------------


def check(record: Quoted, block: DataBlock, setting: Setting) -> Iterator[Diagnostic]:
    """A decision that is quoted has been made, by the day of the document, and has the points that are named."""
    project, home = setting.project, setting.paper.body
    if record.body and record.body not in project.bodies:
        near = nearest(record.body, project.bodies)
        yield QUOTED_BODY_UNKNOWN.at(record.body_place, navn=record.body, forslag=near)
        return
    found = _cases(record, setting)
    if not found:
        near = nearest(record.case, [case.label for case in project.cases.values()])
        yield QUOTED_CASE_UNKNOWN.at(record.case_place, nummer=record.case, forslag=near)
        return
    body, case = found[0]
    if len(found) > 1 and (home is None or body.id != home.id):
        names = ", ".join(each.name for each, _ in found)
        yield QUOTED_CASE_AMBIGUOUS.at(record.case_place, nummer=case.label, organer=names)
    if not case.decisions:
        problem = QUOTED_CASE_PROPOSED if case.proposals else QUOTED_CASE_UNDECIDED
        yield problem.at(record.case_place, nummer=case.label)
        return
    meeting, day = _meeting(case, setting), setting.paper.day
    if meeting is not None and meeting.day > day:
        told = numeric_date(meeting.day)
        yield QUOTED_LATER.at(record.case_place, nummer=case.label, møte=told, dato=numeric_date(day))
    yield from _points_there(record, case)


def _points_there(record: Quoted, case: Case) -> Iterable[Diagnostic]:
    labels = _all_labels(case)
    if record.points and not labels:
        return [QUOTED_WITHOUT_POINTS.at(record.points[0][1], nummer=case.label)]
    outermost = [item.label for each in _decisions(case) for item in _outermost(each)]
    shown = listed(_spans(list(dict.fromkeys(outermost))), str)
    unknown: dict[Place, list[str]] = {}
    for label, place in record.points:
        if label not in labels:
            unknown.setdefault(place, []).append(label)
    return [
        QUOTED_POINT_UNKNOWN.at(place, nummer=case.label, punkt=listed(_spans(missing), str), punkter=shown)
        for place, missing in unknown.items()
    ]


def _outermost(decision: Decision) -> Iterator[Item]:
    return (item for each in decision.text if isinstance(each, TextList) for item in each.items)


DATA = DataKind(DataShape("vedtak", QuotedSource, read, also=("vedtakspunkt",)), Quoted, blocks, check)

"""Problems accepted in the source, with a reason."""

from pipeline.diagnostics import Diagnostic, Place, Problem, Severity
from pipeline.load.model import Overrule
from pipeline.load.overrules import apply_overrules, yaml_overrules
from pipeline.load.source_text import read_text

SOFT = Problem("prove-myk", Severity.ERROR, "En feil.")
FIRM = Problem("prove-fast", Severity.ERROR, "En feil til.", firm=True)
GRAVE = Problem("prove-uleselig", Severity.UNREADABLE, "Kan ikke leses.")


def collected(typed: str) -> tuple[list[tuple[str, str, int]], list[Diagnostic]]:
    source, _ = read_text(typed.encode(), "f")
    assert source is not None
    overrules, diagnostics = yaml_overrules(source)
    return [(each.code, each.reason, each.first_line) for each in overrules], diagnostics


def overrule(code: str, line: int = 1) -> Overrule:
    return Overrule(code, "avtalt", Place("f", line, 1), line, line)


def test_a_comment_accepts_on_its_own_line_or_on_the_next_that_holds_anything() -> None:
    typed = """\
tid: x  # godta prove-myk: avtalt med lederen
# Godta prove-myk: står i vedtektene: § 3

# en vanlig kommentar
sted: y
#godta prove-myk: til slutt
"""
    assert collected(typed) == (
        [
            ("prove-myk", "avtalt med lederen", 1),
            ("prove-myk", "står i vedtektene: § 3", 5),
            ("prove-myk", "til slutt", 6),
        ],
        [],
    )


def test_a_reason_is_needed() -> None:
    overrules, diagnostics = collected("a: b # godta prove-myk\n# godta prove-myk:\nc: d\n")
    assert overrules == []
    assert [(each.code, each.place.line, each.place.column) for each in diagnostics] == [
        ("godta-uten-grunn", 1, 6),
        ("godta-uten-grunn", 2, 1),
    ]


def test_an_accepted_problem_is_taken_out_at_its_line_only() -> None:
    first, second = SOFT.at(Place("f", 1, 5)), SOFT.at(Place("f", 2, 5))
    elsewhere = SOFT.at(Place("g", 1, 5))
    kept, accepted, about = apply_overrules([first, second, elsewhere], [overrule("prove-myk")])
    assert (kept, accepted, about) == ([second, elsewhere], [first], [])


def test_what_must_be_mended_cannot_be_accepted() -> None:
    faults = [FIRM.at(Place("f", 1)), GRAVE.at(Place("f", 2))]
    kept, accepted, about = apply_overrules(faults, [overrule("prove-fast"), overrule("prove-uleselig", 2)])
    assert (kept, accepted) == (faults, [])
    assert [each.code for each in about] == ["godta-fast", "godta-fast"]


def test_an_overrule_of_nothing_and_of_no_known_problem_is_said() -> None:
    kept, accepted, about = apply_overrules([], [overrule("prove-myk"), overrule("prove-myke")])
    assert (kept, accepted) == ([], [])
    assert [each.code for each in about] == ["godta-unodvendig", "godta-ukjent"]
    assert about[1].hint() == "Mente du «prove-myk»?"

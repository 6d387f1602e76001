"""The names blocks have in Word: short, unique, without a word of the document, and steady."""

import pytest
from support.documents import MEETING, linked, meeting, only_meeting

from pipeline.richtext import Heading, Image, Paragraph, Table, Task, TextList, walk

CASES = """\
## 1-2020 Hemmelig sak (drøfting)

Et avsnitt.

- Punkt
  - Underpunkt

### Mellomtittel

| A | B |
| 1 | 2 |

Vedtak: Ja.

=> Berg: ringe, 26.05.2020

## 2-2020 Neste (drøfting)

Tekst.
"""


def test_who_said_what_is_quoted_has_a_name_after_the_quotation(project):
    text = "> Ja.\n>\n> - Først\n>   og så\n> – Berg\n\n> Nei.\n\nTekst."
    case = only_meeting(project({MEETING: meeting("", f"## 1-2020 Sak (drøfting)\n\n{text}\n")})).cases[0]
    named = [(type(block).__name__, block.ident) for block in walk(case.blocks) if not isinstance(block, TextList)]
    assert named == [
        ("Paragraph", "sg_1_2020_1"),
        ("Paragraph", "sg_1_2020_2"),
        ("Quotation", "sg_1_2020_3"),
        ("Paragraph", "sg_1_2020_4"),
        ("Quotation", ""),
        ("Paragraph", "sg_1_2020_5"),
    ]


def names(found):
    blocks = [*walk(found.preface), *(block for case in found.cases for block in walk(case.blocks))]
    return [block.ident for block in blocks if isinstance(block, Paragraph | Heading | Table | Image | Task)]


def test_a_block_is_named_after_its_case_and_its_turn(project):
    found = only_meeting(project({MEETING: meeting("", f"Innledning.\n\n{CASES}")}))
    assert names(found) == [
        "sg_innledning_1",
        "sg_1_2020_1",
        "sg_1_2020_2",
        "sg_1_2020_3",
        "sg_1_2020_4",
        "sg_1_2020_5",
        "sg_1_2020_6",
        "sg_1_2020_7",
        "sg_2_2020_1",
    ]


@pytest.mark.parametrize(
    "later", [CASES.replace("Tekst.", "Tekst.\n\nMer tekst."), CASES + "\n## 3-2020 Ny (drøfting)\n\nTekst.\n"]
)
def test_a_later_case_changes_no_name_of_an_earlier(project, later):
    before = names(only_meeting(project({MEETING: meeting("", CASES)}, name="a")))
    after = names(only_meeting(project({MEETING: meeting("", later)}, name="b")))
    assert after[: len(before)] == before


def test_doubled_and_missing_numbers_still_give_unique_short_names(project):
    cases = CASES + CASES.replace("2-2020 ", "").replace("1-2020", "2-2020") + "\n## Uten\n\n" + "Avsnitt.\n\n" * 1200
    found = names(only_meeting(project({MEETING: meeting("", cases)})))
    assert len(set(found)) == len(found)
    assert max(map(len, found)) <= 40
    assert all(name.isascii() and name.replace("_", "").isalnum() for name in found)


def test_cases_decisions_and_tasks_of_a_doubled_number_have_ids_of_their_own(project):
    cases = "## 1-2020 A (drøfting)\n\nKonklusjon: Ja.\n\n=> Berg: ringe, 26.05.2020\n\nSe [p](plan.pdf).\n\n"
    files = {MEETING: meeting("", cases + cases), "vedlegg/plan.pdf": "%PDF"}
    found = linked(project(files))
    assert list(found.cases) == ["prosjektgruppen/2020/1", "prosjektgruppen/2020/1~2"]
    second = found.cases["prosjektgruppen/2020/1~2"]
    assert [each.id for each in second.decisions] == ["prosjektgruppen/2020/1~2!1"]
    assert [(each.id, each.case_id) for each in second.tasks] == [("prosjektgruppen/2020/1~2#1", second.id)]
    assert [each.case_id for each in second.attachments] == [second.id]

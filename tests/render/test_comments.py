"""A remark stands as a Word comment where its fault stands in the source."""

from support.rendering import SOURCE, content, document, listed, para, place, rendered, words
from support.word_templates import paragraph, word_template

from pipeline.diagnostics import Diagnostic, Place, Problem, Severity
from pipeline.document import Line
from pipeline.richtext import ListKind, Marker, Paragraph, Piece, Run, Task

FAULT = Problem("prove-feil", Severity.ERROR, "Feil {nummer}.", hint="Mente du «{forslag}»?", about="Bare en prøve.")
TEMPLATE = word_template("Møte", "{{r linje }}", "{{p tekst }}", header="{{r linje }}")


def fault(line: int, column: int = 1, nummer: int = 1, file: str = SOURCE, **values: object) -> Diagnostic:
    return FAULT.at(Place(file, line, column), nummer=nummer, **values)


def test_a_comment_is_anchored_to_the_run_at_its_column() -> None:
    runs = [Run("Først ", place(4, 1)), Run("midt", place(4, 7), bold=True), Run(" sist", place(4, 11))]
    made = rendered(TEMPLATE, document(content(Paragraph(runs, place(4))), [fault(4, 8)]))
    assert made.commented() == {"Feil 1.": "midt"}


def test_a_line_of_its_own_is_nearer_than_the_line_before() -> None:
    made = rendered(
        TEMPLATE, document(content(para("Før", 3), Paragraph([Run("Her", place(4, 12))], place(4))), [fault(4)])
    )
    assert made.commented() == {"Feil 1.": "Her"}


def test_a_place_between_texts_belongs_to_the_text_before() -> None:
    blocks = [para("Fjern", 3), listed(ListKind.BULLET, [para("Nær", 6)]), para("Etter", 20)]
    assert rendered(TEMPLATE, document(content(*blocks), [fault(9)])).commented() == {"Feil 1.": "Nær"}


def test_what_belongs_to_no_text_stands_at_the_first_one() -> None:
    remarks = [fault(1, nummer=1), fault(5, nummer=2, file="sources/personer.yaml"), fault(0, nummer=3)]
    made = rendered(TEMPLATE, document(content(para("Tekst", 9)), remarks))
    assert made.commented() == {"Feil 1.": "Linje", "Feil 2.": "Møte", "Feil 3.": "Møte"}


def test_labels_and_due_dates_can_be_commented() -> None:
    task = Task([("Vik", place(8, 4))], [Run("ringe", place(8, 9))], "i går", place(8), place(8, 16))
    piece = Piece(Marker.DECISION, [Paragraph([Run("Ja", place(7, 9))], place(7, 9))], place(7))
    remarks = [fault(7, 1, 1), fault(8, 4, 2), fault(8, 17, 3)]
    made = rendered(TEMPLATE, document(content(piece, task), remarks))
    assert made.commented() == {"Feil 1.": "Vedtak:", "Feil 2.": "Vik:", "Feil 3.": "Frist: i går."}


def test_two_comments_at_one_place_and_the_hint_below() -> None:
    made = rendered(
        TEMPLATE, document(content(para("Her", 4)), [fault(4, nummer=1, forslag="berg"), fault(4, nummer=2)])
    )
    assert made.commented() == {"Feil 1.\nMente du «berg»?": "Her", "Feil 2.": "Her"}


def test_of_two_places_the_one_with_the_bookmark_is_meant() -> None:
    of = content(para("Samme", 4), linje=Line(words("Samme", 4)))
    named = content(para("Samme", 4, ident="sg_1"), linje=Line(words("Samme", 4)))
    first = rendered(TEMPLATE, document(of, [fault(4)])).body
    second = rendered(TEMPLATE, document(named, [fault(4)])).body
    assert first.index("commentRangeStart") < first.index('w:val="BodyText"')
    assert second.index("commentRangeStart") > second.index('w:name="sg_1"')


def test_comments_have_an_author_and_no_date() -> None:
    made = rendered(TEMPLATE, document(content(para("<Her>", 4)), [fault(4, nummer=1)]))
    assert '<w:comment w:id="0" w:author="saksgang" w:initials="sg"><w:p>' in made.xml("word/comments.xml")
    assert "word/comments.xml" in made.xml("[Content_Types].xml")
    assert "comments.xml" in made.xml("word/_rels/document.xml.rels")


def test_without_remarks_there_is_no_trace_of_comments() -> None:
    made = rendered(TEMPLATE, content(para("Her", 4)))
    assert "word/comments.xml" not in made.names
    assert "comments" not in made.xml("[Content_Types].xml") + made.xml("word/_rels/document.xml.rels")
    assert "\x01" not in made.xml()


def test_comments_somebody_left_in_the_template_do_not_follow() -> None:
    own = paragraph(
        '<w:commentRangeStart w:id="0"/>',
        "Hei",
        '<w:commentRangeEnd w:id="0"/>',
        '<w:r><w:commentReference w:id="0"/></w:r>',
    )
    template = word_template(
        own,
        "{{p tekst }}",
        parts={"word/comments.xml": "<w:comments xmlns:w='x'/>"},
        relations={"rId9": ("comments", "comments.xml")},
    )
    made = rendered(template, content(para("Her", 4)))
    assert "comment" not in made.xml()
    assert "word/comments.xml" not in made.names
    made = rendered(template, document(content(para("Her", 4)), [fault(4)]))
    assert made.commented() == {"Feil 1.": "Her"}


def test_a_comment_is_never_put_into_a_text_box() -> None:
    box = (
        "<w:p><w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent>"
        f"{paragraph('I boksen')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )
    made = rendered(word_template(box, "Utenfor", "{{p tekst }}"), document(content(), [fault(1)]))
    assert made.commented() == {"Feil 1.": "Utenfor"}

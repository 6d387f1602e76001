"""Running text: what is set how, what points where, and where each letter stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.outline import source_of

from pipeline.diagnostics import Diagnostic
from pipeline.load.flow import Flow
from pipeline.load.inline import MAX_SIGNS, read_inline
from pipeline.load.tasks import looks_like_date
from pipeline.richtext import Inline, MentionKind, Run, plain


def runs_of(text: str) -> Inline:
    """The runs of a paragraph whose lines are the lines of `text`."""
    source = source_of(text)
    parts = [(number, 0, line) for number, line in enumerate(source.lines, 1)]
    return read_inline(Flow(source, parts), [])


def marked(run: Run) -> str:
    """A run as `[bold:fet]`; plain text as it is."""
    marks = [name for name in ("bold", "italic", "underline", "code") if getattr(run, name)]
    if run.href is not None:
        marks.append(run.href)
    return f"[{' '.join(marks)}:{run.text}]" if marks else run.text


def reads(text: str, expected: str) -> None:
    assert "".join(map(marked, runs_of(text))) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("**fet** tekst", "[bold:fet] tekst"),
        ("*kursiv* og _kursiv_", "[italic:kursiv] og [italic:kursiv]"),
        ("__fet__", "[bold:fet]"),
        ("***begge***", "[bold italic:begge]"),
        ("**fet og *begge***", "[bold:fet og ][bold italic:begge]"),
        ("++under++", "[underline:under]"),
        ("**++Tema:++** tekst", "[bold underline:Tema:] tekst"),
        ("++**Tema:**++ tekst", "[bold underline:Tema:] tekst"),
        ("**sak**en", "[bold:sak]en"),
        ("`kode *her*`", "[code:kode *her*]"),
        ("`` a`b ``", "[code:a`b]"),
        ("[plan](plan.pdf)", "[plan.pdf:plan]"),
        ("[min **plan**](vedlegg/min plan.pdf)", "[vedlegg/min plan.pdf:min ][bold vedlegg/min plan.pdf:plan]"),
        ("[a](https://eksempel.no/a_(b)_c)", "[https://eksempel.no/a_(b)_c:a]"),
        ("<https://eksempel.no/a_b_c>", "[https://eksempel.no/a_b_c:https://eksempel.no/a_b_c]"),
        ("<post@eksempel.no>", "[mailto:post@eksempel.no:post@eksempel.no]"),
    ],
)
def test_what_is_marked(typed: str, expected: str) -> None:
    reads(typed, expected)


@pytest.mark.parametrize(
    "text",
    [
        "3*4*5",
        "2 * 3 * 4",
        "snake_case_navn",
        "C++ og C++",
        "C++17 og C++20",
        "a+++b+++",
        r"\*ikke kursiv\* og \\server\felles".replace("*", "·"),
        "&amp; &lt;",
        "<navn> og <b>fet</b>",
        "[navn] og (parentes)",
        "[a] (b)",
        "[a](se side 3)",
        '[a](b "c")',
        "[](b)",
        "https://eksempel.no/a_b_c",
        "en *stjerne og en _strek",
        "`tast",
        "{{ felt }} {% if %}",
        "5 < 6 > 4",
        "a@b.no",
        "~~strøket~~",
    ],
)
def test_what_is_text(text: str) -> None:
    reads(text, text)


def test_a_backslash_escapes_nothing() -> None:
    reads(r"\*kursiv\*", "\\[italic:kursiv\\]")


def test_links_do_not_nest() -> None:
    reads("[a [b](c) d](e)", "[a [c:b] d](e)")


# --- references -------------------------------------------------------------------------------------------------


def mentions(text: str) -> list[tuple[str, str, str | None]]:
    """What each reference takes of the text, the key, and the point."""
    return [(run.text, run.mention.key, run.mention.point) for run in runs_of(text) if run.mention]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("jf. sak 15-2020.", [("sak 15-2020", "15-2020", None)]),
        ("Sak 03/23 utsettes", [("Sak 03/23", "03/23", None)]),
        ("saken 028-2007", [("saken 028-2007", "028-2007", None)]),
        ("sak nr. 2014/15", [("sak nr. 2014/15", "2014/15", None)]),
        ("sak 2014/5", [("sak 2014/5", "2014/5", None)]),
        ("saksnr. 70/2011", [("saksnr. 70/2011", "70/2011", None)]),
        ("sak 15 – 2020", [("sak 15 – 2020", "15 – 2020", None)]),
        ("se PS 15/45 og sak PS 16/45", [("PS 15/45", "PS 15/45", None), ("sak PS 16/45", "PS 16/45", None)]),
        ("sak\u00a031/23", [("sak\u00a031/23", "31/23", None)]),
        (
            "sakene 15-2020, 16-2020 og 17-2020",
            [("sakene 15-2020", "15-2020", None), ("16-2020", "16-2020", None), ("17-2020", "17-2020", None)],
        ),
        ("sak 15-2020 og 10-12 andre", [("sak 15-2020", "15-2020", None)]),
        ("punkt c i sak 24-2020", [("punkt c i sak 24-2020", "24-2020", "c")]),
        ("vedtakspunkt 3 i sak 31/23", [("vedtakspunkt 3 i sak 31/23", "31/23", "3")]),
        ("pkt. 3) i sak 31/23", [("pkt. 3) i sak 31/23", "31/23", "3")]),
        ("sak 31/23, punkt iv", [("sak 31/23, punkt iv", "31/23", "iv")]),
        ("@berg og @aas-holm.", [("@berg", "berg", None), ("@aas-holm", "aas-holm", None)]),
        ("**sak 15-2020**", [("sak 15-2020", "15-2020", None)]),
    ],
)
def test_references(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert mentions(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "ASU-sak 15-2020",
        "styresak 15/20",
        "sak 7",
        "kl. 12-14",
        "2020/2021",
        "fra 15-2020",
        "a@b.no",
        "`sak 15-2020`",
        "[sak 15-2020](plan.pdf)",
        "<https://eksempel.no/@berg>",
        "sak 15-2020-3",
        "sak 15-20204",
    ],
)
def test_what_is_no_reference(text: str) -> None:
    assert mentions(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Se @kapittel:okonomi.", [("@kapittel:okonomi", "okonomi")]),
        ("@Kapittel:mal-og-midler, @kap:x_1", [("@Kapittel:mal-og-midler", "mal-og-midler"), ("@kap:x_1", "x_1")]),
        ("(@vedlegg:dialogmotet)", [("@vedlegg:dialogmotet", "dialogmotet")]),
        ("@VEDLEGG:a og @kap.:b", [("@VEDLEGG:a", "a"), ("@kap.:b", "b")]),
        ("@kapittel: okonomi", [("@kapittel: okonomi", "okonomi")]),
        ("@kapittel:økonomi", [("@kapittel:økonomi", "økonomi")]),
        ("**@kapittel:mal**", [("@kapittel:mal", "mal")]),
        ("@berg: @kapittel:a", [("@berg", "berg"), ("@kapittel:a", "a")]),
        ("@kapittel", [("@kapittel", "kapittel")]),
        ("@vedleggene:a", [("@vedleggene", "vedleggene")]),
        ("post@kapittel:a.no", []),
        ("`@kapittel:a`", []),
    ],
)
def test_references_to_chapters_and_appendices(text: str, expected: list[tuple[str, str]]) -> None:
    found = mentions(text)
    assert [(typed, key) for typed, key, _ in found] == expected


def test_the_place_of_a_reference_to_a_chapter() -> None:
    runs = runs_of("Så e\u0301n\nse @vedlegg:a nå")
    assert [(run.text, run.place.line, run.place.column) for run in runs if run.mention] == [("@vedlegg:a", 2, 4)]


def test_the_kind_of_a_reference() -> None:
    kinds = [run.mention.kind for run in runs_of("@vik i sak 1-2020, punkt 2 i sak 3-2020") if run.mention]
    assert kinds == [MentionKind.PERSON, MentionKind.CASE, MentionKind.POINT]
    kinds = [run.mention.kind for run in runs_of("@kapittel:a @Kap:b @vedlegg:c @kapittel") if run.mention]
    assert kinds == [MentionKind.CHAPTER, MentionKind.CHAPTER, MentionKind.APPENDIX, MentionKind.PERSON]


# --- places -----------------------------------------------------------------------------------------------------


def test_every_run_stands_where_its_first_letter_stands() -> None:
    runs = runs_of("en **to** sak 15-2020\ntre [fire](x.pdf) `fem`\n++seks++ @vik")
    places = {run.text: run.place[1:] for run in runs if run.text.strip()}
    assert places == {
        "en ": (1, 1),
        "to": (1, 6),
        "sak 15-2020": (1, 11),
        " tre ": (1, 22),  # the space that joins two lines stands at the end of the first
        "fire": (2, 6),
        "fem": (2, 20),
        "seks": (3, 3),
        "@vik": (3, 10),
    }


def test_columns_are_those_of_the_file_where_letters_are_taken_apart() -> None:
    runs = runs_of("a\u030a **b**")
    assert [(run.text, run.place.column) for run in runs] == [("å ", 1), ("b", 6)]


# --- hostile texts ----------------------------------------------------------------------------------------------


def test_a_text_with_endless_signs_is_set_plain_and_said() -> None:
    source = source_of("*a " * (MAX_SIGNS + 1))
    diagnostics: list[Diagnostic] = []
    runs = read_inline(Flow(source, [(1, 0, source.lines[0])]), diagnostics)
    assert len(runs) == 1
    assert [each.code for each in diagnostics] == ["tekst-for-mange-tegn"]


@given(st.text(alphabet="ab1 *_+`[]()<>!\\&@#|", max_size=60).filter(str.strip))
def test_letters_come_out_as_they_went_in(text: str) -> None:
    source = source_of(text)
    runs = read_inline(Flow(source, [(1, 0, source.lines[0])]), [])
    # Of a link the target is not in the text; everything else that is a letter is.
    targets = "".join(run.href or "" for run in runs if run.href and run.text != run.href)
    letters = [letter for letter in text if letter.isalnum()]
    shown = [letter for letter in plain(runs) if letter.isalnum()]
    assert len(shown) <= len(letters)
    if not targets:
        assert shown == letters
    for run in runs:
        assert run.text
        assert text[run.place.column - 1] == run.text[0]


# --- dates that end a task --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "28.04.2020", "28.4.20", "28.4", "28.4.", "28/4", "28. april", "28. april 2020", "28 apr.", "2020-04-28",
        "uke 22", "Uke 22–23", "veke 22", "snarest", "Neste møte", "neste prosjektgruppemøte", "innen 1. juni",
        "tirsdag 28. april", "31.02.2020", "mai 2020", "i løpet av juni", "fortløpende", "28.04.2020 kl. 12.00",
    ],
)  # fmt: skip
def test_what_says_when(text: str) -> None:
    assert looks_like_date(text)


@pytest.mark.parametrize(
    "text", ["b og c", "Vik", "2020", "1.125.000 kroner", "møte", "", "se sak 15-2020", "april er fin"]
)
def test_what_does_not_say_when(text: str) -> None:
    assert not looks_like_date(text)


def test_a_footnote_is_printed_as_typed_and_told() -> None:
    source = source_of("Det går[^1] bra[^to ord] her `[^a]` og [^kilde].\n[^1]: Sagt **av[^2]**.")
    said: list[Diagnostic] = []
    parts = [(number, 0, line) for number, line in enumerate(source.lines, 1)]
    runs = read_inline(Flow(source, parts), said)
    assert "".join(map(plain, [runs])).startswith("Det går[^1] bra[^to ord] her [^a]")
    assert [(each.code, each.values["tekst"], each.place[1:]) for each in said] == [
        ("fotnote", "[^1]", (1, 8)),
        ("fotnote", "[^kilde]", (1, 40)),
        ("fotnote", "[^1]", (2, 1)),
        ("fotnote", "[^2]", (2, 16)),
    ]

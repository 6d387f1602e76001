"""`template check` finds every wrong name and every wrong use, however deep, in one go."""

from pathlib import Path

import pytest
from support.rendering import KIND
from support.word_templates import table, word_template

from pipeline.kinds import all_kinds
from pipeline.render.template_check import check_template

OURS = Path(__file__).parents[2] / "templates_docx"


def check(*body: str, **options: object) -> list[tuple[str, str, str]]:
    data = word_template(*body, **options)  # type: ignore[arg-type]
    return [(each.code, each.message(), each.hint() or "") for each in check_template(data, "prove.docx", KIND)]


def codes(*body: str) -> list[str]:
    return [code for code, _, _ in check(*body)]


@pytest.mark.parametrize(
    "tag",
    [
        "{{ tittel }}",
        "{{ tittel|upper|default('x') }}",
        "{{ tittel.upper() }}",
        "{{ punkter|length }} {{ punkter|map(attribute='navn')|join(', ') }} {{ punkter[0].navn }}",
        "{{ (punkter|first).navn }}",
        "{{ 'a' if ferdig else tittel }}{{ 'a' if ferdig }}",
        "{% for p in punkter if p.navn %}{{ loop.index }} {{ p.navn }}{{r p.linje }}{% else %}ingen{% endfor %}",
        "{% for p in punkter|sort(attribute='navn') %}{{ p.navn }}{% endfor %}",
        "{% set x = tittel %}{{ x }}{% set y %}a{% endset %}{{ y }}",
        "{% macro vis(a) %}{{ a }}{% endmacro %}{{ vis(tittel) }}",
        "{% with z = punkter %}{{ z|length }}{% endwith %}",
        "{% if tekst and not ferdig or punkter is defined %}a{% elif setninger %}b{% endif %}",
        "{% for s in setninger %}{{r s }}{% endfor %}",
        "{{ ord('Til stede') }} {{ måned }} {{ tittel ~ ' og ' ~ måned }}",
        "{# {{ ikke.noe }} #}",
    ],
)
def test_what_a_template_may_do(tag: str) -> None:
    assert check(tag) == []


@pytest.mark.parametrize(
    ("tag", "felt", "forslag"),
    [
        ("{{ titel }}", "titel", "tittel"),
        ("{{r lnje }}", "lnje", "linje"),
        ("{% for p in punkter %}{{ p.nvan }}{% endfor %}", "p.nvan", "p.navn"),
        ("{% for p in punkt %}{% endfor %}", "punkt", "punkter"),
        ("{% if frdig %}a{% endif %}", "frdig", "ferdig"),
        ("{% if tittel == titel %}a{% endif %}", "titel", "tittel"),
        ("{{ tittel|default(titel) }}", "titel", "tittel"),
        ("{{ punkter|map(attribute='navm')|join }}", "navm", "navn"),
        ("{{ p }}", "p", ""),
        ("{% for p in punkter %}{% endfor %}{{ p.navn }}", "p", ""),
        ("{{ maned }}", "maned", "måned"),
        ("{% for p in punkter %}{{ loop.indx }}{% endfor %}", "loop.indx", "loop.index"),
        ("{{ loop.index }}", "loop.index", ""),
        ("{{ (punkter|first).nav }}", "punkter|first.nav", "punkter|first.navn"),
        ("{{ tekst.blocks }}", "tekst.blocks", ""),
    ],
)
def test_an_unknown_field(tag: str, felt: str, forslag: str) -> None:
    ((code, message, hint),) = check("Tittel", tag)
    assert code == "mal-felt-ukjent"
    assert f"Feltet «{felt}»" in message
    assert "brødtekst, avsnitt 2" in message
    assert hint == (f"Mente du «{forslag}»?" if forslag else "")


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("{{ linje }}", "mal-felt-trenger-r"),
        ("{{p linje }}", "mal-felt-trenger-r"),
        ("{{ tekst }}", "mal-felt-trenger-p"),
        ("{{r tekst }}", "mal-felt-trenger-p"),
        ("{{r tittel }}", "mal-felt-uten-bokstav"),
        ("{{p tittel }}", "mal-felt-uten-bokstav"),
        ("{{ punkter }}", "mal-felt-ikke-tekst"),
        ("{{ ferdig }}", "mal-felt-ikke-tekst"),
        ("{% for p in punkter %}{{ p }}{% endfor %}", "mal-felt-ikke-tekst"),
        ("{% for s in setninger %}{{ s }}{% endfor %}", "mal-felt-trenger-r"),
        ("{% for s in tittel %}{% endfor %}", "mal-felt-ikke-liste"),
        ("{% for s in tekst %}{% endfor %}", "mal-felt-ikke-liste"),
        ("{{ tittel|uper }}", "mal-filter-ukjent"),
        ("{{ tittel|safe }}", "mal-filter-ukjent"),
        ("{{ punkter|random }}", "mal-filter-ukjent"),
        ("{% if tittel is definert %}{% endif %}", "mal-test-ukjent"),
        ("{{ dato() }}", "mal-funksjon-ukjent"),
    ],
)
def test_a_field_that_is_used_wrongly(tag: str, code: str) -> None:
    assert codes(tag) == [code]


def test_every_fault_comes_at_once_with_its_place() -> None:
    found = check(
        "{{ titel }}",
        "{% if ferdig %}{{ a }}",
        table(["{%tr for p in punkter %}"], ["{{ p.nav }}"], ["{%tr endfor %}"]),
        "{{ b b }} {{ tittel",
        header="{{ linje }}",
    )
    assert sorted(code for code, _, _ in found) == [
        "mal-felt-trenger-r",
        "mal-felt-ukjent",
        "mal-felt-ukjent",
        "mal-felt-ukjent",
        "mal-kode-feil",
        "mal-kode-uavsluttet",
        "mal-kode-uten-slutt",
    ]
    assert any("tabell 1 rad 2 celle 1" in message for _, message, _ in found)
    assert any(message.startswith("topptekst") for _, message, _ in found)


def test_words_without_a_nynorsk_form_are_said() -> None:
    data = word_template("{{ ord('Uke') }} {{ ord('Frist') }}")
    found = check_template(data, "prove.docx", KIND, {"Frist"}.__contains__)
    assert [(each.code, each.values["ord"], str(each.severity)) for each in found] == [
        ("mal-ord-uten-nynorsk", "Uke", "advarsel")
    ]


def test_a_file_that_is_no_template_is_only_that() -> None:
    assert [each.code for each in check_template(b"nei", "prove.docx", KIND)] == ["mal-ikke-docx"]


def test_a_sample_document_is_the_last_net() -> None:
    assert codes("{{ 1 // 0 }}") == ["mal-kode-feil"]


def test_the_styles_of_contents_and_of_lists_in_cells_are_missed_where_the_kind_needs_them() -> None:
    template = word_template(
        "{{p innhold }}",
        *("{%p for del in deler %}", "{%p for kapittel in del.kapitler %}", "{{p kapittel.tekst }}"),
        *("{%p endfor %}", "{%p endfor %}"),
        leave_out=["toc2", "Tabellbokstav3"],
    )
    found = check_template(template, "mandat.docx", all_kinds()["mandat"])
    assert [(each.code, each.values.get("stil")) for each in found] == [
        ("mal-stil-mangler", "toc 2"),
        ("mal-stil-mangler", "Tabellbokstav 3"),
    ]
    assert check_template(word_template("{{ tittel }}", leave_out=["toc2"]), "referat.docx", KIND) == []


@pytest.mark.parametrize(("name", "text"), [("referat", "{{p sak.tekst }}"), ("innkalling", "{{p sak.omtale }}")])
def test_the_styles_of_quotations_are_missed_where_the_template_prints_what_people_write(name: str, text: str) -> None:
    cases = ("{%p for sak in saker %}", text, "{%p endfor %}")
    for missing, kept in (("Quote", "Tabellsitat"), ("Sitatkilde", "Tabellsitat")):
        found = check_template(word_template(*cases, leave_out=[missing]), "prove.docx", all_kinds()[name])
        assert [(each.code, each.values.get("stil")) for each in found] == [("mal-stil-mangler", missing)]
        assert check_template(word_template(*cases, leave_out=[kept]), "prove.docx", all_kinds()[name]) == []
    assert check_template(word_template("{{ tittel }}", leave_out=["Quote"]), "prove.docx", all_kinds()[name]) == []


def test_the_style_of_quotations_in_cells_is_missed_in_a_mandate() -> None:
    parts = ("{%p for del in deler %}", "{%p for kapittel in del.kapitler %}", "{{p kapittel.tekst }}")
    template = word_template(*parts, "{%p endfor %}", "{%p endfor %}", leave_out=["Tabellsitat"])
    found = check_template(template, "mandat.docx", all_kinds()["mandat"])
    assert [(each.code, each.values.get("stil")) for each in found] == [("mal-stil-mangler", "Tabellsitat")]


@pytest.mark.parametrize("name", sorted(all_kinds()))
def test_the_templates_that_come_with_the_project_are_without_fault(name: str) -> None:
    path = OURS / f"{name}.docx"
    found = check_template(path.read_bytes(), path.name, all_kinds()[name])
    assert [each.message() for each in found] == []

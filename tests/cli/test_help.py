"""Help and complaints about the call are Norwegian throughout, also where the words are Click's own."""

import re
from collections.abc import Iterator

import click
import pytest
from support.commands import saksgang

from pipeline.cli.main import main
from pipeline.kinds import all_kinds
from pipeline.workflow.listing import LISTS

ENGLISH = re.compile(
    r"\b(usage|options?|commands?|arguments?|args|show|this|message|and|exit|missing|invalid|value|error|try|help for|"
    r"no such|unexpected|requires?|does not|one of|default|required|did you mean|aborted|the|is|not|file|directory)\b",
    re.IGNORECASE,
)
OURS = re.compile(
    r"--[a-z-]+|«[^»]*»|\[[^]]*\]|\S+/\S*|\bsaksgang( [a-z]+)*|^  (show|list|new|check|build)\b", re.MULTILINE
)
"""What is English on purpose: names of options and commands, paths."""


def commands(
    command: click.Command = main, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    for name, each in getattr(command, "commands", {}).items():
        yield from commands(each, (*path, name))


ALL = dict(commands())


@pytest.mark.parametrize("path", ALL, ids=" ".join)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_is_norwegian(path, option):
    said = saksgang(*path, option)
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(f"Bruk: {' '.join(('saksgang', *path))} [VALG]")
    assert "Vis denne hjelpen." in said.out
    assert ENGLISH.findall(OURS.sub("", said.out)) == []


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_every_command_and_option_is_explained(path):
    command = ALL[path]
    assert command.help
    assert [each.name for each in command.params if isinstance(each, click.Option) and not each.help] == []
    assert "..." not in re.sub(r"\]\.\.\.", "", saksgang(*path, "--help").out), "a line of help is cut short"


def test_the_types_of_arguments_are_those_whose_complaints_are_translated():
    """Another type (a number, a path that must exist) would complain in English: `cli/norwegian.py` first."""
    types = {type(each.type) for command in ALL.values() for each in command.params}
    assert types <= {type(click.STRING), click.Choice, click.Path, type(click.BOOL)}
    assert not any(each.type.exists for c in ALL.values() for each in c.params if isinstance(each.type, click.Path))


UNKNOWN_KIND = f"Ukjent dokument: brev. Velg blant {', '.join(sorted(all_kinds()))}."


@pytest.mark.parametrize(
    ("call", "complaint"),
    [
        ("bild", "Ukjent kommando: bild. Mente du build?"),
        ("new x", "Ukjent kommando: x."),
        ("build --forma json", "Ukjent valg: --forma. Mente du --format?"),
        ("check -x", "Ukjent valg: -x."),
        ("check --format xml", "Ugyldig verdi for --format. Velg blant text, json."),
        ("list alt", f"Ugyldig verdi for HVA. Velg blant {', '.join(LISTS)}."),
        ("show x --after alt", "Ugyldig verdi for --after. Velg blant load, link, document."),
        ("check --strict=1", "--strict tar ingen verdi."),
        ("build --format", "--format trenger en verdi."),
        ("--project", "--project trenger en verdi."),
        ("check a b", "For mange argumenter: a b."),
        ("show", "FIL mangler."),
        ("new meeting", "ORGAN mangler."),
        ("new meeting pg", "DATO mangler."),
        ("template fields", "DOKUMENT mangler."),
        ("template fields brev", UNKNOWN_KIND),
        ("template check brev", UNKNOWN_KIND),
        ("build brev referat", UNKNOWN_KIND),
        ("build --project finnes/ikke", "Mappen finnes/ikke finnes ikke."),
        ("--project finnes/ikke check", "Mappen finnes/ikke finnes ikke."),
        ("--project ~ingen/her list", "Mappen ~ingen/her finnes ikke."),
    ],
)
def test_a_wrong_call_is_told_in_norwegian(call, complaint, project, monkeypatch):
    monkeypatch.chdir(project())
    said = saksgang(*call.split())
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(f"saksgang: {complaint}\nPrøv «saksgang")
    assert said.err.endswith("--help».\n")


@pytest.mark.parametrize("path", [(), ("new",), ("template",)])
def test_without_a_command_the_help_is_shown(path):
    said = saksgang(*path)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("Bruk: saksgang")


def test_the_version_is_told():
    assert re.fullmatch(r"saksgang \d+\.\d+\.\d+\n", saksgang("--version").out)


def test_the_exit_codes_are_told():
    assert "130 avbrutt" in saksgang("--help").out

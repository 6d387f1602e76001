"""Click's own words in Norwegian: headings, usage lines, the help option, and what is wrong with a call.

Click's texts go through gettext, which chooses a language by the environment for the whole process; here they are set
where they are made instead.
"""

import re
from difflib import get_close_matches
from typing import Any

import click

_HEADINGS = {"Options": "Valg", "Commands": "Kommandoer", "Positional arguments": "Argumenter"}


class _Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, "Bruk: " if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        super().write_heading(_HEADINGS.get(heading, heading))


class _Context(click.Context):
    formatter_class = _Formatter


class _Help(click.Command):
    """What commands and groups of commands share."""

    context_class = _Context

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Vis denne hjelpen."
        return option


class Command(_Help):
    """A command whose help is Norwegian throughout."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **{"options_metavar": "[VALG]", **settings})


class Group(_Help, click.Group):
    """A group of commands whose help is Norwegian throughout."""

    command_class = Command

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        names = {"options_metavar": "[VALG]", "subcommand_metavar": "KOMMANDO …"}
        super().__init__(*arguments, **{**names, **settings})


Group.group_class = Group


def in_norwegian(error: click.UsageError) -> str:
    """What was wrong with the call, and where help is."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.format_message()
    command = error.ctx.command_path if error.ctx else "saksgang"
    return f"saksgang: {_said(error)}\nPrøv «{command} --help»."


def _said(error: click.UsageError) -> str:
    match error:
        case click.NoSuchOption():
            return f"Ukjent valg: {error.option_name}.{_did_you_mean(error.possibilities)}"
        case click.MissingParameter():
            return f"{_name(error.param)} mangler."
        case click.BadParameter(param=click.Parameter(type=click.Choice() as choice)):
            return f"Ugyldig verdi for {_name(error.param)}. Velg blant {', '.join(map(str, choice.choices))}."
        case click.BadParameter():
            return f"Ugyldig verdi for {_name(error.param)}: {error.message}"
        case click.BadOptionUsage() if "does not take a value" in error.message:
            return f"{error.option_name} tar ingen verdi."
        case click.BadOptionUsage():
            return f"{error.option_name} trenger en verdi."
    said = error.format_message()
    if found := re.match(r"No such command ['\"](.*?)['\"]\.", said):
        group = error.ctx.command if error.ctx else None
        near = get_close_matches(found[1], group.commands) if isinstance(group, click.Group) else []
        return f"Ukjent kommando: {found[1]}.{_did_you_mean(near)}"
    if found := re.match(r"Got unexpected extra arguments? \((.*)\)", said):
        return f"For mange argumenter: {found[1]}."
    return "Skriv en kommando." if said.startswith("Missing command") else said


def _name(parameter: click.Parameter | None) -> str:
    """What the user calls it: `--format`, or the word that stands for an argument."""
    if parameter is None:
        return "verdien"
    if isinstance(parameter, click.Option):
        return max(parameter.opts, key=len)
    return (parameter.metavar or "").strip("[].") or parameter.name or "verdien"


def _did_you_mean(near: list[str] | None) -> str:
    return f" Mente du {' eller '.join(near)}?" if near else ""

"""Which number a mandate's next version gets, and whether a number given fits."""

from enum import StrEnum

from pipeline.records.version import FIRST, Version, read_version
from pipeline.workflow.refusal import Refused


class BumpKind(StrEnum):
    """What kind of version; the value is the option's name."""

    DRAFT = "draft"
    MINOR = "minor"
    EDITORIAL = "editorial"
    RELEASE = "release"


def usual_kind(last: Version | None) -> BumpKind:
    """The kind a version most often is after `last`."""
    return BumpKind.DRAFT if last is None or last.is_draft else BumpKind.MINOR


def proposed(last: Version | None, kind: BumpKind) -> Version:
    """The next number of `kind` after `last`. Raises Refused where no such version may come there."""
    if kind is BumpKind.RELEASE:
        return last.next_release() if last is not None else Version(1, 0)
    if kind is BumpKind.DRAFT:
        if last is not None and not last.is_draft:
            raise Refused(
                f"Mandatet er kommet til {last}, og utkast har nummer under 1.0. "
                f"Bruk --minor, som gir {_next(last)}, eller --editorial, som gir {last.next_editorial()}."
            )
        return _next(last) if last is not None else FIRST
    if last is None:
        raise Refused("Mandatet har ingen versjoner ennå. Det første er et utkast: bruk --draft, som gir 0.1.")
    if kind is BumpKind.EDITORIAL:
        return last.next_editorial()
    if last.is_draft:
        raise Refused(
            f"Mandatet er et utkast ({last}). Bruk --draft, som gir {_next(last)}, "
            "eller --release, som gir 1.0, når det er godkjent."
        )
    return _next(last)


def _next(last: Version) -> Version:
    """The next minor number, as wide as the last was typed: 1.09 → 1.10, 1.70 → 1.71."""
    following = last.next_minor()
    width = len(last.base_label.partition(".")[2])
    if str(last.minor).zfill(width) != str(last.minor):
        return Version(following.major, following.minor, 0, f"{following.major}.{str(following.minor).zfill(width)}")
    return following


def given(typed: str, last: Version | None, kind: BumpKind | None) -> tuple[Version, BumpKind]:
    """The number somebody chose, and its kind. Raises Refused where it does not rise or does not fit the kind."""
    version = read_version(typed)
    if version is None or version.parts == (0, 0, 0) or typed.strip().startswith("00" if version.is_draft else "0"):
        raise Refused(f"«{typed}» er ikke et versjonsnummer. Skriv for eksempel 0.91, 1.71, 1.70-1 eller 2.0.")
    if last is not None and not version > last:
        raise Refused(_not_rising(version, last))
    own = _kind_of(version)
    if kind is not None and kind is not own:
        raise Refused(f"{version} passer ikke til --{kind}. {_FORMS[kind]}")
    if own is BumpKind.RELEASE and version.major != (last.major if last is not None else 0) + 1:
        raise Refused(f"Etter {last or 'ingen versjon'} kommer {proposed(last, own)}, ikke {version}.")
    if own is BumpKind.EDITORIAL and (last is None or (version.major, version.minor) != (last.major, last.minor)):
        raise Refused(f"En redaksjonell endring hører til den siste versjonen, som er {last or 'ingen'}.")
    if own is BumpKind.MINOR and (last is None or version.major != last.major):
        raise Refused(f"{version} må komme etter {version.major}.0, men den siste versjonen er {last or 'ingen'}.")
    return version, own


_FORMS = {
    BumpKind.DRAFT: "Et utkast har nummer under 1.0, for eksempel 0.91.",
    BumpKind.MINOR: "Det er en versjon mellom to utgivelser, for eksempel 1.71.",
    BumpKind.EDITORIAL: "En redaksjonell endring har bindestrek, for eksempel 1.70-1.",
    BumpKind.RELEASE: "En utgivelse slutter på .0, for eksempel 2.0.",
}


def _kind_of(version: Version) -> BumpKind:
    if version.editorial:
        return BumpKind.EDITORIAL
    if version.is_draft:
        return BumpKind.DRAFT
    return BumpKind.RELEASE if version.is_release else BumpKind.MINOR


def _not_rising(version: Version, last: Version) -> str:
    if version == last:
        return f"Versjon {last} finnes alt. Numrene må stige."
    minor = str(version).partition(".")[2]
    if version.major == last.major and not version.editorial and len(minor) < len(str(last.minor)):
        meant = read_version(f"{version.major}.{minor.ljust(len(str(last.minor)), '0')}")
        if meant is not None and meant > last:
            return f"{version} er mindre enn {last}, fordi delene er hele tall. Mente du {meant}?"
    return f"{version} er mindre enn {last}. Numrene må stige."

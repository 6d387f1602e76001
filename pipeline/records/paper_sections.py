"""The sections of case papers (saksfremlegg): what they are called, and the order a body wants them in."""

from collections.abc import Iterable, Sequence

PROPOSAL = "Forslag til vedtak"
ATTACHMENTS = "Vedlegg"
USUAL_ORDER = (PROPOSAL, "Bakgrunn", "Fakta", "Vurdering", "Økonomiske konsekvenser", "Konklusjon", ATTACHMENTS)
"""Where a body says nothing of its own."""

NYNORSK = {PROPOSAL: "Framlegg til vedtak", "Økonomiske konsekvenser": "Økonomiske konsekvensar"}
"""What differs from bokmål."""


def folded_section(name: str) -> str:
    """A section's name as it is compared: letter case, a colon behind it, ø typed as o and the written language make no
    difference."""
    words = " ".join(name.casefold().replace("ø", "o").replace("oe", "o").split()).rstrip(":.")
    return _BOKMAL.get(words, words)


_BOKMAL: dict[str, str] = {}
_BOKMAL.update({folded_section(nynorsk): folded_section(bokmal) for bokmal, nynorsk in NYNORSK.items()})


def is_proposal(name: str) -> bool:
    """Whether a section of this name holds the proposed decision."""
    return folded_section(name) == folded_section(PROPOSAL)


def is_attachments(name: str) -> bool:
    """Whether a section of this name is the list of attachments."""
    return folded_section(name) == folded_section(ATTACHMENTS)


def arranged(names: Sequence[str], order: Iterable[str]) -> list[int]:
    """The indices of sections of these names, typed in this order, in the order they are printed.

    One that is not in `order` goes where the one typed before it goes; before all others where there is none.
    """
    ranks = {folded_section(name): rank for rank, name in reversed(list(enumerate(order)))}
    rank = -1
    keyed = []
    for index, name in enumerate(names):
        rank = ranks.get(folded_section(name), rank)
        keyed.append((rank, index))
    return [index for _, index in sorted(keyed)]


def missing_sections(names: Iterable[str], order: Iterable[str]) -> list[str]:
    """What `order` asks for and is not among `names`, as `order` spells it.

    Proposal and attachments have rules of their own.
    """
    there = {folded_section(name) for name in names}
    return [
        name
        for name in order
        if folded_section(name) not in there and not is_proposal(name) and not is_attachments(name)
    ]

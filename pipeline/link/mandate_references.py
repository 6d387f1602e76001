"""References inside a mandate: `@kapittel:okonomi` and `@vedlegg:budsjett`, and numbers typed by hand."""

from collections.abc import Mapping

from pipeline.diagnostics import Diagnostic
from pipeline.language.names import nearest
from pipeline.link.mandate_problems import APPENDIX_UNKNOWN, CHAPTER_UNKNOWN
from pipeline.link.mandate_texts import mandate_texts
from pipeline.records.mandate import Appendix, Chapter, Mandate
from pipeline.richtext import MentionKind, Run


def resolve_references(mandate: Mandate, diagnostics: list[Diagnostic]) -> None:
    """Sets the target of every reference to a chapter or an appendix, and the words printed for it."""
    chapters = {chapter.name: chapter for chapter in mandate.chapters}
    appendices = {appendix.name: appendix for appendix in mandate.appendices}
    for runs in mandate_texts(mandate):
        for run in runs:
            if run.mention is not None and run.mention.kind is MentionKind.CHAPTER:
                _resolve(run, "kapittel", chapters, diagnostics)
            elif run.mention is not None and run.mention.kind is MentionKind.APPENDIX:
                _resolve(run, "vedlegg", appendices, diagnostics)


def _resolve(run: Run, word: str, pieces: Mapping[str, Chapter | Appendix], diagnostics: list[Diagnostic]) -> None:
    mention = run.mention
    assert mention is not None
    piece = pieces.get(mention.key) or pieces.get(mention.key.casefold().replace("_", "-"))
    if piece is None:
        problem = CHAPTER_UNKNOWN if word == "kapittel" else APPENDIX_UNKNOWN
        diagnostics.append(problem.at(run.place, navn=mention.key, forslag=nearest(mention.key, pieces)))
        run.mention = None
        return
    if run.text.lstrip("@")[:1].isupper():
        word = word.capitalize()
    mention.target, run.text = piece.ident, f"{word} {piece.number}"

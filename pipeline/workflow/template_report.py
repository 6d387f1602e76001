"""`saksgang template`: what is wrong with templates, and what they may use."""

from collections.abc import Sequence
from pathlib import Path

from pipeline.diagnostics import Diagnostic, Place
from pipeline.document import flat_fields
from pipeline.edit.whole_file import reason
from pipeline.kinds import all_kinds
from pipeline.language.labels import has_word
from pipeline.render.template_check import check_template
from pipeline.workflow.problems import TEMPLATE_MISSING
from pipeline.workflow.templates import template_path


def check_templates(root: Path, kinds: Sequence[str], own: Path | None) -> tuple[list[Path], list[Diagnostic]]:
    """Checks the template of each kind (none named: all); returns the files looked at, and every fault with its
    place."""
    looked_at: list[Path] = []
    found: list[Diagnostic] = []
    some = own is not None and not kinds and any((own / kind.template).exists() for kind in all_kinds().values())
    for name, kind in sorted(all_kinds().items()):
        if kinds and name not in kinds:
            continue
        path = own / kind.template if own else template_path(root, kind)
        if some and not path.exists():
            continue  # a folder of one's own need not have them all
        looked_at.append(path)
        try:
            data = path.read_bytes()
        except OSError as error:
            found.append(TEMPLATE_MISSING.at(Place(path.name), mal=path, grunn=reason(error)))
            continue
        found.extend(check_template(data, path.name, kind, has_word("nn")))
    return looked_at, found


def fields_of(kind: str) -> list[tuple[str, str]]:
    """Every name a template of `kind` may use, with its line."""
    return [(path, field.about) for path, field in flat_fields(all_kinds()[kind].content)]

"""Action registers, as typed: `sources/status/<id>.yaml`, or a folder of that name with `register.yaml` and its parts.

Two actions with one id in two files, words outside the vocabulary and dates are asked for by `link`.
"""

import hashlib
from collections.abc import Iterable, Iterator

from pipeline.diagnostics import Diagnostic, Place
from pipeline.load import register_problems as problems
from pipeline.load.collector import collector_paused
from pipeline.load.files import Files
from pipeline.load.loaded import Loaded
from pipeline.load.mandate_places import is_name, suggested_name
from pipeline.load.model import RegisterSource
from pipeline.load.register_models import ActionSource, RegisterHead, RegisterPart
from pipeline.load.register_places import HEAD, REGISTERS
from pipeline.load.source_text import SourceText, read_text
from pipeline.load.yaml_nodes import YamlMapping, YamlNode
from pipeline.load.yaml_part import at_most, read_part
from pipeline.load.yaml_values import keys_of, read_model
from pipeline.schema.placed import Text, folded


def load_register(folder: Files, ident: str, paths: Iterable[str]) -> Loaded[RegisterSource]:
    """The register `ident`. `paths` are all source paths there are; bytes are asked of `folder`.

    Never raises for a user's fault.
    """
    with collector_paused():
        return _Loading(folder, ident, paths).register()


class _Loading:
    """One register's files, read."""

    def __init__(self, folder: Files, ident: str, paths: Iterable[str]) -> None:
        self.folder = folder
        self.ident = ident
        inside = f"{REGISTERS}/{ident}/"
        self.single = f"{REGISTERS}/{ident}.yaml"
        paths = [path for path in paths if path.endswith(".yaml")]
        self.is_single = self.single in paths
        self.files = sorted(path for path in paths if path.startswith(inside) and "/" not in path[len(inside) :])
        self.head_path = f"{inside}{HEAD}" if self.files else self.single
        self.result: Loaded[RegisterSource] = Loaded()
        self.texts: dict[str, SourceText] = {}
        self.actions: list[tuple[Text, ActionSource]] = []

    def register(self) -> Loaded[RegisterSource]:
        result = self.result
        result.used.update(self.files, [self.single] if self.is_single else [])
        if not is_name(self.ident):
            here = self.head_path.removesuffix(f"/{HEAD}")
            result.diagnostics.append(problems.REGISTER_NAME.at(Place(here), forslag=suggested_name(self.ident)))
            return result
        if self.files and self.is_single:
            result.diagnostics.append(problems.REGISTER_TWICE.at(Place(self.single), navn=self.ident))
        if self.files and self.head_path not in self.files:
            result.diagnostics.append(problems.REGISTER_HEAD_MISSING.at(Place(self.head_path.removesuffix(f"/{HEAD}"))))
            return result
        head = self._file(self.head_path, RegisterHead)
        for path in self.files:
            if path != self.head_path:
                self._file(path, RegisterPart)
        if isinstance(head, RegisterHead):
            place = Place(self.head_path, 1, 1)
            result.source = RegisterSource(self.ident, self.head_path, head, place, self.actions, self.texts)
        return result

    def _file(self, path: str, model: type[RegisterPart]) -> RegisterPart | None:
        """One file as `model`; its actions are added to those there are."""
        data, diagnostics = self.folder.read(path)
        read: RegisterPart | None = None
        if data is not None:
            self.result.digests[path] = hashlib.sha256(data).hexdigest()
            text, faults = read_text(data, path)
            diagnostics = [*diagnostics, *faults]
            if text is not None:
                self.texts[path] = text
                read = self._values(text, model, diagnostics)
        if read is not None:
            self.actions.extend(read.tiltak.items())
        self.result.diagnostics.extend(at_most(diagnostics))
        return read

    def _values(
        self, text: SourceText, model: type[RegisterPart], diagnostics: list[Diagnostic]
    ) -> RegisterPart | None:
        part = read_part(text, model, self.result.overrules, diagnostics)
        if not part.is_read:
            return None
        root = part.root
        if model is not RegisterHead and isinstance(root, YamlMapping):
            root = YamlMapping(root.place, list(_of_a_part(root, diagnostics)), root.typed)
        return read_model(model, root, Place(text.path, 1, 1), diagnostics, name=self.ident)


def _of_a_part(root: YamlMapping, diagnostics: list[Diagnostic]) -> Iterator[tuple[Text, YamlNode]]:
    """The entries of a further file, without those that belong in the head; these are said."""
    for key, node in root.entries:
        spelling = folded(key)
        if spelling in keys_of(RegisterHead) and spelling not in keys_of(RegisterPart):
            diagnostics.append(problems.KEY_IN_PART.at(key.place, nøkkel=key))
        else:
            yield key, node

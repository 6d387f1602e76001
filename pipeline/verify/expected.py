"""What a finished document claims to be, told by whoever made it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any

from pipeline.document import Document


@dataclass(frozen=True, slots=True)
class Expected:
    """`file` is where the document is to stand, and the place of every complaint. `properties` are custom properties.

    `template_tags` are the template's own tags as they stand in it («{{ tittel }}», «{%p endif %}»): each that is left
    in the document is a fault. `content` is what was handed to the template, and what the comments on it quote: a tag
    its text holds was typed by the user, who may write what he likes.
    """

    file: str
    title: str
    language: str
    properties: Mapping[str, str] = field(default_factory=dict)
    template_tags: Iterable[str] = ()
    content: Any = None

    @classmethod
    def of(cls, document: Document, file: str, template_tags: Iterable[str] = ()) -> "Expected":
        """What `document`, written as `file`, must claim."""
        properties = {"saksgang-id": document.id, **document.properties}
        quoted = [list(remark.values.values()) for remark in document.remarks]
        content = [document.content, quoted]
        return cls(file, document.title, document.language, properties, template_tags, content)


def typed_text(content: Any) -> str:
    """All text in a content tree; running text is joined over its runs, as it is in the document."""
    return "\n".join(_texts(content))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        if value and all(hasattr(each, "text") for each in value):
            yield "".join(each.text for each in value if isinstance(each.text, str))
        for each in value:
            yield from _texts(each)
    elif is_dataclass(value):
        for each in fields(value):
            yield from _texts(getattr(value, each.name))

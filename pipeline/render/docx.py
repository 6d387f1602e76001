"""A document rendered: the compiled template run over the content, its parts spliced and packed."""

import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import fields
from functools import cache
from itertools import count
from posixpath import dirname

from jinja2 import Template, TemplateError
from jinja2.exceptions import UndefinedError
from jinja2.runtime import Context

from pipeline.diagnostics import Diagnostic, Place
from pipeline.document import Document
from pipeline.render import comments, properties
from pipeline.render.attachments import CHART_TYPE, Attachments
from pipeline.render.compiled import LANGUAGE_TAGS, CompiledTemplate
from pipeline.render.environment import WRITER, WrongTypeError, template_environment
from pipeline.render.fields import without_page_field
from pipeline.render.package import PackedPart, pack, relations_of, write_package
from pipeline.render.sections import TURNED_ID, turn_pages
from pipeline.render.template_problems import FIELD_UNKNOWN, STYLE_MISSING, TAG_BROKEN
from pipeline.render.turned_headers import TurnedPart, turned_headers
from pipeline.render.writer import DocumentWriter

_RAISED_IN_TEMPLATES = (
    TemplateError,
    WrongTypeError,
    ArithmeticError,
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
)
_TABLES_TOGETHER = re.compile(r"</w:tbl>((?:<w:bookmark(?:Start|End)[^<>]*/>)*)<w:tbl>")
_PICTURE_ID = re.compile(r'(<wp:docPr )(?:id="\d*" ?|([^<>]*? )id="\d*" ?)')


def render_document(
    template: CompiledTemplate,
    document: Document,
    assets: Callable[[str], bytes | None],
    translate_word: Callable[[str], str],
    translate_message: Callable[[str], str] = str,
    written: dict[str, str] | None = None,
) -> tuple[bytes, list[Diagnostic]]:
    """The .docx of `document`, and what was remarked on the way; no bytes where the template is at fault, which is then
    the one diagnostic.

    `assets` hands out a file under `sources/` by its path, or None; `translate_word` turns a document's word into the
    document's language, `translate_message` the messages shown as Word comments. `written`, where given, is filled with
    the XML of the parts that were written anew.
    """
    written = {} if written is None else written
    folder = f"{dirname(template.main)}/" if "/" in template.main else ""
    attachments = Attachments(template.relation_prefix, folder, assets)
    remarked = frozenset(remark.place.file for remark in document.remarks)
    language = document.language if document.language in LANGUAGE_TAGS else "nb"
    writer = DocumentWriter(template, attachments, translate_word, document.anchors, remarked)
    writer.language = LANGUAGE_TAGS[language]
    values = {name: getattr(document.content, name) for name in _names(document.content.__class__)}
    values |= {"ord": translate_word, WRITER: writer}
    texts: dict[str, str] = {}
    # The main part first: what it holds decides nothing in the others, but its bookmarks come first.
    for part in sorted(template.codes, key=lambda name: (name != template.main, name)):
        writer.in_main = part == template.main
        text, fault = _run(template, part, values)
        if fault is not None:
            return b"", [fault]
        texts[part] = text
    if writer.missing:
        at = Place(template.name)
        return b"", [STYLE_MISSING.at(at, stil=name, slag="avsnittsstil") for name in writer.missing]
    main = _finish(texts[template.main], writer)
    written |= {
        properties.CORE: properties.core_properties(
            document, LANGUAGE_TAGS[language], texts.pop(template.core_texts, "")
        ),
        properties.CUSTOM: properties.custom_properties(document, template.custom_properties),
    }
    if document.remarks:
        main = comments.anchor(main, writer.units, document.remarks, template.looks)
        written[folder + comments.PART] = comments.comments_part(document.remarks, template.looks, translate_message)
        attachments.part("comments", comments.PART)
    copies: list[TurnedPart] = []
    if TURNED_ID in main:
        main, copies = turned_headers(main, template.relations, folder, texts, template.looks)
        texts |= {copy.name: copy.xml for copy in copies}
        attachments.relations += [copy.relation for copy in copies]
    texts[template.main] = main
    if template.has_drawings or attachments.media or attachments.charts:
        texts = _number_pictures(texts)
    texts |= attachments.charts
    name, before, after = template.numbering
    written |= texts
    if name:
        written[name] = f"{before}{''.join(writer.numbers)}{after}"
    _describe(template, written, attachments, folder, copies)
    parts = _pack(template, written, language, attachments.media)
    parts += [
        (relations_of(each.name), *kept[1:])
        for each in copies
        if (kept := template.packed.get(relations_of(each.original)))
    ]
    return write_package(parts), attachments.diagnostics


@cache
def _names(content: Hashable) -> tuple[str, ...]:
    return tuple(each.name for each in fields(content))  # type: ignore[arg-type]  # a cached function takes what is Hashable


def _run(template: CompiledTemplate, part: str, values: dict[str, object]) -> tuple[str, Diagnostic | None]:
    """The text of a part, or what is wrong with the template."""
    runner: Template | None = template.keep.get(part)
    if runner is None:
        environment = template_environment()
        runner = Template.from_code(environment, template.codes[part], dict(environment.globals))
        template.keep[part] = runner
    context: Context = runner.new_context(values)
    try:
        return "".join(runner.root_render_func(context)), None
    except _RAISED_IN_TEMPLATES as error:
        line = _template_line(error, part, runner)
        if line is None:
            raise
        place, source = template.places[part][line - 1]
        at = Place(template.name)
        if isinstance(error, UndefinedError):
            return "", FIELD_UNKNOWN.at(at, sted=place, felt=error.message, kode=source)
        reason = "verdien er av et slag som ikke kan stå her" if isinstance(error, WrongTypeError) else str(error)
        return "", TAG_BROKEN.at(at, sted=place, kode=source, grunn=reason)


def _template_line(error: BaseException, part: str, runner: Template) -> int | None:
    """The template line an error comes from; None where it is an error of our own, raised while writing."""
    line, own = None, False
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        if code.co_filename == part:
            line, own = runner.get_corresponding_lineno(trace.tb_lineno), False
        elif trace.tb_frame.f_globals.get("__name__", "").startswith("pipeline."):
            own = True
        trace = trace.tb_next
    if own and not isinstance(error, TemplateError | WrongTypeError):
        return None
    return line


def _finish(xml: str, writer: DocumentWriter) -> str:
    """What the schema and Word want of the whole, whichever blocks met in it."""
    xml = turn_pages(xml, writer.looks)
    if "</w:tcPr></w:tc>" in xml:
        xml = xml.replace("</w:tcPr></w:tc>", "</w:tcPr><w:p/></w:tc>")
    if "</w:tbl><" in xml:
        xml = (
            _TABLES_TOGETHER.sub(r"</w:tbl>\1<w:p/><w:tbl>", xml)
            .replace("</w:tbl></w:tc>", "</w:tbl><w:p/></w:tc>")
            .replace("</w:tbl><w:sectPr", "</w:tbl><w:p/><w:sectPr")
        )
    for name in sorted(writer.used_anchors - writer.bookmarks):
        # The case is mentioned, but this template does not print its heading: the words stay, the link goes.
        xml = re.sub(f'<w:hyperlink w:anchor="{re.escape(name)}" w:history="1">(.*?)</w:hyperlink>', r"\1", xml)
        xml = without_page_field(xml, name)
    return xml


def _number_pictures(texts: dict[str, str]) -> dict[str, str]:
    """Numbers for pictures through the whole document: a loop repeats those of a template."""
    numbers = count(1)
    return {
        part: _PICTURE_ID.sub(lambda found: f'{found[1]}{found[2] or ""}id="{next(numbers)}" ', text)
        if "<wp:docPr " in text
        else text
        for part, text in texts.items()
    }


def _describe(
    template: CompiledTemplate,
    written: dict[str, str],
    attachments: Attachments,
    folder: str,
    copies: Sequence[TurnedPart],
) -> None:
    """The parts that say what the package holds."""
    types = [(properties.CORE, properties.CORE_TYPE), *((copy.name, copy.type) for copy in copies)]
    types += [(name, CHART_TYPE) for name in attachments.charts]
    root = [("sgCore", properties.CORE_RELATION, properties.CORE)]
    if written[properties.CUSTOM]:
        types.append((properties.CUSTOM, properties.CUSTOM_TYPE))
        root.append(("sgCustom", properties.CUSTOM_RELATION, properties.CUSTOM))
    else:
        del written[properties.CUSTOM]
    if folder + comments.PART in written:
        types.append((folder + comments.PART, comments.CONTENT_TYPE))
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in types)
    written["[Content_Types].xml"] = f"{template.content_types}{overrides}</Types>"
    links = "".join(f'<Relationship Id="{ident}" Type="{kind}" Target="{target}"/>' for ident, kind, target in root)
    written["_rels/.rels"] = f"{template.root_relations}{links}</Relationships>"
    name = template.main.rpartition("/")[2]
    written[f"{folder}_rels/{name}.rels"] = f"{template.relations}{''.join(attachments.relations)}</Relationships>"


def _pack(
    template: CompiledTemplate, written: dict[str, str], language: str, media: Sequence[PackedPart]
) -> list[PackedPart]:
    parts: list[PackedPart] = []
    order = [*template.order, *sorted(set(written) - set(template.order))]
    for name in order:
        if name in written:
            parts.append(pack(name, written[name].encode()))
        elif name in template.by_language:
            parts.append(template.by_language[name][language])
        elif name in template.packed:
            parts.append(template.packed[name])
    return [*parts, *media]

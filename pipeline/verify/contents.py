"""Everything the checks look at, read once."""

from dataclasses import dataclass

from pipeline.diagnostics import Place
from pipeline.verify.expected import Expected
from pipeline.verify.package import Package
from pipeline.verify.story import Story, known_story, read_story
from pipeline.verify.styles import Numbering, StyleSheet, read_numbering, read_styles

_STORY_KINDS = ("header", "footer", "footnotes", "endnotes", "comments")


@dataclass(slots=True)
class Contents:
    """`main` is the document itself; `stories` it and the headers, footers, notes and comments."""

    package: Package
    expected: Expected
    place: Place
    main: Story
    stories: list[Story]
    styles: StyleSheet
    numbering: Numbering


def read_contents(package: Package, expected: Expected, place: Place) -> Contents:
    """Read the parts of a sound package."""
    main = read_story(package.main, package.parts[package.main], package.main_verdict)
    names = dict.fromkeys(name for kind in _STORY_KINDS for name in package.related(package.main, kind))
    others = [known_story(name, package.parts[name]) for name in names if name in package.parts]
    styles = package.one(package.main, "styles")
    numbering = package.one(package.main, "numbering")
    return Contents(
        package,
        expected,
        place,
        main,
        [main, *others],
        read_styles(styles) if styles is not None else StyleSheet(),
        read_numbering(numbering) if numbering is not None else Numbering(),
    )

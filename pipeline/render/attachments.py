"""What a document's own part points at: links, images and charts, each with its relation; links and images once."""

from collections.abc import Callable
from typing import NamedTuple

from pipeline.diagnostics import Diagnostic
from pipeline.render.addresses import link_target
from pipeline.render.package import PackedPart, store
from pipeline.render.pictures import Picture, read_picture
from pipeline.render.problems import IMAGE_FORMAT, IMAGE_MISSING
from pipeline.render.xml_text import text_in_attribute
from pipeline.richtext import Image

CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


class PlacedPicture(NamedTuple):
    """A picture with the id of its relation."""

    relation: str
    picture: Picture


class Attachments:
    """Gathers relations and media parts while a document is written. `charts` are the XML of the charts, by part."""

    def __init__(self, prefix: str, folder: str, assets: Callable[[str], bytes | None]) -> None:
        self.prefix = prefix
        self.folder = folder
        self.assets = assets
        self.relations: list[str] = []
        self.media: list[PackedPart] = []
        self.charts: dict[str, str] = {}
        self.diagnostics: list[Diagnostic] = []
        self._links: dict[str, str] = {}
        self._images: dict[str, PlacedPicture | None] = {}

    def link(self, address: str) -> str:
        """The relation id of a web or mail address, or nothing where it is none."""
        found = self._links.get(address)
        if found is None:
            target = link_target(address)
            found = self._relate("hyperlink", target, ' TargetMode="External"') if target else ""
            self._links[address] = found
        return found

    def image(self, image: Image) -> PlacedPicture | None:
        """The picture of an image block, or None where it cannot be shown (which is said)."""
        if image.path not in self._images:
            self._images[image.path] = self._add_image(image)
        return self._images[image.path]

    def chart(self, xml: str) -> str:
        """The relation id of a chart, in a part of its own."""
        name = f"charts/{self.prefix}{len(self.charts) + 1}.xml"
        self.charts[f"{self.folder}{name}"] = xml
        return self._relate("chart", name, "")

    def part(self, kind: str, name: str) -> None:
        """Points at another part of the same folder."""
        self._relate(kind, name, "")

    def _add_image(self, image: Image) -> PlacedPicture | None:
        data = self.assets(image.path)
        if data is None:
            self.diagnostics.append(IMAGE_MISSING.at(image.place, fil=image.path))
            return None
        picture = read_picture(data)
        if picture is None:
            self.diagnostics.append(IMAGE_FORMAT.at(image.place, fil=image.path))
            return None
        name = f"media/{self.prefix}{len(self.media) + 1}.{picture.ending}"
        self.media.append(store(f"{self.folder}{name}", data))
        return PlacedPicture(self._relate("image", name, ""), picture)

    def _relate(self, kind: str, target: str, mode: str) -> str:
        ident = f"{self.prefix}{len(self.relations) + 1}"
        self.relations.append(
            f'<Relationship Id="{ident}" Type="{_OFFICE}{kind}" Target="{text_in_attribute(target)}"{mode}/>'
        )
        return ident

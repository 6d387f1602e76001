"""The properties of runs: what the template's run has, with the marks of the text on top."""

from pipeline.render.compiled import RunProperties

# ECMA-376 part 1, 17.3.2.28: the order Word writes and its validators want.
_NAMES = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs "
    "em lang eastAsianLayout specVanish oMath"
)
_ORDER = {name: index for index, name in enumerate(_NAMES.split())}


def run_properties(base: RunProperties, bold: bool, italic: bool, underline: bool, style: str) -> str:
    """The `w:rPr` of a run, or nothing. `style` is the id of a character style; it takes the place of the base's."""
    properties = dict(base)
    if style:
        properties["rStyle"] = f'<w:rStyle w:val="{style}"/>'
    if bold:
        properties |= {"b": "<w:b/>", "bCs": "<w:bCs/>"}
    if italic:
        properties |= {"i": "<w:i/>", "iCs": "<w:iCs/>"}
    if underline:
        properties["u"] = '<w:u w:val="single"/>'
    if not properties:
        return ""
    inner = "".join(properties[name] for name in sorted(properties, key=lambda name: _ORDER.get(name, len(_ORDER))))
    return f"<w:rPr>{inner}</w:rPr>"

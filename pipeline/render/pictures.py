"""What an image file says of itself: its format and its size, read from its first bytes.

Sources: PNG (ISO/IEC 15948, 11.2.2 IHDR, 11.3.4.3 pHYs), JPEG (ITU-T T.81, B.2.2; JFIF 1.02), GIF89a (section 18).
"""

from typing import NamedTuple

EMU_PER_INCH = 914400
EMU_PER_TWIP = 635
_SCREEN_DENSITY = 96.0


class Picture(NamedTuple):
    """`ending` is the file ending of the media part; width and height are in EMU, as the file wants to be shown."""

    ending: str
    width: int
    height: int


def read_picture(data: bytes) -> Picture | None:
    """The picture in `data`, or None where it is none that Word shows everywhere (PNG, JPEG, GIF)."""
    try:
        if data.startswith(b"\x89PNG\r\n\x1a\n"):
            return _png(data)
        if data.startswith(b"\xff\xd8\xff"):
            return _jpeg(data)
        if data.startswith((b"GIF87a", b"GIF89a")):
            return _picture("gif", _little(data, 6), _little(data, 8))
    except (IndexError, ZeroDivisionError):
        return None
    return None


def _picture(ending: str, width: int, height: int, across: float = 0, down: float = 0) -> Picture | None:
    if not width or not height:
        return None
    # A density nobody can have meant is a missing one.
    if not (20 <= across <= 4800 and 20 <= down <= 4800):
        across = down = _SCREEN_DENSITY
    return Picture(ending, round(width / across * EMU_PER_INCH), round(height / down * EMU_PER_INCH))


def _png(data: bytes) -> Picture | None:
    width, height = _big(data, 16, 4), _big(data, 20, 4)
    position, across, down = 8, 0.0, 0.0
    while position + 8 <= len(data):
        length, kind = _big(data, position, 4), data[position + 4 : position + 8]
        if kind == b"pHYs" and data[position + 16] == 1:
            across, down = _big(data, position + 8, 4) * 0.0254, _big(data, position + 12, 4) * 0.0254
        position += 12 + length
        if position > len(data):  # cut short on its way here: Word shows a red cross
            return None
        if kind == b"IEND":
            break
    return _picture("png", width, height, across, down)


def _jpeg(data: bytes) -> Picture | None:
    position, across, down = 2, 0.0, 0.0
    while True:
        while data[position] == 0xFF and data[position + 1] == 0xFF:
            position += 1
        marker, length = data[position + 1], _big(data, position + 2, 2)
        body = position + 4
        if data[position] != 0xFF or length < 2:
            return None
        if marker == 0xE0 and data[body : body + 5] == b"JFIF\0":
            per_inch = {1: 1.0, 2: 2.54}.get(data[body + 7], 0.0)
            across, down = _big(data, body + 8, 2) * per_inch, _big(data, body + 10, 2) * per_inch
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return _picture("jpeg", _big(data, body + 3, 2), _big(data, body + 1, 2), across, down)
        position += 2 + length


def _big(data: bytes, position: int, length: int) -> int:
    if position + length > len(data):
        raise IndexError(position)
    return int.from_bytes(data[position : position + length], "big")


def _little(data: bytes, position: int) -> int:
    return data[position] | data[position + 1] << 8

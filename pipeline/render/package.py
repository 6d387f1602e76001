"""Writing a .docx package: fixed order, fixed dates, parts that never change packed once.

Source: APPNOTE.TXT of PKWARE, 4.3.7 (local header), 4.3.12 (central directory), 4.3.16 (its end); ECMA-376 part 2.
"""

import posixpath
import struct
import zlib
from collections.abc import Iterable
from typing import TypeAlias

PackedPart: TypeAlias = tuple[str, int, int, int, bytes]
"""Name, method (0 stored, 8 deflated), CRC-32, size, and the bytes as they stand in the file. Marshal can keep it."""

LEVEL = 6
STORED, DEFLATED = 0, 8
_VERSION = 20
_DATE, _TIME = 0x21, 0  # 1 January 1980, the earliest a zip file knows
_UTF8_NAME = 0x0800

_LOCAL = struct.Struct("<4sHHHHHLLLHH")
_CENTRAL = struct.Struct("<4sHHHHHHLLLHHHHHLL")
_END = struct.Struct("<4sHHHHLLH")


def pack(name: str, data: bytes, level: int = LEVEL) -> PackedPart:
    """A part, deflated."""
    squeezer = zlib.compressobj(level, zlib.DEFLATED, -15, 9)
    return name, DEFLATED, zlib.crc32(data), len(data), squeezer.compress(data) + squeezer.flush()


def store(name: str, data: bytes) -> PackedPart:
    """A part that is packed already (an image), as it is."""
    return name, STORED, zlib.crc32(data), len(data), data


def write_package(parts: Iterable[PackedPart]) -> bytes:
    """The package file of `parts`, in their order."""
    chunks: list[bytes] = []
    directory: list[bytes] = []
    position = 0
    for name, method, checksum, size, data in parts:
        encoded = name.encode()
        flags = 0 if name.isascii() else _UTF8_NAME
        common = (flags, method, _TIME, _DATE, checksum, len(data), size, len(encoded), 0)
        local = _LOCAL.pack(b"PK\x03\x04", _VERSION, *common)
        chunks += (local, encoded, data)
        directory += (_CENTRAL.pack(b"PK\x01\x02", _VERSION, _VERSION, *common, 0, 0, 0, 0, position), encoded)
        position += len(local) + len(encoded) + len(data)
    index = b"".join(directory)
    count = len(directory) // 2
    return b"".join([*chunks, index, _END.pack(b"PK\x05\x06", 0, 0, count, count, len(index), position, 0)])


def relations_of(part: str) -> str:
    """The name of the part that holds the relations of `part`."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")

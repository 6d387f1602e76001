"""Sources changed at random, as disks, editors, merges and tired hands change them."""

import random
from collections.abc import Callable

Mutation = Callable[[random.Random, bytes], bytes]

STRANGE = (
    *(
        "\x00",
        "\x07",
        "\x0b",
        "\x1b",
        "\x85",
        "\u2028",
        "\ufeff",
        "\ufffe",
        "\u202e",
        "\u200d",
        "😀",
        "a\u030a",
        "ﷺ",
        "\ud7ff",
    ),
    *(
        "{{ tittel }}",
        "{% for x in y %}",
        "{#",
        "&amp;",
        "<w:p/>",
        "]]>",
        "--",
        "---",
        "```",
        "| a | b |",
        "=> Vik: x, 31.02.2020",
    ),
    *(
        "&a",
        "*a",
        "<<:",
        "!!python/object",
        "- ",
        "  ",
        "\t",
        ": ",
        "#",
        "## ny",
        "## 25-2020 Igjen",
        "Vedtak:",
        "a) ",
        "1. ",
    ),
    *(
        "sak 99-2020",
        "@vik",
        "@ingen",
        "![bilde](x.png)",
        "[x](http://a b)",
        "**",
        "++",
        "`",
        "31.13.2020",
        "kl. 25.99",
        "[",
        "]",
        "{",
        "}",
        '"',
        "'",
    ),
)


def _flip(chance: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _lines(change: Callable[[random.Random, list[bytes]], None]) -> Mutation:
    def mutation(chance: random.Random, data: bytes) -> bytes:
        lines = data.split(b"\n")
        for _ in range(chance.randint(1, 4)):
            change(chance, lines)
        return b"\n".join(lines)

    return mutation


def _drop(chance: random.Random, lines: list[bytes]) -> None:
    if lines:
        del lines[chance.randrange(len(lines))]


def _double(chance: random.Random, lines: list[bytes]) -> None:
    if lines:
        lines.insert(chance.randrange(len(lines)), chance.choice(lines))


def _swap(chance: random.Random, lines: list[bytes]) -> None:
    if lines:
        one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        lines[one], lines[other] = lines[other], lines[one]


def _indent(chance: random.Random, lines: list[bytes]) -> None:
    if lines:
        at = chance.randrange(len(lines))
        lines[at] = chance.choice([b" ", b"   ", b"\t", b"      ", b"            "]) + lines[at].lstrip()


def _shuffle(chance: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    start = chance.randrange(len(lines))
    part = lines[start : start + chance.randint(2, 30)]
    chance.shuffle(part)
    return b"\n".join([*lines[:start], *part, *lines[start + len(part) :]])


def _insert(chance: random.Random, data: bytes) -> bytes:
    for _ in range(chance.randint(1, 5)):
        at = chance.randrange(len(data) + 1)
        data = data[:at] + chance.choice(STRANGE).encode() + data[at:]
    return data


def _unicode(chance: random.Random, data: bytes) -> bytes:
    at = chance.randrange(len(data) + 1)
    text = "".join(
        chr(chance.choice([chance.randrange(1, 0xD800), chance.randrange(0xE000, 0x110000)])) for _ in range(9)
    )
    return data[:at] + text.encode() + data[at:]


def _cut(chance: random.Random, data: bytes) -> bytes:
    start, stop = sorted((chance.randrange(len(data) + 1), chance.randrange(len(data) + 1)))
    return chance.choice([data[:start], data[start:], data[:start] + data[stop:]])


def _word(chance: random.Random, data: bytes) -> bytes:
    """A word changed into another of the file: keys, ids and numbers in the wrong places."""
    words = data.split(b" ")
    words[chance.randrange(len(words))] = chance.choice(words)
    return b" ".join(words)


def _key(chance: random.Random, data: bytes) -> bytes:
    """What stands before a colon changed."""
    lines = data.split(b"\n")
    keyed = [at for at, line in enumerate(lines) if b":" in line]
    if keyed:
        at = chance.choice(keyed)
        _, _, value = lines[at].partition(b":")
        other = lines[chance.choice(keyed)].partition(b":")[0]
        lines[at] = chance.choice([other, b"ukjent", b"", b"  tid", b"- a", b"? b"]) + b":" + value
    return b"\n".join(lines)


def _encode(chance: random.Random, data: bytes) -> bytes:
    text = data.decode("utf-8", "replace")
    return text.encode(chance.choice(["utf-16", "utf-32", "latin-1", "cp1252", "utf-8-sig", "utf-7"]), "replace")


def _endings(chance: random.Random, data: bytes) -> bytes:
    return data.replace(b"\n", chance.choice([b"\r\n", b"\r", b"\n\n", b"\n\r", b" \n"]))


MUTATIONS: tuple[Mutation, ...] = (
    *(
        _flip,
        _lines(_drop),
        _lines(_double),
        _lines(_swap),
        _lines(_indent),
        _shuffle,
        _insert,
        _insert,
        _unicode,
        _cut,
    ),
    *(_word, _word, _key, _key, _encode, _endings),
)


def mutated(chance: random.Random, data: bytes) -> bytes:
    """`data` changed in one to three ways."""
    for _ in range(chance.choice([1, 1, 1, 2, 3])):
        data = chance.choice(MUTATIONS)(chance, data)
    return data

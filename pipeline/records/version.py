"""The number of a mandate's version: 0.90, 1.70, 1.70-1, 2.0.

0.x is a draft, N.0 a release, which somebody must approve, N.M lies in between, and -1 is an editorial change. The
parts are integers: 1.7 is less than 1.66.
"""

import re
from dataclasses import dataclass
from functools import total_ordering

_TYPED = re.compile(r"(\d{1,4})\.(\d{1,4})(?:-(\d{1,4}))?")


@total_ordering
@dataclass(frozen=True, slots=True)
class Version:
    """`label` is the number as typed and printed; two numbers are equal when their parts are (1.07 and 1.7)."""

    major: int
    minor: int
    editorial: int = 0
    label: str = ""

    def __str__(self) -> str:
        return self.label or f"{self.major}.{self.minor}" + (f"-{self.editorial}" if self.editorial else "")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Version) and self.parts == other.parts

    def __lt__(self, other: "Version") -> bool:
        return self.parts < other.parts

    def __hash__(self) -> int:
        return hash(self.parts)

    @property
    def parts(self) -> tuple[int, int, int]:
        return self.major, self.minor, self.editorial

    @property
    def is_draft(self) -> bool:
        return self.major == 0

    @property
    def is_release(self) -> bool:
        """Whether it needs an approver: 1.0, 2.0 …"""
        return self.major > 0 and self.minor == 0 and self.editorial == 0

    def next_minor(self) -> "Version":
        return Version(self.major, self.minor + 1)

    def next_editorial(self) -> "Version":
        return Version(self.major, self.minor, self.editorial + 1, f"{self.base_label}-{self.editorial + 1}")

    def next_release(self) -> "Version":
        return Version(self.major + 1, 0)

    @property
    def base_label(self) -> str:
        """The number without its editorial change, as typed."""
        return str(self).partition("-")[0]


FIRST = Version(0, 1)
"""The number proposed for a mandate without a log."""


def read_version(typed: str) -> Version | None:
    """The version `typed` means, or None where it is none."""
    found = _TYPED.fullmatch(typed.strip())
    if found is None:
        return None
    return Version(int(found[1]), int(found[2]), int(found[3] or 0), found[0])

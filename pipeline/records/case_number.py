"""Case numbers. The form is configured for each body: `N-ÅÅÅÅ` is 19-2020, `NNN-ÅÅÅÅ` 028-2007, `NN/ÅÅ` 03/23, `PS
N/ÅÅ` PS 15/45, `ÅÅÅÅ/N` 2014/15, `N` 7. `A` is taken for `Å`."""

import re
from dataclasses import dataclass

_YEAR = re.compile(r"ÅÅÅÅ|ÅÅ")
_SERIAL = re.compile(r"N+")


@dataclass(frozen=True, slots=True, order=True)
class CaseNumber:
    """A number in a body's series. `year` is None where the form has none."""

    year: int | None
    serial: int


@dataclass(frozen=True, slots=True)
class NumberForm:
    """How a body writes its case numbers. `continuous`: the series goes on over New Year."""

    pattern: str
    continuous: bool = False

    def __post_init__(self) -> None:
        pattern = re.sub(
            r"(?<![A-ZÆØÅ])A{4}(?![A-ZÆØÅ])|(?<![A-ZÆØÅ])A{2}(?![A-ZÆØÅ])", lambda m: "Å" * len(m[0]), self.pattern
        )
        if len(_SERIAL.findall(pattern)) != 1 or len(_YEAR.findall(pattern)) > 1 or len(pattern) > 30:
            raise ValueError(self.pattern)
        object.__setattr__(self, "pattern", pattern)

    @property
    def has_year(self) -> bool:
        return bool(_YEAR.search(self.pattern))

    def write(self, number: CaseNumber) -> str:
        """The number as this body prints it."""
        padding = len(_SERIAL.findall(self.pattern)[0])
        text = _SERIAL.sub(str(number.serial).zfill(padding), self.pattern, count=1)
        year = number.year
        if year is None:
            return text
        return _YEAR.sub(lambda m: str(year) if m[0] == "ÅÅÅÅ" else f"{year % 100:02}", text)

    def read(self, text: str) -> CaseNumber | None:
        """The number `text` stands for in this form, other spellings of it included, or None.

        Read alike: «sak» before it, the prefix left out, padding, a two- or four-digit year, `-`, `–` or `/`.
        """
        prefix = re.split(r"N|Å", self.pattern, maxsplit=1)[0].strip()
        rest = re.sub(r"^\s*(?:sak(?:en)?\s*)?(?:nr\.?\s*)?", "", text.strip(), flags=re.IGNORECASE)
        if prefix and rest.upper().startswith(prefix.upper()):
            rest = rest[len(prefix) :].strip()
        if not self.has_year:
            return CaseNumber(None, int(rest)) if re.fullmatch(r"\d{1,6}", rest) else None
        found = re.fullmatch(r"(\d{1,6})\s*[-–—/]\s*(\d{1,6})", rest)
        if not found:
            return None
        year_first = self.pattern.index("Å") < self.pattern.index("N")
        year_text, serial_text = (found[1], found[2]) if year_first else (found[2], found[1])
        if len(year_text) not in (2, 4):
            return None
        year = int(year_text) if len(year_text) == 4 else 2000 + int(year_text)
        return CaseNumber(year, int(serial_text))

    def is_written(self, text: str, number: CaseNumber) -> bool:
        """Whether `text` is exactly how this body writes `number`."""
        return text.strip() == self.write(number)

"""What can be wrong while a document is written."""

from pipeline.diagnostics import Problem, Severity

IMAGE_MISSING = Problem(
    "bilde-ikke-funnet",
    Severity.ERROR,
    "Bildet «{fil}» finnes ikke; teksten som beskriver det, står i stedet.",
    about="En bildefil det er vist til, ble ikke funnet under sources/.",
)
IMAGE_FORMAT = Problem(
    "bilde-ulesbart",
    Severity.ERROR,
    "Bildet «{fil}» er ikke PNG, JPEG eller GIF, eller det er ødelagt; teksten som beskriver det, står i stedet.",
    hint="Lagre bildet som PNG.",
    about="Word viser PNG, JPEG og GIF overalt; andre formater settes ikke inn.",
)

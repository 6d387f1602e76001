"""What can be wrong with the files of an action register."""

from pipeline.diagnostics import Problem, Severity

_UNREADABLE, _ERROR = Severity.UNREADABLE, Severity.ERROR

REGISTER_NAME = Problem(
    "register-navn",
    _UNREADABLE,
    "Et tiltaksregister kan bare ha bokstavene a–z, tall og bindestrek i navnet.",
    hint="Kall det {forslag}.",
    firm=True,
)
REGISTER_HEAD_MISSING = Problem(
    "registerfil-mangler",
    _UNREADABLE,
    "Mappen har ingen register.yaml, så tiltakene i den kommer ikke med.",
    hint="Lag fila register.yaml med tittelen.",
    firm=True,
)
REGISTER_TWICE = Problem(
    "register-to-ganger",
    _ERROR,
    "Registeret «{navn}» finnes både som fil og som mappe. Bare mappen er lest.",
    hint="Flytt innholdet i denne fila til mappen, og slett fila.",
)
KEY_IN_PART = Problem(
    "register-del-nokkel",
    _ERROR,
    "«{nøkkel}» hører hjemme i register.yaml og er ikke lest her.",
    hint="De andre filene i mappen skal bare ha «tiltak».",
)

"""What can be wrong with an outside program. All of them end in exit code 4."""

from pipeline.diagnostics import Problem, Severity

MISSING = Problem(
    "program-mangler",
    Severity.ERROR,
    "{program} finnes ikke på denne maskinen, og trengs for å {formål}.",
    hint="Installer det med {installer}",
    about="Et annet program trengs, og ble verken funnet i PATH eller der det vanligvis ligger.",
)
FAILED = Problem(
    "program-feilet",
    Severity.ERROR,
    "{program} feilet: {grunn}",
    about="Et annet program ble startet, og sa selv at det ikke gikk.",
)
HANGING = Problem(
    "program-svarer-ikke",
    Severity.ERROR,
    "{program} var ikke ferdig etter {sekunder} sekunder, og ble stanset.",
    hint="Prøv igjen; hjelper det ikke, kan det hende at programmet er åpent og venter på et svar.",
    about="Et annet program brukte for lang tid, og ble stanset med alt det hadde startet.",
)
NO_RESULT = Problem(
    "program-uten-resultat",
    Severity.ERROR,
    "{program} laget ingen fil av «{fil}».",
    hint="Se om fila lar seg åpne i Word eller LibreOffice.",
    about="Et annet program sa at alt gikk bra, men det det skulle lage, er ikke der.",
)

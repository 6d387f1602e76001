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
COMPARED_NO_DOCX = Problem(
    "sammenlign-ikke-docx",
    Severity.UNREADABLE,
    "Fila er ikke et Word-dokument (.docx).",
    hint="Åpne den i Word, og lagre den som .docx.",
    about="Bare Word-dokumenter (.docx) kan sammenlignes.",
)
COMPARED_BROKEN = Problem(
    "sammenlign-odelagt",
    Severity.UNREADABLE,
    "Word-dokumentet er ødelagt og kan ikke leses.",
    hint="Åpne det i Word, la Word reparere det, og lagre det på nytt.",
    about="Et dokument som skulle sammenlignes, kunne pakkes opp, men ikke leses.",
)
COMPARED_LOCKED = Problem(
    "sammenlign-passord",
    Severity.UNREADABLE,
    "Dokumentet er beskyttet med passord, eller lagret i et format fra før Word 2007.",
    hint="Åpne det i Word, ta bort passordet, og lagre det som .docx.",
    about="Et dokument med passord, og et i formatet .doc, kan ikke sammenlignes.",
)
COMPARED_CHANGES = Problem(
    "sammenlign-sporede-endringer",
    Severity.UNREADABLE,
    "Dokumentet har sporede endringer fra før ({antall}), og da er det uklart hvilken tekst som gjelder.",
    hint="Godta eller avvis endringene i Word, og prøv igjen.",
    about="To dokumenter sammenlignes slik de står; endringer som ikke er tatt stilling til, må avgjøres først.",
)

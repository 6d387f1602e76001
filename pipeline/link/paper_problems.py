"""What can be wrong with a text of a document kind, seen from the rest of its project."""

from pipeline.diagnostics import Problem, Severity

_UNREADABLE, _ERROR, _WARNING = Severity.UNREADABLE, Severity.ERROR, Severity.WARNING

PAPER_WITHOUT_DATE = Problem(
    "tekst-uten-dato",
    _UNREADABLE,
    "Dokumentet har ingen dato.",
    hint="Skriv «dato: 07.02.2024» i hodet, eller «sak: …» når saken står i en møtefil.",
    about="Dokumentets dato avgjør hva som er holdt og hva som er planlagt. Klokka på maskinen brukes aldri.",
)
PAPER_BODY_UNKNOWN = Problem(
    "tekst-organ-ukjent",
    _ERROR,
    "«{navn}» er ikke et organ i oppsettet.",
    hint="Mente du «{forslag}»?",
)
PAPER_REGISTER_UNKNOWN = Problem(
    "tekst-register-ukjent",
    _ERROR,
    "Det er ikke noe tiltaksregister som heter «{navn}».",
    hint="Mente du «{forslag}»?",
    about="Et register er en fil under sources/status; navnet er filnavnet uten .yaml.",
)
PAPER_WITHOUT_CASE = Problem(
    "saksfremlegg-uten-sak",
    _ERROR,
    "Saksfremlegget hører ikke til noen sak.",
    hint="Skriv «sak: 03/23» i hodet.",
)
PAPER_TWICE = Problem(
    "saksfremlegg-to",
    _ERROR,
    "Sak {nummer} har allerede et saksfremlegg: {fil}.",
    hint="Slå dem sammen, eller rett saksnummeret.",
)
PAPER_WITHOUT_TITLE = Problem(
    "saksfremlegg-uten-tittel",
    _ERROR,
    "Saksfremlegget har ingen tittel, og saken står ikke i noen møtefil som kan gi det en.",
    hint="Skriv «tittel: …» i hodet.",
)
PAPER_BODY_OTHER = Problem(
    "saksfremlegg-annet-organ",
    _ERROR,
    "Sak {nummer} skal opp i {organ}, ikke i organet som står her.",
    hint="Ta bort «organ», eller rett saksnummeret.",
)
PAPER_DATED_LATER = Problem(
    "saksfremlegg-etter-motet",
    _WARNING,
    "Saksfremlegget er datert {dato}, etter møtet {møte}.",
    hint="Ta bort datoen, så gjelder møtedagen.",
)
PAPER_PROPOSAL_OTHER = Problem(
    "forslag-ulikt-saksfremlegget",
    _WARNING,
    "Forslaget til vedtak i sak {nummer} er et annet enn i saksfremlegget, {fil}.",
    hint="Ta bort forslaget her, så hentes det fra saksfremlegget.",
    about="Står det et forslag i begge, er det møtefilas som trykkes i innkallingen og i referatet.",
)
PROPOSAL_WITH_DATA = Problem(
    "forslag-med-blokk",
    _ERROR,
    "Blokken «{ord}» i forslaget til vedtak kommer ikke med i innkallingen og referatet.",
    hint="Flytt den til en annen del, og vis til den i forslaget.",
)
PAPER_FILE_TWICE = Problem(
    "tekst-samme-dokument",
    _UNREADABLE,
    "Dokumentet får samme filnavn som det fra {fil}: {navn}.",
    hint="Gi den ene fila et annet navn, eller rett datoen i hodet.",
    about="Datoen settes foran filnavnet, så 2024-02-07-notat.md og notat.md fra samme dag gir samme dokument.",
)
SECTION_WITHOUT_TEXT = Problem(
    "avsnitt-uten-tekst",
    _WARNING,
    "Det står ingenting under «{tittel}».",
    hint="Skriv teksten, eller ta bort overskriften.",
)
NUMBER_UNREADABLE = Problem(
    "tall-uleselig",
    _ERROR,
    "«{tekst}» er ikke et tall.",
    hint="Skriv tallet slik: 1 125 eller 12,5.",
)

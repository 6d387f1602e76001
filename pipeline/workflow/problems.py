"""What can go wrong while a project is built or changed, the sources apart."""

from pipeline.diagnostics import Problem, Severity

TEMPLATE_MISSING = Problem("mal-mangler", Severity.UNREADABLE, "Malen {mal} kan ikke leses: {grunn}.")
CANNOT_WRITE = Problem(
    "kan-ikke-skrive",
    Severity.UNREADABLE,
    "Fila kan ikke skrives: {grunn}. Det som sto der før, er uendret.",
    hint="Er den åpen i Word? Lukk den og prøv igjen.",
)
SET_ASIDE = Problem(
    "endret-for-hand",
    Severity.WARNING,
    "Dokumentet var endret for hånd etter forrige bygging. Det er lagt til side som {navn}.",
    hint="Før endringene inn i kilden, ellers kommer de ikke med neste gang.",
)
CANNOT_REMOVE = Problem(
    "kan-ikke-fjerne",
    Severity.UNREADABLE,
    "Ingen kilde gir dette dokumentet lenger, men det kan ikke fjernes: {grunn}.",
    hint="Er det åpent i Word? Lukk det og prøv igjen.",
)
LEFT_STANDING = Problem(
    "uten-kilde",
    Severity.WARNING,
    "Ingen kilde gir dette dokumentet lenger. Det er endret for hånd, og blir stående.",
    hint="Flytt det ut av build/ om du vil ta vare på det, eller slett det.",
)
BUILDING = Problem(
    "bygging-i-gang",
    Severity.UNREADABLE,
    "En annen bygging av prosjektet holder på ennå. Dokumentene er uendret.",
    hint="Vent til den er ferdig, og prøv igjen.",
)
SWITCH_UNKNOWN = Problem(
    "slatt-av-ukjent", Severity.WARNING, "Det finnes ingen melding med koden «{kode}».", hint="Mente du «{forslag}»?"
)
SWITCH_GRAVE = Problem("slatt-av-alvorlig", Severity.ERROR, "«{kode}» er {grad} og kan ikke slås av.")
PAGES_MISSING = Problem(
    "innhold-uten-sidetall",
    Severity.WARNING,
    "Innholdslisten i mandatet «{mandat}» har ingen sidetall ennå.",
    hint="Kjør «saksgang mandate pages {mandat}».",
    about="Sidetallene regnes ut av LibreOffice når du ber om det, og ligger ved siden av kildene.",
)
PAGES_OLD = Problem(
    "innhold-foreldet",
    Severity.WARNING,
    "Sidetallene i innholdslisten til mandatet «{mandat}» er regnet ut for en tekst som er endret siden.",
    hint="Kjør «saksgang mandate pages {mandat}».",
    about="Sidetallene regnes ut av LibreOffice når du ber om det, og ligger ved siden av kildene.",
)
PAGES_UNSTABLE = Problem(
    "innhold-uten-ro",
    Severity.ERROR,
    "Sidetallene i mandatet «{mandat}» faller ikke til ro: innholdslisten flytter teksten hver gang den fylles ut.",
    hint="Gjør en lang overskrift kortere, eller la innholdslisten stå på egne sider i malen.",
)
KEPT_UNREADABLE = Problem(
    "arkiv-uleselig",
    Severity.UNREADABLE,
    "Den versjonen som er tatt vare på, kan ikke leses: {grunn}.",
)

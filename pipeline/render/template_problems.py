"""What can be wrong with a template. All but the warnings stop the document; `sted` is where in the template."""

from pipeline.diagnostics import Problem, Severity

_STOP = Severity.UNREADABLE
_SAY = Severity.WARNING

# --- the file ------------------------------------------------------------------------------------------------------

NOT_WORD = Problem(
    "mal-ikke-docx",
    _STOP,
    "Malen er ikke en Word-fil av typen .docx, eller den er ødelagt.",
    hint="Åpne den i Word og lagre den på nytt som Word-dokument (.docx).",
    about="Malen kan ikke åpnes som en .docx-fil.",
)
OLD_WORD = Problem(
    "mal-gammelt-format",
    _STOP,
    "Malen er lagret i det gamle formatet .doc, eller med passord.",
    hint="Lagre den i Word som Word-dokument (.docx), uten passord.",
    about="Malen er en .doc-fil eller er kryptert med passord.",
)
ENCRYPTED = Problem(
    "mal-kryptert",
    _STOP,
    "Malen er beskyttet med passord.",
    hint="Lagre den i Word uten passord.",
    about="En del av malen er kryptert.",
)
BROKEN_PART = Problem(
    "mal-del-odelagt",
    _STOP,
    "Delen «{del_}» i malen kan ikke leses: {grunn}",
    hint="Åpne malen i Word og lagre den på nytt.",
    about="En XML-del i malen mangler eller er ikke gyldig XML.",
)
MACROS = Problem(
    "mal-makroer",
    _STOP,
    "Malen har makroer, og de ville blitt med i dokumentene.",
    hint="Lagre malen i Word som Word-dokument (.docx) uten makroer.",
    about="Malen inneholder VBA-makroer.",
)
TRACKED = Problem(
    "mal-sporede-endringer",
    _SAY,
    "{sted}: Malen har sporede endringer, og de følger med i dokumentene.",
    hint="Godta eller avvis endringene i Word og lagre malen.",
    about="Malen har innsettinger eller slettinger som ikke er godtatt.",
)

# --- styles --------------------------------------------------------------------------------------------------------

STYLE_MISSING = Problem(
    "mal-stil-mangler",
    _STOP,
    "Malen mangler stilen «{stil}» ({slag}).",
    hint="Lag stilen i Word med akkurat det navnet, eller hent den fra malen som følger med.",
    about="Teksten i dokumentene settes med navngitte stiler; en av dem finnes ikke i malen.",
)
STYLE_UNNUMBERED = Problem(
    "mal-liste-uten-nummerering",
    _STOP,
    "Listestilen «{stil}» har ingen nummerering.",
    hint="Knytt stilen til et nivå i en liste: Definer ny liste med flere nivåer … Knytt nivå til stil.",
    about="En listestil i malen viser ikke til noen nummerering, så punktene ville stått uten tall eller tegn.",
)
LANGUAGE_MISSING = Problem(
    "mal-uten-sprak",
    _SAY,
    "Malen sier ikke hvilket språk teksten er på; dokumentene får sitt eget språk likevel.",
    hint="Merk all tekst i malen og velg norsk under Se gjennom › Språk.",
    about="Standardskriften i malen har ikke noe språk.",
)

# --- tags ----------------------------------------------------------------------------------------------------------

TAG_UNCLOSED = Problem(
    "mal-kode-uavsluttet",
    _STOP,
    "{sted}: «{tegn}» har ingen motpart i samme avsnitt.",
    hint="En kode skrives {{{{ felt }}}} eller {{% … %}}, og må begynne og slutte i samme avsnitt.",
    about="En kode i malen er åpnet uten å bli lukket, eller omvendt.",
)
TAG_BROKEN = Problem(
    "mal-kode-feil",
    _STOP,
    "{sted}: «{kode}» kan ikke leses: {grunn}.",
    about="En kode i malen er skrevet feil.",
)
TAG_UNKNOWN = Problem(
    "mal-kode-ukjent",
    _STOP,
    "{sted}: «{ord}» i «{kode}» er ikke en kode som kan brukes her.",
    hint="Mente du «{forslag}»?",
    about="Et kodeord i malen (for, if, set …) finnes ikke.",
)
NOT_CLOSED = Problem(
    "mal-kode-uten-slutt",
    _STOP,
    "{sted}: «{kode}» mangler sin «{slutt}».",
    about="En løkke eller et vilkår i malen er ikke avsluttet. Stedet er der den begynner.",
)
NOT_OPENED = Problem(
    "mal-kode-uten-start",
    _STOP,
    "{sted}: «{kode}» avslutter noe som ikke er begynt.",
    hint="Her ventes «{ventet}», for «{apen}» i {apen_sted}.",
    about="En løkke eller et vilkår i malen avsluttes uten å være begynt, eller i feil rekkefølge.",
)
ACROSS = Problem(
    "mal-kode-pa-tvers",
    _STOP,
    "{sted}: «{kode}» slutter et annet slags sted enn det begynte ({apen_sted}).",
    hint="Begynn og slutt likt: begge med %p i egne avsnitt i samme celle, begge med %tr i egne rader i samme tabell,"
    " eller begge inne i samme avsnitt.",
    about="En løkke eller et vilkår begynner og slutter slik at dokumentet ville blitt ødelagt.",
)
NOT_ALONE = Problem(
    "mal-tekst-ved-siden",
    _STOP,
    "{sted}: «{tekst}» står sammen med «{kode}» og ville forsvunnet.",
    hint="La koden stå alene i {beholder}.",
    about="Koder med p, tr og tc tar plassen til hele avsnittet, raden eller cellen; annet som står der, blir borte.",
)

# --- fields --------------------------------------------------------------------------------------------------------

FIELD_UNKNOWN = Problem(
    "mal-felt-ukjent",
    _STOP,
    "{sted}: Feltet «{felt}» i «{kode}» finnes ikke.",
    hint="Mente du «{forslag}»?",
    about="Malen bruker et felt dokumentet ikke har.",
)
NEEDS_R = Problem(
    "mal-felt-trenger-r",
    _STOP,
    "{sted}: «{felt}» er tekst med formatering og skrives {{{{r {felt} }}}}.",
    about="Feltet er løpende tekst med formatering, og koden må begynne med r.",
)
NEEDS_P = Problem(
    "mal-felt-trenger-p",
    _STOP,
    "{sted}: «{felt}» er hele avsnitt og skrives {{{{p {felt} }}}}, alene i avsnittet.",
    about="Feltet er avsnitt, lister og tabeller, og koden må begynne med p.",
)
NEEDS_PLAIN = Problem(
    "mal-felt-uten-bokstav",
    _STOP,
    "{sted}: «{felt}» er vanlig tekst og skrives {{{{ {felt} }}}}, ikke «{kode}».",
    about="Feltet er vanlig tekst, og koden skal ikke ha r eller p.",
)
NOT_TEXT = Problem(
    "mal-felt-ikke-tekst",
    _STOP,
    "{sted}: «{felt}» i «{kode}» er {slag} og kan ikke skrives ut.",
    hint="{rad}",
    about="Malen skriver ut noe som ikke er tekst: en liste, en gruppe av felter, eller sant/usant.",
)
NOT_LIST = Problem(
    "mal-felt-ikke-liste",
    _STOP,
    "{sted}: «{felt}» i «{kode}» er ikke en liste, og kan ikke gjennomgås med for.",
    about="Malen går gjennom noe som ikke er en liste.",
)
FILTER_UNKNOWN = Problem(
    "mal-filter-ukjent",
    _STOP,
    "{sted}: Filteret «{navn}» i «{kode}» finnes ikke.",
    hint="Mente du «{forslag}»?",
    about="Malen bruker et filter (etter |) som ikke finnes.",
)
TEST_UNKNOWN = Problem(
    "mal-test-ukjent",
    _STOP,
    "{sted}: Prøven «{navn}» i «{kode}» finnes ikke.",
    hint="Mente du «{forslag}»?",
    about="Malen bruker en prøve (etter is) som ikke finnes.",
)
CALL_UNKNOWN = Problem(
    "mal-funksjon-ukjent",
    _STOP,
    "{sted}: «{navn}» i «{kode}» er ikke en funksjon som kan brukes.",
    hint='Ord i dokumentets språk skrives ord("…").',
    about="Malen kaller en funksjon som ikke finnes.",
)
WORD_MISSING = Problem(
    "mal-ord-uten-nynorsk",
    _SAY,
    "{sted}: «{ord}» har ingen nynorsk form, og står på bokmål også i dokumenter på nynorsk.",
    about='Et ord i ord("…") mangler i ordlisten for nynorsk.',
)
SAMPLE_FAILED = Problem(
    "mal-prove-feilet",
    _STOP,
    "{sted}: Et prøvedokument fra malen ble ikke riktig: {grunn}.",
    about="Malen er prøvd med et utfylt eksempel, og det gikk galt.",
)

"""What can be wrong with the YAML parts, and with the files and folders they stand in."""

from pipeline.diagnostics import Problem, Severity

_UNREADABLE, _ERROR, _WARNING = Severity.UNREADABLE, Severity.ERROR, Severity.WARNING

# --- the form of YAML ---------------------------------------------------------------------------------------------
YAML_TOO_BIG = Problem(
    "yaml-for-stor",
    _UNREADABLE,
    "Denne delen er på {størrelse} tegn; mer enn {grense} leses ikke.",
    about="YAML-delene er korte lister. Er en av dem stor, er det trolig feil fil.",
    firm=True,
)
YAML_TOO_DEEP = Problem(
    "yaml-for-dyp",
    _UNREADABLE,
    "Her ligger lister eller nøkler mer enn {grense} nivåer inni hverandre.",
    hint="Er det for mange klammer på linja?",
    firm=True,
)
YAML_BROKEN = Problem(
    "yaml-form",
    _ERROR,
    "Linja kan ikke leses, så punktet den hører til, er hoppet over.",
    hint="Skriv «nøkkel: verdi», med mellomrom etter kolon. Sett anførselstegn rundt verdier med spesialtegn.",
    about="Linja følger ikke formen i YAML. Resten av fila er lest.",
)
YAML_INDENT = Problem(
    "yaml-innrykk",
    _ERROR,
    "Innrykket passer ikke med linjene over.",
    hint="Linjer på samme nivå begynner i samme kolonne.",
)
YAML_STRAY = Problem(
    "yaml-lost-punkt",
    _ERROR,
    "Dette hører ikke til noen nøkkel, og er hoppet over.",
    hint="Lister har «- » foran hvert punkt, og nøkler kolon etter seg; de kan ikke blandes.",
)
YAML_TAB = Problem(
    "yaml-tabulator",
    _ERROR,
    "Linja er rykket inn med tabulator, andre linjer med mellomrom. Den er lest på nivå med linja over.",
    hint="Bruk bare mellomrom.",
)
YAML_TABS = Problem(
    "yaml-tabulatorer",
    _WARNING,
    "Fila er rykket inn med tabulator. Den er lest som mellomrom.",
    hint="Bruk mellomrom; YAML tillater ikke tabulator.",
)
YAML_UNCLOSED_BRACKET = Problem(
    "yaml-klamme",
    _ERROR,
    "Klammen «{tegn}» blir aldri lukket.",
    hint="Sett «{slutt}» til slutt.",
)
YAML_UNCLOSED_QUOTE = Problem(
    "yaml-anforselstegn",
    _ERROR,
    "Anførselstegnet blir aldri lukket.",
    hint="Sett {tegn} til slutt, eller ta bort det første.",
)
YAML_NO_COLON = Problem(
    "yaml-uten-kolon",
    _ERROR,
    "Det mangler kolon på linja: «{tekst}».",
    hint="Skriv «{nøkkel}: …».",
)
YAML_NO_SPACE = Problem(
    "yaml-uten-mellomrom",
    _WARNING,
    "Det mangler mellomrom etter kolon.",
    hint="Skriv «{nøkkel}: {verdi}».",
)
YAML_NO_SPACE_IN_ITEM = Problem(
    "yaml-strek-uten-mellomrom", _WARNING, "Det mangler mellomrom etter streken.", hint="Skriv «- {verdi}»."
)
YAML_ANCHOR = Problem(
    "yaml-anker",
    _ERROR,
    "Ankere og aliaser (& og *) brukes ikke her.",
    hint="Skriv teksten der den skal stå, eller sett anførselstegn rundt den.",
)
YAML_TAG = Problem(
    "yaml-merke",
    _ERROR,
    "Merker som begynner med utropstegn, brukes ikke her.",
    hint="Sett anførselstegn rundt verdien.",
)
YAML_SECOND_DOCUMENT = Problem(
    "yaml-to-dokumenter",
    _ERROR,
    "Her begynner et nytt dokument i samme fil. Bare det første er lest.",
    hint="Ta bort linja med «---».",
)
YAML_ODD_KEY = Problem("yaml-nokkel", _ERROR, "En nøkkel må være ett eller flere ord.")
YAML_GIVEN_UP = Problem(
    "yaml-oppgitt",
    _UNREADABLE,
    "Det er for mange feil til å lese videre. Er dette riktig fil?",
    firm=True,
)

# --- keys and values ----------------------------------------------------------------------------------------------
KEY_UNKNOWN = Problem(
    "nokkel-ukjent",
    _ERROR,
    "Nøkkelen «{nøkkel}» er ikke kjent her.",
    hint="Mente du «{forslag}»?",
    about="Det som står under en ukjent nøkkel, kommer ikke med. Nøklene står i veiledningen.",
)
KEY_TWICE = Problem(
    "nokkel-dobbelt",
    _ERROR,
    "«{nøkkel}» står to ganger, også på linje {linje}. Den første gjelder.",
    hint="Slå dem sammen, eller ta bort den ene.",
)
KEY_MISSING = Problem("nokkel-mangler", _ERROR, "Her mangler «{nøkkel}».", hint="Skriv «{nøkkel}: …»: {om}.")
NUMBER_PARTED = Problem(
    "tall-delt-av-komma",
    _ERROR,
    "Mellom krøllparenteser deler kommaet tallet {tall} i to, og verdien er utelatt.",
    hint='Skriv én verdi på hver linje, eller sett tallet mellom anførselstegn: "{tall}".',
)
KEY_MISSING_STAND_IN = Problem(
    "nokkel-erstattet",
    _ERROR,
    "Her mangler «{nøkkel}». Inntil videre er «{verdi}» brukt.",
    hint="Skriv «{nøkkel}: …»: {om}.",
)
KEY_MISSING_UNREADABLE = Problem(
    "nokkel-kreves",
    _UNREADABLE,
    "Her mangler «{nøkkel}», og uten den kan ikke dokumentene lages.",
    hint="Skriv «{nøkkel}: …»: {om}.",
)
VALUE_NOT_ALLOWED = Problem(
    "verdi-ukjent",
    _ERROR,
    "«{verdi}» kan ikke stå i «{nøkkel}». Der kan det stå {lovlige}.",
    hint="Mente du «{forslag}»?",
)
VALUE_NOT_ALLOWED_UNREADABLE = Problem(
    "verdi-uleselig",
    _UNREADABLE,
    "«{verdi}» kan ikke stå i «{nøkkel}», og uten den kan ikke dokumentene lages. Der kan det stå {lovlige}.",
    hint="Mente du «{forslag}»?",
)
VALUE_WRONG = Problem("verdi-feil", _ERROR, "Verdien i «{nøkkel}» kan ikke brukes.")
TEXT_EXPECTED = Problem(
    "verdi-ikke-tekst",
    _ERROR,
    "«{nøkkel}» skal være tekst, men her står det {hva}.",
    hint="Skriv det på én linje: «{nøkkel}: …».",
)
TEXT_WITH_LISTS_EXPECTED = Problem(
    "verdi-uten-strek",
    _ERROR,
    "«{nøkkel}» skal være tekst, men her står det {hva}.",
    hint="Skriv «{nøkkel}: |», og teksten på linjene under, rykket inn.",
)
LIST_EXPECTED = Problem(
    "verdi-ikke-liste",
    _ERROR,
    "«{nøkkel}» skal være en liste, men her står det {hva}.",
    hint="Skriv hvert punkt på sin linje med «- » foran, eller alt i klammer: [en, to].",
)
MAPPING_EXPECTED = Problem(
    "verdi-ikke-nokler",
    _ERROR,
    "«{nøkkel}» skal ha nøkler under seg, men her står det {hva}.",
    hint="Skriv «nøkkel: verdi» på hver linje, rykket inn.",
)
FILE_NOT_MAPPING = Problem(
    "fil-ikke-nokler",
    _UNREADABLE,
    "Her skal det stå nøkler og verdier, men her står det {hva}.",
    hint="Skriv «nøkkel: verdi» på hver linje.",
)
REGISTER_NOT_MAPPING = Problem(
    "register-ikke-nokler",
    _ERROR,
    "Registeret skal ha én nøkkel for hver person, men her står det {hva}.",
    hint="Skriv id-en med kolon etter, og navnet rykket inn under: «berg:», så «  navn: …».",
)

# --- files and folders --------------------------------------------------------------------------------------------
FILE_MISSING = Problem("fil-finnes-ikke", _UNREADABLE, "Fila finnes ikke.")
FILE_FORBIDDEN = Problem(
    "fil-ingen-adgang",
    _UNREADABLE,
    "Du har ikke lov til å lese denne.",
    hint="Gi deg selv lesetilgang, eller spør den som eier fila.",
    firm=True,
)
FILE_IS_FOLDER = Problem("fil-er-mappe", _UNREADABLE, "Dette er en mappe; her skulle det vært en fil.", firm=True)
FILE_NOT_REGULAR = Problem("fil-ikke-vanlig", _UNREADABLE, "Dette er ikke en vanlig fil, og leses ikke.", firm=True)
FILE_UNREADABLE = Problem("fil-uleselig", _UNREADABLE, "Fila kan ikke leses: {grunn}.", firm=True)
FILE_NAME_NOT_TEXT = Problem(
    "filnavn-uleselig",
    _WARNING,
    "Navnet på en fil her er ikke gyldig UTF-8, og fila er ikke lest: {navn}.",
    hint="Gi fila et nytt navn.",
)
FILE_NAME_TWICE = Problem(
    "filnavn-dobbelt", _WARNING, "To filer har samme navn, skrevet med ulike tegn for å eller ø. Bare den ene er lest."
)
LINK_BROKEN = Problem("lenke-brutt", _ERROR, "Snarveien peker på noe som ikke finnes.")
LINK_LOOPS = Problem("lenke-ring", _ERROR, "Snarveien går i ring, og er ikke fulgt.")
LINK_OUTSIDE = Problem(
    "lenke-ut", _ERROR, "Snarveien peker ut av prosjektet, og er ikke fulgt.", hint="Kopier fila inn i prosjektet."
)

MORE_COMPLAINTS = Problem(
    "flere-meldinger",
    _WARNING,
    "Enda {antall} meldinger om denne fila er ikke vist.",
    hint="Rett de første, og prøv igjen.",
)

# --- the project --------------------------------------------------------------------------------------------------
PROJECT_MISSING = Problem(
    "prosjekt-mangler",
    _UNREADABLE,
    "Her er det ikke noe prosjekt: mappen sources finnes ikke.",
    hint="Kjør «saksgang new project MAPPE» for å lage et, eller pek på prosjektet med --project.",
    firm=True,
)
SETUP_MISSING = Problem(
    "oppsett-mangler",
    _UNREADABLE,
    "Prosjektet har ikke noe oppsett: oppsett.yaml finnes ikke.",
    hint="Kjør «saksgang new project MAPPE», og kopier oppsett.yaml derfra.",
    firm=True,
)
REGISTER_MISSING = Problem(
    "personregister-mangler",
    _ERROR,
    "Prosjektet har ikke noe personregister: personer.yaml finnes ikke.",
    hint="Lag fila med id-en til hver person, og navnet under.",
)
MEETING_NAME_NOT_DATE = Problem(
    "motefil-navn",
    _UNREADABLE,
    "Navnet på en møtefil må være en dato.",
    hint="Kall fila {forslag}.",
    firm=True,
)
MEETING_DATE_IMPOSSIBLE = Problem("motefil-dato", _UNREADABLE, "Datoen {dato} i filnavnet finnes ikke.", firm=True)
MEETING_IN_NO_BODY = Problem(
    "motefil-uten-organ",
    _UNREADABLE,
    "Møtefila må ligge i mappen til et organ.",
    hint="Flytt den til moter/<organ>/{navn}.",
    firm=True,
)
BODY_UNKNOWN = Problem(
    "organ-ukjent",
    _UNREADABLE,
    "Organet «{organ}» står ikke i oppsett.yaml, så møtet kan ikke lages.",
    hint="Mente du «{forslag}»?",
    firm=True,
)
BODY_UNREAD = Problem(
    "organ-ikke-lest",
    _UNREADABLE,
    "Organet «{organ}» kunne ikke leses fra oppsett.yaml, så møtet kan ikke lages.",
    hint="Rett feilene i oppsett.yaml først.",
    firm=True,
)
STRAY_FILE = Problem(
    "fil-mistenkelig", _WARNING, "Denne fila blir ikke lest. Skulle den hett «{forslag}»?", hint="Gi den nytt navn."
)
CHAPTER_NOT_TEXT = Problem(
    "kapittel-ikke-tekst",
    _WARNING,
    "Denne fila er ikke en tekstfil, og blir ikke lest.",
    hint="Lim teksten inn i {forslag}, og flytt fila ut av mappen.",
    about="Kapitler skrives som ren tekst. Dokumenter fra Word og andre programmer kan ikke leses.",
)

# --- overruling ---------------------------------------------------------------------------------------------------
OVERRULE_UNKNOWN = Problem(
    "godta-ukjent", _WARNING, "Det finnes ingen melding med koden «{kode}».", hint="Mente du «{forslag}»?"
)
OVERRULE_FIRM = Problem("godta-fast", _ERROR, "«{kode}» kan ikke godtas; feilen må rettes.")
OVERRULE_UNUSED = Problem(
    "godta-unodvendig", _WARNING, "Her er det ikke noe å godta: «{kode}» gjelder ikke lenger.", hint="Ta bort linja."
)

# --- mandates -----------------------------------------------------------------------------------------------------
MANDATE_NAME = Problem(
    "mandat-navn",
    _UNREADABLE,
    "Mappen til et mandat kan bare ha bokstavene a–z, tall og bindestrek i navnet.",
    hint="Kall mappen {forslag}.",
    firm=True,
)
MANDATE_HEAD_MISSING = Problem(
    "mandatfil-mangler",
    _UNREADABLE,
    "Mandatet har ingen mandat.yaml, så det kan ikke lages.",
    hint="Lag fila mandat.yaml med tittelen, delene og kapitlene.",
    firm=True,
)
CHAPTER_NAME = Problem(
    "kapittel-navn",
    _ERROR,
    "Filnavnet kan bare ha bokstavene a–z, tall og bindestrek.",
    hint="Kall fila {forslag}.md.",
    about="Navnet følger kapittelet eller vedlegget i henvisninger og i Word, og må kunne skrives likt overalt.",
)
CHAPTER_TWICE = Problem(
    "kapittel-to-filer", _ERROR, "«{navn}» er navnet på to filer. Denne er ikke lest.", hint="Slett den ene."
)
FOLDER_IS_FILE = Problem("mappe-er-fil", _ERROR, "Dette er en fil; her skulle det vært en mappe.")
STRAY_FOLDER = Problem(
    "mappe-mistenkelig",
    _WARNING,
    "Denne mappen blir ikke lest. Skulle den hett «{forslag}»?",
    hint="Gi den nytt navn.",
)
PAGES_UNREADABLE = Problem(
    "sidetall-uleselig",
    _WARNING,
    "Sidetallene kan ikke leses, og kommer ikke med i innholdslisten.",
    hint="Slett fila, og kjør «saksgang mandate pages».",
)

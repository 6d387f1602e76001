"""What can be wrong with a spreadsheet that is read. `celle` is sheet and cell: «Tiltak!F5»."""

from pipeline.diagnostics import Problem, Severity

_UNREADABLE, _ERROR, _WARNING = Severity.UNREADABLE, Severity.ERROR, Severity.WARNING

# --- files --------------------------------------------------------------------------------------------------------
BROKEN = Problem(
    "regneark-odelagt",
    _UNREADABLE,
    "Regnearket kan ikke leses: det er ødelagt, eller det er ikke et regneark.",
    hint="Åpne det i Excel, lagre det på nytt som .xlsx, og prøv igjen.",
)
ENCRYPTED = Problem(
    "regneark-kryptert",
    _UNREADABLE,
    "Regnearket er beskyttet med passord og kan ikke leses.",
    hint="Åpne det i Excel, fjern passordet, og lagre det på nytt.",
)
OLD_FORMAT = Problem(
    "regneark-gammelt-format",
    _UNREADABLE,
    "Dette er et regneark i det gamle formatet (.xls), som ikke leses.",
    hint="Åpne det i Excel, og lagre det som .xlsx.",
)
OTHER_FORMAT = Problem(
    "regneark-annet-format",
    _UNREADABLE,
    "Dette er en .{format}-fil, som ikke leses.",
    hint="Åpne den i programmet den er laget i, og lagre den som .xlsx.",
)
UNREACHABLE = Problem(
    "regneark-utilgjengelig",
    _UNREADABLE,
    "Fila kan ikke leses: {grunn}.",
    hint="Er den åpen i et annet program? Lukk den der, og prøv igjen.",
)
TOO_BIG = Problem(
    "regneark-for-stort",
    _UNREADABLE,
    "Regnearket er for stort til å være svar på et skjema.",
    hint="Slett rader, kolonner og bilder som ikke hører til, og prøv igjen.",
)
NO_ANSWERS = Problem(
    "regneark-uten-tiltak",
    _ERROR,
    "Ingen ark i fila har en rad med overskrifter som kan være tiltak.",
    hint="Det må stå en overskrift for tiltaket (Id eller Tiltak) og én til, for eksempel Status.",
)
HEADINGS_NOT_UNDERSTOOD = Problem(
    "overskrifter-ikke-forstaatt",
    _ERROR,
    "{celle}: Ingen rad er forstått som overskriftene til tiltak. Denne ligner mest: {overskrifter}.",
    hint='Si hva som er hva, for eksempel: --heading "{overskrift}={kolonne}".',
)
SHEET_SKIPPED = Problem(
    "ark-ikke-lest",
    _WARNING,
    "Arket «{ark}» har ingen overskrifter som kan være tiltak, og er ikke lest.",
)
REGISTER_OF_FORM_UNKNOWN = Problem(
    "skjema-register-ukjent",
    _ERROR,
    "Skjemaet hører til tiltaksregisteret «{navn}», som ikke finnes her.",
    hint="Mente du «{forslag}»?",
)
FORM_OLDER = Problem(
    "skjema-eldre-enn-registeret",
    _WARNING,
    "{celle}: Tiltaket «{navn}» er endret i registeret siden skjemaet ble laget (slik det sto {dato}).",
    hint="Den som svarte, har ikke sett det som står der nå. Se nøye på endringene før du sier ja.",
)
FILE_SKIPPED = Problem(
    "fil-ikke-lest",
    _WARNING,
    "Fila er ikke et regneark, og er ikke lest.",
    hint="Er det et svar, må det lagres som .xlsx.",
)
FILE_OPEN = Problem(
    "regneark-i-bruk",
    _WARNING,
    "Fila er åpen i et annet program. Det som ikke er lagret, kommer ikke med.",
)
SHEET_HIDDEN = Problem(
    "ark-skjult",
    _WARNING,
    "Arket «{ark}» er skjult, og er ikke lest.",
)

# --- columns ------------------------------------------------------------------------------------------------------
HEADING_TWICE = Problem(
    "overskrift-to-ganger",
    _ERROR,
    "{celle}: Både «{overskrift}» og «{annen}» er lest som {kolonne}.",
    hint='Si hvilken som ikke skal leses: --heading "{annen}=ingen".',
)
COLUMN_KEPT = Problem(
    "kolonne-beholdt",
    _WARNING,
    "{celle}: Kolonnen «{overskrift}» er ukjent. Det som står i den, kommer ikke med i "
    "dokumentene. Det blir stående som en merknad (#) ved tiltaket i registeret.",
    hint='Skal den leses som noe annet, sier du det: --heading "{overskrift}=tekst". Med =ingen blir den ikke lest.',
)

# --- rows ---------------------------------------------------------------------------------------------------------
ACTION_UNKNOWN = Problem(
    "svar-ukjent-tiltak",
    _ERROR,
    "{celle}: Tiltaket «{navn}» finnes ikke i registeret.",
    hint="Mente du «{forslag}»?",
)
ACTION_SKIPPED = Problem(
    "rad-ukjent-tiltak",
    _WARNING,
    "{celle}: Tiltaket «{navn}» finnes ikke i registeret. Raden er hoppet over.",
    hint="Mente du «{forslag}»?",
)
ANSWER_UNDATED = Problem(
    "svar-uten-dato",
    _ERROR,
    "{celle}: Svaret har ingen dato, og verken skjemaet eller registeret sier hvilken dag det gjelder.",
    hint="Si det med --date, for eksempel: --date 26.05.2023. Eller skriv «dato» øverst i registeret.",
)
ACTION_ANSWERED_TWICE = Problem(
    "svar-to-ganger",
    _ERROR,
    "{celle}: Tiltaket «{navn}» er besvart to ganger, også i {annen}.",
    hint="Slett den raden som ikke gjelder.",
)
ACTION_READ_AS = Problem(
    "svar-tiltak-lest-som",
    _WARNING,
    "{celle}: «{navn}» er lest som tiltaket «{forslag}».",
)
ACTION_MIXED = Problem(
    "svar-id-og-navn",
    _ERROR,
    "{celle}: Id-en er til tiltaket «{navn}», men navnet er til «{annen}».",
    hint="Er arket sortert i en kolonne for seg? Sett id og navn slik de var.",
)
SAME_TWICE = Problem(
    "svar-likt-to-ganger",
    _WARNING,
    "{celle}: Tiltaket «{navn}» har fått det samme svaret to ganger, også i {annen}. Det er tatt med én gang.",
)
ROW_SKIPPED = Problem(
    "rad-uten-tiltak",
    _WARNING,
    "{celle}: Raden sier ikke hvilket tiltak den gjelder, og er ikke lest.",
)
OLDER_THAN_LAST = Problem(
    "svar-eldre-enn-registeret",
    _WARNING,
    "{celle}: Svaret er datert {dato}, men tiltaket har en nyere oppføring fra {siste}.",
)

AFTER_REPORT = Problem(
    "svar-etter-rapporten",
    _ERROR,
    "{celle}: Svaret er datert {dato}, men rapporten er datert {rapport}, og svaret kommer ikke med i den.",
    hint="Skriv en senere «dato» øverst i registeret, eller gi svarene en tidligere dato med --date.",
)

ANSWER_FAULT = Problem(
    "svar-gir-feil",
    _ERROR,
    "{celle}: Med dette svaret blir det en feil i registeret: {melding}",
    hint="{hva}",
)
ANSWER_REMARK = Problem(
    "svar-gir-advarsel",
    _WARNING,
    "{celle}: Om dette svaret: {melding}",
    hint="{hva}",
)

# --- cells --------------------------------------------------------------------------------------------------------
WORD_READ_AS = Problem(
    "svar-lest-som",
    _WARNING,
    "{celle}: «{tekst}» er lest som «{forslag}».",
)
WORD_UNKNOWN = Problem(
    "svar-ukjent-ord",
    _ERROR,
    "{celle}: «{tekst}» står ikke i ordlisten for {kolonne}: {lovlige}.",
    hint="Mente du «{forslag}»?",
)
CELL_FORMULA = Problem(
    "celle-formel",
    _ERROR,
    "{celle}: Her står det en formel, men det skal stå {ventet}.",
    hint="Skriv inn det som skal stå der, eller lim det inn som verdi.",
)
CELL_DATE = Problem(
    "celle-dato",
    _ERROR,
    "{celle}: Her står det en dato, men det skal stå tekst.",
    hint="Gjør cellen om til tekst, og skriv det som skal stå der.",
)
CELL_ERROR = Problem(
    "celle-feilverdi",
    _ERROR,
    "{celle}: Her står feilverdien {tekst}.",
    hint="Skriv inn det som skal stå der.",
)
CELL_NO_DATE = Problem(
    "celle-ikke-dato",
    _ERROR,
    "{celle}: «{tekst}» er ikke en dato med år.",
    hint="Skriv for eksempel 26.05.2020.",
)
CELL_NUMBER = Problem(
    "celle-tall",
    _ERROR,
    "{celle}: Her står tallet {tekst}, men det skal stå {ventet}.",
    hint="Gjør cellen om til tekst, og skriv det som skal stå der.",
)
CELL_MERGED = Problem(
    "celle-slaatt-sammen",
    _ERROR,
    "{celle}: Cellen er slått sammen med flere. Det går ikke fram hvilke tiltak svaret gjelder.",
    hint="Del den opp igjen, og skriv svaret i hver rad.",
)
CELL_HIDDEN = Problem(
    "celle-skjult",
    _WARNING,
    "{celle}: Svaret står i en rad eller kolonne som er skjult. Det er lest.",
)

"""What can be wrong when an action register is put together: its words, dates, entries and columns."""

from pipeline.diagnostics import Problem, Severity

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

# --- words --------------------------------------------------------------------------------------------------------
STATUS_UNKNOWN = Problem(
    "status-ukjent",
    _ERROR,
    "«{ord}» er ikke et av ordene for status: {lovlige}.",
    hint="Mente du «{forslag}»?",
    about="Ordene står i «ordliste» i registeret, ellers er det de vanlige. Ligner ordet på et av dem, bruker utkastet "
    "det.",
)
DEVIATION_UNKNOWN = Problem(
    "avvik-ukjent",
    _ERROR,
    "«{ord}» er ikke et av ordene for avvik: {lovlige}.",
    hint="Mente du «{forslag}»?",
)
PRIORITY_UNKNOWN = Problem(
    "prioritet-ukjent",
    _ERROR,
    "«{ord}» er ikke et av ordene for prioritet: {lovlige}.",
    hint="Mente du «{forslag}»?",
)
SIZE_UNKNOWN = Problem(
    "omfang-ukjent",
    _ERROR,
    "«{ord}» er ikke et av ordene for omfang: {lovlige}.",
    hint="Mente du «{forslag}»?",
)
WORD_READ_AS = Problem(
    "ord-lest-som", _WARNING, "«{ord}» er lest som «{forslag}».", hint="Skriv «{forslag}», så er alle like."
)
WORD_TWICE = Problem("ordliste-to-ganger", _WARNING, "«{ord}» står to ganger i ordlisten.", hint="Ta bort det ene.")
GROUP_MISSING = Problem(
    "ordliste-gruppe-mangler",
    _ERROR,
    "Det står ikke hva «{ord}» telles som. Inntil videre telles det som «pågår».",
    hint="Skriv «gruppe: …» under ordet: idé, planlegging, pågår, drift, ferdig eller strøket.",
)

# --- the register -------------------------------------------------------------------------------------------------
REGISTER_BODY_UNKNOWN = Problem(
    "register-organ-ukjent", _ERROR, "Organet «{navn}» står ikke i oppsett.yaml.", hint="Mente du «{forslag}»?"
)
REGISTER_EMPTY = Problem(
    "register-uten-tiltak", _WARNING, "Registeret har ingen tiltak.", hint="Skriv dem under «tiltak», hvert med sin id."
)
COLUMN_UNKNOWN = Problem(
    "kolonne-ukjent",
    _ERROR,
    "Det finnes ingen kolonne «{navn}», og den kommer ikke med.",
    hint="Mente du «{forslag}»?",
    about="Kolonnene er id, område, tiltak, mål, ansvarlig, periode, prioritet, omfang, status, avvik, slutt, "
    "kommentar og oppdatert, og de registeret har under «egne_kolonner».",
)
COLUMN_TWICE = Problem("kolonne-to-ganger", _WARNING, "Kolonnen «{navn}» er ført opp to ganger.")
COLUMNS_MANY = Problem(
    "kolonner-mange",
    _WARNING,
    "Tabellen får {antall} kolonner. På et liggende ark er det plass til omtrent {plass}; med flere må ord deles.",
    hint="Skriv de viktigste under «kolonner».",
)
COLUMNS_TOO_MANY = Problem(
    "kolonner-for-mange",
    _ERROR,
    "Tabellen får {antall} kolonner, men en tabell i Word har plass til {plass}. Resten kommer ikke med.",
    hint="Skriv de viktigste under «kolonner».",
)
OWN_COLUMN_UNKNOWN = Problem(
    "egen-kolonne-ukjent",
    _ERROR,
    "Registeret har ingen egen kolonne «{navn}», så dette kommer ikke med.",
    hint="Mente du «{forslag}»?",
    about="De egne kolonnene står under «egne_kolonner» øverst i registeret.",
)
OWN_COLUMN_KNOWN = Problem(
    "egen-kolonne-vanlig",
    _ERROR,
    "«{navn}» er en vanlig kolonne, og kan ikke være navnet på en egen.",
    hint="Gi den egne kolonnen et annet navn.",
)
PREVIOUS_LATER = Problem(
    "forrige-rapport-sent",
    _ERROR,
    "Forrige rapport er datert {dato}, men rapporten er datert {rapport}.",
    hint="Forrige rapport må være eldre.",
)
UPDATED_SINCE_LATER = Problem(
    "oppdatert-siden-sent", _ERROR, "«oppdatert_siden» er {dato}, men rapporten er datert {rapport}."
)

REGISTER_PROPOSAL_OTHER = Problem(
    "forslag-ulikt-saken",
    _WARNING,
    "Forslaget til vedtak er et annet enn det som står i sak {nummer}, {fil}.",
    hint="Gjør de to like.",
)
COUNT_OTHER = Problem(
    "antall-tiltak-ulikt",
    _WARNING,
    "Teksten sier {tekst}, men tabellen har {antall}.",
    hint="Rett tallet, eller ta det bort: Vedlegget teller tiltakene selv.",
    about="Tallet er ikke noe av det rapporten teller: hvor mange tiltak det er, hvor mange det er av hver status, og "
    "hvor mange som gjenstår, er nye, endret, ferdigstilt, strøket, forfalt eller ikke oppdatert.",
)

# --- actions ------------------------------------------------------------------------------------------------------
ACTION_TWICE = Problem(
    "tiltak-to-ganger",
    _ERROR,
    "Id-en «{id}» er brukt to ganger, også {hvor}. Dette tiltaket kommer ikke med.",
    hint="Gi det ene tiltaket en annen id.",
)
ACTIONS_ALIKE = Problem(
    "tiltak-id-like",
    _ERROR,
    "Id-ene «{id}» og «{annen}» ({hvor}) skiller seg bare på store og små bokstaver.",
    hint="Gi det ene tiltaket en annen id.",
)
ACTION_WITHOUT_ENTRY = Problem(
    "tiltak-uten-status",
    _WARNING,
    "Tiltaket «{id}» har ingen datert oppføring, og kommer ikke med i rapporten.",
    hint="Skriv en under «status» med dato, for eksempel «- dato: {dato}».",
)
AREAS_ALIKE = Problem(
    "omrade-ligner",
    _WARNING,
    "Området «{navn}» ligner på «{forslag}». Er det samme område, blir det likevel to grupper.",
    hint="Skriv «{forslag}» hvis det er det samme.",
)
TEXT_IS_FORMULA = Problem(
    "tekst-er-formel",
    _WARNING,
    "«{tekst}» ser ut som en formel fra et regneark. Her skal det stå tekst.",
    hint="Skriv inn det formelen ga.",
)
TEXT_IS_DATE = Problem(
    "tekst-er-dato",
    _WARNING,
    "«{tekst}» er en dato eller et tall. I «{nøkkel}» skal det stå tekst.",
    hint="Har et regneark gjort om teksten?",
)

# --- entries ------------------------------------------------------------------------------------------------------
ENTRY_WITHOUT_DATE = Problem(
    "oppforing-uten-dato",
    _ERROR,
    "Oppføringen mangler dato, og kommer ikke med.",
    hint="Skriv «dato: …» i oppføringen.",
)
ENTRY_AFTER_REPORT = Problem(
    "oppforing-etter-rapport",
    _ERROR,
    "Oppføringen er fra {dato}, men rapporten er datert {rapport}. Oppføringen kommer ikke med.",
    hint="Skriv en senere «dato» øverst i registeret, eller rett datoen her.",
)
ENTRIES_SAME_DAY = Problem(
    "oppforing-samme-dato",
    _ERROR,
    "Tiltaket «{id}» har to oppføringer fra {dato}. Den siste av dem gjelder.",
    hint="Slå dem sammen, eller rett den ene datoen.",
)
NO_UPDATE = Problem(
    "ikke-oppdatert-skrevet",
    _WARNING,
    "«{tekst}» er ingen oppdatering: Den sier bare at det ikke er meldt noe nytt.",
    hint="Ta den bort. Statusvedlegget finner selv ut hvilke tiltak som ikke er oppdatert.",
    about="Oppføringen teller ikke som en melding. I tabellen står den forrige kommentaren.",
)
FINISHED_WITHOUT_END = Problem(
    "ferdig-uten-slutt",
    _ERROR,
    "Tiltaket «{id}» står som «{status}», men det står ikke når det ble ferdig.",
    hint="Skriv «slutt: …» i oppføringen, med dato.",
)
FINISHED_BEFORE_END = Problem(
    "ferdig-for-slutt",
    _WARNING,
    "Tiltaket «{id}» står som «{status}» {dato}, men slutten er satt til {slutt}.",
    hint="Skriv i oppføringen når det ble ferdig: «slutt: {dato}».",
)
REOPENED = Problem(
    "tiltak-gjenopnet",
    _WARNING,
    "Tiltaket «{id}» sto som «{før}» {dato}, og står nå som «{status}».",
    hint="Stemmer det at tiltaket er tatt opp igjen?",
)

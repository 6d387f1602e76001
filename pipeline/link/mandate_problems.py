"""What can be wrong when a mandate is put together: its chapters, tables, references and log."""

from pipeline.diagnostics import Problem, Severity

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

# --- chapters and appendices --------------------------------------------------------------------------------------
CHAPTER_MISSING = Problem(
    "kapittel-mangler", _ERROR, "Fant ikke kapittelet «{navn}»: {fil} er ikke der.", hint="Mente du «{forslag}»?"
)
CHAPTER_UNLISTED = Problem(
    "kapittel-ikke-oppfort",
    _ERROR,
    "Kapittelet «{navn}» står ikke i mandat.yaml, og kommer ikke med.",
    hint="Skriv «{navn}» under «kapitler» i en av delene, eller flytt fila.",
)
CHAPTER_TWICE = Problem(
    "kapittel-to-ganger", _ERROR, "Kapittelet «{navn}» er ført opp to ganger, også på linje {linje}."
)
PART_EMPTY = Problem("del-uten-kapitler", _WARNING, "Delen «{tittel}» har ingen kapitler.")
NO_CHAPTERS = Problem(
    "mandat-uten-kapitler", _WARNING, "Mandatet har ingen kapitler.", hint="Skriv dem i rekkefølge under «deler»."
)
APPENDIX_MISSING = Problem(
    "vedlegg-mangler", _ERROR, "Fant ikke vedlegget «{navn}»: {fil} er ikke der.", hint="Mente du «{forslag}»?"
)
APPENDIX_UNLISTED = Problem(
    "vedlegg-ikke-oppfort",
    _ERROR,
    "Vedlegget «{navn}» står ikke i mandat.yaml, og kommer ikke med.",
    hint="Skriv «{navn}» under «vedlegg», eller flytt fila.",
)
APPENDIX_TWICE = Problem(
    "vedlegg-to-ganger", _ERROR, "Vedlegget «{navn}» er ført opp to ganger, også på linje {linje}."
)
APPENDIX_WITHOUT_TITLE = Problem(
    "vedlegg-uten-tittel",
    _ERROR,
    "Vedlegget «{navn}» har ingen tittel. Inntil videre er navnet brukt.",
    hint="Skriv «tittel: …» under vedlegget i mandat.yaml.",
)
APPENDIX_UNUSED = Problem(
    "vedlegg-ikke-nevnt",
    _WARNING,
    "Ingen viser til vedlegg {nummer}, «{tittel}».",
    hint="Skriv @vedlegg:{navn} der det hører hjemme i teksten.",
)
NUMBER_IN_TITLE = Problem(
    "nummer-i-tittel",
    _WARNING,
    "Tittelen begynner med «{tekst}». Nummeret settes av seg selv, så dette er tatt bort.",
    hint="Skriv bare «{riktig}».",
)

# --- the front page -----------------------------------------------------------------------------------------------
MANDATE_BODY_UNKNOWN = Problem(
    "mandat-organ-ukjent", _ERROR, "Organet «{navn}» står ikke i oppsett.yaml.", hint="Mente du «{forslag}»?"
)
APPROVER_UNKNOWN = Problem(
    "godkjenner-ukjent",
    _ERROR,
    "Godkjenneren «{navn}» er verken et organ i oppsett.yaml eller en person i personer.yaml.",
    hint="Mente du «{forslag}»?",
)

# --- references ---------------------------------------------------------------------------------------------------
CHAPTER_UNKNOWN = Problem(
    "kapittel-ukjent", _ERROR, "Mandatet har ikke noe kapittel «{navn}».", hint="Mente du @kapittel:{forslag}?"
)
APPENDIX_UNKNOWN = Problem(
    "vedlegg-ukjent", _ERROR, "Mandatet har ikke noe vedlegg «{navn}».", hint="Mente du @vedlegg:{forslag}?"
)
REFERENCE_OUTSIDE_MANDATE = Problem(
    "visning-utenfor-mandat",
    _WARNING,
    "«{tekst}» virker bare i et mandat, og står her som vanlig tekst.",
    hint="Skriv hva du viser til, for eksempel «kapittel 5 i mandatet».",
)
CASE_AMBIGUOUS = Problem(
    "sak-flertydig",
    _WARNING,
    "Sak {nummer} finnes i flere organer: {organer}.",
    hint="Skriv «organ: …» i mandat.yaml.",
)
TYPED_NUMBER_UNKNOWN = Problem(
    "nummer-finnes-ikke",
    _ERROR,
    "{hva} finnes ikke: mandatet har {antall}.",
    hint="Gjelder det et annet dokument, så skriv hvilket: «{hva} i …».",
)
TYPED_NUMBER = Problem(
    "nummer-for-hand",
    _WARNING,
    "Nummeret er skrevet for hånd, og følger ikke med når rekkefølgen endres. {hva} er nå «{tittel}».",
    hint="Skriv {skriv}, så settes nummeret av seg selv.",
    about="Gjelder «vedlegg 3», «kapittel 5» og lignende i et mandat.",
)
TYPED_NUMBER_WRONG = Problem(
    "nummer-feil",
    _ERROR,
    "{hva} er nå «{tittel}»; «{omtalt}» er {riktig}.",
    hint="Skriv {skriv}, så settes nummeret av seg selv.",
    about="Et nummer er skrevet for hånd, og ordene rundt nevner et annet kapittel eller vedlegg enn det som har "
    "nummeret.",
)

# --- tables -------------------------------------------------------------------------------------------------------
PLAN_TASK_WITHOUT_DUE = Problem(
    "planoppgave-uten-frist", _WARNING, "Oppgaven har ingen frist.", hint="Skriv «frist: …» under oppgaven."
)
DATE_LACKS_YEAR = Problem(
    "dato-mangler-ar", _ERROR, "Datoen «{tekst}» mangler år.", hint="Skriv året også, for eksempel {forslag}."
)
HALF_YEAR_UNREADABLE = Problem(
    "halvar-uforstaelig",
    _ERROR,
    "«{tekst}» er ikke et halvår.",
    hint="Skriv for eksempel «2019 vår» eller «2020 høst».",
)
PLAN_REVERSED = Problem("framdrift-omvendt", _ERROR, "Planen slutter ({til}) før den begynner ({fra}).")
PLAN_TOO_LONG = Problem(
    "framdrift-for-lang", _ERROR, "Planen går over {antall} halvår. Bare de {grense} første er tatt med."
)
MILESTONE_UNREADABLE = Problem(
    "milepael-uforstaelig",
    _ERROR,
    "Skjønte ikke når milepælen «{tekst}» er, så den er ikke med i planen.",
    hint="Skriv for eksempel «31.10.2019 (rapport)» eller «2020 vår: Søknader sendes inn».",
)
MILESTONE_OUTSIDE = Problem(
    "milepael-utenfor",
    _ERROR,
    "Milepælen er i halvåret {halvår}, men planen går fra {fra} til {til}.",
    hint="Rett datoen, eller la planen gå lenger.",
)
MILESTONE_WITHOUT_TEXT = Problem(
    "milepael-uten-tekst",
    _WARNING,
    "Det står ikke hva som skjer {halvår}.",
    hint="Skriv for eksempel «{halvår}: Rapport».",
)
SCALE_MISSING = Problem(
    "risikoskala-mangler",
    _ERROR,
    "Mandatet har risikoer, men ingen risikoskala.",
    hint="Skriv «risiko:» i mandat.yaml, med «konsekvens» og «sannsynlighet».",
)
SCALE_EMPTY = Problem("risikoskala-tom", _ERROR, "Risikoskalaen har ingen nivåer under «{nøkkel}».")
LEVEL_TWICE = Problem("risikoniva-to-ganger", _ERROR, "Nivået «{navn}» står to ganger i risikoskalaen.")
COLOUR_UNKNOWN = Problem("farge-ukjent", _ERROR, "«{farge}» er ingen farge her.", hint="Skriv grønn, gul eller rød.")
COLOURS_WRONG_NUMBER = Problem(
    "farger-feil-antall",
    _ERROR,
    "Nivået «{nivå}» har {farger}, men det er {konsekvenser}.",
    hint="Skriv en farge for hver konsekvens, den laveste først.",
)
LEVEL_UNREADABLE = Problem(
    "risikoniva-ukjent", _ERROR, "«{tekst}» er ikke et nivå i risikoskalaen.", hint="Mente du «{forslag}»?"
)
LEVEL_OUTSIDE = Problem("risikoniva-utenfor", _ERROR, "{hva} er satt til {tall}, men skalaen går fra 1 til {høyeste}.")
RISK_TWICE = Problem("risiko-id-dobbelt", _ERROR, "To risikoer har bokstaven {id}: den andre står {hvor}.")
MATRIX_WITHOUT_RISKS = Problem(
    "risikomatrise-tom",
    _WARNING,
    "Risikomatrisen er tom: mandatet har ingen risikoer.",
    hint="Skriv risikoene i en blokk ```risiko.",
)

# --- the log ------------------------------------------------------------------------------------------------------
VERSION_UNREADABLE = Problem(
    "versjon-uforstaelig",
    _ERROR,
    "«{tekst}» er ikke et versjonsnummer.",
    hint="Skriv for eksempel 0.90, 1.70 eller 1.70-1.",
)
VERSION_TWICE = Problem(
    "versjon-to-ganger", _ERROR, "Versjon {versjon} står to ganger i loggen, også på linje {linje}."
)
VERSION_FALLS = Problem("versjon-synker", _ERROR, "{versjon} er eldre enn {forrige}, som står før i loggen.")
VERSION_FALLS_INTEGERS = Problem(
    "versjon-heltall",
    _ERROR,
    "{versjon} er eldre enn {forrige}, fordi delene er hele tall.",
    hint="Mente du {forslag}?",
    about="I et versjonsnummer er delene hele tall: 1.8 kommer rett etter 1.7, lenge før 1.70.",
)
VERSION_DRAFT_AGAIN = Problem(
    "versjon-utkast-igjen", _ERROR, "Versjon {versjon} er et utkast, men {forrige} er alt gitt ut."
)
VERSION_JUMPS = Problem(
    "versjon-hopper", _WARNING, "Loggen hopper fra {forrige} til {versjon}: versjon {mangler} mangler."
)
LOG_DATE_MISSING = Problem("logg-uten-dato", _ERROR, "Versjon {versjon} har ingen dato.", hint="Skriv «dato: …».")
LOG_DATE_FALLS = Problem(
    "logg-dato-synker", _ERROR, "Versjon {versjon} er datert {dato}, før versjonen over ({forrige})."
)
LOG_WITHOUT_CHANGE = Problem(
    "logg-uten-endring", _ERROR, "Det står ikke hva som er endret i versjon {versjon}.", hint="Skriv «endring: …»."
)
LOG_ROW_SPLIT = Problem(
    "logg-delt-rad",
    _ERROR,
    "Denne raden har ikke noe versjonsnummer. Den er lest som en del av versjon {versjon}.",
    hint="Har en versjon flere endringer, så skriv dem under «endringer» i den samme raden.",
)
LOG_CHAPTER_UNKNOWN = Problem(
    "logg-kapittel-ukjent",
    _WARNING,
    "Raden nevner {hva}, men mandatet har {antall}.",
    about="Bare for rader som er skrevet for hånd. Kapitlene kan ha hatt andre nummer den gangen.",
)
SEAL_MISSING = Problem(
    "segl-mangler",
    _ERROR,
    "Versjon {versjon} mangler segl, men versjon {forrige} har det.",
    hint="Nye versjoner lages med «saksgang mandate bump».",
)
RELEASE_NOT_APPROVED = Problem(
    "versjon-ikke-godkjent", _ERROR, "Versjon {versjon} må være godkjent av noen.", hint="Skriv «godkjent_av: …»."
)
APPROVER_NOT_ALLOWED = Problem(
    "godkjenner-ikke-oppfort",
    _ERROR,
    "Versjon {versjon} er godkjent av {navn}, som ikke står blant godkjennerne.",
    hint="Kan {navn} godkjenne, så skriv det under «godkjennere».",
)
TREATED_LATER = Problem(
    "behandlet-senere", _WARNING, "Versjon {versjon} er datert {dato}, men ble behandlet {behandlet}."
)

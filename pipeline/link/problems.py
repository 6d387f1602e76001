"""What can be wrong when the parts of a project are put together."""

from pipeline.diagnostics import Problem, Severity

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

# --- persons ------------------------------------------------------------------------------------------------------
PERSON_UNKNOWN = Problem(
    "person-ukjent",
    _ERROR,
    "«{navn}» står ikke i personer.yaml.",
    hint="Mente du «{forslag}»?",
    about="Alle som er med på et møte, legger fram en sak eller får en oppgave, må stå i personregisteret.",
)
PERSON_AMBIGUOUS = Problem(
    "person-flertydig",
    _ERROR,
    "«{navn}» kan være flere: {hvem}.",
    hint="Skriv id-en fra personer.yaml.",
)
PERSON_NAME_MISSPELT = Problem(
    "navn-ligner",
    _WARNING,
    "«{navn}» ligner på «{forslag}» i personer.yaml. Er navnet skrevet riktig?",
    about="Et navn i løpende tekst som er en eller to bokstaver fra et registrert navn. Det rettes aldri av seg selv.",
)
PERSON_SAME_NAME = Problem(
    "person-samme-navn", _WARNING, "«{navn}» står to ganger i personer.yaml, som {første} og {andre}."
)
PERSON_IN_TEXT_UNKNOWN = Problem(
    "person-i-tekst-ukjent",
    _WARNING,
    "{navn} legger fram noe her, men står ikke i personer.yaml.",
    hint="Før opp {navn} i personer.yaml, og under «gjester» i hodet hvis det var et besøk.",
    about="Gjelder to eller flere ord med stor forbokstav foran «orienterte», «la fram» og lignende, eller etter «v/».",
)
SPEAKER_ABSENT = Problem(
    "taler-forfall",
    _WARNING,
    "{navn} legger fram noe her, men er ikke til stede ({grunn}).",
    hint="Stemmer forfallet? Skriv ellers hvem som la det fram i stedet.",
)
SPEAKER_NOT_LISTED = Problem(
    "taler-ikke-oppfort",
    _WARNING,
    "{navn} legger fram noe her, men er verken innkalt eller gjest.",
    hint="Skriv {navn} under «gjester» i hodet.",
)
ENTRY_UNREADABLE = Problem(
    "oppforing-uforstaelig",
    _ERROR,
    "Skjønte ikke «{tekst}» i «{nøkkel}».",
    hint="Skriv for eksempel «{eksempel}».",
)
CONTACT_UNKNOWN = Problem(
    "kontakt-ukjent", _WARNING, "«{navn}» i kontakter.yaml står ikke i personer.yaml.", hint="Mente du «{forslag}»?"
)

# --- bodies -------------------------------------------------------------------------------------------------------
NUMBER_FORM_UNREADABLE = Problem(
    "saksnummer-form",
    Severity.UNREADABLE,
    "«{form}» er ikke en form for saksnumre.",
    hint="Skriv N for løpenummeret og ÅÅÅÅ eller ÅÅ for året, for eksempel N-ÅÅÅÅ.",
)
FIRST_CASE_UNREADABLE = Problem("forste-sak", _ERROR, "Den første saken «{tekst}» er ikke skrevet på formen {form}.")
MEMBER_TWICE = Problem("medlem-to-ganger", _ERROR, "{navn} står to ganger som medlem av {organ} i samme tidsrom.")
PERIOD_REVERSED = Problem("periode-omvendt", _ERROR, "Perioden slutter ({til}) før den begynner ({fra}).")

# --- dates and times ----------------------------------------------------------------------------------------------
DATE_UNREADABLE = Problem(
    "dato-uforstaelig", _ERROR, "«{tekst}» er ikke en dato.", hint="Skriv dag, måned og år: 28.04.2020."
)
DATE_IMPOSSIBLE = Problem("dato-umulig", _ERROR, "Datoen {tekst} finnes ikke.")
DATE_WITHOUT_YEAR = Problem("dato-uten-ar", _WARNING, "«{tekst}» mangler år. Leses som {lest}.", hint="Skriv {lest}.")
WEEKDAY_WRONG = Problem("ukedag-feil", _ERROR, "{dato} er en {riktig}, ikke {skrevet}.")
MEETING_TIME_UNREADABLE = Problem(
    "motetid-uforstaelig",
    _ERROR,
    "«{tekst}» er ikke en møtetid.",
    hint="Skriv for eksempel 28.04.2020 kl. 12.00–15.00.",
)
CLOCK_MISSING = Problem(
    "klokkeslett-mangler", _WARNING, "Møtetiden mangler klokkeslett.", hint="Skriv for eksempel {dato} kl. 12.00–15.00."
)
CLOCK_IMPOSSIBLE = Problem("klokkeslett-umulig", _ERROR, "Klokkeslettet {tekst} finnes ikke.")
TIME_LEFTOVER = Problem(
    "motetid-rest", _ERROR, "Skjønte ikke «{tekst}» i møtetiden.", hint="Skriv for eksempel 28.04.2020 kl. 12.00–15.00."
)
LAST_DAY_WRONG = Problem("siste-dag", _ERROR, "Møtets siste dag, «{tekst}», finnes ikke eller er før den første.")
END_BEFORE_START = Problem("slutt-for-start", _ERROR, "Møtet slutter før det begynner: {slutt} er før {start}.")
DATE_NOT_AS_FILE = Problem(
    "dato-ikke-som-filnavn",
    _ERROR,
    "Møtet er {dato}, men fila heter {fil}.",
    hint="Gi fila navnet {navn}, eller rett datoen.",
)
NEXT_MEETING_UNREADABLE = Problem(
    "neste-mote-uforstaelig",
    _ERROR,
    "Skjønte ikke når neste møte er: «{tekst}».",
    hint="Skriv for eksempel 26.05.2020 kl. 12.00–15.00.",
)
NEXT_MEETING_EARLIER = Problem(
    "neste-mote-tidligere", _ERROR, "Neste møte ({neste}) er ikke etter dette møtet ({dato})."
)
NEXT_MEETING_OTHER = Problem(
    "neste-mote-annet",
    _WARNING,
    "Neste møte er satt til {skrevet}, men møtefila for det neste møtet i {organ} er fra {fil}.",
)
HELD_LATER = Problem(
    "planlagt-for-avholdt",
    _WARNING,
    "Møtet står som planlagt, men et senere møte i {organ} er avholdt.",
    hint="Skriv «status: avholdt» i hodet, eller «status: avlyst».",
    about="Et møte som står som planlagt, får ikke referat.",
)
MINUTES_DATE_EARLIER = Problem("referatdato-tidlig", _ERROR, "Referatet er datert {dato}, før møtet {møte}.")
NOTICE_DATE_LATER = Problem("innkalt-sent", _ERROR, "Innkallingen er datert {dato}, etter møtet {møte}.")
TEXT_DATE_IMPOSSIBLE = Problem("dato-i-tekst-umulig", _WARNING, "Datoen {tekst} finnes ikke.")
TEXT_DATE_WITHOUT_YEAR = Problem(
    "dato-i-hodet-uten-ar",
    _WARNING,
    "Datoen «{tekst}» mangler år.",
    hint="Skriv {lest}.",
    about="Gjelder fri tekst i hodet, som «merknad». Den kan bli lest lenge etter at innkallingen ble sendt.",
)

# --- attendance ---------------------------------------------------------------------------------------------------
NOT_CALLED = Problem(
    "ikke-innkalt",
    _ERROR,
    "{navn} står under «{nøkkel}», men er ikke innkalt til dette møtet.",
    hint="Gjester står under «gjester».",
)
LISTED_TWICE = Problem("oppfort-to-ganger", _ERROR, "{navn} er ført opp to ganger: {første} og {andre}.")
ABSENT_BUT_ACTIVE = Problem(
    "forfall-men-til-stede", _ERROR, "{navn} er ikke til stede ({grunn}), men står under «{nøkkel}»."
)
CALLED_AS_GUEST = Problem("innkalt-som-gjest", _ERROR, "{navn} er innkalt som {rolle} og kan ikke også være {som}.")
CLOCK_EXPECTED = Problem(
    "tidspunkt-mangler", _ERROR, "{navn} står under «{nøkkel}» uten klokkeslett.", hint="Skriv «{id} kl. 14.10»."
)
CLOCK_OUTSIDE = Problem("tidspunkt-utenfor", _ERROR, "{navn} {hva} {klokka}, men møtet varte {møte}.")
LEFT_BEFORE_CAME = Problem("gikk-for-kom", _ERROR, "{navn} gikk {gikk}, før {navn} kom {kom}.")
HEAD_WORD_IN_TEXT = Problem(
    "hode-i-teksten",
    _WARNING,
    "«{tekst}:» er lest som vanlig tekst.",
    hint="Skriv det i hodet, som «{nøkkel}: …», så settes det opp likt i alle dokumentene.",
    about="Forfall, gjester, neste møte og lignende står i hodet. Det som bare står i teksten, vet lister og setninger "
    "om frammøtet ikke om.",
)
ABSENT_IN_TEXT_ONLY = Problem(
    "forfall-bare-i-teksten",
    _WARNING,
    "{navn} har forfall i teksten her, men er ført som til stede.",
    hint="Skriv «forfall: [{id}]» i hodet.",
)
ABSENCE_IN_REGISTER = Problem(
    "forfall-i-registeret",
    _WARNING,
    "«{tekst}» følger med til alle møter, men forfall gjelder ett.",
    hint="Skriv forfallet i hodet til møtet: «forfall: [id]».",
)
CHAIR_ABSENT = Problem(
    "moteleder-forfall",
    _ERROR,
    "Møteleder {navn} er ikke til stede ({grunn}).",
    hint="Skriv hvem som ledet møtet: «møteleder: id».",
)
SECRETARY_ABSENT = Problem(
    "sekretar-forfall",
    _ERROR,
    "Sekretær {navn} er ikke til stede ({grunn}).",
    hint="Skriv hvem som førte referatet: «sekretær: id».",
)
CHAIR_MISSING = Problem(
    "moteleder-mangler", _WARNING, "Møtet har ingen møteleder.", hint="Sett «møteleder» i oppsettet eller i hodet."
)
SECRETARY_MISSING = Problem(
    "sekretar-mangler", _WARNING, "Møtet har ingen sekretær.", hint="Sett «sekretær» i oppsettet eller i hodet."
)
VENUE_MISSING = Problem(
    "sted-mangler", _WARNING, "Møtet har ikke noe sted.", hint="Skriv «sted: …» i hodet eller i oppsettet."
)
NOBODY_CALLED = Problem("ingen-innkalt", _WARNING, "Ingen er innkalt: {organ} har ingen medlemmer {dato}.")

# --- cases --------------------------------------------------------------------------------------------------------
NUMBER_UNREADABLE = Problem("saksnummer-uforstaelig", _ERROR, "«{tekst}» er ikke et saksnummer på formen {form}.")
NUMBER_OTHER_FORM = Problem(
    "saksnummer-annen-form", _WARNING, "Saksnummeret «{tekst}» skrives «{riktig}» i {organ}, og trykkes slik."
)
NUMBER_TWICE = Problem(
    "saksnummer-dobbelt",
    _ERROR,
    "To saker har nummer {nummer}: den andre står {hvor}.",
    hint="Neste ledige nummer er {ledig}.",
    about="Et saksnummer kan bare brukes én gang i et organ, ellers peker «sak 25-2020» to steder.",
    firm=True,
)
NUMBER_MISSING = Problem(
    "sak-uten-nummer",
    _WARNING,
    "Saken «{tittel}» har ikke fått nummer.",
    hint="Kjør «saksgang new case {møte}» for å gi nummer.",
)
NUMBER_OTHER_YEAR = Problem("saksnummer-annet-ar", _ERROR, "Saken har nummer {nummer}, men møtet er i {år}.")
NUMBER_ORDER = Problem("saksnummer-rekkefolge", _WARNING, "Sak {nummer} står etter sak {forrige}.")
NUMBER_GAP = Problem(
    "saksnummer-hull", _WARNING, "Nummeret hopper fra {forrige} til {nummer}: {mangler} er ikke brukt."
)
CASE_BEFORE_FIRST = Problem(
    "sak-for-forste", _ERROR, "Sak {nummer} er eldre enn den første saken som føres her, {første}."
)
CASE_UNKNOWN = Problem(
    "sak-finnes-ikke",
    _ERROR,
    "Sak {nummer} finnes ikke.",
    hint="Mente du {forslag}?",
    about="Saker eldre enn organets første kan nevnes fritt.",
)
POINT_UNKNOWN = Problem("punkt-finnes-ikke", _ERROR, "Sak {sak} har ikke noe punkt {punkt}.")
TITLE_MISSING = Problem("sak-uten-tittel", _ERROR, "Saken har ingen tittel.")
TYPE_MISSING = Problem(
    "sak-uten-type", _WARNING, "Sak {nummer} har ingen sakstype.", hint="Skriv for eksempel (drøfting) bak tittelen."
)
NO_CASES = Problem("mote-uten-saker", _WARNING, "Møtet har ingen saker.")
INFORMATION_DECIDES = Problem(
    "orientering-med-vedtak",
    _WARNING,
    "Sak {nummer} er en {type}, men har {hva}.",
    hint="Gi saken en annen type, for eksempel (drøfting).",
    about="En orienteringssak har ikke annet vedtak enn at den tas til orientering.",
)
DECISION_MISSING = Problem("sak-uten-utfall", _WARNING, "Sak {nummer} ({type}) har verken vedtak eller konklusjon.")
DECISION_MISSING_FORMAL = Problem("vedtak-mangler", _ERROR, "Sak {nummer} ({type}) har ikke noe vedtak.")
VOTE_MISSING_FORMAL = Problem(
    "votering-mangler", _ERROR, "Sak {nummer} har vedtak, men ikke votering.", hint="Skriv «Votering: …» under saken."
)
PROPOSAL_MISSING_FORMAL = Problem(
    "forslag-mangler", _ERROR, "Sak {nummer} har vedtak, men ikke noe forslag til vedtak."
)
PLANNED_WITH_OUTCOME = Problem(
    "planlagt-med-utfall",
    _WARNING,
    "Møtet er planlagt, men sak {nummer} har {hva}.",
    hint="Skriv «status: avholdt» i hodet når møtet er holdt.",
)
APPROVED_BUT_PLANNED = Problem(
    "godkjent-men-planlagt", _ERROR, "Referatet kan ikke være {status}: møtet er ikke holdt."
)

# --- presenters and tasks -----------------------------------------------------------------------------------------
PRESENTER_ABSENT = Problem("innleder-forfall", _ERROR, "{navn} skal legge fram sak {nummer}, men har forfall.")
PRESENTER_NOT_PRESENT = Problem(
    "innleder-ikke-innkalt", _WARNING, "{navn} legger fram sak {nummer}, men er ikke ført opp som innkalt eller gjest."
)
PRESENTER_AWAY = Problem(
    "innleder-borte", _WARNING, "{navn} legger fram sak {nummer}, men er ført opp som gjest bare i {saker}."
)
TASK_WITHOUT_DUE = Problem(
    "oppgave-uten-frist", _WARNING, "Oppgaven har ingen frist.", hint="Slutt med komma og dato: «…, 26.05.2020»."
)
TASK_DUE_EARLY = Problem("frist-for-motet", _ERROR, "Fristen {frist} er før møtet {møte}.")
TASK_DUE_UNREADABLE = Problem(
    "frist-uforstaelig", _WARNING, "Fristen «{tekst}» er ikke en dato.", hint="Skriv dag, måned og år: 26.05.2020."
)

# --- attachments and images ---------------------------------------------------------------------------------------
FILE_MISSING = Problem("fil-mangler", _ERROR, "Fila «{fil}» finnes ikke i sources/.", hint="Mente du «{forslag}»?")
FILE_LISTED_TWICE = Problem(
    "fil-to-ganger", _WARNING, "Fila «{fil}» er ført opp to ganger. Den første gjelder.", hint="Ta bort den ene."
)
IMAGE_MISSING = Problem("bilde-mangler", _ERROR, "Bildet «{fil}» finnes ikke i sources/.", hint="Mente du «{forslag}»?")
IMAGE_FORMAT = Problem("bilde-format", _ERROR, "Bildet «{fil}» kan ikke settes inn.", hint="Bruk PNG eller JPEG.")
IMAGE_WITHOUT_ALT = Problem(
    "bilde-uten-alt",
    _WARNING,
    "Bildet mangler alternativ tekst for den som ikke ser det.",
    hint="Skriv ![hva bildet viser]({fil}).",
)
PROMISED_ATTACHMENT = Problem(
    "lovet-vedlegg",
    _WARNING,
    "Her står «{tekst}», men saken har ingen vedlegg.",
    hint="Lenk til fila: [navn](vedlegg/fil.pdf).",
)
ATTACHMENT_UNKNOWN = Problem(
    "vedlegg-finnes-ikke",
    _WARNING,
    "Vedlegg {nummer} finnes ikke: møtet har {antall}.",
    hint="Lenk til fila i stedet: [navn](vedlegg/fil.pdf). Da følger nummeret med.",
    about="Vedlegg nummereres av seg selv: først de i hodet, så de i sakene.",
)
BODIES_ALIKE = Problem(
    "organ-samme-filnavn",
    Severity.UNREADABLE,
    "Dokumentene til «{organ}» ville fått samme filnavn som dokumentene til «{annet}».",
    hint="Gi ett av organene, og mappen under moter/, et annet navn.",
    about="Filnavn skrives med a–z og tall, og høyst 40 tegn av organets navn.",
    firm=True,
)

# --- left-overs ---------------------------------------------------------------------------------------------------
PLACEHOLDER = Problem("plassholder", _ERROR, "«{tekst}» ser ut som noe som skulle vært fylt ut.")
EMPTY_PIECE = Problem("tomt-merkeord", _WARNING, "Det står ikke noe etter «{merke}».")

"""What can be wrong with the text of a source: its letters, its lists, tables and pieces, its headings."""

from pipeline.diagnostics import Problem, Severity

_UNREADABLE, _ERROR, _WARNING = Severity.UNREADABLE, Severity.ERROR, Severity.WARNING

# --- the file ---------------------------------------------------------------------------------------------------
FILE_TOO_BIG = Problem(
    "fil-for-stor",
    _UNREADABLE,
    "Fila er på {størrelse} MB; mer enn {grense} MB leses ikke.",
    hint="Er det riktig fil? Del den ellers i to.",
    firm=True,
)
FILE_EMPTY = Problem("fil-tom", _UNREADABLE, "Fila er tom.", firm=True)
NOT_UTF8 = Problem(
    "fil-ikke-utf8",
    _WARNING,
    "Fila er ikke UTF-8. Den er lest som {tegnsett}.",
    hint="Lagre fila som UTF-8.",
    about="Se over æ, ø, å og anførselstegn i dokumentet: tegnsettet er gjettet.",
)
CONTROL_CHARACTER = Problem(
    "styretegn",
    _WARNING,
    "Her står et usynlig tegn ({tegn}) som ikke kan stå i et dokument. Det er tatt bort.",
    hint="Slett tegnet.",
)
MORE_CONTROL_CHARACTERS = Problem(
    "styretegn-flere", _WARNING, "Enda {antall} linjer har usynlige tegn, som er tatt bort."
)
STACKED_MARKS = Problem(
    "aksenter-stablet", _WARNING, "Linja har mer enn {grense} aksenter på én bokstav og er lest slik den står."
)

# --- the head ---------------------------------------------------------------------------------------------------
HEAD_MISSING = Problem(
    "hode-mangler",
    _UNREADABLE,
    "Fila mangler hode.",
    hint="Begynn fila med en linje ---, så «tid: 28.04.2020 kl. 12.00–15.00», så en linje --- til.",
    firm=True,
)
PAPER_HEAD_MISSING = Problem(
    "tekst-uten-hode",
    _UNREADABLE,
    "Fila mangler hode.",
    hint="Begynn fila med en linje ---, så «tittel: …» og «dato: 07.02.2024», så en linje --- til.",
    firm=True,
)
HEAD_COMMENT = Problem(
    "hode-etter-nummertegn",
    Severity.WARNING,
    "«{tekst}» leses ikke: etter # og mellomrom er det en kommentar.",
    hint="Sett verdien i anførselstegn om dette hører med.",
    about="I hodet er # med mellomrom foran og bak begynnelsen på en kommentar, som i all YAML.",
)
HEAD_NOT_CLOSED = Problem(
    "hode-ikke-lukket",
    _UNREADABLE,
    "Hodet som begynner her, blir aldri avsluttet.",
    hint="Sett en linje med --- etter hodet.",
    firm=True,
)

# --- lists ------------------------------------------------------------------------------------------------------
POINT_REPEATED = Problem(
    "punkt-gjentatt",
    _WARNING,
    "Punktet er skrevet {skrevet}, som alt er brukt i listen. Det trykkes som {trykt}.",
    hint="Skriv {trykt} her, så stemmer henvisningene.",
    about="Lister trykkes alltid i rekkefølge fra første tegn. Henvisninger gjelder det som trykkes. "
    "Skal en ny liste begynne, må det stå et avsnitt mellom listene.",
)
POINT_SKIPPED = Problem(
    "punkt-hoppet",
    _WARNING,
    "Punktet er skrevet {skrevet}, men trykkes som {trykt}: numrene følger ikke på hverandre.",
    hint="Skriv {trykt} her, så stemmer henvisningene.",
    about="Lister trykkes alltid i rekkefølge fra første tegn. Henvisninger gjelder det som trykkes.",
)
POINT_AS_TEXT = Problem(
    "punkt-lest-som-tekst",
    _WARNING,
    "«{skrevet}.» er lest som tekst, fordi neste punkt er {neste} og ikke {ventet}.",
    hint="Rett nummeret, eller skriv «{skrevet})».",
)
LIST_TOO_DEEP = Problem(
    "liste-for-dyp", _WARNING, "Lister har høyst {grense} nivåer. Punktet er satt på nivå {grense}."
)
UNINDENTED_LINE = Problem(
    "linje-uten-innrykk",
    _WARNING,
    "Linja er ikke rykket inn og er lest som et nytt avsnitt.",
    hint="Rykk den inn hvis den hører til punktet over. Sett ellers en tom linje foran.",
)

# --- pieces and tasks -------------------------------------------------------------------------------------------
PIECE_ENDED = Problem(
    "merkeord-sluttet",
    _WARNING,
    "Listen hører ikke til «{merke}»: den tomme linja over avslutter det.",
    hint="Ta bort den tomme linja hvis listen er en del av det.",
)
MARKER_LIKE = Problem(
    "merkeord-ligner", _WARNING, "«{skrevet}:» er ikke et merkeord og er lest som tekst.", hint="Mente du «{forslag}:»?"
)
MARKER_WITHOUT_COLON = Problem(
    "merkeord-uten-kolon",
    _WARNING,
    "«{merke}» står uten kolon og er lest som tekst.",
    hint="Mente du «{merke}:»?",
)
TASK_WITHOUT_OWNER = Problem(
    "oppgave-uten-ansvarlig",
    _ERROR,
    "Oppgaven sier ikke hvem som skal gjøre den.",
    hint="Skriv «=> Vik: lage oversikt, 26.05.2020», med kolon etter navnet.",
)
TASK_EMPTY = Problem("oppgave-tom", _ERROR, "Oppgaven sier ikke hva som skal gjøres.")

# --- quotations -------------------------------------------------------------------------------------------------
QUOTATION_EMPTY = Problem("sitat-tomt", _WARNING, "Sitatet er tomt.", hint="Skriv det som er sagt, etter >.")
QUOTATION_NESTED = Problem(
    "sitat-i-sitat",
    _WARNING,
    "Et sitat kan ikke stå i et annet. Linjene er satt inn som en del av sitatet rundt.",
    hint="Skriv én > foran linja.",
)
QUOTATION_SIGN_MISSING = Problem(
    "sitat-uten-tegn",
    _WARNING,
    "Linja mangler > og er lest som en del av sitatet over.",
    hint="Sett > foran den. Er den ikke en del av sitatet, så sett en tom linje over.",
)
QUOTATION_OR_NUMBER = Problem(
    "sitat-eller-tall",
    _WARNING,
    "Linja begynner med > og et tall, og er lest som tekst («mer enn»).",
    hint="Er det et sitat, så skriv hvem som sa det, på linja under: «> – Navnet».",
)
HEADING_IN_QUOTATION = Problem(
    "overskrift-i-sitat",
    _WARNING,
    "Et sitat kan ikke ha overskrifter. Denne er satt inn som et avsnitt med fete bokstaver.",
    hint="Ta bort # foran den.",
)

# --- tables, images, running text -------------------------------------------------------------------------------
TABLE_RAGGED = Problem(
    "tabell-ujevn",
    _WARNING,
    "Raden har {celler} celler, men den øverste raden har {kolonner}. Tomme celler er satt inn der det mangler.",
    hint="Står det en | for lite eller for mye?",
)
TABLE_TOO_WIDE = Problem(
    "tabell-for-bred", _WARNING, "Tabellen har {kolonner} kolonner; Word tar høyst {grense}. Den er satt inn som tekst."
)
IMAGE_IN_TEXT = Problem(
    "bilde-i-tekst", _WARNING, "Bildet står inne i en tekst og er ikke satt inn.", hint="Sett bildet på en egen linje."
)
FOOTNOTE = Problem(
    "fotnote",
    _WARNING,
    "Dokumentene har ikke fotnoter. «{tekst}» er trykt slik det står.",
    hint="Skriv det i teksten, gjerne i parentes.",
)
TEXT_TOO_MARKED = Problem(
    "tekst-for-mange-tegn",
    _WARNING,
    "Avsnittet har mer enn {grense} tegn som *, _ og [. Det er trykt uten utheving og lenker.",
)

# --- headings ---------------------------------------------------------------------------------------------------
HEADING_TOO_HIGH = Problem(
    "overskrift-for-hoy",
    _WARNING,
    "Overskriften med én # er satt inn som mellomtittel i saken.",
    hint="En sak begynner med ##, en mellomtittel med ###.",
)
HEADING_TOO_LOW = Problem(
    "overskrift-for-lav",
    _WARNING,
    "Mellomtittelen hopper over et nivå. Den er satt inn på nivået under den forrige.",
    hint="Skriv {tegn} foran den.",
    about="Den som får dokumentet lest opp, finner fram etter nivåene; ingen av dem kan mangle.",
)
CASE_WITH_ONE_HASH = Problem(
    "sak-med-en-nummertegn",
    _WARNING,
    "Saken er skrevet med én #. Den er lest som en sak.",
    hint="Skriv ## foran saken.",
)
BRACKET_IN_TITLE = Problem(
    "parentes-i-tittel",
    _WARNING,
    "Parentesen er lest som en del av tittelen, fordi «{tekst}» verken er en sakstype, en tid eller et merke.",
    hint="Skriv for eksempel (drøfting, 20 min, tilleggssak).",
)
TWO_TYPES = Problem("sakstype-dobbel", _WARNING, "Saken har to sakstyper: {første} og {andre}. Den første gjelder.")

# --- overruling -------------------------------------------------------------------------------------------------
OVERRULE_WITHOUT_REASON = Problem(
    "godta-uten-grunn",
    _ERROR,
    "«Godta {kode}» mangler en grunn, og gjelder ikke.",
    hint="Skriv «Godta {kode}: grunnen».",
    firm=True,
)
OVERRULE_OF_NOTHING = Problem(
    "godta-foran-ingenting",
    _WARNING,
    "«Godta {kode}» står ikke foran noe.",
    hint="Sett linja rett over det den gjelder.",
)

# --- chapters ---------------------------------------------------------------------------------------------------
CHAPTER_EMPTY = Problem("kapittel-tomt", _ERROR, "Fila er tom. Inntil videre er filnavnet brukt som tittel.")
CHAPTER_WITHOUT_TITLE = Problem(
    "kapittel-uten-tittel",
    _ERROR,
    "Fila begynner ikke med en tittel. Inntil videre er filnavnet brukt.",
    hint="Skriv «# Tittelen» på den første linja.",
)
PAPER_NAME = Problem(
    "tekst-navn",
    _ERROR,
    "«{navn}» kan ikke være navnet på fila: bare små bokstaver a–z, tall og bindestrek.",
    hint="Gi fila nytt navn, f.eks. evaluering-2024.md.",
)
SECTION_TOO_HIGH = Problem(
    "avsnitt-en-nummertegn",
    _WARNING,
    "Overskriften med én # er lest som begynnelsen på en ny del.",
    hint="En ny del begynner med ##; tittelen på dokumentet står i hodet.",
)
CHAPTER_TITLE_TWICE = Problem(
    "kapittel-to-titler",
    _WARNING,
    "Overskriften med én # er satt inn som mellomtittel i kapittelet.",
    hint="Et nytt kapittel er en ny fil; en mellomtittel begynner med ##.",
)

# --- fenced blocks ----------------------------------------------------------------------------------------------
FENCE_UNKNOWN = Problem(
    "blokk-ukjent",
    _ERROR,
    "«{ord}» er ikke en kjent blokk, og linjene er satt inn som tekst. De kjente er {kjente}.",
    hint="Mente du «{forslag}»?",
)
FENCE_NOT_CLOSED = Problem(
    "blokk-ikke-lukket",
    _ERROR,
    "Blokken «{ord}» blir aldri avsluttet.",
    hint="Sett en linje med ``` etter den.",
    about="Den er lest til neste overskrift, neste blokk eller slutten av fila.",
)
FENCE_EMPTY = Problem("blokk-tom", _ERROR, "Det står ingenting i blokken «{ord}».")
FENCE_NOT_KEYS = Problem(
    "blokk-ikke-nokler",
    _ERROR,
    "I blokken «{ord}» skal det stå nøkler og verdier. Linjene er satt inn som tekst.",
    hint="Skriv «nøkkel: verdi» på hver linje.",
)
FENCE_INDENTED = Problem(
    "blokk-rykket-inn",
    _ERROR,
    "Blokken «{ord}» er rykket inn og er lest som tekst.",
    hint="Sett linjene med ``` helt til venstre.",
)

FENCE_RESEMBLED = Problem(
    "blokk-tegn",
    _ERROR,
    "Linja ser ut som begynnelsen på blokken «{ord}», men er lest som tekst.",
    hint="Skriv ``` {ord} her, og ``` på en egen linje etter blokken. Tegnet er ` og ikke ´ eller '.",
)

# --- text in a cell ---------------------------------------------------------------------------------------------
HEADING_IN_CELL = Problem(
    "overskrift-i-celle",
    _WARNING,
    "En tabellcelle kan ikke ha overskrifter. Denne er satt inn som et avsnitt med fete bokstaver.",
    hint="Ta bort # foran den.",
)
TABLE_IN_CELL = Problem(
    "tabell-i-celle",
    _WARNING,
    "En tabellcelle kan ikke ha en tabell i seg. Denne er satt inn som avsnitt.",
    hint="Skriv den som en liste, eller sett den utenfor blokken.",
)

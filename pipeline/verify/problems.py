"""What can be wrong with a finished document. Any of these stops it from being written (exit code 5).

They are faults of the template or of saksgang, never of what the secretary typed; so none can be overruled in a source.
"""

from pipeline.diagnostics import Problem, Severity

UNREADABLE_PACKAGE = Problem(
    "pakke-uleselig",
    Severity.ERROR,
    "Dokumentet lar seg ikke pakke ut: {grunn}",
    about="En .docx er en zip-fil; denne er ødelagt.",
    firm=True,
)
NO_MAIN_PART = Problem(
    "pakke-uten-tekst",
    Severity.ERROR,
    "Pakken har ingen hoveddel som er et vanlig Word-dokument.",
    hint="Lagre malen som .docx i Word, ikke som .dotx eller .docm.",
    about="Relasjonen til hoveddelen mangler, eller hoveddelen er en mal eller har makroer.",
    firm=True,
)
BROKEN_XML = Problem(
    "del-ugyldig-xml",
    Severity.ERROR,
    "Delen {del} er ikke gyldig XML: {grunn}",
    about="Word åpner ikke et dokument med en slik del.",
    firm=True,
)
DOUBLED_PART = Problem(
    "del-dobbel",
    Severity.ERROR,
    "Delen {del} finnes to ganger i pakken.",
    about="To deler med samme navn, eller navn som bare skiller seg i store og små bokstaver.",
    firm=True,
)
UNTYPED_PART = Problem(
    "del-uten-type",
    Severity.ERROR,
    "Delen {del} har ingen innholdstype.",
    about="[Content_Types].xml nevner verken delen eller filendelsen dens.",
    firm=True,
)
MISSING_PART = Problem(
    "del-mangler",
    Severity.ERROR,
    "Delen {del} er nevnt i {hvor}, men finnes ikke i pakken.",
    about="En relasjon eller en innholdstype peker på noe som ikke er der.",
    firm=True,
)
ORPHAN_PART = Problem(
    "del-uten-bruk",
    Severity.ERROR,
    "Delen {del} ligger i pakken uten at noe viser til den.",
    about="En løs del kan holde på innhold ingen ser, og får Word til å reparere fila.",
    firm=True,
)
DOUBLED_RELATION = Problem(
    "relasjon-dobbel",
    Severity.ERROR,
    "Relasjonen {id} finnes to ganger i {hvor}.",
    about="To relasjoner med samme id.",
    firm=True,
)
MISSING_RELATION = Problem(
    "relasjon-mangler",
    Severity.ERROR,
    "Delen {del} bruker relasjonen {id}, som ikke finnes.",
    about="Et bilde, en lenke, et topp- eller bunnfelt som ikke er der.",
    firm=True,
)
OUTSIDE_RELATION = Problem(
    "relasjon-ut",
    Severity.ERROR,
    "Dokumentet henter noe utenfra: {mål} ({type}).",
    hint="Legg bildet eller innholdet inn i malen i stedet for å lenke til det.",
    about="Bare vanlige lenker får peke ut av dokumentet.",
    firm=True,
)
UNKNOWN_STYLE = Problem(
    "stil-finnes-ikke",
    Severity.ERROR,
    "Stilen «{stil}» ({type}) brukes i {del}, men finnes ikke i malen.",
    hint="Lag stilen i malen; «saksgang template check» sier hvilke som mangler.",
    about="Word viser teksten i standardstilen uten å si fra.",
    firm=True,
)
UNKNOWN_NUMBERING = Problem(
    "nummerering-finnes-ikke",
    Severity.ERROR,
    "Nummerering {id} brukes i {del}, men finnes ikke i dokumentet.",
    about="En liste viser til en nummerering (w:num) eller et listemønster (w:abstractNum) som mangler.",
    firm=True,
)
DOUBLED_NUMBERING = Problem(
    "nummerering-dobbel",
    Severity.ERROR,
    "Nummerering {id} finnes to ganger.",
    about="To w:num eller w:abstractNum med samme id.",
    firm=True,
)
CELL_WITHOUT_PARAGRAPH = Problem(
    "celle-uten-avsnitt",
    Severity.ERROR,
    "{antall} tabellceller i {del} slutter ikke med et avsnitt.",
    about="Word reparerer fila når en celle er tom eller slutter med noe annet enn et avsnitt.",
    firm=True,
)
BOOKMARK_UNPAIRED = Problem(
    "bokmerke-uten-par",
    Severity.ERROR,
    "Bokmerke {id} har ikke begynnelse og slutt i riktig rekkefølge.",
    about="Hvert bokmerke begynner én gang og slutter én gang, etterpå.",
    firm=True,
)
BOOKMARK_DOUBLED = Problem(
    "bokmerke-dobbelt",
    Severity.ERROR,
    "Bokmerket «{navn}» finnes to ganger.",
    about="Word beholder bare det ene av to bokmerker med samme navn; store og små bokstaver er like.",
    firm=True,
)
BOOKMARK_NAME = Problem(
    "bokmerke-navn",
    Severity.ERROR,
    "Bokmerket «{navn}» har et navn Word ikke tar imot.",
    about="Høyst 40 tegn; bokstaver, tall og understrek, og først en bokstav eller understrek.",
    firm=True,
)
COMMENT_UNPAIRED = Problem(
    "kommentar-uten-par",
    Severity.ERROR,
    "Kommentar {id} er ikke knyttet til nøyaktig ett sted i teksten.",
    about="Hver kommentar har en begynnelse, en slutt og en henvisning i teksten, og står i comments.xml.",
    firm=True,
)
DOUBLED_DRAWING = Problem(
    "bilde-dobbel-id",
    Severity.ERROR,
    "To bilder har id {id}.",
    about="wp:docPr må ha hver sin id i hele dokumentet.",
    firm=True,
)
NO_ALTERNATIVE_TEXT = Problem(
    "bilde-uten-tekst",
    Severity.ERROR,
    "Et bilde i {del} mangler alternativ tekst.",
    hint="Høyreklikk på bildet i malen, velg «Vis alternativ tekst», og skriv hva det viser.",
    about="Den som ikke ser bildet, får ikke vite hva det viser (WCAG 1.1.1).",
    firm=True,
)
FLOATING_DRAWING = Problem(
    "bilde-flyter",
    Severity.ERROR,
    "Et bilde i teksten er ikke satt på linje med teksten.",
    hint="Velg «På linje med teksten» for bildet i malen, eller flytt det til toppfeltet.",
    about="Skjermlesere finner ikke fram til et bilde som flyter.",
    firm=True,
)
DEAD_LINK = Problem(
    "lenke-uten-mal",
    Severity.ERROR,
    "En henvisning i {del} peker på bokmerket «{navn}», som ikke finnes.",
    about="En lenke eller et felt (REF, PAGEREF) til et bokmerke som ikke er i dokumentet.",
    firm=True,
)
FIELD_BROKEN = Problem(
    "felt-odelagt",
    Severity.ERROR,
    "Feltet «{felt}» i {del} begynner eller slutter ikke riktig.",
    about="Et felt har en begynnelse, en kode, et resultat og en slutt, i den rekkefølgen; felt kan stå i hverandre.",
    firm=True,
)
FIELD_OUTDATED = Problem(
    "felt-til-oppdatering",
    Severity.ERROR,
    "Et felt i {del} er merket slik at Word regner det ut på nytt når dokumentet åpnes.",
    hint="Sett inn feltet på nytt i malen, oppdater det med F9, og lagre.",
    about="Det som står i dokumentet, skal være det samme hos alle som åpner det.",
    firm=True,
)
PAGE_TURNED_WRONG = Problem(
    "side-feil-vei",
    Severity.ERROR,
    "Et ark er satt opp som liggende, men er {bredde} bredt og {høyde} høyt.",
    hint="Sett papirretningen på nytt i malen under Oppsett › Retning.",
    about="Et liggende ark er bredere enn det er høyt. Er det motsatt, skrives siden ut på tvers.",
    firm=True,
)
LEFTOVER_TAG = Problem(
    "merke-igjen",
    Severity.ERROR,
    "Malens «{merke}» står igjen i {del}.",
    hint="Skriv merket på nytt i malen, i ett strekk og med én formatering.",
    about="Et merke i malen ble ikke byttet ut med innhold.",
    firm=True,
)
NO_HEADER_ROW = Problem(
    "tabell-uten-hode",
    Severity.ERROR,
    "Tabell {nummer} har ingen overskriftsrad.",
    hint="Sett markøren i første rad i malen og velg «Gjenta overskriftsrader».",
    about="Uten merket overskriftsrad leses cellene opp uten sammenheng (WCAG 1.3.1).",
    firm=True,
)
MERGED_CELLS = Problem(
    "tabell-flettet",
    Severity.ERROR,
    "Tabell {nummer} har flettede celler.",
    hint="Del cellene i malen.",
    about="Flettede celler i en datatabell leses opp på feil sted (WCAG 1.3.1).",
    firm=True,
)
NESTED_TABLE = Problem(
    "tabell-i-tabell",
    Severity.ERROR,
    "Tabell {nummer} står inni en annen tabell.",
    about="Tabeller i tabeller leses opp i en rekkefølge ingen kan følge.",
    firm=True,
)
SKIPPED_LEVEL = Problem(
    "overskrift-hopper",
    Severity.ERROR,
    "En overskrift på nivå {nivå} kommer rett etter nivå {forrige}.",
    hint="Bruk overskriftsstilene i rekkefølge i malen; den første er «Overskrift 1».",
    about="Overskriftsnivåer kan ikke hoppes over (WCAG 1.3.1). Nivå 0 er begynnelsen av dokumentet.",
    firm=True,
)
NO_LANGUAGE = Problem(
    "sprak-ikke-satt",
    Severity.ERROR,
    "Dokumentets språk er «{språk}», ikke {ventet}.",
    about="Skjermlesere og stavekontroll går etter språket i dokumentets standardstil (WCAG 3.1.1).",
    firm=True,
)
WRONG_TITLE = Problem(
    "tittel-feil",
    Severity.ERROR,
    "Tittelen i dokumentegenskapene er «{tittel}», ikke «{ventet}».",
    about="Tittelen vises i stedet for filnavnet (WCAG 2.4.2), og følger med i PDF og arkiv.",
    firm=True,
)
WRONG_PROPERTY = Problem(
    "egenskap-feil",
    Severity.ERROR,
    "Dokumentegenskapen {navn} er «{verdi}», ikke «{ventet}».",
    about="Egenskapene fører en returnert kopi tilbake til kilden.",
    firm=True,
)
NO_PAGE_NUMBERS = Problem(
    "sidetall-mangler",
    Severity.ERROR,
    "Bunnfeltet mangler sidetall eller antall sider.",
    hint="Sett inn feltene PAGE og NUMPAGES i bunnfeltet i malen: «Side x av y».",
    about="Hver side skal vise hvilken den er, og hvor mange det er.",
    firm=True,
)
ILLEGAL_SETTING = Problem(
    "innstilling-ulovlig",
    Severity.ERROR,
    "Innstillingen {innstilling} får Word til å spørre når dokumentet åpnes.",
    hint="Ta den bort i malen: {råd}.",
    about="Dokumentet skal åpnes uten spørsmål, og uten å hente noe fra en annen fil.",
    firm=True,
)
CHART_TYPE = Problem(
    "diagram-feil-type",
    Severity.ERROR,
    "Delen {del} er vist til som et diagram, men er av typen «{type}».",
    about="Word åpner ikke et dokument der et diagram er noe annet enn et diagram.",
    firm=True,
)
CHART_WORKBOOK = Problem(
    "diagram-med-regneark",
    Severity.ERROR,
    "Diagrammet {del} har med seg et helt regneark, {ark}, som ingen ser i dokumentet.",
    hint="Lim diagrammet inn i malen som bilde.",
    about="Et regneark bak et diagram kan holde på tall og navn som ikke skal ut.",
    firm=True,
)
LOW_CONTRAST = Problem(
    "kontrast-for-lav",
    Severity.ERROR,
    "{hva} har fargen {farge} mot {bakgrunn}: kontrasten er {forhold} : 1, og skal være minst {krav} : 1.",
    hint="Velg en mørkere farge i malen.",
    about="WCAG 1.4.3: 4,5 : 1 for vanlig tekst, 3 : 1 for stor tekst (18 punkt, eller 14 punkt og halvfet).",
    firm=True,
)

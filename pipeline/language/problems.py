"""What the style rules say. All are warnings; each can be overruled where it stands, with a reason."""

from pipeline.diagnostics import Problem, Severity

ABBREVIATION = Problem(
    "stil-forkortelse",
    Severity.WARNING,
    "Forkortelsen «{skrevet}» skrives «{riktig}».",
    about="Språkrådets forkortelser: jf., ev., bl.a., f.eks., mfl., mv., m.m., pga.; alltid uten mellomrom.",
)
UNIT_WITH_STOP = Problem(
    "stil-enhet-med-punktum",
    Severity.WARNING,
    "«{skrevet}» skrives uten punktum: «{riktig}».",
    about="Enheter som kr og kg er symboler, ikke forkortelser, og har ikke punktum.",
)
MISSPELT_WORD = Problem(
    "stil-skrivefeil",
    Severity.WARNING,
    "«{skrevet}» skrives «{riktig}».",
    about="Ord som ofte skrives feil i slike dokumenter, som «helsefellesskap» med to s-er.",
)
MISREAD_WORD = Problem(
    "stil-misforstas",
    Severity.WARNING,
    "«{skrevet}» er riktig, men blir ofte misforstått. Skriv heller «{riktig}».",
    about="«Tatt til etterretning» betyr at noen har merket seg saken, men leses ofte som «til ettertanke».",
)
THOUSANDS_WITH_STOP = Problem(
    "stil-tusenskille",
    Severity.WARNING,
    "Tusener skilles med mellomrom: «{skrevet}» skrives «{riktig}».",
    about="Punktum som tusenskille kan leses som desimalskille.",
)
STRAIGHT_QUOTES = Problem(
    "stil-anforselstegn",
    Severity.WARNING,
    "Rette anførselstegn blir trykt som « og ».",
    hint="Skriv « og » selv, så er du sikker på at de står riktig.",
    about="På norsk er anførselstegnene « og ».",
)
TITLE_CASE = Problem(
    "stil-overskrift-stor-forbokstav",
    Severity.WARNING,
    "Overskriften har stor forbokstav midt i: «{skrevet}».",
    hint="Bare det første ordet og navn har stor forbokstav på norsk.",
    about="Overskrifter skrives som setninger: stor forbokstav først og i navn.",
)
CAPITALS = Problem(
    "stil-overskrift-store-bokstaver",
    Severity.WARNING,
    "Overskriften er skrevet med bare store bokstaver.",
    hint="Skriv den som en setning; utseendet bestemmes av malen.",
    about="Store bokstaver er tunge å lese, også for skjermlesere.",
)
MIXED_LIST = Problem(
    "stil-liste-blandet",
    Severity.WARNING,
    "Noen av punktene i listen slutter med punktum, andre ikke.",
    hint="Hele setninger har stor forbokstav og punktum; stikkord har ingen av delene.",
    about="Punktene i en liste skrives på samme måte.",
)
LIST_CONTINUES = Problem(
    "stil-liste-fortsetter",
    Severity.WARNING,
    "Punktet fortsetter setningen over listen, men er skrevet som en egen setning.",
    hint="Skriv punktene med liten forbokstav og uten punktum, eller avslutt setningen over med kolon.",
    about="Punkter som fullfører innledningen, har liten forbokstav og ikke punktum.",
)

"""What can be wrong with what is kept of a mandate, and with the rows of its log."""

from pipeline.diagnostics import Problem, Severity

KEPT_CHANGED = Problem(
    "arkiv-endret",
    Severity.ERROR,
    "Versjon {versjon} er ikke lenger slik den ble tatt vare på. Endret i {mappe}: {filer}.",
    hint="Hent mappen tilbake fra en sikkerhetskopi eller fra git. Det er bare saksgang som skal endre arkivet.",
    firm=True,
)
KEPT_MISSING = Problem(
    "arkiv-ufullstendig",
    Severity.ERROR,
    "Versjon {versjon} er ikke lenger slik den ble tatt vare på. Borte fra {mappe}: {filer}.",
    hint="Hent mappen tilbake fra en sikkerhetskopi eller fra git. Det er bare saksgang som skal endre arkivet.",
    firm=True,
)
KEPT_EXTRA = Problem(
    "arkiv-fremmed",
    Severity.ERROR,
    "Noe har kommet til i {mappe} etter at versjon {versjon} ble tatt vare på: {filer}.",
    hint="Flytt det ut av arkivet. Det er bare saksgang som skal endre arkivet.",
    firm=True,
)
KEPT_GONE = Problem(
    "arkiv-borte",
    Severity.ERROR,
    "Versjon {versjon} skal ligge i {mappe}, men er ikke der.",
    hint="Hent mappen tilbake fra en sikkerhetskopi eller fra git. Det er bare saksgang som skal endre arkivet.",
    firm=True,
)
KEPT_WITHOUT_ROW = Problem(
    "arkiv-uten-rad",
    Severity.ERROR,
    "Versjon {versjon} er tatt vare på i arkivet, men har ingen rad i loggen.",
    hint="Sett raden tilbake i mandat.yaml. Den står i segl.json i mappen.",
    firm=True,
)
KEPT_UNKNOWN = Problem(
    "arkiv-ukjent",
    Severity.ERROR,
    "Dette er ingen versjon av mandatet.",
    hint="Flytt det ut av arkivet. Det er bare saksgang som skal endre arkivet.",
    firm=True,
)
KEPT_UNREADABLE = Problem(
    "arkiv-utilgjengelig",
    Severity.ERROR,
    "Arkivet kan ikke leses: {grunn}. Da er det ikke mulig å se om versjonene er urørt.",
    firm=True,
)
KEPT_OF_NONE = Problem(
    "arkiv-uten-mandat",
    Severity.ERROR,
    "Her er det tatt vare på versjoner av mandatet «{mandat}», som ikke finnes lenger.",
    hint="Har mappen under sources/mandater fått et annet navn? Gi den det gamle tilbake.",
    firm=True,
)
SEAL_UNREADABLE = Problem(
    "segl-uleselig",
    Severity.ERROR,
    "Seglet til versjon {versjon} er endret eller kan ikke leses: {mappe}/segl.json.",
    hint="Hent mappen tilbake fra en sikkerhetskopi eller fra git. Det er bare saksgang som skal endre arkivet.",
    firm=True,
)
SEAL_OTHER = Problem(
    "segl-annet",
    Severity.ERROR,
    "Seglet i rad {versjon} er ikke det versjonen ble tatt vare på med.",
    hint="Sett «segl: {segl}» tilbake i raden hvis loggen er endret. Er det arkivet, så hent mappen tilbake.",
    firm=True,
)
SEAL_CHAIN = Problem(
    "segl-kjede",
    Severity.ERROR,
    "Versjon {versjon} ble tatt vare på etter en annen versjon enn den som nå står foran i loggen.",
    hint="En rad er tatt ut, satt inn eller flyttet, eller en eldre versjon i arkivet er byttet ut.",
    firm=True,
)
ROW_CHANGED = Problem(
    "loggrad-endret",
    Severity.ERROR,
    "{felt} i rad {versjon} er {nå}, men var {før} da versjonen ble tatt vare på.",
    hint="Sett raden tilbake slik den var. Det som er nytt, hører hjemme i en ny versjon.",
    firm=True,
)
OLD_ROW_CHANGED = Problem(
    "loggrad-eldre-endret",
    Severity.ERROR,
    "{felt} i rad {versjon} er {nå}, men var {før} da versjon {senere} ble tatt vare på.",
    hint="Sett raden tilbake slik den var.",
)
OLD_ROW_GONE = Problem(
    "loggrad-borte",
    Severity.ERROR,
    "Rad {versjon} sto i loggen da versjon {senere} ble tatt vare på, men er tatt ut.",
    hint="Sett den tilbake slik den var. Den står i {mappe}.",
)

TAMPERED = frozenset(
    each.code
    for each in (
        KEPT_CHANGED,
        KEPT_MISSING,
        KEPT_EXTRA,
        KEPT_GONE,
        KEPT_WITHOUT_ROW,
        KEPT_UNKNOWN,
        KEPT_UNREADABLE,
        SEAL_UNREADABLE,
        SEAL_OTHER,
        SEAL_CHAIN,
        ROW_CHANGED,
        OLD_ROW_CHANGED,
        OLD_ROW_GONE,
    )
)
"""The codes of what must be mended before anything more is kept."""

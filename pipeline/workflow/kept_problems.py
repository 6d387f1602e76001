"""What is said of a mandate that has been edited since its last kept version."""

from pipeline.diagnostics import Problem, Severity

CHAPTER_CHANGED = Problem(
    "kapittel-endret",
    Severity.WARNING,
    "Kapittel {nummer} «{tittel}» er endret etter versjon {versjon}.",
    hint="Er endringene ferdige, så lag en ny versjon: saksgang mandate bump {mandat}",
)
CHAPTER_NEW = Problem(
    "kapittel-nytt",
    Severity.WARNING,
    "Kapittel {nummer} «{tittel}» er kommet til etter versjon {versjon}.",
    hint="Er endringene ferdige, så lag en ny versjon: saksgang mandate bump {mandat}",
)
CHAPTER_REMOVED = Problem(
    "kapittel-tatt-ut",
    Severity.WARNING,
    "Kapittel {nummer} «{tittel}» er tatt ut etter versjon {versjon}.",
    hint="Er endringene ferdige, så lag en ny versjon: saksgang mandate bump {mandat}",
)
APPENDIX_CHANGED = Problem(
    "vedlegg-endret",
    Severity.WARNING,
    "Vedlegg {nummer} «{tittel}» er endret etter versjon {versjon}.",
    hint="Er endringene ferdige, så lag en ny versjon: saksgang mandate bump {mandat}",
)
APPENDIX_NEW = Problem(
    "vedlegg-nytt",
    Severity.WARNING,
    "Vedlegg {nummer} «{tittel}» er kommet til etter versjon {versjon}.",
    hint="Er endringene ferdige, så lag en ny versjon: saksgang mandate bump {mandat}",
)
APPENDIX_REMOVED = Problem(
    "vedlegg-tatt-ut",
    Severity.WARNING,
    "Vedlegg {nummer} «{tittel}» er tatt ut etter versjon {versjon}.",
    hint="Er endringene ferdige, så lag en ny versjon: saksgang mandate bump {mandat}",
)
FRONT_CHANGED = Problem(
    "forside-endret",
    Severity.WARNING,
    "Det som står i mandat.yaml om {hva}, er endret etter versjon {versjon}.",
    hint="Er endringene ferdige, så lag en ny versjon: saksgang mandate bump {mandat}",
)
ORDER_CHANGED = Problem(
    "rekkefolge-endret",
    Severity.WARNING,
    "Rekkefølgen på {hva} er endret etter versjon {versjon}.",
    hint="Er endringene ferdige, så lag en ny versjon: saksgang mandate bump {mandat}",
)
TYPED_NUMBER_MOVED = Problem(
    "nummer-flyttet",
    Severity.ERROR,
    "{hva} var «{tittel}» i versjon {versjon}, og det er nå {riktig}.",
    hint="Skriv {skriv}, så settes nummeret av seg selv.",
    about="Et nummer er skrevet for hånd, og rekkefølgen er endret siden. Hva det gjaldt, står i versjonen det ble "
    "skrevet i.",
)

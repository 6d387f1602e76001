"""The YAML parts of a project: which keys there are, what each holds. The JSON Schemas are made from these models.

Keys are bokmål; `moteleder` is read as `møteleder` (see `yaml_values`). Leaves are `Text`, a string that knows its
place.
"""

from typing import Annotated, TypeAlias

from pydantic import Field

from pipeline.schema.placed import Choice, Separated, StandIn, Text
from pipeline.schema.source_model import SourceModel

People: TypeAlias = Annotated[list[Text], Separated()]
"""People as typed, with what is said about each: `[berg, moen (vara hauge)]`, or the same without the brackets."""


class MemberSource(SourceModel):
    """One member of a body; a plain id stands for `{person: id}`."""

    person: Text = Field(description="Id i personer.yaml")
    fra: Text | None = Field(None, description="Medlem fra og med denne datoen")
    til: Text | None = Field(None, description="Medlem til og med denne datoen")
    rolle: Annotated[Text, Choice("medlem", "nestleder", "observatør", "prosjektleder")] | None = Field(
        None, description="medlem (når ikke noe står), nestleder, observatør eller prosjektleder"
    )
    merknad: Text | None = Field(
        None, description="Står i parentes bak navnet, f.eks. «arbeidsgruppe 1» eller «brukerutvalget»"
    )
    vara: Text | None = Field(None, description="Id for den som møter når medlemmet har forfall")


class BodySource(SourceModel):
    """A body: who sits in it, and how its cases are numbered."""

    indispensable = True

    navn: Annotated[Text, StandIn()] = Field(description="Navnet slik det skal stå i dokumentene")
    prosjekt: Text | None = Field(
        None, description="Øverst i organets dokumenter, når det er et annet enn oppsettets; ingen: ikke noe prosjekt"
    )
    språk: Annotated[Text, Choice("nb", "nn")] | None = Field(None, description="nb eller nn; ellers prosjektets")
    profil: Annotated[Text, Choice("prosjekt", "formell")] | None = Field(
        None, description="prosjekt (advarer) eller formell (avviser)"
    )
    møteleder: Text | None = Field(None, description="Id i personer.yaml")
    sekretær: Text | None = Field(None, description="Id i personer.yaml; fører referatet")
    medlemmer: Annotated[list[MemberSource], Separated()] = Field(default_factory=list, description="De som kalles inn")
    saksnummer: Text = Field(
        description="Formen på saksnumre: N-ÅÅÅÅ gir 19-2020, NN/ÅÅ gir 03/23, PS N/ÅÅ gir PS 15/45"
    )
    nummerserie: Annotated[Text, Choice("år", "løpende")] | None = Field(
        None, description="år: nummereringen begynner på 1 hvert år (når ikke noe står); løpende: den går videre"
    )
    første_sak: Text | None = Field(
        None, description="Den første saken som føres her; eldre saker kan nevnes uten å finnes"
    )
    faste_saker: list[Text] = Field(
        default_factory=list, description="Saker hvert møte begynner med, skrevet som i møtefila uten nummer"
    )
    faste_saker_til_slutt: list[Text] = Field(
        default_factory=list, description="Saker hvert møte slutter med, f.eks. Eventuelt"
    )
    dokument: Annotated[Text, Choice("referat", "protokoll", "møtebok")] | None = Field(
        None, description="Hva referatet heter hos dette organet"
    )
    sted: Text | None = Field(None, description="Møtested når møtefila ikke sier noe annet")
    melde_forfall: Text | None = Field(None, description="Hvordan forfall og inhabilitet meldes; står i innkallingen")
    saksfremlegg: Annotated[list[Text], Separated()] = Field(
        default_factory=list,
        description="Delene i saksfremleggene, i rekkefølge: [Forslag til vedtak, Bakgrunn, Vurdering, Vedlegg]",
    )


class SetupSource(SourceModel):
    """`sources/oppsett.yaml`."""

    indispensable = True

    format: Annotated[Text, Choice("1"), StandIn("1")] = Field(description="Utgaven av kildeformatet: 1")
    organisasjon: Annotated[Text, StandIn("")] = Field(description="Øverst i dokumentene")
    prosjekt: Text | None = Field(None, description="Prosjektets navn")
    språk: Annotated[Text, Choice("nb", "nn")] | None = Field(None, description="nb (når ikke noe står) eller nn")
    slått_av: Annotated[list[Text], Separated()] = Field(
        default_factory=list, description="Koder på advarsler som ikke skal sies i dette prosjektet: [stil-forkortelse]"
    )
    organer: dict[Text, BodySource] = Field(description="Organene; nøkkelen er mappen under moter/")


class PostSource(SourceModel):
    """A post a person has had from a date."""

    fra: Text | None = Field(None, description="Fra og med denne datoen")
    stilling: Text | None = Field(None, description="Stilling, med liten forbokstav")
    organisasjon: Text | None = Field(None, description="Arbeidssted eller den personen representerer")


class PersonSource(SourceModel):
    """A person in `sources/personer.yaml`; the key is the id."""

    navn: Annotated[Text, StandIn()] = Field(description="Fullt navn slik eieren skriver det")
    stilling: Text | None = Field(None, description="Stilling, med liten forbokstav")
    organisasjon: Text | None = Field(None, description="Arbeidssted eller den personen representerer")
    stillinger: list[PostSource] = Field(
        default_factory=list, description="I stedet for de to over, når noe har endret seg"
    )


class ContactSource(SourceModel):
    """How to reach a person, in `sources/kontakter.yaml`; the key is the person's id."""

    epost: Text | None = Field(None, description="E-postadresse")
    telefon: Text | None = Field(None, description="Telefonnummer")
    adresse: Text | None = Field(None, description="Postadresse")


class MeetingHead(SourceModel):
    """The head of a meeting file. Only `tid` must be typed."""

    indispensable = True

    tid: Annotated[Text, StandIn()] = Field(description="28.04.2020 kl. 12.00–15.00; må stå der")
    sted: Text | None = Field(None, description="Møtested, ellers organets")
    status: Annotated[Text, Choice("planlagt", "avholdt", "avlyst")] | None = Field(
        None, description="planlagt (når ikke noe står), avholdt eller avlyst"
    )
    språk: Annotated[Text, Choice("nb", "nn")] | None = Field(None, description="nb eller nn, ellers organets")
    møteleder: Text | None = Field(None, description="Når en annen enn organets leder møtet")
    sekretær: Text | None = Field(None, description="Når en annen enn organets sekretær fører referatet")
    forfall: People = Field(default_factory=list, description="De som har meldt forfall: [berg, moen (vara hauge)]")
    møtte_ikke: People = Field(default_factory=list, description="De som uteble uten å melde forfall")
    gjester: People = Field(
        default_factory=list, description="Andre som var med, for hele møtet eller en sak: [aas (sak 24-2020)]"
    )
    observatører: People = Field(default_factory=list, description="Observatører utenom organets faste")
    kom: People = Field(default_factory=list, description="De som kom underveis: [vik kl. 12.30]")
    gikk: People = Field(default_factory=list, description="De som gikk før slutt: [vik kl. 14.10]")
    habilitet: People = Field(default_factory=list, description="De som fratrådte under en sak: [berg (sak 25-2020)]")
    neste_møte: Text | None = Field(None, description="26.05.2020 eller 26.05.2020 kl. 12.00–15.00")
    innkalt: Text | None = Field(None, description="Datoen innkallingen er sendt")
    referatdato: Text | None = Field(None, description="Datoen på referatet, ellers møtets")
    referat: Annotated[Text, Choice("utkast", "til gjennomsyn", "godkjent")] | None = Field(
        None, description="utkast (når ikke noe står), til gjennomsyn eller godkjent"
    )
    vedlegg: Annotated[list[Text], Separated(items=False)] = Field(
        default_factory=list, description="Filer under sources/vedlegg: [plan.pdf (Framdriftsplan)]"
    )
    melde_forfall: Text | None = Field(None, description="Når det gjelder noe annet enn organets faste tekst")
    merknad: Text | None = Field(None, description="Til de innkalte; står i innkallingen")


SYNONYMS: dict[str, str] = {
    "dato": "tid",
    "tidspunkt": "tid",
    "stad": "sted",
    "møtested": "sted",
    "lokale": "sted",
    "møteleiar": "møteleder",
    "leder": "møteleder",
    "leiar": "møteleder",
    "ordstyrer": "møteleder",
    "referent": "sekretær",
    "skrivar": "sekretær",
    "møtesekretær": "sekretær",
    "fravær": "forfall",
    "meldt_forfall": "forfall",
    "møtte_ikkje": "møtte_ikke",
    "gjest": "gjester",
    "observatørar": "observatører",
    "ankom": "kom",
    "forlot": "gikk",
    "gjekk": "gikk",
    "inhabil": "habilitet",
    "ugilde": "habilitet",
    "neste": "neste_møte",
    "mål": "språk",
    "målform": "språk",
    "namn": "navn",
    "navn": "person",
    "tittel": "stilling",
    "rolle": "stilling",
    "arbeidssted": "organisasjon",
    "mail": "epost",
    "tlf": "telefon",
    "mobil": "telefon",
    "saksnr": "saksnummer",
    "organ": "organer",
    "varamedlem": "vara",
    "start": "fra",
    "slutt": "til",
    "vedlagt": "vedlegg",
    "eier": "prosjekteier",
    "prosjekteigar": "prosjekteier",
    "prosjektleiar": "prosjektleder",
    "godkjennarar": "godkjennere",
    "endringslogg": "logg",
    "kapittel": "kapitler",
    "endringar": "endringer",
    "godkjent": "godkjent_av",
    "endret_av": "av",
    "forfatter": "av",
    "behandling": "behandlet",
    "skildring": "beskrivelse",
    "oppgåve": "beskrivelse",
    "ansvarlig": "ansvar",
    "ansvarleg": "ansvar",
    "milepælar": "milepæler",
    "aktivitetar": "aktiviteter",
    "usikkerhetsmoment": "usikkerhet",
    "usikkerheit": "usikkerhet",
    "risikoar": "risikoer",
    "sannsynlighet": "S",
    "sannsyn": "S",
    "konsekvens": "K",
    "fargar": "farger",
    "kommentar": "tekst",
    "frist": "slutt",
    "avslutning": "slutt",
    "forventet_slutt": "slutt",
    "forventet_avslutning": "slutt",
    "ansvar": "ansvarlig",
    "ansvarlege": "ansvarlig",
    "satsingsområde": "område",
    "satsningsområde": "område",
    "målsetting": "mål",
    "målsetning": "mål",
    "tidsrom": "periode",
    "vedtak": "forslag_til_vedtak",
    "framlegg_til_vedtak": "forslag_til_vedtak",
    "gruppering": "grupper",
    "sortering": "sorter",
}
"""Words people try, and the key they look for: for the hint «mente du …?»."""

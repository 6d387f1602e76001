"""The YAML parts of a project: which keys there are, what each holds. The JSON Schemas are made from these models.

Keys are bokmål; `moteleder` is read as `møteleder` (see `yaml_values`). Leaves are `Text`, a string that knows its place.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from pipeline.load.placed import Choice, Text


class SourceModel(BaseModel):
    """A mapping in a source: an unknown key is a fault, with the nearest known one as a hint."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, arbitrary_types_allowed=True)


class MemberSource(SourceModel):
    """One member of a body; a plain id stands for `{person: id}`."""

    person: Text = Field(description="Id i personer.yaml")
    fra: Text | None = Field(None, description="Medlem fra og med denne datoen")
    til: Text | None = Field(None, description="Medlem til og med denne datoen")
    rolle: Annotated[Text, Choice("medlem", "nestleder", "observatør", "prosjektleder")] | None = Field(
        None, description="medlem (når ikke noe står), nestleder, observatør eller prosjektleder"
    )
    merknad: Text | None = Field(None, description="Står i parentes bak navnet, f.eks. «arbeidsgruppe 1» eller «brukerutvalget»")
    vara: Text | None = Field(None, description="Id for den som møter når medlemmet har forfall")


class BodySource(SourceModel):
    """A body: who sits in it, and how its cases are numbered."""

    navn: Text = Field(description="Navnet slik det skal stå i dokumentene")
    språk: Annotated[Text, Choice("nb", "nn")] | None = Field(None, description="nb eller nn; ellers prosjektets")
    profil: Annotated[Text, Choice("prosjekt", "formell")] | None = Field(None, description="prosjekt (advarer) eller formell (avviser)")
    møteleder: Text | None = Field(None, description="Id i personer.yaml")
    sekretær: Text | None = Field(None, description="Id i personer.yaml; fører referatet")
    medlemmer: list[MemberSource] = Field(default_factory=list, description="De som kalles inn")
    saksnummer: Text = Field(description="Formen på saksnumre: N-ÅÅÅÅ gir 19-2020, NN/ÅÅ gir 03/23, PS N/ÅÅ gir PS 15/45")
    nummerserie: Annotated[Text, Choice("år", "løpende")] | None = Field(
        None, description="år: nummereringen begynner på 1 hvert år (når ikke noe står); løpende: den går videre"
    )
    første_sak: Text | None = Field(None, description="Den første saken som føres her; eldre saker kan nevnes uten å finnes")
    faste_saker: list[Text] = Field(default_factory=list, description="Saker hvert møte begynner med, skrevet som i møtefila uten nummer")
    faste_saker_til_slutt: list[Text] = Field(default_factory=list, description="Saker hvert møte slutter med, f.eks. Eventuelt")
    dokument: Annotated[Text, Choice("referat", "protokoll", "møtebok")] | None = Field(
        None, description="Hva referatet heter hos dette organet"
    )
    sted: Text | None = Field(None, description="Møtested når møtefila ikke sier noe annet")
    melde_forfall: Text | None = Field(None, description="Hvordan forfall og inhabilitet meldes; står i innkallingen")


class SetupSource(SourceModel):
    """`sources/oppsett.yaml`."""

    format: Annotated[Text, Choice("1")] = Field(description="Utgaven av kildeformatet: 1")
    organisasjon: Text = Field(description="Øverst i dokumentene")
    prosjekt: Text | None = Field(None, description="Prosjektets navn")
    språk: Annotated[Text, Choice("nb", "nn")] | None = Field(None, description="nb (når ikke noe står) eller nn")
    organer: dict[Text, BodySource] = Field(description="Organene; nøkkelen er mappen under moter/")


class PostSource(SourceModel):
    """A post a person has had from a date."""

    fra: Text | None = Field(None, description="Fra og med denne datoen")
    stilling: Text | None = Field(None, description="Stilling, med liten forbokstav")
    organisasjon: Text | None = Field(None, description="Arbeidssted eller den personen representerer")


class PersonSource(SourceModel):
    """A person in `sources/personer.yaml`; the key is the id."""

    navn: Text = Field(description="Fullt navn slik eieren skriver det")
    stilling: Text | None = Field(None, description="Stilling, med liten forbokstav")
    organisasjon: Text | None = Field(None, description="Arbeidssted eller den personen representerer")
    stillinger: list[PostSource] = Field(default_factory=list, description="I stedet for de to over, når noe har endret seg")


class ContactSource(SourceModel):
    """How to reach a person, in `sources/kontakter.yaml`; the key is the person's id."""

    epost: Text | None = Field(None, description="E-postadresse")
    telefon: Text | None = Field(None, description="Telefonnummer")
    adresse: Text | None = Field(None, description="Postadresse")


class MeetingHead(SourceModel):
    """The head of a meeting file. Only `tid` must be typed."""

    tid: Text = Field(description="28.04.2020 kl. 12.00–15.00")
    sted: Text | None = Field(None, description="Møtested, ellers organets")
    status: Annotated[Text, Choice("planlagt", "avholdt", "avlyst")] | None = Field(
        None, description="planlagt (når ikke noe står), avholdt eller avlyst"
    )
    språk: Annotated[Text, Choice("nb", "nn")] | None = Field(None, description="nb eller nn, ellers organets")
    møteleder: Text | None = Field(None, description="Når en annen enn organets leder møtet")
    sekretær: Text | None = Field(None, description="Når en annen enn organets sekretær fører referatet")
    forfall: list[Text] = Field(default_factory=list, description="De som har meldt forfall: [berg, moen (vara hauge)]")
    møtte_ikke: list[Text] = Field(default_factory=list, description="De som uteble uten å melde forfall")
    gjester: list[Text] = Field(default_factory=list, description="Andre som var med, for hele møtet eller en sak: [aas (sak 24-2020)]")
    observatører: list[Text] = Field(default_factory=list, description="Observatører utenom organets faste")
    kom: list[Text] = Field(default_factory=list, description="De som kom underveis: [vik kl. 12.30]")
    gikk: list[Text] = Field(default_factory=list, description="De som gikk før slutt: [vik kl. 14.10]")
    habilitet: list[Text] = Field(default_factory=list, description="De som fratrådte under en sak: [berg (sak 25-2020)]")
    neste_møte: Text | None = Field(None, description="26.05.2020 eller 26.05.2020 kl. 12.00–15.00")
    innkalt: Text | None = Field(None, description="Datoen innkallingen er sendt")
    referatdato: Text | None = Field(None, description="Datoen på referatet, ellers møtets")
    referat: Annotated[Text, Choice("utkast", "til gjennomsyn", "godkjent")] | None = Field(
        None, description="utkast (når ikke noe står), til gjennomsyn eller godkjent"
    )
    vedlegg: list[Text] = Field(default_factory=list, description="Filer under sources/vedlegg: [plan.pdf (Framdriftsplan)]")
    melde_forfall: Text | None = Field(None, description="Når det gjelder noe annet enn organets faste tekst")
    merknad: Text | None = Field(None, description="Til de innkalte; står i innkallingen")


MODELS: dict[Literal["oppsett", "personer", "kontakter", "mote"], str] = {
    "oppsett": "sources/oppsett.yaml",
    "personer": "sources/personer.yaml",
    "kontakter": "sources/kontakter.yaml",
    "mote": "hodet i sources/moter/*/*.md",
}
"""The YAML parts a JSON Schema is made for, and where each is used."""

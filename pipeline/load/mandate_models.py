"""What the YAML of a mandate holds: `mandat.yaml`, and the fenced blocks of its chapters."""

from typing import Annotated

from pydantic import Field

from pipeline.schema.placed import Choice, Separated, StandIn, Text, WithLists
from pipeline.schema.source_model import SourceModel


class PartSource(SourceModel):
    """A part, with its chapters in order."""

    tittel: Annotated[Text, StandIn()] = Field(description="Delens tittel, f.eks. Mandat")
    kapitler: Annotated[list[Text], Separated()] = Field(
        default_factory=list, description="Kapitlene i rekkefølge: filnavnene under kapitler/ uten .md"
    )


class AppendixSource(SourceModel):
    """An appendix; a plain name stands for `{navn: name}`."""

    navn: Text = Field(description="Stabilt navn; teksten står i vedlegg/<navn>.md")
    tittel: Text | None = Field(None, description="Tittelen, når vedlegget er en fil som sendes ved siden av")
    fil: Text | None = Field(None, description="Fila som sendes ved siden av, f.eks. vedlegg/budsjett.pdf")


class RiskLevelSource(SourceModel):
    """A level of likelihood, with the colour of each consequence."""

    nivå: Text = Field(description="F.eks. Middels")
    farger: Annotated[list[Text], Separated()] = Field(
        default_factory=list, description="En farge for hver konsekvens: grønn, gul eller rød"
    )


class RiskScaleSource(SourceModel):
    """The scale of the risks: which cell has which colour."""

    konsekvens: Annotated[list[Text], Separated()] = Field(
        default_factory=list, description="Nivåene, det laveste først: [Ubetydelig, Liten, Alvorlig, Svært alvorlig]"
    )
    sannsynlighet: list[RiskLevelSource] = Field(default_factory=list, description="Nivåene, det laveste først")


class ChangeSource(SourceModel):
    """One change of a version; a plain text stands for `{endring: text}`."""

    endring: Text = Field(description="Hva som er endret, og hvorfor")
    kapittel: Text | None = Field(None, description="Hvilke kapitler, f.eks. Kap. 6 og 7")


class TreatmentSource(SourceModel):
    """Where a version was treated; a plain text stands for `{forum: text}`."""

    forum: Text = Field(description="Id for organet, eller navnet slik det skal stå")
    sak: Text | None = Field(None, description="Saksnummeret")
    dato: Text | None = Field(None, description="Datoen versjonen ble behandlet")
    utfall: Annotated[Text, Choice("forelagt", "drøftet", "tilrådd", "godkjent")] | None = Field(
        None, description="forelagt, drøftet, tilrådd eller godkjent"
    )


class LogEntrySource(SourceModel):
    """One version in the log."""

    versjon: Annotated[Text, StandIn("")] = Field(description="Versjonsnummeret: 0.90, 1.70, 1.70-1, 2.0")
    dato: Text | None = Field(None, description="Datoen for versjonen")
    kapittel: Text | None = Field(None, description="Hvilke kapitler, når versjonen har én endring")
    endring: Text | None = Field(None, description="Hva som er endret, når versjonen har én endring")
    endringer: list[ChangeSource] = Field(default_factory=list, description="Endringene, når versjonen har flere")
    av: Text | None = Field(None, description="Hvem som har endret: id i personer.yaml, eller navnet")
    godkjent_av: Text | None = Field(None, description="Hvem som har godkjent: id for organ eller person")
    behandlet: list[TreatmentSource] = Field(default_factory=list, description="Hvor versjonen er behandlet")
    segl: Text | None = Field(None, description="Skrevet av saksgang: versjonen er tatt vare på i arkivet")


class MandateHead(SourceModel):
    """`sources/mandater/<id>/mandat.yaml`."""

    indispensable = True

    tittel: Annotated[Text, StandIn()] = Field(description="Tittelen på forsiden, f.eks. Mandat og prosjektplan")
    undertittel: Text | None = Field(None, description="Under tittelen på forsiden")
    prosjekt: Text | None = Field(None, description="Prosjektets navn på forsiden, ellers det i oppsettet")
    språk: Annotated[Text, Choice("nb", "nn")] | None = Field(None, description="nb eller nn; ellers prosjektets")
    organ: Text | None = Field(None, description="Organet som eier sakene det vises til: id i oppsett.yaml")
    prosjekteier: Text | None = Field(None, description="Id i personer.yaml; står på forsiden")
    prosjektleder: Text | None = Field(None, description="Id i personer.yaml; står på forsiden")
    godkjennere: Annotated[list[Text], Separated()] = Field(
        default_factory=list, description="Hvem som kan godkjenne en versjon: id-er for organer og personer"
    )
    deler: list[PartSource] = Field(default_factory=list, description="Delene, med kapitlene i rekkefølge")
    vedlegg: list[AppendixSource] = Field(default_factory=list, description="Vedleggene i rekkefølge")
    risiko: RiskScaleSource | None = Field(None, description="Risikoskalaen; må stå der når et kapittel har risikoer")
    logg: list[LogEntrySource] = Field(
        default_factory=list, description="Endringsloggen, eldste først; «saksgang mandate bump» legger til"
    )


class TaskSource(SourceModel):
    """One task of a working group."""

    beskrivelse: Annotated[Text, WithLists()] = Field(description="Hva som skal gjøres; kan ha lister, skrevet under |")
    frist: Text | None = Field(None, description="Fristen, som dato eller tekst")
    ansvar: Annotated[list[Text], Separated()] = Field(
        default_factory=list, description="Id-er i personer.yaml, eller navnet på en gruppe"
    )


class TaskTableSource(SourceModel):
    """A fence `oppgaver`."""

    tittel: Text | None = Field(None, description="Sies av skjermlesere om tabellen")
    oppgaver: list[TaskSource] = Field(default_factory=list, description="Oppgavene i rekkefølge")


class ActivitySource(SourceModel):
    """One activity of a progress plan."""

    aktivitet: Text = Field(description="Hva som gjøres")
    milepæler: Annotated[list[Text], Separated(items=False)] = Field(
        default_factory=list, description="31.10.2019 (rapport), eller «2020 vår: Søknader sendes inn»"
    )
    ansvar: Annotated[list[Text], Separated()] = Field(
        default_factory=list, description="Id-er i personer.yaml, eller navnet på en gruppe"
    )


class ProgressPlanSource(SourceModel):
    """A fence `framdrift`."""

    fra: Text = Field(description="Det første halvåret: 2019 vår")
    til: Text = Field(description="Det siste halvåret: 2020 høst")
    aktiviteter: list[ActivitySource] = Field(default_factory=list, description="Aktivitetene i rekkefølge")


class RiskSource(SourceModel):
    """One risk."""

    id: Text | None = Field(None, description="Bokstaven i risikomatrisen, ellers A, B, C … i rekkefølge")
    suksessfaktor: Annotated[Text | None, WithLists()] = Field(None, description="Hva som må til for å lykkes")
    usikkerhet: Annotated[Text, WithLists()] = Field(description="Usikkerhetsmomentet (risikoen)")
    S: Text = Field(description="Sannsynlighet: 1 og oppover, eller nivåets navn")
    K: Text = Field(description="Konsekvens: 1 og oppover, eller nivåets navn")
    tiltak: Annotated[Text | None, WithLists()] = Field(
        None, description="Tiltak og kommentar; kan ha lister, skrevet under |"
    )
    ansvar: Annotated[list[Text], Separated()] = Field(
        default_factory=list, description="Id-er i personer.yaml, eller navnet på en gruppe"
    )
    frist: Text | None = Field(None, description="Fristen, som dato eller tekst")
    status: Text | None = Field(None, description="Hvor langt tiltaket er kommet")


class RiskTableSource(SourceModel):
    """A fence `risiko`."""

    risikoer: list[RiskSource] = Field(default_factory=list, description="Risikoene i rekkefølge")


class RiskMatrixSource(SourceModel):
    """A fence `risikomatrise`: drawn from all risks of the mandate."""

    dato: Text | None = Field(None, description="Datoen risikobildet gjelder")


FENCES: dict[str, type[SourceModel]] = {
    "oppgaver": TaskTableSource,
    "framdrift": ProgressPlanSource,
    "risiko": RiskTableSource,
    "risikomatrise": RiskMatrixSource,
}
"""The words a fenced block of a chapter may have, and what stands in it."""

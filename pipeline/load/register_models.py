"""What the YAML of an action register holds: `sources/status/<id>.yaml`, or the files of a folder of that name."""

from typing import Annotated

from pydantic import Field

from pipeline.schema.placed import Choice, Separated, StandIn, Text
from pipeline.schema.source_model import SourceModel


class StatusWordSource(SourceModel):
    """A status word of a body; a plain text stands for `{ord: text}`."""

    ord: Text = Field(description="Ordet slik det skal stå, f.eks. ny idé")
    gruppe: Annotated[Text, Choice("idé", "planlegging", "pågår", "drift", "ferdig", "strøket")] | None = Field(
        None, description="Hva det telles som: idé, planlegging, pågår, drift, ferdig eller strøket"
    )


class VocabularySource(SourceModel):
    """The words of a body, where they are others than the standard ones."""

    status: Annotated[list[StatusWordSource], Separated(items=False)] = Field(
        default_factory=list, description="Ordene for status, i den rekkefølgen de skal stå"
    )
    avvik: Annotated[list[Text], Separated(items=False)] = Field(
        default_factory=list, description="Ordene for avvik: grønt først, rødt sist"
    )
    prioritet: Annotated[list[Text], Separated(items=False)] = Field(
        default_factory=list, description="Ordene for prioritet, den høyeste først"
    )
    omfang: Annotated[list[Text], Separated(items=False)] = Field(
        default_factory=list, description="Ordene for omfang, det største først"
    )


class ColumnSource(SourceModel):
    """A column of the table; a plain text stands for `{navn: text}`."""

    navn: Text = Field(description="Kolonnen: område, tiltak, mål, status …, eller en av organets egne")
    overskrift: Text | None = Field(None, description="Overskriften, når den er en annen enn den vanlige")


class OwnColumnSource(SourceModel):
    """A column only this body has; a plain text stands for `{overskrift: text}`."""

    overskrift: Annotated[Text, StandIn()] = Field(description="Overskriften i tabellen")


class OwnValueSource(SourceModel):
    """What stands in a column of the body's own; a plain text stands for `{verdi: text}`."""

    verdi: Text = Field(description="Det som skal stå i kolonnen")


class EntrySource(SourceModel):
    """A dated status entry."""

    dato: Text | None = Field(None, description="Datoen statusen gjelder; må stå der")
    status: Text | None = Field(None, description="Et ord fra ordlisten; ellers som før")
    avvik: Text | None = Field(None, description="Et ord fra ordlisten; ellers som før")
    slutt: Text | None = Field(None, description="Forventet slutt, når den er en annen enn før")
    tekst: Text | None = Field(None, description="Det som skal stå som kommentar; kan ha lister, skrevet under |")


class ActionSource(SourceModel):
    """An action; the key is its id, and never changes."""

    navn: Annotated[Text, StandIn()] = Field(description="Tiltakets navn")
    område: Text | None = Field(None, description="Satsingsområdet tiltaket hører til")
    mål: Text | None = Field(None, description="Målet; kan ha lister, skrevet under |")
    ansvarlig: Annotated[list[Text], Separated()] = Field(
        default_factory=list, description="Id-er i personer.yaml, eller navnet på en gruppe: [vik, Granlia kommune]"
    )
    periode: Text | None = Field(None, description="01.01.2022–31.12.2024, eller en tekst")
    prioritet: Text | None = Field(None, description="Et ord fra ordlisten")
    omfang: Text | None = Field(None, description="Et ord fra ordlisten")
    slutt: Text | None = Field(None, description="Forventet slutt; en oppføring under status kan flytte den")
    egne: dict[Text, OwnValueSource] = Field(
        default_factory=dict, description="Verdiene i organets egne kolonner: {finansiering: Statsforvalteren}"
    )
    status: list[EntrySource] = Field(default_factory=list, description="Daterte oppføringer: dato, status, tekst")


class RegisterPart(SourceModel):
    """A further file of a register in a folder: actions, and nothing else."""

    tiltak: dict[Text, ActionSource] = Field(default_factory=dict, description="Tiltakene, hvert under sin id")


class RegisterHead(RegisterPart):
    """`sources/status/<id>.yaml`: the register, with all or some of its actions."""

    indispensable = True

    tittel: Annotated[Text, StandIn()] = Field(description="Tittelen på vedlegget, f.eks. Handlingsdel 2022–2023")
    organ: Text | None = Field(None, description="Organet som eier sakene det vises til: id i oppsett.yaml")
    språk: Annotated[Text, Choice("nb", "nn")] | None = Field(None, description="nb eller nn; ellers organets")
    sak: Text | None = Field(None, description="Saken dette er vedlegg til, f.eks. 03/23")
    dato: Text | None = Field(None, description="Rapportens dato; ellers datoen for den siste oppføringen")
    forrige_rapport: Text | None = Field(
        None, description="Datoen for forrige rapport; det som er nytt siden da, blir nevnt"
    )
    oppdatert_siden: Text | None = Field(None, description="Tiltak uten oppføring siden denne datoen blir nevnt")
    bakgrunn: Text | None = Field(None, description="Tekst over oppsummeringen; kan ha lister, skrevet under |")
    merknader: Text | None = Field(None, description="Tekst under oppsummeringen; kan ha lister, skrevet under |")
    forslag_til_vedtak: Text | None = Field(None, description="Ett avsnitt, eller nummererte punkter under |")
    ordliste: VocabularySource | None = Field(None, description="Organets egne ord, når de er andre enn de vanlige")
    kolonner: Annotated[list[ColumnSource], Separated()] = Field(
        default_factory=list, description="Kolonnene i rekkefølge: [område, tiltak, mål, status, kommentar]"
    )
    egne_kolonner: dict[Text, OwnColumnSource] = Field(
        default_factory=dict, description="Kolonner bare dette organet har: {finansiering: Finansiering}"
    )
    grupper: Annotated[Text, Choice("område", "status", "ansvarlig", "ingen")] | None = Field(
        None, description="Hva radene er samlet etter: område (når ikke noe står), status, ansvarlig eller ingen"
    )
    sorter: Annotated[Text, Choice("rekkefølge", "id", "tiltak", "status", "prioritet", "slutt")] | None = Field(
        None, description="Rekkefølgen innen en gruppe: rekkefølge (som her, når ikke noe står), id, tiltak, …"
    )

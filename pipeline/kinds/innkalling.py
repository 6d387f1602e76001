"""Notice of a meeting with its case list (innkalling med saksliste)."""

from dataclasses import dataclass

from pipeline.document import Line, Text, about


@dataclass(slots=True)
class Innkalt:
    navn: str = about("Fullt navn")
    stilling: str = about("Stillingen på møtedagen, eller tomt")
    organisasjon: str = about("Organisasjonen på møtedagen, eller tomt")
    rolle: str = about("Møteleder, nestleder, sekretær, observatør, gjest, eller tomt for et vanlig medlem")
    merknad: str = about("Merknaden fra oppsettet, eller tomt")
    linje: Line = about("Alt om personen på én linje; skrives {{r p.linje }}")


@dataclass(slots=True)
class Sakslinje:
    nummer: str = about("Saksnummeret, f.eks. 27-2020")
    tittel: Line = about("Tittelen; skrives {{r linje.tittel }}")
    type: str = about("Sakstypen, eller tomt")
    innleder: str = about("Hvem som legger fram saken, uten v/, eller tomt")
    minutter: str = about("Tiden som er satt av, f.eks. 20 min, eller tomt")
    merke: str = about("tilleggssak, ettersendt, trukket, eller tomt")


@dataclass(slots=True)
class Sak:
    nummer: str = about("Saksnummeret")
    tittel: Line = about("Tittelen; skrives {{r sak.tittel }}")
    opplysninger: str = about("Sakstype, innleder, tid og merker på én linje, eller tomt")
    omtale: Text = about("Det som er skrevet under saken før møtet; skrives {{p sak.omtale }}")
    forslag: Text = about("Forslag til vedtak; skrives {{p sak.forslag }}")
    vedlegg: str = about("Sakens vedlegg på én linje, f.eks. Vedlegg 1: Framdriftsplan, eller tomt")


@dataclass(slots=True)
class Vedlegg:
    nummer: str = about("Løpenummer: 1, 2, 3 …")
    tittel: str = about("Tittelen")
    sak: str = about("Saksnummeret vedlegget hører til, eller tomt")
    fil: str = about("Filnavnet")


@dataclass(slots=True)
class Innkalling:
    organisasjon: str = about("Organisasjonen fra oppsettet")
    prosjekt: str = about("Prosjektets navn, eller tomt")
    tittel: str = about("Hele tittelen: Innkalling til møte i … 26. mai 2020")
    organ: str = about("Organets navn")
    avlyst: bool = about("Sant når møtet er avlyst")
    tid: str = about("tirsdag 26. mai 2020 kl. 12.00–15.00")
    dato: str = about("26.05.2020")
    sted: Line = about("Møtestedet; skrives {{r sted }}")
    møteleder: str = about("Navnet på møtelederen")
    sekretær: str = about("Navnet på den som fører referatet")
    innkalt_dato: str = about("Datoen innkallingen er sendt, eller tomt")
    merknad: str = about("Melding til de innkalte, eller tomt")
    melde_forfall: str = about("Hvordan forfall og inhabilitet meldes, eller tomt")
    innkalte: list[Innkalt] = about("De som er kalt inn")
    forfall: list[Line] = about("Forfall som alt er meldt, med vara; en setning hver; skrives {{r x }}")
    sakliste: list[Sakslinje] = about("Sakslisten")
    saker: list[Sak] = about("Sakene som har omtale, forslag til vedtak eller vedlegg")
    vedlegg: list[Vedlegg] = about("Alle vedlegg")

"""Minutes (referat, protokoll, møtebok) of a meeting that was held."""

from dataclasses import dataclass

from pipeline.document import Line, Text, about


@dataclass(slots=True)
class Person:
    navn: str = about("Fullt navn")
    stilling: str = about("Stillingen på møtedagen, eller tomt")
    organisasjon: str = about("Organisasjonen på møtedagen, eller tomt")
    rolle: str = about("Møteleder, nestleder, sekretær, observatør, vara for …, eller tomt for et vanlig medlem")
    merknad: str = about("Merknaden fra oppsettet, f.eks. arbeidsgruppe 1, eller tomt")
    linje: Line = about("Alt om personen på én linje; skrives {{r p.linje }}")


@dataclass(slots=True)
class Sakslinje:
    nummer: str = about("Saksnummeret, f.eks. 25-2020")
    tittel: Line = about("Tittelen; skrives {{r linje.tittel }}")
    type: str = about("Sakstypen: godkjenning, vedtak, drøfting, orientering, referatsak, eventuelt")
    innleder: str = about("Hvem som la fram saken, uten v/, eller tomt")
    utfall: str = about("Kort om utfallet: vedtatt, tatt til orientering, …, eller tomt")


@dataclass(slots=True)
class Sak:
    nummer: str = about("Saksnummeret, f.eks. 25-2020")
    tittel: Line = about("Tittelen; skrives {{r sak.tittel }}")
    type: str = about("Sakstypen, eller tomt")
    innleder: str = about("Hvem som la fram saken, uten v/, eller tomt")
    opplysninger: str = about("Sakstype, innleder og merker (tilleggssak, ettersendt, trukket) på én linje, eller tomt")
    tekst: Text = about("Alt under overskriften, med vedtak og oppfølging på sin plass; skrives {{p sak.tekst }}")


@dataclass(slots=True)
class Vedtak:
    sak: str = about("Saksnummeret")
    tittel: Line = about("Sakens tittel; skrives {{r v.tittel }}")
    merke: str = about("Vedtak, Konklusjon … slik det heter i dokumentet")
    tekst: Text = about("Det som ble bestemt; skrives {{p v.tekst }}")


@dataclass(slots=True)
class Oppgave:
    nummer: str = about("Løpenummer i møtet: 1, 2, 3 …")
    sak: str = about("Saksnummeret")
    hva: Line = about("Det som skal gjøres; skrives {{r o.hva }}")
    hvem: str = about("De ansvarlige, eller «ikke avklart»")
    frist: str = about("Fristen, f.eks. 26.05.2020, eller «ikke satt»")


@dataclass(slots=True)
class Vedlegg:
    nummer: str = about("Løpenummer: 1, 2, 3 …")
    tittel: str = about("Tittelen")
    sak: str = about("Saksnummeret vedlegget hører til, eller tomt")
    fil: str = about("Filnavnet")


@dataclass(slots=True)
class Referat:
    organisasjon: str = about("Organisasjonen fra oppsettet")
    prosjekt: str = about("Prosjektets navn, eller tomt")
    dokumentnavn: str = about("Referat, Protokoll eller Møtebok")
    tittel: str = about("Hele tittelen: Referat fra møte i … 28. april 2020")
    organ: str = about("Organets navn")
    utkast: bool = about("Sant til referatet er godkjent")
    status: str = about("UTKAST, TIL GJENNOMSYN, eller tomt når referatet er godkjent")
    tid: str = about("tirsdag 28. april 2020 kl. 12.00–15.00")
    dato: str = about("28.04.2020")
    sted: Line = about("Møtestedet; skrives {{r sted }}")
    møteleder: str = about("Navnet på møtelederen")
    sekretær: str = about("Navnet på den som førte referatet")
    innledning: Text = about("Tekst før den første saken; skrives {{p innledning }}")
    frammøte: str = about("Én setning: 22 var innkalt, 19 møtte, 3 hadde meldt forfall …")
    til_stede: list[Person] = about("De som var til stede av de innkalte, møteleder og sekretær iberegnet")
    fravær_og_endringer: list[Line] = about("Forfall, vara, gjester, kom og gikk, habilitet: en setning hver; {{r x }}")
    saksoversikt: list[Sakslinje] = about("Oversikten over sakene")
    saker: list[Sak] = about("Sakene med tekst")
    vedtak: list[Vedtak] = about("Møtets vedtak og konklusjoner, samlet")
    oppgaver: list[Oppgave] = about("Møtets oppfølgingspunkter, samlet")
    vedlegg: list[Vedlegg] = about("Vedlegg til referatet")
    neste_møte: str = about("tirsdag 26. mai 2020 kl. 12.00–15.00, eller tomt")
    referatdato: str = about("Datoen på referatet: 28. april 2020")

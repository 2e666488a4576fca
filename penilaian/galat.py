"""Errors that a user reads: what, where, why, and what to do about it.

The four parts are attributes, so that a command line prints them as one
paragraph, a report puts them on a stub page, and a test asks for the part.
"""

from __future__ import annotations


class GalatPenilaian(Exception):
    """Base of every error this package raises on purpose.

    ``apa`` says what is wrong, ``di_mana`` where, ``mengapa`` why it matters
    or how it was noticed, ``tindakan`` what the reader can do. All Indonesian.
    """

    def __init__(self, apa: str, *, di_mana: str = "", mengapa: str = "", tindakan: str = "") -> None:
        self.apa = apa
        self.di_mana = di_mana
        self.mengapa = mengapa
        self.tindakan = tindakan
        super().__init__(self.paragraf())

    def paragraf(self) -> str:
        """The whole message as one paragraph, without empty parts."""
        bagian = [
            _kalimat(self.apa),
            _kalimat(f"Tempat: {self.di_mana}") if self.di_mana else "",
            _kalimat(f"Sebab: {self.mengapa}") if self.mengapa else "",
            _kalimat(f"Tindakan: {self.tindakan}") if self.tindakan else "",
        ]
        return " ".join(teks for teks in bagian if teks)


def _kalimat(teks: str) -> str:
    teks = " ".join(teks.split())
    return teks if teks.endswith((".", "!", "?", ":")) else f"{teks}."


class GalatPeriode(GalatPenilaian):
    """A period code that cannot be read."""


class GalatAturan(GalatPenilaian):
    """A rule file that cannot be trusted, or a rule that is not in force."""


class GalatMasaBerlaku(GalatAturan):
    """A rule asked for on a day it is not in force; ``kode`` is ``belum_berlaku`` or ``tidak_berlaku``."""

    def __init__(self, kode: str, apa: str, **bagian: str) -> None:
        self.kode = kode
        super().__init__(apa, **bagian)


class GalatSkenario(GalatPenilaian):
    """A scenario that changes what is not there, or beyond what is allowed."""


class GalatRumus(GalatPenilaian):
    """A formula asked for a value outside its domain; ``kode`` is a stable name."""

    def __init__(self, kode: str, apa: str, **bagian: str) -> None:
        self.kode = kode
        super().__init__(apa, **bagian)


class GalatData(GalatPenilaian):
    """Input tables that cannot be used."""


class GalatJejak(GalatPenilaian):
    """A trace whose replay does not give the recorded result."""


class GalatParameter(GalatPenilaian):
    """A parameter of a notebook or a command that is unknown or impossible."""


class GalatRencana(GalatPenilaian):
    """A run plan that cannot be carried out."""


class GalatJalan(GalatPenilaian):
    """A notebook run that failed."""


class GalatTerkunci(GalatJalan):
    """Another run holds the folder of reports."""


class GalatRapat(GalatPenilaian):
    """A step of a calibration meeting that is not allowed, or a ledger that cannot be used."""


class GalatBentrok(GalatRapat):
    """Somebody else was first: says who, when and what; nothing has been written."""


class GalatIzin(GalatRapat):
    """A user whose role or agencies do not allow a step."""

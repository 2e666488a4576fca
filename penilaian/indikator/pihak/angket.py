"""A questionnaire: which agency and period, which sets of things, and the fingerprint that ties a sheet to them."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass

from penilaian.galat import GalatParameter
from penilaian.indikator.bahan import BahanIndikator
from penilaian.indikator.pihak.perangkat import KOTA, PIHAK, Perangkat, susun_perangkat
from penilaian.periode import Periode

POLA_PESERTA = re.compile("P(?:0[1-9]|[1-9][0-9]{1,2})")
PESERTA_TERBANYAK = 999


@dataclass(frozen=True)
class Angket:
    """What everybody of one agency (or the city) is asked in one period."""

    kode_opd: str
    nama_opd: str
    periode: Periode
    perangkat: tuple[Perangkat, ...]

    def sidik(self, pihak: str, peserta: str) -> str:
        """SHA-256 of all that a sheet asks and of whom: another agency, period, wording or person gives another."""
        isi = [
            self.kode_opd, self.nama_opd, self.periode.kode, pihak, peserta,
            [[satu.kode, satu.judul, satu.butir, satu.penjelasan] for satu in self.perangkat],
        ]  # fmt: skip
        baku = json.dumps(isi, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(baku.encode("utf-8")).hexdigest()


def susun_angket(bahan: BahanIndikator, kode_opd: str) -> Angket:
    """The questionnaire of an agency, or of `KOTA`.

    Raises:
        GalatData: no such agency.
    """
    perangkat = susun_perangkat(bahan, kode_opd)
    nama = "Seluruh OPD" if kode_opd == KOTA else str(bahan.opd.set_index("kode").at[kode_opd, "nama"])
    return Angket(kode_opd, nama, bahan.periode, perangkat)


def kode_peserta(nomor: int) -> str:
    """How a participant is called: a number, never a name.

    >>> kode_peserta(3), kode_peserta(120)
    ('P03', 'P120')

    Raises:
        GalatParameter: not from 1 to `PESERTA_TERBANYAK`.
    """
    if not 1 <= nomor <= PESERTA_TERBANYAK:
        raise GalatParameter(
            f"Nomor peserta {nomor} di luar 1 sampai {PESERTA_TERBANYAK}",
            tindakan="beri nomor lain, atau bagi angketnya",
        )
    return f"P{nomor:02d}"


def pastikan_peserta(pihak: str, peserta: str) -> None:
    """Refuse a party or a participant that is none.

    Raises:
        GalatParameter: it is.
    """
    if pihak not in PIHAK:
        raise GalatParameter(f"Pihak {pihak} tidak dikenal", tindakan=f"pilih salah satu: {', '.join(PIHAK)}")
    if not POLA_PESERTA.fullmatch(peserta):
        raise GalatParameter(
            f"Peserta {peserta} bukan nomor peserta",
            mengapa="peserta disebut dengan nomor saja, P01 sampai P999, tanpa nama dan tanpa NIP",
            tindakan="pakai nomor, misalnya P01",
        )

"""A meeting as its entries make it: what people read about it, and how far the data has moved since."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from penilaian.nilai import Hasil
from penilaian.rapat.catatan import Catatan
from penilaian.rapat.cuplikan import KOLOM_CUPLIKAN
from penilaian.rapat.keadaan import BIDANG_RATING, SUARA, Keadaan

KOLOM_SUARA = ("nip", "oleh", "suara", "catatan", "waktu", "nomor")
KOLOM_PUTUSAN = (
    "nip", *(f"sebelum_{bidang}" for bidang in BIDANG_RATING), *BIDANG_RATING, "alasan", "oleh", "waktu", "nomor",
)  # fmt: skip
KOLOM_GESERAN = ("nip", "nama", "kolom", "cuplikan", "kini")
_DIBANDINGKAN = ("usulan", *BIDANG_RATING)


@dataclass(frozen=True, eq=False)
class Rapat:
    """A meeting as its entries make it. ``pegawai`` is the snapshot, columns ``KOLOM_CUPLIKAN``, None where missing."""

    id: str
    dibuka: Catatan
    catatan: tuple[Catatan, ...]

    @property
    def kode_opd(self) -> str:
        return str(self.dibuka.isi["kode_opd"])

    @property
    def nama_opd(self) -> str:
        return str(self.dibuka.isi["nama_opd"])

    @property
    def periode(self) -> str:
        return str(self.dibuka.isi["periode"])

    @cached_property
    def keadaan(self) -> Keadaan:
        """What the entries add up to."""
        return Keadaan(self.catatan)

    @cached_property
    def pegawai(self) -> pd.DataFrame:
        """The snapshot."""
        return pd.DataFrame(self.dibuka.isi["pegawai"], columns=list(KOLOM_CUPLIKAN), dtype=object)

    @property
    def suara(self) -> pd.DataFrame:
        """The votes that count, columns ``KOLOM_SUARA``, in the order they were cast."""
        berlaku = sorted(self.keadaan.suara.values(), key=lambda satu: satu.nomor)
        baris = [
            (satu.isi["nip"], satu.oleh, satu.isi["suara"], satu.isi["catatan"], satu.waktu, satu.nomor)
            for satu in berlaku
        ]
        return pd.DataFrame(baris, columns=list(KOLOM_SUARA))

    @property
    def putusan(self) -> pd.DataFrame:
        """The decisions that count, columns ``KOLOM_PUTUSAN``, in the order they were made."""
        berlaku = sorted(self.keadaan.putusan.values(), key=lambda satu: satu.nomor)
        baris = [
            (
                satu.isi["nip"],
                *(satu.isi["sebelum"][bidang] for bidang in BIDANG_RATING),
                *(satu.isi["sesudah"][bidang] for bidang in BIDANG_RATING),
                satu.isi["alasan"],
                satu.oleh,
                satu.waktu,
                satu.nomor,
            )
            for satu in berlaku
        ]
        return pd.DataFrame(baris, columns=list(KOLOM_PUTUSAN), dtype=object).astype({"nomor": "int64"})

    @property
    def akhir(self) -> pd.DataFrame:
        """Each employee's ratings and predicate after the decisions: nip and ``BIDANG_RATING``; undecided ones as they were."""
        rating = {nip: satu.isi["sesudah"] for nip, satu in self.keadaan.putusan.items()}
        baris = [
            (nip, *((rating.get(nip) or asal)[b] for b in BIDANG_RATING)) for nip, asal in self.keadaan.pegawai.items()
        ]
        return pd.DataFrame(baris, columns=["nip", *BIDANG_RATING], dtype=object)

    @property
    def terkunci(self) -> Catatan | None:
        """The entry that locked it, if it is locked."""
        return self.keadaan.kunci

    @property
    def ditanyakan(self) -> list[str]:
        """NIPs with a question that no decision has answered since."""
        return self.keadaan.ditanyakan

    @property
    def ringkasan(self) -> dict[str, int]:
        """Counts of employees: all, worth a look, with votes, questioned, still open, decided, of these changed and kept."""
        return ringkas(self.keadaan)

    def terakhir(self, nip: str) -> int:
        """Number of the last entry about an employee, 0 for none: what a decision is based on (``berdasar``)."""
        return self.keadaan.terakhir.get(nip, 0)


def ringkas(keadaan: Keadaan) -> dict[str, int]:
    """The counts of a meeting, see `Rapat.ringkasan`."""
    putusan = keadaan.putusan.values()
    berubah = sum(dict(satu.isi["sebelum"]) != dict(satu.isi["sesudah"]) for satu in putusan)
    menurut = {
        suara: len({nip for (nip, _), satu in keadaan.suara.items() if satu.isi["suara"] == suara}) for suara in SUARA
    }
    return {
        "pegawai": len(keadaan.pegawai),
        "perhatian": sum(bool(baris["perhatian"]) for baris in keadaan.pegawai.values()),
        "bersuara": len({nip for nip, _ in keadaan.suara}),
        "setuju": menurut["setuju"],
        "dipertanyakan": menurut["pertanyakan"],
        "ditanyakan": len(keadaan.ditanyakan),
        "putusan": len(putusan),
        "berubah": berubah,
        "tetap": len(putusan) - berubah,
    }


def geseran(rapat: Rapat, hasil: Hasil) -> pd.DataFrame:
    """Where the data says something else now than when the meeting was opened. Shown as a warning, never applied.

    Columns ``KOLOM_GESERAN``: a row for each rating, proposal or predicate that differs; ``kolom`` is ``pegawai``
    for somebody who has come (``cuplikan`` None) or gone (``kini`` None).
    """
    kini = hasil.pegawai
    kini = kini[kini["kode_opd"] == rapat.kode_opd].set_index("nip")[["nama", *_DIBANDINGKAN]].astype(object)
    baru = kini.where(kini.notna(), None).to_dict("index")
    dulu = rapat.keadaan.pegawai
    baris: list[tuple[object, ...]] = []
    for nip, asal in dulu.items():
        if nip not in baru:
            baris.append((nip, asal["nama"], "pegawai", "ada", None))
            continue
        beda = [kolom for kolom in _DIBANDINGKAN if asal[kolom] != baru[nip][kolom]]
        baris += [(nip, asal["nama"], kolom, asal[kolom], baru[nip][kolom]) for kolom in beda]
    baris += [(nip, isi["nama"], "pegawai", None, "ada") for nip, isi in baru.items() if nip not in dulu]
    return pd.DataFrame(baris, columns=list(KOLOM_GESERAN), dtype=object)

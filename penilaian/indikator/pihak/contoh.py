"""Synthetic answers for trying things: parties that weigh a little differently, and one person who contradicts themself.

Nobody gave these answers. Every remark and proposal says so in its own words, because a table can travel alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from penilaian.indikator.pihak.angket import Angket, kode_peserta
from penilaian.indikator.pihak.perangkat import PASANGAN, PIHAK, SUARA, Perangkat
from penilaian.indikator.pihak.skala import TERTINGGI
from penilaian.indikator.pihak.susunan import POIN
from penilaian.indikator.pihak.tabel import KOLOM, periksa_pertimbangan

TANDA = "(contoh sintetis)"
PEMBALIK = ("pegawai", 2)
"""Party and number of the participant whose pairs contradict each other."""
_TERPENTING = 0.5
"""Log importance of the first thing of a set; of the last it is the opposite."""
_BEDA_BUTIR, _BEDA_PIHAK, _BEDA_ORANG = 0.2, 0.35, 0.2
"""Standard deviations of log importance around that: of things, of parties, of persons in a party."""
_RAGU = 0.12
"""The same, of one judgement."""
_PERLU_DIBAHAS = 5
"""One indicator in so many is disputed, by a party that differs from one to the next."""
_TANYA: Mapping[str, str] = {
    "pejabat": "Apakah datanya tersedia setiap triwulan?",
    "pegawai": "Hasilnya banyak ditentukan pihak lain; bagaimana bagian kami dihitung?",
    "pemangku_kepentingan": "Apa manfaatnya bagi warga, dan siapa yang memeriksa angkanya?",
}

Larik = npt.NDArray[np.float64]


def contoh_pertimbangan(angket: Angket, peserta: int, benih: int) -> pd.DataFrame:
    """The table of judgements of ``peserta`` persons in each party; the same seed gives the same table."""
    acak = np.random.default_rng([benih, *angket.kode_opd.encode("utf-8")])  # agencies differ from each other
    baris = [satu for perangkat in angket.perangkat for satu in _jawab(perangkat, peserta, acak)]
    return periksa_pertimbangan(pd.DataFrame(baris).reindex(columns=list(KOLOM)), angket.perangkat)


def _jawab(perangkat: Perangkat, peserta: int, acak: np.random.Generator) -> Iterator[dict[str, object]]:
    banyak = len(perangkat.butir)
    umum = np.linspace(_TERPENTING, -_TERPENTING, banyak) + acak.normal(0, _BEDA_BUTIR, banyak)
    for pihak in PIHAK:
        milik = umum + acak.normal(0, _BEDA_PIHAK, banyak)
        for nomor in range(1, peserta + 1):
            orang = {"pihak": pihak, "peserta": kode_peserta(nomor), "perangkat": perangkat.kode}
            penting = milik + acak.normal(0, _BEDA_ORANG, banyak)
            terbalik = (pihak, nomor) == PEMBALIK
            for cara in perangkat.cara:
                if cara == SUARA:
                    isi = _suara(perangkat, pihak, acak)
                elif cara == PASANGAN:
                    isi = _pasangan(perangkat, penting, acak, terbalik=terbalik)
                else:
                    isi = _poin(perangkat, penting)
                yield from ({**orang, "cara": cara, **satu} for satu in isi)


def _pasangan(
    perangkat: Perangkat,
    penting: Larik,
    acak: np.random.Generator,
    *,
    terbalik: bool,
) -> Iterator[dict[str, object]]:
    """Ratios of importance on the scale; who contradicts themself turns every third one round."""
    tempat = {kode: nomor for nomor, kode in enumerate(perangkat.daftar_kode)}
    for nomor, (kiri, kanan) in enumerate(perangkat.pasangan):
        selisih = penting[tempat[kiri]] - penting[tempat[kanan]] + acak.normal(0, _RAGU)
        if terbalik and nomor % 3 == 0:
            selisih = -2 * selisih - np.sign(selisih)
        nilai = min(TERTINGGI, max(1, round(float(np.exp(abs(selisih))))))
        butir, banding = (kiri, kanan) if selisih >= 0 or nilai == 1 else (kanan, kiri)
        yield {"butir": butir, "banding": banding, "nilai": float(nilai)}


def _poin(perangkat: Perangkat, penting: Larik) -> Iterator[dict[str, object]]:
    """A hundred points in fives where that is possible, the rounding settled by the largest remainders."""
    langkah = 5 if len(perangkat.butir) * 5 <= POIN else 1
    bagian = np.exp(penting) / np.exp(penting).sum() * (POIN // langkah)
    poin = np.floor(bagian)
    kurang = int(POIN // langkah - poin.sum())
    poin[np.argsort(-(bagian - poin), kind="stable")[:kurang]] += 1
    for kode, nilai in zip(perangkat.daftar_kode, poin, strict=True):
        yield {"butir": kode, "nilai": float(nilai * langkah)}


def _suara(perangkat: Perangkat, pihak: str, acak: np.random.Generator) -> Iterator[dict[str, object]]:
    """Mostly agreement; on disputed indicators one party asks or refuses more often."""
    urut = list(PIHAK).index(pihak)
    for nomor, (kode, nama) in enumerate(perangkat.butir):
        ramai, milik = nomor % _PERLU_DIBAHAS == 2, (nomor // _PERLU_DIBAHAS) % len(PIHAK) == urut
        tolak, tanya = (0.25, 0.45) if ramai and milik else (0.02, 0.13) if ramai else (0.0, 0.01)
        undi = acak.random()
        suara = "tolak" if undi < tolak else "tanya" if undi < tolak + tanya else "setuju"
        usul = f"{nama}, dihitung dari data bulan terakhir triwulan {TANDA}" if suara == "tolak" else None
        catatan = None if suara == "setuju" else f"{_TANYA[pihak]} {TANDA}"
        yield {"butir": kode, "suara": suara, "catatan": catatan, "usulan": usul}

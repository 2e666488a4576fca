"""A design of an index: data, structure, and every step taken, each kept beside the one before.

The idea is COINr's coin (Becker et al. 2022, *JOSS* 7, 4567): verbs append results, and a log regenerates them. Unlike
there nothing is ever overwritten; two ways to go on are two designs that share a beginning. A design is a tool to judge
indicators: PermenPANRB 6/2022 knows no index of employees.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from penilaian.galat import GalatJejak, GalatPenilaian, GalatRumus
from penilaian.indikator.komposit.agregasi import CARA_AGREGASI, agregasikan
from penilaian.indikator.komposit.isi_kosong import isi_kosong
from penilaian.indikator.komposit.masukan import lembar, pilih, sebut
from penilaian.indikator.komposit.meta import anak, periksa_meta
from penilaian.indikator.komposit.normalkan import normalkan
from penilaian.indikator.komposit.olah import catat
from penilaian.indikator.komposit.pencilan import olah_pencilan
from penilaian.indikator.komposit.peringkat import peringkatkan
from penilaian.indikator.komposit.rancangan_log import (
    DIGIT_HASIL,
    DIGIT_MASUKAN,
    LangkahRancangan,
    sidik,
    tulis_pilihan,
)
from penilaian.indikator.komposit.saring import saring

BUKA = "buka"
TAHAP = {"saring": 0, "isi_kosong": 0, "olah_pencilan": 0, "normalkan": 1, "agregasikan": 2, "peringkatkan": 3}
"""Steps of one stage may follow each other only in stage 0; a stage is never gone back to."""
PILIHAN = {
    "saring": {"unit_minimum", "indikator_minimum"},
    "isi_kosong": {"cara", "kelompok", "sebelumnya"},
    "olah_pencilan": {"kemencengan", "keruncingan", "titik_maks", "cara"},
    "normalkan": {"cara", "rentang", "batas", "target"},
    "agregasikan": {"cara", "data_minimum"},
    "peringkatkan": {"desimal"},
}
DARI_META = {"arah", "bobot", "induk"}
WAJIB = {
    "isi_kosong": {"cara"},
    "olah_pencilan": {"kemencengan", "keruncingan", "titik_maks"},
    "normalkan": {"cara"},
    "agregasikan": {"cara"},
}


@dataclass(frozen=True, eq=False)
class Rancangan:
    """A design: ``meta`` as of `periksa_meta`, and for each step of ``log`` the frame it gave in ``hasil``.

    ``catatan`` are the notes of all steps so far, with the number of the step in ``langkah``.
    """

    meta: pd.DataFrame
    hasil: tuple[pd.DataFrame, ...]
    log: tuple[LangkahRancangan, ...]
    catatan: pd.DataFrame

    @property
    def data(self) -> pd.DataFrame:
        """The data as they came."""
        return self.hasil[0].copy()

    @property
    def kini(self) -> pd.DataFrame:
        """What the last step gave: units × indicators, and from ``agregasikan`` on units × groups, the index last."""
        return self.hasil[-1].copy()

    def ambil(self, kata: str) -> pd.DataFrame:
        """What the last step with this verb gave.

        Raises:
            GalatRumus: no such step was taken.
        """
        nomor = [i for i, satu in enumerate(self.log) if satu.kata == kata]
        if not nomor:
            pilih(kata, (BUKA, *TAHAP), "Langkah")
            ada = ", ".join(satu.kata for satu in self.log)
            raise GalatRumus("langkah_belum_ada", f"Langkah {kata} belum dijalankan", tindakan=f"yang ada: {ada}")
        return self.hasil[nomor[-1]].copy()


def rancang(data: pd.DataFrame, meta: pd.DataFrame) -> Rancangan:
    """A new design from units × indicators and their `periksa_meta` table; its log begins with the print of both."""
    tabel = lembar(data)
    susunan = periksa_meta(meta, tabel.columns)
    awal = sidik("", BUKA, "{}", [(tabel, DIGIT_MASUKAN), (susunan, DIGIT_MASUKAN)])
    return Rancangan(
        susunan, (tabel,), (LangkahRancangan(BUKA, "{}", awal),), catat([]).assign(langkah=pd.Series(dtype="int64"))
    )


def langkahkan(rancangan: Rancangan, kata: str, **pilihan: Any) -> Rancangan:
    """The design with one more step; the one given stays as it is.

    ``kata`` is the name of a verb of this package and ``pilihan`` its options, as text, numbers, lists, mappings or
    tables, since they go into the log. Directions, weights and groups come from ``meta``. ``agregasikan`` works up
    the groups, ``cara`` being one for all or a mapping from group code; ``data_minimum`` applies in each group. An
    indicator that was left out takes its weight with it, and a group without any indicator left is left out as well.
    ``peringkatkan`` ranks every group.

    Raises:
        GalatRumus: an unknown verb or option, one missing, or a step out of order: first the data (``saring``,
            ``isi_kosong``, ``olah_pencilan``), then ``normalkan``, ``agregasikan``, ``peringkatkan``, once each.
    """
    pilih(kata, TAHAP, "Langkah")
    _periksa_pilihan(kata, pilihan)
    _periksa_urutan(rancangan, kata)
    teks = tulis_pilihan(pilihan)
    baru = LangkahRancangan(kata, teks, "")
    hasil, catatan = _jalankan(rancangan, kata, baru.isi_pilihan)
    cap = sidik(rancangan.log[-1].sidik, kata, teks, [(hasil, DIGIT_HASIL)])
    nomor = len(rancangan.log)
    return replace(
        rancangan,
        hasil=(*rancangan.hasil, hasil),
        log=(*rancangan.log, replace(baru, sidik=cap)),
        catatan=pd.concat([rancangan.catatan, catatan.assign(langkah=nomor)], ignore_index=True)
        if len(catatan)
        else rancangan.catatan,
    )


def ulang(log: Iterable[LangkahRancangan], data: pd.DataFrame, meta: pd.DataFrame) -> Rancangan:
    """Take the steps of a log again, on the data and the structure they were taken on.

    Raises:
        GalatJejak: other data or another structure, a log that was changed, or a step that no longer gives the same.
    """
    langkah = tuple(log)
    if not langkah or langkah[0].kata != BUKA:
        raise GalatJejak("Log rancangan tidak dapat diulang", mengapa="langkah pertamanya tidak ada")
    rancangan = rancang(data, meta)
    if rancangan.log[0] != langkah[0]:
        raise _beda(0, BUKA, "data atau susunan indikator bukan yang dicatat dalam log")
    for nomor, satu in enumerate(langkah[1:], start=1):
        try:
            rancangan = langkahkan(rancangan, satu.kata, **satu.isi_pilihan)
        except (GalatPenilaian, TypeError, ValueError, KeyError) as sebab:
            raise _beda(nomor, satu.kata, f"langkah itu tidak dapat dijalankan: {sebab}") from sebab
        if rancangan.log[-1] != satu:
            raise _beda(nomor, satu.kata, "hasilnya lain daripada yang dicatat, atau log telah diubah")
    return rancangan


def _jalankan(rancangan: Rancangan, kata: str, isi: Mapping[str, Any]) -> tuple[pd.DataFrame, pd.DataFrame]:
    kini, meta = rancangan.kini, rancangan.meta
    pengolah: dict[str, Callable[..., Any]] = {
        "saring": saring,
        "isi_kosong": isi_kosong,
        "olah_pencilan": olah_pencilan,
    }
    if kata in pengolah:
        olah = pengolah[kata](kini, **isi)
        return olah.data, olah.catatan
    if kata == "normalkan":
        return normalkan(kini, arah=meta["arah"], **isi), catat([])
    if kata == "agregasikan":
        return _bertingkat(kini, meta, **isi), catat([])
    return pd.DataFrame({kode: peringkatkan(kini[kode], **isi) for kode in kini.columns}), catat([])


def _bertingkat(
    data: pd.DataFrame, meta: pd.DataFrame, cara: str | Mapping[str, str], data_minimum: float = 0.0
) -> pd.DataFrame:
    """Group by group from the bottom up, so that the members of each are there when its turn comes."""
    grup = anak(meta)
    cara_grup = dict(cara) if isinstance(cara, Mapping) else dict.fromkeys(grup, cara)
    if set(cara_grup) != set(grup):
        raise GalatRumus(
            "cara_tidak_lengkap",
            "Cara agregasi tidak disebut untuk tepat setiap kelompok",
            tindakan=f"sebut satu cara untuk semua, atau satu untuk masing-masing: {', '.join(grup)}",
        )
    for satu in cara_grup.values():
        pilih(satu, CARA_AGREGASI, "Cara agregasi")
    semua, hasil = data.copy(), {}
    for kode, anggota in grup.items():
        ada = [satu for satu in anggota if satu in semua.columns]
        if ada:
            bobot = meta.loc[ada, "bobot"].astype("float64")
            _wajib_berbobot(kode, bobot)
            hasil[kode] = semua[kode] = agregasikan(semua[ada], bobot, cara_grup[kode], data_minimum=data_minimum)
    return pd.DataFrame(hasil, index=data.index)


def _wajib_berbobot(kelompok: str, bobot: pd.Series) -> None:
    if not (bobot > 0).any():
        raise GalatRumus(
            "bobot_nol",
            "Kelompok tidak dapat diagregasikan",
            di_mana=f"kelompok {kelompok}",
            mengapa=f"yang tersisa di dalamnya, {sebut(bobot.index)}, semuanya berbobot nol",
            tindakan="beri bobot di meta, atau pertahankan indikator yang berbobot",
        )


def _periksa_pilihan(kata: str, pilihan: Mapping[str, Any]) -> None:
    asing, kurang = set(pilihan) - PILIHAN[kata], WAJIB.get(kata, set()) - set(pilihan)
    if asing or kurang:
        sebab = f"tidak dikenal: {', '.join(sorted(asing))}" if asing else f"tidak disebut: {', '.join(sorted(kurang))}"
        raise GalatRumus(
            "pilihan_langkah_tidak_sah",
            f"Pilihan langkah {kata} {sebab}",
            mengapa="arah, bobot, dan kelompok indikator diambil dari meta" if asing & DARI_META else "",
            tindakan=f"pilihan langkah ini: {', '.join(sorted(PILIHAN[kata]))}",
        )


def _periksa_urutan(rancangan: Rancangan, kata: str) -> None:
    terakhir = rancangan.log[-1].kata
    kini = TAHAP.get(terakhir, 0)
    boleh = TAHAP[kata] in ((0, 1) if kini == 0 else (kini + 1,))
    if not boleh:
        raise GalatRumus(
            "urutan_langkah",
            f"Langkah {kata} tidak dapat sesudah {terakhir}",
            mengapa="data diolah dahulu, lalu dinormalkan, diagregasikan, dan diperingkatkan, masing-masing sekali",
            tindakan="lanjutkan dari rancangan sebelum langkah itu; rancangan lama tidak berubah",
        )


def _beda(nomor: int, kata: str, mengapa: str) -> GalatJejak:
    return GalatJejak(
        "Pengulangan rancangan tidak memberi hasil yang dicatat",
        di_mana=f"langkah {nomor} ({kata})",
        mengapa=mengapa,
        tindakan="pakai data, susunan, log, dan versi perangkat yang sama",
    )

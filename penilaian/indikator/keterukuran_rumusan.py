"""Is an indicator well put? Five criteria read from its wording and its entries in the dictionary, rule by rule.

Specific, measurable, achievable, relevant, time-bound (Doran 1981, Management Review 70(11): 35–36), as PermenPANRB
6/2022 asks of SKP. Words cannot prove that an indicator is good: a criterion is weak where a stated rule is broken, and
cannot be judged where what it needs is missing.
"""

from __future__ import annotations

import re

import pandas as pd

from penilaian.indikator.bahan import BahanIndikator
from penilaian.indikator.pohon import PohonIndikator, indikator_kepala
from penilaian.indikator.rumusan import baku, kata, terisi

KRITERIA_RUMUSAN = ("spesifik", "terukur", "dapat_dicapai", "relevan", "berbatas_waktu")
BAIK, LEMAH, BELUM = "baik", "lemah", "belum"
KATA_KABUR = (
    "optimal", "maksimal", "baik", "lebih baik", "sebaik", "memadai", "secukupnya", "seperlunya", "sesuai kebutuhan", "efektif",
    "efisien", "lancar", "berkualitas", "bermutu", "unggul", "prima", "dan lain lain", "dll", "dsb", "lainnya", "tertentu",
    "berbagai", "beberapa", "terkait lainnya", "dan atau",
)  # fmt: skip
"""Words that two people read differently: how much is optimal, which others."""
BUKAN_SATUAN = frozenset(
    {"ada", "baik", "lengkap", "tercapai", "terlaksana", "kualitatif", "deskriptif", "narasi", "sesuai"}
)
"""Entries in the column of units in which nothing can be counted."""
TAK_BERBATAS = (
    "berkelanjutan", "terus menerus", "setiap saat", "sewaktu waktu", "jangka panjang", "tahun depan", "secepatnya",
    "segera", "bila diperlukan", "apabila diperlukan", "jika diperlukan",
)  # fmt: skip
"""Words that leave open until when."""
KATA_WAKTU = frozenset({
    "detik", "menit", "jam", "hari", "minggu", "pekan", "bulan", "triwulan", "semester", "tahun", "waktu", "jadwal", "tenggat",
    "lama", "keterlambatan", "terlambat", "kecepatan", "durasi", "tanggap",
})  # fmt: skip
"""Words of which an indicator of the aspect time needs one, in its wording or its unit."""
_KATA_PALING_SEDIKIT = 2
_PERSEN = frozenset({"persen", "persentase", "%"})
_SEBAB_LAGI = "; "


def nilai_rumusan(bahan: BahanIndikator, pohon: PohonIndikator) -> pd.DataFrame:
    """Five rows an indicator: kode, kriteria, nilai (broken rules), batas (0), hasil, sebab.

    ``nilai`` counts the broken rules and is missing where the criterion cannot be judged.
    """
    isi = pohon.indikator.set_index("kode")
    sebab = {
        "spesifik": _spesifik(isi),
        "terukur": _terukur(isi),
        "dapat_dicapai": _dapat_dicapai(isi, bahan),
        "relevan": _relevan(isi, pohon),
        "berbatas_waktu": _berbatas_waktu(isi, pohon),
    }
    return pd.concat([_susun(nama, *satu) for nama, satu in sebab.items()], ignore_index=True)


def _susun(kriteria: str, langgar: pd.DataFrame, belum: pd.Series) -> pd.DataFrame:
    """``langgar``: indicator × rule, the reason where it is broken; ``belum``: why it cannot be judged, else missing."""
    banyak = langgar.notna().sum(axis=1).astype(float)
    alasan = [
        _SEBAB_LAGI.join(str(satu) for satu in baris if pd.notna(satu)) for baris in langgar.itertuples(index=False)
    ]
    hasil = pd.Series(BAIK, index=langgar.index, dtype=object).mask(banyak > 0, LEMAH)
    # What is broken is told even where something else cannot be judged; nothing missing ever counts as good.
    tak_ternilai = belum.notna() & (banyak == 0)
    return pd.DataFrame({
        "kode": langgar.index, "kriteria": kriteria, "nilai": banyak.mask(tak_ternilai).to_numpy(), "batas": 0.0,
        "hasil": hasil.mask(tak_ternilai, BELUM).to_numpy(),
        "sebab": pd.Series(alasan, index=langgar.index, dtype=object).mask(tak_ternilai, belum).to_numpy(),
    })  # fmt: skip


def _jika(syarat: pd.Series, sebab: str | pd.Series) -> pd.Series:
    """The reason where the condition holds, else missing."""
    isi = sebab if isinstance(sebab, pd.Series) else pd.Series(sebab, index=syarat.index, dtype=object)
    return isi.astype(object).where(syarat.astype(bool))


def _kosong(isi: pd.DataFrame) -> pd.Series:
    return pd.Series(None, index=isi.index, dtype=object)


def _memuat(teks: pd.Series, daftar: tuple[str, ...]) -> pd.Series:
    """The listed terms in each text, quoted and joined; missing where there is none."""

    def cari(satu: object) -> str | None:
        isi = f" {baku(str(satu))} "
        ada = [istilah for istilah in daftar if f" {istilah} " in isi]
        return ", ".join(f"“{istilah}”" for istilah in ada) or None

    return teks.map(cari, na_action="ignore").astype(object)


def _spesifik(isi: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series]:
    """No word that people read differently, and at least two words that say what is measured."""
    kabur = _memuat(isi["uraian"], KATA_KABUR)
    banyak = isi["uraian"].map(lambda satu: len(kata(str(satu))))
    return pd.DataFrame({
        "kabur": _jika(kabur.notna(), "kata yang dibaca berbeda-beda: " + kabur.fillna("")),
        "pendek": _jika(banyak < _KATA_PALING_SEDIKIT, "rumusannya hanya satu kata"),
    }), _kosong(isi)  # fmt: skip


def _terukur(isi: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series]:
    """A unit in which one can count, the unit that the wording names, and a source of data."""
    satuan = isi["satuan"].map(lambda satu: " ".join(str(satu).casefold().split()), na_action="ignore").astype(object)
    ada = terisi(isi["satuan"])
    persen = isi["uraian"].map(lambda satu: bool(_PERSEN & set(re.findall(r"[^\W\d_]+|%", str(satu).casefold()))))
    return pd.DataFrame({
        "satuan": _jika(~ada, "satuannya belum ditulis"),
        "hitung": _jika(ada & satuan.isin(BUKAN_SATUAN), "satuannya tidak dapat dihitung: " + satuan.fillna("")),
        "cocok": _jika(ada & persen & ~satuan.fillna("").str.contains("persen|%"), "rumusannya persentase, satuannya " + satuan.fillna("")),
        "sumber": _jika(~terisi(isi["sumber_data"]), "sumber datanya belum ditulis"),
    }), _kosong(isi)  # fmt: skip


def _dapat_dicapai(isi: pd.DataFrame, bahan: BahanIndikator) -> tuple[pd.DataFrame, pd.Series]:
    """A baseline to compare the target with, and a number as target in every SKP of the period."""
    baris = bahan.kini.assign(tanpa=bahan.kini["bawah"].isna() & bahan.kini["atas"].isna())
    kelompok = baris.groupby("kode_indikator")["tanpa"]
    tanpa, ada = kelompok.sum().reindex(isi.index), kelompok.size().reindex(isi.index)
    return pd.DataFrame({
        "baseline": _jika(isi["baseline"].isna(), "tidak ada baseline"),
        "target": _jika(tanpa.fillna(0) > 0, "ada target yang bukan angka"),
    }), _jika(ada.isna(), "belum ada target pada periode ini")  # fmt: skip


def _relevan(isi: pd.DataFrame, pohon: PohonIndikator) -> tuple[pd.DataFrame, pd.Series]:
    """Linked to a leader's indicator that leads to the top; a head's to a goal of the city."""
    kepala = indikator_kepala(isi.reset_index(), pohon.pemegang).set_axis(isi.index)
    sasaran = terisi(isi["sasaran_daerah"])
    putaran = {kode for satu in pohon.lingkaran for kode in satu}
    berinduk = isi["kode_induk"].notna()
    dikenal = isi.index.isin(pohon.sisi["kode"])
    return pd.DataFrame({
        "induk": _jika(~kepala & ~berinduk, "tidak tersambung ke indikator pimpinan"),
        "asing": _jika(berinduk & ~dikenal, "induknya tidak ada di pohon ini"),
        "putar": _jika(pd.Series(isi.index.isin(putaran), index=isi.index), "induknya berputar kembali ke dirinya"),
    }), _jika(kepala & ~sasaran, "sasaran daerah yang didukung belum ditulis")  # fmt: skip


def _berbatas_waktu(isi: pd.DataFrame, pohon: PohonIndikator) -> tuple[pd.DataFrame, pd.Series]:
    """Promised in an SKP, whose period is its limit; nothing that leaves the limit open; aspect time names a time."""
    terbuka = _memuat(isi["uraian"], TAK_BERBATAS)
    sebut = [
        bool(KATA_WAKTU & {*kata(str(teks)), *kata(str(satuan))})
        for teks, satuan in zip(isi["uraian"], isi["satuan"], strict=True)
    ]
    waktu = (isi["aspek"] == "waktu").fillna(value=False).astype(bool) & ~pd.Series(sebut, index=isi.index, dtype=bool)
    dipegang = pd.Series(isi.index.isin(pohon.pemegang["kode"]), index=isi.index)
    return pd.DataFrame({
        "terbuka": _jika(terbuka.notna(), "batas waktunya terbuka: " + terbuka.fillna("")),
        "waktu": _jika(waktu, "beraspek waktu tanpa menyebut waktu"),
    }), _jika(~dipegang, "tidak ada di SKP periode ini")  # fmt: skip

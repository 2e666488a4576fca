"""What is wrong with the tree of indicators: each finding with why it matters and what to do; a person decides.

Cut-offs that are not law: two wordings are nearly the same from ``kemiripan`` of their words on; an indicator is taken
to be out of reach of somebody below the head where its wording names a result of the whole economy or of society, or
its data are another institution's judgement (:data:`DI_LUAR_KENDALI`, :data:`PIHAK_LUAR`). Both are guesses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from penilaian.bahasa import angka, daftar_kata, persen
from penilaian.indikator.bahan import BahanIndikator
from penilaian.indikator.pohon import PohonIndikator, indikator_kepala, susun_pohon
from penilaian.indikator.pohon_bobot import periksa_bobot
from penilaian.indikator.pohon_jenjang import jabatan_tanpa_indikator, tingkat_terlewat
from penilaian.indikator.pohon_target import periksa_target_tertulis
from penilaian.indikator.rumusan import baku, pasangan_mirip, terisi

DI_LUAR_KENDALI = (
    "inflasi", "pertumbuhan ekonomi", "pdrb", "angka kemiskinan", "tingkat kemiskinan", "penduduk miskin", "gini",
    "ketimpangan", "pengangguran terbuka", "indeks pembangunan manusia", "angka harapan hidup", "usia harapan hidup",
    "curah hujan", "nilai tukar", "suku bunga",
)  # fmt: skip
"""Results that nobody below the head of an agency can move within a period."""
PIHAK_LUAR = ("kementerian", "badan pusat statistik", "bps", "bpk", "ombudsman", "bank indonesia")
"""Institutions outside the city whose judgement is a data source."""
JENIS: Mapping[str, str] = {
    "lingkaran": "Induk berputar kembali ke dirinya",
    "induk_tidak_dikenal": "Induk tidak dikenal",
    "tanpa_induk": "Tanpa induk",
    "induk_opd_lain": "Induk milik OPD lain",
    "tingkat_terlewat": "Tingkat terlewat",
    "tanpa_sasaran_daerah": "Tanpa sasaran daerah",
    "tanpa_pendukung": "Indikator pimpinan tanpa pendukung",
    "jabatan_tanpa_indikator": "Jabatan tanpa indikator",
    "bobot_tidak_genap": "Bobot tidak genap",
    "tidak_dipegang": "Tidak dipegang siapa pun",
    "di_luar_kendali": "Mungkin di luar kendali pemegangnya",
    "tanpa_sumber_data": "Tanpa sumber data",
    "tanpa_baseline": "Tanpa baseline",
    "target_tak_terurai": "Target tidak terbaca",
    "target_kosong": "Target kosong",
    "rumusan_sama": "Rumusan sama",
    "rumusan_mirip": "Rumusan hampir sama",
}
"""Stable codes of findings, in the order in which they are told, with what readers see."""
KOLOM_TEMUAN = ["kode_temuan", "kode_opd", "kode", "apa", "mengapa", "tindakan"]


@dataclass(frozen=True)
class _Sebab:
    mengapa: str
    tindakan: str


_SEBAB = {
    "lingkaran": _Sebab("tidak satu pun dari anggotanya sampai ke indikator pimpinan", "tetapkan kembali induk salah satu anggotanya"),
    "induk_tidak_dikenal": _Sebab("hasilnya tidak tersambung ke hasil pimpinan", "perbaiki kode induknya, atau tambahkan indikator induk itu"),
    "tanpa_induk": _Sebab("indikator selain milik pimpinan mengintervensi hasil pimpinan (PermenPANRB 6/2022, matriks pembagian peran dan hasil)", "tetapkan indikator pimpinan yang diintervensi"),
    "induk_opd_lain": _Sebab("matriks pembagian peran dan hasil disusun di dalam satu unit kerja", "pilih induk di OPD sendiri, atau catat sebagai penugasan lintas OPD"),
    "tanpa_sasaran_daerah": _Sebab("tanpa itu pohon berhenti di OPD dan keselarasannya dengan RPJMD tidak dapat diperiksa", "isi kolom sasaran_daerah indikator pimpinan dari RPJMD dan Perjanjian Kinerja"),
    "tanpa_pendukung": _Sebab(
        "tidak satu pun indikator bawahan mengintervensi hasil ini",
        "tambahkan peran yang mendukungnya, atau catat bahwa pimpinan mengerjakannya sendiri",
    ),
    "tidak_dipegang": _Sebab("indikator yang tidak ada di SKP siapa pun tidak dapat dipengaruhi siapa pun", "tetapkan pemegangnya, atau hapus dari kamus indikator"),
    "di_luar_kendali": _Sebab("dugaan dari rumusan dan sumber datanya; hasil yang ditentukan pihak lain tidak menggambarkan kerja pemegangnya", "ganti dengan hasil antara yang dikendalikan pemegangnya, atau jelaskan kendalinya"),
    "tanpa_sumber_data": _Sebab("realisasinya tidak dapat dibuktikan", "tuliskan dari dokumen atau aplikasi mana realisasi diambil"),
    "tanpa_baseline": _Sebab("target tidak dapat dibandingkan dengan keadaan semula", "isi nilai sebelum periode pertama, atau catat bahwa indikatornya baru"),
    "rumusan_sama": _Sebab("satu ukuran dengan dua kode dihitung dan diubah dua kali", "pakai satu kode bila memang sama, atau bedakan rumusannya"),
    "rumusan_mirip": _Sebab("dua rumusan yang hampir sama mudah tertukar atau mengukur hal yang sama", "satukan, atau pertegas bedanya"),
}  # fmt: skip


def periksa_pohon(
    bahan: BahanIndikator,
    pohon: PohonIndikator | None = None,
    *,
    bobot: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """All findings: kode_temuan (see :data:`JENIS`), kode_opd, kode (missing where it is not about one), apa, mengapa, tindakan.

    ``bobot`` are weights to check besides those of the provision: columns kelompok, kode, bobot (exact: Decimal, Fraction,
    int or text), each group to sum to exactly 1 or 100.

    Raises:
        GalatRumus: a weight is no number.
    """
    pohon = susun_pohon(bahan) if pohon is None else pohon
    semua = [
        _lingkaran(pohon), _induk(bahan, pohon), tingkat_terlewat(bahan, pohon), _kepala(pohon),
        jabatan_tanpa_indikator(bahan), periksa_bobot(bahan, bobot), _pemegang(pohon), _isian(pohon),
        periksa_target_tertulis(bahan), _rumusan(pohon, bahan.bilangan("kemiripan")),
    ]  # fmt: skip
    hasil = pd.concat([satu.astype(object) for satu in semua], ignore_index=True)
    urut = {nama: nomor for nomor, nama in enumerate(JENIS)}
    hasil = hasil.assign(urut=hasil["kode_temuan"].map(urut))
    return hasil.sort_values(["urut", "kode_opd", "kode", "apa"], ignore_index=True)[KOLOM_TEMUAN]


def _temuan(jenis: str, baris: pd.DataFrame, apa: Iterable[str]) -> pd.DataFrame:
    """Findings about ``baris`` (kode, kode_opd), one a row, ``apa`` in its order."""
    sebab = _SEBAB[jenis]
    isi = baris[["kode_opd", "kode"]].assign(apa=list(apa), kode_temuan=jenis)
    return isi.assign(mengapa=sebab.mengapa, tindakan=sebab.tindakan)[KOLOM_TEMUAN]


def _lingkaran(pohon: PohonIndikator) -> pd.DataFrame:
    milik = pohon.indikator.set_index("kode")["kode_opd"]
    baris = pd.DataFrame({"kode": [satu[0] for satu in pohon.lingkaran]}, dtype=object)
    apa = [
        f"Indikator {satu[0]} menjadi induk dirinya sendiri" if len(satu) == 1 else f"Induk dari {daftar_kata(satu)} berputar"
        for satu in pohon.lingkaran
    ]  # fmt: skip
    return _temuan("lingkaran", baris.assign(kode_opd=baris["kode"].map(milik)), apa)


def _induk(bahan: BahanIndikator, pohon: PohonIndikator) -> pd.DataFrame:
    isi = pohon.indikator
    dikenal = bahan.indikator.drop_duplicates("kode").set_index("kode")["kode_opd"]
    asing = isi[isi["kode_induk"].notna() & ~isi["kode_induk"].isin(dikenal.index)]
    kosong = isi[isi["kode_induk"].isna() & ~indikator_kepala(isi, pohon.pemegang)]
    pemilik = isi["kode_induk"].map(dikenal)
    lain = isi.assign(pemilik=pemilik)[pemilik.notna() & (pemilik != isi["kode_opd"])]
    milik = [f"Induk {kode} milik {satu}" for kode, satu in zip(lain["kode_induk"], lain["pemilik"], strict=True)]
    return pd.concat([
        _temuan("induk_tidak_dikenal", asing, [f"Induk {kode} tidak ada di tabel indikator" for kode in asing["kode_induk"]]),
        _temuan("tanpa_induk", kosong, ["Indikator ini tidak punya induk"] * len(kosong)),
        _temuan("induk_opd_lain", lain, milik),
    ])  # fmt: skip


def _kepala(pohon: PohonIndikator) -> pd.DataFrame:
    isi = pohon.indikator
    kepala = isi[indikator_kepala(isi, pohon.pemegang)]
    ada = terisi(kepala["sasaran_daerah"])
    sebagian = kepala["kode_opd"].isin(kepala.loc[ada, "kode_opd"])
    kurang = kepala[sebagian & ~ada]
    opd = kepala[~sebagian].groupby("kode_opd").size().reset_index(name="banyak").assign(kode=float("nan"))
    bawahan = isi.loc[~isi["kode"].isin(kepala["kode"]), "kode_opd"]
    sendiri = kepala[~kepala["kode"].isin(pohon.sisi["kode_induk"]) & kepala["kode_opd"].isin(bawahan)]
    return pd.concat([
        _temuan("tanpa_pendukung", sendiri, ["Tidak satu pun indikator berinduk padanya"] * len(sendiri)),
        _temuan("tanpa_sasaran_daerah", kurang, ["Sasaran daerah yang didukung belum ditulis"] * len(kurang)),
        _temuan("tanpa_sasaran_daerah", opd, [f"Tidak satu pun dari {angka(n)} indikator pimpinan menyebut sasaran daerah" for n in opd["banyak"]]),
    ])  # fmt: skip


def _pemegang(pohon: PohonIndikator) -> pd.DataFrame:
    isi = pohon.indikator
    tanpa = isi[~isi["kode"].isin(pohon.pemegang["kode"])]
    bawah = isi["kode"].isin(pohon.pemegang["kode"]) & ~indikator_kepala(isi, pohon.pemegang)
    istilah = _sebutan(isi["uraian"], DI_LUAR_KENDALI)
    pihak = _sebutan(isi["sumber_data"], PIHAK_LUAR)
    luar = isi.assign(istilah=istilah, pihak=pihak)[bawah & (istilah.notna() | pihak.notna())]
    apa = [
        f"Rumusannya menyebut {kata}" if pd.notna(kata) else f"Sumber datanya dari luar: {satu}"
        for kata, satu in zip(luar["istilah"], luar["pihak"], strict=True)
    ]
    return pd.concat([
        _temuan("tidak_dipegang", tanpa, ["Tidak ada di SKP seorang pun pada periode ini"] * len(tanpa)),
        _temuan("di_luar_kendali", luar, apa),
    ])  # fmt: skip


def _sebutan(teks: pd.Series, istilah: Iterable[str]) -> pd.Series:
    """The first of the terms that stands in a text as whole words; missing where none does."""

    def cari(satu: object) -> str | None:
        isi = f" {baku(str(satu))} "
        return next((kata for kata in istilah if f" {kata} " in isi), None)

    return teks.map(cari, na_action="ignore").astype(object)


def _isian(pohon: PohonIndikator) -> pd.DataFrame:
    isi = pohon.indikator
    sumber, baseline = isi[~terisi(isi["sumber_data"])], isi[isi["baseline"].isna()]
    return pd.concat([
        _temuan("tanpa_sumber_data", sumber, ["Sumber datanya belum ditulis"] * len(sumber)),
        _temuan("tanpa_baseline", baseline, ["Nilai awalnya belum ditulis"] * len(baseline)),
    ])  # fmt: skip


def _rumusan(pohon: PohonIndikator, kemiripan: float) -> pd.DataFrame:
    """Wordings that repeat or nearly repeat another one of the same agency, parent and child aside."""
    isi = pohon.indikator.assign(bentuk=pohon.indikator["uraian"].map(baku)).sort_values("kode")
    pertama = isi.groupby(["kode_opd", "bentuk"])["kode"].transform("first")
    kembar = isi[(pertama != isi["kode"]) & ~_berkerabat(pohon, isi["kode"], pertama)]
    mirip = [
        pasangan_mirip(grup.drop_duplicates("bentuk").set_index("kode")["uraian"], kemiripan).assign(kode_opd=kode_opd)
        for kode_opd, grup in isi.groupby("kode_opd")
    ]
    dua = pd.concat([pd.DataFrame(columns=["kode", "kode_lain", "kemiripan", "kode_opd"]), *mirip], ignore_index=True)
    dua = dua[~_berkerabat(pohon, dua["kode"], dua["kode_lain"])]
    bagian = zip(dua["kemiripan"], dua["kode_lain"], strict=True)
    return pd.concat([
        _temuan("rumusan_sama", kembar, [f"Rumusannya sama dengan {pertama[nomor]}" for nomor in kembar.index]),
        _temuan("rumusan_mirip", dua, [f"{persen(100 * n, 0)} katanya sama dengan {lain}" for n, lain in bagian]),
    ])  # fmt: skip


def _berkerabat(pohon: PohonIndikator, kode: pd.Series, lain: pd.Series) -> pd.Series:
    """Whether two indicators are parent and child: there, the same wording is direct cascading."""
    sisi = {frozenset(satu) for satu in zip(pohon.sisi["kode_induk"], pohon.sisi["kode"], strict=True)}
    return pd.Series([frozenset(satu) in sisi for satu in zip(kode, lain, strict=True)], index=kode.index, dtype=bool)

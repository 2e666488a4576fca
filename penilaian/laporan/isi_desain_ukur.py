"""Contents of `03_desain_indikator`: how measurable the indicators are, which are weak, why, and what to try."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from penilaian.bahasa import KOSONG, angka, bagian
from penilaian.indikator.bahan import KEBIJAKAN, BahanIndikator
from penilaian.indikator.keterukuran import KRITERIA, daftar_lemah, nilai_keterukuran
from penilaian.indikator.keterukuran_data import BATAS, KRITERIA_DATA
from penilaian.indikator.keterukuran_rumusan import BAIK, BELUM, KRITERIA_RUMUSAN, LEMAH
from penilaian.indikator.keterukuran_saran import ATURAN, NAMA, SINGKATAN
from penilaian.laporan.gambar import Gambar, gambar_batang_bertumpuk
from penilaian.laporan.gaya_gambar import BIRU, GARIS, MERAH, Warna
from penilaian.laporan.isi_capaian import PEGAWAI_MINIMUM
from penilaian.laporan.lembaran import Lembaran
from penilaian.laporan.matriks_kriteria import Sel, gambar_kriteria
from penilaian.laporan.poin import Poin
from penilaian.laporan.tabel import Kolom, Tabel

if TYPE_CHECKING:
    from penilaian.laporan.isi_desain import IsiDesain

TERTUTUP = "tidak_ditampilkan"
BARIS_KOTA = 25
LABEL_HASIL = {BAIK: "Baik", LEMAH: "Lemah", BELUM: "Belum dapat dinilai", TERTUTUP: "Tidak ditampilkan"}
_SIMBOL = {
    BAIK: Sel("✓", 0.0),
    LEMAH: Sel("×", 1.0),
    BELUM: Sel("–", 0.0, kosong=True),
    TERTUTUP: Sel("", 0.0, kosong=True),
}
_WARNA = {BAIK: Warna(BIRU), LEMAH: Warna(MERAH, "\\\\"), TERTUTUP: Warna(GARIS)}
_HURUF = {BAIK: "b", LEMAH: "L", BELUM: KOSONG, TERTUTUP: "*"}
BUKAN_NILAI = "Lemah berarti indikatornya perlu dilihat lagi, bukan pegawainya; tidak ada rating yang berubah, dan orang yang memutuskan."
_TENTANG_TERTUTUP = f"Kriteria berbasis data tidak ditampilkan bila pegawainya kurang dari {PEGAWAI_MINIMUM}."


@lru_cache(maxsize=1)
def hasil_keterukuran(bahan: BahanIndikator) -> pd.DataFrame:
    """All criteria; what data say about fewer people than may be shown is withheld."""
    hasil = nilai_keterukuran(bahan)
    sedikit = hasil["kriteria"].isin(KRITERIA_DATA) & (hasil["hasil"] != BELUM) & (hasil["pegawai"] < PEGAWAI_MINIMUM)
    tentang = bahan.indikator.drop_duplicates("kode").set_index("kode")
    return hasil.assign(
        hasil=hasil["hasil"].mask(sedikit, TERTUTUP), nilai=hasil["nilai"].mask(sedikit), sebab=hasil["sebab"].mask(sedikit, ""),
        uraian=hasil["kode"].map(tentang["uraian"]), kode_opd=hasil["kode"].map(tentang["kode_opd"]),
    )  # fmt: skip


def pokok_keterukuran(isi: IsiDesain) -> Poin:
    """How many indicators are weak somewhere, in what most often, and how many cannot be judged by data."""
    hasil = hasil_keterukuran(isi.desain)
    semua = hasil["kode"].nunique()
    lemah = hasil[hasil["hasil"] == LEMAH]
    dengan_data = hasil["kriteria"].isin(KRITERIA_DATA) & (hasil["hasil"] != BELUM)
    belum = semua - hasil.loc[dengan_data, "kode"].nunique()
    sering = (
        lemah["kriteria"].value_counts().reindex(list(KRITERIA)).dropna().sort_values(ascending=False, kind="stable")
    )
    tersering = [f"{NAMA[str(nama)].lower()} {angka(int(n))}" for nama, n in sering.head(3).items()]
    return Poin("Pokok keterukuran", (
        f"Indikator dengan sedikitnya satu kriteria lemah: {bagian(lemah['kode'].nunique(), semua)}.",
        f"Kriteria yang paling sering lemah: {'; '.join(tersering)}." if tersering else "Tidak satu pun kriteria lemah.",
        f"Belum dapat dinilai dengan data: {bagian(belum, semua)} indikator; itu bukan lulus.",
        BUKAN_NILAI,
    ))  # fmt: skip


def gambar_jumlah_kriteria(isi: IsiDesain) -> Gambar:
    """Of each criterion, how many indicators are good, weak or not judged."""
    return gambar_batang_bertumpuk(
        _jumlah(isi), "Hasil setiap kriteria", "indikator", isi.sumber, label={**NAMA, **LABEL_HASIL}, tanpa_nilai=BELUM, warna=_WARNA,
    )  # fmt: skip


def _jumlah(isi: IsiDesain) -> pd.DataFrame:
    hasil = hasil_keterukuran(isi.desain)
    return pd.crosstab(hasil["kriteria"], hasil["hasil"]).reindex(
        index=list(KRITERIA), columns=[BAIK, LEMAH, TERTUTUP, BELUM], fill_value=0
    )  # fmt: skip


def tabel_jumlah_kriteria(isi: IsiDesain) -> Tabel:
    """The same counts, with the rule or cut-off behind each criterion."""
    butir = isi.desain.aturan.nilai(KEBIJAKAN).butir
    aturan = {**ATURAN} | {nama: butir[batas].keterangan for nama, (batas, _) in BATAS.items()}
    data = _jumlah(isi).reset_index().assign(
        nama=lambda satu: satu["kriteria"].map(NAMA), singkatan=lambda satu: satu["kriteria"].map(SINGKATAN),
        aturan=lambda satu: satu["kriteria"].map(aturan),
        batas=lambda satu: [angka(isi.desain.bilangan(BATAS[k][0])) if k in BATAS else "" for k in satu["kriteria"]],
    )  # fmt: skip
    kolom = (
        Kolom("nama", "Kriteria"), Kolom("singkatan", "Singkatan"), Kolom("aturan", "Aturan"), Kolom("batas", "Batas"),
        *(Kolom(kode, LABEL_HASIL[kode], "cacah") for kode in (BAIK, LEMAH, TERTUTUP, BELUM)),
    )  # fmt: skip
    return Tabel(
        "Hasil setiap kriteria", kolom, data, sumber=isi.sumber,
        catatan=f"Batas dari kebijakan lokal {KEBIJAKAN}, bukan peraturan; tepat di batas berarti baik. {_TENTANG_TERTUTUP} {BUKAN_NILAI}",
    )  # fmt: skip


def gambar_matriks_kriteria(isi: IsiDesain) -> Lembaran:
    """Indicators by criteria, the weakest first; of the city, agencies by criteria with the count of weak indicators."""
    data = _sel_kota(isi) if isi.kota else _sel(isi)
    judul = "Indikator lemah menurut perangkat daerah dan kriteria" if isi.kota else "Indikator menurut kriteria"
    tanda = (
        "Angka: banyaknya indikator lemah; makin gelap makin besar bagiannya dari yang dapat dinilai. Tanda –: tidak satu pun dapat dinilai."
        if isi.kota
        else f"× di kotak gelap: lemah; ✓: baik; –: belum dapat dinilai; kotak kelabu: tidak ditampilkan (kurang dari {PEGAWAI_MINIMUM} pegawai). Lima lajur kiri dari rumusan, lainnya dari data."
    )
    gambar = gambar_kriteria(
        data.rename(columns=NAMA), judul, isi.sumber, keterangan=tanda, alt=_alt(isi, judul), pisah=len(KRITERIA_RUMUSAN)
    )  # fmt: skip
    return Lembaran(gambar)


def _sel(isi: IsiDesain) -> pd.DataFrame:
    hasil = hasil_keterukuran(isi.desain)
    matriks = hasil.pivot(index="kode", columns="kriteria", values="hasil").reindex(columns=list(KRITERIA))
    urut = (matriks == LEMAH).sum(axis=1).sort_index().sort_values(ascending=False, kind="stable").index
    return matriks.loc[urut].map(_SIMBOL.__getitem__).set_axis(_label(hasil).loc[urut].to_numpy(), axis=0)


def _label(hasil: pd.DataFrame) -> pd.Series:
    """The wording by code; where several have the same, what tells them apart comes first."""
    isi = hasil.drop_duplicates("kode").set_index("kode")
    beda = [f"{str(kode).removeprefix(f'{opd}-')}: " for kode, opd in zip(isi.index, isi["kode_opd"], strict=True)]
    kembar = isi.duplicated(["kode_opd", "uraian"], keep=False)
    return pd.Series(beda, index=isi.index, dtype=object).where(kembar, "") + isi["uraian"].astype(object)


def _sel_kota(isi: IsiDesain) -> pd.DataFrame:
    hasil = hasil_keterukuran(isi.desain)
    dinilai = hasil[hasil["hasil"].isin([BAIK, LEMAH])]
    banyak = pd.crosstab(dinilai["kode_opd"], dinilai["kriteria"])
    lemah = pd.crosstab(dinilai["kode_opd"], dinilai["kriteria"], values=dinilai["hasil"] == LEMAH, aggfunc="sum")
    opd = sorted(hasil["kode_opd"].unique())
    banyak, lemah = (satu.reindex(index=opd, columns=list(KRITERIA)).fillna(0) for satu in (banyak, lemah))
    isi_sel = [
        [
            Sel(angka(int(a)), float(a / b) ** 0.5) if b else Sel(KOSONG, 0.0, kosong=True)
            for a, b in zip(x, y, strict=True)
        ]
        for x, y in zip(lemah.to_numpy(), banyak.to_numpy(), strict=True)
    ]
    return pd.DataFrame(isi_sel, index=[isi.nama_opd.get(satu, satu) for satu in opd], columns=list(KRITERIA))


def _alt(isi: IsiDesain, judul: str) -> str:
    hasil = hasil_keterukuran(isi.desain)
    jumlah = _jumlah(isi)
    rinci = [
        f"{NAMA[str(nama)].lower()} {angka(int(baris[LEMAH]))} lemah, {angka(int(baris[BELUM]))} belum"
        for nama, baris in jumlah.iterrows()
    ]
    return f"Matriks “{judul}”: {angka(hasil['kode'].nunique())} indikator menurut {angka(len(KRITERIA))} kriteria. {'; '.join(rinci).capitalize()}."


def tabel_kriteria(isi: IsiDesain) -> Tabel:
    """The matrix of indicators by criteria with letters; of the city, agencies with counts of weak indicators."""
    if isi.kota:
        return _tabel_kota(isi)
    hasil = hasil_keterukuran(isi.desain)
    matriks = hasil.pivot(index="kode", columns="kriteria", values="hasil").reindex(columns=list(KRITERIA))
    data = matriks.map(_HURUF.__getitem__).reset_index()
    kolom = (Kolom("kode", "Indikator"), *(Kolom(nama, SINGKATAN[nama]) for nama in KRITERIA))
    return Tabel(
        "Indikator menurut kriteria", kolom, data, sumber=isi.sumber,
        catatan=f"L lemah, b baik, {KOSONG} belum dapat dinilai, * tidak ditampilkan. Singkatan: lihat tabel sebelumnya. {_TENTANG_TERTUTUP}",
    )  # fmt: skip


def _tabel_kota(isi: IsiDesain) -> Tabel:
    data = _sel_kota(isi).map(lambda sel: sel.teks).rename_axis("opd").reset_index()
    kolom = (Kolom("opd", "OPD"), *(Kolom(nama, SINGKATAN[nama]) for nama in KRITERIA))
    return Tabel(
        "Indikator lemah menurut perangkat daerah dan kriteria", kolom, data, sumber=isi.sumber,
        catatan=f"{KOSONG}: tidak satu pun indikatornya dapat dinilai. {_TENTANG_TERTUTUP}",
    )  # fmt: skip


def tabel_indikator_lemah(isi: IsiDesain) -> Tabel | Poin:
    """Every weak criterion of every indicator: why, and what to try; indicators with most of them first."""
    judul = "Indikator yang perlu dilihat lagi"
    data = daftar_lemah(hasil_keterukuran(isi.desain))
    if data.empty:
        return Poin(judul, ("Tidak satu pun kriteria lemah.",))
    data = data.assign(
        nama=data["kriteria"].map(NAMA),
        opd=data["kode_opd"].map(isi.nama_opd),
        banyak=data.groupby("kode")["kode"].transform("size"),
    )
    data = data.sort_values(["banyak", "kode"], ascending=[False, True], kind="stable")
    kolom = (
        Kolom("uraian", "Indikator"), *((Kolom("opd", "OPD"),) if isi.kota else ()), Kolom("kode", "Kode"), Kolom("nama", "Kriteria"),
        Kolom("sebab", "Mengapa lemah"), Kolom("saran", "Saran perbaikan"),
    )  # fmt: skip
    return Tabel(
        judul, kolom, data, sumber=isi.sumber, jumlah_baris_maks=BARIS_KOTA if isi.kota else None,
        catatan=f"{BUKAN_NILAI} {_TENTANG_TERTUTUP}",
    )  # fmt: skip

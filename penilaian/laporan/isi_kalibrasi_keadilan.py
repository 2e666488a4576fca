"""Contents of `04_kalibrasi`: groups of employees, and what their achievement explains."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from penilaian.bahasa import angka, daftar_kata
from penilaian.galat import GalatRumus
from penilaian.kalibrasi.keadilan import ATRIBUT, Keadilan, beri_golongan, keadilan, uji_bersama
from penilaian.kalibrasi.uraian_selisih import Uraian, kitagawa, oaxaca_blinder
from penilaian.kalibrasi.usulan import dapat_dibandingkan
from penilaian.laporan.gambar import Gambar, gambar_kosong
from penilaian.laporan.isi_capaian import LABEL_JABATAN, LABEL_JENIS
from penilaian.laporan.isi_kalibrasi import IsiKalibrasi
from penilaian.laporan.poin import Poin
from penilaian.laporan.selang import gambar_selang
from penilaian.laporan.tabel import Kolom, Tabel
from penilaian.nilai.kolom import PREDIKAT

JUDUL_ATRIBUT = {
    "jenis_kelamin": "Jenis kelamin", "kelompok_usia": "Kelompok usia", "golongan_ruang": "Golongan",
    "jenis": "Jenis pegawai", "jenis_jabatan": "Jenis jabatan", "lokasi": "Lokasi",
}  # fmt: skip
NAMA = {
    "L": "laki-laki", "P": "perempuan", "di_bawah_30": "di bawah 30 tahun", "30_39": "30–39 tahun",
    "40_49": "40–49 tahun", "50_ke_atas": "50 tahun ke atas", **LABEL_JENIS, **LABEL_JABATAN,
}  # fmt: skip
OPD_DIGAMBAR = 14
BAIK = "baik"


def _bahan(isi: IsiKalibrasi) -> tuple[pd.DataFrame, pd.Series]:
    """Employees with a predicate, and whether it is good or better."""
    pegawai = beri_golongan(isi.kalibrasi.kini.dropna(subset=["predikat"])).reset_index(drop=True)
    kode = list(isi.kalibrasi.aturan.nilai(PREDIKAT).kode)
    return pegawai, pegawai["predikat"].map(kode.index) >= kode.index(BAIK)


def _semua(isi: IsiKalibrasi) -> list[Keadilan]:
    pegawai, baik = _bahan(isi)
    sedikit = int(isi.kalibrasi.bilangan("kelompok_paling_sedikit"))
    ada = [atribut for atribut in ATRIBUT if pegawai[atribut].notna().any()]
    return [keadilan(pegawai, baik, atribut, sedikit) for atribut in ada]


def tabel_kelompok(isi: IsiKalibrasi) -> Tabel | Poin:
    """Share with a good predicate or better by group, with differences and ratios against the largest group."""
    judul = "Predikat baik ke atas menurut kelompok"
    if isi.kalibrasi.kini["predikat"].isna().all():
        return Poin(judul, ("Belum seorang pun ditetapkan predikatnya.",))
    daftar = _semua(isi)
    data = pd.concat([_baris(satu) for satu in daftar], ignore_index=True)
    kolom = (
        Kolom("atribut", "Menurut"), Kolom("kelompok", "Kelompok"), Kolom("pegawai", "Pegawai", "cacah"),
        Kolom("pangsa", "Baik ke atas", "persen"), Kolom("selang", "Selang 95%"), Kolom("selisih", "Selisih (poin)"),
        Kolom("nisbah", "Nisbah"),
    )  # fmt: skip
    ditutup = sum(len(satu.ditutup) for satu in daftar)
    catatan = f"Seluruhnya {angka(100 * daftar[0].keseluruhan, 1)}%. Selisih dan nisbah terhadap kelompok terbesar, dengan selang 95%. "
    catatan += (
        f"Kelompok yang tidak ditampilkan karena terlalu sedikit pegawainya, atau supaya yang sedikit itu tidak dapat dihitung dari selisihnya: {angka(ditutup)}. "
        if ditutup
        else ""
    )
    return Tabel(
        judul, kolom, data, sumber=isi.bahan.sumber, baris_judul=False,
        catatan=catatan + "Selisih mentah: belum memperhitungkan capaian. Lihat bagian tak terjelaskan di bawah.",
    )  # fmt: skip


def _baris(satu: Keadilan) -> pd.DataFrame:
    isi = satu.kelompok.rename_axis("kode").reset_index()
    banding = isi["kode"] != satu.pembanding
    return pd.DataFrame(
        {
            "atribut": JUDUL_ATRIBUT[satu.atribut],
            "kelompok": isi["kode"].map(lambda kode: NAMA.get(kode, kode)),
            "pegawai": isi["pegawai"],
            "pangsa": 100 * isi["pangsa"],
            "selang": [_dari_sampai(*pasang, kali=100) for pasang in zip(isi["bawah"], isi["atas"], strict=True)],
            "selisih": _berselang(isi, "selisih", banding, kali=100, desimal=1),
            "nisbah": _berselang(isi, "nisbah", banding, kali=1, desimal=2),
        }
    )


def _dari_sampai(bawah: float, atas: float, *, kali: int, desimal: int = 1) -> str:
    return f"{angka(kali * bawah, desimal)} – {angka(kali * atas, desimal)}"


def _berselang(isi: pd.DataFrame, nama: str, banding: pd.Series, *, kali: int, desimal: int) -> list[str]:
    hasil = []
    for ada, (_, baris) in zip(banding, isi.iterrows(), strict=True):
        selang = _dari_sampai(baris[f"{nama}_bawah"], baris[f"{nama}_atas"], kali=kali, desimal=desimal)
        hasil.append(f"{angka(kali * baris[nama], desimal)} ({selang})" if ada else "pembanding")
    return hasil


def tabel_uji_kelompok(isi: IsiKalibrasi) -> Tabel | Poin:
    """One test an attribute, all of them judged together."""
    judul = "Apakah selisih mentahnya lebih dari kebetulan?"
    if isi.kalibrasi.kini["predikat"].isna().all():
        return Poin(judul, ("Belum seorang pun ditetapkan predikatnya.",))
    data = uji_bersama(_semua(isi), isi.kalibrasi.bilangan("taraf"))
    data = data.assign(atribut=data["atribut"].map(JUDUL_ATRIBUT))
    kolom = (
        Kolom("atribut", "Menurut"), Kolom("kelompok", "Kelompok", "cacah"), Kolom("p", "p", "bilangan", desimal=4),
        Kolom("q", "q", "bilangan", desimal=4), Kolom("ditandai", "Ditandai"),
    )  # fmt: skip
    return Tabel(
        judul, kolom, data, sumber=isi.bahan.sumber,
        catatan=f"p: peluang selisih sebesar ini bila kelompoknya sama; q: p sesudah memperhitungkan banyaknya uji (Benjamini–Hochberg), ditandai di bawah {angka(isi.kalibrasi.bilangan('taraf'))}.",
    )  # fmt: skip


def _tak_terjelaskan(isi: IsiKalibrasi, cakupan: str) -> pd.DataFrame:
    tabel = isi.keadilan[isi.keadilan["cakupan"] == cakupan]
    nama = [
        f"{JUDUL_ATRIBUT[atribut]}: {NAMA.get(kelompok, kelompok)}{f', {isi.nama_opd[tempat]}' if tempat else ''}"
        for atribut, kelompok, tempat in zip(tabel["atribut"], tabel["kelompok"], tabel["tempat"], strict=True)
    ]
    return tabel.assign(nama=nama)


def gambar_tak_terjelaskan(isi: IsiKalibrasi) -> Gambar:
    """Differences that achievement leaves unexplained, between employees of one assessor."""
    judul = "Selisih yang tidak dijelaskan capaian, pada penilai yang sama"
    tabel = _tak_terjelaskan(isi, "seluruhnya").set_index("nama")
    if tabel.empty:
        return gambar_kosong(judul, isi.sumber)
    return gambar_selang(
        tabel, judul, "tingkat rating; kiri: lebih rendah daripada yang dijelaskan capaian", isi.sumber,
        garis_acuan={0.0: "tanpa selisih"},
    )  # fmt: skip


def tabel_tak_terjelaskan(isi: IsiKalibrasi) -> Tabel | Poin:
    """The same as a table, and agencies where it is marked."""
    judul = "Selisih yang tidak dijelaskan capaian"
    semua = pd.concat([_tak_terjelaskan(isi, "seluruhnya"), _tak_terjelaskan(isi, "opd").query("ditandai")])
    if semua.empty:
        return Poin(judul, ("Tidak ada kelompok yang cukup besar untuk dibandingkan pada penilai yang sama.",))
    uji_opd = int((isi.keadilan["cakupan"] == "opd").sum())
    semua["selang"] = [
        _dari_sampai(*pasang, kali=1, desimal=3) for pasang in zip(semua["bawah"], semua["atas"], strict=True)
    ]
    kolom = (
        Kolom("nama", "Kelompok dibandingkan yang lain"), Kolom("pegawai", "Pegawai", "cacah"),
        Kolom("pegawai_lain", "Yang lain", "cacah"), Kolom("nilai", "Selisih", "bilangan", desimal=3, satuan="tingkat rating"),
        Kolom("selang", "Selang 95%"), Kolom("q", "q", "bilangan", desimal=4), Kolom("ditandai", "Ditandai"),
    )  # fmt: skip
    return Tabel(
        judul, kolom, semua, sumber=isi.sumber,
        catatan=f"Selisih rating antara pegawai dengan capaian yang sama di bawah penilai yang sama; minus berarti lebih rendah. Hanya tim yang beranggota kedua kelompok yang dapat bercerita. Di dalam OPD diuji {angka(uji_opd)} perbandingan; hanya yang ditandai ditampilkan. Tanda adalah alasan untuk melihat penetapannya satu per satu, bukan bukti.",
    )  # fmt: skip


def tabel_uraian(isi: IsiKalibrasi) -> Tabel | Poin:
    """Kitagawa and Oaxaca–Blinder for attributes with two groups, or the two largest."""
    judul = "Dari selisih rating, berapa yang dijelaskan capaian?"
    banding = beri_golongan(dapat_dibandingkan(isi.kalibrasi).dropna(subset=["capaian"]))
    baris = [satu for atribut in ATRIBUT for satu in _uraikan(banding, atribut, isi)]
    if not baris:
        return Poin(judul, ("Tidak ada dua kelompok yang cukup besar untuk diuraikan.",))
    data = pd.DataFrame(baris, columns=["nama", "cara", "selisih", "dijelaskan", "tidak", "galat"])
    kolom = (
        Kolom("nama", "Kelompok"), Kolom("cara", "Cara"), Kolom("selisih", "Selisih", "bilangan", desimal=3),
        Kolom("dijelaskan", "Dijelaskan", "bilangan", desimal=3), Kolom("tidak", "Tidak dijelaskan", "bilangan", desimal=3),
        Kolom("galat", "Galat baku", "bilangan", desimal=3),
    )  # fmt: skip
    return Tabel(
        judul, kolom, data, sumber=isi.bahan.sumber,
        catatan="Tingkat rating hasil kerja (0–2), periode ini. Kitagawa: menurut usulan. Oaxaca–Blinder: menurut capaian rata-rata, dengan koefisien gabungan; selisih adalah yang pertama dikurangi yang kedua. Keduanya tidak memperhitungkan penilainya.",
    )  # fmt: skip


def _uraikan(banding: pd.DataFrame, atribut: str, isi: IsiKalibrasi) -> list[tuple[object, ...]]:
    cacah = banding[atribut].value_counts()
    dua = [str(kode) for kode in cacah.index[cacah >= isi.kalibrasi.bilangan("kelompok_paling_sedikit")][:2]]
    pilih = banding[banding[atribut].isin(dua)].reset_index(drop=True)
    if len(dua) < 2:
        return []
    nama = f"{JUDUL_ATRIBUT[atribut]}: {daftar_kata([NAMA.get(kode, kode) for kode in sorted(dua)])}"
    hasil: list[tuple[object, ...]] = []
    uraian: dict[str, Callable[[], Uraian]] = {
        "Kitagawa": lambda: kitagawa(pilih["tingkat_hasil"], pilih[atribut], pilih["usulan"]),
        "Oaxaca–Blinder": lambda: oaxaca_blinder(pilih["tingkat_hasil"], pilih[atribut], pilih[["capaian"]]),
    }
    for cara, hitung in uraian.items():
        try:
            satu = hitung()
        except GalatRumus:
            continue
        galat = np.nan if satu.galat_baku is None else satu.galat_baku
        hasil.append((nama, cara, satu.selisih, satu.dijelaskan, satu.tidak_dijelaskan, galat))
    return hasil

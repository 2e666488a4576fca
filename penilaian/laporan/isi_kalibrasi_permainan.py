"""Contents of `04_kalibrasi`: signs of gaming, the effect of a scenario, and how far all of this can be trusted."""

from __future__ import annotations

import math
from importlib.resources import files
from pathlib import Path

import pandas as pd

from penilaian.aturan import muat_buku
from penilaian.aturan.rumus.kebijakan import ambang_rating
from penilaian.aturan.skenario import baca_skenario
from penilaian.bahasa import angka, bagian
from penilaian.kalibrasi.penumpukan import LEBAR_BIN, Penumpukan, penumpukan
from penilaian.kalibrasi.permainan import JENIS, butir_tunggal
from penilaian.kalibrasi.tanda import salah_diharapkan
from penilaian.laporan.gambar import Gambar, gambar_kosong
from penilaian.laporan.isi_capaian import PEGAWAI_MINIMUM
from penilaian.laporan.isi_kalibrasi import IsiKalibrasi
from penilaian.laporan.isi_skenario import BahanSkenario
from penilaian.laporan.kurva import SumbuTegak, gambar_kurva
from penilaian.laporan.poin import Poin
from penilaian.laporan.tabel import Kolom, Tabel
from penilaian.nilai.bandingkan import bandingkan
from penilaian.nilai.kolom_indikator import KEBIJAKAN

SEED_ULANG = 2025
"""Of the resampling behind an interval: the same data give the same interval."""
WAJAR = {
    "menumpuk": "target yang tepat dan kegiatan yang terjadwal juga menghasilkan capaian tepat 100%",
    "persis_target": "realisasi mungkin disalin dari target karena datanya belum terbit",
    "target_diringankan": "sah bila tugasnya berubah; cocokkan dengan berita acaranya",
    "umpan_balik_salinan": "umpan balik yang disalin tidak membantu orang berkembang",
    "bukti_berulang": "satu dokumen dapat membuktikan beberapa hasil; lihat dokumennya",
    "hari_terakhir": "sumber datanya mungkin baru terbit saat itu",
}


def tabel_permainan(isi: IsiKalibrasi) -> Tabel:
    """Signs by kind: tested, marked, expected by chance alone, and an innocent explanation."""
    kelompok = dict(iter(isi.permainan.groupby("jenis")))
    baris = [
        (uraian[:1].upper() + uraian[1:], int(satu["q"].notna().sum()), int(satu["ditandai"].sum()), salah_diharapkan(satu), WAJAR[jenis])
        for jenis, uraian in JENIS.items() if (satu := kelompok.get(jenis)) is not None
    ]  # fmt: skip
    data = pd.DataFrame(baris, columns=["hal", "diuji", "ditandai", "salah", "wajar"])
    kolom = (
        Kolom("hal", "Tanda"), Kolom("diuji", "Orang diuji", "cacah"), Kolom("ditandai", "Ditandai", "cacah"),
        Kolom("salah", "Diharapkan keliru", "bilangan", desimal=1), Kolom("wajar", "Penjelasan yang wajar"),
    )  # fmt: skip
    return Tabel(
        "Tanda pada data", kolom, data, sumber=isi.sumber,
        catatan="Setiap orang dibandingkan dengan orang lain pada indikator, OPD, atau kebiasaan yang sama, tanpa dirinya. Diharapkan keliru: berapa tanda yang akan muncul karena kebetulan saja pada ambang itu. Tanda bukan tuduhan; namanya hanya untuk tim kalibrasi.",
    )  # fmt: skip


def _penumpukan(isi: IsiKalibrasi) -> list[Penumpukan]:
    butir = butir_tunggal(isi.kalibrasi)
    ambang = sorted({float(satu) for satu in ambang_rating(isi.kalibrasi.aturan.nilai(KEBIJAKAN))})
    return [
        penumpukan(butir["capaian"], butir["nip"], satu, tuple(lain for lain in ambang if lain != satu), SEED_ULANG)
        for satu in ambang
    ]


def gambar_penumpukan(isi: IsiKalibrasi) -> Gambar:
    """Achievements by percentage point around the upper threshold, with the smooth curve expected without aiming."""
    semua = _penumpukan(isi)
    judul = "Capaian di sekitar ambang tertinggi"
    if not semua or not semua[-1].n:
        return gambar_kosong(judul, isi.sumber)
    satu = semua[-1]
    tengah = pd.Index(satu.bin["tepi"] + LEBAR_BIN / 2)
    kurva = {
        "kurva mulus, tanpa yang tepat di ambang": satu.bin["lawan_fakta"].clip(lower=0).set_axis(tengah),
        "teramati": satu.bin["teramati"].astype(float).set_axis(tengah),
    }
    tertinggi = max(float(satu.max()) for satu in kurva.values())
    langkah = langkah_sumbu(tertinggi)
    sumbu = SumbuTegak("indikator pegawai per poin persentase", 0.0, langkah * math.ceil(tertinggi / langkah), langkah)
    return gambar_kurva(kurva, judul, "capaian (%)", sumbu, isi.sumber, garis_acuan={satu.ambang: "ambang"})


def langkah_sumbu(tertinggi: float) -> float:
    """A round step (1, 2 or 5 times a power of ten) that gives an axis from nought four to ten marks.

    >>> langkah_sumbu(969.0), langkah_sumbu(7.0), langkah_sumbu(0.0)
    (200.0, 1.0, 1.0)
    """
    pangkat = 10.0 ** math.floor(math.log10(tertinggi / 4)) if tertinggi > 4 else 1.0
    return max(kali * pangkat for kali in (1, 2, 5) if kali == 1 or tertinggi / (kali * pangkat) >= 4)


def tabel_penumpukan(isi: IsiKalibrasi) -> Tabel:
    """Bunching at each threshold: seen, expected from the smooth distribution, excess with its interval."""
    baris = []
    for satu in _penumpukan(isi):
        tempat = satu.bin[satu.bin["tepi"] == satu.ambang].iloc[0]
        selang = f"{angka(satu.bawah, 0)} – {angka(satu.atas, 0)}"
        baris.append(
            (satu.ambang, satu.n, int(tempat["teramati"]), tempat["lawan_fakta"], satu.lebih, selang, satu.nisbah)
        )
    data = pd.DataFrame(baris, columns=["ambang", "n", "teramati", "lawan", "lebih", "selang", "nisbah"])
    kolom = (
        Kolom("ambang", "Ambang", "persen", desimal=0), Kolom("n", "Di sekitarnya", "cacah"),
        Kolom("teramati", "Tepat di ambang", "cacah"), Kolom("lawan", "Diharapkan", "bilangan", desimal=0),
        Kolom("lebih", "Kelebihan", "bilangan", desimal=0), Kolom("selang", "Selang 95%"),
        Kolom("nisbah", "Kelebihan dibagi harapan", "bilangan"),
    )  # fmt: skip
    return Tabel(
        "Penumpukan di ambang", kolom, data, sumber=isi.sumber,
        catatan="Tepat di ambang: dari ambang sampai kurang dari satu poin di atasnya, hanya target tunggal. Diharapkan: kurva mulus melalui capaian di sekitarnya tanpa yang di ambang. Selang dari penarikan ulang pegawai.",
    )  # fmt: skip


def tabel_tanda_opd(isi: IsiKalibrasi) -> Tabel | Poin:
    """Marked people by agency; agencies with few people are not shown."""
    pegawai = isi.kalibrasi.pegawai.sort_values("periode").drop_duplicates("nip", keep="last")
    tanda = isi.permainan[isi.permainan["ditandai"]].merge(
        pegawai[["nip", "kode_opd"]], left_on="orang", right_on="nip", how="inner", validate="many_to_one"
    )
    if tanda.empty:
        return Poin("Tanda menurut OPD", ("Tidak seorang pun ditandai.",))
    banyak = pegawai.groupby("kode_opd").size()
    data = tanda.groupby("kode_opd")["orang"].nunique().to_frame("ditandai").join(banyak.rename("pegawai"))
    data = data[data["pegawai"] >= PEGAWAI_MINIMUM]
    data = data.assign(opd=data.index.map(isi.nama_opd), pangsa=100 * data["ditandai"] / data["pegawai"])
    data = data.sort_values(["pangsa", "opd"], ascending=[False, True]).head(12)
    kolom = (
        Kolom("opd", "OPD"), Kolom("pegawai", "Pegawai", "cacah"), Kolom("ditandai", "Ditandai", "cacah"),
        Kolom("pangsa", "Bagian", "persen"),
    )  # fmt: skip
    return Tabel("OPD dengan bagian tanda terbesar", kolom, data, sumber=isi.sumber)


def buka_pembanding(isi: IsiKalibrasi) -> BahanSkenario:
    """The period under review under the rules in force and under the scenario of the parameters."""
    skenario = baca_skenario(Path(isi.berkas_skenario))
    kode = None if isi.bahan.kota else isi.bahan.parameter.kode_opd
    return BahanSkenario(isi.bahan, bandingkan(isi.bahan.data, isi.bahan.periode, skenario, muat_buku(), kode))


def tabel_pemulihan() -> Tabel:
    """What the review finds of what is planted in synthetic cities."""
    with (files("penilaian.laporan") / "rekaman" / "pemulihan.csv").open(encoding="utf-8") as aliran:
        catatan = pd.read_csv(aliran)
    baris = [("Keringanan penilai: korelasi dengan yang sebenarnya", *_rentang(catatan["r"], 3))]
    baris += [(f"Daya menemukan: {JENIS[jenis]}", *_rentang(100 * catatan[f"daya_{jenis}"], 1)) for jenis in JENIS]
    baris += [(f"Tanda keliru: {JENIS[jenis]}", *_rentang(100 * catatan[f"salah_{jenis}"], 2)) for jenis in JENIS]
    baris += [
        ("Tahun longgar sebuah OPD ditemukan", *_rentang(100 * catatan["tahun_longgar"], 1)),
        ("Tahun lain yang keliru ditandai", *_rentang(100 * catatan["tahun_salah"], 1)),
        ("Bias kelompok di sebuah OPD ditemukan", *_rentang(100 * catatan["bias"], 1)),
        ("Perbandingan lain yang keliru ditandai", *_rentang(100 * catatan["bias_salah"], 2)),
        ("Perbedaan nyata yang tidak disebut bias", *_rentang(100 * catatan["nyata"], 1)),
    ]
    data = pd.DataFrame(baris, columns=["hal", "median", "terendah", "tertinggi"])
    kolom = (
        Kolom("hal", "Hal (% kecuali korelasi)"),
        Kolom("median", "Median"),
        Kolom("terendah", "Terendah"),
        Kolom("tertinggi", "Tertinggi"),
    )
    return Tabel(
        "Yang ditemukan kembali di kota sintetis", kolom, data,
        catatan=f"{angka(len(catatan))} kota sintetis berisi 6.500 pegawai dan {angka(catatan['penilai'].median())} penilai, delapan triwulan. Diukur dengan: python bench/pemulihan.py --seed 1 … {int(catatan['seed'].max())}. Pada data nyata permainan dapat lebih halus dan daya lebih rendah.",
    )  # fmt: skip


def _rentang(isi: pd.Series, desimal: int) -> tuple[str, str, str]:
    return angka(isi.median(), desimal), angka(isi.min(), desimal), angka(isi.max(), desimal)


def jumlah_ditandai(isi: IsiKalibrasi) -> str:
    """How many people have at least one sign."""
    orang = isi.permainan.groupby("orang")["ditandai"].any()
    return bagian(int(orang.sum()), len(orang))

"""Contents of `02_penilaian_opd`: what stands out, the limits, and the trace."""

from __future__ import annotations

import pandas as pd

from penilaian.bahasa import bagian, persen
from penilaian.laporan.bahan import BahanNilai
from penilaian.laporan.poin import Poin
from penilaian.laporan.sebaran_predikat import aturan_hasil
from penilaian.laporan.tabel import Kolom, Tabel
from penilaian.nilai.kolom_indikator import KEBIJAKAN

PENILAI_MINIMUM = 5
"""Fewer ratings than this say nothing about an assessor."""
JAUH_DI_ATAS = 150.0
"""Percent; far above target, so perhaps too easy a target. A place to look, not a rule."""


def tabel_menonjol(isi: BahanNilai) -> Tabel | Poin:
    """Patterns worth a look that occur, each with its count and an innocent explanation; the most frequent first."""
    pola = [
        ("Capaian tepat 100% pada target tunggal", _tepat_target(isi), "wajar bila kegiatannya terjadwal; lihat buktinya bila merata"),
        ("Capaian di ambang sesuai sampai kurang dari satu poin persen di atasnya", _di_ambang(isi), "kebetulan dalam jumlah kecil; periksa bila menumpuk"),
        (f"Capaian di atas {persen(JAUH_DI_ATAS, 0)}", _jauh_di_atas(isi), "prestasi, atau target yang terlalu mudah"),
        ("Target diubah menjadi lebih ringan di tengah periode", _target_diringankan(isi), "sah bila ada perubahan tugas; cocokkan dengan berita acaranya"),
        ("Umpan balik berteks sama untuk beberapa pegawai dari pemberi yang sama", _teks_sama(isi), "umpan balik yang disalin tidak membantu orang berkembang"),
        (f"Penilai dengan sedikitnya {PENILAI_MINIMUM} pegawai yang memberi satu rating saja", _satu_rating(isi), "mungkin memang serupa; bandingkan dengan capaian"),
        ("Predikat tercatat tidak sama dengan kuadran", _beda_kuadran(isi), "salah ketik atau aturan lain; yang dipakai laporan ini adalah kuadran"),
    ]  # fmt: skip
    ada = sorted((butir for butir in pola if butir[1][0]), key=lambda butir: -butir[1][0] / butir[1][1])
    tidak = [hal for hal, (jumlah, _), _ in pola if not jumlah]
    if not ada:
        return Poin("Yang menonjol", ("Tidak satu pun dari pola yang diperiksa ditemukan.",))
    data = pd.DataFrame([(hal, bagian(*jumlah), arti) for hal, jumlah, arti in ada], columns=["hal", "jumlah", "arti"])
    return Tabel(
        "Yang menonjol",
        (Kolom("hal", "Hal"), Kolom("jumlah", "Jumlah"), Kolom("arti", "Cara membacanya")),
        data,
        catatan=f"Ini tempat untuk melihat lagi, bukan tuduhan dan bukan nilai. Diperiksa dan tidak ditemukan: {'; '.join(tidak) or 'tidak ada'}.",
        sumber=isi.bahan.sumber,
    )


def _tepat_target(isi: BahanNilai) -> tuple[int, int]:
    """Inside a range, and at a zero target, 100 is what the formula gives: only single targets above zero count."""
    butir = isi.hasil.indikator
    capaian = butir.loc[(butir["bawah"] == butir["atas"]) & (butir["bawah"] > 0), "capaian"].dropna()
    return int((capaian == 100).sum()), len(capaian)


def _di_ambang(isi: BahanNilai) -> tuple[int, int]:
    ambang = float(aturan_hasil(isi.hasil).nilai(KEBIJAKAN).bilangan("ambang_sesuai"))
    capaian = isi.hasil.indikator["capaian"].dropna()
    return int(((capaian >= ambang) & (capaian < ambang + 1)).sum()), len(capaian)


def _jauh_di_atas(isi: BahanNilai) -> tuple[int, int]:
    capaian = isi.hasil.indikator["capaian"].dropna()
    return int((capaian > JAUH_DI_ATAS).sum()), len(capaian)


def _target_diringankan(isi: BahanNilai) -> tuple[int, int]:
    skp = isi.bahan.irisan.tabel["skp"][["nip", "kode_indikator", "target", "target_semula"]]
    arah = isi.bahan.data.tabel["indikator"][["kode", "arah"]]
    skp = skp.merge(arah, left_on="kode_indikator", right_on="kode", validate="many_to_one")
    turun = skp["arah"] == "turun"
    ringan = (~turun & (skp["target"] < skp["target_semula"])) | (turun & (skp["target"] > skp["target_semula"]))
    return int(ringan.sum()), len(skp)


def _teks_sama(isi: BahanNilai) -> tuple[int, int]:
    """Without text or giver nothing can be compared, but the item still counts in the whole."""
    umpan = isi.bahan.irisan.tabel["umpan_balik"]
    penerima = umpan.groupby(["dari", "isi"])["nip"].transform("nunique")
    return int((penerima > 1).sum()), len(umpan)


def _satu_rating(isi: BahanNilai) -> tuple[int, int]:
    kelompok = (
        isi.hasil.pegawai.dropna(subset=["nip_penilai", "hasil_kerja"])
        .groupby("nip_penilai")["hasil_kerja"]
        .agg(["size", "nunique"])
    )
    cukup = kelompok[kelompok["size"] >= PENILAI_MINIMUM]
    return int((cukup["nunique"] == 1).sum()), len(cukup)


def _beda_kuadran(isi: BahanNilai) -> tuple[int, int]:
    dua = isi.hasil.pegawai.dropna(subset=["predikat", "predikat_tercatat"])
    return int((dua["predikat"] != dua["predikat_tercatat"]).sum()), len(dua)


def tabel_aturan(isi: BahanNilai) -> Tabel:
    """The provisions behind the numbers, with citation and verification."""
    aturan = aturan_hasil(isi.hasil)
    baris = [
        (
            kode,
            ketentuan.judul,
            ketentuan.uraian_sifat(aturan.hari),
            str(aturan.masa(kode).sitasi),
            aturan.masa(kode).verifikasi,
            aturan.masa(kode).catatan,
        )
        for kode, ketentuan in aturan.ketentuan.items()
    ]
    data = pd.DataFrame(baris, columns=["kode", "judul", "sifat", "sitasi", "verifikasi", "catatan"])
    kolom = (
        Kolom("judul", "Ketentuan"), Kolom("sifat", "Sifat"), Kolom("sitasi", "Sitasi"),
        Kolom("verifikasi", "Verifikasi"), Kolom("catatan", "Catatan"),
    )  # fmt: skip
    return Tabel("Aturan yang dipakai", kolom, data)


def tabel_langkah(isi: BahanNilai) -> Tabel:
    """The steps with rows and fingerprints, so that the result can be computed again and compared."""
    jejak = isi.hasil.jejak
    baris = [("masukan", nama, "", sidik[:12]) for nama, sidik in jejak.masukan.items()]
    baris += [
        ("langkah", f"{butir.nama}: {butir.uraian}", str(butir.baris), butir.sidik[:12]) for butir in jejak.langkah
    ]
    data = pd.DataFrame(baris, columns=["jenis", "nama", "baris", "sidik"])
    kolom = (
        Kolom("jenis", "Jenis"),
        Kolom("nama", "Tabel atau langkah"),
        Kolom("baris", "Baris"),
        Kolom("sidik", "Sidik (12 karakter awal)"),
    )
    return Tabel("Jejak hitungan", kolom, data, catatan="Sidik lengkap ada di manifes laporan.", baris_judul=False)

"""Contents of `02_penilaian_opd`: what changed since the period before, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from penilaian.bahasa import angka, awal_kecil, daftar_kata, persen
from penilaian.laporan.bahan_perubahan import BahanPerubahan, buka_perubahan
from penilaian.laporan.gambar import Gambar
from penilaian.laporan.gambar_jembatan import Jembatan, bertanda, gambar_jembatan
from penilaian.laporan.isi_capaian import PEGAWAI_MINIMUM
from penilaian.laporan.isi_pembanding import tanpa_pembanding
from penilaian.laporan.poin import Poin
from penilaian.laporan.sebaran_predikat import nama_rating
from penilaian.laporan.tabel import Kolom, Tabel
from penilaian.nilai.keadaan import FAKTOR
from penilaian.nilai.perubahan import AWALAN_USULAN, CAPAIAN, PREDIKAT_BAIK, SESUAI, Uraian, UraianPerubahan

__all__ = ["buka_perubahan", "gambar_perubahan", "kesimpulan_perubahan", "pokok_perubahan", "tabel_perubahan"]

LABEL_FAKTOR = {
    "realisasi": "Realisasi pada indikator yang sama",
    "target": "Target atau sifat indikator yang sama",
    "pegawai": "Keanggotaan (pegawai datang dan pergi)",
    "indikator": "Keanggotaan (indikator ditambah atau dilepas)",
    "kelengkapan": "Kelengkapan (terisi atau menjadi kosong)",
    "umpan_balik": "Umpan balik atas hasil kerja",
    "penetapan": "Penetapan pegawai yang sama",
    "aturan": "Aturan yang berlaku",
}
TAK_BERUBAH = {
    "realisasi": "realisasi",
    "target": "target",
    "pegawai": "susunan pegawai",
    "indikator": "susunan indikator",
    "kelengkapan": "kelengkapan",
    "umpan_balik": "umpan balik",
    "penetapan": "penetapan pegawai yang sama",
    "aturan": "aturan",
}
JUDUL_KESIMPULAN = "Kesimpulan"
JUDUL = "Apa yang mengubah capaian rata-rata"
JUDUL_TABEL = "Perubahan menurut penyebabnya"
CATATAN_CARA = (
    "Efek dihitung dengan nilai Shapley: rata-rata dari semua urutan perubahan, sehingga tidak bergantung pada urutan "
    "dan jumlahnya tepat sama dengan perubahannya; angka yang tampil dibulatkan"
)


@dataclass(frozen=True)
class Baris:
    """One line readers see: its label, the factors in it, how many employees it concerns."""

    label: str
    faktor: tuple[str, ...]
    orang: int


def baris_efek(uraian: UraianPerubahan) -> list[Baris]:
    """The lines to show. Factors that concern fewer than PEGAWAI_MINIMUM people are put together, as units are.

    The effect of one newcomer would tell the newcomer's achievement. What is put
    together must not be small itself: the next smallest factor joins if it is.
    """
    urut = sorted((nama for nama in FAKTOR if uraian.orang[nama]), key=lambda nama: len(uraian.orang[nama]))
    gabung = [nama for nama in urut if len(uraian.orang[nama]) < PEGAWAI_MINIMUM]
    for nama in urut[len(gabung) :]:
        if not gabung or len(_bersama(uraian, gabung)) >= PEGAWAI_MINIMUM:
            break
        gabung.append(nama)
    kelompok: list[tuple[str, ...]] = [(nama,) for nama in FAKTOR if nama not in gabung]
    if gabung:
        kelompok.append(tuple(nama for nama in FAKTOR if nama in gabung))
    return [Baris(_label(satu), satu, len(_bersama(uraian, satu))) for satu in kelompok]


def _bersama(uraian: UraianPerubahan, faktor: list[str] | tuple[str, ...]) -> frozenset[int]:
    return frozenset().union(*(uraian.orang[nama] for nama in faktor))


def _label(faktor: tuple[str, ...]) -> str:
    pertama, *lain = (LABEL_FAKTOR[nama] for nama in faktor)
    return "; ".join([pertama, *(awal_kecil(satu) for satu in lain)]) + (", digabung" if lain else "")


def _efek(satu: Uraian, baris: Baris) -> Fraction:
    return sum((satu.efek[nama] for nama in baris.faktor), Fraction(0))


def _ukuran(ubah: BahanPerubahan) -> dict[str, str]:
    """What readers call each measure."""
    kode, nama = next(iter(nama_rating(ubah.isi.hasil).items()))
    return {
        CAPAIAN: "Capaian rata-rata",
        SESUAI: f"Indikator yang tidak {nama.lower()}",
        f"{AWALAN_USULAN}{kode}": f"Pegawai diusulkan {nama.lower()}",
        PREDIKAT_BAIK: "Predikat Baik ke atas",
    }


def kesimpulan_perubahan(ubah: BahanPerubahan) -> Poin:
    """The change in one sentence, or why there is none to tell; then what it is compared with, and what may still change."""
    if ubah.uraian is None or ubah.lama is None or ubah.baru is None:
        return Poin(JUDUL_KESIMPULAN, (f"Perubahan tidak dapat dihitung. {ubah.sebab}",))
    belum = [int(satu.pegawai["sementara"].sum()) for satu in (ubah.lama, ubah.baru)]
    label = (ubah.periode_lama.label, ubah.isi.bahan.periode.label)
    butir = [_kalimat_utama(ubah.uraian, label), f"Pembanding: {ubah.isi.bahan.nama}, {label[0]}; {ubah.asal}."]
    if any(belum):
        orang = [f"{angka(n)} pegawai pada {satu}" for n, satu in zip(belum, label, strict=True) if n]
        butir.append(f"Perubahan ini masih sementara: data {daftar_kata(orang)} belum lengkap.")
    return Poin(JUDUL_KESIMPULAN, tuple(butir))


def _kalimat_utama(uraian: UraianPerubahan, label: tuple[str, str]) -> str:
    satu = uraian.ukuran[CAPAIAN]
    if satu.awal is None or satu.akhir is None or satu.selisih is None:
        kosong = [nama for nama, nilai in zip(label, (satu.awal, satu.akhir), strict=True) if nilai is None]
        return f"Capaian rata-rata {daftar_kata(kosong)} tidak dapat dihitung, jadi perubahannya pun tidak."
    naik = satu.selisih > 0
    kalimat = (
        f"Capaian rata-rata {_arah(satu.selisih, 'naik', 'turun')}, dari {persen(satu.awal, 2)} pada {label[0]} "
        f"menjadi {persen(satu.akhir, 2)} pada {label[1]}"
    )
    tampil = [Fraction(f"{float(nilai):.2f}") for nilai in (satu.awal, satu.akhir, satu.selisih)]
    kalimat += "" if tampil[1] - tampil[0] == tampil[2] else " (selisih dihitung sebelum dibulatkan)"
    searah = [
        baris
        for baris in baris_efek(uraian)
        if satu.efek and (_efek(satu, baris) > 0) == naik and _tampak(_efek(satu, baris))
    ]
    if not searah or not _tampak(satu.selisih):
        return f"{kalimat}."
    utama = max(searah, key=lambda baris: abs(_efek(satu, baris)))
    return f"{kalimat}; penyumbang terbesar: {_sebut(utama)} ({bertanda(float(_efek(satu, utama)))} poin)."


def _sebut(baris: Baris) -> str:
    nama = daftar_kata([awal_kecil(LABEL_FAKTOR[satu]) for satu in baris.faktor])
    return f"{nama} bersama-sama" if len(baris.faktor) > 1 else nama


def _tampak(nilai: Fraction) -> bool:
    """Whether a number of points is shown as more than 0,00."""
    return angka(abs(float(nilai)), 2) != angka(0, 2)


def gambar_perubahan(ubah: BahanPerubahan) -> Gambar:
    """From the mean achievement before to the one now."""
    satu = None if ubah.uraian is None else ubah.uraian.ukuran[CAPAIAN]
    isi = None
    if ubah.uraian is not None and satu is not None and satu.efek and satu.awal is not None and satu.akhir is not None:
        sebab = [
            (baris.label, float(_efek(satu, baris)))
            for baris in baris_efek(ubah.uraian)
            if baris.orang and (_efek(satu, baris) or not {"umpan_balik", "penetapan"} & set(baris.faktor))
        ]
        label = (ubah.periode_lama.label, ubah.isi.bahan.periode.label)
        isi = Jembatan(label[0], float(satu.awal), label[1], float(satu.akhir), sebab)
    return gambar_jembatan(isi, JUDUL, "persen target", ubah.sumber)


def tabel_perubahan(ubah: BahanPerubahan) -> Tabel | Poin:
    """The same numbers, and those of the other measures."""
    if ubah.uraian is None:
        return tanpa_pembanding(JUDUL_TABEL)
    nama, ukuran = _ukuran(ubah), ubah.uraian.ukuran
    baris: list[dict[str, object]] = [_tingkat(ubah.periode_lama.label, {kode: ukuran[kode].awal for kode in nama})]
    for satu in baris_efek(ubah.uraian):
        efek = {kode: _angka_efek(ukuran[kode], satu) for kode in nama}
        baris.append({"penyebab": satu.label, **efek, "orang": satu.orang})
    baris.append(_tingkat(ubah.isi.bahan.periode.label, {kode: ukuran[kode].akhir for kode in nama}))
    kolom = (
        Kolom("penyebab", "Penyebab"),
        *(Kolom(kode, label, "bilangan", satuan="%") for kode, label in nama.items()),
        Kolom("orang", "Pegawai yang disentuh", "cacah"),
    )
    return Tabel(JUDUL_TABEL, kolom, pd.DataFrame(baris), catatan=_catatan(ubah), sumber=ubah.sumber)


def _tingkat(label: str, nilai: Mapping[str, Fraction | None]) -> dict[str, object]:
    return {
        "penyebab": label,
        **{kode: None if satu is None else float(satu) for kode, satu in nilai.items()},
        "orang": None,
    }


def _angka_efek(satu: Uraian, baris: Baris) -> float | None:
    return float(_efek(satu, baris)) if satu.efek else None


def _catatan(ubah: BahanPerubahan) -> str:
    takterurai = [
        nama for kode, nama in _ukuran(ubah).items() if ubah.uraian is not None and not ubah.uraian.ukuran[kode].efek
    ]
    kalimat = f"Baris pertama dan terakhir dalam persen, baris di antaranya dalam poin persen, minus bila menurunkan. {CATATAN_CARA}."
    if ubah.uraian is not None and any(len(satu.faktor) > 1 for satu in baris_efek(ubah.uraian)):
        kalimat += f" Penyebab yang menyangkut kurang dari {PEGAWAI_MINIMUM} pegawai digabung dengan penyebab lain."
    if takterurai:
        kalimat += (
            f" {daftar_kata(takterurai)} tidak dapat diurai: pada salah satu periode, atau pada campuran keduanya, "
            "tidak ada yang dapat dihitung."
        )
    return kalimat


def pokok_perubahan(ubah: BahanPerubahan) -> Poin:
    """One sentence an effect."""
    judul = "Apa artinya"
    if ubah.uraian is None:
        return tanpa_pembanding(judul)
    tersentuh = [satu for satu in baris_efek(ubah.uraian) if satu.orang]
    diam = [TAK_BERUBAH[nama] for nama in FAKTOR if not ubah.uraian.orang[nama]]
    akhir = [f"Tidak berubah: {daftar_kata(diam)}."] if diam else []
    return Poin(judul, (*(_kalimat_efek(ubah, satu) for satu in tersentuh), *akhir))


def _kalimat_efek(ubah: BahanPerubahan, baris: Baris) -> str:
    ukuran = ubah.uraian.ukuran if ubah.uraian else {}
    kode_rating, terendah = next(iter(nama_rating(ubah.isi.hasil).items()))
    dibahas = (
        (CAPAIAN, "capaian rata-rata", "naik", "turun"),
        (
            f"{AWALAN_USULAN}{kode_rating}",
            f"bagian pegawai yang diusulkan {terendah.lower()}",
            "bertambah",
            "berkurang",
        ),
        (PREDIKAT_BAIK, "bagian pegawai berpredikat Baik ke atas", "bertambah", "berkurang"),
    )
    efek = [
        f"{nama} {_arah(_efek(ukuran[kode], baris), naik, turun)}"
        for kode, nama, naik, turun in dibahas
        if ukuran[kode].efek and _tampak(_efek(ukuran[kode], baris))
    ]
    isi = daftar_kata(efek) if efek else "tidak mengubah capaian rata-rata, usulan terendah, maupun predikat"
    return f"{baris.label}, menyangkut {angka(baris.orang)} pegawai: {isi}."


def _arah(selisih: Fraction, naik: str, turun: str) -> str:
    if not _tampak(selisih):
        return "tetap"
    return f"{naik if selisih > 0 else turun} {angka(abs(float(selisih)), 2)} poin"

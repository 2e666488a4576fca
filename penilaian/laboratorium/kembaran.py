"""What the board shows, standing still: figures and tables that compare a scenario of the index with the rules in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from penilaian.bahasa import angka, awal_kecil, bagian
from penilaian.laboratorium.gambar_svg import BERLAKU, LABEL_UKURAN
from penilaian.laboratorium.hitung_indeks import KELAS, LABEL_KELAS, TANPA
from penilaian.laboratorium.lapangan import (
    Keadaan,
    Kelompok,
    banding_peringkat,
    keadaan,
    paling_bergeser,
    perpindahan,
    siapkan_lapangan,
    silang,
)
from penilaian.laboratorium.setelan import JUMLAH_BOBOT, LABEL_TUAS, setelan_aturan, tulis_bilangan, tulis_nilai
from penilaian.laporan.gambar import Gambar, gambar_batang, gambar_batang_bertumpuk
from penilaian.laporan.isi_capaian import PEGAWAI_MINIMUM
from penilaian.laporan.isi_laboratorium import IsiLaboratorium
from penilaian.laporan.matriks import gambar_matriks
from penilaian.laporan.poin import Poin
from penilaian.laporan.sebaran import gambar_sebaran
from penilaian.laporan.tabel import Kolom, Tabel

SKENARIO = "Skenario"
DIGAMBAR = 16
"""Units drawn by how far their place moves; the table has all."""
_CATATAN_INDEKS = "Indeks adalah alat merancang indikator, bukan nilai pegawai"


@dataclass(frozen=True, eq=False)
class Banding:
    """Everybody under the rules in force and under the scenario."""

    semula: Keadaan
    menjadi: Keadaan
    sumber: str

    @property
    def keduanya(self) -> dict[str, Keadaan]:
        """Both by the name readers see."""
        return {BERLAKU: self.semula, SKENARIO: self.menjadi}


def bandingkan_setelan(isi: IsiLaboratorium) -> Banding:
    """Compute both settings of a report.

    Raises:
        GalatSkenario: the scenario's weights are all zero, or its thresholds are not in order.
    """
    lapangan = siapkan_lapangan(isi)
    baru = keadaan(lapangan, setelan_aturan(isi.aturan_skenario))
    return Banding(keadaan(lapangan, lapangan.semula), baru, isi.sumber)


def tabel_papan(isi: IsiLaboratorium) -> Tabel:
    """Every lever under the rules and under the scenario, and the number of employees by class that comes of it."""
    banding = bandingkan_setelan(isi)
    lama, baru = banding.semula.setelan.butir(), banding.menjadi.setelan.butir()
    baris = [
        (label, tulis_nilai(nama, lama[nama]), tulis_nilai(nama, baru[nama]), _tanda(beda=lama[nama] != baru[nama]))
        for nama, label in LABEL_TUAS.items()
    ]
    for nomor, kelas in enumerate(KELAS):
        n, m = (int(satu.cacah_kelas[nomor]) for satu in banding.keduanya.values())
        nama = "Pegawai tanpa indeks" if kelas == "tanpa_indeks" else f"Pegawai kelompok {LABEL_KELAS[kelas].lower()}"
        baris.append((nama, angka(n), angka(m), _tanda(beda=n != m)))
    kolom = (
        Kolom("hal", "Setelan dan hasilnya"), Kolom("semula", BERLAKU),
        Kolom("menjadi", SKENARIO), Kolom("beda", "Berbeda"),
    )  # fmt: skip
    data = pd.DataFrame(baris, columns=[satu.kunci for satu in kolom])
    catatan = (
        f"{_CATATAN_INDEKS}. Bobot, batas, ambang, dan data paling sedikit dalam persen{_relatif(banding)}. "
        "Di JupyterLab, sel ini menampilkan papan untuk menggeser setelannya"
    )
    return Tabel(
        "Papan laboratorium: aturan yang berlaku dan skenario", kolom, data, catatan=catatan, sumber=isi.sumber
    )


def _tanda(*, beda: bool) -> str:
    return "ya" if beda else ""


def _relatif(banding: Banding) -> str:
    """A word on weights that do not sum to 100."""
    jumlah = banding.menjadi.setelan.jumlah_bobot
    if jumlah == JUMLAH_BOBOT:
        return ""
    return f"; bobot skenario berjumlah {tulis_bilangan(jumlah)}, bukan 100, dan dipakai secara relatif"


def pokok_laboratorium(banding: Banding) -> Poin:
    """The answer in a few sentences."""
    semula, menjadi = banding.semula, banding.menjadi
    dua = (semula.kelas != TANPA) & (menjadi.kelas != TANPA)
    naik, turun = int((dua & (menjadi.kelas < semula.kelas)).sum()), int((dua & (menjadi.kelas > semula.kelas)).sum())
    seluruh = len(semula.kelas)
    peringkat = banding_peringkat(semula, menjadi, "rata_rata")
    geser = sum(satu.geser != 0 for satu in peringkat)
    lama, baru = (angka(int(satu.cacah_kelas[TANPA])) for satu in (semula, menjadi))
    butir = [
        f"{bagian(naik, seluruh)} pegawai naik kelompok dan {bagian(turun, seluruh)} turun bila skenario dipakai.",
        f"Tanpa indeks: {lama} menurut aturan yang berlaku, {baru} menurut skenario{_sebab(menjadi)}.",
        f"{bagian(geser, len(peringkat))} {semula.lapangan.unit.judul} berpindah peringkat menurut rata-rata indeks.",
    ]
    return Poin("Pokok perbandingan", tuple(butir))


def _sebab(keadaan_: Keadaan) -> str:
    tidak = keadaan_.indeks.tidak_positif
    return f" (di antaranya {angka(tidak)} karena nilai nol atau negatif tidak dapat dirata-rata)" if tidak else ""


def gambar_sebaran_indeks(banding: Banding) -> Gambar:
    """Every index as a point under both settings, thresholds as lines."""
    nilai = pd.concat([pd.Series(satu.indeks.nilai) for satu in banding.keduanya.values()], ignore_index=True)
    kelompok = pd.Series(np.repeat(list(banding.keduanya), len(banding.semula.kelas)))
    return gambar_sebaran(
        nilai, kelompok, "Sebaran indeks menurut aturan yang berlaku dan skenario", "persen", banding.sumber,
        garis_acuan=_ambang(banding),
    )  # fmt: skip


def _ambang(banding: Banding) -> Mapping[float, str]:
    """Thresholds of both; one that stays is named once."""
    hasil: dict[float, str] = {}
    for nama, label in (("ambang_sesuai", "ambang tengah"), ("ambang_di_atas", "ambang atas")):
        lama, baru = (float(getattr(satu.setelan, nama)) for satu in (banding.semula, banding.menjadi))
        hasil[lama] = label if lama == baru else f"{label}, berlaku"
        if lama != baru:
            hasil[baru] = f"{label}, skenario"
    return hasil


def tabel_sebaran_indeks(banding: Banding) -> Tabel:
    """Count, quartiles and mean of the index under both settings; nothing of fewer than five people."""
    baris = []
    for nama, satu in banding.keduanya.items():
        ada = satu.indeks.nilai[~np.isnan(satu.indeks.nilai)]
        cukup = len(ada) >= PEGAWAI_MINIMUM
        angka_ = [*np.percentile(ada, [25, 50, 75]), ada.mean()] if cukup else [None] * 4
        baris.append((nama, len(ada), satu.indeks.kurang_data, satu.indeks.tidak_positif, *angka_))
    kolom = (
        Kolom("setelan", "Setelan"), Kolom("ada", "Pegawai dengan indeks", "cacah"),
        Kolom("kurang", "Tanpa indeks: data kurang", "cacah"),
        Kolom("negatif", "Tanpa indeks: nilai nol atau negatif", "cacah"),
        Kolom("q1", "Kuartil bawah", "persen"), Kolom("median", "Median", "persen"),
        Kolom("q3", "Kuartil atas", "persen"), Kolom("rata", "Rata-rata", "persen"),
    )  # fmt: skip
    return _tabel("Sebaran indeks", kolom, baris, banding.sumber, catatan=_CATATAN_INDEKS)


def gambar_kelompok_indeks(banding: Banding) -> Gambar:
    """Shares of the classes under both settings."""
    data = pd.DataFrame({nama: satu.cacah_kelas for nama, satu in banding.keduanya.items()}, index=list(KELAS)).T
    return gambar_batang_bertumpuk(
        data, "Kelompok indeks menurut aturan yang berlaku dan skenario", "pegawai", banding.sumber,
        urutan=list(KELAS), label=LABEL_KELAS, tanpa_nilai="tanpa_indeks",
    )  # fmt: skip


def tabel_kelompok_indeks(banding: Banding) -> Tabel:
    """The same as a table, with shares."""
    seluruh = max(len(banding.semula.kelas), 1)
    baris = []
    for nomor, kelas in enumerate(KELAS):
        lama, baru = (int(satu.cacah_kelas[nomor]) for satu in banding.keduanya.values())
        baris.append((LABEL_KELAS[kelas], lama, 100 * lama / seluruh, baru, 100 * baru / seluruh))
    kolom = (
        Kolom("kelas", "Kelompok"), Kolom("semula", BERLAKU, "cacah"), Kolom("bagian_semula", "Bagian, berlaku", "persen"),
        Kolom("menjadi", SKENARIO, "cacah"), Kolom("bagian_menjadi", "Bagian, skenario", "persen"),
    )  # fmt: skip
    return _tabel("Pegawai menurut kelompok indeks", kolom, baris, banding.sumber)


def gambar_lintas_ambang(banding: Banding) -> Gambar:
    """Who crosses a threshold: classes by the rules (rows) and by the scenario (columns)."""
    return gambar_matriks(
        _silang(banding), "Kelompok indeks: dari aturan yang berlaku ke skenario", BERLAKU, "Menurut skenario",
        banding.sumber, label=LABEL_KELAS,
    )  # fmt: skip


def tabel_lintas_ambang(banding: Banding) -> Tabel:
    """The same as a table."""
    data = _silang(banding).rename(index=LABEL_KELAS).rename_axis(index="dari").reset_index()
    kolom = (Kolom("dari", "Dari"), *(Kolom(kode, f"Ke {LABEL_KELAS[kode].lower()}", "cacah") for kode in KELAS))
    return Tabel("Perpindahan kelompok indeks", kolom, data, sumber=banding.sumber)


def _silang(banding: Banding) -> pd.DataFrame:
    return pd.DataFrame(silang(banding.semula, banding.menjadi), index=list(KELAS), columns=list(KELAS))


def tabel_perpindahan_kelompok(banding: Banding, pengelompokan: str) -> Tabel:
    """Moves by ``jabatan`` or ``unit``; groups of fewer than five people are put together."""
    kelompok: Kelompok = getattr(banding.semula.lapangan, pengelompokan)
    semua = perpindahan(banding.semula, banding.menjadi, kelompok)
    data = pd.DataFrame([{**vars(satu), "pangsa": satu.pangsa} for satu in semua])
    kolom = (
        Kolom("kelompok", kelompok.judul), Kolom("jumlah", "Pegawai", "cacah"), Kolom("naik", "Naik", "cacah"),
        Kolom("turun", "Turun", "cacah"), Kolom("mendapat", "Mendapat indeks", "cacah"),
        Kolom("kehilangan", "Kehilangan indeks", "cacah"), Kolom("pangsa", "Berpindah", "persen"),
    )  # fmt: skip
    return Tabel(f"Perpindahan menurut {awal_kecil(kelompok.judul)}", kolom, data, sumber=banding.sumber)


def gambar_peringkat_unit(banding: Banding, ukuran: str = "rata_rata") -> Gambar:
    """Places gained (right) and lost (left) by the units that move most."""
    urut = paling_bergeser(banding_peringkat(banding.semula, banding.menjadi, ukuran), DIGAMBAR)
    return gambar_batang(
        pd.Series([float(satu.geser) for satu in urut], index=[satu.kelompok for satu in urut], dtype=float),
        f"Pergeseran peringkat {banding.semula.lapangan.unit.judul}, {LABEL_UKURAN[ukuran]}", "tempat naik (+) atau turun (−)",
        banding.sumber, desimal=0,
    )  # fmt: skip


def tabel_peringkat_unit(banding: Banding, ukuran: str = "rata_rata") -> Tabel:
    """All ranked units with both measures and places."""
    semua = banding_peringkat(banding.semula, banding.menjadi, ukuran)
    judul = banding.semula.lapangan.unit.judul
    kolom = (
        Kolom("kelompok", judul), Kolom("semula", BERLAKU, "persen"), Kolom("menjadi", SKENARIO, "persen"),
        Kolom("peringkat_semula", "Peringkat, berlaku", "cacah"),
        Kolom("peringkat_menjadi", "Peringkat, skenario", "cacah"), Kolom("geser", "Naik (+) atau turun (−)", "cacah"),
    )  # fmt: skip
    catatan = (
        f"Hanya {judul} dengan sedikitnya {PEGAWAI_MINIMUM} pegawai yang punya indeks menurut keduanya. "
        "Peringkat dihitung dari angka yang tidak dibulatkan; angka yang sama mendapat peringkat yang sama"
    )
    data = pd.DataFrame([{**vars(satu), "geser": satu.geser} for satu in semua], columns=[k.kunci for k in kolom])
    return Tabel(
        f"Peringkat {judul} menurut {LABEL_UKURAN[ukuran]}", kolom, data, catatan=catatan, sumber=banding.sumber
    )


def _tabel(judul: str, kolom: tuple[Kolom, ...], baris: list[Any], sumber: str, catatan: str = "") -> Tabel:
    return Tabel(judul, kolom, pd.DataFrame(baris, columns=[k.kunci for k in kolom]), catatan=catatan, sumber=sumber)

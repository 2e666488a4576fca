"""Figures of `00_buku_aturan`."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

from penilaian.aturan import Aturan, BukuAturan
from penilaian.aturan.bentuk import Matriks
from penilaian.bahasa import angka, daftar_kata, tanggal
from penilaian.laporan.gambar import Gambar, gambar_batang_bertumpuk, gambar_kosong
from penilaian.laporan.isi_aturan import KEADAAN, hitung_keadaan, sebab_tidak_berlaku
from penilaian.laporan.isi_aturan_bentuk import sebutan
from penilaian.laporan.isi_aturan_contoh import REALISASI, TARGET, RumusTurun, empat_rumus
from penilaian.laporan.isi_aturan_tulis import judul_kata, tulis_pecahan
from penilaian.laporan.kisi import gambar_kisi
from penilaian.laporan.kurva import SumbuTegak, gambar_kurva

KUADRAN = "permenpanrb-6-2022/kuadran"
_ATAS, _BAWAH, _LANGKAH = 250.0, -50.0, 50.0
_RAPAT = 20
"""Points of a curve per unit of the realisation."""


def gambar_keadaan(aturan: Aturan) -> Gambar:
    """What stands behind the provisions of each regulation."""
    return gambar_batang_bertumpuk(
        hitung_keadaan(aturan), "Seberapa pasti isi buku ini, menurut peraturan", "ketentuan",
        f"buku aturan, {tanggal(aturan.hari)}", label=KEADAAN, tanpa_nilai="skenario", persentase=False,
    )  # fmt: skip


def gambar_kuadran(aturan: Aturan) -> Gambar:
    """The quadrant: which predicate two decided ratings come to, best on top and right."""
    ketentuan = aturan.ketentuan[KUADRAN]
    if sebab := sebab_tidak_berlaku(ketentuan, aturan.hari):
        return gambar_kosong(f"{ketentuan.judul}: {sebab}")
    masa, buku = ketentuan.pada(aturan.hari), BukuAturan(aturan.ketentuan)
    matriks = masa.nilai
    if not isinstance(matriks, Matriks):
        raise TypeError(f"{KUADRAN} bukan matriks")
    (baris, daftar_baris), (kolom, daftar_kolom) = matriks.sumbu.items()
    keluaran = sebutan(buku, matriks.keluaran)
    data = pd.DataFrame(matriks.sel).T.replace(keluaran)
    data = data.reindex(index=list(buku.daftar(daftar_baris).kode)[::-1], columns=list(buku.daftar(daftar_kolom).kode))
    return gambar_kisi(
        data.rename(index=sebutan(buku, daftar_baris), columns=sebutan(buku, daftar_kolom)),
        ketentuan.judul, judul_kata(baris), judul_kata(kolom), str(masa.sitasi), urutan=list(keluaran.values())[::-1],
        keterangan="Predikat dari rating hasil kerja dan rating perilaku kerja yang ditetapkan",
    )  # fmt: skip


def gambar_empat_rumus(aturan: Aturan, target: Fraction = TARGET, realisasi: Fraction = REALISASI) -> Gambar:
    """The four formulas over realisations from nothing to twice the target."""
    rumus = empat_rumus(aturan)
    t = tulis_pecahan(target)
    return gambar_kurva(
        {satu.nama: _kurva(satu, target) for satu in rumus},
        "Empat rumus untuk makin rendah makin baik",
        f"Realisasi R, dalam satuan indikator (target T = {t})",
        SumbuTegak("hasil rumus (a, b, c dalam persen; d dalam nilai)", _BAWAH, _ATAS, _LANGKAH),
        "fungsi hitung perangkat ini; sumber rumus di tabel",
        garis_acuan={float(realisasi): "contoh", float(target): "target"},
        catatan=(
            f"Di atas {angka(_ATAS)} tidak digambar: rumus c naik tanpa batas bila R mendekati nol.",
            "Sampai patahannya, rumus d berimpit dengan rumus a.",
        ),
        alt=_alt(rumus, target),
    )


def _kurva(rumus: RumusTurun, target: Fraction) -> pd.Series:
    """Values from nothing to twice the target; a jump is left open."""
    jumlah = int(2 * target * _RAPAT)
    isi: dict[float, float | None] = {}
    lalu: float | None = None
    for nomor in range(jumlah + 1):
        r = Fraction(nomor, _RAPAT)
        hasil = rumus.hitung(target, r)
        nilai = None if hasil is None else float(hasil)
        if lalu is not None and nilai is not None and _melompat(lalu, nilai):
            isi[float(r) - 1 / (2 * _RAPAT)] = None
        isi[float(r)] = lalu = nilai
    return pd.Series(isi, dtype=float)


def _melompat(lalu: float, nilai: float) -> bool:
    """Whether two neighbours lie too far apart for a line; what leaves the figure does not count."""
    return max(lalu, nilai) < _ATAS and abs(nilai - lalu) > _LANGKAH / 4


def _alt(rumus: tuple[RumusTurun, ...], target: Fraction) -> str:
    kalimat = []
    for satu in rumus:
        titik = {
            pangsa * target: satu.hitung(target, pangsa * target) for pangsa in (Fraction(1, 2), Fraction(4, 5), 1, 2)
        }
        isi = [f"{angka(nilai, 0)} pada R = {tulis_pecahan(r)}" for r, nilai in titik.items() if nilai is not None]
        kalimat.append(f"Rumus {satu.nama}: {daftar_kata(isi)}.")
    return (
        f"Diagram garis empat rumus terhadap realisasi R dari 0 sampai {tulis_pecahan(2 * target)}, target "
        f"{tulis_pecahan(target)}. {' '.join(kalimat)} Rumus d patah: di kiri patahan ia sama dengan rumus a."
    )

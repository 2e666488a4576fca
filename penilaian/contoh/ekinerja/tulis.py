"""Write the exports: JSON answers and the workbooks people download."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from xlsxwriter.workbook import Workbook

from penilaian.berkas import tulis_teks, tulis_utuh
from penilaian.buku_xlsx import Gaya, buku_baru, tulis_sel
from penilaian.contoh.ekinerja.baris import Baris, baris_penilaian, baris_skp, susun_latar
from penilaian.contoh.ekinerja.cacat import rusak_penilaian, rusak_periode, rusak_skp
from penilaian.periode import JenisPeriode, Periode

_INSTANSI = "Pemerintah Kota Palu"
_BARIS_KEPALA = 8
"""The header stands in this row, counted from 1."""
_BAGIAN: tuple[tuple[JenisPeriode, int, str], ...] = (("bulan", 12, "bulanan"), ("triwulan", 4, "triwulanan"))
_HANYA_JSON = frozenset({"periode_id"})


@dataclass(frozen=True)
class Tanaman:
    """A finding that the import must give: its code, and where; ``baris`` is None for a whole sheet."""

    kode: str
    berkas: str
    lembar: str | None
    baris: int | None


@dataclass(frozen=True)
class EksporEkinerja:
    """The files in the order written, and all findings that reading them must give."""

    berkas: tuple[Path, ...]
    ditanam: tuple[Tanaman, ...]


def tulis_ekinerja(tabel: Mapping[str, pd.DataFrame], folder: Path, tahun: int, *, cacat: bool) -> EksporEkinerja:
    """Write one year of the city's ``opd``, ``pegawai`` and ``penetapan`` into a folder, as e-Kinerja exports them.

    Without ``cacat`` only what every export has: transferred employees twice,
    employees not assessed yet. The same tables give the same bytes.
    """
    latar = susun_latar(tabel, tahun)
    periode, nomor = _ref_periode(tahun)
    skp = baris_skp(latar)
    penilaian = {kode: baris_penilaian(latar, kode, nomor[kode]) for kode in latar.periode}
    if cacat:
        periode, skp = rusak_periode(periode), rusak_skp(skp)
        pertama = latar.periode[0]
        penilaian[pertama] = rusak_penilaian(penilaian[pertama])
    folder.mkdir(parents=True, exist_ok=True)
    lembar = {f"TW{Periode.urai(kode).nomor}": baris for kode, baris in penilaian.items()}
    hasil = [
        _tulis_json(folder / "ref_periode.json", periode),
        *(
            _tulis_json(folder / f"laporan_penilaian_{kode.replace('-', '_')}.json", baris)
            for kode, baris in penilaian.items()
        ),
        _tulis_json(folder / f"laporan_skp_{tahun}.json", skp),
        _tulis_buku(
            folder / f"penilaian_{tahun}.xlsx", f"Laporan Penilaian Kinerja Tahun {tahun}", lembar, cacat=cacat
        ),
        _tulis_buku(folder / f"skp_{tahun}.xlsx", f"Laporan SKP Tahun {tahun}", {"SKP": skp}, cacat=False),
    ]
    return EksporEkinerja(tuple(satu for satu, _ in hasil), tuple(butir for _, ditanam in hasil for butir in ditanam))


def _ref_periode(tahun: int) -> tuple[list[Baris], dict[str, int]]:
    """The reference of a year's periods, and the id of each code."""
    semua = [
        (Periode(tahun, jenis, nomor), tipe, nomor) for jenis, banyak, tipe in _BAGIAN for nomor in range(1, banyak + 1)
    ]
    semua.append((Periode(tahun, "tahun", 1), "tahunan", 1))
    baris = [
        Baris(
            {
                "id": urut,
                "nama": satu.label,
                "tahun": tahun,
                "periode_awal": satu.awal.isoformat(),
                "periode_akhir": satu.akhir.isoformat(),
                "batas_pengisian": None,
                "jenis_periode": "tahunan" if satu.jenis == "tahun" else "periodik",
                "tipe_periodik": tipe,
                "angka_periodik": nomor,
            }
        )
        for urut, (satu, tipe, nomor) in enumerate(semua, 1)
    ]
    return baris, {satu.kode: urut for urut, (satu, _, _) in enumerate(semua, 1)}


def _tulis_json(berkas: Path, baris: Sequence[Baris]) -> tuple[Path, list[Tanaman]]:
    isi = {"status": True, "data": [satu.isi for satu in baris]}
    tulis_teks(berkas, json.dumps(isi, ensure_ascii=False, indent=1) + "\n")
    return berkas, _ditanam(berkas.name, None, baris, 1)


def _ditanam(berkas: str, lembar: str | None, baris: Sequence[Baris], mulai: int) -> list[Tanaman]:
    return [Tanaman(kode, berkas, lembar, urut) for urut, satu in enumerate(baris, mulai) for kode in satu.kode]


def _tulis_buku(
    berkas: Path, judul: str, lembar: Mapping[str, Sequence[Baris]], *, cacat: bool
) -> tuple[Path, list[Tanaman]]:
    ditanam: list[Tanaman] = []
    with tulis_utuh(berkas) as aliran, buku_baru(aliran) as buku:
        gaya = Gaya(buku)
        for nama, baris in lembar.items():
            _tulis_lembar(buku, gaya, nama, judul, baris)
            ditanam += _ditanam(berkas.name, nama, baris, _BARIS_KEPALA + 1)
        if cacat:
            tulis_sel(buku.add_worksheet("Petunjuk"), 0, 0, "Lembar ini dibuat oleh sistem", gaya)
            ditanam.append(Tanaman("lembar_tanpa_kepala", berkas.name, "Petunjuk", None))
    return berkas, ditanam


def _tulis_lembar(buku: Workbook, gaya: Gaya, nama: str, judul: str, baris: Sequence[Baris]) -> None:
    halaman = buku.add_worksheet(nama)
    tulis_sel(halaman, 0, 0, judul, gaya, bold=True)
    tulis_sel(halaman, 1, 0, f"Instansi {_INSTANSI}", gaya)
    tulis_sel(halaman, 5, 0, "Diunduh 20-01-2026 08:30:00", gaya)
    kolom = [satu for satu in baris[0].isi if satu not in _HANYA_JSON]
    for urut, satu in enumerate(kolom):
        tulis_sel(halaman, _BARIS_KEPALA - 1, urut, satu, gaya, bold=True)
    for di, satu_baris in enumerate(baris, _BARIS_KEPALA):
        for urut, satu in enumerate(kolom):
            nilai = satu_baris.isi[satu]
            if satu == "nip" and isinstance(nilai, int):
                halaman.write_number(di, urut, nilai)
            else:
                tulis_sel(halaman, di, urut, _seperti_unduhan(satu, nilai), gaya)


def _seperti_unduhan(kolom: str, nilai: object) -> object:
    """Days and times the way the download shows them, day first."""
    if kolom == "waktu_dinilai" and isinstance(nilai, str) and nilai:
        tanggal, jam = nilai.split(" ")
        return f"{'-'.join(reversed(tanggal.split('-')))} {jam}"
    return nilai

"""`penilaian arsip FOLDER`: keep a finished period, declare it final, correct it openly, or list what is kept."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from penilaian.cli.pengurai import KELUAR_BAIK, KELUAR_TEMUAN, Pengurai, daftar_kode, jalur

if TYPE_CHECKING:
    from penilaian.data import Data
    from penilaian.data.arsip_periode import IsiArsip
    from penilaian.data.arsip_periode_manifes import CatatanArsip
    from penilaian.data.arsip_periode_tulis import Keputusan
    from penilaian.nilai import Hasil
    from penilaian.periode import Periode


def pengurai(prog: str) -> Pengurai:
    urai = Pengurai(
        prog=prog,
        description="Simpan hasil satu periode di FOLDER/arsip, agar laporan berikutnya dapat membandingkannya. Sekali dinyatakan final oleh seseorang, arsip tidak diubah lagi; koreksi menjadi versi baru dan versi lama tetap terbaca. Arsip memuat NIP: simpan bersama data masuk, jangan disebarkan.",
        contoh='  penilaian arsip data/masuk --periode 2025-T3\n  penilaian arsip data/masuk --periode 2025-T3 --final --oleh "Siti, Kepala BKPSDM"\n  penilaian arsip data/masuk --daftar',
    )
    urai.add_argument("folder", metavar="FOLDER", type=jalur, help="folder tabel")
    urai.add_argument("--periode", metavar="P", help="mis. 2025-T3")
    urai.add_argument("--opd", metavar="KODE", type=daftar_kode, help="hanya OPD ini, dipisah koma; OPD lain tetap")
    urai.add_argument("--final", action="store_true", help="nyatakan periode ini final; wajib dengan --oleh")
    urai.add_argument("--oleh", metavar="NAMA", default="", help="siapa yang memutuskan, nama dan jabatan")
    urai.add_argument(
        "--koreksi", metavar="ALASAN", help="tambahkan versi baru di atas arsip final; wajib dengan --oleh"
    )
    urai.add_argument(
        "--daftar", action="store_true", help="sebutkan periode yang diarsipkan, versinya, dan keutuhannya"
    )
    return urai


def jalankan(pilihan: argparse.Namespace) -> int:
    if pilihan.daftar:
        return _sebutkan(pilihan.folder)
    return _arsipkan(pilihan)


def _sebutkan(folder: Path) -> int:
    import pandas as pd

    from penilaian.cli.tampilan import cetak_tabel
    from penilaian.data.arsip_periode import daftar_arsip, periksa_arsip
    from penilaian.galat import GalatParameter

    if not folder.is_dir():
        raise GalatParameter(f"Folder {folder} tidak ada", tindakan="periksa jalurnya")
    baris, semua = [], []
    for periode in daftar_arsip(folder):
        masalah = periksa_arsip(folder, periode)
        semua += [f"{periode.kode}: {satu}" for satu in masalah]
        baris += _baris_versi(folder, periode, utuh=not masalah)
    if not baris:
        print("Belum ada periode yang diarsipkan. Arsipkan dengan: penilaian arsip FOLDER --periode P")
        return KELUAR_BAIK
    cetak_tabel(pd.DataFrame(baris), "Arsip periode")
    for satu in semua:
        print(f"BERUBAH {satu}")
    return KELUAR_TEMUAN if semua else KELUAR_BAIK


def _baris_versi(folder: Path, periode: Periode, *, utuh: bool) -> list[dict[str, object]]:
    from penilaian.data.arsip_periode import baca_arsip
    from penilaian.galat import GalatData

    try:
        catatan = baca_arsip(folder, periode)
    except GalatData:
        catatan = None
    if catatan is None:
        return [{"periode": periode.kode, "versi": "?", "status": "?", "opd": "?", "pegawai": "?", "diarsipkan": "?", "oleh": "?", "alasan_koreksi": "?", "keutuhan": "catatan rusak"}]  # fmt: skip
    return [
        {
            "periode": periode.kode,
            "versi": str(versi.nomor),
            "status": versi.status,
            "opd": len(versi.opd),
            "pegawai": sum(opd.tabel["pegawai"].baris for opd in versi.opd.values() if "pegawai" in opd.tabel),
            "diarsipkan": versi.waktu,
            "oleh": versi.oleh or None,
            "alasan_koreksi": versi.alasan or None,
            "keutuhan": "utuh" if utuh else "BERUBAH",
        }
        for versi in catatan.versi
    ]


def _arsipkan(pilihan: argparse.Namespace) -> int:
    from penilaian.cli.data import buka_data
    from penilaian.data.arsip_periode_tulis import tulis_arsip
    from penilaian.nilai import hitung
    from penilaian.periode import Periode

    putusan = _putusan(pilihan)
    data = buka_data(pilihan.folder, periode=pilihan.periode)
    periode = Periode.urai(pilihan.periode)
    wajib = _opd_periode(data, periode)
    kode = _pilih_opd(pilihan.opd, wajib, periode)
    hasil = {satu: hitung(data.untuk(kode_opd=satu), periode) for satu in kode}
    isi = {satu: _isi(milik) for satu, milik in hasil.items()}
    catatan = tulis_arsip(pilihan.folder, periode, isi, putusan, wajib)
    print(_kabar(periode, catatan, list(hasil.values())))
    return KELUAR_BAIK


def _putusan(pilihan: argparse.Namespace) -> Keputusan:
    from datetime import UTC, datetime

    from penilaian import __version__
    from penilaian.data.arsip_periode_tulis import Keputusan
    from penilaian.galat import GalatParameter

    if not pilihan.periode:
        raise GalatParameter(
            "Periode belum disebut", tindakan="tambahkan --periode, mis. --periode 2025-T3, atau --daftar"
        )
    if pilihan.koreksi is not None and not pilihan.koreksi.strip():
        raise GalatParameter(
            "Alasan koreksi kosong", tindakan='tulis alasannya: --koreksi "realisasi puskesmas terlambat masuk"'
        )
    final = pilihan.final or pilihan.koreksi is not None
    if final and not pilihan.oleh.strip():
        raise GalatParameter(
            "Belum disebut siapa yang memutuskan",
            mengapa="yang menyatakan arsip final atau mengoreksinya adalah orang, bukan program",
            tindakan='tambahkan --oleh "Nama, jabatan"',
        )
    waktu = datetime.now(UTC).isoformat(timespec="seconds")
    return Keputusan("final" if final else "sementara", waktu, __version__, pilihan.oleh, pilihan.koreksi or "")


def _opd_periode(data: Data, periode: Periode) -> list[str]:
    """The agencies with employees in a period."""
    pegawai = data.tabel["pegawai"]
    return sorted(pegawai.loc[pegawai["periode"] == periode.kode, "kode_opd"].dropna().unique())


def _pilih_opd(diminta: list[str] | None, ada: list[str], periode: Periode) -> list[str]:
    from penilaian.cli.pengurai import sarankan
    from penilaian.galat import GalatParameter

    for kode in diminta or []:
        if kode not in ada:
            raise GalatParameter(
                f"OPD {kode} tidak punya pegawai pada {periode.label}{sarankan(kode, ada)}",
                mengapa=f"yang ada: {', '.join(ada)}",
                tindakan="periksa kodenya",
            )
    return diminta or ada


def _isi(hasil: Hasil) -> IsiArsip:
    from penilaian.data.arsip_periode import IsiArsip
    from penilaian.nilai.keadaan import tabel_arsip

    return IsiArsip(hasil.jejak.skema, hasil.jejak.aturan, hasil.jejak.masukan, tabel_arsip(hasil))


def _kabar(periode: Periode, catatan: CatatanArsip | None, hasil: list[Hasil]) -> str:
    from penilaian.bahasa import angka

    if catatan is None:
        return f"Arsip {periode.label} sudah berisi hal yang sama; tidak ada yang ditulis."
    kurang = sum(int((satu.pegawai["sementara"] | satu.pegawai["predikat"].isna()).sum()) for satu in hasil)
    orang = sum(len(satu.pegawai) for satu in hasil)
    kalimat = f"{periode.label} diarsipkan: {catatan.sebut()}; {angka(len(hasil))} OPD, {angka(orang)} pegawai."
    return kalimat + (f" Hasil {angka(kurang)} pegawai masih sementara atau belum ditetapkan." if kurang else "")

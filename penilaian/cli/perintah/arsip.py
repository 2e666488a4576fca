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
        contoh='  penilaian arsip data/masuk --periode 2025-T3\n  penilaian arsip data/masuk --periode 2025-T3 --final --oleh "Siti, Kepala BKPSDM"\n  penilaian arsip data/masuk --daftar\n  penilaian arsip data/masuk --riwayat --opd dinkes',
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
    urai.add_argument(
        "--riwayat", action="store_true", help="ringkas semua periode di arsip, satu baris satu OPD (perlu DuckDB)"
    )
    return urai


def jalankan(pilihan: argparse.Namespace) -> int:
    if pilihan.daftar:
        return _sebutkan(pilihan.folder)
    if pilihan.riwayat:
        return _riwayat(pilihan.folder, pilihan.opd)
    return _arsipkan(pilihan)


def _riwayat(folder: Path, opd: list[str] | None) -> int:
    """Counts and the median achievement of each agency in each archived period, newest versions."""
    from penilaian.cli.tampilan import cetak_tabel
    from penilaian.data.arsip_periode_lintas import KEPALA, arsip_lintas
    from penilaian.galat import GalatParameter

    _pastikan_folder(folder)
    pegawai, indikator = (
        arsip_lintas(folder, tabel, kolom)
        for tabel, kolom in (("pegawai", ["predikat", "sementara"]), ("indikator", ["capaian"]))
    )
    if pegawai.empty:
        return _belum_ada()
    ada = sorted(pegawai["kode_opd"].unique())
    asing = [kode for kode in opd or [] if kode not in ada]
    if asing:
        raise GalatParameter(
            f"OPD {', '.join(asing)} tidak ada di arsip",
            mengapa=f"yang ada: {', '.join(ada)}",
            tindakan="periksa kodenya",
        )
    pegawai["ditetapkan"] = pegawai["predikat"].notna()
    kunci = list(KEPALA)
    hasil = pegawai.groupby(kunci, sort=False, as_index=False).agg(
        pegawai=("ditetapkan", "size"), ditetapkan=("ditetapkan", "sum"), sementara=("sementara", "sum")
    )
    median = indikator.groupby(kunci, as_index=False).agg(median_capaian=("capaian", "median"))
    hasil = hasil.merge(median, on=kunci, how="left", validate="one_to_one")
    cetak_tabel(hasil[hasil["kode_opd"].isin(opd or ada)], "Riwayat menurut arsip; capaian dalam persen")
    return KELUAR_BAIK


def _belum_ada() -> int:
    print("Belum ada periode yang diarsipkan. Arsipkan dengan: penilaian arsip FOLDER --periode P")
    return KELUAR_BAIK


def _pastikan_folder(folder: Path) -> None:
    from penilaian.galat import GalatParameter

    if not folder.is_dir():
        raise GalatParameter(f"Folder {folder} tidak ada", tindakan="periksa jalurnya")


def _sebutkan(folder: Path) -> int:
    import pandas as pd

    from penilaian.cli.tampilan import cetak_tabel
    from penilaian.data.arsip_periode import daftar_arsip, periksa_arsip

    _pastikan_folder(folder)
    baris, semua = [], []
    for periode in daftar_arsip(folder):
        masalah = periksa_arsip(folder, periode)
        semua += [f"{periode.kode}: {satu}" for satu in masalah]
        baris += _baris_versi(folder, periode, utuh=not masalah)
    if not baris:
        return _belum_ada()
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
    from penilaian.periode import Periode

    putusan = _putusan(pilihan)
    periode = Periode.urai(pilihan.periode)
    if putusan.status == "final":
        _pastikan_usai(periode)
    data = buka_data(pilihan.folder, periode=pilihan.periode)
    wajib = _opd_periode(data, periode)
    kode = _pilih_opd(pilihan.opd, wajib, periode)
    hasil = _hitung(data, kode, periode)
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


def _hitung(data: Data, kode: list[str], periode: Periode) -> dict[str, Hasil]:
    """Each agency's result: its rows of everybody's, or, where another agency's findings forbid that, its own."""
    from penilaian.galat import GalatData
    from penilaian.nilai import hitung
    from penilaian.nilai.hitung import hitung_bagian

    irisan = {satu: data.untuk(kode_opd=satu) for satu in kode}
    try:
        seluruhnya = hitung(data, periode)
    except GalatData:
        return {satu: hitung(isi, periode) for satu, isi in irisan.items()}
    return {satu: hitung_bagian(seluruhnya, isi) for satu, isi in irisan.items()}


def _pastikan_usai(periode: Periode) -> None:
    from datetime import datetime

    from penilaian.bahasa import tanggal
    from penilaian.galat import GalatParameter

    if datetime.now().astimezone().date() <= periode.akhir:
        raise GalatParameter(
            f"{periode.label} belum dapat dinyatakan final",
            mengapa=f"periodenya baru berakhir {tanggal(periode.akhir)}",
            tindakan="tunggu sampai periode usai, atau arsipkan sebagai sementara, yaitu tanpa --final",
        )


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

"""Files that are not what their name says, and things in a folder that are no files."""

from __future__ import annotations

import os
from pathlib import Path

from .bahan import CATATAN, GALAT, PERINGATAN, Jahat, buku, kemas, sebagai

_RUSAK = {"berkas_rusak": GALAT}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000)
_HTML = b"<html><body><table><tr><td>nip</td></tr></table></body></html>"
_TERKUNCI = {"berkas_terkunci": GALAT}
_TAK_DIKENAL = {"berkas_tidak_dikenal": PERINGATAN, "tabel_tidak_ada": GALAT}


def _di_samping(nama: str, isi: bytes = b"a,b\n1,2\n"):
    def bangun(folder: Path) -> None:
        (folder / nama).write_bytes(isi)

    return bangun


def _tautan(tujuan: str):
    def bangun(folder: Path) -> None:
        (folder / "realisasi.csv").unlink()
        (folder / "realisasi.csv").symlink_to(tujuan)

    return bangun


def _pipa(folder: Path) -> None:
    (folder / "realisasi.csv").unlink()
    os.mkfifo(folder / "realisasi.csv")


def _folder(folder: Path) -> None:
    (folder / "realisasi.csv").unlink()
    (folder / "realisasi.csv").mkdir()


def _dua_berkas(folder: Path) -> None:
    (folder / "Realisasi.CSV").write_bytes((folder / "realisasi.csv").read_bytes())


def _dua_bentuk(folder: Path) -> None:
    (folder / "realisasi.xlsx").write_bytes(kemas(buku()))


KORPUS = (
    Jahat("xls_lama_bernama_xlsx", sebagai("realisasi.xlsx", _OLE), _TERKUNCI),
    Jahat("xlsx_bersandi", sebagai("realisasi.xlsx", _OLE[:8] + b"EncryptedPackage".join([bytes(500)] * 2)), _TERKUNCI),
    Jahat("html_bernama_xlsx", sebagai("realisasi.xlsx", _HTML), _RUSAK),
    Jahat("csv_bernama_xlsx", sebagai("realisasi.xlsx", b"nip,periode\n1,2\n"), _RUSAK),
    Jahat("parquet_bernama_xlsx", sebagai("realisasi.xlsx", b"PAR1" + bytes(50) + b"PAR1"), _RUSAK),
    Jahat("xlsx_bernama_parquet", sebagai("realisasi.parquet", lambda: kemas(buku())), _RUSAK),
    Jahat("gambar_bernama_xlsx", sebagai("realisasi.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(100)), _RUSAK),
    Jahat("xlsb_bernama_xlsx", sebagai("realisasi.xlsx", lambda: kemas({"xl/workbook.bin": b"x", "_rels/.rels": b"x"})), _RUSAK),
    Jahat("ods_bernama_xlsx", sebagai("realisasi.xlsx", lambda: kemas({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<a/>"})), _RUSAK),
    Jahat("berkas_xlsm", sebagai("realisasi.xlsm", lambda: kemas(buku() | {"xl/vbaProject.bin": b"x"})), _TAK_DIKENAL),
    Jahat("html_bernama_xls", sebagai("realisasi.xls", _HTML), _TAK_DIKENAL),
    Jahat("berkas_tsv", sebagai("realisasi.tsv", b"nip\tperiode\n"), _TAK_DIKENAL),
    Jahat("akhiran_ganda", sebagai("realisasi.csv.xlsx", _HTML), _RUSAK | {"tabel_tidak_ada": GALAT}),
    Jahat("akhiran_huruf_besar", sebagai("REALISASI.XLSX", lambda: kemas(buku())), {}),
    Jahat("nama_terbalik", _di_samping("gaji\u202excod.csv"), {"berkas_tidak_dikenal": PERINGATAN}),
    Jahat("nama_ganti_baris", _di_samping("a\nb.csv"), {"berkas_tidak_dikenal": PERINGATAN}),
    Jahat("nama_bukan_utf8", _di_samping(os.fsdecode(b"r\xff\xfe.csv")), {"berkas_tidak_dikenal": PERINGATAN}),
    Jahat("nama_panjang", _di_samping("x" * 240 + ".csv"), {"berkas_tidak_dikenal": PERINGATAN}),
    Jahat("nama_mirip", _di_samping("realisasii.csv"), {"berkas_tidak_dikenal": PERINGATAN}),
    Jahat("nama_sementara_excel", _di_samping("~$realisasi.xlsx"), {}),
    Jahat("nama_lain", _di_samping("surat.pdf"), {"berkas_tidak_dikenal": CATATAN}),
    Jahat("dua_berkas_beda_huruf", _dua_berkas, {"sumber_ganda": GALAT}),
    Jahat("dua_bentuk_satu_tabel", _dua_bentuk, {"sumber_ganda": GALAT}),
    Jahat("folder_bernama_csv", _folder, {"bukan_berkas": GALAT}),
    Jahat("tautan_putus", _tautan("tidak_ada"), {"berkas_tidak_terbaca": GALAT}),
    Jahat("tautan_berputar", _tautan("realisasi.csv"), {"berkas_tidak_terbaca": GALAT}),
    Jahat("tautan_ke_folder", _tautan("."), {"bukan_berkas": GALAT}),
    Jahat("tautan_ke_perangkat", _tautan("/dev/zero"), {"bukan_berkas": GALAT}, berat=True),
    Jahat("pipa_bernama", _pipa, {"bukan_berkas": GALAT}, berat=True),
    Jahat("keterangan_bukan_yaml", _di_samping("keterangan.yaml", b"a: [1, {"), {"keterangan_tidak_terbaca": PERINGATAN}),
    Jahat("keterangan_miliaran_tawa", _di_samping("keterangan.yaml", b"a: &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(b"%c: &%c [%s]\n" % (98 + di, 98 + di, b",".join([b"*%c" % (97 + di)] * 9)) for di in range(9)) + b"instansi: *j\n"), {"keterangan_tidak_terbaca": PERINGATAN}, berat=True),
    Jahat("keterangan_bersarang", _di_samping("keterangan.yaml", b"[" * 50_000), {"keterangan_tidak_terbaca": PERINGATAN}),
    Jahat("keterangan_kelas_python", _di_samping("keterangan.yaml", b"!!python/object/apply:os.system ['true']"), {"keterangan_tidak_terbaca": PERINGATAN}),
    Jahat("keterangan_bukan_utf8", _di_samping("keterangan.yaml", b"instansi: \xff"), {"keterangan_tidak_terbaca": PERINGATAN}),
    Jahat("keterangan_kunci_asing", _di_samping("keterangan.yaml", b"instansi: a\nlain: b\n"), {"keterangan_tidak_terbaca": PERINGATAN}),
)  # fmt: skip

"""CSV files of the wrong encoding, separator, shape or kind."""

from __future__ import annotations

from .bahan import CATATAN, GALAT, PERINGATAN, Jahat, csv, sebagai

_RUSAK = {"berkas_rusak": GALAT}
_ENKODE = {"enkode_bukan_utf8": GALAT}
_JUDUL = {"kolom_wajib_tidak_ada": GALAT, "kolom_tidak_dikenal": CATATAN, "kolom_tidak_ada": PERINGATAN}


def _ulang(enkode: str):
    return csv(lambda isi: isi.decode().replace("B-1", "“B–1”").encode(enkode))


def _pemisah(satu: bytes):
    return csv(lambda isi: isi.replace(b",", satu))


def _baris(tambahan: bytes):
    return csv(lambda isi: isi + tambahan)


KORPUS = (
    Jahat("enkode_cp1252", _ulang("cp1252"), _ENKODE),
    Jahat("enkode_utf16_bom", _ulang("utf-16"), _ENKODE),
    Jahat("enkode_utf16_tanpa_bom", _ulang("utf-16-le"), _RUSAK),
    Jahat("enkode_utf32", _ulang("utf-32"), _ENKODE),
    Jahat("enkode_latin1_di_tengah", csv(lambda isi: isi.replace(b"B-1", b"B\xe9", 1)), _ENKODE),
    Jahat("enkode_campur", csv(lambda isi: isi.replace(b"B-1", "é".encode(), 1).replace(b"B-1", b"\xe9", 1)), _ENKODE),
    Jahat("enkode_pengganti_surogat", csv(lambda isi: isi.replace(b"B-1", b"\xed\xa0\x80", 1)), _ENKODE),
    Jahat("enkode_terlalu_panjang", csv(lambda isi: isi.replace(b"B-1", b"\xc0\xaf", 1)), _ENKODE),
    Jahat("enkode_utf7", csv(lambda isi: isi.replace(b"B-1", b"+AFs-", 1)), {}),
    Jahat("bom_ganda", csv(lambda isi: b"\xef\xbb\xbf\xef\xbb\xbf" + isi), {}),
    Jahat("nol_di_tengah", csv(lambda isi: isi.replace(b"B-1", b"B\x001", 1)), _RUSAK),
    Jahat("pemisah_nol", _pemisah(b"\x00"), _RUSAK),
    Jahat("pemisah_tegak", _pemisah(b"|"), {}),
    Jahat("pemisah_karangan", _pemisah(b"^"), _JUDUL),
    Jahat("pemisah_spasi", _pemisah(b" "), _JUDUL),
    Jahat("kepala_sep_excel", csv(lambda isi: b"sep=,\r\n" + isi), {}),
    Jahat("akhir_baris_cr", csv(lambda isi: isi.replace(b"\n", b"\r")), {}),
    Jahat("akhir_baris_campur", csv(lambda isi: isi.replace(b"\n", b"\r\n", 2)), {}),
    Jahat("kutip_tidak_ditutup", _baris(b'"tidak ditutup,1,2,3,4,5,6\n'), _RUSAK),
    Jahat("kutip_di_tengah", _baris(b'"a"b,1,2,3,4,5,6\n'), _RUSAK),
    Jahat("isian_lebih", _baris(b"a,b,c,d,e,f,g,h,i\n"), {"jumlah_isian_beda": GALAT}),
    Jahat("isian_kurang", _baris(b"a,b\n"), {"jumlah_isian_beda": GALAT}),
    Jahat("hanya_pemisah", sebagai("realisasi.csv", b",,,,\n,,,,\n"), {"berkas_kosong": GALAT}),
    Jahat("hanya_spasi", sebagai("realisasi.csv", b"   \n\n\t\n"), {"berkas_kosong": GALAT}),
    Jahat("hanya_bom", sebagai("realisasi.csv", b"\xef\xbb\xbf"), {"berkas_kosong": GALAT}),
    Jahat("hanya_judul", csv(lambda isi: isi.split(b"\n")[0] + b"\n"), {"tabel_kosong": PERINGATAN, "realisasi_tidak_ada": PERINGATAN}),
    Jahat("hampa", sebagai("realisasi.csv", b""), {"berkas_kosong": GALAT}),
    Jahat("judul_di_baris_ketiga", csv(lambda isi: b"LAPORAN REALISASI\n\n" + isi), {**_JUDUL, "jumlah_isian_beda": GALAT}),
    Jahat("judul_ganda", csv(lambda isi: isi.replace(b"bukti", b"realisasi", 1)), {"kolom_ganda": GALAT, "kolom_tidak_ada": PERINGATAN}),
    Jahat("judul_dua_kali", csv(lambda isi: isi.split(b"\n")[0] + b"\n" + isi), {"nip_tidak_sah": GALAT, "periode_tidak_sah": GALAT, "bukan_bilangan": GALAT, "nilai_tidak_dikenal": GALAT, "bukan_tanggal": GALAT, "rujukan_tidak_ada": GALAT}),
    Jahat("judul_hampa", csv(lambda isi: isi.replace(b"bukti", b"", 1)), {"kolom_tanpa_judul": PERINGATAN, "kolom_tidak_ada": PERINGATAN}),
    Jahat("judul_tak_terlihat", csv(lambda isi: isi.replace(b"nip", "\u200bn\u202eip".encode(), 1)), {}),
    Jahat("judul_raksasa", csv(lambda isi: isi.replace(b"bukti", b"b" * 500_000, 1)), {"kolom_tidak_dikenal": CATATAN, "kolom_tidak_ada": PERINGATAN}),
    Jahat("kolom_berlimpah", csv(lambda isi: isi.split(b"\n")[0] + b",x" * 1000 + b"\n"), {"kolom_terlalu_banyak": GALAT}),
    Jahat("html_bernama_csv", sebagai("realisasi.csv", b"<html><table><tr><td>nip</td></tr></table></html>"), _JUDUL),
    Jahat("json_bernama_csv", sebagai("realisasi.csv", b'[{"nip": "1", "periode": "2025"}]'), _JUDUL),
    Jahat("xlsx_bernama_csv", sebagai("realisasi.csv", b"PK\x03\x04\x14\x00\x00\x00"), _RUSAK),
    Jahat("pdf_bernama_csv", sebagai("realisasi.csv", b"%PDF-1.7\n\xe2\xe3\xcf\xd3\n"), _ENKODE),
    Jahat("sejuta_pemisah", sebagai("realisasi.csv", b"," * 1_000_000), {"berkas_kosong": GALAT}),
    Jahat("sejuta_baris_kosong", csv(lambda isi: isi + b"\n" * 1_000_000), {}, berat=True),
    Jahat("sejuta_kutip", sebagai("realisasi.csv", b'"' * 2_000_001), _RUSAK),
    Jahat("dua_juta_judul", sebagai("realisasi.csv", b"nip" + b",a" * 2_000_000 + b"\n"), {"kolom_terlalu_banyak": GALAT}, berat=True),
)  # fmt: skip

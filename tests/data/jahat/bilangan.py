"""Numbers that are none, codes and NIPs that a spreadsheet changed, texts that pass for empty."""

from __future__ import annotations

from penilaian.data import Data
from tests.data.conftest import ANI

from .bahan import CATATAN, GALAT, PERINGATAN, Jahat, Sel, buku, csv, isian, xlsx

_BUKAN = (
    "NaN", "Inf", "-inf", "infinity", "NULL", "None", "N/A", "#N/A", "-", "--", ".", "1e400", "1e-", "0x10", "1_000",
    "٣٤", "８５", "85;5", "85%%", "1,2,3", "1.2.3.4", "½", "85 ribu", "Rp85", "(85)", "85-", "TRUE", "=85", "'85",
    "1e999999999", "9" * 400, "85\u200b", "\u202e58", "85\x07", "∞",
)  # fmt: skip


def _kosong(data: Data) -> None:
    isi = data.tabel["realisasi"]["realisasi"].iloc[0]
    assert isi != isi, isi


def _tanpa_nip(data: Data) -> None:
    assert data.tabel["realisasi"]["nip"].isna().tolist() == [True, False, False, False]


_NIP = {"realisasi_tidak_ada": PERINGATAN}
_NIP_TIDAK_SAH = {**_NIP, "nip_tidak_sah": GALAT}
_NIP_NUMERIK = {**_NIP, "nip_numerik": GALAT}
_LEBAR = "".join(chr(ord(satu) + 0xFEE0) for satu in ANI)
_NIP_TEKS = {
    "17_digit": ANI[:-1], "19_digit": ANI + "0", "lebar": _LEBAR, "arab": "".join(chr(0x660 + int(d)) for d in ANI),
    "tak_terlihat": ANI[:8] + "\u200b" + ANI[8:], "bidi": "\u202d" + ANI, "titik": f"{ANI[:8]}.{ANI[8:]}",
    "huruf_o": ANI.replace("0", "O"), "hampa": "0" * 18, "bom": ANI + "\ufeff", "kutip_ganda": f"''{ANI}",
}  # fmt: skip
_NIP_ANGKA = {"ilmiah": "1.89002E+17", "ilmiah_koma": "1,89E+17", "pecahan_nol": f"{ANI}.0"}
_NIP_BAIK = {
    "apostrof": f"'{ANI}",
    "nbsp": f"{ANI[:8]}\u00a0{ANI[8:]}",
    "spasi": f" {ANI[:8]} {ANI[8:]} ",
    "lebar_spasi": f"\u3000{ANI}",
}
_KODE_BURUK = ("R\u202e1", "R\u20661", "R\x1b1", "R\u200d1")

KORPUS = (
    *(Jahat(f"bilangan_{urut}", isian("realisasi", 0, realisasi=teks), {"bukan_bilangan": GALAT}, _kosong) for urut, teks in enumerate(_BUKAN)),
    Jahat("bilangan_ambigu", isian("realisasi", 0, realisasi="85,010"), {"bilangan_ambigu": GALAT}, _kosong),
    Jahat("bilangan_dialek_campur", isian("realisasi", 0, realisasi="90,25"), {}),
    Jahat("bilangan_terlalu_teliti", isian("realisasi", 0, realisasi="1e300"), {"terlalu_teliti": GALAT}),
    Jahat("bilangan_negatif", isian("realisasi", 0, realisasi="−5"), {"bilangan_negatif": PERINGATAN}),
    *(Jahat(f"nip_{nama}", isian("realisasi", 0, nip=teks), _NIP_TIDAK_SAH, _tanpa_nip) for nama, teks in _NIP_TEKS.items()),
    *(Jahat(f"nip_{nama}", isian("realisasi", 0, nip=teks), _NIP_NUMERIK, _tanpa_nip) for nama, teks in _NIP_ANGKA.items()),
    *(Jahat(f"nip_baik_{nama}", isian("realisasi", 0, nip=teks), {}) for nama, teks in _NIP_BAIK.items()),
    Jahat("nip_bilangan_excel", xlsx(lambda: buku(A2=int(ANI))), _NIP_NUMERIK, _tanpa_nip),
    Jahat("nip_pecahan_excel", xlsx(lambda: buku(A2=Sel("><v>1.89002021915032E+17</v>"))), _NIP_NUMERIK, _tanpa_nip),
    Jahat("nip_benar_salah", xlsx(lambda: buku(A2=Sel(' t="b"><v>1</v>'))), _NIP_NUMERIK, _tanpa_nip),
    Jahat("nip_kosong", isian("realisasi", 0, nip="\u00a0"), {**_NIP, "wajib_kosong": GALAT}, _tanpa_nip),
    *(Jahat(f"kode_tak_terlihat_{urut}", isian("indikator", 0, kode_rhk=teks), {"kode_tidak_sah": GALAT, "sasaran_tidak_dikenal": GALAT}) for urut, teks in enumerate(_KODE_BURUK)),
    Jahat("kode_jadi_angka", xlsx(lambda: buku(tabel="opd", A2=1), "opd"), {"kode_numerik": PERINGATAN, "rujukan_tidak_ada": GALAT}),
    Jahat("kode_jadi_tanggal", xlsx(lambda: buku('<xf/><xf numFmtId="14"/>', C2=Sel(' s="1"><v>45000</v>'))), {"kode_bukan_teks": GALAT, "realisasi_tidak_ada": PERINGATAN}),
    Jahat("kode_galat_excel", xlsx(lambda: buku(tabel="opd", A3=Sel(' t="e"><v>#N/A</v>')), "opd"), {"sel_galat_excel": GALAT, "rujukan_tidak_ada": GALAT}),
    Jahat("kolom_angka_penuh_strip", csv(lambda isi: isi.replace(b",90.25,", b",-,").replace(b",86,", b",-,").replace(b",9,", b",-,")), {"bukan_bilangan": GALAT}),
    Jahat("ya_tidak_karangan", isian("pegawai", 1, mutasi="mungkin"), {"bukan_ya_tidak": GALAT}),
    Jahat("rumus_suntikan", isian("realisasi", 0, bukti="=HYPERLINK(\"http://x\";\"klik\")"), {}),
    Jahat("rumus_suntikan_dde", isian("realisasi", 0, bukti="@SUM(1+1)*cmd|' /C calc'!A0"), {}),
    Jahat("teks_emoji", isian("realisasi", 0, bukti="👩‍👩‍👧 hasil 👍🏽"), {}),
    Jahat("teks_tanda_gabung", isian("realisasi", 0, bukti="e" + "\u0301" * 500), {}),
    Jahat("teks_panjang", isian("realisasi", 0, bukti="a" * 900_000), {}),
    Jahat("teks_terlalu_panjang", isian("realisasi", 0, bukti="a" * 1_100_000), {"berkas_rusak": GALAT}),
    *(Jahat(f"teks_tak_terlihat_{ord(satu):x}", isian("realisasi", 0, bukti=f"a{satu}b"), {"karakter_tak_terlihat": CATATAN}) for satu in "\x07\x1b\x7f\x85\xad\u200b\u200c\u200d\u2028\u2060\ufeff\ufff9\U000e0041"),
    *(Jahat(f"teks_terbalik_{ord(satu):x}", isian("pegawai", 1, nama=f"Ani{satu}hotnoC"), {"karakter_tak_terlihat": PERINGATAN}) for satu in "\u061c\u200e\u200f\u202a\u202e\u2066\u2069"),
    Jahat("nama_karakter_nol_excel", xlsx(lambda: buku(E2="a_x0000_b")), {"karakter_tak_terlihat": CATATAN}),
    Jahat("teks_banyak_baris", isian("realisasi", 0, bukti="satu\ndua\r\ntiga\tempat"), {}),
)  # fmt: skip

"""Workbooks whose cells do not hold what they show: formulas, errors, hidden parts, links, macros."""

from __future__ import annotations

import math

from penilaian.data import Data

from .bahan import BUKU, CATATAN, GALAT, LEMBAR, PERINGATAN, Jahat, Sel, bagian, bertipe, buku, ganti, sisip, xlsx


def _nilai(kolom: str, baris: int, harapan: object):
    def periksa(data: Data) -> None:
        isi = data.tabel["realisasi"][kolom].iloc[baris]
        if harapan is None:
            assert isi != isi, isi
        else:
            assert str(isi) == str(harapan) or math.isclose(float(isi), float(str(harapan)))

    return periksa


def _galat_excel(nama: str) -> Jahat:
    sel = Sel(f' t="e"><v>{nama}</v>')
    return Jahat(
        f"galat_excel_{nama.strip('#!?').replace('/', '_')}",
        xlsx(lambda: buku(D2=sel)),
        {"sel_galat_excel": GALAT},
        _nilai("realisasi", 0, None),
    )


_TANPA_HASIL = {"rumus_tanpa_hasil": GALAT}
_BERUMUS = {"sel_berumus": CATATAN}
_SEMU = ("NaN", "nan", "-NaN")
_MUSTAHIL = ("inf", "-Infinity", "1e400", "0x10", "1_000")

KORPUS = (
    *map(_galat_excel, ("#REF!", "#DIV/0!", "#N/A", "#NAME?", "#VALUE!", "#NUM!", "#NULL!")),
    Jahat("rumus_tanpa_hasil", xlsx(lambda: buku(D2=Sel("><f>40+45</f>"))), _TANPA_HASIL, _nilai("realisasi", 0, None)),
    Jahat("rumus_hasil_hampa", xlsx(lambda: buku(D2=Sel("><f>40+45</f><v/>"))), _TANPA_HASIL),
    Jahat("rumus_bersama_tanpa_hasil", xlsx(lambda: buku(D2=Sel('><f t="shared" si="0"/>'))), _TANPA_HASIL),
    Jahat("rumus_hasil_galat", xlsx(lambda: buku(D2=Sel(' t="e"><f>1/0</f><v>#DIV/0!</v>'))), {"sel_galat_excel": GALAT}),
    Jahat("rumus_berhasil", xlsx(lambda: buku(D2=Sel("><f>40+45</f><v>85</v>"))), _BERUMUS, _nilai("realisasi", 0, 85)),
    Jahat("rumus_di_dua_kolom", xlsx(lambda: buku(D2=Sel("><f>1</f><v>1</v>"), E2=Sel(' t="str"><f>"a"</f><v>a</v>'))), _BERUMUS),
    Jahat("rumus_di_nip", xlsx(lambda: buku(A2=Sel("><f>1</f><v>189002021915032002</v>"))), {**_BERUMUS, "nip_numerik": GALAT, "realisasi_tidak_ada": PERINGATAN}),
    Jahat("rumus_ke_buku_lain", xlsx(lambda: buku(D2=Sel("><f>[1]A!B2</f><v>85</v>")) | {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}), {**_BERUMUS, "tautan_luar": PERINGATAN}),
    Jahat("tautan_luar", xlsx(lambda: buku() | {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}), {"tautan_luar": PERINGATAN}),
    Jahat("makro_di_xlsx", xlsx(lambda: buku() | {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"}), {"makro": PERINGATAN}),
    Jahat("makro_huruf_besar", xlsx(lambda: buku() | {"XL/VBAPROJECT.BIN": b"x"}), {"makro": PERINGATAN}),
    *(Jahat(f"angka_semu_{isi}", xlsx(lambda isi=isi: buku(D2=Sel(f"><v>{isi}</v>"))), {"sel_galat_excel": GALAT}, _nilai("realisasi", 0, None)) for isi in _SEMU),
    *(Jahat(f"angka_mustahil_{isi}", xlsx(lambda isi=isi: buku(D2=Sel(f"><v>{isi}</v>"))), {"bukan_bilangan": GALAT}, _nilai("realisasi", 0, None)) for isi in _MUSTAHIL),
    Jahat("benar_salah_sebagai_angka", xlsx(lambda: buku(D2=Sel(' t="b"><v>1</v>'))), {"bukan_bilangan": GALAT}, _nilai("realisasi", 0, None)),
    Jahat("angka_berformat_tanggal", xlsx(lambda: buku('<xf/><xf numFmtId="14"/>', D2=Sel(' s="1"><v>85</v>'))), {"bukan_bilangan": GALAT}, _nilai("realisasi", 0, None)),
    Jahat("angka_berformat_jam", xlsx(lambda: buku('<xf/><xf numFmtId="46"/>', D2=Sel(' s="1"><v>1.5</v>'))), {"bukan_bilangan": GALAT}),
    Jahat("jam_tak_terhingga", xlsx(lambda: buku('<xf/><xf numFmtId="46"/>', D2=Sel(' s="1"><v>1e300</v>'))), {"berkas_rusak": GALAT}),
    Jahat("persen_semu", xlsx(lambda: buku('<xf/><xf numFmtId="9"/>', D2=Sel(' s="1"><v>NaN</v>'))), {"bukan_bilangan": GALAT}, _nilai("realisasi", 0, None)),
    Jahat("persen", xlsx(lambda: buku('<xf/><xf numFmtId="10"/>', D2=Sel(' s="1"><v>0.28999999999999998</v>'))), {}, _nilai("realisasi", 0, 29)),
    Jahat("teks_bersama_tidak_ada", xlsx(lambda: buku(E2=Sel(' t="s"><v>99999</v>'))), {"berkas_rusak": GALAT}),
    Jahat("jenis_sel_karangan", xlsx(lambda: buku(E2=Sel(' t="zz"><v>1</v>'))), {"berkas_rusak": GALAT}),
    Jahat("lembar_tersembunyi", xlsx(lambda: ganti(buku(), BUKU, b'sheetId="1"', b'sheetId="1" state="veryHidden"')), {"lembar_tersembunyi": CATATAN}),
    Jahat("baris_tersembunyi", xlsx(lambda: ganti(buku(), LEMBAR, b'<row r="3"', b'<row r="3" hidden="1"')), {"baris_tersembunyi": CATATAN}),
    Jahat("kolom_tersembunyi", xlsx(lambda: ganti(buku(), LEMBAR, b"<sheetData>", b'<cols><col min="4" max="4" hidden="1"/></cols><sheetData>')), {}),
    Jahat("baris_kosong_tersembunyi", xlsx(lambda: sisip(buku(), b'<row r="9" hidden="1"/>')), {}),
    Jahat("dua_lembar_satu_tabel", xlsx(lambda: bagian({"realisasi": bertipe("realisasi"), "Realisasi": bertipe("realisasi")})), {"sumber_ganda": GALAT}),
    Jahat("dua_lembar_berkepala_sama", xlsx(lambda: bagian({"realisasi": bertipe("realisasi"), "Lembar2": bertipe("realisasi")})), {"lembar_tidak_dikenal": CATATAN}),
    Jahat("dua_lembar_bernama_sama", xlsx(lambda: ganti(bagian({"realisasi": bertipe("realisasi"), "xxxx": [["x"]]}), BUKU, b'"xxxx"', b'"realisasi"')), {"berkas_rusak": GALAT}),
    Jahat("sel_gabungan_di_judul", xlsx(lambda: ganti(buku(B1=""), LEMBAR, b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells>')), {"kolom_tanpa_judul": PERINGATAN, "kolom_wajib_tidak_ada": GALAT}),
)  # fmt: skip

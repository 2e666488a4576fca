"""A sheet that came back: what people type is understood, anything else is refused whole with its cell."""

import zipfile
from io import BytesIO

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penilaian.galat import GalatData
from penilaian.indikator.pihak.lembar_baca import BATAS_BITA, baca_lembar, baca_semua
from penilaian.indikator.pihak.lembar_tulis import isi_lembar
from penilaian.indikator.pihak.skala import label_skala
from penilaian.indikator.pihak.tabel import periksa_pertimbangan
from tests.indikator.pihak.bahan_uji import angket, bahan, buka, indikator, pasangan, poin, simpan, suara, tabel

ANGKET = angket()
# Perbandingan: row 3 is the heading of aspek, 4 … 9 its pairs, 10 perspektif, 11 … 16, 17 pimpinan, 18.
# Anggaran: row 3 heading, 4 … 7 aspek, 8, 9 … 12 perspektif, 13, 14 and 15 pimpinan. Suara: 3 … 6.


@pytest.fixture
def buku():
    """One answer, so that what is refused is not refused for being empty."""
    satu = buka()
    satu["Suara"]["E3"] = "setuju"
    return satu


def _baca(buku):
    return baca_lembar(simpan(buku), ANGKET)


def _jawaban(data, cara):
    return data.loc[data["cara"] == cara].reset_index(drop=True)


@pytest.mark.parametrize(
    ("pilih", "seberapa", "butir", "banding", "nilai"),
    [
        ("A", label_skala(3), "kuantitas", "kualitas", 3),
        (" a ", 3, "kuantitas", "kualitas", 3),
        ("b", "7 - JAUH  lebih penting", "kualitas", "kuantitas", 7),
        ("B", "9", "kualitas", "kuantitas", 9),
        ("A", "lebih penting", "kuantitas", "kualitas", 5),
        ("sama", None, "kuantitas", "kualitas", 1),
        (" SAMA", 1, "kuantitas", "kualitas", 1),
        ("Sama", "1 – sama penting", "kuantitas", "kualitas", 1),
    ],
)
def test_pasangan_seperti_yang_diketik_orang(buku, pilih, seberapa, butir, banding, nilai):
    buku["Perbandingan"]["D4"], buku["Perbandingan"]["E4"] = pilih, seberapa
    (baris,) = _jawaban(_baca(buku), "pasangan").to_dict("records")
    assert (baris["butir"], baris["banding"], baris["nilai"]) == (butir, banding, nilai)
    assert (baris["pihak"], baris["peserta"], baris["perangkat"]) == ("pegawai", "P01", "aspek")


def test_poin_dan_suara_seperti_yang_diketik_orang(buku):
    for baris, nilai in zip(range(4, 8), (40, " 30", "20 ", 10.0), strict=True):
        buku["Anggaran"].cell(baris, 4).value = nilai
    buku["Suara"]["E4"], buku["Suara"]["F4"] = "  TANYA ", "mengapa\n  hanya ini? "
    buku["Suara"]["E5"], buku["Suara"]["G5"] = "Tolak", "Rumusan   baru"
    data = _baca(buku)
    anggaran, bersuara = _jawaban(data, "anggaran"), _jawaban(data, "suara")
    assert dict(zip(anggaran["butir"], anggaran["nilai"], strict=True)) == {
        "kuantitas": 40, "kualitas": 30, "waktu": 20, "biaya": 10,
    }  # fmt: skip
    assert dict(zip(bersuara["butir"], bersuara["suara"], strict=True)) == {
        "k1": "setuju",
        "k2": "tanya",
        "p1": "tolak",
    }
    assert bersuara.set_index("butir").at["k2", "catatan"] == "mengapa\nhanya ini?"
    assert bersuara.set_index("butir").at["p1", "usulan"] == "Rumusan baru"
    assert bersuara["nilai"].isna().all()


def test_pasangan_yang_tidak_lengkap_dibaca_apa_adanya(buku):
    buku["Perbandingan"]["D4"], buku["Perbandingan"]["E4"] = "A", 5
    assert len(_jawaban(_baca(buku), "pasangan")) == 1


def test_jumlah_poin_tidak_pernah_dibaca(buku):
    """The total may be anything: a formula never computed, a number typed over it."""
    for baris, nilai in zip(range(4, 8), (25, 25, 25, 25), strict=True):
        buku["Anggaran"].cell(baris, 4).value = nilai
    buku["Anggaran"]["E3"], buku["Anggaran"]["E8"], buku["Anggaran"]["E13"] = "=1/0", 17, "seratus"
    assert len(_jawaban(_baca(buku), "anggaran")) == 4


TOLAK = {
    "dua arah": (lambda b: (b["Perbandingan"].__setitem__("D4", "A dan B"), b["Perbandingan"].__setitem__("E4", 3)), "Perbandingan!D4: kedua arah dipilih"),
    "pilihan asing": (lambda b: b["Perbandingan"].__setitem__("D4", "C"), "Perbandingan!D4: “C” tidak dikenal"),
    "skala asing": (lambda b: (b["Perbandingan"].__setitem__("D4", "A"), b["Perbandingan"].__setitem__("E4", 10)), "Perbandingan!E4: “10” tidak dikenal"),
    "skala pecahan": (lambda b: (b["Perbandingan"].__setitem__("D4", "A"), b["Perbandingan"].__setitem__("E4", 2.5)), "Perbandingan!E4: “2.5” tidak dikenal"),
    "angka dan kata tidak cocok": (lambda b: (b["Perbandingan"].__setitem__("D4", "A"), b["Perbandingan"].__setitem__("E4", "3 – lebih penting")), "Perbandingan!E4"),
    "sama tetapi lima": (lambda b: (b["Perbandingan"].__setitem__("D4", "sama"), b["Perbandingan"].__setitem__("E4", 5)), "Perbandingan!E4: lebih dari 1, padahal yang dipilih sama"),
    "A tetapi satu": (lambda b: (b["Perbandingan"].__setitem__("D4", "A"), b["Perbandingan"].__setitem__("E4", 1)), "Perbandingan!E4: 1 berarti sama penting"),
    "tanpa seberapa": (lambda b: b["Perbandingan"].__setitem__("D4", "A"), "Perbandingan!E4: kosong, padahal A dipilih"),
    "tanpa arah": (lambda b: b["Perbandingan"].__setitem__("E4", 5), "Perbandingan!D4: kosong, padahal kolom Seberapa diisi"),
    "benar": (lambda b: b["Perbandingan"].__setitem__("D4", True), "Perbandingan!D4: berisi “True”, bukan teks"),
    "rumus di pilihan": (lambda b: b["Perbandingan"].__setitem__("D4", '="A"'), "Perbandingan!D4: berisi rumus"),
    "galat Excel": (lambda b: b["Perbandingan"].__setitem__("E4", "#REF!"), "Perbandingan!E4: berisi rumus atau galat Excel"),
    "butir A diubah": (lambda b: b["Perbandingan"].__setitem__("B4", "Kecepatan"), "Perbandingan!B4: sel tetap diubah menjadi “Kecepatan”"),
    "baris dihapus": (lambda b: b["Perbandingan"].delete_rows(5), "Perbandingan!C5: sel tetap diubah"),
    "kolom disisipkan": (lambda b: b["Perbandingan"].insert_cols(3), "Perbandingan!C2: sel tetap diubah menjadi “”; kembalikan “B”"),
    "kolom di samping": (lambda b: b["Perbandingan"].__setitem__("H5", "lihat ini"), "Perbandingan!H5: di luar kolom angket"),
    "baris tambahan": (lambda b: b["Perbandingan"].__setitem__("D19", "A"), "Perbandingan!D19: di bawah baris terakhir"),
    "judul diubah": (lambda b: b["Suara"].__setitem__("E2", "Pendapat"), "Suara!E2: sel tetap diubah"),
    "poin 99": (lambda b: [b["Anggaran"].cell(r, 4, n) for r, n in zip(range(4, 8), (25, 25, 25, 24), strict=True)], "Anggaran!D4:D7: berjumlah 99, harus 100"),
    "poin kosong sebagian": (lambda b: [b["Anggaran"].cell(r, 4, 50) for r in (4, 5)], "Anggaran!D6: kosong; tulis 0"),
    "poin pecahan": (lambda b: [b["Anggaran"].cell(r, 4, n) for r, n in zip(range(4, 8), (33.5, 33.5, 33, 0), strict=True)], "Anggaran!D4: “33.5” bukan poin"),
    "poin negatif": (lambda b: b["Anggaran"].__setitem__("D4", -5), "Anggaran!D4: “-5” bukan poin"),
    "poin persen": (lambda b: b["Anggaran"].__setitem__("D4", "25%"), "Anggaran!D4: “25%” bukan poin"),
    "rumus di poin": (lambda b: b["Anggaran"].__setitem__("D4", "=100-75"), "Anggaran!D4: berisi rumus"),
    "rumus jumlah di tempat lain": (lambda b: b["Anggaran"].__setitem__("E5", "=D5"), "Anggaran!E5: sel tetap diubah"),
    "kode indikator diubah": (lambda b: b["Suara"].__setitem__("B4", "k9"), "Suara!B4: sel tetap diubah menjadi “k9”; kembalikan “k2”"),
    "suara asing": (lambda b: b["Suara"].__setitem__("E4", "netral"), "Suara!E4: “netral” tidak dikenal; pilih setuju, tanya, tolak"),
    "catatan tanpa suara": (lambda b: b["Suara"].__setitem__("F4", "mengapa?"), "Suara!E4: kosong, padahal ada catatan"),
    "catatan panjang": (lambda b: (b["Suara"].__setitem__("E4", "tanya"), b["Suara"].__setitem__("F4", "a" * 1001)), "Suara!F4: panjangnya 1.001 huruf"),
    "catatan dengan NIP": (lambda b: (b["Suara"].__setitem__("E4", "tanya"), b["Suara"].__setitem__("F4", "tanya 187001011895031001")), "Suara!F4: memuat NIP"),
    "usulan tak terlihat": (lambda b: (b["Suara"].__setitem__("E4", "tolak"), b["Suara"].__setitem__("G4", "a\u200bb")), "Suara!G4: memuat karakter yang tidak terlihat"),
    "lembar dihapus": (lambda b: b.__delitem__("Anggaran"), "lembar Anggaran tidak ada"),
    "lembar tambahan": (lambda b: b.create_sheet("Coretan"), "lembar “Coretan” bukan bagian angket"),
    "OPD diubah": (lambda b: b["Petunjuk"].__setitem__("B3", "dinkes"), "Petunjuk!B3: Kode “dinkes”, seharusnya “uji”"),
    "peserta diganti": (lambda b: b["Petunjuk"].__setitem__("B6", "P02"), "Petunjuk!B7: sidiknya lain"),
    "pihak diganti": (lambda b: b["Petunjuk"].__setitem__("B5", "Pejabat"), "Petunjuk!B7: sidiknya lain"),
    "pihak asing": (lambda b: b["Petunjuk"].__setitem__("B5", "Warga"), "Pihak “Warga” tidak dikenal"),
    "peserta bernama": (lambda b: b["Petunjuk"].__setitem__("B6", "Budi"), "Peserta “Budi” bukan nomor peserta"),
    "catatan di petunjuk": (lambda b: b["Petunjuk"].__setitem__("B20", "menurut saya"), "Petunjuk!B20: bukan bagian angket"),
    "petunjuk dikosongkan": (lambda b: b["Petunjuk"].delete_rows(1, 40), "Pihak “” tidak dikenal"),
}  # fmt: skip


@pytest.mark.parametrize(("ubah", "pesan"), TOLAK.values(), ids=TOLAK)
def test_lembar_yang_diubah_ditolak_seluruhnya_dengan_selnya(buku, ubah, pesan):
    ubah(buku)
    with pytest.raises(GalatData, match="Lembar angket ditolak seluruhnya") as galat:
        _baca(buku)
    assert pesan in galat.value.mengapa
    assert "tidak satu jawaban pun dicatat" in galat.value.tindakan


def test_semua_sel_yang_salah_disebut_sekaligus(buku):
    buku["Perbandingan"]["D4"], buku["Anggaran"]["D4"], buku["Suara"]["E4"] = "C", "x", "ya"
    with pytest.raises(GalatData) as galat:
        _baca(buku)
    assert all(sel in galat.value.mengapa for sel in ("Perbandingan!D4", "Anggaran!D4", "Suara!E4"))


def test_rumus_dengan_hasil_tersimpan_juga_ditolak():
    """Excel stores what a formula gave: to a reader of values alone it looks like an answer."""
    asal = zipfile.ZipFile(BytesIO(isi_lembar(ANGKET, "pegawai", "P01")))
    aliran = BytesIO()
    with zipfile.ZipFile(aliran, "w") as tujuan:
        for nama in asal.namelist():
            isi = asal.read(nama)
            if nama == "xl/worksheets/sheet3.xml":
                awal = isi.index(b'<c r="D4"')
                akhir = isi.index(b"/>", awal) + 2
                isi = isi[:awal] + isi[awal : akhir - 2] + b"><f>50+50</f><v>100</v></c>" + isi[akhir:]
            tujuan.writestr(nama, isi)
    with pytest.raises(GalatData, match="Anggaran!kolom D: 1 sel berisi rumus"):
        baca_lembar(aliran.getvalue(), ANGKET)


@pytest.mark.parametrize(
    ("lain", "sel"),
    [
        (angket("lain"), "Petunjuk!B2: Perangkat daerah “Dinas Uji”, seharusnya “Dinas Lain”"),
        (angket(periode="2025-T3"), "Petunjuk!B4: Periode"),
        (angket(baris=[indikator("k1", aspek="waktu"), indikator("k2", aspek="waktu")]), "lembar"),
    ],
)
def test_lembar_opd_periode_atau_indikator_lain_ditolak_sekali_saja(buku, lain, sel):
    with pytest.raises(GalatData) as galat:
        baca_lembar(simpan(buku), lain)
    assert galat.value.mengapa.startswith(f"lembar: {sel}") or "sidiknya lain" in galat.value.mengapa
    assert "sel tetap diubah" not in galat.value.mengapa


def test_lembar_kosong_ditolak():
    with pytest.raises(GalatData, match="tidak satu sel pun diisi"):
        baca_lembar(isi_lembar(ANGKET, "pegawai", "P01"), ANGKET)


@pytest.mark.parametrize("isi", [b"", b"bukan zip", b"PK\x03\x04rusak", b"\xd0\xcf\x11\xe0kata sandi"])
def test_berkas_yang_bukan_buku_kerja_ditolak_tanpa_jejak_program(isi):
    with pytest.raises(GalatData, match="ditolak seluruhnya"):
        baca_lembar(isi, ANGKET)


def test_berkas_besar_dan_bom_zip_ditolak(buku):
    with pytest.raises(GalatData, match="berkas terlalu besar"):
        baca_lembar(b"0" * (BATAS_BITA + 1), ANGKET)
    aliran = BytesIO(simpan(buku))
    with zipfile.ZipFile(aliran, "a", zipfile.ZIP_DEFLATED) as arsip:
        arsip.writestr("xl/media/gambar.bin", b"\x00" * 15_000_000)
    with pytest.raises(GalatData, match="berkas terlalu besar"):
        baca_lembar(aliran.getvalue(), ANGKET)


def test_gambar_dan_gaya_sel_tidak_mengganggu(buku):
    """Widths, colours and the cell one left the cursor in are nobody's business."""
    lembar = buku["Suara"]
    lembar.column_dimensions["C"].width = 80
    lembar["E3"].font = openpyxl.styles.Font(bold=True)
    assert len(_baca(buku)) == 1


def test_semua_lembar_diterima_atau_tidak_satu_pun(buku):
    baik, lain = simpan(buku), buka(peserta="P02")
    lain["Suara"]["E3"] = "entah"
    semua = {"a.xlsx": baik, "b.xlsx": simpan(lain)}
    with pytest.raises(GalatData, match="2 lembar angket ditolak") as galat:
        baca_semua(semua, ANGKET)
    assert galat.value.mengapa == "b.xlsx: Suara!E3: “entah” tidak dikenal; pilih setuju, tanya, tolak"
    lain["Suara"]["E3"] = "tolak"
    data = baca_semua({**semua, "b.xlsx": simpan(lain)}, ANGKET)
    assert list(data["peserta"]) == ["P01", "P02"]


def test_peserta_yang_sama_dua_kali_ditolak(buku):
    with pytest.raises(GalatData, match=r"b\.xlsx: pegawai P01 sudah ada di a\.xlsx"):
        baca_semua({"a.xlsx": simpan(buku), "b.xlsx": simpan(buku)}, ANGKET)


def test_tanpa_lembar_ditolak():
    with pytest.raises(GalatData, match="tidak satu pun lembar"):
        baca_semua({}, ANGKET)


def test_pulang_pergi_sampai_bita_terakhir():
    jawaban = tabel(
        *pasangan("pejabat", "P01", {("waktu", "kuantitas"): 9, ("kualitas", "biaya"): 1}, "aspek"),
        *poin("pejabat", "P01", {"kuantitas": 0, "kualitas": 100, "waktu": 0, "biaya": 0}, "aspek"),
        *suara("pejabat", "P01", {"k1": "tanya"}, catatan="=SUM(A1)\nbaris kedua", usulan="-1 saja"),
        *suara("pegawai", "P01", {"k1": "setuju"}),
    )
    isi = isi_lembar(ANGKET, "pejabat", "P01", isian=jawaban)
    data = baca_lembar(isi, ANGKET)
    pd.testing.assert_frame_equal(data, periksa_pertimbangan(jawaban[jawaban["pihak"] == "pejabat"]))
    assert isi_lembar(ANGKET, "pejabat", "P01", isian=data) == isi


_NILAI = st.integers(-9, 9).filter(lambda n: n not in (0, -1))
_TEKS = st.text("abc XYZ=+-@,;“”\n'\"", max_size=30).map(
    lambda teks: "\n".join(" ".join(satu.split()) for satu in teks.splitlines()).strip() or None
)


@settings(max_examples=10)
@given(
    nilai=st.lists(st.none() | _NILAI, min_size=6, max_size=6),
    potong=st.lists(st.integers(0, 100), min_size=3, max_size=3),
    bersuara=st.lists(st.sampled_from(["setuju", "tanya", "tolak"]), min_size=1, max_size=4),
    catatan=_TEKS,
)
def test_jawaban_apa_pun_kembali_sama(nilai, potong, bersuara, catatan):
    aspek = next(satu for satu in ANGKET.perangkat if satu.kode == "aspek")
    isi = {
        (kiri, kanan) if n > 0 else (kanan, kiri): abs(n)
        for (kiri, kanan), n in zip(aspek.pasangan, nilai, strict=True) if n is not None
    }  # fmt: skip
    batas = [0, *sorted(potong), 100]
    bagi = {kode: batas[n + 1] - batas[n] for n, kode in enumerate(aspek.daftar_kode)}
    jawaban = periksa_pertimbangan(
        tabel(
            *pasangan("pegawai", "P07", isi, "aspek"), *poin("pegawai", "P07", bagi, "aspek"),
            *suara("pegawai", "P07", dict(zip(["k1", "k2", "p1", "p2"], bersuara, strict=False)), catatan=catatan),
        )
    )  # fmt: skip
    data = baca_lembar(isi_lembar(ANGKET, "pegawai", "P07", isian=jawaban), ANGKET)
    pd.testing.assert_frame_equal(data, jawaban)


def test_bahan_tidak_berubah():
    satu = bahan()
    sebelum = satu.indikator.copy()
    isi_lembar(angket(), "pegawai", "P01")
    pd.testing.assert_frame_equal(satu.indikator, sebelum)

"""The voting sheet: there and back, and nothing of it where a single cell is not as it was sent."""

from io import BytesIO

import openpyxl
import pytest

from penilaian.galat import GalatRapat
from penilaian.rapat.buku import BukuRapat
from penilaian.rapat.lembar_suara import (
    baca_lembar_suara,
    isi_lembar_suara,
    tulis_lembar_suara,
    urai_lembar_suara,
)
from penilaian.rapat.rapat import SuaraPegawai, beri_banyak_suara, beri_suara, buka_rapat, muat_rapat
from tests.rapat.bahan_uji import BUDI, CICI, ID, KETUA, cuplikan


@pytest.fixture
def rapat(buku):
    return muat_rapat(buku, ID)


@pytest.fixture
def lembar(rapat):
    """A sheet as openpyxl opens it; what becomes of it is read with `_baca`."""
    return openpyxl.load_workbook(BytesIO(isi_lembar_suara(rapat, BUDI)))


def _isi(lembar):
    aliran = BytesIO()
    lembar.save(aliran)
    return aliran.getvalue()


def _baca(lembar, rapat, nama=BUDI):
    return urai_lembar_suara(_isi(lembar), rapat, nama)


def test_lembar_memuat_semua_pegawai_dengan_nip_teks(lembar, rapat):
    isi = list(lembar["Suara"].values)
    assert isi[0] == (
        "NIP", "Nama", "Unit", "Jabatan", "Capaian (%)", "Usulan", "Hasil kerja", "Perilaku kerja", "Predikat",
        "Perhatian", "Suara", "Catatan",
    )  # fmt: skip
    assert sorted(baris[0] for baris in isi[1:]) == sorted(rapat.pegawai["nip"])
    assert all(isinstance(baris[0], str) for baris in isi[1:])
    assert lembar["Suara"]["K2"].number_format == "@"
    assert not lembar["Suara"]["K2"].protection.locked
    assert lembar["Suara"]["A2"].protection.locked
    assert lembar["Suara"].protection.sheet
    (pilihan,) = [satu for satu in lembar["Suara"].data_validations.dataValidation if satu.type == "list"]
    assert pilihan.formula1 == '"setuju,pertanyakan,belum"'
    assert dict(lembar["Petunjuk"].iter_rows(max_col=2, values_only=True))["Rapat"] == ID


def test_lembar_yang_sama_sampai_bita_terakhir(rapat):
    assert isi_lembar_suara(rapat, BUDI) == isi_lembar_suara(rapat, BUDI)


def test_suara_pulang_pergi_lewat_berkas(rapat, buku, tmp_path):
    berkas = tmp_path / "suara.xlsx"
    tulis_lembar_suara(rapat, berkas, BUDI)
    assert baca_lembar_suara(berkas, rapat, BUDI) == []
    lembar = openpyxl.load_workbook(berkas)
    isian = {2: ("setuju", None), 3: (" Pertanyakan ", "mengapa\nturun?"), 5: ("BELUM", "=bukan rumus")}
    for baris, (suara, catatan) in isian.items():
        lembar["Suara"].cell(baris, 11, suara)
        lembar["Suara"].cell(baris, 12, catatan)
        if catatan:
            lembar["Suara"].cell(baris, 12).data_type = "s"
    nip = {baris: lembar["Suara"].cell(baris, 1).value for baris in isian}
    lembar.save(berkas)
    suara = baca_lembar_suara(berkas, rapat, f" {BUDI}")
    assert suara == [
        SuaraPegawai(nip[2], "setuju"),
        SuaraPegawai(nip[3], "pertanyakan", "mengapa\nturun?"),
        SuaraPegawai(nip[5], "belum", "=bukan rumus"),
    ]
    assert len(beri_banyak_suara(buku, ID, suara, BUDI)) == 3
    assert beri_banyak_suara(buku, ID, baca_lembar_suara(berkas, rapat), BUDI) == []


def test_baris_yang_diurutkan_lain_tetap_dibaca(lembar, rapat):
    suara = lembar["Suara"]
    isi = [[sel.value for sel in baris] for baris in suara.iter_rows(min_row=2)]
    for nomor, baris in enumerate(reversed(isi), start=2):
        for kolom, nilai in enumerate(baris, start=1):
            suara.cell(nomor, kolom).value = nilai
    suara["K2"] = "setuju"
    assert _baca(lembar, rapat) == [SuaraPegawai(isi[-1][0], "setuju")]


JAHAT = {
    "rumus di suara": (lambda s: s.__setitem__("K3", '=IF(1=1,"setuju","")'), "K3: berisi"),
    "rumus di catatan": (lambda s: s.__setitem__("L3", "=HYPERLINK(A1)"), "L3: berisi"),
    "galat Excel": (lambda s: s.__setitem__("K3", "#REF!"), "K3"),
    "NIP angka": (lambda s: s.__setitem__("A3", 187001011895031002), "A3: NIP bukan teks"),
    "NIP asing": (lambda s: s.__setitem__("A3", "187001011895039999"), "A3: NIP “187001011895039999” bukan pegawai"),
    "NIP kosong": (lambda s: s.__setitem__("A3", None), "A3: NIP kosong"),
    "suara tak dikenal": (lambda s: s.__setitem__("K3", "ya"), "K3: suara “ya” tidak dikenal"),
    "suara angka": (lambda s: s.__setitem__("K3", 1), "K3: Suara bukan teks"),
    "suara benar": (lambda s: s.__setitem__("K3", True), "K3: Suara bukan teks"),
    "catatan angka": (lambda s: (s.__setitem__("K3", "setuju"), s.__setitem__("L3", 2025)), "L3: Catatan bukan teks"),
    "catatan tanpa suara": (lambda s: s.__setitem__("L3", "mengapa?"), "K3: ada catatan, tetapi suaranya kosong"),
    "catatan terlalu panjang": (lambda s: (s.__setitem__("K3", "setuju"), s.__setitem__("L3", "a" * 4001)), "L3: Catatan suara terlalu panjang"),
    "nama diubah": (lambda s: s.__setitem__("B3", "Orang lain"), "B3: Nama diubah"),
    "predikat diubah": (lambda s: s.__setitem__("I3", "Sangat baik"), "I3: Predikat diubah, seharusnya “Baik”"),
    "baris ganda": (lambda s: [setattr(s.cell(9, n), 'value', s.cell(3, n).value) for n in range(1, 13)], "A9: NIP ini sudah ada"),
    "baris dihapus": (lambda s: s.delete_rows(3), "1 pegawai tidak ada lagi"),
    "baris tambahan": (lambda s: s.__setitem__("B9", "Orang baru"), "A9: NIP kosong"),
    "kolom dihapus": (lambda s: s.delete_cols(9), "I1: judul kolom Perhatian, seharusnya Predikat"),
    "kolom suara dihapus": (lambda s: s.delete_cols(11), "K1: judul kolom Catatan, seharusnya Suara"),
    "kolom sisipan": (lambda s: s.insert_cols(3), "C1: judul kolom kosong, seharusnya Unit"),
    "kolom di samping": (lambda s: s.__setitem__("N5", "komentar saya"), "kolom N bukan bagian lembar"),
    "judul diubah": (lambda s: s.__setitem__("K1", "Pendapat"), "K1: judul kolom Pendapat"),
    "baris judul hilang": (lambda s: s.delete_rows(1), "A1: judul kolom"),
    "lembar dikosongkan": (lambda s: s.delete_rows(1, 20), "A1: judul kolom kosong"),
}  # fmt: skip


@pytest.mark.parametrize(("ubah", "pesan"), JAHAT.values(), ids=JAHAT)
def test_lembar_yang_diubah_ditolak_seluruhnya_dengan_selnya(lembar, rapat, ubah, pesan):
    lembar["Suara"]["K2"] = "setuju"
    ubah(lembar["Suara"])
    with pytest.raises(GalatRapat, match="Lembar suara ditolak seluruhnya") as galat:
        _baca(lembar, rapat)
    assert pesan in galat.value.mengapa
    assert "tidak satu suara pun dicatat" in galat.value.tindakan


def test_rumus_dengan_hasil_tersimpan_juga_ditolak(rapat):
    """Excel stores what a formula gave: to a reader of values alone it looks like an answer."""
    import zipfile

    asal = zipfile.ZipFile(BytesIO(isi_lembar_suara(rapat, BUDI)))
    aliran = BytesIO()
    with zipfile.ZipFile(aliran, "w") as tujuan:
        for nama in asal.namelist():
            isi = asal.read(nama)
            if nama == "xl/worksheets/sheet2.xml":
                awal = isi.index(b'<c r="K3"')
                akhir = isi.index(b"/>", awal) + 2
                sel = isi[awal : akhir - 2] + b' t="str"><f>"setu"&amp;"ju"</f><v>setuju</v></c>'
                isi = isi[:awal] + sel + isi[akhir:]
            tujuan.writestr(nama, isi)
    with pytest.raises(GalatRapat, match="kolom K: 1 sel berisi rumus"):
        urai_lembar_suara(aliran.getvalue(), rapat, BUDI)


def test_semua_temuan_disebut_sekaligus_dan_yang_banyak_diringkas(lembar, rapat):
    for baris in range(2, 7):
        lembar["Suara"].cell(baris, 2, "X")
        lembar["Suara"].cell(baris, 3, "X")
        lembar["Suara"].cell(baris, 11, "ya")
    with pytest.raises(GalatRapat) as galat:
        _baca(lembar, rapat)
    assert galat.value.mengapa.startswith("B2: Nama diubah")
    assert galat.value.mengapa.endswith("dan 5 lagi")


def test_lembar_rapat_lain_cuplikan_lain_dan_orang_lain_ditolak(lembar, rapat, tmp_path):
    with pytest.raises(GalatRapat, match="B4: Pemberi suara"):
        _baca(lembar, rapat, CICI)
    with BukuRapat.buka(tmp_path / "lain" / "kalibrasi.sqlite", buat=True) as buku:
        lain = buka_rapat(buku, cuplikan("2025-T3"), KETUA)
        serupa = buka_rapat(buku, cuplikan(), KETUA)
    with pytest.raises(GalatRapat, match="B1: Rapat dinkes-2025-T4, seharusnya dinkes-2025-T3"):
        _baca(lembar, lain)
    with pytest.raises(GalatRapat, match="B5: Sidik cuplikan"):
        _baca(lembar, serupa)
    for nama in ("Petunjuk", "Suara"):
        sobek = openpyxl.load_workbook(BytesIO(_isi(lembar)))
        del sobek[nama]
        with pytest.raises(GalatRapat, match=f"lembar {nama} tidak ada"):
            _baca(sobek, rapat)
    lembar["Petunjuk"].delete_rows(1, 9)
    with pytest.raises(GalatRapat, match="Rapat tidak ada"):
        _baca(lembar, rapat)


@pytest.mark.parametrize("isi", [b"", b"bukan buku kerja", b"PK\x03\x04rusak", b"\xd0\xcf\x11\xe0" + b"x" * 600])
def test_berkas_yang_bukan_xlsx_ditolak_dengan_jelas(rapat, isi):
    with pytest.raises(GalatRapat) as galat:
        urai_lembar_suara(isi, rapat, BUDI, "suara.xlsx")
    assert galat.value.di_mana == "suara.xlsx"


def test_berkas_raksasa_ditolak_sebelum_dibaca(rapat, tmp_path):
    berkas = tmp_path / "raksasa.xlsx"
    with berkas.open("wb") as aliran:
        aliran.truncate(20_000_001)
    with pytest.raises(GalatRapat, match="terlalu besar"):
        baca_lembar_suara(berkas, rapat)


def test_suara_yang_sudah_ada_tidak_ditimpa_oleh_sel_kosong(lembar, rapat, buku):
    nip = lembar["Suara"]["A2"].value
    beri_suara(buku, ID, nip, "pertanyakan", BUDI)
    assert beri_banyak_suara(buku, ID, _baca(lembar, rapat), BUDI) == []
    assert muat_rapat(buku, ID).ditanyakan == [nip]


def test_lembar_yang_mengembang_jauh_melebihi_rapatnya_ditolak_sebelum_diurai(rapat):
    """A few hundred kilobytes can hold a million cells, which keep the server busy for half a minute."""
    import zipfile

    aliran = BytesIO(isi_lembar_suara(rapat, BUDI))
    with zipfile.ZipFile(aliran, "a", zipfile.ZIP_DEFLATED) as berkas:
        berkas.writestr("xl/media/kosong.bin", b"\0" * 9 * 2**20)
    with pytest.raises(GalatRapat, match="terlalu besar untuk sebuah lembar suara"):
        urai_lembar_suara(aliran.getvalue(), rapat, BUDI)

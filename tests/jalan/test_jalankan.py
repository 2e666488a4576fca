"""Runs: atomic, isolated, skipped when nothing changed, the same bytes again."""

import json
import re
import shutil
from pathlib import Path

import nbformat
import pytest

from penilaian.cli.utama import utama
from penilaian.galat import GalatTerkunci
from penilaian.jalan.catatan import baca_catatan
from penilaian.jalan.jalankan import Pilihan, jalankan_rencana
from penilaian.jalan.kerja import Cara
from penilaian.jalan.kunci import kunci_folder, kunci_tugas
from penilaian.jalan.manifes import baca_manifes
from penilaian.jalan.pelaksana import NotebookGagal, PelaksanaPapermill, berhenti
from penilaian.jalan.rapikan import teks_notebook
from penilaian.jalan.rencana import data_rencana, profil_rencana, uraikan_rencana
from penilaian.jalan.sidik import sebab_basi
from tests.dua_periode import tulis_dua_periode
from tests.kota_kecil import tulis_kecil

NOTEBOOK = Path(__file__).parents[2] / "notebooks"
RENCANA = """
laporan:
  - {notebook: 01_mutu_data, data: data, opd: [kota], periode: [2025-T4]}
  - {notebook: 02_penilaian_opd, data: data, opd: ['01'], periode: [2025-T4]}
"""


class PelaksanaPalsu:
    """Gives an empty notebook, or fails for the ids it is told to."""

    def __init__(self, gagal=()):
        self.gagal, self.dijalankan = gagal, []

    def jalankan(self, tugas, keluaran):
        self.dijalankan.append(tugas.id)
        nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# Judul")])
        if tugas.notebook in self.gagal:
            raise NotebookGagal("Sengaja gagal", nb, mengapa="uji", tindakan="lanjutkan")
        return nb


@pytest.fixture
def dasar(tmp_path):
    data_rencana.cache_clear()
    profil_rencana.cache_clear()
    (tmp_path / "data").mkdir()
    tulis_kecil(tmp_path / "data")
    for berkas in NOTEBOOK.glob("*.ipynb"):
        shutil.copy(berkas, tmp_path)
    (tmp_path / "rencana.yaml").write_text(RENCANA, "utf-8")
    return tmp_path


def _jalan(dasar, pelaksana=None, **pilihan):
    cara = Cara(pelaksana or PelaksanaPapermill())
    return jalankan_rencana(uraikan_rencana(dasar / "rencana.yaml").tugas, dasar / "keluar", Pilihan(cara, **pilihan))


def test_satu_yang_gagal_tidak_menghentikan_yang_lain(dasar):
    hasil = _jalan(dasar, PelaksanaPalsu(gagal=["01_mutu_data"]))
    assert [satu.nasib for satu in hasil] == ["gagal", "selesai"]
    folder = dasar / "keluar" / "2025-T4"
    stub = (folder / "01_mutu_data-kota-2025-T4.html").read_text("utf-8")
    assert "Sengaja gagal" in stub
    assert json.loads((folder / "01_mutu_data-kota-2025-T4.json").read_text("utf-8"))["tindakan"] == "lanjutkan"
    assert "Sengaja gagal" in (dasar / "keluar" / "indeks.html").read_text("utf-8")


def test_yang_tidak_berubah_dilewati_dan_yang_gagal_diulang(dasar):
    _jalan(dasar, PelaksanaPalsu(gagal=["01_mutu_data"]))
    kedua = PelaksanaPalsu()
    assert [satu.nasib for satu in _jalan(dasar, kedua)] == ["selesai", "tetap"]
    assert kedua.dijalankan == ["01_mutu_data-kota-2025-T4"]
    assert [satu.nasib for satu in _jalan(dasar, PelaksanaPalsu(), ulang=True)] == ["selesai", "selesai"]


@pytest.mark.parametrize(
    ("akhiran", "isi"), [("html", None), ("html", ""), ("ipynb", None), ("json", "{rusak"), ("json", '{"html": null}')]
)
def test_laporan_yang_hilang_atau_rusak_dibuat_lagi(dasar, akhiran, isi):
    _jalan(dasar, PelaksanaPalsu())
    berkas = dasar / "keluar" / "2025-T4" / f"02_penilaian_opd-01-2025-T4.{akhiran}"
    berkas.unlink() if isi is None else berkas.write_text(isi)
    assert [satu.nasib for satu in _jalan(dasar, PelaksanaPalsu())] == ["tetap", "selesai"]


@pytest.mark.parametrize("ubah", ["data", "notebook"])
def test_masukan_yang_berubah_menjalankan_lagi(dasar, ubah):
    _jalan(dasar, PelaksanaPalsu())
    if ubah == "data":
        realisasi = dasar / "data" / "realisasi.csv"
        realisasi.write_text(realisasi.read_text("utf-8").replace(",99", ",98", 1), "utf-8")
        data_rencana.cache_clear()
    else:
        notebook = dasar / "02_penilaian_opd.ipynb"
        notebook.write_text(
            notebook.read_text("utf-8").replace("Siapa yang dinilai", "Siapa saja yang dinilai"), "utf-8"
        )
    harap = ["selesai", "selesai"] if ubah == "data" else ["tetap", "selesai"]
    assert [satu.nasib for satu in _jalan(dasar, PelaksanaPalsu())] == harap


def _basi(dasar):
    data_rencana.cache_clear()
    profil_rencana.cache_clear()
    folder = dasar / "keluar" / "2025-T4"
    tugas = uraikan_rencana(dasar / "rencana.yaml").tugas
    return {satu.notebook: sebab_basi(satu, baca_manifes(folder / f"{satu.id}.json")) for satu in tugas}


@pytest.mark.parametrize(
    ("berkas", "isi", "sebab"),
    [
        ("keterangan.yaml", "instansi: Kota Uji\n", "keterangan.yaml"),
        ("profil.yaml", "pemerintah: PEMERINTAH KOTA UJI\n", "kop surat (profil.yaml atau lambangnya)"),
    ],
)
def test_yang_di_samping_tabel_ikut_membuat_laporan_basi(dasar, berkas, isi, sebab):
    _jalan(dasar, PelaksanaPalsu())
    assert set(_basi(dasar).values()) == {""}
    (dasar / "data" / berkas).write_text(isi, "utf-8")
    assert set(_basi(dasar).values()) == {f"berubah sejak laporan dibuat: {sebab}"}


def test_kop_opd_lain_tidak_membuat_laporan_basi(dasar):
    _jalan(dasar, PelaksanaPalsu())
    (dasar / "data" / "profil.yaml").write_text("opd:\n  '99': {alamat: Jalan Lain 1}\n", "utf-8")
    assert set(_basi(dasar).values()) == {""}


def test_arsip_yang_baru_hanya_membuat_basi_laporan_yang_membacanya(tmp_path):
    (tmp_path / "data").mkdir()
    tulis_dua_periode(tmp_path / "data")
    for berkas in NOTEBOOK.glob("*.ipynb"):
        shutil.copy(berkas, tmp_path)
    (tmp_path / "rencana.yaml").write_text(RENCANA, "utf-8")
    _jalan(tmp_path, PelaksanaPalsu())
    assert utama(["arsip", str(tmp_path / "data"), "--periode", "2025-T3"]) == 0
    assert _basi(tmp_path) == {
        "01_mutu_data": "",
        "02_penilaian_opd": "berubah sejak laporan dibuat: arsip periode sebelumnya",
    }


@pytest.fixture
def buku(dasar):
    """A plan with the rule book alone, and a case of its own."""
    shutil.copytree(NOTEBOOK.parent / "tests" / "kasus", dasar / "kasus")
    (dasar / "rencana.yaml").write_text(
        "laporan:\n  - {notebook: 00_buku_aturan, opd: [kota], periode: [2025-T4], parameter: {folder_kasus: kasus}}\n",
        "utf-8",
    )
    return dasar


@pytest.mark.parametrize(
    ("nama", "harap"), [("nip.yaml", "selesai"), ("baru.yaml", "selesai"), (".nip.yaml.swp", "tetap"), (None, "tetap")]
)
def test_berkas_kasus_yang_berubah_menjalankan_buku_aturan_lagi(buku, nama, harap):
    assert [satu.nasib for satu in _jalan(buku, PelaksanaPalsu())] == ["selesai"]
    if nama:
        with (buku / "kasus" / nama).open("a", encoding="utf-8") as berkas:
            berkas.write("# diubah\n")
    assert [satu.nasib for satu in _jalan(buku, PelaksanaPalsu())] == [harap]


def test_data_yang_berubah_tidak_menyentuh_buku_aturan(buku):
    _jalan(buku, PelaksanaPalsu())
    (buku / "data" / "realisasi.csv").unlink()
    data_rencana.cache_clear()
    assert [satu.nasib for satu in _jalan(buku, PelaksanaPalsu())] == ["tetap"]


def test_kasus_yang_berubah_selagi_berjalan_menggagalkan(buku):
    class PelaksanaLambat(PelaksanaPalsu):
        def jalankan(self, tugas, keluaran):
            (buku / "kasus" / "nip.yaml").unlink()
            return super().jalankan(tugas, keluaran)

    assert "berubah selagi" in _jalan(buku, PelaksanaLambat())[0].manifes.sebab


def test_buku_aturan_sungguhan_tanpa_data_dan_tanpa_jejak_hitungan(buku):
    (hasil,) = _jalan(buku)
    assert hasil.nasib == "selesai", hasil.manifes.sebab
    folder = buku / "keluar" / "2025-T4"
    manifes = json.loads((folder / "00_buku_aturan-kota-2025-T4.json").read_text("utf-8"))
    assert manifes["parameter"] == {"periode": "2025-T4", "folder_kasus": "kasus"}
    assert set(manifes["masukan"]) == {"aturan", "notebook", "paket", "parameter:folder_kasus"}
    assert (manifes["jejak"], manifes["sementara"], manifes["sintetis"]) == ({}, False, False)
    halaman = (folder / "00_buku_aturan-kota-2025-T4.html").read_text("utf-8")
    assert "umum — tanpa data pegawai" in halaman
    assert "sintetis" not in halaman
    assert str(buku) not in halaman


def test_folder_di_tempat_halaman_menggagalkan_hanya_laporan_itu(dasar):
    (dasar / "keluar" / "2025-T4" / "01_mutu_data-kota-2025-T4.html").mkdir(parents=True)
    satu, dua = _jalan(dasar, PelaksanaPalsu())
    assert (satu.nasib, dua.nasib) == ("gagal", "selesai")
    assert "ternyata sebuah folder" in satu.manifes.sebab
    assert "01_mutu_data-kota-2025-T4.html" in satu.manifes.sebab


class PelaksanaRusak(PelaksanaPalsu):
    def jalankan(self, tugas, keluaran):
        if tugas.notebook == "01_mutu_data":
            raise ZeroDivisionError("NIP 188503121908031001 di /rumah/orang/berkas.py")
        return super().jalankan(tugas, keluaran)


def test_kesalahan_tak_terduga_tidak_menghentikan_dan_tidak_membocorkan(dasar):
    satu, dua = _jalan(dasar, PelaksanaRusak())
    assert (satu.nasib, dua.nasib) == ("gagal", "selesai")
    semua = "".join(b.read_text("utf-8") for b in (dasar / "keluar").rglob("*") if b.is_file())
    assert "188503121908031001" not in semua
    assert "/rumah/orang" not in semua


def test_data_yang_berubah_selagi_berjalan_menggagalkan(dasar):
    class PelaksanaLambat(PelaksanaPalsu):
        def jalankan(self, tugas, keluaran):
            berkas = dasar / "data" / "realisasi.csv"
            berkas.write_text(berkas.read_text("utf-8") + "\n", "utf-8")
            return super().jalankan(tugas, keluaran)

    assert "Data berubah" in _jalan(dasar, PelaksanaLambat())[0].manifes.sebab


def test_gagal_tanpa_notebook_tidak_menyisakan_notebook_lama(dasar):
    class PelaksanaMati(PelaksanaPalsu):
        def jalankan(self, tugas, keluaran):
            raise NotebookGagal("Kernel berhenti", None)

    _jalan(dasar, PelaksanaPalsu())
    _jalan(dasar, PelaksanaMati(), ulang=True)
    assert not list((dasar / "keluar").rglob("*.ipynb"))


def test_tidak_ada_berkas_sementara_yang_tertinggal(dasar):
    _jalan(dasar, PelaksanaPalsu(gagal=["02_penilaian_opd"]))
    sisa = [
        berkas.name for berkas in (dasar / "keluar").rglob("*") if berkas.name.startswith(".") or "tmp" in berkas.name
    ]
    assert set(sisa) <= {".kunci", ".kerja", ".situs.json", ".situs.kunci"}


def test_sisa_jalan_yang_dimatikan_dibersihkan(dasar):
    _jalan(dasar, PelaksanaPalsu())
    sisa = [dasar / "keluar" / ".a.tulis", dasar / "keluar" / "2025-T4" / ".b.tulis", dasar / "keluar" / ".kerja" / "c"]
    for berkas in sisa:
        berkas.write_text("setengah")
    _jalan(dasar, PelaksanaPalsu())
    assert not [berkas for berkas in sisa if berkas.exists()]


def test_hanya_halaman_yang_rusak_ditulis_ulang_tanpa_menjalankan_notebook(dasar):
    _jalan(dasar, PelaksanaPalsu())
    halaman = dasar / "keluar" / "2025-T4" / "02_penilaian_opd-01-2025-T4.html"
    asli = halaman.read_bytes()
    halaman.write_text("diubah orang")
    kedua = PelaksanaPalsu()
    assert [satu.nasib for satu in _jalan(dasar, kedua)] == ["tetap", "selesai"]
    assert (kedua.dijalankan, halaman.read_bytes()) == ([], asli)


def test_jalan_kedua_di_folder_yang_sama_ditolak(dasar):
    (dasar / "keluar").mkdir()
    with kunci_folder(dasar / "keluar"), pytest.raises(GalatTerkunci, match="sedang dipakai"):
        _jalan(dasar, PelaksanaPalsu())
    assert [satu.nasib for satu in _jalan(dasar, PelaksanaPalsu())] == ["selesai", "selesai"]


def test_jalan_bagian_berbagi_folder_dan_tidak_mengerjakan_yang_sedang_dikerjakan(dasar):
    (dasar / "keluar").mkdir()
    with kunci_folder(dasar / "keluar", bersama=True), kunci_tugas(dasar / "keluar", "01_mutu_data-kota-2025-T4"):
        assert [satu.tugas.notebook for satu in _jalan(dasar, PelaksanaPalsu(), bagian=True)] == ["02_penilaian_opd"]
    assert not (dasar / "keluar" / "indeks.html").exists()


class PelaksanaSakit(PelaksanaPalsu):
    """Dies the first time."""

    def jalankan(self, tugas, keluaran):
        hasil = super().jalankan(tugas, keluaran)
        if self.dijalankan.count(tugas.id) == 1:
            raise berhenti(tugas.id, hasil)
        return hasil


def test_proses_yang_mati_dicoba_lagi_dan_sebabnya_tercatat(dasar):
    assert [satu.manifes.percobaan for satu in _jalan(dasar, PelaksanaSakit())] == [2, 2]
    catatan = baca_catatan(dasar / "keluar" / "catatan.jsonl")
    peristiwa = [isi["peristiwa"] for isi in catatan]
    assert peristiwa == ["mulai", "dicoba_lagi", "laporan", "dicoba_lagi", "laporan", "selesai"]
    assert "Kernel berhenti" in catatan[1]["sebab"]
    assert catatan[-1]["selesai"] == 2


def test_halaman_menyebut_periode_sebelum_dan_sesudahnya_yang_ada(dasar):
    folder = dasar / "keluar"
    lalu = folder / "2025-T3"
    lalu.mkdir(parents=True)
    (lalu / "01_mutu_data-kota-2025-T3.html").write_text("lama")
    (lalu / "01_mutu_data-kota-2025-T3.json").write_text("{}")
    _jalan(dasar, PelaksanaPalsu())
    halaman = (folder / "2025-T4" / "01_mutu_data-kota-2025-T4.html").read_text("utf-8")
    assert "../2025-T3/01_mutu_data-kota-2025-T3.html" in halaman
    (lalu / "01_mutu_data-kota-2025-T3.html").unlink()
    kedua = PelaksanaPalsu()
    assert [satu.nasib for satu in _jalan(dasar, kedua)] == ["tetap", "tetap"]
    assert "2025-T3" not in (folder / "2025-T4" / "01_mutu_data-kota-2025-T4.html").read_text("utf-8")


def test_papermill_sungguhan_dua_kali_menghasilkan_byte_yang_sama(dasar):
    assert [satu.nasib for satu in _jalan(dasar)] == ["selesai", "selesai"]
    folder = dasar / "keluar" / "2025-T4"
    pertama = {berkas.name: berkas.read_bytes() for berkas in folder.iterdir() if berkas.suffix != ".json"}
    kedua = uraikan_rencana(dasar / "rencana.yaml").tugas[1:]
    jalankan_rencana(kedua, dasar / "keluar", Pilihan(Cara(PelaksanaPapermill()), ulang=True))
    assert {berkas.name: berkas.read_bytes() for berkas in folder.iterdir() if berkas.suffix != ".json"} == pertama
    for nama, isi in pertama.items():
        teks = isi.decode("utf-8")
        assert str(dasar) not in teks, nama
        assert not re.search(r"(?<!\d)\d{18}(?!\d)", re.sub(r"[A-Za-z0-9+/=]{200,}", "", teks)), f"NIP utuh di {nama}"
    manifes = json.loads((folder / "02_penilaian_opd-01-2025-T4.json").read_text("utf-8"))
    assert manifes["sementara"]
    assert manifes["jejak"]["langkah"]


def test_kesalahan_di_sel_meninggalkan_notebook_sampai_galat(dasar):
    berkas = dasar / "02_penilaian_opd.ipynb"
    nb = nbformat.read(berkas, as_version=4)
    nb.cells[4].cell_type, nb.cells[4].source = "code", "1 / 0"
    nb.cells[4].update(outputs=[], execution_count=None)
    nbformat.write(nb, berkas)
    tugas = uraikan_rencana(dasar / "rencana.yaml").tugas[1]
    with pytest.raises(NotebookGagal, match="ZeroDivisionError") as galat:
        PelaksanaPapermill().jalankan(tugas, dasar / "keluaran.ipynb")
    assert str(dasar) not in teks_notebook(galat.value.nb)
    jenis = [k.output_type for sel in galat.value.nb.cells if sel.cell_type == "code" for k in sel.outputs]
    assert "error" in jenis
    assert "execute_result" in jenis


def test_galat_data_di_notebook_menjadi_satu_paragraf_indonesia(dasar):
    realisasi = dasar / "data" / "realisasi.csv"
    realisasi.write_text(realisasi.read_text("utf-8").replace(",99", ",sembilan", 1), "utf-8")
    data_rencana.cache_clear()
    mutu, nilai = _jalan(dasar)
    assert (mutu.nasib, nilai.nasib) == ("selesai", "gagal")
    assert "temuan tingkat galat" in nilai.manifes.sebab
    assert "Traceback" not in nilai.manifes.sebab

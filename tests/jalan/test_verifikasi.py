"""Verification: what was altered, what moved on, and what the program now gives otherwise are three things."""

import hashlib
import json
import shutil
from copy import deepcopy
from pathlib import Path

import nbformat
import pytest

from penilaian.aturan import muat_buku
from penilaian.galat import GalatParameter
from penilaian.jalan import verifikasi_keadaan
from penilaian.jalan.jalankan import jalankan_rencana
from penilaian.jalan.kerja import konteks_halaman
from penilaian.jalan.manifes import baca_manifes
from penilaian.jalan.pelaksana import NotebookGagal
from penilaian.jalan.rencana import data_rencana, uraikan_rencana
from penilaian.jalan.verifikasi import Cara, verifikasi
from penilaian.laporan.pdf import ke_pdf
from penilaian.laporan.xlsx import ke_xlsx
from tests.kota_kecil import tulis_kecil

NOTEBOOK = Path(__file__).parents[2] / "notebooks"
ID = "02_penilaian_opd-01-2025-T4"
RENCANA = "laporan:\n  - {notebook: 02_penilaian_opd, data: data, opd: ['01'], periode: [2025-T4]}\n"


class PelaksanaTetap:
    """Gives the notebook it was told, and remembers what it was asked to run."""

    def __init__(self, nb=None, galat=None):
        self.nb, self.galat, self.tugas = nb, galat, []

    def jalankan(self, tugas, keluaran):
        self.tugas.append(tugas)
        if self.galat:
            raise self.galat
        return deepcopy(self.nb)


@pytest.fixture(scope="module")
def asal(tmp_path_factory):
    """One report made in earnest."""
    folder = tmp_path_factory.mktemp("verifikasi")
    data_rencana.cache_clear()
    (folder / "nb").mkdir()
    (folder / "nb" / "data").mkdir()
    tulis_kecil(folder / "nb" / "data")
    shutil.copy(NOTEBOOK / "02_penilaian_opd.ipynb", folder / "nb")
    (folder / "nb" / "rencana.yaml").write_text(RENCANA, "utf-8")
    (hasil,) = jalankan_rencana(uraikan_rencana(folder / "nb" / "rencana.yaml").tugas, folder / "keluar")
    assert hasil.nasib == "selesai", hasil.manifes.sebab
    return folder


class Meja:
    """A copy of the report, its notebook and its data, to be tampered with."""

    def __init__(self, folder):
        self.folder, self.periode = folder, folder / "keluar" / "2025-T4"
        self.manifes, self.html, self.ipynb = (self.periode / f"{ID}.{a}" for a in ("json", "html", "ipynb"))
        self.realisasi = folder / "nb" / "data" / "realisasi.csv"

    def nb(self):
        return nbformat.read(self.ipynb, as_version=4)

    def isi(self):
        return json.loads(self.manifes.read_text("utf-8"))

    def tulis(self, **ubah):
        self.manifes.write_text(json.dumps(self.isi() | ubah), "utf-8")

    def catat_ulang(self):
        """What somebody who edits a report would do to the manifest as well."""
        sidik = {b.name: hashlib.sha256(b.read_bytes()).hexdigest() for b in (self.html, self.ipynb)}
        self.tulis(berkas=self.isi()["berkas"] | sidik)

    def ganti(self, berkas, lama, baru):
        teks = berkas.read_text("utf-8")
        assert lama in teks
        berkas.write_text(teks.replace(lama, baru, 1), "utf-8")

    def periksa(self, laporan=None, **cara):
        pilihan = {"notebook": self.folder / "nb", "jalankan": "pelaksana" in cara} | cara
        (hasil,) = verifikasi(laporan or self.manifes, Cara(**pilihan))
        return hasil


@pytest.fixture
def meja(asal, tmp_path):
    shutil.copytree(asal, tmp_path / "m")
    return Meja(tmp_path / "m")


def _beda(hasil, langkah=None):
    return {satu.perihal: satu for satu in hasil.butir if satu.golongan and langkah in (None, satu.langkah)}


def test_laporan_yang_tidak_disentuh_sesuai_di_semua_langkah(meja):
    hasil = meja.periksa(jalankan=True)
    assert hasil.sesuai, _beda(hasil)
    assert {satu.langkah for satu in hasil.butir if satu.status == "sama"} == {
        "berkas", "data", "aturan", "kode", "hitung", "jalankan", "halaman",
    }  # fmt: skip
    assert hasil.putusan.startswith("Laporan ini masih sesuai: ")
    assert any("notebook yang sama dengan saat laporan dibuat" in satu.arti for satu in hasil.butir)


@pytest.mark.parametrize(
    "akhiran", ["json", *(pytest.param(satu, marks=pytest.mark.lengkap) for satu in ("html", "ipynb"))]
)
def test_laporan_boleh_disebut_dengan_berkas_mana_pun(meja, akhiran):
    assert meja.periksa(meja.periode / f"{ID}.{akhiran}").sesuai
    assert meja.periksa(meja.periode).sesuai
    assert meja.periksa(meja.folder / "keluar").sesuai


def test_data_yang_berubah_bukan_kesalahan_laporan(meja):
    meja.ganti(meja.realisasi, ",99", ",89")
    hasil = meja.periksa()
    assert (hasil.sesuai, hasil.alarm, hasil.golongan) == (False, False, ("keadaan",))
    assert "data berubah (tabel realisasi)" in hasil.putusan
    assert "laporannya sendiri tidak diubah" in hasil.putusan
    langkah = [satu for satu in hasil.butir if satu.perihal.startswith("langkah ") and satu.status == "berbeda"]
    assert langkah[0].perihal == "langkah indikator"
    assert langkah[0].arti.startswith("langkah pertama yang berbeda")
    assert langkah[-1].arti == "mengikuti langkah sebelumnya"


def test_data_yang_berubah_menyebut_bagian_tabel_baris_dan_kolom(meja):
    meja.ganti(meja.realisasi, ",99", ",89")
    hasil = meja.periksa(jalankan=True)
    tabel = [satu for satu in hasil.butir if satu.langkah == "jalankan" and "tabel “" in satu.perihal]
    assert tabel
    assert all(satu.golongan == "keadaan" and satu.perihal.startswith("bagian “") for satu in tabel)
    assert any(" · " in teks and "laporan " in teks and "hitung ulang " in teks for s in tabel for teks in s.rincian)
    assert not hasil.alarm


def test_berkas_data_yang_hanya_ditata_ulang_tidak_menggeser_hitungan(meja):
    meja.realisasi.write_text(meja.realisasi.read_text("utf-8") + "\n", "utf-8")
    hasil = meja.periksa()
    assert set(_beda(hasil)) == {"tabel realisasi"}
    assert hasil.putusan.endswith(
        "data berubah (tabel realisasi), sisanya sama; laporannya sendiri tidak diubah sejak dibuat."
    )


def test_tabel_yang_hilang_dan_yang_baru_disebut(meja):
    meja.realisasi.unlink()
    (meja.realisasi.parent / "ikm.csv").write_text("kode_opd,periode\n", "utf-8")
    beda = _beda(meja.periksa(), "data")
    assert beda["tabel realisasi"].arti == "tabel realisasi sudah tidak ada"
    assert beda["tabel ikm"].arti.startswith("tabel ikm baru")


def test_halaman_yang_disunting_adalah_alarm_dan_kalimatnya_ditunjukkan(meja):
    meja.ganti(meja.html, "Siapa yang dinilai?", "Siapa yang disanjung?")
    hasil = meja.periksa()
    assert hasil.golongan == ("laporan",)
    assert "laporan diubah sesudah dibuat" in hasil.putusan
    assert "disanjung" in _beda(hasil, "halaman")[f"halaman {ID}.html"].ditemukan
    assert f"berkas {ID}.html" in _beda(hasil, "berkas")


def test_halaman_yang_disunting_bersama_manifesnya_tetap_ketahuan(meja):
    meja.ganti(meja.html, "Siapa yang dinilai?", "Siapa yang disanjung?")
    meja.catat_ulang()
    hasil = meja.periksa()
    assert not _beda(hasil, "berkas")
    assert hasil.alarm


@pytest.mark.parametrize(("akhiran", "susun"), [("pdf", ke_pdf), ("xlsx", ke_xlsx)])
def test_pdf_dan_xlsx_disusun_ulang_dari_notebook(meja, akhiran, susun):
    konteks = konteks_halaman(baca_manifes(meja.manifes))
    berkas = meja.periode / f"{ID}.{akhiran}"
    for isi, sesuai in ((susun(meja.nb(), judul=meja.isi()["judul"], konteks=konteks), True), (b"lain", False)):
        berkas.write_bytes(isi)
        meja.tulis(berkas=meja.isi()["berkas"] | {berkas.name: hashlib.sha256(isi).hexdigest()})
        hasil = meja.periksa(berkas)
        assert (hasil.sesuai, hasil.alarm) == (sesuai, not sesuai)
    assert set(_beda(hasil)) == {f"berkas {ID}.{akhiran}"}


def test_pdf_yang_tidak_tercatat_di_manifes_adalah_alarm(meja):
    (meja.periode / f"{ID}.pdf").write_bytes(b"%PDF")
    assert set(_beda(meja.periksa())) == {f"berkas {ID}.pdf"}


def test_angka_yang_disunting_di_semua_berkas_ketahuan_dari_menjalankan_ulang(meja):
    asli = meja.nb()
    palsu = deepcopy(asli)
    sel = next(s for s in palsu.cells if s.cell_type == "code" and "tabel_predikat" in s.source)
    keluaran = sel.outputs[0].data
    keluaran["text/html"] = keluaran["text/html"].replace("Sangat baik", "Sangat elok")
    nbformat.write(palsu, meja.ipynb)
    meja.catat_ulang()
    hasil = meja.periksa(pelaksana=PelaksanaTetap(asli))
    beda = [s for s in _beda(hasil, "jalankan").values() if "Predikat" in s.perihal]
    assert beda
    assert all(satu.golongan == "program" for satu in beda)
    assert "diubah bersama" in beda[0].arti
    assert any("Sangat elok" in teks for satu in beda for teks in satu.rincian)


def test_jejak_yang_disunting_adalah_alarm(meja):
    jejak = meja.isi()["jejak"]
    jejak["langkah"][0]["sidik"] = "0" * 64
    meja.tulis(jejak=jejak)
    hasil = meja.periksa()
    assert hasil.golongan == ("program",)
    assert "langkah indikator" in hasil.putusan


def test_aturan_di_jejak_yang_disunting_adalah_alarm(meja):
    jejak = meja.isi()["jejak"]
    jejak["aturan"]["kebijakan/palu"]["masa"][0]["nilai"]["butir"]["ambang_sesuai"]["nilai"] = "80"
    meja.tulis(jejak=jejak)
    hasil = meja.periksa()
    assert hasil.alarm
    butir = _beda(hasil, "aturan")["ketentuan kebijakan/palu"]
    assert (butir.golongan, "jejak di manifes diubah" in butir.arti) == ("laporan", True)


@pytest.fixture
def buku_lain(tmp_path, monkeypatch):
    """A rule book in which one thing is different."""

    def ubah(ketentuan, lama, baru):
        folder = tmp_path / "aturan"
        shutil.copytree(NOTEBOOK.parent / "penilaian" / "aturan", folder)
        berkas = folder / f"{ketentuan}.yaml"
        teks = berkas.read_text("utf-8")
        assert lama in teks
        berkas.write_text(teks.replace(lama, baru, 1), "utf-8")
        buku = muat_buku(folder)
        for modul in ("verifikasi_keadaan", "verifikasi_rekaman", "verifikasi_hitung"):
            monkeypatch.setattr(f"penilaian.jalan.{modul}.muat_buku", lambda: buku)

    return ubah


def test_ketentuan_yang_dipakai_dan_berubah_disebut_dengan_nilainya(meja, buku_lain):
    buku_lain("kebijakan/palu", "nilai: 90", "nilai: 85")
    hasil = meja.periksa()
    assert hasil.golongan == ("keadaan",)
    butir = _beda(hasil, "aturan")["ketentuan kebijakan/palu"]
    assert any("tercatat 90, sekarang 85" in teks for teks in butir.rincian)
    assert butir.diharapkan
    assert "aturan berubah (buku aturan, ketentuan kebijakan/palu)" in hasil.putusan
    assert "hitungan menurut aturan sekarang" in _beda(hasil, "hitung")


def test_ketentuan_lain_yang_berubah_dibedakan_dari_yang_dipakai(meja, buku_lain):
    buku_lain("pp-94-2021/akibat", "judul: ", "judul: X ")
    beda = _beda(meja.periksa())
    assert set(beda) == {"buku aturan"}
    assert "semua ketentuan yang dipakai hitungan laporan ini sama" in beda["buku aturan"].arti


def test_kode_pustaka_dan_notebook_yang_berubah_disebut_satu_per_satu(meja, monkeypatch):
    lama = verifikasi_keadaan.versi_pustaka()
    monkeypatch.setattr(verifikasi_keadaan, "versi_pustaka", lambda: lama | {"pandas": "9.9.9"})
    monkeypatch.setattr(verifikasi_keadaan, "sidik_paket", lambda: "lain")
    meja.ganti(meja.folder / "nb" / "02_penilaian_opd.ipynb", "Siapa yang dinilai", "Siapa saja yang dinilai")
    pelaksana = PelaksanaTetap(meja.nb())
    hasil = meja.periksa(pelaksana=pelaksana)
    assert set(_beda(hasil)) == {"paket penilaian", "notebook", "versi pandas"}
    assert "kode berubah" in hasil.putusan
    assert any("notebook sekarang, bukan yang saat laporan dibuat" in satu.arti for satu in hasil.butir)


def test_kode_lain_yang_memberi_angka_lain_adalah_alarm_meski_masukannya_sama(meja, monkeypatch):
    monkeypatch.setattr(verifikasi_keadaan, "sidik_paket", lambda: "lain")
    baru = meja.nb()
    for sel in baru.cells:
        for keluaran in sel.get("outputs", []):
            if "text/html" in keluaran.get("data", {}):
                keluaran.data["text/html"] = keluaran.data["text/html"].replace(">4<", ">5<")
    hasil = meja.periksa(pelaksana=PelaksanaTetap(baru))
    assert "program" in hasil.golongan
    assert "program menghasilkan isi lain dari masukan yang sama" in hasil.putusan


def test_notebook_yang_gagal_dijalankan_ulang_menyebut_sebabnya(meja):
    galat = NotebookGagal("Satu sel berhenti", None, mengapa="uji", tindakan="perbaiki")
    butir = _beda(meja.periksa(pelaksana=PelaksanaTetap(galat=galat)), "jalankan")["notebook"]
    assert "Satu sel berhenti" in butir.arti
    assert (butir.golongan, butir.tindakan) == ("program", "perbaiki")


def test_data_yang_tidak_ditemukan_tidak_dinyatakan_sesuai(meja):
    shutil.rmtree(meja.folder / "nb" / "data")
    hasil = meja.periksa()
    assert hasil.golongan == ("tak_terperiksa",)
    assert hasil.putusan.startswith("Laporan ini belum dapat dinyatakan sesuai: ")


def test_folder_notebook_yang_hanya_disebut_manifes_dibaca_tetapi_tidak_dijalankan(meja, monkeypatch):
    monkeypatch.chdir(meja.folder)
    pelaksana = PelaksanaTetap(meja.nb())
    hasil = meja.periksa(notebook=None, pelaksana=pelaksana)
    assert pelaksana.tugas == []
    assert "hanya disebut oleh manifes" in _beda(hasil, "jalankan")["notebook"].arti
    (meja.folder / "nb").rename(meja.folder / "notebooks")
    meja.tulis(folder_notebook="../notebooks")
    assert meja.periksa(notebook=None, pelaksana=pelaksana).sesuai
    assert len(pelaksana.tugas) == 1


def test_laporan_tanpa_manifes_dan_manifes_rusak_tidak_sesuai(meja):
    meja.manifes.write_text("{rusak", "utf-8")
    assert meja.periksa().alarm
    meja.manifes.unlink()
    hasil = meja.periksa(meja.folder / "keluar")
    assert (hasil.id, hasil.alarm) == (ID, True)
    assert _beda(hasil)["manifes"].ditemukan == "tidak ditemukan"


def test_folder_notebook_yang_tidak_ada_adalah_salah_pakai(meja):
    with pytest.raises(GalatParameter, match="Folder notebook"):
        meja.periksa(notebook=meja.folder / "entah")
    with pytest.raises(GalatParameter, match="bukan laporan"):
        meja.periksa(meja.folder / "entah.html")

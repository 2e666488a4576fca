"""The parts of a run on a cluster, without one: orders, answers, inputs, processes of a worker, refusals."""

import io
import json
import logging
import os
import shutil
import socket
import sys
import time
from dataclasses import replace

import pytest

pytest.importorskip("distributed", reason="extra klaster tidak dipasang")

from penilaian.galat import GalatJalan, GalatParameter
from penilaian.jalan import klaster_induk, klaster_sambung
from penilaian.jalan.jalankan import Pilihan, jalankan_rencana
from penilaian.jalan.kerja import pesan
from penilaian.jalan.klaster import PelariKlaster
from penilaian.jalan.klaster_barang import barang_tugas, buka, bungkus, di_bawah
from penilaian.jalan.klaster_induk import Induk, PekerjaMati, Permintaan
from penilaian.jalan.klaster_kiriman import Balasan, Batas, baca_balasan, tulis_kiriman
from penilaian.jalan.klaster_pasang import pasang
from penilaian.jalan.klaster_sambung import buka_klaster
from penilaian.jalan.manifes import baca_manifes, sidik_berkas, tulis_manifes
from penilaian.jalan.pekerja_klaster import Layanan
from penilaian.jalan.rencana import data_rencana, uraikan_rencana
from tests.jalan.klaster_nyata import ganti_isi, tulis_dasar, tunggu


@pytest.fixture
def dasar(tmp_path):
    (tmp_path / "dasar").mkdir()
    return tulis_dasar(tmp_path / "dasar")


def _pesanan(dasar, nomor=0):
    return pesan(uraikan_rencana(dasar / "rencana.yaml").tugas[nomor], dasar / "keluar", {})


def _layanan(pesanan, kerja):
    kerja.mkdir()
    layanan = Layanan("satu", kerja)
    for jalur in barang_tugas(pesanan.tugas):
        layanan.terima(str(jalur), bungkus(jalur))
    return layanan


def test_masukan_terkirim_sama_dan_letaknya_tetap(dasar, tmp_path):
    (dasar / "data" / ".rahasia").write_text("x")
    (dasar / "data" / "lain").mkdir()
    (dasar / "data" / "lain" / "a.txt").write_text("a")
    buka(bungkus(dasar / "data"), di_bawah(tmp_path / "sana", str(dasar / "data")))
    buka(bungkus(dasar / "02_penilaian_opd.ipynb"), di_bawah(tmp_path / "sana", str(dasar / "02_penilaian_opd.ipynb")))
    sana = di_bawah(tmp_path / "sana", str(dasar))
    assert (sana / "02_penilaian_opd.ipynb").read_bytes() == (dasar / "02_penilaian_opd.ipynb").read_bytes()
    asal = {b.relative_to(dasar): b.is_file() and b.read_bytes() for b in (dasar / "data").rglob("*")}
    tiba = {b.relative_to(sana): b.is_file() and b.read_bytes() for b in (sana / "data").rglob("*")}
    assert asal.keys() - tiba.keys() == {dasar.joinpath("data", ".rahasia").relative_to(dasar)}
    assert tiba.items() <= asal.items()


@pytest.mark.parametrize(("buat", "sebab"), [("tautan", "x.csv tidak ditemukan"), ("pipa", "x.csv bukan berkas biasa")])
def test_masukan_yang_tidak_dapat_dikirim_disebut_namanya(tmp_path, buat, sebab):
    berkas = tmp_path / "x.csv"
    berkas.symlink_to(tmp_path / "hilang") if buat == "tautan" else os.mkfifo(berkas)
    with pytest.raises(GalatJalan, match=sebab):
        bungkus(tmp_path)


def test_pekerja_membuat_laporan_dari_yang_dikirim_saja(dasar, tmp_path, monkeypatch):
    """Nothing of the head's folders is left: what was sent is enough, and tells where it ran."""
    monkeypatch.delenv("PENILAIAN_INDUK", raising=False)  # this process has threads: a kernel, no fork
    ganti_isi(dasar, "import os\nprint(os.path.basename(os.getcwd()), len(os.listdir(folder_data)))")
    pesanan = _pesanan(dasar)
    kiriman = tulis_kiriman(pesanan, Batas())
    layanan = _layanan(pesanan, tmp_path / "kerja")
    shutil.rmtree(dasar)
    balasan = baca_balasan(layanan.layani(kiriman))
    assert not balasan.gagal
    (nama,) = [nama for nama in balasan.berkas if nama.endswith(".ipynb")]
    assert f"dasar {len(list((layanan.akar).rglob('*.csv')))}" in balasan.berkas[nama].decode()
    manifes = pasang(balasan, pesanan, tmp_path, 1)
    assert manifes.status == "selesai"
    assert baca_manifes(pesanan.berkas_manifes) == manifes


@pytest.mark.parametrize(
    ("ubah", "sebab"),
    [
        ({"masukan": {"tabel:pegawai": "lain"}}, "tabel pegawai"),
        ({"masukan": {"aturan": "lain"}}, "buku aturan"),
        ({"versi": {"pandas": "1"}}, "versi pandas"),
    ],
)
def test_pekerja_yang_melihat_masukan_lain_menggagalkan_laporannya_dengan_menyebut_namanya(
    dasar, tmp_path, ubah, sebab
):
    pesanan = _pesanan(dasar)
    isi = json.loads(tulis_kiriman(pesanan, Batas()))
    isi = {**isi, **{nama: {**isi[nama], **lain} for nama, lain in ubah.items()}}
    balasan = baca_balasan(_layanan(pesanan, tmp_path / "kerja").layani(json.dumps(isi)))
    assert balasan.gagal["apa"] == "Pekerja klaster satu melihat masukan yang lain"
    assert balasan.gagal["mengapa"] == f"berbeda dari saat rencana dimulai: {sebab}"


def test_masukan_yang_tidak_sampai_menggagalkan_laporannya(dasar, tmp_path):
    pesanan = _pesanan(dasar)
    layanan = _layanan(pesanan, tmp_path / "kerja")
    shutil.rmtree(layanan.akar)
    data_rencana.cache_clear()
    balasan = baca_balasan(layanan.layani(tulis_kiriman(pesanan, Batas())))
    assert balasan.gagal["apa"] == "Pekerja klaster satu tidak dapat membaca masukan laporan"


def _jawaban(dasar, tmp_path, **berkas):
    """An answer that holds these files by suffix, and the manifest that vouches for them."""
    pesanan = _pesanan(dasar)
    hasil = PelariTiruan()
    jalankan_rencana([pesanan.tugas], tmp_path / "lain", Pilihan(pelari=hasil))
    manifes = baca_manifes(tmp_path / "lain" / "2025-T4" / f"{pesanan.tugas.id}.json")
    asal = tmp_path / "asal"
    asal.mkdir()
    for akhiran, isi in berkas.items():
        (asal / f"{manifes.id}.{akhiran}").write_bytes(isi)
    manifes = replace(manifes, status="selesai", berkas={b.name: sidik_berkas(b) for b in sorted(asal.iterdir())})
    tulis_manifes(manifes, asal / f"{manifes.id}.json")
    return pesanan, Balasan("satu", {b.name: b.read_bytes() for b in asal.iterdir()})


class PelariTiruan:
    def jalankan(self, semua, cara, kerja, selesai):
        from penilaian.jalan.kerja import catat_hasil

        for satu in semua:
            selesai(satu, catat_hasil(satu, None, GalatJalan("uji"), time.monotonic()))


def test_semua_berkas_di_manifes_dipasang_dan_yang_lama_dibuang(dasar, tmp_path):
    pesanan, balasan = _jawaban(dasar, tmp_path, html=b"<p>", ipynb=b"{}", pdf=b"%PDF-\0\xff")
    lama = pesanan.tujuan / f"{pesanan.tugas.id}.xlsx"
    lama.parent.mkdir(parents=True)
    lama.write_bytes(b"lama")
    manifes = pasang(balasan, pesanan, tmp_path, 3)
    assert not lama.exists()
    assert (pesanan.tujuan / f"{manifes.id}.pdf").read_bytes() == b"%PDF-\0\xff"
    assert manifes.percobaan == 3
    assert manifes.folder_notebook == ".."


@pytest.mark.parametrize("rusak", ["jalur", "asing", "kurang", "isi", "kosong"])
def test_jawaban_yang_rusak_atau_bukan_untuk_pesanan_ini_tidak_ditulis(dasar, tmp_path, rusak):
    pesanan, balasan = _jawaban(dasar, tmp_path, html=b"<p>", ipynb=b"{}")
    halaman = f"{pesanan.tugas.id}.html"
    berkas = {
        "jalur": {**balasan.berkas, "../x.html": b""},
        "asing": {**balasan.berkas, f"{pesanan.tugas.id}.exe": b""},
        "kurang": {nama: isi for nama, isi in balasan.berkas.items() if nama != halaman},
        "isi": {**balasan.berkas, halaman: b"<b>"},
        "kosong": {},
    }[rusak]
    with pytest.raises(GalatJalan, match="tidak utuh atau bukan untuk laporan ini"):
        pasang(replace(balasan, berkas=berkas), pesanan, tmp_path, 1)
    assert not (dasar / "keluar").exists()


class _ProsesPalsu:
    """Answers as told; what it was given is kept."""

    def __init__(self, jawaban):
        self.stdin, self.stdout, self.mati = io.BytesIO(), io.BytesIO(jawaban), False

    def poll(self):
        return -9 if self.mati else None

    def terminate(self):
        self.mati = True

    def wait(self, *_):
        return -9


@pytest.fixture
def induk(monkeypatch, tmp_path):
    def buat(jawaban):
        monkeypatch.setattr(klaster_induk.subprocess, "Popen", lambda *_, **__: _ProsesPalsu(jawaban))
        return Induk("sesi", "satu", str(tmp_path))

    return buat


def test_masukan_diserahkan_sekali_kepada_satu_proses(induk):
    satu = induk(b"ya\nlagi\n")
    assert satu.tanya(Permintaan("sesi", "pesanan", {"/a": b"isi"})) == "ya\n"
    assert satu.tanya(Permintaan("sesi", "kedua", {"/a": b"isi", "/b": b"b"})) == "lagi\n"
    assert satu._proses.stdin.getvalue() == b'{"/a": 3}\nisipesanan\n{"/b": 1}\nbkedua\n'


def test_proses_yang_tidak_menjawab_dan_yang_tidak_diminta_lagi_diakhiri(induk, monkeypatch):
    with pytest.raises(PekerjaMati, match="keluar dengan kode -9: tanpa pesan"):
        induk(b"").tanya(Permintaan("sesi", "x", {}))
    monkeypatch.setattr(klaster_induk, "PERIKSA_DETIK", 0.01)
    satu = induk(b"")
    monkeypatch.setattr(satu, "_tanya", lambda *_: tunggu(lambda: satu._proses.mati, "proses yang diakhiri"))
    assert satu.tanya(Permintaan("sesi", "x", {}, lambda: False))


class _IndukPalsu:
    def __init__(self, sesi, pekerja, folder):
        self.sesi, self.dipakai, self.giliran, self.tertutup = sesi, True, 0, False

    def tanya(self, satu):
        return id(self)

    def hidup(self):
        return not self.tertutup

    def tutup(self):
        self.tertutup = True
        return 0


def test_proses_di_pekerja_dipakai_lagi_sampai_jalannya_selesai_atau_lama_diam(monkeypatch):
    monkeypatch.setattr(klaster_induk, "Induk", _IndukPalsu)
    kumpulan = klaster_induk.Kumpulan(diam_detik=0.05)
    satu, lagi, lain = (kumpulan.kerjakan(Permintaan(sesi, "", {}), "satu", "") for sesi in ("a", "a", "b"))
    assert satu == lagi != lain
    kumpulan.tutup("b")
    assert [induk.sesi for induk in kumpulan._semua] == ["a"]
    tunggu(lambda: not kumpulan._semua, "proses yang diam ditutup")


def _coba(dasar, alamat):
    tugas = uraikan_rencana(dasar / "rencana.yaml").tugas
    return jalankan_rencana(tugas, dasar / "keluar", Pilihan(pelari=PelariKlaster(alamat)))


def test_penjadwal_yang_tidak_ada_gagal_dalam_hitungan_detik(dasar, monkeypatch):
    monkeypatch.setattr(klaster_sambung, "BATAS_SAMBUNG_DETIK", 1)
    with socket.socket() as kosong:
        kosong.bind(("127.0.0.1", 0))
        alamat = f"tcp://127.0.0.1:{kosong.getsockname()[1]}"
    mulai = time.monotonic()
    with pytest.raises(GalatJalan, match="tidak dapat dihubungi") as galat:
        _coba(dasar, alamat)
    assert time.monotonic() - mulai < 20
    assert "dask scheduler" in galat.value.tindakan
    assert not logging.getLogger("distributed.client").isEnabledFor(logging.ERROR), "jejak galat Dask tidak ditampilkan"
    assert not list((dasar / "keluar").glob("2*/*"))


@pytest.mark.parametrize("alamat", ["127.0.0.1:8786", "tcp://a", "tcp://a:70000", "http://a:1", "tcp://a:1/x", ""])
def test_alamat_yang_bukan_alamat_penjadwal_ditolak(alamat):
    with pytest.raises(GalatParameter, match="tidak sah"), buka_klaster(alamat):
        pass


def test_alamat_tls_tanpa_sertifikat_menyebut_setelan_yang_kurang():
    with pytest.raises(GalatParameter, match=r"ca-file, client\.cert, client\.key"), buka_klaster("tls://a:1"):
        pass


def test_tanpa_dask_disebut_cara_memasangnya(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(GalatJalan, match="uv sync --extra klaster"), buka_klaster("tcp://a:1"):
        pass


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        (OSError("hilang"), ""),
        (ModuleNotFoundError("No module named 'penilaian'"), "tidak dapat diperiksa (ModuleNotFoundError"),
        ({"isi program": "x", "pandas": "1"}, "isi program lain, pandas 1, di sini 2, numpy tidak ada, di sini 3"),
    ],
)
def test_perbedaan_pekerja_disebut_satu_per_satu(isi, kata):
    beda = klaster_sambung._beda({"isi program": "y", "pandas": "2", "numpy": "3"}, isi)
    assert beda.startswith(kata)
    assert bool(beda) == bool(kata)

"""A real scheduler and real workers over TCP: the reports of one machine, whoever dies on the way."""

import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import psutil
import pytest

pytest.importorskip("distributed", reason="extra klaster tidak dipasang")

from penilaian.galat import GalatJalan
from penilaian.jalan import klaster_sambung
from penilaian.jalan.jalankan import Pilihan, jalankan_rencana
from penilaian.jalan.kerja import Cara
from penilaian.jalan.klaster import PelariKlaster
from penilaian.jalan.klaster_sambung import buka_klaster
from penilaian.jalan.pelaksana import PelaksanaPapermill
from penilaian.jalan.rencana import uraikan_rencana
from penilaian.jalan.sidik import FOLDER_PAKET
from tests.jalan.klaster_nyata import (
    CATAT,
    TUNGGU,
    anak_proses,
    ganti_isi,
    isi_laporan,
    jejak,
    pastikan_utuh,
    pekerja_di,
    penjadwal_di,
    peristiwa,
    proses,
    tulis_dasar,
    tunggu,
    tunggu_pekerja,
)


@pytest.fixture(scope="module")
def dua_pekerja(tmp_path_factory):
    """The address of a cluster of two, and the processes of its workers; the second may be killed."""
    folder = tmp_path_factory.mktemp("klaster")
    with (
        penjadwal_di(folder) as (alamat, _),
        pekerja_di(alamat, "satu", folder) as satu,
        pekerja_di(alamat, "dua", folder) as dua,
    ):
        tunggu_pekerja(alamat, 2)
        yield alamat, satu, dua


@pytest.fixture
def klaster(dua_pekerja):
    """Its address; one worker at least is there."""
    return dua_pekerja[0]


@pytest.fixture
def dasar(tmp_path):
    return tulis_dasar(tmp_path)


def _jalan(dasar, alamat, tugas=slice(None), folder="keluar", coba_ulang=1, **lain):
    tugas = uraikan_rencana(dasar / "rencana.yaml").tugas[tugas]
    return jalankan_rencana(
        tugas,
        dasar / folder,
        Pilihan(cara=Cara(PelaksanaPapermill(), coba_ulang=coba_ulang), pelari=PelariKlaster(alamat, **lain)),
    )


def test_laporan_dari_klaster_sama_byte_demi_byte_dengan_satu_mesin(dasar, klaster):
    ganti_isi(dasar, "1 / 0", "01_mutu_data")
    hasil = _jalan(dasar, klaster, slice(1, 3))
    assert [satu.nasib for satu in hasil] == ["gagal", "selesai"], [satu.manifes.sebab for satu in hasil]
    jalankan_rencana([satu.tugas for satu in hasil], dasar / "lokal")
    klaster_isi, lokal = isi_laporan(dasar / "keluar"), isi_laporan(dasar / "lokal")
    assert len(klaster_isi) == 3 + 5, "halaman, notebook, manifes; yang selesai juga pdf dan xlsx"
    assert klaster_isi.keys() == lokal.keys()
    assert [nama for nama in lokal if klaster_isi[nama] != lokal[nama]] == []
    assert "ZeroDivisionError" in hasil[0].manifes.sebab
    assert {isi["pekerja"] for isi in peristiwa(dasar / "keluar", "dari_pekerja")} <= {"satu", "dua"}
    tetap = _jalan(dasar, "tcp://mati:1", slice(2, 3))
    assert [satu.nasib for satu in tetap] == ["tetap"], "yang tidak berubah tidak memerlukan klaster"


def test_pekerja_atau_proses_yang_dimatikan_hanya_mengulang_yang_sedang_dikerjakannya(dasar, dua_pekerja):
    """A worker is killed while each is at a report; later the process that makes reports for the other."""
    klaster, _, korban = dua_pekerja
    ganti_isi(dasar, TUNGGU, "01_mutu_data")
    bunuh_induk = "import os\nif not (folder / 'terbunuh').exists():\n    (folder / 'terbunuh').touch()\n    os.kill(os.getppid(), 9)"
    ganti_isi(dasar, f"{TUNGGU.replace('{kode_opd}', 'dua')}\n{bunuh_induk}", "02_penilaian_opd")
    anak = []

    def bunuh():
        if korban.poll() is None and len(jejak(dasar)) == 2:
            anak.extend(anak_proses(korban))
            korban.send_signal(signal.SIGKILL)
            korban.wait()
            psutil.wait_procs(anak, timeout=30)  # what it was at does not go on without it
            (dasar / "lanjut").touch()

    hasil = _jalan(dasar, klaster, coba_ulang=2, denyut=bunuh)
    assert korban.poll() == -signal.SIGKILL
    assert [satu.nasib for satu in hasil] == ["selesai"] * 3, [satu.manifes.sebab for satu in hasil]
    # Which of the two is noticed first depends on how busy the machine is.
    proses_mati, pekerja_mati = sorted(
        peristiwa(dasar / "keluar", "dicoba_lagi"),
        key=lambda isi: isi["sebab"].startswith("pekerja klaster dua hilang"),
    )
    assert pekerja_mati["sebab"] == "pekerja klaster dua hilang sebelum hasilnya diterima"
    assert proses_mati["sebab"].startswith("pekerja klaster satu: proses pembuat laporan keluar dengan kode -9")
    percobaan = {satu.tugas.id: satu.manifes.percobaan for satu in hasil}
    assert percobaan == {nama: 1 + [pekerja_mati["id"], proses_mati["id"]].count(nama) for nama in percobaan}
    mulai = Counter(jejak(dasar))
    nama_jejak = {satu.tugas.id: "dua" if satu.tugas.id.startswith("02") else satu.tugas.kode_opd for satu in hasil}
    assert mulai == {nama_jejak[nama]: kali for nama, kali in percobaan.items()}, "yang lain tidak diulang"
    selesai = [isi["id"] for isi in peristiwa(dasar / "keluar", "laporan")]
    assert len(selesai) == len(set(selesai)) == 3
    pastikan_utuh(dasar / "keluar", 3)
    assert anak
    assert not any(satu.is_running() for satu in anak), "proses pekerja yang mati ikut berakhir"
    ruang = Path(korban.args[korban.args.index("--local-directory") + 1])
    assert not list(ruang.rglob("penilaian-*")), "masukan yang dikirim dibuang walau pekerjanya dimatikan"


@pytest.mark.lengkap
def test_jalan_yang_dimatikan_lalu_dihentikan_diteruskan_jalan_berikutnya(dasar, dua_pekerja):
    """First `kill -9` of the head, then Ctrl-C: workers drop what they were at, and nothing finished is done again."""
    klaster, satu, _ = dua_pekerja
    ganti_isi(dasar, TUNGGU.replace("if (folder", "if kode_opd == 'kota' or (folder"))
    pertama = dasar / "keluar" / "2025-T4" / "01_mutu_data-kota-2025-T4.json"
    perintah = ("-m", "penilaian", "jalan", "rencana.yaml", "--keluar", "keluar", "--klaster", klaster)
    with proses(*perintah, cwd=dasar, catatan=dasar / "keluaran.txt"):
        tunggu(lambda: pertama.is_file() and len(jejak(dasar)) >= 2, "laporan pertama")
    tunggu(lambda: not anak_proses(satu), "pekerja yang melepas laporan dari jalan yang dimatikan")
    pastikan_utuh(dasar / "keluar", 1)
    asli = pertama.read_bytes()

    def hentikan():
        if anak_proses(satu):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        _jalan(dasar, klaster, denyut=hentikan)
    tunggu(lambda: not anak_proses(satu), "pekerja yang melepas laporan dari jalan yang dihentikan")
    pastikan_utuh(dasar / "keluar", 1)
    (dasar / "lanjut").touch()
    assert sorted(satu.nasib for satu in _jalan(dasar, klaster)) == ["selesai", "selesai", "tetap"]
    pastikan_utuh(dasar / "keluar", 3)
    assert pertama.read_bytes() == asli, "yang sudah selesai tidak ditulis lagi"


def test_pekerja_dengan_program_atau_aturan_lain_ditolak_sebelum_apa_pun_berjalan(dasar, klaster, tmp_path_factory):
    ganti_isi(dasar, CATAT)
    folder = tmp_path_factory.mktemp("lain")
    shutil.copytree(FOLDER_PAKET, folder / "penilaian", ignore=shutil.ignore_patterns("__pycache__"))
    aturan = next((folder / "penilaian" / "aturan").glob("*/*.yaml"))
    for berkas in (folder / "penilaian" / "galat.py", aturan):
        berkas.write_text(berkas.read_text("utf-8") + "\n", "utf-8")
    with pekerja_di(klaster, "lain", folder, PYTHONPATH=str(folder)):
        with buka_klaster(klaster) as klien:
            tunggu(lambda: "lain" in _nama_pekerja(klien), "pekerja")
        with pytest.raises(GalatJalan, match=r"1 pekerja klaster tidak sama.*isi program lain, isi buku aturan lain"):
            _jalan(dasar, klaster)
    assert not jejak(dasar)
    assert not list((dasar / "keluar").glob("2*/*"))
    with buka_klaster(klaster) as klien:
        tunggu(lambda: "lain" not in _nama_pekerja(klien), "pergi")


def _nama_pekerja(klien):
    return {satu["name"] for satu in klien.scheduler_info(n_workers=-1)["workers"].values()}


@pytest.mark.lengkap
@pytest.mark.parametrize(
    ("siapa", "sebab"),
    [
        ("pekerja", "Klaster tidak punya pekerja selama 1 detik"),
        ("penjadwal", "Hubungan ke penjadwal klaster terputus"),
    ],
)
def test_klaster_yang_hilang_di_tengah_jalan_menggagalkan_sisanya_tanpa_menggantung(dasar, siapa, sebab):
    ganti_isi(dasar, TUNGGU)
    with penjadwal_di(dasar) as (alamat, penjadwal), pekerja_di(alamat, "satu", dasar) as pekerja:
        tunggu_pekerja(alamat, 1)
        mulai = time.monotonic()
        korban = {"pekerja": pekerja, "penjadwal": penjadwal}[siapa]
        hasil = _jalan(dasar, alamat, tunggu_pekerja=1.0, denyut=korban.kill)
        assert time.monotonic() - mulai < 30
    assert [satu.nasib for satu in hasil] == ["gagal"] * 3
    assert all(sebab in satu.manifes.sebab for satu in hasil)
    assert all("jalankan lagi rencananya" in satu.manifes.tindakan for satu in hasil)
    assert len(list((dasar / "keluar" / "2025-T4").glob("*.html"))) == 3
    assert (dasar / "keluar" / "indeks.html").is_file()


def test_penjadwal_tls_tanpa_pekerja_dihubungi_dengan_setelan_dask_lalu_ditolak(dasar, monkeypatch):
    """The connection is encrypted; that nobody works there is found before anything starts."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl tidak ada")
    sertifikat, kunci = dasar / "cert.pem", dasar / "key.pem"
    pilihan = ("-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=uji", "-batch")
    subprocess.run(
        ["openssl", "req", "-x509", *pilihan, "-keyout", str(kunci), "-out", str(sertifikat)],
        check=True,
        capture_output=True,
    )
    setelan = {
        "ca-file": str(sertifikat),
        **{f"{siapa}.{apa}": str(isi) for siapa in ("client", "scheduler") for apa, isi in (("cert", sertifikat), ("key", kunci))},
    }  # fmt: skip
    lingkungan = {
        f"DASK_DISTRIBUTED__COMM__TLS__{nama.upper().replace('-', '_').replace('.', '__')}": isi
        for nama, isi in setelan.items()
    }
    monkeypatch.setattr(klaster_sambung, "BATAS_SAMBUNG_DETIK", 2)
    import dask

    with penjadwal_di(dasar, "--protocol", "tls", **lingkungan) as (alamat, _):
        assert alamat.startswith("tls://")
        dengan_setelan = dask.config.set({f"distributed.comm.tls.{nama}": isi for nama, isi in setelan.items()})
        with dengan_setelan, pytest.raises(GalatJalan, match="tidak punya pekerja"):
            _jalan(dasar, alamat)
        with pytest.raises(GalatJalan, match="tidak dapat dihubungi"):
            _jalan(dasar, alamat.replace("tls", "tcp"))
    assert not (dasar / "keluar" / "2025-T4").exists()


if sys.platform == "win32":  # pragma: no cover -- signals and process trees of these tests are POSIX
    pytest.skip("uji klaster memerlukan sinyal POSIX", allow_module_level=True)

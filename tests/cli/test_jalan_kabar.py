"""`penilaian jalan` with `--kabar` and `--klaster`: who is told, what is refused, and that results do not depend on it."""

import email
from email import policy

import pytest

from penilaian.cli.perintah import jalan
from penilaian.cli.utama import utama
from penilaian.galat import GalatJalan, GalatTerkunci
from penilaian.jalan import jalankan, klaster
from penilaian.jalan.catatan import baca_catatan
from penilaian.jalan.jalankan import HasilTugas
from penilaian.jalan.kabar import RingkasanJalan, ringkasan_jalan
from penilaian.jalan.rencana import data_rencana
from tests.jalan.klaster_nyata import tulis_dasar


@pytest.fixture
def dasar(tmp_path, monkeypatch):
    """A plan whose reports fail or not as ``gagal`` says; nothing is really run."""
    data_rencana.cache_clear()
    tulis_dasar(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def hasil(monkeypatch):
    """Make the run end as told: with these failed reports, or with an error after the first report."""

    def atur(gagal=(), galat=None):
        def palsu(semua, folder, pilihan):
            folder.mkdir(exist_ok=True)
            semua = [_hasil(satu, gagal) for satu in semua]
            for satu in semua[: 1 if galat else None]:
                pilihan.lapor(satu)
            if galat is not None:
                raise galat
            return semua

        monkeypatch.setattr(jalankan, "jalankan_rencana", palsu)

    return atur


class _Manifes:
    durasi_detik = 1.0
    sebab, tindakan = "Sel gagal di NIP 188503121908032001.", "perbaiki datanya"


def _hasil(tugas, gagal):
    return HasilTugas(tugas, "gagal" if tugas.id in gagal else "selesai", _Manifes())


@pytest.fixture
def kabar(dasar):
    """A file that names a sendmail which keeps the message; told ``kode``, it ends with it."""

    def tulis(kode=0):
        program = dasar / "sendmail"
        program.write_text(f'#!/bin/sh\ncat > "{dasar}/surat"\nexit {kode}\n')
        program.chmod(0o755)
        isi = f"pos_el:\n  perintah: [{program}, -t]\n  dari: a@palukota.go.id\n  ke: [b@palukota.go.id]\n"
        (dasar / "kabar.yaml").write_text(isi)
        return "kabar.yaml"

    return tulis


def _jalan(*lain):
    return utama(["jalan", "rencana.yaml", "--keluar", "keluar", *lain])


def _surat(dasar):
    return email.message_from_bytes((dasar / "surat").read_bytes(), policy=policy.default)


GAGAL = ("02_penilaian_opd-01-2025-T4",)


def test_yang_gagal_dikabarkan_dan_dicatat(dasar, hasil, kabar, capsys):
    hasil(GAGAL)
    assert _jalan("--kabar", kabar()) == 1
    surat = _surat(dasar)
    assert surat["Subject"] == "[penilaian] 1 laporan gagal"
    isi = surat.get_content()
    assert "2 selesai, 0 tidak berubah, 1 gagal" in isi
    assert "perbaiki datanya" in isi
    assert "188503121908032001" not in isi
    assert "Kabar lewat pos-el terkirim" in capsys.readouterr().out
    (catatan,) = baca_catatan(dasar / "keluar" / "catatan.jsonl")
    assert (catatan["peristiwa"], catatan["lewat"], catatan["terkirim"]) == ("kabar", "pos-el", True)


def test_tanpa_kegagalan_tidak_ada_kabar(dasar, hasil, kabar):
    hasil()
    assert _jalan("--kabar", kabar()) == 0
    assert not (dasar / "surat").exists()
    assert not (dasar / "keluar" / "catatan.jsonl").exists()


@pytest.mark.parametrize(("gagal", "keluar"), [(GAGAL, 1), ((), 0)])
def test_kabar_yang_tidak_terkirim_hanya_peringatan(dasar, hasil, kabar, capsys, gagal, keluar):
    hasil(gagal)
    assert _jalan("--kabar", kabar(kode=75)) == keluar
    keluaran = capsys.readouterr()
    assert ("Perhatian: Kabar lewat pos-el TIDAK terkirim: program keluar dengan kode 75" in keluaran.err) == bool(
        gagal
    )
    tercatat = [isi["terkirim"] for isi in baca_catatan(dasar / "keluar" / "catatan.jsonl")]
    assert tercatat == [False] * len(gagal)


def test_berkas_kabar_yang_salah_ditolak_sebelum_apa_pun_berjalan(dasar, hasil, capsys):
    hasil(galat=AssertionError("tidak boleh sampai di sini"))
    (dasar / "kabar.yaml").write_text("pos: x\n")
    assert _jalan("--kabar", "kabar.yaml") == 2
    assert "Berkas kabar tidak sah" in capsys.readouterr().err
    assert _jalan("--kabar", "tidak-ada.yaml") == 2
    assert not (dasar / "keluar").exists()


@pytest.mark.parametrize(
    ("galat", "keluar"),
    [
        (GalatJalan("Klaster hilang", tindakan="hidupkan lagi"), 1),
        (GalatTerkunci("Folder sedang dipakai", tindakan="hidupkan lagi"), 3),
        (OSError(28, "penuh", "/srv/rahasia/catatan.jsonl"), 2),
        (RuntimeError("di /srv/rahasia/x.py"), 1),
    ],
)
def test_jalan_yang_terhenti_dikabarkan_tanpa_mengubah_kode_keluarnya(dasar, hasil, kabar, capsys, galat, keluar):
    hasil(galat=galat)
    assert _jalan() == keluar
    tanpa = capsys.readouterr()
    assert _jalan("--kabar", kabar()) == keluar
    assert capsys.readouterr().err == tanpa.err
    surat = _surat(dasar)
    assert surat["Subject"] == "[penilaian] penilaian jalan berhenti"
    assert "1 selesai, 0 tidak berubah, 0 gagal" in surat.get_content()
    assert "/srv/rahasia" not in surat.get_content()
    assert surat.get_content().count("hidupkan lagi") == (1 if isinstance(galat, GalatJalan) else 0)


def test_rencana_yang_salah_juga_dikabarkan(dasar, kabar):
    (dasar / "rencana.yaml").write_text("laporan: []\n")
    assert _jalan("--kabar", kabar()) == 2
    assert _surat(dasar)["Subject"] == "[penilaian] penilaian jalan berhenti"


def test_ctrl_c_tidak_dikabarkan(dasar, hasil, kabar):
    hasil(galat=KeyboardInterrupt())
    assert _jalan("--kabar", kabar()) == 130
    assert not (dasar / "surat").exists()


def test_ringkasan_satu_jalan_menghitung_nasib(dasar):
    assert ringkasan_jalan([], 1.0, dasar) == RingkasanJalan(0, 0, (), 1.0, dasar)


def test_pekerja_dan_klaster_tidak_dipakai_bersama(dasar, capsys):
    assert _jalan("--klaster", "tcp://a:1", "--pekerja", "2") == 2
    assert "--pekerja tidak berlaku bersama --klaster" in capsys.readouterr().err


def test_batas_satu_laporan_ikut_ke_klaster():
    batas = ["--batas-waktu", "7", "--batas-memori", "8", "--batas-waktu-sel", "9", "--kernel"]
    pilihan = jalan.pengurai("penilaian jalan").parse_args(["x.yaml", "--klaster", "tcp://a:1", *batas])
    pelari = jalan._pelari(pilihan, lambda: None)
    assert isinstance(pelari, klaster.PelariKlaster)
    assert (pelari.alamat, pelari.batas.detik, pelari.batas.memori_mib) == ("tcp://a:1", 7, 8)
    assert (pelari.batas.sel_detik, pelari.batas.kernel) == (9, True)


def test_alamat_klaster_yang_salah_satu_paragraf_dan_keluar_dua(dasar, capsys):
    pytest.importorskip("distributed", reason="extra klaster tidak dipasang")
    assert _jalan("--klaster", "10.0.0.5:8786") == 2
    keluaran = capsys.readouterr()
    assert "Alamat klaster 10.0.0.5:8786 tidak sah" in keluaran.err
    assert len(keluaran.err.strip().splitlines()) == 1
    assert not list((dasar / "keluar").glob("2*/*"))

"""`penilaian kalibrasi`: a meeting from opening to minutes on the sample data, and every refusal in one paragraph."""

import hashlib
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from penilaian.cli.utama import utama
from penilaian.rapat.buku import BukuRapat
from penilaian.rapat.pengguna import kenali
from penilaian.rapat.rapat import beri_suara, muat_rapat
from tests.cli.test_perintah import INGGRIS
from tests.rapat.bahan_uji import BUDI, KETUA, sunting

CONTOH = Path(__file__).parents[2] / "data" / "contoh"
ID = "dinkes-2025-T4"
OPD = ("--opd", "dinkes", "--periode", "2025-T4")
SUB = (
    "buka", "lembar", "suara", "putuskan", "kunci", "buka-kembali", "tinjau", "status", "verifikasi", "ekspor",
    "pengguna", "aplikasi",
)  # fmt: skip


def _sidik(folder):
    """Fingerprints of everything below a folder, the ledger left out."""
    return {
        satu.relative_to(folder).as_posix(): hashlib.sha256(satu.read_bytes()).hexdigest()
        for satu in folder.rglob("*")
        if satu.is_file() and not satu.name.startswith("kalibrasi.sqlite")
    }


def _jalan(sub, *argumen):
    return utama(["kalibrasi", sub, *map(str, argumen)])


@pytest.fixture(scope="module")
def dasar(tmp_path_factory):
    """The sample data, and a meeting opened on it."""
    folder = tmp_path_factory.mktemp("kalibrasi") / "data"
    shutil.copytree(CONTOH, folder)
    assert _jalan("buka", "--data", folder, *OPD, "--oleh", KETUA) == 0
    return folder


@pytest.fixture
def berkas(dasar, tmp_path):
    """A copy of the opened ledger for one test to write to."""
    return Path(shutil.copy(dasar / "rapat" / "kalibrasi.sqlite", tmp_path))


@pytest.fixture
def nip(berkas):
    """Employees of the meeting, in order."""
    with BukuRapat.buka(berkas) as buku:
        return muat_rapat(buku, ID).pegawai["nip"].tolist()


def test_rapat_dari_buka_sampai_berita_acara(tmp_path, capsys):
    data = tmp_path / "data"
    shutil.copytree(CONTOH, data)
    dulu = _sidik(data)
    umum = ("--data", data, *OPD)
    assert _jalan("buka", *umum, "--oleh", KETUA) == 0
    keluar = capsys.readouterr().out
    assert f"Rapat {ID} dibuka: 44 pegawai, 39 perlu perhatian" in keluar
    lembar = tmp_path / "suara.xlsx"
    assert _jalan("lembar", lembar, *umum, "--untuk", BUDI) == 0
    isian = openpyxl.load_workbook(lembar)
    nip = isian["Suara"]["A2"].value
    isian["Suara"]["K2"], isian["Suara"]["L2"], isian["Suara"]["K3"] = "pertanyakan", "kok [/begini]?", "setuju"
    isian.save(lembar)
    for banyak in ("2 suara baru", "0 suara baru"):
        assert _jalan("suara", *umum, "--lembar", lembar, "--oleh", BUDI) == 0
        assert banyak in capsys.readouterr().out
    assert _jalan("kunci", *umum, "--oleh", KETUA) == 1
    assert "belum dapat dikunci: 1 pegawai" in capsys.readouterr().err
    assert _jalan("status", *umum) == 0
    keluar = capsys.readouterr().out
    assert nip in keluar
    assert "kok [/begini]?" in keluar
    rating = ("--nip", nip, "--hasil-kerja", "di_atas", "--perilaku-kerja", "di_atas")
    assert _jalan("putuskan", *umum, *rating, "--alasan", "inovasi terbukti", "--oleh", KETUA) == 0
    assert "predikat sangat baik" in capsys.readouterr().out
    assert _jalan("kunci", *umum, "--oleh", KETUA) == 0
    keluar = capsys.readouterr().out
    sidik = re.search(r"^  ([0-9a-f]{64})$", keluar, re.M)[1]
    assert "Data sekarang sama dengan cuplikan rapat." in keluar
    assert _jalan("verifikasi", "--data", data, "--kepala", sidik) == 0
    assert "cocok dengan catatan 5 (kunci" in capsys.readouterr().out
    assert _jalan("tinjau", *umum) == 0
    keluar = capsys.readouterr().out
    assert "Pegawai yang perlu dilihat: 39 dari 44" in keluar
    assert "Pejabat penilai yang menetapkan berbeda dari usulan" in keluar
    ekspor = [tmp_path / f"berita{nomor}.xlsx" for nomor in (1, 2)]
    for ke in ekspor:
        assert _jalan("ekspor", ke, *umum) == 0
    assert ekspor[0].read_bytes() == ekspor[1].read_bytes()
    assert openpyxl.load_workbook(ekspor[0]).sheetnames == ["Berita acara", "Putusan", "Suara", "Catatan"]
    assert _jalan("buka-kembali", *umum, "--alasan", "banding", "--oleh", KETUA) == 0
    assert _sidik(data) == dulu
    assert sorted(satu.name for satu in (data / "rapat").iterdir()) == ["kalibrasi.sqlite"]


def test_geseran_disebut_dan_tidak_diterapkan(dasar, berkas, tmp_path, capsys):
    import pandas as pd

    data = tmp_path / "data"
    shutil.copytree(dasar, data, ignore=shutil.ignore_patterns("rapat"))
    penetapan = pd.read_parquet(data / "penetapan.parquet")
    with BukuRapat.buka(berkas) as buku:
        pegawai = muat_rapat(buku, ID).pegawai
    satu = pegawai[pegawai["hasil_kerja"] == "sesuai"].iloc[0]
    kena = (penetapan["nip"] == satu["nip"]) & (penetapan["periode"] == "2025-T4")
    penetapan.loc[kena, "hasil_kerja"] = "di_bawah"
    penetapan.to_parquet(data / "penetapan.parquet")
    isi = berkas.read_bytes()
    assert _jalan("status", "--data", data, "--buku", berkas, *OPD, "--geseran") == 0
    keluar = capsys.readouterr().out
    assert satu["nip"] in keluar
    assert "PERHATIAN: data 1 pegawai kini berbeda dari cuplikan" in keluar
    assert berkas.read_bytes() == isi
    (data / "pegawai.csv").unlink()
    assert _jalan("kunci", "--data", data, "--buku", berkas, *OPD, "--oleh", KETUA) == 0
    assert "tidak dapat dibandingkan dengan cuplikan" in capsys.readouterr().out


def test_tinjau_sebelum_rapat_dibuka_tidak_membuat_buku(dasar, tmp_path, capsys):
    buku = tmp_path / "belum" / "kalibrasi.sqlite"
    assert _jalan("tinjau", "--data", dasar, "--buku", buku, *OPD, "--tanda") == 0
    keluar = capsys.readouterr().out
    assert "Pegawai yang perlu dilihat: 39 dari 44" in keluar
    assert "Tanda pada data; bukan tuduhan" in keluar
    assert not buku.parent.exists()


def test_status_semua_rapat_dan_verifikasi_cukup_dengan_bukunya(berkas, capsys):
    isi = berkas.read_bytes()
    assert _jalan("status", "--buku", berkas) == 0
    assert ID in capsys.readouterr().out
    assert _jalan("verifikasi", "--buku", berkas) == 0
    keluar = capsys.readouterr().out
    assert "utuh: 1 catatan" in keluar
    assert "Tanpa --kepala" in keluar
    assert berkas.read_bytes() == isi
    assert [satu.name for satu in berkas.parent.iterdir()] == [berkas.name]


def test_verifikasi_menyebut_yang_diubah_dan_keluar_satu(berkas, nip, capsys):
    with BukuRapat.buka(berkas) as buku:
        beri_suara(buku, ID, nip[0], "setuju", BUDI)
    sunting(berkas, "UPDATE catatan SET oleh = 'Orang lain' WHERE nomor = 2")
    assert _jalan("verifikasi", "--buku", berkas) == 1
    keluar = capsys.readouterr().out
    assert keluar.startswith("RUSAK catatan 2 (suara")
    assert "TIDAK utuh" in keluar
    assert _jalan("status", "--buku", berkas, *OPD) == 1
    assert "diubah dari luar program" in capsys.readouterr().err


def test_verifikasi_menyebut_jam_mundur_dan_izin_yang_longgar(berkas, nip, capsys, monkeypatch):
    from datetime import UTC, datetime

    monkeypatch.setattr("penilaian.rapat.buku._kini", lambda: datetime(2020, 1, 1, tzinfo=UTC))
    with BukuRapat.buka(berkas) as buku:
        beri_suara(buku, ID, nip[0], "setuju", BUDI)
    berkas.chmod(0o644)
    assert _jalan("verifikasi", "--buku", berkas) == 0
    keluar = capsys.readouterr().out
    assert "jam komputer mundur pada catatan 2" in keluar
    assert "terbuka bagi pengguna lain" in keluar


def test_sidik_yang_tidak_ada_lagi_membuat_verifikasi_gagal(berkas, capsys):
    assert _jalan("verifikasi", "--buku", berkas, "--kepala", "0" * 64) == 1
    assert "seluruh buku ditulis ulang" in capsys.readouterr().out


def test_putusan_lama_hanya_diganti_oleh_yang_sudah_membacanya(berkas, nip, capsys):
    umum = ("--buku", berkas, *OPD, "--nip", nip[0], "--perilaku-kerja", "sesuai", "--alasan", "ya")
    assert _jalan("putuskan", *umum, "--hasil-kerja", "sesuai", "--oleh", KETUA) == 0
    assert _jalan("putuskan", *umum, "--hasil-kerja", "di_atas", "--oleh", BUDI) == 1
    assert "berdasarkan catatan 2" in capsys.readouterr().err
    assert _jalan("putuskan", *umum, "--hasil-kerja", "di_atas", "--oleh", BUDI, "--berdasar", 2) == 0


def test_pengguna_didaftarkan_disebut_dan_dicabut(berkas, capsys):
    umum = ("--buku", berkas, "--oleh", KETUA)
    tambah = ("pengguna", "tambah", *umum, "--nama", BUDI, "--peran", "penilai", "--opd", "dinkes,bappeda")
    assert _jalan(*tambah) == 0
    token = re.search(r"^  (\S{43})$", capsys.readouterr().out, re.M)[1]
    with BukuRapat.buka(berkas) as buku:
        assert kenali(buku, token).opd == ("dinkes", "bappeda")
    assert _jalan(*tambah) == 1
    assert "sudah ada" in capsys.readouterr().err
    assert _jalan("pengguna", "daftar", "--buku", berkas) == 0
    keluar = capsys.readouterr().out
    assert BUDI in keluar
    assert token not in keluar
    assert _jalan("pengguna", "cabut", *umum, "--nama", BUDI, "--alasan", "mutasi") == 0
    capsys.readouterr()
    assert _jalan("pengguna", "daftar", "--buku", berkas) == 0
    assert "Belum ada pengguna" in capsys.readouterr().out


def test_aplikasi_dijalankan_dengan_folder_buku_alamat_dan_porta(dasar, monkeypatch):
    import sys
    from types import ModuleType

    panggilan = []
    tiruan = ModuleType("penilaian.aplikasi")
    tiruan.layani = lambda *isi: panggilan.append(isi) or 0
    monkeypatch.setitem(sys.modules, "penilaian.aplikasi", tiruan)
    assert _jalan("aplikasi", "--data", dasar, "--porta", 9000) == 0
    assert panggilan == [(dasar, dasar / "rapat" / "kalibrasi.sqlite", "127.0.0.1", 9000)]


@pytest.mark.parametrize("sub", SUB)
def test_bantuan_setiap_subperintah_berbahasa_indonesia_dengan_contoh(sub, capsys):
    assert _jalan(sub, "--bantuan") == 0
    teks = capsys.readouterr().out
    assert "Contoh:" in teks
    assert not INGGRIS.search(teks)


RATING = ("--hasil-kerja", "sesuai", "--perilaku-kerja", "sesuai", "--alasan", "ya")
TOLAK = {
    "tanpa subperintah": (2, (), "Argumen wajib belum ada: SUB"),
    "subperintah asing": (2, ("bukaa",), "tidak dikenal"),
    "tanpa buku": (2, ("status",), "Buku rapat belum disebut"),
    "tanpa tindakan pengguna": (2, ("pengguna",), "TINDAKAN"),
    "folder tidak ada": (2, ("status", "--data", "/tidak/ada"), "tidak ada"),
    "buku tidak ada": (1, ("status", "--buku", "TIDAK"), "Buku rapat belum ada"),
    "bukan buku": (1, ("verifikasi", "--buku", "ASING"), "bukan buku rapat"),
    "tanpa oleh": (2, ("kunci", "--buku", "BUKU", *OPD), "--oleh"),
    "oleh kosong": (2, ("kunci", "--buku", "BUKU", *OPD, "--oleh", " "), "tidak boleh kosong"),
    "periode keliru": (2, ("kunci", "--buku", "BUKU", "--opd", "dinkes", "--periode", "2025-T9", "--oleh", KETUA), "tidak dikenal"),
    "rapat belum dibuka": (1, ("kunci", "--buku", "BUKU", "--opd", "bappeda", "--periode", "2025-T4", "--oleh", KETUA), "belum dibuka"),
    "status setengah": (2, ("status", "--buku", "BUKU", "--opd", "dinkes"), "Rapat belum jelas"),
    "suara tanpa apa pun": (2, ("suara", "--buku", "BUKU", *OPD, "--oleh", BUDI), "Suara belum jelas"),
    "suara dua cara": (2, ("suara", "--buku", "BUKU", *OPD, "--oleh", BUDI, "--lembar", "x", "--nip", "1", "--suara", "setuju"), "Suara belum jelas"),
    "suara dua cara setengah": (2, ("suara", "--buku", "BUKU", *OPD, "--oleh", BUDI, "--lembar", "x", "--nip", "1"), "Suara belum jelas"),
    "catatan untuk lembar": (2, ("suara", "--buku", "BUKU", *OPD, "--oleh", BUDI, "--lembar", "x", "--catatan", "y"), "Suara belum jelas"),
    "suara asing": (2, ("suara", "--buku", "BUKU", *OPD, "--oleh", BUDI, "--nip", "NIP", "--suara", "ya"), "tidak dikenal"),
    "nip asing": (1, ("suara", "--buku", "BUKU", *OPD, "--oleh", BUDI, "--nip", "123", "--suara", "setuju"), "tidak ada di cuplikan"),
    "suara tentang diri": (1, ("suara", "--buku", "BUKU", *OPD, "--oleh", BUDI, "--nip", "NIP", "--suara", "setuju", "--nip-saya", "NIP"), "dirinya"),
    "nip saya keliru": (2, ("suara", "--buku", "BUKU", *OPD, "--oleh", BUDI, "--nip", "NIP", "--suara", "setuju", "--nip-saya", "123"), "NIP harus 18 digit"),
    "nip saya kosong": (2, ("putuskan", "--buku", "BUKU", *OPD, "--nip", "NIP", *RATING, "--nip-saya", "", "--oleh", KETUA), "NIP harus 18 digit"),
    "lembar tidak ada": (2, ("suara", "--buku", "BUKU", *OPD, "--oleh", BUDI, "--lembar", "TIDAK"), "tidak ditemukan"),
    "lembar bukan xlsx": (1, ("suara", "--buku", "BUKU", *OPD, "--oleh", BUDI, "--lembar", "ASING"), "rusak atau bukan buku kerja"),
    "lembar sudah ada": (2, ("lembar", "ASING", "--buku", "BUKU", *OPD, "--untuk", BUDI), "sudah ada"),
    "lembar di folder yang tidak ada": (2, ("lembar", "/tidak/ada/x.xlsx", "--buku", "BUKU", *OPD, "--untuk", BUDI), "/tidak/ada tidak ditemukan"),
    "rating asing": (2, ("putuskan", "--buku", "BUKU", *OPD, "--nip", "NIP", *RATING, "--hasil-kerja", "sesuaai", "--oleh", KETUA), "mungkin maksudnya sesuai"),
    "alasan kosong": (2, ("putuskan", "--buku", "BUKU", *OPD, "--nip", "NIP", *RATING, "--alasan", " ", "--oleh", KETUA), "tidak boleh kosong"),
    "berdasar bukan bilangan": (2, ("putuskan", "--buku", "BUKU", *OPD, "--nip", "NIP", *RATING, "--berdasar", "x", "--oleh", KETUA), "bilangan bulat"),
    "berdasar mengada-ada": (1, ("putuskan", "--buku", "BUKU", *OPD, "--nip", "NIP", *RATING, "--berdasar", "99", "--oleh", KETUA), "Catatan 99 tentang"),
    "putusan tentang diri": (1, ("putuskan", "--buku", "BUKU", *OPD, "--nip", "NIP", *RATING, "--nip-saya", "NIP", "--oleh", KETUA), "dirinya"),
    "belum terkunci": (1, ("buka-kembali", "--buku", "BUKU", *OPD, "--alasan", "x", "--oleh", KETUA), "tidak terkunci"),
    "sidik keliru": (2, ("verifikasi", "--buku", "BUKU", "--kepala", "abc"), "bukan sidik"),
    "ekspor menimpa buku": (2, ("ekspor", "BUKU", "--buku", "BUKU", *OPD), "bagian dari sumber"),
    "peran asing": (2, ("pengguna", "tambah", "--buku", "BUKU", "--nama", "A", "--peran", "raja", "--opd", "semua", "--oleh", KETUA), "tidak dikenal"),
    "nip pengguna keliru": (1, ("pengguna", "tambah", "--buku", "BUKU", "--nama", "A", "--peran", "ketua", "--opd", "semua", "--nip", "1", "--oleh", KETUA), "NIP pengguna tidak sah"),
    "pengguna tidak ada": (1, ("pengguna", "cabut", "--buku", "BUKU", "--nama", "A", "--alasan", "x", "--oleh", KETUA), "tidak ada"),
    "porta terlalu besar": (2, ("aplikasi", "--buku", "BUKU", "--porta", "70000"), "paling besar"),
    "aplikasi tanpa data": (2, ("aplikasi", "--buku", "BUKU"), "Folder tabel belum disebut"),
}  # fmt: skip


@pytest.mark.parametrize(("keluar", "argumen", "pesan"), TOLAK.values(), ids=TOLAK)
def test_yang_ditolak_satu_paragraf_dan_tidak_menulis_apa_pun(berkas, nip, tmp_path, capsys, keluar, argumen, pesan):
    asing = tmp_path / "asing.xlsx"
    asing.write_text("nip,nama\n" * 300, "utf-8")
    dulu = {satu: satu.read_bytes() for satu in tmp_path.iterdir()}
    capsys.readouterr()
    nama = {"BUKU": berkas, "NIP": nip[0], "ASING": asing, "TIDAK": tmp_path / "tidak.ada"}
    assert utama(["kalibrasi", *(str(nama.get(kata, kata)) for kata in argumen)]) == keluar
    galat = capsys.readouterr().err
    assert len(galat.strip().splitlines()) == 1
    assert pesan in galat
    assert not INGGRIS.search(galat)
    assert {satu: satu.read_bytes() for satu in tmp_path.iterdir()} == dulu


def test_nip_saya_berspasi_tetap_nip_saya(berkas, nip, capsys):
    """As it stands on an identity card; compared letter by letter it would be somebody else's."""
    saya = f" {nip[0][:8]} {nip[0][8:14]} {nip[0][14]} {nip[0][15:]}"
    argumen = ("--buku", berkas, *OPD, "--nip", nip[0], *RATING, "--oleh", KETUA, "--nip-saya", saya)
    assert _jalan("putuskan", *argumen) == 1
    assert "dirinya" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("keluar", "argumen", "pesan"),
    [
        (2, ("--opd", "dinkess", "--periode", "2025-T4"), "mungkin maksudnya dinkes"),
        (2, ("--opd", "dinkes", "--periode", "2020-T4"), "Periode 2020-T4 tidak ada"),
        (1, OPD, "sudah dibuka"),
    ],
)
def test_rapat_yang_tidak_dapat_dibuka_tidak_mengubah_buku(dasar, berkas, capsys, keluar, argumen, pesan):
    isi = berkas.read_bytes()
    assert _jalan("buka", "--data", dasar, "--buku", berkas, *argumen, "--oleh", BUDI) == keluar
    assert pesan in capsys.readouterr().err
    assert berkas.read_bytes() == isi


def test_data_yang_tidak_bersih_tidak_membuat_buku(tmp_path, capsys):
    data = tmp_path / "data"
    shutil.copytree(CONTOH, data)
    pegawai = (data / "pegawai.csv").read_text("utf-8")
    (data / "pegawai.csv").write_text(pegawai.replace(",2025-T4,", ",2025-T7,", 1), "utf-8")
    assert _jalan("buka", "--data", data, *OPD, "--oleh", KETUA) == 1
    assert "Data belum dapat dipakai" in capsys.readouterr().err
    assert not (data / "rapat").exists()


def test_buku_yang_sedang_ditulis_lama_disebut(berkas, nip, capsys, monkeypatch):
    monkeypatch.setattr("penilaian.rapat.buku_buka.TUNGGU_DETIK", 0.1)
    with closing(sqlite3.connect(berkas, isolation_level=None)) as lain:
        lain.execute("BEGIN EXCLUSIVE")
        assert _jalan("suara", "--buku", berkas, *OPD, "--nip", nip[0], "--suara", "setuju", "--oleh", BUDI) == 1
    assert "proses lain sedang menulis" in capsys.readouterr().err

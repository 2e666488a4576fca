"""The ledger file: grows only, tells when it was edited, refuses what it does not know, loses nothing on the way."""

import os
import shutil
import sqlite3
import stat
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from penilaian.galat import GalatRapat
from penilaian.rapat.buku import BukuRapat
from penilaian.rapat.buku_skema import PENANDA, VERSI_BUKU
from penilaian.rapat.catatan import jam_mundur
from penilaian.rapat.rapat import beri_suara, muat_rapat, periksa_buku
from tests.rapat.bahan_uji import BUDI, CICI, ID, KETUA, NIP, buku_dibuka, sunting


@pytest.fixture
def berisi(buku):
    for nip, suara in zip(NIP[:4], ("setuju", "pertanyakan", "setuju", "belum"), strict=True):
        beri_suara(buku, ID, nip, suara, BUDI)
    return buku


@pytest.mark.parametrize(
    "perintah",
    [
        "UPDATE catatan SET oleh = 'Orang lain' WHERE nomor = 1",
        "DELETE FROM catatan WHERE nomor = 1",
        "INSERT OR REPLACE INTO catatan SELECT nomor, rapat, jenis, isi, 'X', waktu, sebelum, sidik FROM catatan",
        "UPDATE OR REPLACE catatan SET nomor = 1 WHERE nomor = 2",
        "INSERT INTO catatan VALUES (9, 'x', 'suara', '{}', 'x', 'x', 'x', 'x')",
        "INSERT INTO catatan VALUES (NULL, 'x', 'suara', '{}', 'x', 'x', 'x', 'x')",
    ],
)
def test_pemicu_menolak_mengubah_menghapus_dan_menyela(berisi, perintah):
    with closing(sqlite3.connect(berisi.berkas)) as basis, pytest.raises(sqlite3.IntegrityError):
        basis.execute(perintah)
    assert periksa_buku(berisi) == []


@pytest.mark.parametrize(
    ("perintah", "pesan"),
    [
        ("UPDATE catatan SET oleh = 'Orang lain' WHERE nomor = 3", "catatan 3 (suara"),
        ("""UPDATE catatan SET isi = replace(isi, 'pertanyakan', 'setuju') WHERE nomor = 3""", "catatan 3 (suara"),
        ("UPDATE catatan SET isi = replace(isi, ':', ': ') WHERE nomor = 3", "catatan 3 tidak tertulis dalam bentuk baku"),
        ("UPDATE catatan SET isi = 'bukan JSON' WHERE nomor = 3", "catatan 3 tidak tertulis dalam bentuk baku"),
        ("UPDATE catatan SET isi = '[]' WHERE nomor = 3", "catatan 3 tidak tertulis dalam bentuk baku"),
        ("UPDATE catatan SET oleh = CAST(x'ff' AS TEXT) WHERE nomor = 3", "catatan 3 (suara"),
        ("UPDATE catatan SET rapat = 'lain-2025-T4' WHERE nomor = 3", "catatan 3 (suara"),
        ("UPDATE catatan SET waktu = '2020-01-01T00:00:00+00:00' WHERE nomor = 3", "catatan 3 (suara"),
        ("DELETE FROM catatan WHERE nomor = 3", "catatan 4 datang sesudah catatan 2"),
        ("DELETE FROM catatan WHERE nomor = 1", "catatan 2 datang sesudah catatan 0"),
    ],
)  # fmt: skip
def test_suntingan_langsung_di_berkas_ditemukan(berisi, perintah, pesan):
    sunting(berisi.berkas, perintah)
    assert pesan in berisi.verifikasi()[0]


def test_setiap_sel_setiap_catatan_yang_diubah_di_berkas_ditemukan(berisi, tmp_path):
    berisi.tutup()
    for nomor in range(1, 6):
        for kolom in ("nomor", "rapat", "jenis", "isi", "oleh", "waktu", "sebelum", "sidik"):
            salinan = Path(shutil.copy(berisi.berkas, tmp_path / "salinan.sqlite"))
            baru = "nomor + 90" if kolom == "nomor" else f"substr({kolom}, 1, length({kolom}) - 1) || '~'"
            sunting(salinan, f"UPDATE catatan SET {kolom} = {baru} WHERE nomor = {nomor}")
            with BukuRapat.buka(salinan) as buku:
                assert buku.verifikasi(), (nomor, kolom)


def test_catatan_bernomor_nol_yang_disisipkan_di_depan_ditemukan(berisi):
    sunting(berisi.berkas, "INSERT INTO catatan SELECT 0, rapat, jenis, isi, oleh, waktu, sebelum, sidik FROM catatan WHERE nomor = 1")  # fmt: skip
    assert "catatan 0 datang sesudah catatan 0" in berisi.verifikasi()[0]


def test_yang_diubah_tidak_pernah_ditampilkan_dan_tidak_ditambahi(berisi):
    sunting(berisi.berkas, "UPDATE catatan SET isi = replace(isi, 'pertanyakan', 'setuju') WHERE nomor = 3")
    for langkah in (lambda: muat_rapat(berisi, ID), lambda: beri_suara(berisi, ID, NIP[0], "setuju", CICI)):
        with pytest.raises(GalatRapat, match="diubah dari luar program") as galat:
            langkah()
        assert "verifikasi" in galat.value.tindakan
    with closing(sqlite3.connect(berisi.berkas)) as basis:
        assert basis.execute("SELECT count(*) FROM catatan").fetchone() == (5,)


def test_ekor_yang_dipotong_ditemukan_dengan_sidik_dari_berita_acara(berisi):
    kepala = berisi.kepala().sidik
    lama = berisi.catatan()[2].sidik
    assert berisi.verifikasi(kepala) == []
    assert berisi.verifikasi(lama[:16].upper()) == []
    sunting(berisi.berkas, "DELETE FROM catatan WHERE nomor > 3")
    assert berisi.verifikasi() == []
    assert berisi.verifikasi(lama) == []
    (masalah,) = berisi.verifikasi(kepala)
    assert "catatan terakhir dibuang, atau seluruh buku ditulis ulang" in masalah


def test_buku_yang_ditulis_ulang_seluruhnya_hanya_ketahuan_dengan_sidik(berisi, tmp_path):
    kepala = berisi.kepala().sidik
    palsu = buku_dibuka(tmp_path / "palsu" / "kalibrasi.sqlite")
    with BukuRapat.buka(palsu) as lain:
        beri_suara(lain, ID, NIP[0], "pertanyakan", BUDI)
        assert lain.verifikasi() == []
        assert lain.verifikasi(kepala)


def test_pemicu_yang_dibuang_dan_benda_asing_disebut(berisi):
    with closing(sqlite3.connect(berisi.berkas)) as basis:
        basis.execute("DROP TRIGGER catatan_tidak_diubah")
        basis.execute("CREATE TABLE sisipan (a)")
        basis.commit()
    masalah = berisi.verifikasi()
    assert any("catatan_tidak_diubah" in satu and "tidak lagi terlindung" in satu for satu in masalah)
    assert any("sisipan" in satu for satu in masalah)


def test_langkah_yang_melanggar_tata_cara_ditemukan_walau_rantainya_utuh(buku):
    """Somebody with the program's library could append what no meeting allows: the chain is whole, the course is not."""
    isi = {"nip": "X", "suara": "setuju", "catatan": "", "nip_pemberi": None}
    buku.tambah(ID, "suara", isi, BUDI)
    buku.tambah(ID, "suara", {"nip": NIP[0]}, BUDI)
    buku.tambah("lain-2025-T4", "kunci", {}, BUDI)
    assert buku.verifikasi() == []
    masalah = periksa_buku(buku)
    assert "catatan 2" in masalah[0]
    assert "NIP …X tidak ada" in masalah[0]
    assert "catatan 3" in masalah[1]
    assert "belum dibuka" in masalah[2]


def test_suntingan_tidak_dapat_memalsukan_apa_yang_tampil_di_terminal(berisi):
    """Whoever edits the file could clear the auditor's screen and write there that all is well."""
    jahat = "CAST(x'ff1b5b324a0d0a' AS TEXT) || 'Buku utuh'"
    sunting(berisi.berkas, f"UPDATE catatan SET jenis = {jahat} WHERE nomor = 2")
    masalah = periksa_buku(berisi)
    assert r"(\udcff\x1b[2J\r\nBuku utuh, " in "".join(masalah)
    assert all(satu.isprintable() for satu in masalah)


def test_putusan_dan_pembukaan_tanpa_alasan_ditemukan_walau_rantainya_utuh(buku):
    rating = {"hasil_kerja": "sesuai", "perilaku_kerja": "sesuai", "predikat": "baik"}
    putusan = {"nip": NIP[0], "sebelum": rating, "sesudah": rating, "berdasar": 0, "nip_pemutus": None}
    for nomor, (jenis, isi) in enumerate((("putusan", putusan), ("kunci", {}), ("buka_kembali", {})), start=2):
        assert buku.tambah(ID, jenis, {**isi, "alasan": " "}, KETUA).nomor == nomor
    assert [satu.split(" (")[0] for satu in periksa_buku(buku)] == ["catatan 2", "catatan 4"]


def test_berkas_yang_bitanya_rusak_tidak_meledak(berisi):
    berisi.tutup()
    isi = bytearray(berisi.berkas.read_bytes())
    for di in range(4096, len(isi), 97):
        isi[di] ^= 0xFF
    berisi.berkas.write_bytes(bytes(isi))
    with BukuRapat.buka(berisi.berkas) as buku:
        assert buku.verifikasi()
        with pytest.raises(GalatRapat):
            muat_rapat(buku, ID)


def test_berkas_hanya_untuk_pemiliknya(berkas):
    with BukuRapat.buka(berkas) as buku:
        beri_suara(buku, ID, NIP[0], "setuju", BUDI)
        nama = {satu.name: stat.S_IMODE(satu.stat().st_mode) for satu in berkas.parent.iterdir()}
    assert set(nama.values()) == {0o600}
    assert "kalibrasi.sqlite-wal" in nama
    assert stat.S_IMODE(berkas.parent.stat().st_mode) == 0o700
    assert [satu.name for satu in berkas.parent.iterdir()] == ["kalibrasi.sqlite"]


def test_yang_bukan_buku_rapat_ditolak_dan_tidak_disentuh(tmp_path):
    asing = tmp_path / "pegawai.csv"
    asing.write_text("nip,nama\n" * 300, "utf-8")
    lain = tmp_path / "lain.sqlite"
    with closing(sqlite3.connect(lain)) as basis:
        basis.execute("CREATE TABLE nasabah (a)")
        basis.commit()
    for berkas in (asing, lain):
        dulu = berkas.read_bytes()
        for buat in (False, True):
            with pytest.raises(GalatRapat, match="bukan buku rapat"):
                BukuRapat.buka(berkas, buat=buat)
        assert berkas.read_bytes() == dulu


def test_bentuk_yang_lebih_baru_ditolak(berkas):
    with closing(sqlite3.connect(berkas)) as basis:
        basis.execute(f"PRAGMA user_version = {VERSI_BUKU + 1}")
    with pytest.raises(GalatRapat, match="program yang lebih baru"):
        BukuRapat.buka(berkas)


def test_yang_belum_ada_dan_yang_kosong_disebut(tmp_path):
    with pytest.raises(GalatRapat, match="belum ada"):
        BukuRapat.buka(tmp_path / "tidak.sqlite")
    with pytest.raises(GalatRapat, match="belum ada"):
        BukuRapat.buka(tmp_path)
    kosong = tmp_path / "kosong.sqlite"
    kosong.touch()
    with pytest.raises(GalatRapat, match="kosong"):
        BukuRapat.buka(kosong)
    assert kosong.stat().st_size == 0
    with BukuRapat.buka(kosong, buat=True) as buku:
        assert buku.kepala() is None
        assert buku.verifikasi() == []
    with pytest.raises(GalatRapat, match="tidak ditemukan"):
        BukuRapat.buka(tmp_path / "tidak" / "ada" / "buku.sqlite", buat=True)


def test_gagal_di_tengah_tidak_mencatat_apa_pun(buku):
    dulu = buku.catatan()

    def tolak(ada):
        assert ada == dulu
        raise GalatRapat("tidak boleh")

    with pytest.raises(GalatRapat, match="tidak boleh"):
        buku.tambah_banyak(ID, [("suara", {}), ("suara", {})], BUDI, periksa=tolak)
    with pytest.raises(GalatRapat, match="tidak dapat dicatat"):
        buku.tambah_banyak(ID, [("suara", {"a": 1}), ("suara", {"a": 1.5})], BUDI)
    assert buku.catatan() == dulu
    with pytest.raises(GalatRapat, match="Nama dan jabatan belum ditulis"):
        buku.tambah(ID, "suara", {}, " … ")


def test_penulis_yang_menunggu_terlalu_lama_menyerah_dengan_jelas(berkas, monkeypatch):
    monkeypatch.setattr("penilaian.rapat.buku_buka.TUNGGU_DETIK", 0.1)
    with closing(sqlite3.connect(berkas, isolation_level=None)) as lain, BukuRapat.buka(berkas) as buku:
        lain.execute("BEGIN IMMEDIATE")
        with pytest.raises(GalatRapat, match="proses lain sedang menulis") as galat:
            beri_suara(buku, ID, NIP[0], "setuju", BUDI)
        assert "tidak ada yang tercatat" in galat.value.tindakan
        lain.execute("ROLLBACK")
        assert beri_suara(buku, ID, NIP[0], "setuju", BUDI).nomor == 2


def test_jam_yang_mundur_diterima_dan_terlihat(buku, monkeypatch):
    monkeypatch.setattr("penilaian.rapat.buku._kini", lambda: datetime(2020, 1, 2, 3, 4, 5, 6, tzinfo=UTC))
    satu = beri_suara(buku, ID, NIP[0], "setuju", BUDI)
    assert satu.waktu == "2020-01-02T03:04:05+00:00"
    assert periksa_buku(buku) == []
    assert jam_mundur(buku.catatan()) == [satu]


def test_teks_dicatat_rapi_dan_kembali_sama(buku):
    isi = "baris satu\nbaris dua \U0001f600 “kutip” \\ \" ' ; DROP TABLE catatan"
    satu = beri_suara(buku, ID, NIP[0], "pertanyakan", "  Désirée,   Ketua ", isi)
    assert satu.oleh == "Désirée, Ketua"
    assert buku.catatan(ID)[-1] == satu
    assert satu.isi["catatan"] == isi


@contextmanager
def _sebagai_orang_lain():
    """Root may write everywhere; a test of what cannot be written must be somebody else."""
    if os.geteuid() == 0:
        os.seteuid(65_534)
        try:
            yield
        finally:
            os.seteuid(0)
    else:
        yield


@pytest.fixture
def beku(berkas):
    """A copy of the ledger in a folder nobody may write to, reachable for everybody."""
    with TemporaryDirectory() as nama:
        folder = Path(nama) / "cadangan"
        folder.mkdir()
        salinan = folder / "kalibrasi.sqlite"
        shutil.copy(berkas, salinan)
        salinan.chmod(0o444)
        folder.chmod(0o555)
        Path(nama).chmod(0o755)
        yield salinan
        folder.chmod(0o755)


@pytest.mark.skipif(os.name != "posix", reason="izin berkas POSIX")
def test_salinan_di_tempat_yang_hanya_dapat_dibaca_tetap_terbaca(beku):
    with _sebagai_orang_lain(), BukuRapat.buka(beku) as buku:
        assert periksa_buku(buku) == []
        assert muat_rapat(buku, ID).dibuka.oleh == KETUA
        with pytest.raises(GalatRapat, match="hanya dapat dibaca"):
            beri_suara(buku, ID, NIP[0], "setuju", BUDI)
    assert [satu.name for satu in beku.parent.iterdir()] == ["kalibrasi.sqlite"]


@pytest.mark.skipif(os.name != "posix", reason="izin berkas POSIX")
def test_salinan_beku_yang_ekornya_masih_di_wal_ditolak_dengan_jelas(beku):
    beku.parent.chmod(0o755)
    (beku.parent / "kalibrasi.sqlite-wal").write_bytes(b"x" * 4200)
    beku.parent.chmod(0o555)
    with _sebagai_orang_lain(), pytest.raises(GalatRapat, match="-wal"):
        BukuRapat.buka(beku)


@pytest.mark.skipif(os.name != "posix", reason="izin berkas POSIX")
def test_tautan_ke_salinan_beku_tidak_menyembunyikan_ekornya_di_wal(beku):
    """SQLite looks for the log beside the file, not beside the link: reading without it would show an old state."""
    beku.parent.chmod(0o755)
    (beku.parent / "kalibrasi.sqlite-wal").write_bytes(b"x" * 4200)
    beku.parent.chmod(0o555)
    tautan = beku.parent.parent / "tautan.sqlite"
    tautan.symlink_to(beku)
    with _sebagai_orang_lain(), pytest.raises(GalatRapat, match="-wal"):
        BukuRapat.buka(tautan)


def test_salinan_bersama_wal_nya_memuat_semua_catatan(berkas, tmp_path):
    """What the guide tells to back up: the file with its -wal, taken while somebody writes."""
    with BukuRapat.buka(berkas) as buku:
        akhir = beri_suara(buku, ID, NIP[0], "setuju", BUDI)
        for satu in berkas.parent.glob("kalibrasi.sqlite*"):
            if not satu.name.endswith("-shm"):
                shutil.copy(satu, tmp_path)
    with BukuRapat.buka(tmp_path / "kalibrasi.sqlite") as salinan:
        assert salinan.kepala() == akhir
        assert periksa_buku(salinan, akhir.sidik) == []


def test_cadangan_lewat_sqlite_dapat_dipakai_lagi(berkas, tmp_path):
    with closing(sqlite3.connect(berkas)) as basis:
        basis.execute("VACUUM INTO ?", (str(tmp_path / "cadangan.sqlite"),))
    with BukuRapat.buka(tmp_path / "cadangan.sqlite") as buku:
        assert buku._sambungan.execute("PRAGMA application_id").fetchone() == (PENANDA,)
        assert beri_suara(buku, ID, NIP[0], "setuju", BUDI).nomor == 2
        assert periksa_buku(buku) == []

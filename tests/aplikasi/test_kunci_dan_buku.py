"""Locking, reopening, and a ledger that somebody has changed."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing

import pytest

from penilaian.aplikasi.keutuhan import SEGAR, Keutuhan
from penilaian.galat import GalatRapat
from penilaian.rapat.buku import BukuRapat
from tests.aplikasi.klien import RAPAT, Dunia


def _rusak(dunia: Dunia, nomor: int) -> None:
    """What somebody with a database program could do."""
    with closing(sqlite3.connect(dunia.berkas_buku)) as basis:
        pemicu = basis.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for nama, _ in pemicu:
            basis.execute(f"DROP TRIGGER {nama}")
        basis.execute("UPDATE catatan SET oleh = 'Orang Lain' WHERE nomor = ?", (nomor,))
        for _, buat in pemicu:
            basis.execute(buat)
        basis.commit()


def test_kunci_perlu_pernyataan(dunia: Dunia) -> None:
    jawaban = dunia.klien("ketua").kirim(f"{RAPAT}/kunci")
    assert jawaban.status_code == 400
    assert "Rapat belum dikunci" in jawaban.text


def test_kunci_ditolak_selama_ada_yang_ditanyakan(dunia: Dunia) -> None:
    klien = dunia.klien("ketua")
    klien.kirim(f"{RAPAT}/pegawai/1/suara", suara="pertanyakan")
    assert "Kunci rapat</button>" not in klien.ambil(f"{RAPAT}/kunci").text
    jawaban = klien.kirim(f"{RAPAT}/kunci", yakin="ya")
    assert jawaban.status_code == 409
    assert "Rapat belum dapat dikunci" in jawaban.text
    assert f"{RAPAT}/pegawai/1" in jawaban.text
    assert "penilaian kalibrasi" not in jawaban.text


def test_kunci_menampilkan_sidik_kepala_dan_menutup_semua_isian(dunia: Dunia) -> None:
    klien = dunia.klien("ketua")
    halaman = klien.ambil(klien.kirim(f"{RAPAT}/kunci", yakin="ya").location).text
    with BukuRapat.buka(dunia.berkas_buku) as buku:
        sidik = buku.kepala().sidik
    assert re.sub(" ", "", re.search(r'class="sidik">([^<]+)<', halaman)[1]) == sidik
    assert "Dikunci oleh <strong>Siti, Ketua</strong>" in halaman
    pegawai = klien.ambil(f"{RAPAT}/pegawai/1").text
    assert "Rapat ini terkunci" in pegawai
    assert "Simpan suara" not in pegawai
    ditolak = klien.kirim(f"{RAPAT}/pegawai/1/suara", suara="setuju")
    assert ditolak.status_code == 409
    assert "sudah dikunci" in ditolak.text
    assert "+00:00" not in ditolak.text
    assert "Terkunci" in klien.ambil("/").text


def test_buka_kembali_perlu_alasan_dan_tercatat(dunia: Dunia) -> None:
    klien = dunia.klien("ketua")
    klien.kirim(f"{RAPAT}/kunci", yakin="ya")
    assert klien.kirim(f"{RAPAT}/buka-kembali", alasan=" ").status_code == 409
    assert klien.kirim(f"{RAPAT}/buka-kembali", alasan="satu bukti menyusul").status_code == 303
    halaman = klien.ambil(f"{RAPAT}/kunci").text
    assert "satu bukti menyusul" in halaman
    assert "Terbuka" in halaman
    assert klien.kirim(f"{RAPAT}/pegawai/1/suara", suara="setuju").status_code == 303


def test_buku_utuh_dan_sidik_berita_acara_dicocokkan(dunia: Dunia) -> None:
    klien = dunia.klien("pembaca")
    with BukuRapat.buka(dunia.berkas_buku) as buku:
        sidik = buku.kepala().sidik
    assert "Buku rapat utuh" in klien.ambil("/buku").text
    berkelompok = "+".join((sidik[:8].upper(), sidik[8:16]))
    assert "Sidik itu ada di buku" in klien.ambil(f"/buku?sidik={berkelompok}").text
    assert "<strong>tidak ada</strong> di buku" in klien.ambil(f"/buku?sidik={'0' * 64}").text
    assert "Periksa penulisannya" in klien.ambil("/buku?sidik=bukan+sidik").text


def test_buku_yang_diubah_ketahuan_dan_tidak_ditulisi(dunia: Dunia) -> None:
    klien = dunia.klien("ketua")
    _rusak(dunia, 1)
    buku = klien.ambil("/buku").text
    assert "Buku rapat tidak utuh" in buku
    assert "catatan 1 " in buku
    with closing(sqlite3.connect(dunia.berkas_buku)) as basis:
        (semula,) = basis.execute("SELECT count(*) FROM catatan").fetchone()
    for jalur, isian in (
        (f"{RAPAT}/pegawai/1/suara", {"suara": "setuju"}),
        (f"{RAPAT}/pegawai/1/putusan", {"rating": "sesuai:sesuai", "alasan": "bukti", "berdasar": "0"}),
        (f"{RAPAT}/kunci", {"yakin": "ya"}),
    ):
        tanda = re.search(r'name="tanda" value="([^"]+)"', buku)[1]
        jawaban = klien.c.post(jalur, data={"tanda": tanda, **isian})
        assert jawaban.status_code == 409
        assert "tidak utuh" in jawaban.text
    with closing(sqlite3.connect(dunia.berkas_buku)) as basis:
        assert basis.execute("SELECT count(*) FROM catatan").fetchone() == (semula,)


def test_catatan_pengguna_yang_diubah_menutup_semua_pintu(dunia: Dunia) -> None:
    """Whoever changed it may have made somebody a chair: nobody is let in on the word of such an entry."""
    klien = dunia.klien("ketua")
    _rusak(dunia, 4)
    for jalur in ("/", "/buku", RAPAT):
        jawaban = klien.ambil(jalur)
        assert jawaban.status_code == 409
        assert "rusak" in jawaban.text
        assert str(dunia.berkas_buku) not in jawaban.text


def test_rincian_kerusakan_hanya_untuk_yang_melihat_semua_opd(dunia: Dunia) -> None:
    klien = dunia.klien("pembaca")
    _rusak(dunia, 1)
    teks = klien.ambil("/buku").text
    assert "catatan 1 tidak utuh; rinciannya untuk pengelola" in teks
    assert "sidiknya" not in teks


def test_keutuhan_dihitung_lagi_sesudah_beberapa_saat(dunia: Dunia) -> None:
    kini = [0.0]
    keutuhan = Keutuhan(lambda: kini[0])
    with BukuRapat.buka(dunia.berkas_buku) as buku:
        keutuhan.pastikan(buku)
        _rusak(dunia, 1)
        kini[0] = SEGAR - 1
        keutuhan.pastikan(buku)
        with pytest.raises(GalatRapat):
            keutuhan.pastikan(buku, sekarang=True)
        with pytest.raises(GalatRapat):
            keutuhan.pastikan(buku)

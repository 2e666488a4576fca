"""What is kept between requests: computed once, dropped when the folder or the ledger has moved on."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest

from penilaian.aplikasi.gudang import Gudang
from penilaian.aplikasi.rak import Rak
from penilaian.aplikasi.sekali import Sekali
from penilaian.rapat.buku import BukuRapat
from penilaian.rapat.cuplikan import Cuplikan
from penilaian.rapat.rapat import SuaraPegawai, beri_banyak_suara, beri_suara, buka_rapat
from tests.aplikasi.conftest import CONTOH
from tests.aplikasi.klien import RAPAT, Dunia

NAMA = RAPAT.rpartition("/")[2]


def test_sekali_dihitung_satu_kali_untuk_banyak_utas() -> None:
    ingat, hitungan, gerbang = Sekali(), [], threading.Barrier(8)
    hasil: list[int] = []

    def kerja() -> None:
        gerbang.wait()
        hasil.append(ingat("a", lambda: hitungan.append(1) or len(hitungan)))

    utas = [threading.Thread(target=kerja) for _ in range(8)]
    for satu in utas:
        satu.start()
    for satu in utas:
        satu.join()
    assert (hasil, hitungan) == ([1] * 8, [1])


def test_sekali_tidak_menyimpan_galat() -> None:
    ingat = Sekali()
    with pytest.raises(ZeroDivisionError):
        ingat("a", lambda: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        ingat.mulai("a", lambda: 1 // 0).result()
    assert ingat("a", lambda: 7) == 7


def test_gudang_melihat_berkas_yang_berubah_dan_mengabaikan_buku_rapat(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(CONTOH, folder)
    gudang = Gudang(folder)
    semula = gudang.kini()
    (folder / "rapat").mkdir()
    (folder / "rapat" / "kalibrasi.sqlite").write_bytes(b"x")
    (folder / "kalibrasi.sqlite-wal").write_bytes(b"x")
    assert gudang.kini() is semula
    opd = folder / "opd.csv"
    opd.write_text(opd.read_text("utf-8").replace("Dinas Kesehatan", "Dinas Sehat"), "utf-8")
    kini = gudang.kini()
    assert kini is not semula
    assert kini.nama_opd["dinkes"] == "Dinas Sehat"


def test_tinjauan_yang_lama_tidak_ditunggu(dunia: Dunia, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("penilaian.aplikasi.gudang.Keadaan.tinjauan", lambda *_: None)
    teks = dunia.klien("ketua").ambil(RAPAT).text
    assert "Tinjauan sedang dihitung" in teks
    assert "Daftar pegawai" in teks


def test_bagian_tinjauan_yang_gagal_tidak_menghalangi_yang_lain(
    gudang: Gudang, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from penilaian.aplikasi.tinjauan import susun_tinjauan
    from penilaian.periode import Periode

    def gagal(_: object) -> None:
        raise ValueError("NIP 189002021915032002")

    monkeypatch.setattr("penilaian.aplikasi.tinjauan.pokok_kalibrasi", gagal)
    isi = gudang.kini()._isi_kalibrasi("dinkes", Periode.urai("2025-T4"))
    pokok, pola, usulan = susun_tinjauan(isi)
    assert "Bagian ini gagal dihitung" in pokok.isi[0]
    assert "…002" in caplog.text
    assert "189002021915032002" not in caplog.text
    assert all("<figure" in str(blok) for blok in (*pola.isi, *usulan.isi) if "poin" not in str(blok))
    assert "bukan kuota" in pola.pengantar
    assert not any("<style" in str(blok) for satu in (pokok, pola, usulan) for blok in satu.isi)


def test_tinjauan_yang_gagal_seluruhnya_disebut_di_halamannya(dunia: Dunia, monkeypatch: pytest.MonkeyPatch) -> None:
    def gagal(*_: object) -> None:
        raise ValueError("rahasia")

    monkeypatch.setattr("penilaian.aplikasi.gudang.Keadaan._isi_kalibrasi", gagal)
    monkeypatch.setitem(vars(dunia.aplikasi.extensions["penilaian"].gudang.kini()), "_sekali", Sekali())
    teks = dunia.klien("ketua").ambil(RAPAT).text
    assert "Tinjauan gagal dihitung" in teks
    assert "nomor rujukan" in teks
    assert "rahasia" not in teks
    assert "Daftar pegawai" in teks


def test_rak_mengikuti_buku_satu_per_satu_dan_sekaligus(dunia: Dunia) -> None:
    rak = Rak()
    with BukuRapat.buka(dunia.berkas_buku) as buku:
        semula = rak.rapat(buku, NAMA)
        assert rak.rapat(buku, NAMA) is semula
        beri_suara(buku, NAMA, dunia.nip[0], "setuju", "Budi")
        satu = rak.rapat(buku, NAMA)
        assert len(satu.catatan) == 2
        assert satu.dibuka is semula.dibuka
        beri_banyak_suara(buku, NAMA, [SuaraPegawai(nip, "setuju") for nip in dunia.nip[1:4]], "Budi")
        banyak = rak.rapat(buku, NAMA)
        assert banyak.catatan == tuple(buku.catatan(NAMA))
        assert rak.rapat(buku, "asing") is None
        assert rak.rapat(buku, "pengguna") is None


def test_rak_menemukan_rapat_baru(dunia: Dunia, cuplikan: Cuplikan) -> None:
    rak, lain = Rak(), Cuplikan("disdik", "Dinas Pendidikan", "2025-T3", cuplikan.pegawai, cuplikan.masukan)
    with BukuRapat.buka(dunia.berkas_buku) as buku:
        assert [satu.id for satu in rak.semua(buku)] == [NAMA]
        buka_rapat(buku, lain, "Siti")
        assert [satu.id for satu in rak.semua(buku)] == [NAMA, "disdik-2025-T3"]
        assert rak.rapat(buku, "disdik-2025-T3").nama_opd == "Dinas Pendidikan"


def test_membuka_rapat_dari_daftar(dunia: Dunia) -> None:
    klien = dunia.klien("ketua")
    jawaban = klien.kirim("/rapat", opd="dinkes", periode="2025-T3")
    assert jawaban.location == "/rapat/dinkes-2025-T3"
    assert "Rapat dibuka" in klien.ambil(jawaban.location).text
    lagi = klien.kirim("/rapat", opd="dinkes", periode="2025-T3")
    assert lagi.location == jawaban.location
    assert "sudah dibuka: dibuka Siti, Ketua pada" in klien.ambil(lagi.location).text
    for opd, periode in (("asing", "2025-T4"), ("dinkes", "1999"), ("", "")):
        assert klien.kirim("/rapat", opd=opd, periode=periode).status_code == 404


def test_daftar_disaring_menurut_opd_dan_periode(dunia: Dunia) -> None:
    klien = dunia.klien("ketua")
    klien.kirim("/rapat", opd="dinkes", periode="2025-T3")
    semua = klien.ambil("/").text
    assert semua.index("Dinas Kesehatan, Triwulan IV 2025") < semua.index("Dinas Kesehatan, Triwulan III 2025")
    satu = klien.ambil("/?periode=2025-T3").text
    assert "Dinas Kesehatan, Triwulan III 2025" in satu
    assert "Dinas Kesehatan, Triwulan IV 2025" not in satu
    assert "Tidak ada rapat yang cocok" in klien.ambil("/?opd=asing").text

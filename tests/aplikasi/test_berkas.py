"""Files out and back in: the export, and voting sheets taken whole or not at all."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl
import pytest

from penilaian.rapat.buku import BukuRapat
from tests.aplikasi.klien import RAPAT, Dunia, Klien


def _unduh(klien: Klien, jalur: str) -> Any:
    jawaban = klien.ambil(jalur)
    assert jawaban.mimetype.endswith("spreadsheetml.sheet")
    assert jawaban.headers["Content-Disposition"].startswith('attachment; filename="')
    return openpyxl.load_workbook(BytesIO(jawaban.data))


def _isi(buku: Any, baris: int, suara: str, catatan: str = "") -> None:
    lembar = buku["Suara"]
    kepala = [sel.value for sel in lembar[1]]
    lembar.cell(baris, kepala.index("Suara") + 1).value = suara
    lembar.cell(baris, kepala.index("Catatan") + 1).value = catatan or None


def _unggah(klien: Klien, isi: bytes, nama: str = "lembar.xlsx") -> Any:
    return klien.kirim(f"{RAPAT}/lembar", lembar=(BytesIO(isi), nama))


def _bita(buku: Any) -> bytes:
    aliran = BytesIO()
    buku.save(aliran)
    return aliran.getvalue()


def _jumlah_suara(dunia: Dunia) -> int:
    with BukuRapat.buka(dunia.berkas_buku) as buku:
        return sum(satu.jenis == "suara" for satu in buku.catatan())


def test_ekspor_memuat_berita_acara_putusan_suara_dan_catatan(dunia: Dunia) -> None:
    klien = dunia.klien("ketua")
    klien.kirim(f"{RAPAT}/pegawai/1/suara", suara="pertanyakan", catatan="=1+1")
    buku = _unduh(klien, f"{RAPAT}/unduh")
    assert buku.sheetnames == ["Berita acara", "Putusan", "Suara", "Catatan"]
    sel = [satu for baris in buku["Suara"].iter_rows() for satu in baris if satu.value == "=1+1"]
    assert [satu.data_type for satu in sel] != ["f"]


def test_lembar_suara_pulang_pergi(dunia: Dunia) -> None:
    klien = dunia.klien("penilai")
    buku = _unduh(klien, f"{RAPAT}/lembar.xlsx")
    _isi(buku, 2, "setuju")
    _isi(buku, 3, "Pertanyakan", "capaian belum dibuktikan")
    berkas = _bita(buku)
    jawaban = _unggah(klien, berkas)
    assert jawaban.status_code == 303
    assert "2 suara di lembar: 2 dicatat" in klien.ambil(jawaban.location).text
    assert "2 suara di lembar: 0 dicatat, 2 sama" in klien.ambil(_unggah(klien, berkas).location).text
    assert _jumlah_suara(dunia) == 2


def test_lembar_yang_salah_ditolak_seluruhnya_dengan_selnya(dunia: Dunia) -> None:
    klien = dunia.klien("penilai")
    buku = _unduh(klien, f"{RAPAT}/lembar.xlsx")
    _isi(buku, 2, "setuju")
    _isi(buku, 3, "mungkin")
    buku["Suara"]["A4"].value = 189002021915032002
    jawaban = _unggah(klien, _bita(buku))
    assert jawaban.status_code == 409
    assert "Tidak satu pun suara dicatat" in jawaban.text
    assert "K3" in jawaban.text
    assert "A4" in jawaban.text
    assert "penilaian kalibrasi" not in jawaban.text
    assert _jumlah_suara(dunia) == 0


@pytest.mark.parametrize("isi", [b"", b"bukan buku kerja", b"PK\x03\x04rusak" * 50])
def test_berkas_yang_bukan_lembar_suara(dunia: Dunia, isi: bytes) -> None:
    jawaban = _unggah(dunia.klien("penilai"), isi)
    assert jawaban.status_code == 409
    assert "Tidak satu pun suara dicatat" in jawaban.text


def test_tanpa_berkas_dan_lembar_orang_lain(dunia: Dunia) -> None:
    penilai = dunia.klien("penilai")
    assert "Belum ada berkas yang dipilih" in penilai.kirim(f"{RAPAT}/lembar").text
    milik_ketua = _unduh(dunia.klien("ketua"), f"{RAPAT}/lembar.xlsx")
    _isi(milik_ketua, 2, "setuju")
    jawaban = _unggah(penilai, _bita(milik_ketua))
    assert jawaban.status_code == 409
    assert _jumlah_suara(dunia) == 0


def test_lembar_tidak_menjadi_jalan_menilai_diri_sendiri(dunia: Dunia) -> None:
    klien = dunia.klien("diri")
    buku = _unduh(klien, f"{RAPAT}/lembar.xlsx")
    baris = next(sel.row for sel in buku["Suara"]["A"] if sel.value == dunia.nip[0])
    _isi(buku, baris, "setuju")
    jawaban = _unggah(klien, _bita(buku))
    assert jawaban.status_code == 409
    assert "dirinya sendiri" in jawaban.text
    assert _jumlah_suara(dunia) == 0

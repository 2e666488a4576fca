from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from penilaian.galat import GalatData, GalatParameter
from penilaian.pribadi import kunci
from penilaian.pribadi.garam import Garam
from penilaian.pribadi.kunci import kunci_samaran, samarkan_kolom
from penilaian.pribadi.samaran import memuat_nip, samarkan_nama, samarkan_teks

GARAM, LAIN = Garam(bytes(range(32))), Garam(bytes(range(1, 33)))
KEPALA, ANI = "187001011895031001", "189002021915032002"
NIP = st.from_regex(r"18[0-9]{16}", fullmatch=True)


def test_kunci_sama_untuk_orang_yang_sama_saja() -> None:
    assert kunci_samaran(ANI, GARAM) == kunci_samaran(ANI, GARAM)
    semua = {
        kunci_samaran(ANI, GARAM), kunci_samaran(KEPALA, GARAM), kunci_samaran(ANI, LAIN),
        kunci_samaran(ANI, GARAM, "survei"),
    }  # fmt: skip
    assert len(semua) == 4


@given(NIP)
def test_kunci_pendek_huruf_kecil_dan_tanpa_sisa_nip(nip: str) -> None:
    hasil = kunci_samaran(nip, GARAM)
    assert len(hasil) == 16
    assert set(hasil) <= set("abcdefghijklmnopqrstuvwxyz234567")


@pytest.mark.parametrize(
    "nip", ["18900202 191503 2 002", ANI[:-1], f"{ANI}\n", "", "١٨٩٠٠٢٠٢١٩١٥٠٣٢٠٠٢", int(ANI), None]
)
def test_yang_bukan_nip_ditolak_tanpa_mencetaknya(nip: object) -> None:
    with pytest.raises(GalatData, match="bukan teks 18 angka") as galat:
        kunci_samaran(nip, GARAM)
    assert "1890" not in str(galat.value)


@pytest.mark.parametrize("ruang", ["", "Pegawai", "a:b", "1a"])
def test_nama_ruang_yang_rancu_ditolak(ruang: str) -> None:
    with pytest.raises(GalatParameter, match="Ruang kunci"):
        kunci_samaran(ANI, GARAM, ruang)


def test_kolom_disamarkan_menurut_baris_dan_yang_hilang_tetap_hilang() -> None:
    isi = pd.Series([ANI, None, KEPALA, ANI], index=[3, 1, 2, 0], name="nip", dtype="str")
    hasil = samarkan_kolom(isi, GARAM)
    assert (hasil.name, list(hasil.index)) == ("nip", [3, 1, 2, 0])
    assert hasil.dtype == isi.dtype
    assert hasil.isna().tolist() == [False, True, False, False]
    assert hasil[3] == hasil[0] == kunci_samaran(ANI, GARAM) != hasil[2]
    assert samarkan_kolom(isi.head(0), GARAM).empty
    assert samarkan_kolom(pd.Series([None], dtype="str"), GARAM).isna().all()


def test_setiap_nip_dihitung_sekali(monkeypatch: pytest.MonkeyPatch) -> None:
    hitung: list[str] = []
    asli = kunci.kunci_samaran
    monkeypatch.setattr(kunci, "kunci_samaran", lambda nip, *lain: (hitung.append(nip), asli(nip, *lain))[1])
    samarkan_kolom(pd.Series([ANI, KEPALA] * 500), GARAM)
    assert sorted(hitung) == [KEPALA, ANI]


def _calon(awal: date, hari: int) -> Iterator[str]:
    """Every NIP of women who were born within some days and started in one month, serials to 9."""
    for geser in range(hari):
        lahir = awal + timedelta(days=geser)
        yield from (f"{lahir:%Y%m%d}1915032{urut:03d}" for urut in range(1, 10))


def _tebak(sasaran: str, acak: Callable[[str], str]) -> list[str]:
    return [nip for nip in _calon(date(1890, 1, 1), 365) if acak(nip) == sasaran]


def test_sha_biasa_terbongkar_dengan_mencoba_tanggal_lahir_dan_kunci_bergaram_tidak() -> None:
    def biasa(nip: str) -> str:
        return hashlib.sha256(nip.encode()).hexdigest()[:16]

    assert _tebak(biasa(ANI), biasa) == [ANI]
    bergaram = kunci_samaran(ANI, GARAM)
    assert _tebak(bergaram, biasa) == []
    assert _tebak(bergaram, lambda nip: kunci_samaran(nip, LAIN)) == []
    assert _tebak(bergaram, lambda nip: kunci_samaran(nip, GARAM)) == [ANI]


@pytest.mark.parametrize(
    ("nama", "samaran"),
    [
        ("Ani Contoh", "A… C…"), ("Budi", "B…"), ("Prof. Dr. Ani Contoh, S.Kom., M.Si.", "A… C…"),
        ("H. Budi", "H… B…"), ("  Ani   Contoh ", "A… C…"), ("Drs.", "D…"), ("", ""), (", S.H.", ""),
    ],
)  # fmt: skip
def test_nama_tinggal_huruf_awal(nama: str, samaran: str) -> None:
    assert samarkan_nama(nama) == samaran


@given(st.text())
def test_samaran_nama_tidak_memuat_kata_utuh(nama: str) -> None:
    assert all(len(kata) <= 2 for kata in samarkan_nama(nama).split(" "))


@pytest.mark.parametrize("nip", [ANI, "18900202 191503 2 002", "18900202.191503.2.002", "1890-0202-1915-0320-02"])
def test_nip_di_dalam_teks_tinggal_tiga_angka_akhir(nip: str) -> None:
    assert samarkan_teks(f"Kepada {nip}, hadir.") == "Kepada …002, hadir."
    assert memuat_nip(f"Kepada {nip}, hadir.")


@pytest.mark.parametrize(
    "teks", ["", "Rp1.234.567.890", f"{ANI}1", "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14", "2025-12-31 s.d. 2026-01-31"]
)  # fmt: skip
def test_teks_tanpa_nip_tidak_berubah(teks: str) -> None:
    assert samarkan_teks(teks) == teks
    assert not memuat_nip(teks)


@given(st.text(), NIP, st.text())
def test_tidak_ada_nip_yang_lolos(depan: str, nip: str, belakang: str) -> None:
    hasil = samarkan_teks(f"{depan}|{nip}|{belakang}")
    assert nip not in hasil
    assert not memuat_nip(hasil)
    assert samarkan_teks(hasil) == hasil

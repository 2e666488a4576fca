"""Proposed against decided: counted by hand on a few people, and again by another way on the sample."""

import pandas as pd
import pytest

from penilaian.kalibrasi.usulan import (
    MENURUT,
    alasan_seragam,
    alasan_tersering,
    dapat_dibandingkan,
    ringkas_usulan,
    silang_usulan,
)
from tests.kalibrasi.tiruan import KINI, bahan

RATING = ["di_bawah", "sesuai", "di_atas"]
# nip, assessor, kind of position, proposed, decided, reason
ORANG = [
    ("a", "p", "pelaksana", "sesuai", "sesuai", None),
    ("b", "p", "pelaksana", "sesuai", "di_atas", "Bagus sekali"),
    ("c", "p", "fungsional", "di_bawah", "di_atas", " bagus  SEKALI "),
    ("d", "p", "fungsional", "di_atas", "sesuai", "   "),
    ("e", "q", "pelaksana", "sesuai", "di_bawah", None),
    ("f", None, "pelaksana", "sesuai", "di_atas", "Bagus sekali"),
    ("g", "q", "pelaksana", None, "sesuai", None),
    ("h", "q", "pelaksana", "sesuai", None, None),
]


def _bahan(orang=ORANG):
    kolom = ["nip", "nip_penilai", "jenis_jabatan", "usulan", "hasil_kerja", "alasan_penetapan"]
    pegawai = pd.DataFrame(orang, columns=kolom).astype("str").assign(periode=KINI.kode, kode_opd="01")
    tingkat = {kode: float(nomor) for nomor, kode in enumerate(RATING)}
    return bahan(
        pegawai=pegawai.assign(
            tingkat_usulan=pegawai["usulan"].map(tingkat).astype("float64"),
            tingkat_hasil=pegawai["hasil_kerja"].map(tingkat).astype("float64"),
        )
    )


def test_hanya_yang_diusulkan_dan_ditetapkan_yang_dibandingkan():
    isi = dapat_dibandingkan(_bahan())
    assert isi["nip"].tolist() == list("abcdef")
    assert isi["jarak"].tolist() == [0, 1, 2, -1, -1, 1]


def test_alasan_dari_spasi_saja_bukan_alasan_dan_yang_sama_tidak_butuh_alasan():
    isi = dapat_dibandingkan(_bahan())
    assert isi.loc[isi["tanpa_alasan"], "nip"].tolist() == ["d", "e"]


def test_silang_memuat_semua_rating_dari_yang_terendah():
    silang = silang_usulan(dapat_dibandingkan(_bahan()), _bahan())
    assert silang.index.tolist() == silang.columns.tolist() == RATING
    assert silang.to_numpy().tolist() == [[0, 0, 1], [1, 1, 2], [0, 1, 0]]


def test_ringkasan_per_penilai_melewati_yang_tanpa_penilai():
    ringkas = ringkas_usulan(dapat_dibandingkan(_bahan()), "nip_penilai")
    assert ringkas.loc["p"].to_dict() == {
        "pegawai": 4, "lebih_tinggi": 2, "lebih_rendah": 1, "dua_tingkat": 1, "tanpa_alasan": 1, "jarak": 0.5,
    }  # fmt: skip
    assert ringkas.loc["q", ["pegawai", "lebih_rendah", "tanpa_alasan"]].tolist() == [1, 1, 1]
    assert ringkas["pegawai"].sum() == 5


def test_alasan_yang_sama_dikenali_tanpa_huruf_besar_dan_spasi():
    isi = dapat_dibandingkan(_bahan())
    assert alasan_seragam(isi, 2).to_dict("records") == [{"nip_penilai": "p", "berbeda": 2, "pegawai": 4}]
    assert alasan_seragam(isi, 3).empty
    assert "alasan_penetapan" not in alasan_seragam(isi, 2)


def test_alasan_yang_jarang_digabung_supaya_tidak_menunjuk_orang():
    isi = dapat_dibandingkan(_bahan([*ORANG, ("i", "q", "pelaksana", "sesuai", "di_bawah", "Sering terlambat")]))
    sering = alasan_tersering(isi, 2)
    assert sering["alasan"].fillna("-").tolist() == ["Bagus sekali", "-"]
    assert sering[["lebih_tinggi", "lebih_rendah"]].to_numpy().tolist() == [[3, 0], [0, 1]]


@pytest.mark.parametrize("menurut", MENURUT)
def test_jumlah_per_kelompok_sama_dengan_jumlah_seluruhnya(contoh, menurut):
    isi = dapat_dibandingkan(contoh)
    ringkas = ringkas_usulan(isi, menurut)
    punya = isi[isi[menurut].notna()]
    assert ringkas["pegawai"].sum() == len(punya)
    assert ringkas["lebih_tinggi"].sum() + ringkas["lebih_rendah"].sum() == (punya["jarak"] != 0).sum()
    assert (ringkas["jarak"] * ringkas["pegawai"]).sum() == pytest.approx(punya["jarak"].sum())
    assert silang_usulan(isi, contoh).to_numpy().sum() == len(isi)


def test_yang_kosong_tetap_tabel_dengan_kolom_yang_sama():
    tidak = _bahan([baris for baris in ORANG if baris[0] in "gh"])
    isi = dapat_dibandingkan(tidak)
    assert isi.empty
    assert silang_usulan(isi, tidak).to_numpy().tolist() == [[0] * 3] * 3
    assert list(ringkas_usulan(isi, "kode_opd").columns) == [
        "pegawai", "lebih_tinggi", "lebih_rendah", "dua_tingkat", "tanpa_alasan", "jarak",
    ]  # fmt: skip
    assert alasan_seragam(isi, 1).empty
    assert alasan_tersering(isi, 1).empty

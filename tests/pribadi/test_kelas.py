from __future__ import annotations

import pytest

from penilaian.galat import GalatParameter
from penilaian.pribadi.kelas import Kelas, boleh, kelas_bersama, sebutan


def test_urutan_dari_yang_paling_rahasia() -> None:
    assert list(Kelas) == ["individu", "unit", "publik"]
    batas = [kelas.ketentuan.k for kelas in Kelas]
    assert batas == sorted(batas) == [1, 5, 5]


@pytest.mark.parametrize("kelas", list(Kelas))
def test_kelas_yang_lebih_terbuka_tidak_membolehkan_lebih_banyak(kelas: Kelas) -> None:
    lebih_rahasia = list(Kelas)[: list(Kelas).index(kelas)]
    for lain in lebih_rahasia:
        for hal in ("nip", "nama", "teks_bebas"):
            assert getattr(kelas.ketentuan, hal) <= getattr(lain.ketentuan, hal)


def test_data_pribadi_hanya_untuk_kelas_individu() -> None:
    assert [boleh(kelas, pribadi=True) for kelas in Kelas] == [True, False, False]


@pytest.mark.parametrize(("anggota", "hasil"), [(0, [True] * 3), (4, [True, False, False]), (5, [True] * 3)])
def test_kelompok_kecil_hanya_untuk_kelas_individu(anggota: int, hasil: list[bool]) -> None:
    assert [boleh(kelas, pribadi=False, anggota=anggota) for kelas in Kelas] == hasil


def test_gabungan_mengikuti_yang_paling_rahasia() -> None:
    assert kelas_bersama(Kelas.PUBLIK, Kelas.UNIT) is Kelas.UNIT
    assert kelas_bersama(Kelas.PUBLIK) is Kelas.PUBLIK
    assert kelas_bersama(*Kelas) is Kelas.INDIVIDU
    with pytest.raises(GalatParameter, match="tidak satu pun"):
        kelas_bersama()


def test_label_dan_kalimat_menyebut_yang_berlaku() -> None:
    assert len({kelas.label for kelas in Kelas}) == len({kelas.kalimat for kelas in Kelas}) == 3
    for kelas in Kelas:
        assert kelas.label.startswith(f"{kelas} — ")
        assert kelas.kalimat.endswith(".")
        assert kelas is Kelas.INDIVIDU or f"kurang dari {kelas.ketentuan.k} " in kelas.kalimat


def test_sebutan_di_kop_laporan() -> None:
    assert sebutan(Kelas.UNIT) == "unit — untuk lingkungan OPD"
    assert sebutan(Kelas.UNIT, seluruh_kota=True) == "instansi — untuk pengelola kinerja"
    assert sebutan(Kelas.PUBLIK, berdata=False, seluruh_kota=True) == "umum — tanpa data pegawai"
    assert sebutan(Kelas.PUBLIK) == Kelas.PUBLIK.label
    assert sebutan(Kelas.INDIVIDU, seluruh_kota=True) == Kelas.INDIVIDU.label

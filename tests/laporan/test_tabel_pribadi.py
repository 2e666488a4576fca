"""Tables do not show persons to those they are not for."""

from __future__ import annotations

import pandas as pd
import pytest

from penilaian.galat import GalatData
from penilaian.laporan import Kolom, Tabel
from penilaian.laporan.html import KELAS
from penilaian.laporan.parameter import LAPORAN
from penilaian.pribadi.kelas import Kelas

NIP = "189002021915032002"
TERBUKA = [Kelas.UNIT, Kelas.PUBLIK]


def satu(isi: object, *, pribadi: bool = False, **lain: object) -> Tabel:
    data = pd.DataFrame({"a": ["Bidang A", "Bidang B"], "x": isi})
    return Tabel(str(lain.pop("judul", "T")), (Kolom("a", "Unit"), Kolom("x", "Isi", pribadi=pribadi)), data, **lain)


@pytest.mark.parametrize("kelas", TERBUKA)
def test_kolom_pribadi_ditolak(kelas: Kelas) -> None:
    with pytest.raises(GalatData, match=f"berkelas {kelas} tidak boleh berisi data pribadi.*kolom pribadi: Isi"):
        satu(["A… C…", "B… C…"], pribadi=True, kelas=kelas)


@pytest.mark.parametrize("kelas", TERBUKA)
@pytest.mark.parametrize(
    "isi",
    [
        ["baik", f"lihat {NIP}"], [None, "18900202 191503 2 002"], [["daftar", NIP], "x"], [int(NIP), 1],
        [float(NIP), None], [int(NIP), "campur"], pd.Categorical([NIP, "x"]),
    ],
)  # fmt: skip
def test_nip_di_dalam_sel_ditolak_tanpa_dicetak(isi: object, kelas: Kelas) -> None:
    with pytest.raises(GalatData, match="ada NIP di: Isi") as galat:
        satu(isi, kelas=kelas)
    assert "1890" not in str(galat.value)
    assert "samarkan" in galat.value.tindakan


@pytest.mark.parametrize("tempat", ["judul", "catatan", "sumber"])
def test_nip_di_keterangan_ditolak(tempat: str) -> None:
    with pytest.raises(GalatData, match="judul, kepala kolom, catatan, atau sumbernya") as galat:
        satu(["a", "b"], **{tempat: f"Hasil {NIP}"})
    assert NIP not in str(galat.value)


def test_nip_sebagai_kepala_kolom_ditolak() -> None:
    with pytest.raises(GalatData, match="kepala kolom") as galat:
        Tabel("T", (Kolom(NIP, NIP, "cacah"),), pd.DataFrame({NIP: [7]}))
    assert NIP not in str(galat.value)


def test_tabel_berkelas_unit_bila_tidak_disebut() -> None:
    assert satu(["a", "b"]).kelas is Kelas.UNIT


def test_kelas_individu_boleh_memuat_data_pribadi() -> None:
    assert NIP in repr(satu([NIP, "Ani Contoh"], pribadi=True, kelas=Kelas.INDIVIDU))


@pytest.mark.parametrize("isi", [["…002", "…001"], [10**12, 5], [85.5, None], [True, False], [NIP + "1", "x"]])
def test_isi_tanpa_nip_diterima(isi: object) -> None:
    assert satu(isi, kelas=Kelas.PUBLIK).kelas is Kelas.PUBLIK


def test_kolom_yang_tidak_ditampilkan_tidak_diperiksa() -> None:
    data = pd.DataFrame({"nip": [NIP], "n": [7]})
    assert NIP not in repr(Tabel("T", (Kolom("n", "Pegawai", "cacah"),), data))


def test_setiap_laporan_berkelas_dan_setiap_kelas_diterangkan() -> None:
    assert all(isinstance(jenis.kelas, Kelas) for jenis in LAPORAN.values())
    assert all(jenis.kelas is not Kelas.PUBLIK for jenis in LAPORAN.values() if jenis.berdata)
    assert {kelas: kelas.label for kelas in Kelas} == KELAS

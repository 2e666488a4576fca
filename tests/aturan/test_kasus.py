"""Every case file passes, and a wrong one is told apart from a right one."""

from pathlib import Path

import pytest

from penilaian.aturan.kasus import muat_kasus, uji_kasus, uji_satu
from penilaian.galat import GalatAturan

FOLDER = Path(__file__).parents[1] / "kasus"
BERKAS = sorted(FOLDER.glob("*.yaml"))
SEMUA = [(berkas, kasus) for berkas in BERKAS for kasus in muat_kasus(berkas)]


@pytest.mark.parametrize(("berkas", "kasus"), SEMUA, ids=[f"{b.stem}-{k.ketentuan}-{k.nama}" for b, k in SEMUA])
def test_kasus_lulus(berkas, kasus):
    hasil = uji_satu(berkas, kasus)
    assert hasil.lulus, hasil.beda


def _tulis(folder, isi, nama="permenpanrb-6-2022.yaml"):
    berkas = folder / nama
    berkas.write_text(isi, "utf-8")
    return berkas


KUADRAN = "ketentuan: kuadran, masukan: {hasil_kerja: di_atas, perilaku_kerja: di_atas}"


def test_keluaran_yang_berbeda_disebut_dengan_harap_dan_dapat(tmp_path):
    berkas = _tulis(tmp_path, f"- {{nama: salah, {KUADRAN}, keluaran: {{predikat: baik}}, asal: uji, jenis: turunan}}")
    (hasil,) = uji_kasus(berkas)
    assert hasil.beda == ("predikat: harap baik, dapat sangat_baik",)


def test_ketentuan_yang_tidak_dikenal_gagal(tmp_path):
    berkas = _tulis(tmp_path, "- {nama: x, ketentuan: entah, masukan: {}, keluaran: {a: 1}, asal: uji, jenis: turunan}")
    (hasil,) = uji_kasus(berkas)
    assert "tidak dikenal" in hasil.beda[0]


def test_keluaran_yang_tidak_dihasilkan_gagal(tmp_path):
    berkas = _tulis(tmp_path, f"- {{nama: x, {KUADRAN}, keluaran: {{entah: 1}}, asal: uji, jenis: turunan}}")
    (hasil,) = uji_kasus(berkas)
    assert not hasil.lulus


def test_kode_rating_yang_asing_ditolak_bukan_ditebak(tmp_path):
    isi = "- {nama: x, ketentuan: kuadran, masukan: {hasil_kerja: bagus, perilaku_kerja: sesuai}, keluaran: {galat: kode_tidak_dikenal}, asal: uji, jenis: turunan}"
    (hasil,) = uji_kasus(_tulis(tmp_path, isi))
    assert hasil.lulus, hasil.beda


@pytest.mark.parametrize(
    ("isi", "potongan"),
    [
        ("- {nama: x, ketentuan: kuadran}", "wajib ada"),
        (
            f"- {{nama: x, {KUADRAN}, keluaran: {{predikat: baik}}, asal: u, jenis: entah}}",
            "tercetak, turunan, ingatan",
        ),
        (f"- {{nama: x, {KUADRAN}, keluaran: {{predikat: baik}}, asal: u, jenis: turunan, entah: 1}}", "tidak dikenal"),
        ("nama: x", "tidak berisi daftar kasus"),
        ("- {nama: x, nama: y}", "dua kali"),
        ("- {nama: [}", "tidak dapat diurai"),
    ],
)
def test_berkas_kasus_yang_salah_ditolak_dengan_sebabnya(tmp_path, isi, potongan):
    with pytest.raises(GalatAturan, match=potongan):
        muat_kasus(_tulis(tmp_path, isi))


def test_toleransi_bilangan_setengah_persen_sen(tmp_path):
    masukan = "ketentuan: capaian, masukan: {target: 3, realisasi: 2, arah: naik}"
    pas = f"- {{nama: a, {masukan}, keluaran: {{capaian: 66.67}}, asal: u, jenis: turunan}}\n"
    lewat = f"- {{nama: b, {masukan}, keluaran: {{capaian: 66.68}}, asal: u, jenis: turunan}}\n"
    dua = list(uji_kasus(_tulis(tmp_path, pas + lewat, "permendagri-86-2017.yaml")))
    assert [satu.lulus for satu in dua] == [True, False]

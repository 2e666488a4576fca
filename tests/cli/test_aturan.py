"""`penilaian aturan`: what was in force on a day, with source and verification; and what each provision says."""

from datetime import date

import pytest

from penilaian.aturan import muat_buku
from penilaian.cli.utama import utama


@pytest.fixture
def aturan(capsys):
    def jalankan(*argumen, keluar=0):
        assert utama(["aturan", *argumen]) == keluar
        return capsys.readouterr().out

    return jalankan


def _bagian(teks):
    """What is said before and after the heading of what is not in force."""
    berlaku, _, tidak = teks.partition("Tidak berlaku pada tanggal itu")
    return berlaku, tidak


@pytest.mark.parametrize(
    ("hari", "berlaku", "tidak"),
    [
        (
            "2020-01-01",
            ["perka-bkn-1-2013/predikat", "Perka BKN 1/2013 — Peraturan Kepala BKN"],
            {"permenpanrb-6-2022/kuadran": "belum berlaku; mulai 1 Januari 2022"},
        ),
        (
            "2021-07-01",
            ["permenpanrb-8-2021/capaian_iki", "rezim/lintas"],
            {
                "perka-bkn-1-2013/predikat": "dicabut sejak 1 Juli 2021 (PP 30/2019",
                "permenpanrb-6-2022/kuadran": "belum berlaku; mulai 1 Januari 2022",
            },
        ),
        (
            "2025-12-31",
            ["permenpanrb-6-2022/kuadran", "hlm. 99, 102–103", "naskah dibaca", "kebijakan lokal, bukan peraturan"],
            {"permenpanrb-8-2021/capaian_iki": "dicabut sejak 1 Januari 2022 (PermenPANRB 6/2022"},
        ),
    ],
)
def test_yang_berlaku_dan_yang_tidak_pada_suatu_tanggal(aturan, hari, berlaku, tidak):
    teks = aturan("--tanggal", hari)
    assert f"({hari})" in teks.splitlines()[0]
    isi, sisa = _bagian(teks)
    for potongan in berlaku:
        assert potongan in isi
        assert potongan not in sisa
    for kode, sebab in tidak.items():
        assert kode not in isi
        assert kode in sisa
        assert sebab in " ".join(sisa.split())


@pytest.mark.parametrize("hari", ["2020-01-01", "2021-07-01", "2025-12-31"])
def test_setiap_ketentuan_disebut_tepat_sekali(aturan, hari):
    isi, sisa = _bagian(aturan("--tanggal", hari))
    kata = [satu for baris in (isi + sisa).splitlines() for satu in baris.split()]
    for kode in muat_buku().ketentuan:
        assert kata.count(kode) == 1, kode


def test_tanpa_tanggal_baris_pertama_menyebut_hari_ini(aturan):
    assert "hari ini" in aturan("--ketentuan", "nip/nip").splitlines()[0]


def test_terbaca_di_seratus_kolom_dengan_kode_utuh(aturan, monkeypatch):
    monkeypatch.setattr("penilaian.cli.tampilan.LEBAR_TANPA_TERMINAL", 100)
    for argumen in ([], ["--rinci"], ["--ketentuan", "permen"], ["--ketentuan", "kebijakan/palu"]):
        teks = aturan("--tanggal", "2025-12-31", *argumen)
        assert max(map(len, teks.splitlines())) <= 100
    assert "permendagri-86-2017/capaian" in teks
    assert "permenpanrb-1-2023/angka_kredit_kebutuhan" in aturan("--tanggal", "2025-12-31")


@pytest.mark.parametrize(
    ("tanggal", "kode", "potongan"),
    [
        ("2025-12-31", "kebijakan/palu", ["kebijakan lokal, bukan peraturan", "belum diverifikasi", "90%", "100 sampai 200"]),
        ("2025-12-31", "permenpanrb-6-2022/kuadran", ["Perilaku kerja di atas ekspektasi", "Butuh perbaikan"]),
        ("2025-12-31", "permenpanrb-14-2017/ikm", ["1/9 (sekitar 11,11%)", "0,11 (11%)", "sepersembilan atau 0,11"]),
        ("2025-12-31", "se-menpanrb-3-2023/pola_distribusi", ["paling banyak 70% Sangat baik", "tidak ada yang Sangat baik"]),
        ("2025-12-31", "permenpanrb-6-2022/tenggat", ["14 hari kerja", "sampai 31 Januari"]),
        ("2025-12-31", "kalender/hari_libur", ["17 Agustus 2025", "cuti bersama"]),
        ("2025-12-31", "permenpanrb-1-2023/angka_kredit", ["37,5", "angka kredit per tahun"]),
        ("2025-12-31", "permendagri-86-2017/capaian", ["(2T − R) / T × 100", "selisih"]),
        ("2025-12-31", "nip/nip", ["1 = L, 2 = P", "9–12"]),
        ("2025-12-31", "se-menpanrb-3-2023/rating_pimpinan", ["Istimewa", "Di atas ekspektasi"]),
        ("2025-12-31", "pp-30-2019/predikat", ["mulai 90, kurang dari 110"]),
        ("2021-12-31", "permenpanrb-8-2021/nilai_iki", ["60 → 50; 79 → 69", "Nilai paling tinggi 120"]),
    ],
)  # fmt: skip
def test_isi_setiap_bentuk_terbaca(aturan, tanggal, kode, potongan):
    teks = " ".join(aturan("--tanggal", tanggal, "--ketentuan", kode).replace("│", " ").split())
    for satu in potongan:
        assert satu in teks


def test_awalan_menampilkan_semua_ketentuannya_dan_tidak_yang_lain(aturan):
    teks = aturan("--tanggal", "2025-12-31", "--ketentuan", "permenpanrb-6-2022")
    for kode in muat_buku().ketentuan:
        assert (f"\n{kode}: " in teks) == kode.startswith("permenpanrb-6-2022"), kode


def test_ketentuan_yang_belum_berlaku_dijawab_dengan_sebabnya(aturan):
    teks = aturan("--tanggal", "2020-01-01", "--ketentuan", "permenpanrb-6-2022/kuadran")
    assert "belum berlaku; mulai 1 Januari 2022" in teks
    assert "Sangat baik" not in teks


def test_tuas_skenario_disebut_dengan_nama_dan_rentangnya(aturan):
    teks = aturan("--tanggal", "2025-12-31", "--ketentuan", "kebijakan/palu")
    for nama in muat_buku().tuas("kebijakan/palu", date(2025, 12, 31)):
        assert nama in teks


def test_rinci_menambah_catatan(aturan):
    catatan = "Umpan balik netral"
    assert catatan not in " ".join(aturan("--tanggal", "2025-12-31").split())
    rinci = aturan("--tanggal", "2025-12-31", "--rinci")
    assert catatan in " ".join(rinci.replace("│", " ").split())
    assert "Yang dibaca: salinan resmi 240 halaman" in rinci


@pytest.mark.parametrize(
    ("awalan", "potongan"),
    [
        ("permenpanrb-6-2022/kuadrat", "permenpanrb-6-2022/kuadran"),
        ("kuadran", "permenpanrb-6-2022/kuadran"),
        ("Rezim/lintas", "rezim/lintas"),
        ("zzz", "yang ada berawalan kalender"),
    ],
)
def test_ketentuan_yang_tidak_ada_diberi_yang_mirip(awalan, potongan, capsys):
    assert utama(["aturan", "--ketentuan", awalan]) == 2
    galat = capsys.readouterr().err
    assert potongan in galat
    assert len(galat.strip().splitlines()) == 1

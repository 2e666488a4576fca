"""The parties in the report: counted and never told apart, plain words where there is nothing, small parties hidden."""

import re
from types import SimpleNamespace

import pytest

from penilaian.aturan import muat_buku
from penilaian.indikator.bahan import KEBIJAKAN, BahanIndikator
from penilaian.indikator.pihak.contoh import contoh_pertimbangan
from penilaian.indikator.pihak.tabel import pertimbangan_kosong
from penilaian.laporan import isi_desain_pihak as pihak
from penilaian.laporan import isi_desain_suara as suara
from penilaian.laporan.gambar import Gambar
from penilaian.laporan.poin import Poin
from tests.indikator.pihak.bahan_uji import angket, bahan, tabel
from tests.indikator.pihak.bahan_uji import suara as bersuara

TABEL = [
    pihak.tabel_partisipasi, pihak.tabel_kesepakatan_pihak, pihak.tabel_beda_pihak, suara.tabel_dibahas, suara.tabel_notula,
    lambda isi: pihak.tabel_bobot_pihak(isi, "aspek"), lambda isi: pihak.tabel_bobot_pihak(isi, "pimpinan", "anggaran"),
]  # fmt: skip
GAMBAR = [lambda isi: pihak.gambar_bobot_pihak(isi, "aspek"), suara.gambar_dibahas]


class _Isi(SimpleNamespace):
    """Stands for `IsiDesain`, which is told apart by identity."""

    __hash__ = object.__hash__


def _isi(data, kode="uji"):
    dasar = bahan()
    aturan = muat_buku().pada(dasar.periode.akhir)
    desain = BahanIndikator(dasar.periode, dasar.indikator, dasar.pegawai, dasar.butir, dasar.opd, aturan)
    parameter = SimpleNamespace(parameter=SimpleNamespace(kode_opd=kode))
    return _Isi(desain=desain, pertimbangan=data, sumber="data uji", bahan=parameter)


@pytest.fixture(scope="module")
def isi():
    return _isi(contoh_pertimbangan(angket(), 6, 2025))


@pytest.fixture(scope="module")
def isi_kecil():
    """Five officials and four employees: the employees may not be shown by themselves."""
    data = contoh_pertimbangan(angket(), 5, 2025)
    return _isi(data[(data["pihak"] == "pejabat") | ((data["pihak"] == "pegawai") & (data["peserta"] != "P05"))])


def _sebab(hasil) -> tuple[str, ...]:
    """What stands where there is no table."""
    assert isinstance(hasil, Poin)
    return hasil.butir


def test_batas_konsistensi_ada_di_kebijakan():
    assert 0 < _isi(pertimbangan_kosong()).desain.aturan.nilai(KEBIJAKAN).bilangan("batas_konsistensi") < 1


@pytest.mark.parametrize("kode", ["uji", "kota"])
def test_tanpa_pertimbangan_setiap_bagian_mengatakannya(kode):
    kosong = _isi(pertimbangan_kosong(), kode)
    assert pihak.pokok_pihak(kosong).butir == (pihak.TANPA,)
    for buat in TABEL:
        (kalimat,) = _sebab(buat(kosong))
        assert kalimat == "Belum ada pertimbangan para pihak." or "lihat laporan setiap OPD" in kalimat
    assert [buat(kosong) for buat in GAMBAR] == [None] * len(GAMBAR), "tabelnya yang menyebut sebabnya"


def test_angka_tabel_bobot_sama_dengan_gambar(isi):
    gambar, tabel_ = pihak.gambar_bobot_pihak(isi, "aspek"), pihak.tabel_bobot_pihak(isi, "aspek")
    assert isinstance(gambar, Gambar)
    for baris in tabel_.data.to_dict("records"):
        assert f"gabungan {baris['gabungan']:.1f}".replace(".", ",") in gambar.alt
    assert tabel_.data["gabungan"].sum() == pytest.approx(100)
    assert tabel_.data["gabungan"].is_monotonic_decreasing
    assert [kolom.kunci for kolom in tabel_.kolom] == [
        "butir",
        "pejabat",
        "pegawai",
        "pemangku_kepentingan",
        "gabungan",
    ]


def test_partisipasi_menyebut_yang_dikeluarkan(isi):
    data = pihak.tabel_partisipasi(isi).data
    pegawai = data[(data["pihak"] == "Pegawai") & (data["cara"] == "perbandingan berpasangan")]
    assert pegawai["menjawab"].tolist() == [6] * 3
    aspek = pegawai.iloc[0]
    assert aspek["dihitung"] == 5
    assert "nisbah konsistensi" in aspek["alasan"]


def test_tidak_satu_nomor_peserta_pun_terlihat(isi):
    for buat in TABEL:
        assert not re.search(r"\bP[0-9]{2}\b", repr(buat(isi)))
    assert not re.search(r"\bP[0-9]{2}\b", repr(pihak.pokok_pihak(isi)))


def test_pihak_kecil_tidak_ditampilkan_sendiri(isi_kecil):
    bobot = pihak.tabel_bobot_pihak(isi_kecil, "aspek", "anggaran")
    assert [kolom.kunci for kolom in bobot.kolom] == ["butir", "gabungan"]
    assert pihak.SEDIKIT in bobot.catatan
    assert "Pejabat" not in pihak.gambar_bobot_pihak(isi_kecil, "aspek", "anggaran").alt
    assert set(pihak.tabel_kesepakatan_pihak(isi_kecil).data["lingkup"]) == {"Semua peserta"}
    assert _sebab(pihak.tabel_beda_pihak(isi_kecil)) == (pihak.SEDIKIT,)
    assert "jarak" not in [kolom.kunci for kolom in suara.tabel_dibahas(isi_kecil).kolom]
    notula = suara.tabel_notula(isi_kecil)
    assert not notula.data.astype("str").map(lambda teks: "Pejabat" in teks or "Pegawai" in teks).any(axis=None)


def test_terlalu_sedikit_peserta_tidak_ditampilkan():
    data = tabel(*(baris for n in range(1, 5) for baris in bersuara("pegawai", f"P{n:02d}", {"k1": "tolak"})))
    sedikit = _isi(data)
    for buat in (suara.tabel_dibahas, suara.tabel_notula):
        assert _sebab(buat(sedikit)) == ("Pesertanya terlalu sedikit untuk ditampilkan.",)


def test_yang_dibahas_paling_dipertanyakan_lebih_dulu(isi):
    data = suara.tabel_dibahas(isi).data
    ada = data["pangsa"].dropna()
    assert ada.is_monotonic_decreasing
    assert (data["alasan"] != "").all()


def test_gambar_sama_bita_demi_bita(isi):
    for buat in GAMBAR:
        assert buat(isi).png == buat(isi).png


def test_pertimbangan_tentang_indikator_lama_tidak_dipakai_dan_disebut():
    lama = contoh_pertimbangan(angket(), 6, 2025)
    kini = _isi(lama.assign(butir=lama["butir"].replace("k1", "k_lama")))
    (kalimat,) = pihak.pokok_pihak(kini).butir
    assert "tidak cocok dengan indikator sekarang" in kalimat
    assert "butir k_lama tidak ada di angket ini" in kalimat
    for buat in TABEL:
        assert _sebab(buat(kini)) == ("Pertimbangan yang tersimpan tidak dipakai; sebabnya di pokok bagian ini.",)


def test_kota_tanpa_suara():
    kota = _isi(contoh_pertimbangan(angket("kota"), 6, 2025), "kota")
    assert "lihat laporan setiap OPD" in _sebab(suara.tabel_dibahas(kota))[0]
    assert not pihak.tabel_bobot_pihak(kota, "aspek").data.empty
    assert "belum ada, atau terlalu sedikit" in _sebab(pihak.tabel_bobot_pihak(kota, "pimpinan"))[0]

"""Votes, what needs talk, and the minutes."""

from io import BytesIO

import numpy as np
import openpyxl
import pytest

from penilaian.galat import GalatData
from penilaian.indikator.pihak.notula import KOLOM_NOTULA, isi_notula, susun_notula
from penilaian.indikator.pihak.suara import perlu_dibahas, suara_indikator
from tests.indikator.pihak.bahan_uji import angket, pasangan, poin, suara, tabel

ANGKET = angket()
INDIKATOR = next(satu for satu in ANGKET.perangkat if satu.kode == "indikator")
BATAS = 0.1


@pytest.fixture
def jawaban():
    """k1 all agree; k2 the employees refuse; p1 one asks; p2 nobody votes."""
    return tabel(
        *suara("pejabat", "P01", {"k1": "setuju", "k2": "setuju"}),
        *suara("pejabat", "P02", {"k1": "setuju", "k2": "setuju"}),
        *suara("pegawai", "P01", {"k1": "setuju"}),
        *suara("pegawai", "P01", {"k2": "tolak"}, catatan="tidak di tangan kami", usulan="Persentase A"),
        *suara("pegawai", "P02", {"k2": "tolak"}, catatan="tidak di tangan kami"),
        *suara("pejabat", "P03", {"p1": "tanya"}),
        *suara("pejabat", "P04", {"p1": "setuju"}),
    )


def test_suara_dihitung_menurut_pihak(jawaban):
    suara_ = suara_indikator(jawaban, INDIKATOR).set_index(["butir", "pihak"])
    assert suara_.loc[("k2", "pejabat"), ["setuju", "tanya", "tolak", "suara"]].tolist() == [2, 0, 0, 2]
    assert suara_.loc[("k2", "pegawai")].tolist() == [0, 0, 2, 2]
    assert suara_.loc[("p2", "pegawai"), "suara"] == 0
    assert "pemangku_kepentingan" not in suara_.index.get_level_values("pihak")


def test_yang_perlu_dibahas_dengan_sebabnya(jawaban):
    bahas = perlu_dibahas(suara_indikator(jawaban, INDIKATOR)).set_index("butir")
    assert bahas["alasan"].to_dict() == {
        "k1": "",
        "k2": "ada yang menolak, jawaban terbanyak para pihak berbeda",
        "p1": "ada yang bertanya",
        "p2": "belum ada suara",
    }
    assert bahas.at["k2", "pangsa"] == 0.5
    assert bahas.at["k2", "jarak"] == 1.0
    assert np.isnan(bahas.at["p1", "jarak"])  # one party only
    assert np.isnan(bahas.at["p2", "pangsa"])


def test_jawaban_terbanyak_yang_seri_bukan_perbedaan():
    data = tabel(
        *suara("pejabat", "P01", {"k1": "setuju"}), *suara("pejabat", "P02", {"k1": "tolak"}),
        *suara("pegawai", "P01", {"k1": "setuju"}),
    )  # fmt: skip
    bahas = perlu_dibahas(suara_indikator(data, INDIKATOR)).set_index("butir")
    assert not bahas.at["k1", "pihak_berbeda"]


def test_tanpa_suara_setiap_indikator_belum_bersuara():
    bahas = perlu_dibahas(suara_indikator(tabel(), INDIKATOR))
    assert bahas["butir"].tolist() == INDIKATOR.daftar_kode
    assert set(bahas["alasan"]) == {"belum ada suara"}


def test_notula_satu_baris_satu_topik(jawaban):
    tiga = {("kuantitas", "kualitas"): 1, ("kuantitas", "waktu"): 1}
    data = tabel(*jawaban.to_dict("records"), *pasangan("pejabat", "P01", tiga, "aspek"),
                 *poin("pegawai", "P01", {"p1": 70, "p2": 30}, "pimpinan"))  # fmt: skip
    notula = susun_notula(data, ANGKET, BATAS)
    assert list(notula.columns) == list(KOLOM_NOTULA)
    assert notula["nomor"].tolist() == [1, 2, 3, 4, 5, 6]
    baris = notula.set_index("topik").to_dict("index")
    aspek, k2, p1 = baris["Aspek indikator pegawai"], baris["Uraian k2 (k2)"], baris["Uraian p1 (p1)"]
    assert aspek["hasil"] == "tidak ada jawaban yang dapat dipakai"
    assert aspek["terbuka"] == "1 jawaban tidak dihitung: Pejabat: baru 2 dari 6 pasangan diisi"
    assert baris["Indikator pimpinan"]["hasil"] == "Uraian p1 70,0%; Uraian p2 30,0%. Bobot antarpihak: pegawai 100,0%"
    assert k2["peserta"] == "Pejabat 2; Pegawai 2"
    assert k2["hasil"] == "2 setuju dan 2 menolak"
    assert k2["perbedaan"] == "Pejabat: 2 setuju; Pegawai: 2 menolak"
    assert k2["terbuka"] == "Pegawai: tidak di tangan kami"
    assert k2["usulan"] == "Pegawai: Persentase A"
    assert p1["terbuka"] == "ada yang bertanya, tanpa catatan"
    assert baris["Uraian p2 (p2)"]["hasil"] == "belum ada suara"
    assert baris["Uraian k1 (k1)"]["perbedaan"] == ""


def test_notula_tanpa_pihak_tidak_menyebut_satu_pihak_pun(jawaban):
    data = tabel(*jawaban.to_dict("records"), *poin("pegawai", "P01", {"p1": 70, "p2": 30}, "pimpinan"))
    notula = susun_notula(data, ANGKET, BATAS, menurut_pihak=False)
    teks = notula.to_string().casefold()
    assert "pejabat" not in teks
    assert "pegawai" not in teks.replace("aspek indikator pegawai", "")
    assert notula.set_index("topik").at["Indikator pimpinan", "hasil"] == "Uraian p1 70,0%; Uraian p2 30,0%"
    assert notula.set_index("topik").at["Uraian k2 (k2)", "peserta"] == "4 peserta"


def test_notula_tanpa_nomor_peserta(jawaban):
    assert not susun_notula(jawaban, ANGKET, BATAS).astype("str").map(lambda teks: "P01" in teks).any(axis=None)


def test_notula_kosong_tanpa_jawaban():
    assert susun_notula(tabel(), ANGKET, BATAS).empty


def test_notula_untuk_angket_lain_ditolak(jawaban):
    with pytest.raises(GalatData, match="tidak dimintakan suara di sini"):
        susun_notula(jawaban, angket("kota"), BATAS)


def test_notula_sebagai_buku_kerja_bita_demi_bita(jawaban):
    notula = susun_notula(tabel(*jawaban.to_dict("records"), *suara("pegawai", "P09", {"k1": "tanya"}, catatan="=1+1")), ANGKET, BATAS)  # fmt: skip
    isi = isi_notula(notula, ANGKET)
    assert isi == isi_notula(notula, ANGKET)
    lembar = openpyxl.load_workbook(BytesIO(isi))["Notula"]
    assert lembar["A1"].value == "Notula angket indikator: Dinas Uji, Triwulan IV 2025"
    assert [sel.value for sel in lembar[4]] == [nama for nama, _ in KOLOM_NOTULA.values()]
    assert lembar.max_row == 4 + len(notula)
    assert all(sel.data_type != "f" for baris in lembar.iter_rows() for sel in baris)

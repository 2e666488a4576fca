"""The command line on periods to 2021: what their schemes have is shown, nothing is missing that they do not."""

import json

import pytest

from penilaian.cli.utama import utama
from tests.kota_2021 import NIP, PERIODE, S1, S2, TAHUN, tabel_2021, tulis_2021


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return str(tulis_2021(tmp_path_factory.mktemp("kota_2021")))


def _jalan(capsys, *argumen):
    kode = utama(list(argumen))
    keluaran = capsys.readouterr()
    assert (kode, keluaran.err) == (0, "")
    assert "nan" not in keluaran.out.split()
    return " ".join(keluaran.out.split())


@pytest.mark.parametrize(
    ("periode", "terendah", "ringkasan"),
    [
        (S1, "Buruk", "16 pegawai; 9 perlu ditinjau; 1 predikat tercatat berbeda dari hitungan; 4 tanpa predikat."),
        (
            S2,
            "Sangat kurang",
            "16 pegawai; 9 perlu ditinjau; 1 predikat tercatat berbeda dari hitungan; 5 tanpa predikat.",
        ),
        (
            TAHUN,
            "Sangat kurang",
            "17 pegawai; 15 perlu ditinjau; 1 predikat tercatat berbeda dari hitungan; 7 tanpa predikat.",
        ),
    ],
)
def test_hitung_menampilkan_nilai_predikat_dan_sebab(periode, terendah, ringkasan, folder, capsys):
    teks = _jalan(capsys, "hitung", folder, "--periode", periode, "--tinjau")
    assert ringkasan in teks
    assert f"│ {terendah} │" in teks
    assert "Hasil ini SEMENTARA: ada realisasi, nilai perilaku, atau keterangan lain yang belum ada." in teks
    assert "predikat tercatat" in teks
    assert NIP["DODI"] in teks
    assert "usulan" not in teks


def test_hitung_menulis_tabel_dan_jejak_dengan_skemanya(folder, tmp_path, capsys):
    for periode, skema in zip(PERIODE, ("perka_bkn_1_2013", "permenpanrb_8_2021", "integrasi_semester"), strict=True):
        _jalan(capsys, "hitung", folder, "--periode", periode, "--keluar", str(tmp_path / periode))
        assert len(list((tmp_path / periode).glob("*.parquet"))) == 4
        assert json.loads((tmp_path / periode / "jejak.json").read_text("utf-8"))["skema"] == skema


@pytest.mark.parametrize(
    ("periode", "nama", "potongan"),
    [
        (S1, "ANI", "0,6 × SKP 85,5 + 0,4 × perilaku 80 │ 83,3 │"),
        (S2, "BUDI", "│ 87,50% │"),
        (S2, "EKA", "nilai 120; tanpa ide baru"),
        (TAHUN, "OKTA", "0,5 × semester I + 0,5 × semester II │ 85,5"),
    ],
)
def test_jelaskan_menyebut_rumus_dan_sitasi(periode, nama, potongan, folder, capsys):
    teks = _jalan(capsys, "jelaskan", NIP[nama], "--periode", periode, "--data", folder)
    assert potongan in teks
    assert "belum diverifikasi" in teks


def test_jelaskan_setahun_membaca_semester_di_opd_lain(tmp_path, capsys):
    """Whoever moved in July has the first half elsewhere."""

    def ubah(isi):
        lain = isi["opd"].assign(kode="02", nama="Dinas Lain")
        isi["opd"] = type(lain)([*isi["opd"].to_dict("records"), *lain.to_dict("records")])
        pindah = (isi["pegawai"]["nip"] == NIP["ANI"]) & (isi["pegawai"]["periode"] == S1)
        isi["pegawai"].loc[pindah, "kode_opd"] = "02"

    teks = _jalan(capsys, "jelaskan", NIP["ANI"], "--periode", TAHUN, "--data", str(tulis_2021(tmp_path, ubah)))
    assert "96,725" in teks


@pytest.mark.parametrize(
    ("periode", "sebab"),
    [
        ("2020-T4", "yang ada: semester, tahun"),
        ("2025-S1", "yang ada: bulan, triwulan, tahun"),
        ("2013", "belum berlaku"),
    ],
)
def test_jenis_periode_yang_tidak_dikenal_satu_paragraf(periode, sebab, tmp_path, capsys):
    for nama, tabel in tabel_2021().items():
        isi = tabel.assign(periode=periode) if "periode" in tabel else tabel
        isi.drop_duplicates(["nip", "periode"] if nama == "pegawai" else None).to_csv(
            tmp_path / f"{nama}.csv", index=False
        )
    for argumen in (["hitung", str(tmp_path)], ["jelaskan", NIP["ANI"], "--data", str(tmp_path)]):
        assert utama([*argumen, "--periode", periode]) != 0
        galat = capsys.readouterr().err
        assert sebab in galat
        assert len(galat.strip().splitlines()) == 1

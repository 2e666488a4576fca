"""`penilaian indikator lembar`, `gabung` and `contoh-pihak`: sheets out, sheets in, all of them or none."""

import openpyxl
import pytest

from penilaian.cli import indikator_pihak
from penilaian.cli.pengurai import KELUAR_BAIK, Pengurai
from penilaian.galat import GalatData, GalatParameter, GalatRumus
from penilaian.indikator.pihak.tabel import baca_pertimbangan
from tests.kota_kecil import tulis_kecil

PERIODE = "2025-T4"


@pytest.fixture
def kota(tmp_path):
    folder = tmp_path / "kota"
    folder.mkdir()
    return tulis_kecil(folder)


@pytest.fixture
def jalan(kota):
    """Runs one subcommand as the command line does."""

    def jalankan(sub, *pilihan, opd="01"):
        urai = Pengurai(prog="penilaian indikator", description="uji")
        indikator_pihak.tambahkan(urai.add_subparsers(dest="sub", required=True, parser_class=Pengurai))
        data = ["--data", str(kota), "--periode", PERIODE, *(["--opd", opd] if opd else [])]
        isi = urai.parse_args([sub, *data, *map(str, pilihan)])
        return isi.kerjakan(isi)

    return jalankan


@pytest.fixture
def kembali(jalan, tmp_path):
    """Two sheets that came back, one vote in each."""
    folder = tmp_path / "lembar"
    jalan("lembar", "--pihak", "pejabat", "--peserta", 2, "--ke", folder)
    for berkas in sorted(folder.iterdir()):
        buku = openpyxl.load_workbook(berkas)
        buku["Suara"]["E3"] = "Tolak"
        buku["Suara"]["G3"] = "Persentase berkas lengkap"
        buku.save(berkas)
    return folder


def test_lembar_satu_berkas_satu_peserta(jalan, tmp_path, capsys):
    folder = tmp_path / "a" / "lembar"
    assert (
        jalan("lembar", "--pihak", "pegawai", "--peserta", 2, "--mulai", 9, "--tenggat", "besok", "--ke", folder)
        == KELUAR_BAIK
    )
    assert sorted(satu.name for satu in folder.iterdir()) == [
        "angket_01_2025-T4_pegawai_P09.xlsx", "angket_01_2025-T4_pegawai_P10.xlsx",
    ]  # fmt: skip
    petunjuk = dict(
        openpyxl.load_workbook(folder / "angket_01_2025-T4_pegawai_P10.xlsx")["Petunjuk"].iter_rows(
            max_col=2, values_only=True
        )
    )
    assert (petunjuk["Peserta"], petunjuk["Kembalikan paling lambat"]) == ("P10", "besok")
    assert "2 angket untuk pegawai" in capsys.readouterr().out


def test_angket_yang_ada_tidak_ditimpa(jalan, kembali):
    isi = {satu.name: satu.read_bytes() for satu in kembali.iterdir()}
    with pytest.raises(GalatParameter, match="sudah ada"):
        jalan("lembar", "--pihak", "pejabat", "--peserta", 3, "--ke", kembali)
    assert {satu.name: satu.read_bytes() for satu in kembali.iterdir()} == isi


def test_gabung_menulis_tabel_dan_notula(jalan, kembali, tmp_path, capsys):
    ke, notula = tmp_path / "pihak", tmp_path / "notula.xlsx"
    assert jalan("gabung", "--dari", kembali, "--ke", ke, "--notula", notula) == KELUAR_BAIK
    data = baca_pertimbangan((ke / "01.csv").read_bytes())
    assert data[["pihak", "peserta", "butir", "suara"]].to_numpy().tolist() == [
        ["pejabat", "P01", "i1", "tolak"], ["pejabat", "P02", "i1", "tolak"],
    ]  # fmt: skip
    teks = [str(sel.value) for baris in openpyxl.load_workbook(notula)["Notula"].iter_rows() for sel in baris]
    assert "Pejabat: Persentase berkas lengkap" in teks
    keluar = capsys.readouterr().out
    assert "Aspek indikator pegawai, perbandingan berpasangan: tidak seorang pun menjawab." in keluar
    assert "Peserta: pejabat 2. Belum ada dari pegawai dan pemangku kepentingan." in keluar


def test_satu_lembar_salah_tidak_menulis_apa_pun(jalan, kembali, tmp_path):
    berkas = sorted(kembali.iterdir())[1]
    buku = openpyxl.load_workbook(berkas)
    buku["Suara"]["E4"] = "entah"
    buku.save(berkas)
    with pytest.raises(GalatData, match=rf"{berkas.name}: Suara!E4"):
        jalan("gabung", "--dari", kembali, "--ke", tmp_path / "pihak", "--notula", tmp_path / "n.xlsx")
    assert not (tmp_path / "pihak").exists()
    assert not (tmp_path / "n.xlsx").exists()


def test_tabel_yang_ada_hanya_diganti_bila_diminta(jalan, kembali, tmp_path):
    jalan("gabung", "--dari", kembali, "--ke", tmp_path)
    sebelum = (tmp_path / "01.csv").read_bytes()
    sorted(kembali.iterdir())[0].unlink()
    with pytest.raises(GalatParameter, match="sudah ada"):
        jalan("gabung", "--dari", kembali, "--ke", tmp_path)
    assert (tmp_path / "01.csv").read_bytes() == sebelum
    jalan("gabung", "--dari", kembali, "--ke", tmp_path, "--ganti")
    assert len(baca_pertimbangan((tmp_path / "01.csv").read_bytes())) == 1


def test_berkas_lain_di_folder_tidak_dilewati_diam_diam(jalan, kembali, tmp_path):
    (kembali / "~$angket.xlsx").write_bytes(b"kunci Excel")
    (kembali / "jawaban.pdf").write_bytes(b"%PDF")
    with pytest.raises(GalatParameter, match=r"jawaban\.pdf"):
        jalan("gabung", "--dari", kembali, "--ke", tmp_path)
    (kembali / "jawaban.pdf").unlink()
    assert jalan("gabung", "--dari", kembali, "--ke", tmp_path) == KELUAR_BAIK


@pytest.mark.parametrize("folder", ["tidak_ada", "kosong"])
def test_folder_tanpa_angket_ditolak(jalan, tmp_path, folder):
    (tmp_path / "kosong").mkdir()
    with pytest.raises(GalatParameter, match=r"tidak ada|kosong"):
        jalan("gabung", "--dari", tmp_path / folder, "--ke", tmp_path)


def test_notula_tidak_menimpa_angket(jalan, kembali, tmp_path):
    with pytest.raises(GalatParameter, match="akan tertimpa"):
        jalan("gabung", "--dari", kembali, "--ke", tmp_path, "--notula", sorted(kembali.iterdir())[0])


def test_contoh_lewat_angket_dan_kembali(jalan, tmp_path, capsys):
    ke, lembar, lagi = tmp_path / "pihak", tmp_path / "terisi", tmp_path / "lagi"
    assert jalan("contoh-pihak", "--peserta", 2, "--ke", ke, "--lembar", lembar) == KELUAR_BAIK
    assert "Tidak seorang pun memberi jawaban ini" in capsys.readouterr().out
    assert len(list(lembar.iterdir())) == 6
    jalan("gabung", "--dari", lembar, "--ke", lagi, "--bobot-pihak", "pejabat=1/2,pegawai=1/4,pemangku_kepentingan=1/4")
    assert (lagi / "01.csv").read_bytes() == (ke / "01.csv").read_bytes()
    assert "pejabat 50,0%, pegawai 25,0%, pemangku kepentingan 25,0%" in capsys.readouterr().out
    with pytest.raises(GalatRumus, match="tidak berjumlah tepat 1"):
        jalan(
            "gabung",
            "--dari",
            lembar,
            "--ke",
            lagi,
            "--ganti",
            "--bobot-pihak",
            "pejabat=1/2,pegawai=1/4,pemangku_kepentingan=1/5",
        )


@pytest.mark.parametrize("bobot", ["warga=1", "pejabat=x", "pejabat=1,pejabat=1", "pejabat=1/0", "pejabat"])
def test_bobot_pihak_yang_tidak_terbaca_salah_pakai(jalan, tmp_path, bobot, capsys):
    with pytest.raises(SystemExit) as keluar:
        jalan("gabung", "--dari", tmp_path, "--ke", tmp_path, "--bobot-pihak", bobot)
    assert keluar.value.code == 2
    assert "--bobot-pihak" in capsys.readouterr().err


def test_kota_tanpa_opd(jalan, tmp_path):
    jalan("contoh-pihak", "--peserta", 1, "--ke", tmp_path, opd=None)
    data = baca_pertimbangan((tmp_path / "kota.csv").read_bytes())
    assert set(data["perangkat"]) == {"aspek", "perspektif"}


def test_tabel_yang_tidak_dapat_ditulis_tidak_meninggalkan_notula_atau_angket(jalan, kembali, tmp_path):
    berkas, notula, lembar = tmp_path / "berkas", tmp_path / "notula.xlsx", tmp_path / "terisi"
    berkas.write_text("bukan folder", encoding="utf-8")
    with pytest.raises(OSError, match="berkas"):
        jalan("gabung", "--dari", kembali, "--ke", berkas, "--notula", notula)
    with pytest.raises(OSError, match="berkas"):
        jalan("contoh-pihak", "--peserta", 1, "--ke", berkas, "--lembar", lembar)
    assert not notula.exists()
    assert not lembar.exists()

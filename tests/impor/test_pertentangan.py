"""What a second source may not change in silence: the meaning of a period id, a number behind a text, a table's only place."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from penilaian.data import baca_data
from penilaian.data.simpanan import baca_manifes
from tests.data.conftest import ANI, ISI, tulis_csv

from .test_alur import isi_folder, masukkan


@pytest.fixture
def ke(tmp_path: Path) -> Path:
    ke = tmp_path / "ke"
    assert masukkan(ke, tulis_csv(tmp_path / "sumber", ISI)).ditulis
    return ke


def referensi(berkas: Path, **arti: tuple[str, str]) -> Path:
    isi = [
        {"id": nomor.strip("p"), "tahun": 2025, "periode_awal": awal, "periode_akhir": akhir}
        for nomor, (awal, akhir) in arti.items()
    ]
    berkas.write_text(json.dumps({"data": isi}))
    return berkas


T3, T4 = ("2025-07-01", "2025-09-30"), ("2025-10-01", "2025-12-31")


def test_arti_periode_yang_berubah_ditolak_kecuali_diminta_ganti(ke: Path, tmp_path: Path) -> None:
    masukkan(ke, referensi(tmp_path / "ref_periode.json", p15=T3, p16=T4))
    tertukar = referensi(tmp_path / "ref_periode_2.json", p15=T4, p16=T3)
    hasil = masukkan(ke, tertukar)
    assert hasil.temuan["kode"].tolist() == ["periode_ekinerja_bertentangan"] * 2
    assert hasil.ditolak
    masukkan(ke, tertukar, ganti=True)
    assert dict((baca_manifes(ke) or pytest.fail("tanpa manifes")).periode_ekinerja) == {
        "15": "2025-T4",
        "16": "2025-T3",
    }


def test_dua_referensi_sekaligus_yang_bertentangan_selalu_ditolak(ke: Path, tmp_path: Path) -> None:
    satu, dua = (referensi(tmp_path / f"ref_periode_{n}.json", p1=arti) for n, arti in enumerate((T3, T4)))
    assert "periode_ekinerja_bertentangan" in set(masukkan(ke, satu, dua, ganti=True).temuan["kode"])


@pytest.mark.parametrize(("teks", "sama"), [("90,25 %", True), ("85,51 %", False), ("hampir semua", False)])
def test_teks_terhadap_angka_tersimpan_bukan_pelengkap(ke: Path, tmp_path: Path, teks: str, *, sama: bool) -> None:
    kolom = ("nip", "periode", "kode_indikator", "teks_realisasi")
    peta = "judul: uji\ntabel:\n  realisasi:\n    kolom:\n" + "".join(f"      {nama}: {nama}\n" for nama in kolom)
    (tmp_path / "peta.yaml").write_text(peta)
    lain = tmp_path / "kiriman.csv"
    lain.write_text(f'{",".join(kolom)}\n{ANI},2025-T4,I1,"{teks}"\n')
    hasil = masukkan(ke, lain, peta=tmp_path / "peta.yaml")
    assert (hasil.ditolak == "") is sama
    if sama:
        return
    assert {"teks_realisasi", "realisasi"} == set(hasil.beda["kolom"])
    masukkan(ke, lain, peta=tmp_path / "peta.yaml", ganti=True)
    milik = baca_data(ke).tabel["realisasi"].set_index(["nip", "kode_indikator"]).loc[(ANI, "I1")]
    assert milik["teks_realisasi"] == teks
    assert milik["realisasi"] != 90.25


def test_tabel_lepas_di_folder_tujuan_menolak_impor(tmp_path: Path) -> None:
    sumber = tulis_csv(tmp_path / "sumber", ISI)
    ke = tmp_path / "ke"
    ke.mkdir()
    shutil.copy(sumber / "opd.csv", ke)
    lama = isi_folder(ke)
    hasil = masukkan(ke, sumber)
    assert hasil.temuan[["kode", "tabel"]].values.tolist() == [["tabel_lepas", "opd"]]
    assert isi_folder(ke) == lama


def test_berkas_yang_sama_dibaca_satu_kali(tmp_path: Path) -> None:
    sumber = tulis_csv(tmp_path / "sumber", ISI)
    shutil.copytree(sumber, tmp_path / "salinan")
    hasil = masukkan(tmp_path / "ke", sumber, tmp_path / "salinan")
    assert set(hasil.temuan["kode"]) == {"berkas_sama"}
    assert hasil.ringkas["baru"].sum() == sum(map(len, ISI.values()))


def test_tabel_csv_dikenali_dari_kepalanya_apa_pun_namanya(tmp_path: Path) -> None:
    sumber = tulis_csv(tmp_path / "sumber", ISI)
    katalog = (sumber / "indikator.csv").rename(sumber / "kat_isi.csv")
    hasil = masukkan(tmp_path / "ke", katalog)
    assert hasil.ditulis
    assert hasil.ringkas[["berkas", "tabel"]].values.tolist() == [["kat_isi.csv", "indikator"]]

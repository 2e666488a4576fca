"""Whole imports of our own tables: idempotent, all or nothing, and never a silent replacement."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest
from filelock import FileLock

from penilaian.data import baca_data
from penilaian.data.simpanan import NAMA_KUNCI, NAMA_MANIFES
from penilaian.galat import GalatData, GalatParameter
from penilaian.impor import HasilImpor, Permintaan, impor, kumpulkan_berkas
from tests.data.conftest import ANI, ISI, salin_isi, tulis_csv, tulis_xlsx

Isi = dict[str, list[dict[str, str]]]


def waktu_tetap() -> datetime:
    return datetime(2026, 1, 31, 8, tzinfo=UTC)


def masukkan(ke: Path, *jalur: Path, **pilihan: object) -> HasilImpor:
    permintaan = Permintaan(ke, sekarang=waktu_tetap, **pilihan)  # type: ignore[arg-type]
    return impor(kumpulkan_berkas(jalur), permintaan)


def isi_folder(folder: Path) -> dict[str, bytes]:
    return {
        satu.relative_to(folder).as_posix(): satu.read_bytes()
        for satu in sorted(folder.rglob("*"))
        if satu.is_file() and satu.name != NAMA_KUNCI
    }


@pytest.fixture
def sumber(tmp_path: Path) -> Path:
    return tulis_csv(tmp_path / "sumber", ISI)


@pytest.fixture
def ke(tmp_path: Path) -> Path:
    return tmp_path / "masuk" / "2025"


def test_tabel_yang_diimpor_terbaca_sama_dengan_sumbernya(sumber: Path, ke: Path) -> None:
    hasil = masukkan(ke, sumber)
    assert hasil.ditolak == ""
    assert hasil.ditulis
    langsung, lewat_impor = baca_data(sumber), baca_data(ke)
    assert lewat_impor.temuan.empty
    for nama, frame in langsung.tabel.items():
        urut = sorted(frame.columns)
        kiri, kanan = (satu.sort_values(urut, ignore_index=True) for satu in (frame, lewat_impor.tabel[nama]))
        pd.testing.assert_frame_equal(kiri, kanan)


def test_impor_ulang_tidak_mengubah_satu_byte_pun(sumber: Path, ke: Path) -> None:
    masukkan(ke, sumber)
    lama = isi_folder(ke)
    hasil = masukkan(ke, sumber)
    assert not hasil.ditulis
    assert not hasil.berubah
    assert isi_folder(ke) == lama


def test_urutan_berkas_tidak_mengubah_hasil(sumber: Path, tmp_path: Path) -> None:
    berkas = sorted(sumber.iterdir())
    masukkan(tmp_path / "a", *berkas)
    masukkan(tmp_path / "b", *reversed(berkas))
    assert isi_folder(tmp_path / "a") == isi_folder(tmp_path / "b")


def test_satu_buku_kerja_sama_dengan_berkas_terpisah(sumber: Path, tmp_path: Path) -> None:
    tulis_xlsx(tmp_path / "semua.xlsx", ISI)  # type: ignore[arg-type]
    masukkan(tmp_path / "a", sumber)
    masukkan(tmp_path / "b", tmp_path / "semua.xlsx")
    tabel = [{n: i for n, i in isi_folder(tmp_path / satu).items() if n != NAMA_MANIFES} for satu in ("a", "b")]
    assert tabel[0] == tabel[1]


def ubah(sumber: Path, folder: Path, tabel: str, **nilai: str) -> Path:
    isi = salin_isi()
    isi[tabel][0].update(nilai)
    return tulis_csv(folder, {tabel: isi[tabel]})


def test_yang_bertentangan_ditunjukkan_dan_ditolak_sampai_diminta_ganti(sumber: Path, ke: Path, tmp_path: Path) -> None:
    masukkan(ke, sumber)
    lama = isi_folder(ke)
    baru = ubah(sumber, tmp_path / "baru", "realisasi", realisasi="91.5")
    hasil = masukkan(ke, baru)
    assert "--ganti" in hasil.ditolak
    assert hasil.beda[["tabel", "kunci", "kolom", "lama", "baru"]].values.tolist() == [
        ["realisasi", f"{ANI} · 2025-T4 · I1", "realisasi", "90.25", "91.5"]
    ]
    assert isi_folder(ke) == lama
    hasil = masukkan(ke, baru, ganti=True)
    assert hasil.ditulis
    assert baca_data(ke).tabel["realisasi"]["realisasi"].tolist().count(91.5) == 1
    catatan = json.loads((ke / NAMA_MANIFES).read_text())["sumber"][-1]
    assert catatan["ganti"] is True
    assert catatan["tabel"]["realisasi"] == {"baru": 0, "dilengkapi": 0, "diganti": 1, "sama": 3}
    assert catatan["waktu"] == "2026-01-31T08:00:00+00:00"


def test_impor_lama_sesudah_diganti_kembali_ditanyakan(sumber: Path, ke: Path, tmp_path: Path) -> None:
    masukkan(ke, sumber)
    masukkan(ke, ubah(sumber, tmp_path / "baru", "realisasi", realisasi="91.5"), ganti=True)
    assert "--ganti" in masukkan(ke, sumber).ditolak


def test_dua_sumber_sekaligus_yang_bertentangan_tidak_pernah_saling_mengganti(
    sumber: Path, ke: Path, tmp_path: Path
) -> None:
    lain = ubah(sumber, tmp_path / "lain", "realisasi", realisasi="91.5")
    hasil = masukkan(ke, sumber, lain, ganti=True)
    assert "sumber_bertentangan" in set(hasil.temuan["kode"])
    assert hasil.ditolak
    assert not (ke / NAMA_MANIFES).exists()


def test_satu_galat_menolak_semuanya(sumber: Path, ke: Path, tmp_path: Path) -> None:
    rusak = ubah(sumber, tmp_path / "rusak", "realisasi", nip="123")
    hasil = masukkan(ke, *(satu for satu in sumber.iterdir() if satu.stem != "realisasi"), rusak / "realisasi.csv")
    assert "--lewati-galat" in hasil.ditolak
    assert not (ke / NAMA_MANIFES).exists()


def test_baris_galat_dilewati_hanya_bila_diminta_dan_dicatat(sumber: Path, ke: Path, tmp_path: Path) -> None:
    rusak = ubah(sumber, tmp_path / "rusak", "realisasi", nip="123")
    hasil = masukkan(ke, rusak, lewati_galat=True)
    assert hasil.ringkas[["baru", "dilewati"]].values.tolist() == [[3, 1]]
    assert json.loads((ke / NAMA_MANIFES).read_text())["sumber"][0]["baris_dilewati"] == 1
    assert len(baca_data(ke).tabel["realisasi"]) == 3


def test_percobaan_tidak_menulis_apa_pun(sumber: Path, ke: Path) -> None:
    hasil = masukkan(ke, sumber, coba=True)
    assert hasil.berubah
    assert not hasil.ditulis
    assert not ke.exists()


def test_hanya_tabel_yang_diminta(sumber: Path, ke: Path) -> None:
    masukkan(ke, sumber, hanya=frozenset({"opd"}))
    assert list(json.loads((ke / NAMA_MANIFES).read_text())["tabel"]) == ["opd"]


def test_impor_lain_yang_sedang_berjalan_menghalangi(sumber: Path, ke: Path) -> None:
    ke.mkdir(parents=True)
    with FileLock(ke / NAMA_KUNCI), pytest.raises(GalatData, match="Impor lain sedang menulis"):
        masukkan(ke, sumber)


def test_tabel_tersimpan_yang_diubah_di_luar_impor_ketahuan(sumber: Path, ke: Path) -> None:
    masukkan(ke, sumber)
    berkas = next((ke / "tabel").glob("realisasi-*.parquet"))
    shutil.copy(next((ke / "tabel").glob("skp-*.parquet")), berkas)
    temuan = baca_data(ke).temuan
    assert temuan.loc[temuan["kode"] == "simpanan_berubah", ["tingkat", "tabel"]].values.tolist() == [
        ["galat", "realisasi"]
    ]
    with pytest.raises(GalatData, match="tidak dapat dipakai"):
        masukkan(ke, sumber)


@pytest.mark.parametrize("isi", [b"{", b"[]", b'{"versi": 9}', b'{"versi": 1, "tabel": {"opd": "../rahasia.parquet"}}'])
def test_catatan_impor_yang_rusak_ditolak_dengan_jelas(sumber: Path, ke: Path, isi: bytes) -> None:
    masukkan(ke, sumber)
    (ke / NAMA_MANIFES).write_bytes(isi)
    assert "catatan_impor_rusak" in set(baca_data(ke).temuan["kode"])
    with pytest.raises(GalatData, match="Catatan impor"):
        masukkan(ke, sumber)


def test_berkas_tak_dikenal_disebut_bersama_jenis_yang_ada(sumber: Path, ke: Path, tmp_path: Path) -> None:
    (tmp_path / "foto.jpg").write_bytes(b"\xff\xd8")
    hasil = masukkan(ke, sumber, tmp_path / "foto.jpg")
    assert hasil.temuan["kode"].tolist() == ["jenis_tidak_dikenal"]
    assert "e-Kinerja" in hasil.temuan["apa"].iat[0]
    assert hasil.ditolak


def test_jalur_yang_tidak_ada_atau_folder_kosong_adalah_salah_pakai(ke: Path, tmp_path: Path) -> None:
    (tmp_path / "kosong").mkdir()
    for jalur in (tmp_path / "tidak_ada.csv", tmp_path / "kosong"):
        with pytest.raises(GalatParameter):
            masukkan(ke, jalur)


def test_padanan_harus_berbentuk_nama_dan_kode(sumber: Path, ke: Path) -> None:
    ke.mkdir(parents=True)
    (ke / "padanan.yaml").write_text("opd: [satu, dua]\n")
    with pytest.raises(GalatParameter, match="padanan"):
        masukkan(ke, sumber)


def test_tabel_berserak_di_folder_impor_tidak_menimpa_yang_diimpor(sumber: Path, ke: Path) -> None:
    masukkan(ke, sumber)
    shutil.copy(sumber / "opd.csv", ke)
    assert "sumber_ganda" in set(baca_data(ke).temuan["kode"])


def dengan_padanan(folder: Path, isi: str) -> None:
    folder.mkdir(parents=True)
    (folder / "padanan.yaml").write_text(f"opd:\n{isi}\n")


def satu_temuan(hasil: HasilImpor, kode: str) -> dict[str, object]:
    (baris,) = hasil.temuan[hasil.temuan["kode"] == kode].to_dict("records")
    return {str(nama): nilai for nama, nilai in baris.items()}


def test_kode_opd_yang_tidak_ada_ditolak_dengan_yang_mirip(sumber: Path, ke: Path) -> None:
    hasil = masukkan(ke, sumber, kode_opd="1")
    assert (hasil.ditulis, hasil.ditolak != "") == (False, True)
    assert "yang mirip: 01" in str(satu_temuan(hasil, "opd_tidak_ada")["apa"])


def test_kode_opd_yang_dibawa_impor_yang_sama_diterima(sumber: Path, ke: Path) -> None:
    dengan_padanan(ke, '  "Nama Lain": "01"')
    assert masukkan(ke, sumber, kode_opd="01").ditulis


def test_padanan_ke_kode_yang_tidak_ada_ditolak_dengan_yang_mirip(sumber: Path, ke: Path) -> None:
    dengan_padanan(ke, f'  "{ISI["opd"][0]["nama"]} Kota": "077"')
    hasil = masukkan(ke, sumber)
    temuan = satu_temuan(hasil, "padanan_tidak_ada")
    assert (hasil.ditulis, temuan["berkas"], temuan["nilai"]) == (False, "padanan.yaml", "077")
    assert f"01 ({ISI['opd'][0]['nama']})" in str(temuan["apa"])


def test_padanan_tidak_mengganti_nama_yang_sama_persis(sumber: Path, ke: Path, tmp_path: Path) -> None:
    opd = [*salin_isi()["opd"], {**salin_isi()["opd"][0], "kode": "99", "nama": "Badan Lain Sekali"}]
    tulis_csv(tmp_path / "lain", {"opd": opd})
    (sumber / "opd.csv").write_bytes((tmp_path / "lain" / "opd.csv").read_bytes())
    dengan_padanan(ke, '  "badan lain  SEKALI": "01"')
    hasil = masukkan(ke, sumber)
    temuan = satu_temuan(hasil, "padanan_bertentangan")
    assert not hasil.ditulis
    assert "99 (Badan Lain Sekali)" in str(temuan["apa"])
    assert "dengan 01" in str(temuan["apa"])


def test_dua_padanan_satu_nama_yang_berbeda_ditolak(sumber: Path, ke: Path) -> None:
    dengan_padanan(ke, '  "Disdik": "01"\n  "DISDIK": "02"')
    hasil = masukkan(ke, sumber)
    assert not hasil.ditulis
    assert {"padanan_tidak_ada", "padanan_bertentangan"} & set(hasil.temuan["kode"])

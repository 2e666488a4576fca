"""One fault at a time in a clean folder: the finding it gives, with its row and column."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from penilaian.data import baca_data, periksa_data

from .conftest import ANI, BUDI, ISI, KEPALA, salin_isi, tulis_csv

Isi = dict[str, list[dict[str, str]]]
Rusak = Callable[[Isi], object]


def ganti(tabel: str, urut: int, **nilai: str) -> Rusak:
    return lambda isi: isi[tabel][urut].update(nilai)


def tambah(tabel: str, sumber: int, **nilai: str) -> Rusak:
    return lambda isi: isi[tabel].append({**isi[tabel][sumber], **nilai})


def hapus(tabel: str, urut: int) -> Rusak:
    return lambda isi: isi[tabel].pop(urut)


def test_folder_bersih_tidak_menimbulkan_temuan(folder_bersih: Path) -> None:
    temuan = periksa_data(folder_bersih)
    assert temuan.empty, temuan.to_dict("records")


GALAT = [
    # Values that cannot be read.
    (ganti("pegawai", 1, nip="18900202"), "nip_tidak_sah", "pegawai", 3, "nip"),
    (ganti("pegawai", 1, nip="189002302015032002"), "nip_tidak_sah", "pegawai", 3, "nip"),
    (ganti("pegawai", 1, nip="1,89E+17"), "nip_numerik", "pegawai", 3, "nip"),
    (ganti("pegawai", 2, nip="188803031912121000"), "nip_tidak_sah", "pegawai", 4, "nip"),
    (ganti("pegawai", 1, periode="2025-13"), "periode_tidak_sah", "pegawai", 3, "periode"),
    (ganti("pegawai", 1, mutasi="mungkin"), "bukan_ya_tidak", "pegawai", 3, "mutasi"),
    (ganti("pegawai", 1, jenis="honorer"), "nilai_tidak_dikenal", "pegawai", 3, "jenis"),
    (ganti("penetapan", 0, hasil_kerja="Bagus"), "nilai_tidak_dikenal", "penetapan", 2, "hasil_kerja"),
    (ganti("skp", 0, target="delapan"), "bukan_bilangan", "skp", 2, "target"),
    (ganti("skp", 0, diubah="31 Februari 2025"), "bukan_tanggal", "skp", 2, "diubah"),
    (ganti("skp", 0, diubah="03/04/2025"), "tanggal_ambigu", "skp", 2, "diubah"),
    (ganti("ikm", 0, responden="15.5"), "bukan_bulat", "ikm", 2, "responden"),
    # Schema: required, range, key.
    (ganti("pegawai", 1, nama="  "), "wajib_kosong", "pegawai", 3, "nama"),
    (ganti("ikm", 0, ikm="120"), "di_luar_rentang", "ikm", 2, "ikm"),
    (ganti("ikm", 0, responden="0"), "di_luar_rentang", "ikm", 2, "responden"),
    (tambah("umpan_balik", 0), "kunci_ganda", "umpan_balik", 4, "nomor"),
    (tambah("realisasi", 0), "kunci_ganda", "realisasi", 6, None),
    # Across tables.
    (ganti("pegawai", 2, kode_opd="99"), "rujukan_tidak_ada", "pegawai", 4, "kode_opd"),
    (ganti("indikator", 0, kode_induk="X"), "rujukan_tidak_ada", "indikator", 2, "kode_induk"),
    (tambah("skp", 0, nip="188501011910031001"), "pegawai_tidak_ada", "skp", 6, "nip"),
    (tambah("penetapan", 0, periode="2025-T3"), "pegawai_tidak_ada", "penetapan", 4, "nip"),
    (ganti("pegawai", 1, nip_penilai=ANI), "menilai_diri_sendiri", "pegawai", 3, "nip_penilai"),
    (ganti("penetapan", 1, nip_penilai=BUDI), "menilai_diri_sendiri", "penetapan", 3, "nip_penilai"),
    (hapus("skp", 0), "skp_tidak_ada", "realisasi", 2, "kode_indikator"),
    (ganti("realisasi", 0, alasan_kosong="cuti"), "alasan_kosong_bertentangan", "realisasi", 2, "alasan_kosong"),
    (ganti("realisasi", 0, realisasi="90.1234567"), "terlalu_teliti", "realisasi", 2, "realisasi"),
    (ganti("realisasi", 0, realisasi="1234567890123456"), "terlalu_teliti", "realisasi", 2, "realisasi"),
    (ganti("umpan_balik", 0, sasaran="R3"), "sasaran_tidak_dikenal", "umpan_balik", 2, "sasaran"),
    (ganti("umpan_balik", 1, sasaran="rajin"), "sasaran_tidak_dikenal", "umpan_balik", 3, "sasaran"),
    # Targets.
    (ganti("skp", 0, target_bawah="80", target_atas="90"), "target_ganda", "skp", 2, "target"),
    (ganti("skp", 0, target=""), "target_tidak_ada", "skp", 2, "target"),
    (ganti("skp", 1, target_atas=""), "rentang_tidak_lengkap", "skp", 3, "target_bawah"),
    (ganti("skp", 1, target_atas="70"), "rentang_terbalik", "skp", 3, "target_bawah"),
    (ganti("skp", 0, target="", target_bawah="80", target_atas="90"), "jenis_target_beda", "skp", 2, "target"),
    (ganti("skp", 1, target="85", target_bawah="", target_atas=""), "jenis_target_beda", "skp", 3, "target"),
]
PERINGATAN = [
    (hapus("realisasi", 0), "realisasi_tidak_ada", "skp", 2, "kode_indikator"),
    (ganti("realisasi", 1, alasan_kosong=""), "alasan_kosong_tidak_ada", "realisasi", 3, "alasan_kosong"),
    (ganti("pegawai", 1, nip_penilai="186001011885031001"), "penilai_tidak_ada", "pegawai", 3, "nip_penilai"),
    (ganti("pegawai", 1, jenis_kelamin="L"), "jenis_kelamin_beda", "pegawai", 3, "jenis_kelamin"),
    (ganti("umpan_balik", 0, dari=ANI), "umpan_balik_diri_sendiri", "umpan_balik", 2, "dari"),
    (ganti("skp", 0, target="", teks_target="minimal 80%"), "target_tidak_terurai", "skp", 2, "teks_target"),
    (ganti("skp", 0, target="", teks_target="7 bulan"), "target_tidak_terurai", "skp", 2, "teks_target"),
    (ganti("penetapan", 1, predikat="sangat_kurang"), "predikat_bukan_kuadran", "penetapan", 3, "predikat"),
    (ganti("skp", 0, teks_target="95%"), "target_beda_dari_teks", "skp", 2, "teks_target"),
    (ganti("skp", 1, teks_target="80 – 95%"), "target_beda_dari_teks", "skp", 3, "teks_target"),
]
CATATAN = [
    (ganti("penetapan", 1, nip_penilai=ANI), "penilai_berbeda", "penetapan", 3, "nip_penilai"),
    (ganti("skp", 0, target="", teks_target="80%"), "target_diurai", "skp", 2, "teks_target"),
]
SEMUA = [
    (*kasus, tingkat)
    for tingkat, daftar in (("galat", GALAT), ("peringatan", PERINGATAN), ("catatan", CATATAN))
    for kasus in daftar
]


@pytest.mark.parametrize(
    ("rusak", "kode", "tabel", "baris", "kolom", "tingkat"), SEMUA, ids=[f"{k[1]}-{i}" for i, k in enumerate(SEMUA)]
)
def test_kesalahan_ditemukan_di_tempatnya(
    tmp_path: Path, rusak: Rusak, kode: str, tabel: str, baris: int, kolom: str | None, tingkat: str
) -> None:
    isi = salin_isi()
    rusak(isi)
    temuan = periksa_data(tulis_csv(tmp_path / "masuk", isi))
    cocok = temuan[(temuan["kode"] == kode) & (temuan["tabel"] == tabel) & (temuan["baris"] == baris)]
    assert len(cocok) == 1, temuan.to_dict("records")
    satu = cocok.iloc[0]
    assert satu["tingkat"] == tingkat
    assert satu["berkas"] == f"{tabel}.csv"
    assert (satu["kolom"] == kolom) if kolom else satu[["kolom"]].isna().all()
    assert satu["apa"]
    assert satu["tindakan"]


def test_nilai_yang_gagal_dibaca_hilang_dan_dilaporkan_sekali(tmp_path: Path) -> None:
    isi = salin_isi()
    isi["pegawai"][1]["jenis"] = "honorer"
    data = baca_data(tulis_csv(tmp_path / "masuk", isi))
    assert data.tabel["pegawai"]["jenis"].isna().tolist() == [False, True, False]
    di_sel = data.temuan[(data.temuan["baris"] == 3) & (data.temuan["kolom"] == "jenis")]
    assert di_sel[["kode", "nilai"]].values.tolist() == [["nilai_tidak_dikenal", "honorer"]]


@pytest.mark.parametrize("nilai", ["", "88,5 %", "delapan"])
def test_realisasi_yang_tidak_ada_tidak_pernah_menjadi_nol(tmp_path: Path, nilai: str) -> None:
    isi = salin_isi()
    isi["realisasi"][0]["realisasi"] = nilai
    data = baca_data(tulis_csv(tmp_path / "masuk", isi))
    hasil = data.tabel["realisasi"]["realisasi"].iloc[0]
    assert hasil == 88.5 if "88" in nilai else hasil != hasil
    kode = set(data.temuan["kode"])
    assert kode == {"": {"alasan_kosong_tidak_ada"}, "88,5 %": set(), "delapan": {"bukan_bilangan"}}[nilai]


@pytest.mark.parametrize(
    ("teks", "urut", "harapan"),
    [("80 – 90%", 1, (None, 80.0, 90.0)), ("61,95%", 0, (61.95, None, None))],
)
def test_target_tertulis_mengisi_angkanya(
    tmp_path: Path, teks: str, urut: int, harapan: tuple[float | None, ...]
) -> None:
    isi = salin_isi()
    isi["skp"][urut].update(target="", target_bawah="", target_atas="", teks_target=teks)
    data = baca_data(tulis_csv(tmp_path / "masuk", isi))
    baris = data.tabel["skp"].iloc[urut][["target", "target_bawah", "target_atas"]]
    assert [None if nilai != nilai else nilai for nilai in baris] == list(harapan)
    assert data.temuan["kode"].tolist() == ["target_diurai"]
    assert "%" in data.temuan["apa"].iloc[0]


def test_ejaan_lain_dipadankan(tmp_path: Path) -> None:
    isi = salin_isi()
    isi["penetapan"][0].update(hasil_kerja="Di Atas Ekspektasi", perilaku_kerja="SESUAI EKSPEKTASI")
    isi["pegawai"][0].update(jenis="PNS", jenis_kelamin="l", periode="2025-t4", mutasi="Tidak")
    isi["umpan_balik"][1]["sasaran"] = "Akuntabel"
    isi["pegawai"][1]["nip"] = "18900202 191503 2 002"
    isi["skp"][0]["diubah"] = "31 Desember 2025"
    data = baca_data(tulis_csv(tmp_path / "masuk", isi))
    assert data.temuan.empty, data.temuan.to_dict("records")
    assert data.tabel["penetapan"].iloc[0][["hasil_kerja", "perilaku_kerja"]].tolist() == ["di_atas", "sesuai"]
    assert data.tabel["pegawai"]["nip"].tolist() == [KEPALA, ANI, BUDI]
    assert data.tabel["umpan_balik"]["sasaran"].tolist() == ["R1", "akuntabel"]


def test_tabel_acuan_yang_tidak_terbaca_tidak_membanjiri_temuan(tmp_path: Path) -> None:
    folder = tulis_csv(tmp_path / "masuk", ISI)
    (folder / "pegawai.csv").write_bytes(b"\x00\x01\x02")
    assert periksa_data(folder)["kode"].tolist() == ["berkas_rusak"]

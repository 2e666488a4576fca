"""What a reader is told is Indonesian: no library's words, no Python."""

from __future__ import annotations

import re
from datetime import time, timedelta
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from penilaian.data import periksa_data, tulis_tabel

from .conftest import ISI, salin_isi, tulis_csv, tulis_xlsx

ASING = re.compile(
    r"corrupt|detect|field|limit|such file|datetime|\bTrue\b|\bFalse\b|\bdays?\b|\bNone\b|error|[{}\[\]]|'",
    re.IGNORECASE,
)


def pastikan_indonesia(temuan: pd.DataFrame) -> None:
    assert not temuan.empty
    for kolom in ("apa", "tindakan", "nilai"):
        for teks in temuan[kolom].dropna():
            assert not ASING.search(teks), teks


def test_parquet_yang_rusak(folder_bersih: Path) -> None:
    (folder_bersih / "penetapan.csv").unlink()
    berkas = folder_bersih / "penetapan.parquet"
    pq.write_table(pa.table({"nip": ["x" * 50 + str(urut) for urut in range(500)]}), berkas, compression="snappy")
    isi = bytearray(berkas.read_bytes())
    isi[20:400] = b"\xff" * 380
    berkas.write_bytes(bytes(isi))
    temuan = periksa_data(folder_bersih)
    assert temuan["kode"].tolist() == ["berkas_rusak"]
    pastikan_indonesia(temuan)


def test_buku_kerja_yang_rusak(folder_bersih: Path) -> None:
    (folder_bersih / "opd.csv").unlink()
    (folder_bersih / "opd.xlsx").write_bytes(b"bukan apa-apa")
    pastikan_indonesia(periksa_data(folder_bersih))


@pytest.mark.parametrize(
    ("isi", "sebab"),
    [
        ('"' + "x" * 1_000_001 + '",2025-S2,1,80', "1.000.000 karakter"),
        ('"01,2025-S2,1,80', "tidak ditutup"),
        ('"01"x,2025-S2,1,80', "sesudah tanda kutip"),
    ],
)
def test_csv_yang_rusak(folder_bersih: Path, isi: str, sebab: str) -> None:
    (folder_bersih / "ikm.csv").write_bytes(f"kode_opd,periode,responden,ikm\n{isi}\n".encode())
    temuan = periksa_data(folder_bersih)
    assert temuan["kode"].tolist() == ["berkas_rusak"]
    assert sebab in temuan["apa"].iloc[0]
    pastikan_indonesia(temuan)


def test_tautan_putus(folder_bersih: Path) -> None:
    (folder_bersih / "opd.csv").unlink()
    (folder_bersih / "opd.csv").symlink_to(folder_bersih / "tidak_ada")
    temuan = periksa_data(folder_bersih)
    assert "tautan" in temuan["apa"].iloc[0]
    pastikan_indonesia(temuan)


@pytest.mark.parametrize(
    ("nilai", "apa"),
    [
        (pd.Timestamp("2025-01-02").to_pydatetime(), "Tanggal 2 Januari 2025 bukan bilangan"),
        (True, "Isian benar/salah bukan bilangan"),
        (time(7, 30), "Jam 07:30:00 bukan bilangan"),
        (timedelta(days=1, hours=2), "bukan bilangan"),
        ("x'y", "“x"),
    ],
)
def test_sel_excel_yang_bukan_bilangan(folder_bersih: Path, nilai: object, apa: str) -> None:
    isi: list[dict[str, object]] = [dict(baris) for baris in ISI["realisasi"]]
    isi[0]["realisasi"] = nilai
    (folder_bersih / "realisasi.csv").unlink()
    tulis_xlsx(folder_bersih / "realisasi.xlsx", {"realisasi": isi})
    temuan = periksa_data(folder_bersih)
    satu = temuan[temuan["kode"] == "bukan_bilangan"]
    assert apa in satu["apa"].iloc[0]
    if nilai != "x'y":
        pastikan_indonesia(temuan)


@pytest.mark.parametrize(
    ("tabel", "kolom", "nilai"),
    [("ikm", "responden", "15.5"), ("skp", "diubah", "kapan-kapan"), ("skp", "diubah", "03/04/2025"),
     ("pegawai", "mutasi", "mungkin"), ("skp", "teks_target", "minimal 80%"), ("realisasi", "realisasi", "1e999")],
)  # fmt: skip
def test_nilai_csv_dikutip_dengan_tanda_kutip_biasa(tmp_path: Path, tabel: str, kolom: str, nilai: str) -> None:
    isi = salin_isi()
    isi[tabel][0][kolom] = nilai
    if kolom == "teks_target":
        isi[tabel][0]["target"] = ""
    pastikan_indonesia(periksa_data(tulis_csv(tmp_path / "masuk", isi)))


def test_nip_bilangan_di_parquet_tidak_menyalahkan_excel(folder_bersih: Path) -> None:
    (folder_bersih / "penetapan.csv").unlink()
    tabel = pd.DataFrame(ISI["penetapan"])
    tulis_tabel(tabel.assign(nip=tabel["nip"].astype("int64")), folder_bersih / "penetapan.parquet")
    temuan = periksa_data(folder_bersih)
    assert set(temuan["kode"]) >= {"nip_numerik"}
    assert not (temuan["apa"] + temuan["tindakan"]).str.contains("Excel").any()


def test_isi_yang_bukan_satu_nilai_ditolak(folder_bersih: Path) -> None:
    (folder_bersih / "ikm.csv").unlink()
    isi = {nama: [nilai] for nama, nilai in ISI["ikm"][0].items()} | {"ikm": [[80.0, 81.0]], "kode_opd": [b"01"]}
    pq.write_table(pa.table(isi), folder_bersih / "ikm.parquet")
    temuan = periksa_data(folder_bersih)
    assert temuan[["kode", "kolom", "nilai"]].values.tolist() == [
        ["bukan_satu_nilai", "ikm", "(bukan satu nilai)"],
        ["bukan_satu_nilai", "kode_opd", "(bukan satu nilai)"],
    ]
    pastikan_indonesia(temuan)


def test_parquet_yang_mengaku_berisi_jutaan_baris_ditolak(folder_bersih: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("penilaian.data.parquet._BATAS_BARIS", 1)
    (folder_bersih / "penetapan.csv").unlink()
    tulis_tabel(pd.DataFrame(ISI["penetapan"]), folder_bersih / "penetapan.parquet")
    temuan = periksa_data(folder_bersih)
    assert temuan["kode"].tolist() == ["berkas_terlalu_besar"]

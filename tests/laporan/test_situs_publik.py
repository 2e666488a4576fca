"""The public copy: what leaves, what stays, and that nothing else is touched."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from penilaian.galat import GalatParameter, GalatPenilaian
from penilaian.laporan import tulis_indeks
from penilaian.laporan.situs_nip import berkas_memuat_nip
from penilaian.laporan.situs_publik import lepas_tautan, terbitkan

NIP = "189001011915031007"


def tulis(folder: Path, nama: str, halaman: str = "<p>isi</p>", **lain: Any) -> None:
    tujuan = folder / "2025-T4"
    tujuan.mkdir(parents=True, exist_ok=True)
    for jenis, isi in (("html", halaman), ("ipynb", "{}"), ("pdf", "%PDF")):
        (tujuan / f"{nama}.{jenis}").write_text(isi, "utf-8")
    isi = {
        "id": nama, "notebook": "02", "judul": "Penilaian", "kode_opd": "01", "nama_opd": "Dinas A",
        "periode": "2025-T4", "label_periode": "Triwulan IV 2025", "status": "selesai", "kelas": "publik",
        "sidik": "abc", "parameter": {"folder_data": "/rumah/rahasia"}, "jejak": {"nip": NIP}, "sebab": "sebab rahasia",
        "html": f"{nama}.html", "ipynb": f"{nama}.ipynb", "pdf": f"{nama}.pdf", "xlsx": "",
        "berkas": {f"{nama}.html": hashlib.sha256(halaman.encode()).hexdigest()}, **lain,
    }  # fmt: skip
    (tujuan / f"{nama}.json").write_text(json.dumps(isi), "utf-8")


@pytest.fixture
def asal(tmp_path: Path) -> Path:
    folder = tmp_path / "asal"
    tulis(folder, "boleh", '<p><a href="boleh.ipynb">Notebook</a> <a href="../indeks.html">Semua</a></p>')
    tulis(folder, "unit", kelas="unit")
    tulis(folder, "tanpa_kelas", kelas="")
    tulis(folder, "gagal", status="gagal")
    tulis_indeks(folder, basi={"boleh": "berkas rahasia.xlsx berubah"})
    return folder


def test_hanya_laporan_publik_yang_selesai_terbit_tanpa_yang_tidak_perlu(asal: Path, tmp_path: Path) -> None:
    hasil = terbitkan(asal, tmp_path / "umum")
    assert hasil.terbit == ["boleh"]
    assert {satu.id for satu in hasil.tertinggal} == {"unit", "tanpa_kelas", "gagal"}
    assert not any(satu.salah for satu in hasil.tertinggal)
    nama = {str(satu.relative_to(tmp_path / "umum")) for satu in (tmp_path / "umum").rglob("*") if satu.is_file()}
    assert nama == {
        ".situs-publik", "indeks.html", "2025-T4/boleh.html", "2025-T4/boleh.json", "situs/2025-T4.html",
        "situs/opd-01.html", "situs/data-2025.js",
    }  # fmt: skip
    seluruh = "".join((tmp_path / "umum" / satu).read_text("utf-8") for satu in nama)
    assert "rahasia" not in seluruh
    assert NIP not in seluruh
    assert "Kelas halaman ini: publik" in hasil.indeks.read_text("utf-8")
    assert "berubah sejak laporan ini dibuat" in hasil.indeks.read_text("utf-8")


def test_manifes_publik_memuat_sidik_halaman_yang_terbit(asal: Path, tmp_path: Path) -> None:
    terbitkan(asal, tmp_path / "umum")
    tujuan = tmp_path / "umum" / "2025-T4"
    isi = json.loads((tujuan / "boleh.json").read_text("utf-8"))
    halaman = (tujuan / "boleh.html").read_bytes()
    assert isi["berkas"] == {"boleh.html": hashlib.sha256(halaman).hexdigest()}
    assert halaman == b'<p>Notebook <a href="../indeks.html">Semua</a></p>'
    assert not {"jejak", "parameter", "sebab", "tindakan", "masukan", "ipynb", "pdf"} & set(isi)


def test_tautan_ke_yang_tidak_terbit_dilepas() -> None:
    halaman = (
        '<ul><li>a</li><li class="x"><a href="b.ipynb">Notebook</a></li></ul><a href="../2025-T3/b.html" rel="prev">←</a>'
        '<a href="#isi">isi</a><a href="https://contoh.go.id">luar</a><a href="../2025-T2/b.html#x">ada</a>'
    )
    assert lepas_tautan(halaman, "2025-T4", {"2025-T2/b.html"}) == (
        '<ul><li>a</li></ul><a href="#isi">isi</a><a href="https://contoh.go.id">luar</a>'
        '<a href="../2025-T2/b.html#x">ada</a>'
    )


@pytest.mark.parametrize(
    "isi",
    [
        f"<p>{NIP}</p>", f"<!-- {NIP} -->", f"<script>x={NIP}</script>", "<td>18900101 191503 1 007</td>",
        "<p>18900101<b>191503</b>1007</p>", f'<img alt="{NIP}">', "<p>1&#56;9001011915031007</p>",
    ],
)  # fmt: skip
def test_laporan_yang_memuat_nip_ditahan(asal: Path, tmp_path: Path, isi: str) -> None:
    tulis(asal, "bocor", isi)
    hasil = terbitkan(asal, tmp_path / "umum")
    assert [satu.id for satu in hasil.tertinggal if satu.salah] == ["bocor"]
    assert not list((tmp_path / "umum").rglob("bocor*"))


def test_koordinat_gambar_dan_pecahan_bukan_nip(tmp_path: Path) -> None:
    halaman = tmp_path / "a.html"
    halaman.write_text('<svg><path d="M 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8"/></svg><p>Rp1.234.567</p>', "utf-8")
    buku = tmp_path / "a.xlsx"
    with zipfile.ZipFile(buku, "w") as isi:
        isi.writestr("xl/worksheets/sheet1.xml", "<c><v>0.08333333333333333</v></c>")
    assert not berkas_memuat_nip(halaman)
    assert not berkas_memuat_nip(buku)


@pytest.mark.parametrize(
    "isi", [f"<si><t>{NIP}</t></si>", f"<c><v>{NIP}</v></c>", "<si><t>18900101 191503 1 007</t></si>"]
)
def test_nip_di_dalam_buku_kerja_ketahuan(tmp_path: Path, isi: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as buku:
        buku.writestr("xl/sharedStrings.xml", isi)
    assert berkas_memuat_nip(tmp_path / "a.xlsx")


def test_berkas_yang_berubah_sejak_manifesnya_ditahan(asal: Path, tmp_path: Path) -> None:
    (asal / "2025-T4" / "boleh.html").write_text("<p>lain</p>", "utf-8")
    hasil = terbitkan(asal, tmp_path / "umum")
    assert [satu.id for satu in hasil.tertinggal if satu.salah] == ["boleh"]
    assert hasil.terbit == []


def test_nip_di_judul_membatalkan_dan_terbitan_lama_utuh(asal: Path, tmp_path: Path) -> None:
    terbitkan(asal, tmp_path / "umum")
    semula = (tmp_path / "umum" / "indeks.html").read_bytes()
    tulis(asal, "judul", judul=f"Laporan {NIP}")
    with pytest.raises(GalatPenilaian, match="18 angka"):
        terbitkan(asal, tmp_path / "umum")
    assert (tmp_path / "umum" / "indeks.html").read_bytes() == semula
    assert sorted(satu.name for satu in tmp_path.iterdir()) == ["asal", "umum"]


def test_terbitan_berikutnya_menggantikan_seluruhnya(asal: Path, tmp_path: Path) -> None:
    terbitkan(asal, tmp_path / "umum")
    tulis(asal, "boleh", kelas="unit")
    terbitkan(asal, tmp_path / "umum")
    assert not list((tmp_path / "umum").rglob("boleh*"))


@pytest.mark.parametrize("tujuan", ["asal", "asal/umum", "."])
def test_tujuan_yang_bercampur_dengan_asal_ditolak(asal: Path, tmp_path: Path, tujuan: str) -> None:
    with pytest.raises(GalatParameter, match="di luar folder laporan"):
        terbitkan(asal, tmp_path / tujuan)


def test_folder_berisi_hal_lain_tidak_ditimpa(asal: Path, tmp_path: Path) -> None:
    (tmp_path / "rumah").mkdir()
    (tmp_path / "rumah" / "penting.txt").write_text("x", "utf-8")
    with pytest.raises(GalatParameter, match="berisi hal lain"):
        terbitkan(asal, tmp_path / "rumah")
    assert (tmp_path / "rumah" / "penting.txt").exists()


def test_menerbitkan_tidak_mengubah_asal(asal: Path, tmp_path: Path) -> None:
    semula = {satu: satu.read_bytes() for satu in asal.rglob("*") if satu.is_file()}
    terbitkan(asal, tmp_path / "umum")
    assert {satu: satu.read_bytes() for satu in asal.rglob("*") if satu.is_file()} == semula

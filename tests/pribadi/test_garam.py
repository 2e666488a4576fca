from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from penilaian.cli.utama import utama
from penilaian.pribadi.garam import PEUBAH, GalatGaram, Garam, buat_garam, muat_garam, tempat_garam

HEKSA = bytes(range(32)).hex()
posix = pytest.mark.skipif(os.name != "posix", reason="izin berkas hanya ada di POSIX")


@pytest.fixture(autouse=True)
def rumah(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, and nothing set."""
    monkeypatch.setenv("HOME", str(tmp_path / "rumah"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "rumah"))
    monkeypatch.delenv(PEUBAH, raising=False)
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    return tmp_path / "rumah"


def tulis(berkas: Path, isi: str = HEKSA, izin: int = 0o600) -> Path:
    berkas.parent.mkdir(parents=True, exist_ok=True)
    berkas.write_text(isi, "ascii")
    berkas.chmod(izin)
    return berkas


def kode(berkas: Path | None = None) -> str:
    with pytest.raises(GalatGaram) as galat:
        muat_garam(berkas)
    assert galat.value.tindakan
    assert HEKSA not in str(galat.value)
    return galat.value.kode


def test_urutan_tempat_garam(tmp_path: Path, rumah: Path) -> None:
    sebut, lingkungan = tmp_path / "a", {PEUBAH: str(tmp_path / "b"), "XDG_CONFIG_HOME": str(tmp_path / "c")}
    assert tempat_garam(sebut, lingkungan).berkas == sebut
    assert tempat_garam(None, lingkungan).berkas == tmp_path / "b"
    assert tempat_garam(None, lingkungan | {PEUBAH: ""}).berkas == tmp_path / "c" / "penilaian" / "garam"
    bawaan = rumah / ".config" / "penilaian" / "garam"
    assert tempat_garam(None, {}).berkas == tempat_garam(None, {"XDG_CONFIG_HOME": "relatif"}).berkas == bawaan


def test_garam_terbaca_dari_ketiga_tempat(tmp_path: Path, rumah: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tulis(rumah / ".config" / "penilaian" / "garam", HEKSA)
    assert muat_garam().isi == bytes(range(32))
    tulis(tmp_path / "b", bytes(range(32, 64)).hex().upper() + "\n")
    monkeypatch.setenv(PEUBAH, str(tmp_path / "b"))
    assert muat_garam().isi == bytes(range(32, 64))
    assert muat_garam(tulis(tmp_path / "a", HEKSA)).isi == bytes(range(32))


def test_garam_yang_tidak_ada_tidak_dibuat_diam_diam(rumah: Path) -> None:
    assert kode() == "garam_tidak_terbaca"
    assert not rumah.exists()


@pytest.mark.parametrize(
    ("isi", "sebab"),
    [
        ("", "garam_bukan_heksa"), ("rahasia sekali", "garam_bukan_heksa"), (HEKSA[:-1], "garam_bukan_heksa"),
        (f"{HEKSA[:32]} {HEKSA[32:]}", "garam_bukan_heksa"), (HEKSA[:-2], "garam_pendek"), ("00" * 32, "garam_tidak_acak"),
    ],
)  # fmt: skip
def test_isi_yang_bukan_garam_ditolak(tmp_path: Path, isi: str, sebab: str) -> None:
    assert kode(tulis(tmp_path / "garam", isi)) == sebab


def test_isi_biner_ditolak_tanpa_galat_program(tmp_path: Path) -> None:
    (tmp_path / "garam").write_bytes(bytes(range(128, 192)))
    (tmp_path / "garam").chmod(0o600)
    assert kode(tmp_path / "garam") == "garam_bukan_heksa"
    assert kode(tmp_path) == "garam_tidak_terbaca"


@posix
@pytest.mark.parametrize("izin", [0o640, 0o604, 0o610, 0o666])
def test_garam_yang_dapat_dibuka_orang_lain_ditolak(tmp_path: Path, izin: int) -> None:
    assert kode(tulis(tmp_path / "garam", izin=izin)) == "garam_terbuka"


@pytest.mark.parametrize("berupa_berkas", [False, True])
def test_garam_di_dalam_pohon_kerja_git_ditolak(tmp_path: Path, berupa_berkas: bool) -> None:
    git = tmp_path / "repo" / ".git"
    if berupa_berkas:
        tulis(git, "gitdir: lain")
    else:
        git.mkdir(parents=True)
    assert kode(tulis(tmp_path / "repo" / "dalam" / "sekali" / "garam")) == "garam_dalam_git"
    with pytest.raises(GalatGaram, match="git"):
        buat_garam(tmp_path / "repo" / "baru")
    assert not (tmp_path / "repo" / "baru").exists()


@posix
def test_tautan_ke_dalam_dan_dari_dalam_pohon_kerja_git_ditolak(tmp_path: Path) -> None:
    (tmp_path / "repo" / ".git").mkdir(parents=True)
    (tmp_path / "luar").symlink_to(tulis(tmp_path / "repo" / "garam"))
    (tmp_path / "repo" / "tautan").symlink_to(tulis(tmp_path / "asli"))
    assert kode(tmp_path / "luar") == kode(tmp_path / "repo" / "tautan") == "garam_dalam_git"


def test_garam_baru_acak_dan_dapat_dimuat(tmp_path: Path) -> None:
    satu, dua = buat_garam(tmp_path / "x" / "satu"), buat_garam(tmp_path / "x" / "dua")
    assert satu == muat_garam(tmp_path / "x" / "satu") != dua
    assert len(satu.isi) == 32
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "x" / "satu").stat().st_mode) == 0o600
        assert stat.S_IMODE((tmp_path / "x").stat().st_mode) == 0o700


def test_garam_yang_ada_tidak_ditimpa(tmp_path: Path) -> None:
    berkas = tulis(tmp_path / "garam", "apa pun")
    with pytest.raises(GalatGaram) as galat:
        buat_garam(berkas)
    assert galat.value.kode == "garam_sudah_ada"
    assert berkas.read_text("ascii") == "apa pun"


def test_garam_tidak_mencetak_dirinya() -> None:
    garam = Garam(bytes(range(32)))
    assert not {str(garam.isi), HEKSA} & {str(garam), repr(garam)}
    assert "x00" not in f"{garam}{garam!r}"
    assert garam.sidik == Garam(bytes(range(32))).sidik != Garam(bytes(range(1, 33))).sidik
    assert garam.sidik not in HEKSA


def test_perintah_garam_membuat_lalu_menunjukkan_sidik_saja(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    berkas = tmp_path / "garam"
    assert utama(["garam", "--berkas", str(berkas)]) == 1
    assert "tidak ditemukan" in capsys.readouterr().err
    assert utama(["garam", "--buat", "--berkas", str(berkas)]) == 0
    baru = capsys.readouterr().out
    assert utama(["garam", "--berkas", str(berkas)]) == 0
    lama = capsys.readouterr().out
    sidik = f"Sidik: {muat_garam(berkas).sidik}"
    assert sidik in baru
    assert [str(berkas) in lama, "Keadaan: sah" in lama, sidik in lama] == [True] * 3
    assert berkas.read_text("ascii").strip() not in baru + lama
    assert utama(["garam", "--buat", "--berkas", str(berkas)]) == 1


def test_perintah_garam_menyebut_tempat_yang_dicari(rumah: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert utama(["garam"]) == 1
    keluaran = capsys.readouterr()
    assert str(rumah / ".config" / "penilaian" / "garam") in keluaran.out
    assert "penilaian garam --buat" in keluaran.err

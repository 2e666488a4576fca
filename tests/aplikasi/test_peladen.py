"""The server itself: started, refused, stopped, behind a proxy."""

from __future__ import annotations

import signal
import socket
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from penilaian.aplikasi.peladen import _sambutan, hangatkan, layani
from penilaian.galat import GalatParameter, GalatPenilaian
from penilaian.rapat.buku import BukuRapat
from tests.aplikasi.conftest import CONTOH
from tests.aplikasi.klien import Dunia
from tests.aplikasi.peladen_nyata import peladen_nyata


def _kepala(alamat: str, **kepala: str) -> tuple[int, dict[str, str]]:
    minta = urllib.request.Request(alamat, headers=kepala)
    try:
        with urllib.request.urlopen(minta) as jawaban:
            return jawaban.status, dict(jawaban.headers)
    except urllib.error.HTTPError as galat:
        return galat.code, dict(galat.headers)


@pytest.mark.parametrize("cara", [signal.SIGINT, signal.SIGTERM])
def test_melayani_lalu_berhenti_dengan_baik(tmp_path: Path, cara: signal.Signals) -> None:
    with peladen_nyata(
        CONTOH, tmp_path / "rapat" / "kalibrasi.sqlite", PENILAIAN_APLIKASI_HOST="rapat.example, lain.example"
    ) as peladen:
        assert f"melayani di {peladen.alamat}/" in peladen.sambutan
        assert "Belum ada pengguna" in peladen.sambutan
        kode, kepala = _kepala(f"{peladen.alamat}/masuk")
        assert kode == 200
        assert "Server" not in kepala
        assert "Secure" not in kepala["Set-Cookie"]
        # As a reverse proxy on this machine sends it.
        proksi = {"Host": "rapat.example", "X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.7"}
        kode, kepala = _kepala(f"{peladen.alamat}/masuk", **proksi)
        assert kode == 200
        assert "Secure" in kepala["Set-Cookie"]
        assert _kepala(f"{peladen.alamat}/masuk", Host="jahat.example")[0] == 400
        assert _kepala(f"{peladen.alamat}/masuk", **{**proksi, "X-Forwarded-Host": "jahat.example"})[0] == 400
        kode, keluar, catatan = peladen.hentikan(cara)
    assert kode == 0
    assert "Aplikasi kalibrasi berhenti" in keluar
    assert "203.0.113.7 GET /masuk 200" in catatan
    assert "Traceback" not in keluar + catatan


def test_porta_yang_sudah_dipakai_disebut(tmp_path: Path) -> None:
    with socket.socket() as soket:
        soket.bind(("127.0.0.1", 0))
        soket.listen()
        with pytest.raises(GalatPenilaian, match="sedang dipakai program lain") as galat:
            layani(CONTOH, tmp_path / "buku.sqlite", "127.0.0.1", soket.getsockname()[1])
    assert "--porta" in galat.value.tindakan


@pytest.mark.parametrize("alamat", ["192.0.2.1", "bukan.alamat.invalid"])
def test_alamat_mesin_lain(tmp_path: Path, alamat: str) -> None:
    with pytest.raises(GalatPenilaian, match="alamat itu bukan alamat mesin ini"):
        layani(CONTOH, tmp_path / "buku.sqlite", alamat)


@pytest.mark.parametrize("porta", [0, -1, 65_536])
def test_porta_yang_tidak_ada(tmp_path: Path, porta: int) -> None:
    with pytest.raises(GalatParameter, match="tidak ada"):
        layani(CONTOH, tmp_path / "buku.sqlite", "127.0.0.1", porta)


def test_folder_yang_tidak_ada(tmp_path: Path) -> None:
    with pytest.raises(GalatPenilaian):
        layani(tmp_path / "tidakada", tmp_path / "buku.sqlite")


def test_peringatan_bila_terbuka_ke_jaringan() -> None:
    assert not any("Peringatan" in baris for baris in _sambutan("127.0.0.1", 8350, berpengguna=True))
    assert not any("Peringatan" in baris for baris in _sambutan("::1", 8350, berpengguna=True))
    terbuka = _sambutan("0.0.0.0", 8350, berpengguna=True)
    assert any("tanpa TLS" in baris for baris in terbuka)


def test_tinjauan_rapat_terbuka_dihitung_sebelum_diminta(dunia: Dunia, monkeypatch: pytest.MonkeyPatch) -> None:
    diminta: list[str] = []
    monkeypatch.setattr(
        "penilaian.aplikasi.gudang.Keadaan.tinjauan", lambda _, kode, periode: diminta.append(f"{kode}-{periode}")
    )
    hangatkan(dunia.aplikasi.extensions["penilaian"])
    assert diminta == ["dinkes-2025-T4"]
    with BukuRapat.buka(dunia.berkas_buku) as buku:
        from penilaian.rapat.rapat import kunci_rapat

        kunci_rapat(buku, "dinkes-2025-T4", "Siti")
    hangatkan(dunia.aplikasi.extensions["penilaian"])
    assert diminta == ["dinkes-2025-T4"]

"""Every hostile file gives exactly the findings it must: no traceback, no silence, no stop, no flood."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from penilaian.cli.utama import utama
from penilaian.data import baca_data

from .conftest import ISI, tulis_csv
from .jahat import KORPUS, terbatas
from .jahat.bahan import Jahat
from .jahat.terbatas import DETIK, WaktuHabisError

RINGAN = [satu for satu in KORPUS if not satu.berat]
BERAT = [satu for satu in KORPUS if satu.berat]
BATAS_TEMUAN = 100
PANJANG_PESAN = 1_500


def siapkan(satu: Jahat, tempat: Path) -> Path:
    tempat.mkdir(exist_ok=True)
    folder = tulis_csv(tempat / "masuk", ISI)
    satu.bangun(folder)
    return folder


def periksa_temuan(satu: Jahat, temuan: pd.DataFrame) -> None:
    assert dict(zip(temuan["kode"], temuan["tingkat"], strict=True)) == dict(satu.harapan)
    assert len(temuan) <= BATAS_TEMUAN
    for kolom in ("apa", "tindakan"):
        assert temuan[kolom].str.strip().str.len().between(8, PANJANG_PESAN).all(), temuan[kolom].tolist()
        assert not temuan[kolom].str.contains("Traceback|Error|Exception|Errno", regex=True).any(), temuan[
            kolom
        ].tolist()


@pytest.fixture
def jam() -> Iterator[None]:
    """At most ten seconds for one file."""

    def habis(*_: object) -> None:
        raise WaktuHabisError

    lama = signal.signal(signal.SIGALRM, habis)
    signal.alarm(DETIK)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, lama)


@pytest.fixture(scope="module")
def hasil_berat(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, object]]:
    """What a process with little memory says of each heavy file."""
    tempat = tmp_path_factory.mktemp("berat")
    folder = [str(siapkan(satu, tempat / satu.nama)) for satu in BERAT]
    jalan = subprocess.run(
        [sys.executable, "-P", str(terbatas.__file__), *folder],
        capture_output=True,
        text=True,
        timeout=DETIK * (len(BERAT) + 1),
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    return {satu["folder"]: satu for satu in map(json.loads, jalan.stdout.splitlines())}


@pytest.mark.usefixtures("jam")
@pytest.mark.parametrize("satu", RINGAN, ids=[satu.nama[:60] for satu in RINGAN])
def test_berkas_jahat_memberi_temuan_yang_tepat(tmp_path: Path, satu: Jahat) -> None:
    data = baca_data(siapkan(satu, tmp_path))
    periksa_temuan(satu, data.temuan)
    if satu.periksa is not None:
        satu.periksa(data)


@pytest.mark.parametrize("satu", BERAT, ids=[satu.nama for satu in BERAT])
def test_berkas_berat_tidak_menghabiskan_ingatan_dan_waktu(
    hasil_berat: dict[str, dict[str, object]], satu: Jahat
) -> None:
    hasil = hasil_berat.get(satu.nama, {"jejak": "proses berhenti sebelum sampai ke berkas ini"})
    assert "jejak" not in hasil, hasil["jejak"]
    periksa_temuan(satu, pd.DataFrame(hasil["temuan"], columns=["tingkat", "kode", "apa", "tindakan"], dtype="str"))


@pytest.mark.usefixtures("jam")
@pytest.mark.parametrize("satu", RINGAN[::12], ids=[satu.nama[:60] for satu in RINGAN[::12]])
def test_perintah_periksa_tidak_pernah_menampilkan_jejak(
    tmp_path: Path, satu: Jahat, capsys: pytest.CaptureFixture[str]
) -> None:
    keluar = utama(["periksa", str(siapkan(satu, tmp_path))])
    tampil = capsys.readouterr()
    assert keluar == int("galat" in satu.harapan.values())
    assert "Traceback" not in tampil.out + tampil.err
    assert "Kesalahan program" not in tampil.out + tampil.err
    assert " galat, " in tampil.out


def test_korpus_cukup_besar_dan_bernama_sendiri_sendiri() -> None:
    nama = [satu.nama for satu in KORPUS]
    assert len(nama) == len(set(nama))
    assert len(nama) >= 300

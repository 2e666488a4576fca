"""An import that is killed leaves the state before it, or the whole new one: nothing between."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from pathlib import Path

import pytest

from penilaian.data import baca_data
from penilaian.data.simpanan import NAMA_MANIFES, baca_manifes
from penilaian.impor import Permintaan, impor, kumpulkan_berkas
from tests.data.conftest import ISI, salin_isi, tulis_csv

BUNUH = 6


def _impor_berulang(ke: str, sumber: list[str], mulai: multiprocessing.synchronize.Event) -> None:
    mulai.set()
    while True:
        for satu in sumber:
            impor(kumpulkan_berkas([Path(satu)]), Permintaan(Path(ke), ganti=True))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="perlu SIGKILL")
def test_dibunuh_kapan_pun_folder_tetap_utuh(tmp_path: Path) -> None:
    isi = salin_isi()
    isi["realisasi"][0]["realisasi"] = "91.5"
    isi["skp"][0]["target"] = "86.5"
    sumber = [str(tulis_csv(tmp_path / "a", ISI)), str(tulis_csv(tmp_path / "b", isi))]
    ke = tmp_path / "ke"
    impor(kumpulkan_berkas([Path(sumber[0])]), Permintaan(ke))
    konteks = multiprocessing.get_context("spawn")
    terlihat = set()
    for urut in range(BUNUH):
        mulai = konteks.Event()
        proses = konteks.Process(target=_impor_berulang, args=(str(ke), sumber, mulai))
        proses.start()
        assert mulai.wait(60)
        time.sleep(0.05 + 0.037 * urut)
        os.kill(proses.pid or 0, signal.SIGKILL)
        proses.join(30)
        data = baca_data(ke)
        assert not set(data.temuan["kode"]) & {"simpanan_berubah", "catatan_impor_rusak", "sumber_ganda"}
        nilai = {tuple(sorted(data.tabel[n][k].dropna())) for n, k in (("realisasi", "realisasi"), ("skp", "target"))}
        assert nilai in (
            {(9.0, 86.0, 90.25), (85.5, 85.5)},
            {(9.0, 86.0, 91.5), (85.5, 86.5)},
        )
        terlihat.add((baca_manifes(ke) or pytest.fail(NAMA_MANIFES)).tabel["skp"])
    assert impor(kumpulkan_berkas([Path(sumber[1])]), Permintaan(ke, ganti=True)).ditolak == ""
    assert len(list((ke / "tabel").iterdir())) <= 2 * len(ISI)

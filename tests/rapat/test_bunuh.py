"""A writer may be killed at any moment: what it was told is recorded stays recorded, and nothing half is left."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

from penilaian.rapat.buku import BukuRapat
from penilaian.rapat.rapat import buka_rapat
from tests.rapat.anak import KELOMPOK
from tests.rapat.bahan_uji import KETUA, cuplikan

AKAR = Path(__file__).parents[2]
KALI = int(os.environ.get("PENILAIAN_BUNUH_RAPAT", "6"))
"""How often; `make uji-bunuh-rapat` does it many times."""
BIJI = 11
PALING_LAMA = 0.25
"""Seconds a writer lives after its first entry: many transactions."""
PALING_LAMA_MEMBUAT = 0.06
"""Seconds from the word to make a ledger: as long as that takes, or a little longer."""


def test_penulis_yang_dibunuh_tidak_menghilangkan_yang_sudah_diakui(berkas, capsys):
    acak = random.Random(BIJI)
    diakui, hilang, rusak = {1}, 0, 0
    for putaran in range(KALI):
        nomor = _tulis_lalu_bunuh(berkas, f"uji{putaran}-2025-T4", acak.uniform(0, PALING_LAMA))
        assert nomor, "anak mati sebelum mencatat satu pun"
        diakui |= nomor
        # Opened plainly first: recovery must not depend on our own code.
        with closing(sqlite3.connect(berkas)) as basis:
            rusak += basis.execute("PRAGMA integrity_check").fetchall() != [("ok",)]
        with BukuRapat.buka(berkas) as buku:
            rusak += len(buku.verifikasi())
            catatan = buku.catatan()
            hilang += len(diakui - {satu.nomor for satu in catatan})
            per_rapat = Counter(satu.rapat for satu in catatan if satu.jenis == "suara")
            assert all(banyak % KELOMPOK == 0 for banyak in per_rapat.values()), "ada transaksi yang tercatat separuh"
            diakui.add(buku.tambah("sesudah-2025-T4", "kunci", {}, "Siti").nomor)
    with capsys.disabled():
        print(f"\n{KALI} kali dibunuh, {len(diakui)} catatan diakui, {hilang} hilang, {rusak} rusak")
    assert (hilang, rusak) == (0, 0)


def test_pembuat_buku_yang_dibunuh_tidak_meninggalkan_buku_yang_separuh(tmp_path, capsys):
    acak = random.Random(BIJI)
    tahap = Counter()
    for putaran in range(max(KALI // 2, 3)):
        berkas = tmp_path / f"rapat{putaran}" / "kalibrasi.sqlite"
        anak = _anak("buka", berkas, "Ani, Asisten", stdin=subprocess.PIPE)
        assert anak.stdout.readline().strip() == "siap"
        anak.stdin.write("\n")
        anak.stdin.flush()
        time.sleep(acak.uniform(0, PALING_LAMA_MEMBUAT))
        anak.kill()
        diakui = "menang" in anak.communicate()[0]
        ada = berkas.exists() and berkas.stat().st_size > 0
        with BukuRapat.buka(berkas, buat=True) as buku:
            assert buku.verifikasi() == []
            terbuka = [satu.oleh for satu in buku.catatan()]
            assert terbuka == ["Ani, Asisten"] if diakui else terbuka in ([], ["Ani, Asisten"])
            if not terbuka:
                buka_rapat(buku, cuplikan(), KETUA)
            assert len(buku.catatan()) == 1
        tahap["tercatat" if terbuka else "buku ada, rapat belum" if ada else "belum ada"] += 1
    with capsys.disabled():
        print(f"\n{sum(tahap.values())} kali dibunuh saat membuat buku: {dict(tahap)}")


def _anak(*argumen, **lain):
    return subprocess.Popen(
        [sys.executable, "-m", "tests.rapat.anak", *map(str, argumen)],
        cwd=AKAR, env={**os.environ, "PYTHONPATH": str(AKAR)}, stdout=subprocess.PIPE, text=True, **lain,
    )  # fmt: skip


def _tulis_lalu_bunuh(berkas, nama, lama):
    """The entry numbers a child acknowledged before it was killed."""
    anak = _anak("tulis", berkas, nama)
    pertama = anak.stdout.readline()
    time.sleep(lama)
    anak.send_signal(signal.SIGKILL)
    sisa = anak.communicate()[0]
    assert anak.returncode == -signal.SIGKILL
    # The last line may have been cut off by the kill: it acknowledges nothing.
    baris = [satu for satu in (pertama + sisa).splitlines(keepends=True) if satu.endswith("\n")]
    return {int(nomor) for satu in baris for nomor in satu.split()}

"""Processes that write to one ledger at the same time: `python -m tests.rapat.anak KERJA BUKU …`.

What is printed has been committed: a parent that kills this process may count on it. Imports that take long are made
where they are needed, since most children need none of them.
"""

import sys
from pathlib import Path

from penilaian.galat import GalatBentrok
from penilaian.rapat.buku import BukuRapat

KELOMPOK = 3
"""Entries of one transaction: a killed process must leave all or none of them."""
PENGISI = "x" * 3000
"""Makes transactions span several pages, and the log run over its checkpoints."""


def utama() -> None:
    kerja, berkas, *lain = sys.argv[1:]
    {"tulis": tulis, "tambah": tambah, "putuskan": putus, "buka": buka}[kerja](Path(berkas), *lain)


def tulis(berkas: Path, nama: str) -> None:
    """Append until killed, a group at a time."""
    with BukuRapat.buka(berkas) as buku:
        while True:
            semua = buku.tambah_banyak(nama, [("suara", {"urut": n, "isi": PENGISI}) for n in range(KELOMPOK)], nama)
            _lapor(" ".join(str(satu.nomor) for satu in semua))


def tambah(berkas: Path, nama: str, banyak: str) -> None:
    """Append so many, each in its own transaction, told when to start."""
    with BukuRapat.buka(berkas) as buku:
        _tunggu()
        for urut in range(int(banyak)):
            _lapor(str(buku.tambah("uji-2025-T4", "suara", {"urut": urut}, nama).nomor))


def putus(berkas: Path, nama: str) -> None:
    """Decide on everybody, each when told, as if having seen nothing."""
    from penilaian.rapat.rapat import putuskan
    from tests.rapat.bahan_uji import ID, NIP, aturan

    berlaku = aturan()
    with BukuRapat.buka(berkas) as buku:
        for nip in NIP:
            _tunggu()
            try:
                putuskan(buku, ID, nip, "di_atas", "sesuai", f"kata {nama}", nama, berdasar=0, aturan=berlaku)
                _lapor("menang")
            except GalatBentrok as galat:
                _lapor(f"bentrok: {galat.mengapa}")


def buka(berkas: Path, nama: str, kali: str = "1") -> None:
    """Open the meeting, and make the ledger for it; several times in ledgers beside it (``KE`` in the name)."""
    from penilaian.rapat.rapat import buka_rapat
    from tests.rapat.bahan_uji import cuplikan

    isi = cuplikan()
    for putaran in range(int(kali)):
        _tunggu()
        with BukuRapat.buka(Path(str(berkas).replace("KE", str(putaran))), buat=True) as buku:
            try:
                buka_rapat(buku, isi, nama)
                _lapor("menang")
            except GalatBentrok as galat:
                _lapor(f"bentrok: {galat.mengapa}")


def _tunggu() -> None:
    _lapor("siap")
    sys.stdin.readline()


def _lapor(teks: str) -> None:
    print(teks, flush=True)


if __name__ == "__main__":
    utama()

"""The answer of a worker becomes the files of a report, as if it had been made here; or why it cannot."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from penilaian.berkas import tulis_utuh
from penilaian.galat import GalatJalan
from penilaian.jalan.kerja import Pesanan, folder_notebook, galat_tulis
from penilaian.jalan.klaster_kiriman import Balasan
from penilaian.jalan.manifes import Manifes, baca_manifes, sidik_berkas, tulis_manifes
from penilaian.jalan.sidik import sidik_tugas

_AKHIRAN = ("html", "ipynb", "json", "pdf", "xlsx")
_URUTAN = (".ipynb", ".xlsx", ".pdf", ".html")
"""The page last: it links to the others."""


def pasang(balasan: Balasan, pesanan: Pesanan, kerja: Path, percobaan: int) -> Manifes:
    """Write the files of an answer, the manifest last; ``percobaan`` says which try on the cluster it came from.

    Raises:
        GalatJalan: the answer is damaged or to something else, or cannot be written.
    """
    try:
        with tempfile.TemporaryDirectory(dir=kerja) as ruang:
            manifes = _bongkar(balasan, pesanan, Path(ruang))
            if manifes is None:
                raise tak_utuh(pesanan, balasan.pekerja)
            manifes = replace(
                manifes, folder_notebook=folder_notebook(pesanan), percobaan=manifes.percobaan + percobaan - 1
            )
            _tulis(manifes, Path(ruang), pesanan)
            return manifes
    except OSError as galat:
        raise galat_tulis(galat, pesanan.tujuan) from None


def tak_utuh(pesanan: Pesanan, pekerja: str) -> GalatJalan:
    """An answer that cannot be used."""
    return GalatJalan(
        " ".join(f"Jawaban pekerja klaster {pekerja} tidak utuh atau bukan untuk laporan ini".split()),
        di_mana=pesanan.tugas.id,
        tindakan="periksa versi program di pekerja itu, lalu jalankan lagi",
    )


def _bongkar(balasan: Balasan, pesanan: Pesanan, ruang: Path) -> Manifes | None:
    """The files of an answer in a scratch folder, and their manifest; None unless it is the answer to this order."""
    nama = pesanan.tugas.id
    if not set(balasan.berkas) <= {f"{nama}.{akhiran}" for akhiran in _AKHIRAN}:
        return None
    for satu, isi in balasan.berkas.items():
        (ruang / satu).write_bytes(isi)
    manifes = baca_manifes(ruang / pesanan.berkas_manifes.name)
    if manifes is None or (manifes.id, manifes.sidik) != (nama, sidik_tugas(pesanan.tugas, pesanan.masukan)):
        return None
    lengkap = {*manifes.berkas, pesanan.berkas_manifes.name} == set(balasan.berkas)
    sama = all(sidik_berkas(ruang / satu) == isi for satu, isi in manifes.berkas.items())
    return manifes if lengkap and sama else None


def _tulis(manifes: Manifes, asal: Path, pesanan: Pesanan) -> None:
    """Each file by atomic rename; none of an earlier run stays beside the page of this one."""
    pesanan.tujuan.mkdir(parents=True, exist_ok=True)
    for akhiran in _URUTAN:
        nama = f"{manifes.id}{akhiran}"
        if nama not in manifes.berkas:
            (pesanan.tujuan / nama).unlink(missing_ok=True)
            continue
        with tulis_utuh(pesanan.tujuan / nama) as aliran:
            aliran.write((asal / nama).read_bytes())
    tulis_manifes(manifes, pesanan.berkas_manifes)

"""What a batch of reports shares: each data folder read once, each period scored once for everybody.

Nothing is shared unless a batch has said so with :func:`siapkan`; a notebook
opened by hand reads its folder itself. Data so shared is what was read when
the batch began, and its fingerprints are those of that reading.
"""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from pathlib import Path

from penilaian.aturan import muat_buku
from penilaian.data import Data, baca_data
from penilaian.galat import GalatPenilaian
from penilaian.nilai import Hasil, hitung
from penilaian.nilai.hitung import hitung_bagian
from penilaian.periode import Periode

_SIAP: dict[Path, Data] = {}
_NILAI: dict[tuple[Path, Periode], Hasil] = {}


def siapkan(folder: Path, data: Data) -> None:
    """Let all reports of this process, and of processes forked from it, use what was read from ``folder``."""
    _SIAP[folder.resolve()] = data


def siapkan_nilai(folder: Path, periode: Periode) -> None:
    """Score everybody of a shared folder once; reports on one agency then take their part.

    Where findings or rules forbid that, each report scores its own agency, and says what it finds.
    """
    folder = folder.resolve()
    if (folder, periode) not in _NILAI:
        with suppress(GalatPenilaian):
            _NILAI[folder, periode] = hitung(_SIAP[folder], periode, muat_buku())


def tersiap(folder: Path) -> bool:
    """Whether a folder is shared in this process."""
    return folder.resolve() in _SIAP


def data_folder(folder: Path) -> Data:
    """The tables of a folder, prepared or read now.

    Raises:
        GalatData: there is no such folder.
    """
    siap = _SIAP.get(folder.resolve())
    return baca_data(folder) if siap is None else siap


def hasil_folder(folder: Path, data: Data, kode_opd: str | None, periode: Periode) -> Hasil:
    """The scores of ``data``, which is the part of ``folder`` for an agency (None: all of it).

    Raises:
        GalatData: the tables have findings that forbid scoring, or nobody is listed.
    """
    if not tersiap(folder):
        return hitung(data, periode, muat_buku())
    return _hasil_siap(folder.resolve(), kode_opd, periode)


def irisan_folder(folder: Path, data: Data, kode_opd: str | None) -> Data:
    """The part of ``data``, read from ``folder``, for an agency (None: all of it); all periods."""
    if kode_opd is None:
        return data
    return _irisan_siap(folder.resolve(), kode_opd) if tersiap(folder) else data.untuk(kode_opd=kode_opd)


@cache
def _irisan_siap(folder: Path, kode_opd: str) -> Data:
    return _SIAP[folder].untuk(kode_opd=kode_opd)


@cache
def _hasil_siap(folder: Path, kode_opd: str | None, periode: Periode) -> Hasil:
    seluruhnya = _NILAI.get((folder, periode))
    if seluruhnya is None:
        return hitung(irisan_folder(folder, _SIAP[folder], kode_opd), periode, muat_buku())
    if kode_opd is None:
        return seluruhnya
    return hitung_bagian(seluruhnya, _irisan_siap(folder, kode_opd), muat_buku())

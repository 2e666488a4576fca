"""All kinds of source, and which one a file is."""

from __future__ import annotations

from types import ModuleType
from typing import cast

from penilaian.data.temuan import Temuan
from penilaian.data.uraian import GalatUrai
from penilaian.impor import formulir, tabel
from penilaian.impor.bacaan import BATAS_BERKAS, BerkasMasuk, Jenis
from penilaian.impor.ekinerja import penilaian, periode, skp

_MODUL: tuple[ModuleType, ...] = (periode, tabel, skp, penilaian, formulir)
JENIS: tuple[Jenis, ...] = tuple(cast("Jenis", satu) for satu in sorted(_MODUL, key=lambda modul: modul.URUTAN))


def kenali_jenis(berkas: BerkasMasuk) -> tuple[Jenis | None, list[Temuan]]:
    """The kind of a file, or the finding that says why there is none."""
    if not berkas.isi:
        return None, [_temuan(berkas, "berkas_kosong", "Berkas kosong (0 byte)", "ekspor ulang dari sistem asal")]
    if len(berkas.isi) > BATAS_BERKAS:
        apa = f"Berkas lebih besar dari {BATAS_BERKAS // 2**20} MB"
        return None, [_temuan(berkas, "berkas_terlalu_besar", apa, "pecah menurut tahun atau OPD, lalu impor lagi")]
    try:
        cocok = [satu for satu in JENIS if satu.kenali(berkas)]
        # A table is known by its name only; what others are known by stands in the file itself.
        cocok = [satu for satu in cocok if satu.NAMA != tabel.NAMA] or cocok
    except GalatUrai as galat:
        apa = f"{galat.apa} ({galat.mengapa})" if galat.mengapa else galat.apa
        return None, [_temuan(berkas, galat.kode, apa, galat.tindakan)]
    if len(cocok) == 1:
        return cocok[0], []
    if cocok:
        apa = f"Berkas ini tampak seperti {' dan '.join(satu.JUDUL for satu in cocok)} sekaligus"
        return None, [_temuan(berkas, "jenis_ganda", apa, "pisahkan lembarnya menjadi berkas sendiri-sendiri")]
    apa = f"Jenis berkas tidak dikenal; yang dikenal: {'; '.join(satu.JUDUL for satu in JENIS)}"
    tindakan = "ekspor ulang dari sistem asal, atau tulis pemetaannya dan beri --peta"
    return None, [_temuan(berkas, "jenis_tidak_dikenal", apa, tindakan)]


def _temuan(berkas: BerkasMasuk, kode: str, apa: str, tindakan: str) -> Temuan:
    return Temuan("galat", kode, apa, tindakan, berkas=berkas.nama)

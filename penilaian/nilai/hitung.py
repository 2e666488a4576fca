"""From the tables of a period to a result: the whole pipeline on one screen."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from penilaian.aturan import BukuAturan, muat_buku
from penilaian.galat import GalatJejak
from penilaian.nilai.hasil import Hasil
from penilaian.nilai.jejak import VERSI_JEJAK, Jejak, Langkah, sidik_tabel
from penilaian.nilai.olahan import Olahan
from penilaian.nilai.skema import BAGIAN, SKEMA, pilih_skema
from penilaian.periode import Periode

if TYPE_CHECKING:
    from penilaian.data import Data


def hitung(data: Data, periode: Periode | str, aturan: BukuAturan | None = None) -> Hasil:
    """Score the employees of one period.

    ``data`` holds the tables of `penilaian.data`; ``aturan`` is the rule book (the
    one that comes with the package if left out, or a scenario's). Which scheme
    judges the period is a provision of the book.

    Raises:
        GalatData: nobody is listed in the period, or the tables have findings that forbid scoring.
        GalatAturan: a rule is not in force in the period, or the regime knows no such period.
    """
    periode, buku = Periode.urai(periode), aturan or muat_buku()
    skema, dasar = pilih_skema(periode, buku)
    return _hasil(SKEMA[skema].hitung_skema(data, periode, buku), dasar, periode, buku)


def hitung_bagian(seluruhnya: Hasil, data: Data, aturan: BukuAturan | None = None) -> Hasil:
    """What `hitung` gives for ``data``, all employees of some agencies, where everybody has been scored already.

    ``seluruhnya`` is that score, by the same rule book. Trace and tables are the same to the last byte;
    a scheme whose results cannot be taken apart is computed anew.

    Raises:
        GalatData, GalatAturan: as `hitung`.
    """
    periode, buku = seluruhnya.periode, aturan or muat_buku()
    skema, dasar = pilih_skema(periode, buku)
    bagian = BAGIAN.get(skema)
    if bagian is None:
        return hitung(data, periode, buku)
    return _hasil(bagian(seluruhnya.tabel, data, periode, buku), dasar, periode, buku)


def _hasil(olahan: Olahan, dasar: tuple[str, ...], periode: Periode, buku: BukuAturan) -> Hasil:
    """The tables of a scheme's work with their trace."""
    jejak = Jejak(
        periode=periode.kode,
        hari=periode.akhir.isoformat(),
        skema=olahan.skema,
        masukan={nama: sidik_tabel(isi) for nama, isi in olahan.masukan.items()},
        aturan=buku.rekaman((*dasar, *olahan.ketentuan), periode.awal, periode.akhir),
        langkah=tuple(
            Langkah(nama, isi.uraian, isi.ketentuan, len(isi.tabel), sidik_tabel(isi.tabel))
            for nama, isi in olahan.keluaran.items()
        ),
    )
    return Hasil(periode, jejak, MappingProxyType({nama: isi.tabel for nama, isi in olahan.keluaran.items()}))


def ulang(jejak: Jejak, data: Data) -> Hasil:
    """Compute a recorded result again, with the rules the trace holds.

    Raises:
        GalatJejak: the tables or a step differ from what was recorded; names the first one.
    """
    hasil = hitung(data, jejak.periode, BukuAturan.dari_rekaman(jejak.aturan))
    nama = [butir.nama for butir in hasil.jejak.langkah]
    if jejak.versi != VERSI_JEJAK or [butir.nama for butir in jejak.langkah] != nama:
        raise GalatJejak(
            "Jejak dibuat versi lain",
            mengapa=f"versi {jejak.versi} dengan langkah {', '.join(butir.nama for butir in jejak.langkah) or 'tidak ada'}",
            tindakan=f"hitung ulang dengan versi paket yang mencatatnya; versi ini membaca {VERSI_JEJAK}",
        )
    beda_masukan = [nama for nama, sidik in jejak.masukan.items() if hasil.jejak.masukan.get(nama) != sidik]
    beda_langkah = [
        lama.nama for lama, baru in zip(jejak.langkah, hasil.jejak.langkah, strict=True) if lama.sidik != baru.sidik
    ]
    if beda_masukan or beda_langkah:
        raise GalatJejak(
            "Hitungan ulang tidak sama dengan jejak",
            di_mana=f"periode {jejak.periode}",
            mengapa=f"tabel masukan berbeda: {', '.join(beda_masukan) or 'tidak ada'}; langkah berbeda: {', '.join(beda_langkah) or 'tidak ada'}",
            tindakan="pastikan data yang dipakai adalah data saat laporan dibuat",
        )
    return hasil

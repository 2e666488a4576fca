"""The header of a file: which of its columns is which column of the dictionary."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import get_close_matches

from penilaian.bahasa import daftar_kata
from penilaian.data.kamus import KamusTabel
from penilaian.data.karakter import TAK_TERLIHAT
from penilaian.data.temuan import Asal, Temuan

_PANJANG_JUDUL = 100
TABEL_TIDAK_DIBACA = frozenset({"kolom_wajib_tidak_ada", "kolom_tidak_ada"})
"""Findings that, as galat, say that a table is not read."""


def cocokkan_kepala(
    kepala: Sequence[object], berisi: Callable[[int], bool], kamus: KamusTabel, asal: Asal
) -> tuple[dict[str, int], list[Temuan]]:
    """Column name → position in the file, and findings about missing, double and unknown columns.

    A header is a column's name or its label; letter case, outer spaces and invisible characters do not matter.
    """
    terpakai: dict[str, int] = {}
    temuan: list[Temuan] = []
    for urut, judul in enumerate(kepala):
        tulisan = _tulisan(judul)
        nama = kamus.alias.get(tulisan.casefold())
        if nama is None:
            if tulisan or berisi(urut):
                temuan.append(_tak_dikenal(tulisan, urut, kamus, asal))
        elif nama in terpakai:
            temuan.append(_ganda(nama, tulisan, _tulisan(kepala[terpakai[nama]]), asal))
        else:
            terpakai[nama] = urut
    hilang = [nama for nama in kamus.kolom if nama not in terpakai]
    wajib = [_hilang(nama, kamus, kepala, asal) for nama in hilang if kamus.kolom[nama].wajib]
    return terpakai, temuan + wajib + _pilihan_hilang(hilang, kamus, asal)


def _tulisan(judul: object) -> str:
    """A header as one reads it, cut where no column of ours is that long."""
    tulisan = "" if judul is None else " ".join(TAK_TERLIHAT.sub("", str(judul)[: 2 * _PANJANG_JUDUL]).split())
    return tulisan if len(tulisan) <= _PANJANG_JUDUL else f"{tulisan[:_PANJANG_JUDUL]}…"


def _pilihan_hilang(hilang: Sequence[str], kamus: KamusTabel, asal: Asal) -> list[Temuan]:
    """Absent columns that may be empty: a warning each, an error where nothing can be scored without them."""
    perlu = kamus.salah_satu if kamus.salah_satu and set(kamus.salah_satu) <= set(hilang) else ()
    temuan = [
        _tanpa_pilihan(nama, kamus, asal)
        for nama in hilang
        if not (kamus.kolom[nama].wajib or kamus.kolom[nama].boleh_tidak_ada or nama in perlu)
    ]
    if perlu:
        kolom = perlu[0] if len(perlu) == 1 else f"salah satu dari {', '.join(perlu)}"
        apa = f"Kolom {kolom} tidak ada; tanpa itu tidak ada yang dapat dinilai, dan tabel {asal.tabel} tidak dibaca"
        tindakan = f"tambahkan kolomnya, atau perbaiki judulnya menjadi {perlu[0]}"
        temuan.append(asal.temuan("galat", "kolom_tidak_ada", apa, tindakan, kolom=perlu[0]))
    return temuan


def _tanpa_pilihan(nama: str, kamus: KamusTabel, asal: Asal) -> Temuan:
    apa = f"Kolom {nama} ({kamus.kolom[nama].label}) tidak ada di berkas; semua barisnya dianggap kosong"
    tindakan = f"tambahkan kolom {nama}, boleh tanpa isi bila datanya memang tidak ada"
    return asal.temuan("peringatan", "kolom_tidak_ada", apa, tindakan, kolom=nama)


def _tak_dikenal(tulisan: str, urut: int, kamus: KamusTabel, asal: Asal) -> Temuan:
    if not tulisan:
        apa = f"Kolom ke-{urut + 1} berisi data tetapi tidak berjudul; kolom ini tidak dibaca"
        return asal.temuan("peringatan", "kolom_tanpa_judul", apa, "beri judul sesuai kamus, atau hapus kolomnya")
    mirip = get_close_matches(tulisan.casefold(), kamus.alias, n=1, cutoff=0.75)
    apa = f"Kolom {tulisan} tidak ada di kamus tabel {asal.tabel} dan tidak dibaca"
    if mirip:
        tindakan = f"mungkin maksudnya {kamus.alias[mirip[0]]}; ganti judulnya"
        return asal.temuan("peringatan", "kolom_tidak_dikenal", apa, tindakan, kolom=tulisan)
    return asal.temuan("catatan", "kolom_tidak_dikenal", apa, "abaikan bila memang tidak diperlukan", kolom=tulisan)


def _ganda(nama: str, tulisan: str, sebelumnya: str, asal: Asal) -> Temuan:
    return asal.temuan(
        "galat",
        "kolom_ganda",
        f"Dua judul kolom, {sebelumnya} dan {tulisan}, sama-sama berarti {nama}; tidak jelas mana yang benar",
        "sisakan satu kolom, hapus atau ganti judul yang lain",
        kolom=nama,
    )


def _hilang(nama: str, kamus: KamusTabel, kepala: Sequence[object], asal: Asal) -> Temuan:
    ada = [tulisan for judul in kepala if (tulisan := _tulisan(judul))][:12]
    return asal.temuan(
        "galat",
        "kolom_wajib_tidak_ada",
        f"Kolom wajib {nama} ({kamus.kolom[nama].label}) tidak ada; tabel {asal.tabel} tidak dibaca. "
        f"Judul yang ditemukan: {daftar_kata(ada) or 'tidak ada'}",
        f"tambahkan kolom {nama}, atau pastikan judul kolom berada di baris pertama yang berisi",
        kolom=nama,
    )

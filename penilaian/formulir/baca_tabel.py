"""The rows of the table HASIL KERJA: one indicator each, under A. UTAMA or B. TAMBAHAN."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from penilaian.data.kamus import muat_kamus
from penilaian.data.temuan import Temuan
from penilaian.formulir.baca_isian import (
    LABEL_PREDIKAT,
    LABEL_RATING_HASIL,
    LABEL_RATING_PERILAKU,
    SEBUTAN,
    label_sel,
    tempat_tanggal,
)
from penilaian.formulir.baca_kepala import JUDUL_KOLOM, Kepala, baris_kepala
from penilaian.formulir.baca_kisi import Kisi, Sel, isian, lipat
from penilaian.formulir.bentuk import Butir, JenisFormulir, Kategori

_BLOK = re.compile(r"(?:[ab12] |i |ii )?(?:rencana )?(?:hasil kerja |kinerja )?(?P<kategori>utama|tambahan)")
_AWAL_BLOK = re.compile(rf"{_BLOK.pattern}\b")
_HURUF_BLOK = re.compile(r"[A-Z][.)]\s")
_KATEGORI: dict[str, Kategori] = {"utama": "utama", "tambahan": "tambahan"}
_AKHIR = frozenset({
    *(sebutan for label in (LABEL_RATING_HASIL, LABEL_RATING_PERILAKU, LABEL_PREDIKAT) for sebutan in SEBUTAN[label]),
    "perilaku kerja", "perilaku kerja pegawai", "pegawai yang dinilai", "pejabat penilai kinerja", "pejabat penilai",
    "lampiran skp", "lampiran sasaran kinerja pegawai", "dukungan sumber daya",
})  # fmt: skip
_UKURAN = re.compile(r"ukuran\s+keberhasilan\b[^:\n]*:?\s*", re.IGNORECASE)


@dataclass(frozen=True)
class _Baris:
    """One row as text by column; ``tertulis`` are the columns that have something of their own."""

    nomor: int
    teks: dict[str, str | None]
    sel: dict[str, Sel]

    def __getitem__(self, kolom: str) -> str | None:
        return self.teks.get(kolom)


def akhir_tabel(kisi: Kisi, kepala: Kepala) -> int | None:
    """The row, zero-based, where the table HASIL KERJA is over; None where it lasts to the end."""
    for baris in kisi.potong(kepala.akhir).baris:
        if any(label_sel(sel) in _AKHIR for sel in baris[:2]) or all(tempat_tanggal(sel.teks) for sel in baris):
            return baris[0].baris
    return None


def baca_butir(kisi: Kisi, kepala: Kepala, jenis: JenisFormulir) -> tuple[list[Butir], list[Temuan]]:
    """The indicators of a table; ``kisi`` ends where the table does."""
    temuan: list[Temuan] = []
    hasil: list[Butir] = []
    kategori: Kategori | None = None
    pokok: _Baris | None = None
    for isi in kisi.potong(kepala.akhir).baris:
        blok = _blok(isi)
        if blok is not None:
            kategori, pokok = blok, None
        elif not baris_kepala(isi) and not isi[0].teks.startswith("*"):
            baris, masalah = _baca_baris(kisi, kepala, isi)
            temuan += masalah
            if len(isi) == 1 and _HURUF_BLOK.match(isi[0].teks):
                kategori, pokok = None, None
            baris = _bawa_turun(kisi, kepala, baris, pokok)
            pokok = _pokok(kepala, baris, pokok)
            satu, masalah = _butir(kisi, baris, kategori, jenis)
            temuan += masalah
            hasil = _tambahkan(hasil, satu, baris, jenis)
    return hasil, temuan + _dua_sel(kisi, kepala)


def _blok(isi: tuple[Sel, ...]) -> Kategori | None:
    teks = " ".join(sel.lipat for sel in isi).strip()
    cocok = _AWAL_BLOK.match(teks) if len(isi) == 1 else _BLOK.fullmatch(teks)
    return _KATEGORI[cocok["kategori"]] if cocok else None


def _baca_baris(kisi: Kisi, kepala: Kepala, isi: tuple[Sel, ...]) -> tuple[_Baris, list[Temuan]]:
    teks: dict[str, str | None] = {}
    sel: dict[str, Sel] = {}
    temuan: list[Temuan] = []
    for nama in kepala.kolom:
        semua = kepala.sel(isi, nama)
        bagian = []
        for satu in semua:
            tulisan, masalah = isian(kisi, satu, f"kolom {JUDUL_KOLOM[nama]}")
            temuan += masalah
            bagian += [] if tulisan is None else [tulisan]
        teks[nama] = " ".join(bagian) or None
        if semua:
            sel[nama] = semua[0]
    return _Baris(isi[0].baris, teks, sel), temuan


def _bawa_turun(kisi: Kisi, kepala: Kepala, baris: _Baris, pokok: _Baris | None) -> _Baris:
    """What merged cells show, and the RHK of the numbered row above where this row has neither number nor RHK."""
    teks = dict(baris.teks)
    for nama in ("rhk", "rhk_pimpinan", "aspek", "perspektif", "kategori"):
        atas = kepala.dari_gabungan(kisi, baris.nomor, nama)
        if nama not in baris.sel and atas is not None:
            teks[nama] = atas.isi
    sendiri = any(teks.get(nama) for nama in ("iki", "target", "realisasi", "umpan_balik", "bukti", "aspek"))
    if pokok is not None and sendiri and "rhk" not in baris.sel and "no" not in baris.sel and teks["rhk"] is None:
        teks["rhk"] = pokok["rhk"]
        if "rhk_pimpinan" not in baris.sel:
            teks["rhk_pimpinan"] = pokok["rhk_pimpinan"]
        if "kategori" not in baris.sel:
            teks["kategori"] = pokok["kategori"]
    return replace(baris, teks=teks)


def _pokok(kepala: Kepala, baris: _Baris, lama: _Baris | None) -> _Baris | None:
    """The row whose RHK the rows below it share: it has a number, unless the form numbers nothing."""
    if "rhk" not in baris.sel and "no" not in baris.sel:
        return lama
    bernomor = "no" in baris.sel or "no" not in kepala.kolom
    return baris if bernomor and baris["rhk"] is not None else None


def _butir(
    kisi: Kisi, baris: _Baris, kategori: Kategori | None, jenis: JenisFormulir
) -> tuple[Butir | None, list[Temuan]]:
    if not any(baris[nama] is not None for nama in baris.sel if nama not in ("no", "kategori")):
        return None, _tak_dikenal(kisi, baris)
    if baris["kategori"] is not None:
        kategori = _KATEGORI.get(lipat(baris["kategori"]))
    temuan = list(_kekurangan(kisi, baris, kategori, jenis))
    rhk = baris["rhk"]
    tanpa_iki = _beriki(baris, jenis) and baris["iki"] is None
    if temuan or kategori is None or rhk is None or tanpa_iki:
        return None, temuan
    aspek, masalah = _kode(kisi, baris, "aspek")
    perspektif, lain = _kode(kisi, baris, "perspektif")
    return Butir(
        kategori=kategori,
        rhk=rhk,
        iki=None if jenis == "C.1.1" else baris["iki"],
        target=baris["target"],
        realisasi=baris["realisasi"],
        umpan_balik=baris["umpan_balik"],
        rhk_pimpinan=baris["rhk_pimpinan"],
        aspek=aspek,
        perspektif=perspektif,
        bukti=baris["bukti"],
        baris=baris.nomor + 1,
    ), masalah + lain


def _kekurangan(kisi: Kisi, baris: _Baris, kategori: Kategori | None, jenis: JenisFormulir) -> Iterator[Temuan]:
    """Why a row cannot be read; cells that are broken were reported already and count as filled."""
    sel = next(iter(baris.sel.values()), None)
    di = f"Baris {baris.nomor + 1}"
    if kategori is None:
        apa = f"{di} tidak berada di bawah A. UTAMA atau B. TAMBAHAN, sehingga tidak dibaca"
        yield kisi.temuan(
            "galat", "kategori_tidak_ada", apa, "tulis baris A. UTAMA atau B. TAMBAHAN di atasnya", sel
        )  # fmt: skip
    if baris["rhk"] is None and not _cacat(baris, "rhk"):
        apa = f"{di} berisi, tetapi RENCANA HASIL KERJA-nya kosong dan tidak ada RHK bernomor di atasnya; tidak dibaca"
        yield kisi.temuan("galat", "rhk_kosong", apa, "isi rencana hasil kerjanya, atau hapus baris itu", sel)
    if _beriki(baris, jenis) and baris["iki"] is None and not _cacat(baris, "iki"):
        apa = f"{di} berisi, tetapi INDIKATOR KINERJA INDIVIDU-nya kosong; tidak dibaca"
        yield kisi.temuan("galat", "iki_kosong", apa, "isi indikatornya, atau hapus baris itu", sel)


def _beriki(baris: _Baris, jenis: JenisFormulir) -> bool:
    """Whether the form has a column of indicators."""
    return jenis != "C.1.1" and "iki" in baris.teks


def _cacat(baris: _Baris, nama: str) -> bool:
    """Whether a cell is there that could not be read, so that it was reported already."""
    sel = baris.sel.get(nama)
    return sel is not None and (sel.cacat or (baris[nama] is None and sel.isi is not None))


def _tak_dikenal(kisi: Kisi, baris: _Baris) -> list[Temuan]:
    """A row with words where only a number is expected may be the heading of a block that we do not know."""
    sel = baris.sel.get("no")
    if sel is None or not re.search(r"[^\W\d_]{2}", sel.teks):
        return []
    apa = f"Baris {baris.nomor + 1} di tabel HASIL KERJA bukan A. UTAMA, B. TAMBAHAN, atau baris bernomor; tidak dibaca"
    tindakan = "periksa apakah baris itu memang hanya keterangan"
    return [kisi.temuan("peringatan", "baris_tidak_dikenal", apa, tindakan, sel)]


def _kode(kisi: Kisi, baris: _Baris, nama: str) -> tuple[str | None, list[Temuan]]:
    """Aspek or perspektif as a code of the dictionary."""
    teks = baris[nama]
    if teks is None:
        return None, []
    sah = muat_kamus()["indikator"].kolom[nama].nilai
    kode = lipat(teks).replace(" ", "_")
    if kode in sah:
        return kode, []
    apa = f"{JUDUL_KOLOM[nama]} di baris {baris.nomor + 1} tidak dikenal, dianggap tidak diisi"
    tindakan = f"tulis salah satu: {', '.join(satu.replace('_', ' ') for satu in sah)}"
    return None, [kisi.temuan("peringatan", f"{nama}_tidak_dikenal", apa, tindakan, baris.sel.get(nama))]


def _tambahkan(hasil: list[Butir], satu: Butir | None, baris: _Baris, jenis: JenisFormulir) -> list[Butir]:
    """The qualitative form writes its measures of success below the RHK, in the RHK's own column."""
    if satu is None:
        return hasil
    ukuran = _UKURAN.search(satu.rhk) if jenis in ("C.1.1", "SKP") and satu.iki is None else None
    if ukuran is None:
        return [*hasil, satu]
    rhk, target = satu.rhk[: ukuran.start()].strip(), satu.rhk[ukuran.end() :].strip() or satu.target
    if rhk:
        return [*hasil, replace(satu, rhk=rhk, target=target)]
    if hasil and baris["no"] is None:
        return [*hasil[:-1], replace(hasil[-1], target=target)]
    return [*hasil, satu]


def _dua_sel(kisi: Kisi, kepala: Kepala) -> list[Temuan]:
    """Values that stand in two cells below one heading were joined; say so."""
    hasil = []
    for isi in kisi.potong(kepala.akhir).baris:
        for nama in ("target", "realisasi"):
            sel = kepala.sel(isi, nama)
            if len(sel) > 1 and _blok(isi) is None:
                apa = f"Isian kolom {JUDUL_KOLOM[nama]} terpecah di {len(sel)} sel; dibaca sebagai “{' '.join(satu.teks for satu in sel)}”"
                tindakan = "tulis dalam satu sel bila bacaannya keliru"
                hasil.append(kisi.temuan("peringatan", "isian_terpecah", apa, tindakan, sel[0]))
    return hasil

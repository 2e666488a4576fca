"""Two executed notebooks compared cell by cell: which section, which table, which row and column."""

from __future__ import annotations

import base64
import binascii
import io
import re
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any, Literal

from penilaian.bahasa import angka
from penilaian.jalan.verifikasi_tabel import BedaSel, TabelTerbaca, beda_tabel, dari_html, dari_json
from penilaian.laporan.tabel import MIME_TABEL

Jenis = Literal["angka", "isi", "gambar", "bentuk"]
"""``angka``: a cell of a table both have; ``gambar``: pixels alone; ``bentuk``: the same in one form more; ``isi``: the rest."""
_JUDUL = re.compile(r"^#{1,6}\s+(.+?)\s*#*\s*$", re.MULTILINE)
_PNG = b"\x89PNG\r\n\x1a\n"
_BATAS_PIKSEL = 40_000_000
_BATAS_BASE64 = 32 * 2**20


@dataclass(frozen=True)
class BedaIsi:
    """One thing in the notebook that differs, under the last heading before it."""

    bagian: str
    perihal: str
    jenis: Jenis
    lama: str
    baru: str
    rincian: tuple[str, ...] = ()

    @property
    def nama(self) -> str:
        return f"bagian “{self.bagian}”, {self.perihal}" if self.bagian else self.perihal


def beda_notebook(lama: Any, baru: Any) -> list[BedaIsi]:
    """What differs between a stored notebook and the same one executed again; both as `rapikan` leaves them."""
    hasil: list[BedaIsi] = []
    bagian = ""
    for kiri, kanan in _pasangan(lama.cells, baru.cells):
        sel = kanan if kanan is not None else kiri
        judul = _JUDUL.findall(sel.source) if sel.cell_type == "markdown" else []
        bagian = judul[-1] if judul else bagian
        hasil += _beda_sel(kiri, kanan, bagian)
    return _gabung_bentuk(hasil)


def _gabung_bentuk(beda: Sequence[BedaIsi]) -> list[BedaIsi]:
    """Outputs that only have a form more or less, told as one thing: the package of the time did not write it."""
    bentuk: dict[str, list[str]] = {}
    for satu in beda:
        if satu.jenis == "bentuk":
            bentuk.setdefault(satu.perihal, []).append(satu.bagian)
    return [
        *(satu for satu in beda if satu.jenis != "bentuk"),
        *(
            BedaIsi("", perihal, "isi", "bentuk yang sama", f"lain di {len(bagian)} keluaran", tuple(bagian))
            for perihal, bagian in bentuk.items()
        ),
    ]


def _pasangan(lama: Sequence[Any], baru: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    """Cells that belong together by what they say; an added or removed one stands alone."""
    kiri, kanan = ([(sel.cell_type, sel.source) for sel in isi] for isi in (lama, baru))
    if len(kiri) == len(kanan):
        yield from zip(lama, baru, strict=True)
        return
    for _, a, b, c, d in SequenceMatcher(None, kiri, kanan, autojunk=False).get_opcodes():
        yield from zip_longest(lama[a:b], baru[c:d])


def _beda_sel(kiri: Any, kanan: Any, bagian: str) -> list[BedaIsi]:
    if kiri is None or kanan is None:
        ada, teks = (kiri, "laporan") if kanan is None else (kanan, "hitung ulang")
        perihal = f"sel {_jenis_sel(ada)} yang hanya ada di {teks}"
        lama, baru = (_ringkas(ada.source), "") if kanan is None else ("", _ringkas(ada.source))
        return [BedaIsi(bagian, perihal, "isi", lama, baru)]
    hasil = []
    if (kiri.cell_type, kiri.source) != (kanan.cell_type, kanan.source):
        hasil.append(_beda_teks(bagian, f"tulisan sel {_jenis_sel(kiri)}", kiri.source, kanan.source))
    keluaran = ([_isi(satu) for satu in sel.get("outputs", [])] for sel in (kiri, kanan))
    for satu, dua in zip_longest(*keluaran, fillvalue={}):
        hasil += _beda_keluaran(satu, dua, bagian)
    return hasil


def _jenis_sel(sel: Any) -> str:
    return "kode" if sel.cell_type == "code" else "teks"


def _isi(keluaran: Any) -> dict[str, Any]:
    """What an output holds, by kind: its MIME types, its stream, or its error."""
    if keluaran.output_type in ("execute_result", "display_data"):
        return dict(keluaran.data) | {f"metadata {nama}": isi for nama, isi in keluaran.get("metadata", {}).items()}
    if keluaran.output_type == "stream":
        return {f"tulisan {keluaran.name}": keluaran.text}
    return {"galat": f"{keluaran.get('ename', '')}: {keluaran.get('evalue', '')}"}


def _beda_keluaran(lama: Mapping[str, Any], baru: Mapping[str, Any], bagian: str) -> list[BedaIsi]:
    """Named differences first: cells of tables, then the other kinds only if they say something more."""
    beda = [nama for nama in dict.fromkeys((*lama, *baru)) if lama.get(nama) != baru.get(nama)]
    judul = _judul(lama) or _judul(baru)
    if beda == [MIME_TABEL] and not (lama.get(MIME_TABEL) and baru.get(MIME_TABEL)):
        ada = "hitung ulang" if baru.get(MIME_TABEL) else "laporan"
        return [BedaIsi(judul, f"bentuk tabel yang hanya ada di {ada}", "bentuk", "", "")]
    hasil = _beda_tabel_keluaran(lama, baru, bagian)
    if not hasil:
        teks = "text/plain" if "text/plain" in beda else next((n for n in beda if not n.startswith("image/")), None)
        if teks:
            hasil.append(
                _beda_teks(bagian, f"keluaran “{judul}”" if judul else "keluaran", lama.get(teks), baru.get(teks))
            )
    return hasil + [_beda_gambar(bagian, nama, lama, baru) for nama in beda if nama.startswith("image/")]


def _judul(isi: Mapping[str, Any]) -> str:
    """The first line of the text form: tables and figures begin with their title."""
    teks = str(isi.get("text/plain", "")).strip().splitlines()
    return _ringkas(teks[0].removeprefix("Gambar: ").split(". ")[0]) if teks else ""


def _beda_tabel_keluaran(lama: Mapping[str, Any], baru: Mapping[str, Any], bagian: str) -> list[BedaIsi]:
    """Differing cells as the reader sees them, then those of the recorded values that the shown ones do not tell."""
    hasil: list[BedaIsi] = []
    tampak: set[tuple[str, str]] = set()
    for satu, dua in [*_tabel_html(lama, baru), *_tabel_json(lama, baru)]:
        sel = [butir for butir in beda_tabel(satu, dua) if (butir.baris, butir.kolom) not in tampak]
        tampak |= {(butir.baris, butir.kolom) for butir in sel}
        if sel:
            hasil.append(_dari_sel(bagian, satu.judul or dua.judul, sel))
    return hasil


def _dari_sel(bagian: str, judul: str, sel: Sequence[BedaSel]) -> BedaIsi:
    berangka = any(satu.lama and satu.baru for satu in sel)
    tempat = " · ".join(satu for satu in (sel[0].baris, sel[0].kolom) if satu)
    return BedaIsi(
        bagian, f"tabel “{judul}”", "angka" if berangka else "isi",
        f"{tempat}: {sel[0].lama or 'tidak ada'}", f"{tempat}: {sel[0].baru or 'tidak ada'}", tuple(map(str, sel)),
    )  # fmt: skip


def _tabel_json(lama: Mapping[str, Any], baru: Mapping[str, Any]) -> list[tuple[TabelTerbaca, TabelTerbaca]]:
    satu, dua = dari_json(lama.get(MIME_TABEL)), dari_json(baru.get(MIME_TABEL))
    return [(satu, dua)] if satu and dua else []


def _tabel_html(lama: Mapping[str, Any], baru: Mapping[str, Any]) -> list[tuple[TabelTerbaca, TabelTerbaca]]:
    satu, dua = (dari_html(str(isi.get("text/html", ""))) for isi in (lama, baru))
    return list(zip(satu, dua, strict=True)) if len(satu) == len(dua) else []


def _beda_teks(bagian: str, perihal: str, lama: object, baru: object) -> BedaIsi:
    """Two texts by their first line that differs."""
    if not isinstance(lama, str) or not isinstance(baru, str):
        return BedaIsi(bagian, perihal, "isi", _ringkas(lama), _ringkas(baru))
    for satu, dua in zip_longest(lama.splitlines(), baru.splitlines(), fillvalue=""):
        if satu != dua:
            return BedaIsi(bagian, perihal, "isi", *_sekitar(satu, dua))
    return BedaIsi(bagian, perihal, "isi", "akhir baris", "akhir baris yang lain")


def _sekitar(lama: str, baru: str) -> tuple[str, str]:
    """Both lines from a little before the place where they part."""
    awal = next((n for n, (a, b) in enumerate(zip(lama, baru, strict=False)) if a != b), min(len(lama), len(baru)))
    mulai = max(awal - 30, 0)
    depan = "…" if mulai else ""
    return depan + _ringkas(lama[mulai:]), depan + _ringkas(baru[mulai:])


def _ringkas(nilai: object) -> str:
    teks = "tidak ada" if nilai is None else " ".join(str(nilai).split())
    return teks if len(teks) <= 120 else f"{teks[:119]}…"


def _beda_gambar(bagian: str, nama: str, lama: Mapping[str, Any], baru: Mapping[str, Any]) -> BedaIsi:
    judul = _judul(lama) or _judul(baru)
    perihal = f"gambar “{judul}”" if judul else "gambar"
    ukuran = [_ukuran(isi.get(nama)) for isi in (lama, baru)]
    if None in ukuran or ukuran[0] != ukuran[1]:
        teks = [f"{satu[0]} × {satu[1]} piksel" if satu else "tidak ada atau bukan PNG" for satu in ukuran]
        return BedaIsi(bagian, perihal, "gambar", teks[0], teks[1])
    return BedaIsi(bagian, perihal, "gambar", "piksel yang sama", _beda_piksel(lama[nama], baru[nama]))


def _png(isi: object) -> bytes:
    if not isinstance(isi, str) or len(isi) > _BATAS_BASE64:
        return b""
    try:
        return base64.b64decode(isi)
    except (binascii.Error, ValueError):
        return b""


def _ukuran(isi: object) -> tuple[int, int] | None:
    """Width and height as the file declares them; None if it is no PNG of a size that is decoded."""
    mentah = _png(isi)
    if not mentah.startswith(_PNG) or len(mentah) < 24:
        return None
    lebar, tinggi = struct.unpack(">II", mentah[16:24])
    return (lebar, tinggi) if 0 < lebar * tinggi <= _BATAS_PIKSEL else None


def _beda_piksel(lama: str, baru: str) -> str:
    """How many pixels differ and by how much."""
    from matplotlib.image import imread

    try:
        satu, dua = (imread(io.BytesIO(_png(isi)), format="png") for isi in (lama, baru))
    except (OSError, ValueError, SyntaxError, struct.error):
        return "gambar yang tidak terbaca"
    if satu.shape != dua.shape:
        return "gambar dengan jumlah warna lain"
    beda = abs(satu.astype("float64") - dua.astype("float64")).reshape(satu.shape[0] * satu.shape[1], -1).max(axis=1)
    if not beda.any():
        return "piksel sama, hanya cara menyimpannya yang berbeda"
    bagian = angka(float((beda > 0).mean()) * 100, 2)
    return f"{bagian}% piksel berbeda, paling jauh {angka(float(beda.max()) * 255, 0)} dari 255"

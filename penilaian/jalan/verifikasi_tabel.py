"""Tables inside notebook outputs, read back and compared cell by cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from penilaian.bahasa import KOSONG


@dataclass(frozen=True)
class TabelTerbaca:
    """A table as its reader sees it: title, headers, rows of texts."""

    judul: str
    kolom: tuple[str, ...]
    baris: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class BedaSel:
    """One cell that differs, by the title of its table, its row and its column; empty texts: not there."""

    tabel: str
    baris: str
    kolom: str
    lama: str
    baru: str

    def __str__(self) -> str:
        tempat = " · ".join(teks for teks in (self.baris, self.kolom) if teks)
        return f"{tempat}: laporan {self.lama or 'tidak ada'}, hitung ulang {self.baru or 'tidak ada'}"


def dari_json(isi: Any) -> TabelTerbaca | None:
    """A table from its JSON form ``{judul, kolom, baris}``, numbers unrounded; None if it is none."""
    if not isinstance(isi, Mapping) or not isinstance(isi.get("kolom"), list) or not isinstance(isi.get("baris"), list):
        return None
    kolom = tuple(_kepala(satu) for satu in isi["kolom"])
    baris = tuple(
        tuple(_teks(sel) for sel in satu) if isinstance(satu, list) else (_teks(satu),) for satu in isi["baris"]
    )
    return TabelTerbaca(_teks(isi.get("judul")), kolom, baris)


def _kepala(kolom: Any) -> str:
    """The header as the reader sees it, with its unit."""
    if not isinstance(kolom, Mapping):
        return _teks(kolom)
    satuan = kolom.get("satuan") or ("%" if kolom.get("jenis") == "persen" else "")
    return f"{_teks(kolom.get('label'))} ({satuan})" if satuan else _teks(kolom.get("label"))


def _teks(nilai: Any) -> str:
    if isinstance(nilai, Mapping):
        return _teks(nilai.get("tanggal", str(dict(nilai))))
    return KOSONG if nilai is None else str(nilai)


class _Pembaca(HTMLParser):
    """Collects the texts of captions and cells; whatever else a page holds is passed over."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tabel: list[tuple[list[str], list[list[str]]]] = []
        self._kini: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 -- the parser's
        if tag == "table":
            self.tabel.append(([], []))
        elif self.tabel and tag == "caption":
            self._kini = self.tabel[-1][0]
            self._kini.append("")
        elif self.tabel and tag == "tr":
            self.tabel[-1][1].append([])
        elif self.tabel and tag in ("th", "td") and self.tabel[-1][1]:
            self._kini = self.tabel[-1][1][-1]
            self._kini.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("caption", "th", "td", "table"):
            self._kini = None

    def handle_data(self, data: str) -> None:
        if self._kini:
            self._kini[-1] += data


def dari_html(teks: str) -> list[TabelTerbaca]:
    """The tables of an HTML output, the first row of each as its headers."""
    pembaca = _Pembaca()
    pembaca.feed(teks)
    pembaca.close()
    return [
        TabelTerbaca(
            " ".join("".join(judul).split()),
            tuple(" ".join(sel.split()) for sel in baris[0]) if baris else (),
            tuple(tuple(" ".join(sel.split()) for sel in satu) for satu in baris[1:]),
        )
        for judul, baris in pembaca.tabel
    ]


def beda_tabel(lama: TabelTerbaca, baru: TabelTerbaca) -> list[BedaSel]:
    """The cells that differ; rows are matched by their first cell where that names them, else by place.

    >>> satu = TabelTerbaca("T", ("Predikat", "Pegawai"), (("Baik", "19"), ("Kurang", "2")))
    >>> dua = TabelTerbaca("T", ("Predikat", "Pegawai"), (("Baik", "18"), ("Kurang", "2")))
    >>> [str(sel) for sel in beda_tabel(satu, dua)]
    ['Baik · Pegawai: laporan 19, hitung ulang 18']
    """
    hasil = []
    if lama.judul != baru.judul:
        hasil.append(BedaSel(lama.judul or baru.judul, "judul tabel", "", lama.judul, baru.judul))
    satu, dua = _bernama(lama), _bernama(baru)
    for baris in _urut(satu, dua):
        kiri, kanan = satu.get(baris), dua.get(baris)
        if kiri is None or kanan is None:
            ada = "; ".join((kiri or kanan or {}).values())
            hasil.append(BedaSel(lama.judul, f"baris {baris}", "", ada if kiri else "", ada if kanan else ""))
            continue
        hasil += [
            BedaSel(lama.judul, baris, nama, kiri.get(nama, ""), kanan.get(nama, ""))
            for nama in _urut(kiri, kanan)
            if kiri.get(nama, "") != kanan.get(nama, "")
        ]
    return hasil


def _bernama(tabel: TabelTerbaca) -> dict[str, dict[str, str]]:
    """Rows by name, cells by header; where names repeat a row has its number too."""
    kepala = [f"{nama} ({n})" if tabel.kolom.count(nama) > 1 else nama for n, nama in enumerate(tabel.kolom, 1)]
    nama = [baris[0] if baris else "" for baris in tabel.baris]
    kembar = {satu for satu in nama if nama.count(satu) > 1}
    return {
        f"{satu} (baris {n})" if satu in kembar or not satu else satu: {
            kepala[i] if i < len(kepala) else f"kolom ke-{i + 1}": sel for i, sel in enumerate(baris)
        }
        for n, (satu, baris) in enumerate(zip(nama, tabel.baris, strict=True), 1)
    }


def _urut(*semua: Sequence[str] | Mapping[str, Any]) -> list[str]:
    return list(dict.fromkeys(satu for isi in semua for satu in isi))

"""From an executed notebook to the blocks that its PDF and XLSX are made of: prose, tables, figures, remarks.

Prose goes through the same conversion as the HTML page; a table keeps the values it was made of.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from penilaian.laporan.blok_cetak import (
    TAG_SEMBUNYI,
    Blok,
    Daftar,
    GambarCetak,
    Judul,
    Kalimat,
    Kotak,
    Paragraf,
    Potongan,
    TabelCetak,
    TeksTetap,
    teks_polos,
)
from penilaian.laporan.tabel import MIME_TABEL, Kolom

if TYPE_CHECKING:
    from bs4 import Tag
    from nbformat import NotebookNode

_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_SPASI = re.compile(r"\s+")
_JUDUL = ("h1", "h2", "h3", "h4", "h5", "h6")
_DIBUANG = ("script", "style", "link", "meta", "iframe", "object", "embed", "noscript", "form", "template")
_BERBLOK = ("p", "ul", "ol", "table", "figure", "pre", "hr", *_JUDUL)
_WADAH = ("div", "section", "article", "main", "blockquote", "details", "center")


def isi_cetak(nb: NotebookNode, judul: str) -> tuple[Blok, ...]:
    """The blocks of a report in order, tables and figures numbered as in its HTML page; code is left out."""
    blok = [satu for sel in nb.cells if TAG_SEMBUNYI not in sel.metadata.get("tags", ()) for satu in _sel(sel)]
    return _nomori(_tata_judul(blok, judul))


def tabel_rekaman(rekaman: Mapping[str, Any]) -> TabelCetak:
    """The table of one record of ``rekaman_tabel``."""
    kolom = tuple(
        Kolom(str(nomor), satu["label"], satu["jenis"], satu["desimal"], satu["satuan"])
        for nomor, satu in enumerate(rekaman["kolom"])
    )
    baris = tuple(tuple(map(_nilai, satu)) for satu in rekaman["baris"])
    return TabelCetak(rekaman["judul"], kolom, baris, tuple(rekaman["keterangan"]), rekaman["baris_judul"])


def _nilai(nilai: Any) -> object:
    return date.fromisoformat(nilai["tanggal"]) if isinstance(nilai, dict) else nilai


def _sel(sel: NotebookNode) -> Iterator[Blok]:
    if sel.cell_type == "markdown":
        yield from _markdown(sel.source)
    elif sel.cell_type == "code":
        for keluaran in sel.outputs:
            yield from _keluaran(keluaran)


def _keluaran(keluaran: NotebookNode) -> Iterator[Blok]:
    if keluaran.output_type == "stream":
        yield TeksTetap(_ANSI.sub("", keluaran.text).rstrip())
    elif keluaran.output_type == "error":
        pesan = f"{_ANSI.sub('', keluaran.evalue)} ({_ANSI.sub('', keluaran.ename)})"
        isi = (_biasa("Bagian ini gagal dihitung", tebal=True), _biasa(_rapatkan(pesan)))
        yield Kotak("galat", isi)
    else:
        yield from _bentuk(keluaran.data, keluaran.get("metadata", {}))


def _bentuk(data: Mapping[str, Any], metadata: Mapping[str, Any]) -> Iterator[Blok]:
    """The form of an output that the HTML page shows too."""
    gambar = next((jenis for jenis in ("image/png", "image/jpeg") if jenis in data), None)
    if "application/vnd.jupyter.widget-view+json" in data:
        return
    if "text/html" in data:
        rekaman = data.get(MIME_TABEL, [])
        yield from _html(data["text/html"], iter(rekaman if isinstance(rekaman, list) else [rekaman]))
    elif "text/markdown" in data:
        yield from _markdown(data["text/markdown"])
    elif gambar is not None:
        tentang = metadata.get(gambar, {})
        judul = str(tentang.get("judul") or "")
        alt = str(tentang.get("alt") or judul or "Gambar tanpa keterangan")
        yield GambarCetak(base64.b64decode(data[gambar]), alt, judul, int(tentang.get("width") or 0))
    elif "text/plain" in data:
        yield TeksTetap(_ANSI.sub("", data["text/plain"]).rstrip())


def _markdown(sumber: str) -> Iterator[Blok]:
    from nbconvert.filters.markdown_mistune import markdown2html_mistune

    yield from _html(markdown2html_mistune(sumber), iter(()))


def _html(html: str, rekaman: Iterator[Mapping[str, Any]]) -> Iterator[Blok]:
    from bs4 import BeautifulSoup

    sop = BeautifulSoup(html, "html.parser")
    for unsur in sop.find_all(_DIBUANG):
        unsur.decompose()
    for jangkar in sop.select("a.anchor-link"):
        jangkar.decompose()
    yield from _anak(sop, rekaman)


def _anak(induk: Tag, rekaman: Iterator[Mapping[str, Any]]) -> Iterator[Blok]:
    """The blocks inside an element; loose text between them becomes paragraphs."""
    from bs4 import Tag

    lepas: list[Potongan] = []
    for simpul in induk.children:
        blok = list(_unsur(simpul, rekaman)) if isinstance(simpul, Tag) else None
        if blok is None or (not blok and not _berblok(simpul)):
            lepas += _potongan(simpul, Potongan(""))
            continue
        yield from _paragraf(lepas)
        lepas = []
        yield from blok
    yield from _paragraf(lepas)


def _berblok(simpul: Any) -> bool:
    return simpul.name in {*_BERBLOK, *_WADAH}


def _unsur(unsur: Tag, rekaman: Iterator[Mapping[str, Any]]) -> Iterator[Blok]:
    nama, kelas = unsur.name, unsur.get_attribute_list("class")
    if nama in _JUDUL:
        yield Judul(int(nama[1]), _kalimat(unsur))
    elif nama == "p":
        yield from _paragraf(_potongan(unsur, Potongan("")))
    elif nama in {"ul", "ol"}:
        butir = (tuple(_anak(satu, rekaman)) for satu in unsur.find_all("li", recursive=False))
        yield Daftar(tuple(satu for satu in butir if satu), nama == "ol")
    elif nama == "pre":
        yield TeksTetap(unsur.get_text().rstrip())
    elif nama == "table" or "tabel" in kelas:
        yield _tabel(unsur, rekaman)
    elif "poin" in kelas or "galat" in kelas:
        yield Kotak("pokok" if "poin" in kelas else "galat", tuple(_anak(unsur, rekaman)))
    elif nama in _WADAH or nama == "figure" or unsur.find(_BERBLOK):
        yield from _anak(unsur, rekaman)


def _tabel(unsur: Tag, rekaman: Iterator[Mapping[str, Any]]) -> TabelCetak:
    """The next record if the table is one of ours, else the texts of its cells."""
    satu = next(rekaman, None) if unsur.name == "figure" else None
    if satu is not None:
        return tabel_rekaman(satu)
    baris = [[(sel, _rapatkan(sel.get_text(" "))) for sel in tr.find_all(["th", "td"])] for tr in unsur.select("tr")]
    kepala = [teks for _, teks in baris[0]] if baris else []
    angka = [_rata_kanan(sel) for sel, _ in baris[0]] if baris else []
    kolom = [
        Kolom(str(i), teks, "bilangan" if kanan else "teks")
        for i, (teks, kanan) in enumerate(zip(kepala, angka, strict=True))
    ]
    isi = tuple(tuple(teks for _, teks in satu) for satu in baris[1:] if len(satu) == len(kolom))
    judul = unsur.find("caption")
    bawah = [_rapatkan(p.get_text()) for p in unsur.select("figcaption p")]
    return TabelCetak(
        _rapatkan(judul.get_text()) if judul else "",
        tuple(kolom),
        isi,
        tuple(bawah),
        unsur.select_one("tbody th") is not None,
    )


def _rata_kanan(sel: Tag) -> bool:
    return "angka" in sel.get_attribute_list("class") or "right" in str(sel.get("style", ""))


def _paragraf(isi: list[Potongan]) -> Iterator[Paragraf]:
    rapi = _rapikan(isi)
    if rapi:
        yield Paragraf(rapi)


def _kalimat(unsur: Tag) -> Kalimat:
    return _rapikan(_potongan(unsur, Potongan("")))


def _potongan(simpul: Any, gaya: Potongan) -> list[Potongan]:
    """The runs of text below a node, each in the style it stands in; a picture becomes its words."""
    nama = getattr(simpul, "name", None)
    if nama is None:
        return [replace(gaya, teks=str(simpul))] if type(simpul).__name__ == "NavigableString" else []
    if nama == "br":
        return [replace(gaya, teks=" ")]
    if nama == "img":
        return [replace(gaya, teks=f"[Gambar tidak disertakan: {simpul.get('alt') or 'tanpa keterangan'}]")]
    baru = replace(
        gaya,
        tebal=gaya.tebal or nama in {"strong", "b", "th"},
        miring=gaya.miring or nama in {"em", "i"},
        kode=gaya.kode or nama == "code",
    )
    isi = [satu for anak in simpul.children for satu in _potongan(anak, baru)]
    tujuan = str(simpul.get("href", "")) if nama == "a" else ""
    if re.match(r"https?://", tujuan, re.IGNORECASE) and tujuan not in simpul.get_text():
        isi.append(replace(gaya, teks=f" ({tujuan})"))
    return isi


def _rapikan(isi: list[Potongan]) -> Kalimat:
    """White space as a reader sees it: one space between words, none at the ends."""
    hasil: list[Potongan] = []
    for satu in isi:
        teks = _SPASI.sub(" ", satu.teks)
        if not hasil or hasil[-1].teks.endswith(" "):
            teks = teks.lstrip(" ")
        if teks:
            hasil.append(replace(satu, teks=teks))
    if hasil:
        hasil[-1] = replace(hasil[-1], teks=hasil[-1].teks.rstrip(" "))
    return tuple(satu for satu in hasil if satu.teks)


def _rapatkan(teks: str) -> str:
    return " ".join(teks.split())


def _biasa(teks: str, *, tebal: bool = False) -> Paragraf:
    return Paragraf((Potongan(teks, tebal=tebal),))


def _tata_judul(blok: list[Blok], judul: str) -> list[Blok]:
    """The notebook's own title goes, it heads the report already; levels are 1, 2, … without a gap."""
    hasil: list[Blok] = []
    pertama, dalam = True, 0
    for satu in blok:
        if not isinstance(satu, Judul):
            hasil.append(satu)
        elif satu.tingkat == 1 and pertama:
            pertama = False
            if _rapatkan(teks_polos(satu.isi)).casefold() != _rapatkan(judul).casefold():
                hasil.append(Paragraf(satu.isi))
        else:
            dalam = min(max(satu.tingkat - 1, 1), dalam + 1)
            hasil.append(Judul(dalam, satu.isi))
    return hasil


def _nomori(blok: list[Blok]) -> tuple[Blok, ...]:
    tabel = gambar = 0
    hasil: list[Blok] = []
    for satu in blok:
        if isinstance(satu, TabelCetak) and satu.judul:
            tabel += 1
            hasil.append(replace(satu, nomor=tabel))
        elif isinstance(satu, GambarCetak):
            gambar += 1
            hasil.append(replace(satu, nomor=gambar))
        else:
            hasil.append(satu)
    return tuple(hasil)

"""The body of a report after conversion: safe, numbered, with contents, and nothing that loads from elsewhere."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, Tag

BARIS_SEHALAMAN = 16
"""Tables with at most so many rows are not broken across printed pages."""

_DIBUANG = ("script", "style", "link", "meta", "base", "iframe", "object", "embed", "noscript", "form")
_CSS_LUAR = re.compile(r"url\(|@import|expression\(", re.IGNORECASE)
_PENANDA = re.compile(r"[^a-z0-9]+")


@dataclass
class Bab:
    """One line of the contents list."""

    id: str
    teks: str
    anak: list[Bab] = field(default_factory=list)


def rapikan_badan(html: str, judul: str) -> tuple[str, list[Bab]]:
    """Clean the converted notebook and return it with its contents list.

    The first heading of the notebook repeats the title of the page and goes; other headings of the
    first level move down one. Links that cannot work away from the notebook's folder become text.
    """
    sop = BeautifulSoup(html, "html.parser")
    _bersihkan(sop)
    _turunkan_judul(sop, judul)
    pindah = _beri_id(sop)
    _periksa_tautan(sop, pindah)
    _nomori_gambar(sop)
    _rapikan_tabel(sop)
    return str(sop), _daftar_isi(sop)


def penanda(teks: str) -> str:
    """A stable id from a heading.

    >>> penanda("Sebaran capaian: unit & OPD")
    'sebaran-capaian-unit-opd'
    """
    polos = unicodedata.normalize("NFKD", teks).encode("ascii", "ignore").decode().lower()
    return _PENANDA.sub("-", polos).strip("-") or "bagian"


def _bersihkan(sop: BeautifulSoup) -> None:
    for unsur in sop.find_all(_DIBUANG):
        unsur.decompose()
    for jangkar in sop.select("a.anchor-link"):
        jangkar.decompose()
    for unsur in sop.find_all(True):
        for nama in list(unsur.attrs):
            berbahaya = nama.lower().startswith("on") or nama.lower() in {"srcset", "background", "poster", "ping"}
            if berbahaya or (nama == "style" and _CSS_LUAR.search(str(unsur[nama]))):
                del unsur[nama]
    for unsur in sop.find_all(src=True):
        if not str(unsur["src"]).startswith("data:image/"):
            _ganti_gambar(sop, unsur)


def _ganti_gambar(sop: BeautifulSoup, unsur: Tag) -> None:
    """A picture that is not in the page itself would be missing for most readers: say so."""
    pengganti = sop.new_tag("span", attrs={"class": "catatan"})
    pengganti.string = f"[Gambar tidak disertakan: {unsur.get('alt') or 'tanpa keterangan'}]"
    unsur.replace_with(pengganti)


def _turunkan_judul(sop: BeautifulSoup, judul: str) -> None:
    for nomor, unsur in enumerate(sop.find_all("h1")):
        if nomor == 0 and _rata(unsur.get_text()) == _rata(judul):
            unsur.decompose()
        elif nomor == 0:
            unsur.name = "p"
            unsur.attrs = {"class": "opd"}
        else:
            unsur.name = "h2"


def _rata(teks: str) -> str:
    return " ".join(teks.split()).casefold()


def _beri_id(sop: BeautifulSoup) -> dict[str, str]:
    """Give every heading a stable id, drop repeated ids elsewhere; returns old to new ids."""
    terpakai = {"isi", "daftar-isi"}
    pindah: dict[str, str] = {}
    for unsur in sop.find_all(["h2", "h3", "h4", "h5", "h6"]):
        dasar = penanda(unsur.get_text())
        calon, urut = dasar, 2
        while calon in terpakai:
            calon, urut = f"{dasar}-{urut}", urut + 1
        terpakai.add(calon)
        if unsur.get("id"):
            pindah.setdefault(str(unsur["id"]), calon)
        unsur["id"] = calon
        unsur["data-bab"] = "1"
    for unsur in sop.find_all(id=True):
        if unsur.attrs.pop("data-bab", None):
            continue
        if str(unsur["id"]) in terpakai:
            del unsur["id"]
        else:
            terpakai.add(str(unsur["id"]))
    return pindah


def _periksa_tautan(sop: BeautifulSoup, pindah: dict[str, str]) -> None:
    ada = {str(unsur["id"]) for unsur in sop.find_all(id=True)}
    for unsur in sop.find_all(href=True):
        tujuan = str(unsur["href"])
        sasaran = pindah.get(tujuan[1:], tujuan[1:])
        if tujuan.startswith("#") and sasaran in ada:
            unsur["href"] = f"#{sasaran}"
            continue
        if re.match(r"https?://", tujuan, re.IGNORECASE) and tujuan not in unsur.get_text():
            unsur.append(f" ({tujuan})")
        unsur.unwrap()


def _nomori_gambar(sop: BeautifulSoup) -> None:
    """Number the figures; a title that already stands in the picture is kept for screen readers only."""
    for nomor, bingkai in enumerate(sop.select("figure.gambar"), start=1):
        keterangan, gambar = bingkai.find("figcaption"), bingkai.find("img")
        if not isinstance(keterangan, Tag) or not isinstance(gambar, Tag):
            continue
        judul, sumber = keterangan.get_text(strip=True), gambar.attrs.pop("data-sumber", "")
        gambar["alt"] = gambar.get("alt") or judul or f"Gambar {nomor} tanpa keterangan"
        keterangan.clear()
        _tambah(sop, keterangan, "nomor", f"Gambar {nomor}")
        lengkap = ". ".join(teks for teks in (judul, f"Sumber: {sumber}" if sumber else "") if teks)
        if lengkap:
            _tambah(sop, keterangan, "baca", lengkap)
        _beri_gulir(sop, gambar, f"Gambar {nomor}")
    for gambar in sop.find_all("img", alt=False):
        gambar["alt"] = "Gambar tanpa keterangan"


def _rapikan_tabel(sop: BeautifulSoup) -> None:
    """Number the captions, give header cells their scope, and let wide tables scroll in their own box."""
    nomor = 0
    for tabel in sop.find_all("table"):
        tabel.attrs.pop("border", None)
        for sel in tabel.select("thead th:not([scope])"):
            sel["scope"] = "col"
        for sel in tabel.select("tbody th:not([scope])"):
            sel["scope"] = "row"
        keterangan = tabel.find("caption")
        if isinstance(keterangan, Tag):
            nomor += 1
            label = sop.new_tag("span", attrs={"class": "nomor"})
            label.string = f"Tabel {nomor}"
            keterangan.insert(0, label)
        if len(tabel.find_all("tr")) <= BARIS_SEHALAMAN:
            tabel["class"] = " ".join([*tabel.get_attribute_list("class"), "sehalaman"])
        if tabel.find_parent(class_="gulir") is None:
            _beri_gulir(sop, tabel, "Tabel")


def _beri_gulir(sop: BeautifulSoup, unsur: Tag, nama: str) -> None:
    """Wrap something wide in a box that scrolls, also by keyboard."""
    unsur.wrap(sop.new_tag("div", attrs={"class": "gulir", "tabindex": "0", "role": "region", "aria-label": nama}))


def _tambah(sop: BeautifulSoup, induk: Tag, kelas: str, teks: str) -> None:
    unsur = sop.new_tag("span", attrs={"class": kelas})
    unsur.string = teks
    induk.append(unsur)


def _daftar_isi(sop: BeautifulSoup) -> list[Bab]:
    bab: list[Bab] = []
    for unsur in sop.find_all(["h2", "h3"]):
        satu = Bab(str(unsur["id"]), " ".join(unsur.get_text().split()))
        if unsur.name == "h3" and bab:
            bab[-1].anak.append(satu)
        else:
            bab.append(satu)
    return bab

"""What the print template reads: the blocks of a report as JSON, and the picture files they name."""

from __future__ import annotations

import base64
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from penilaian.laporan.blok_cetak import (
    Blok,
    Daftar,
    GambarCetak,
    Judul,
    Kalimat,
    Kotak,
    Paragraf,
    TabelCetak,
    TeksTetap,
)
from penilaian.laporan.html import Konteks

TAK_TERCETAK = "\ufffd"
"""Stands for a letter that no font of the printed report has."""

_KATA = re.compile(r"(?<=[-/])|\s+")
_CALON = 6
_SEL_TINGGI = 600
_TITIK = "……………………………"
_SPANDUK = "Data sintetis: bukan pegawai sungguhan"
_CATATAN_HURUF = (
    f"Tanda {TAK_TERCETAK} menggantikan huruf atau lambang yang tidak ada pada huruf cetak; halaman HTML memuatnya."
)


def bahan_cetak(blok: tuple[Blok, ...], judul: str, konteks: Konteks, baris_sehalaman: int) -> dict[str, Any]:
    """Everything the template shows; pictures are named, ``berkas_gambar`` gives their bytes."""
    kop = konteks["kop"] or {}
    isi: dict[str, Any] = {
        "judul": judul,
        "judul_dokumen": _rangkai(judul, konteks["nama_opd"], konteks["label_periode"], pemisah=" · "),
        "pembuat": kop.get("nama") or konteks["instansi"] or kop.get("pemerintah") or "",
        "kata_kunci": [satu for satu in (konteks["id_laporan"], konteks["kelas"]) if satu],
        "kaki": _rangkai(
            konteks["id_laporan"] or konteks["nama_opd"] or judul, konteks["label_periode"], pemisah=" · "
        ),
        "sifat": _sifat(konteks),
        "spanduk": konteks["catatan_data"] or (_SPANDUK if konteks["sintetis"] else ""),
        "konteks": {
            nama: dict(konteks)[nama] for nama in ("nama_opd", "label_periode", "sementara", "kelas", "penanda_tangan")
        },
        "kop": _kop(kop, konteks["instansi"]),
        "tempat_tanggal": f"{konteks['tempat'] or _TITIK}, {konteks['tanggal'] or _TITIK}",
        "daftar_isi": sum(isinstance(satu, Judul) for satu in blok) > 2,
        "baris_sehalaman": baris_sehalaman,
        "blok": [_blok(satu, berikut) for satu, berikut in zip(blok, [*blok[1:], None], strict=True)],
    }
    rapi: dict[str, Any] = _bersihkan(isi)
    if TAK_TERCETAK in repr(rapi["blok"]):
        rapi["blok"].append({"jenis": "paragraf", "lekat": False, "isi": [_potongan(_CATATAN_HURUF)]})
    return rapi


def berkas_gambar(blok: Iterable[Blok], kop: Mapping[str, str]) -> dict[str, bytes]:
    """The pictures by the names the template uses."""
    hasil = {_nama_gambar(satu): satu.isi for satu in blok if isinstance(satu, GambarCetak)}
    lambang = kop.get("lambang", "")
    return hasil | ({_nama_lambang(lambang): base64.b64decode(lambang.partition(",")[2])} if lambang else {})


def tercetak(teks: str) -> str:
    r"""A text in letters the fonts have; invisible signs go, other missing letters become ``�``.

    >>> tercetak("≥ 85,50 → naik \u202e\u6f22")
    '≥ 85,50 → naik �'
    """
    if teks.isascii() and teks.isprintable():
        return teks
    ada = huruf_tersedia()
    polos = (satu for satu in teks.replace("\t", " ") if unicodedata.category(satu) not in {"Cc", "Cf"} or satu == "\n")
    return "".join(satu if satu == "\n" or ord(satu) in ada else TAK_TERCETAK for satu in polos)


@cache
def huruf_tersedia() -> frozenset[int]:
    """What DejaVu Sans, which matplotlib brings, can show; the main font has less."""
    from matplotlib.ft2font import FT2Font

    return frozenset(FT2Font(str(folder_huruf() / "DejaVuSans.ttf")).get_charmap())


def folder_huruf() -> Path:
    """The folder with matplotlib's fonts."""
    import matplotlib

    return Path(matplotlib.get_data_path()) / "fonts" / "ttf"


def _bersihkan(isi: Any) -> Any:
    if isinstance(isi, str):
        return tercetak(isi)
    if isinstance(isi, Mapping):
        return {kunci: _bersihkan(nilai) for kunci, nilai in isi.items()}
    return [_bersihkan(satu) for satu in isi] if isinstance(isi, list | tuple) else isi


def _kop(kop: Mapping[str, str], instansi: str) -> dict[str, Any]:
    lambang = kop.get("lambang", "")
    pemerintah = kop.get("pemerintah") or instansi
    hubungan = (("Telepon", "telepon"), ("Laman", "laman"), ("Pos-el", "pos_el"))
    return {
        "baris": [satu for satu in (pemerintah, kop.get("nama", "")) if satu],
        "alamat": [
            satu
            for satu in (
                kop.get("alamat", ""),
                _rangkai(*(f"{label}: {kop[kunci]}" for label, kunci in hubungan if kop.get(kunci)), pemisah="; "),
            )
            if satu
        ],
        "lambang": f"/{_nama_lambang(lambang)}" if lambang else "",
        "alt": f"Lambang {pemerintah}",
    }


def _sifat(konteks: Konteks) -> str:
    data = ("Data contoh" if konteks["catatan_data"] else "Data sintetis") if konteks["sintetis"] else ""
    kelas = f"Kelas: {konteks['kelas']}" if konteks["kelas"] else ""
    return _rangkai(data, "Sementara" if konteks["sementara"] else "", kelas, pemisah=" · ")


def _rangkai(*teks: str, pemisah: str) -> str:
    return pemisah.join(satu for satu in teks if satu)


def _blok(blok: Blok, berikut: Blok | None = None) -> dict[str, Any]:
    match blok:
        case TabelCetak():
            return _tabel(blok)
        case GambarCetak():
            return _gambar(blok)
        case _:
            return _tulisan(blok, lekat=isinstance(berikut, TabelCetak | GambarCetak))


def _tulisan(blok: Judul | Paragraf | Daftar | Kotak | TeksTetap, *, lekat: bool) -> dict[str, Any]:
    """Prose; ``lekat`` keeps a paragraph on the page of what follows."""
    match blok:
        case Judul():
            return {"jenis": "judul", "tingkat": blok.tingkat, "isi": _kalimat(blok.isi)}
        case Paragraf():
            return {"jenis": "paragraf", "lekat": lekat, "isi": _kalimat(blok.isi)}
        case Daftar():
            butir = [[_blok(satu) for satu in butir] for butir in blok.butir]
            return {"jenis": "daftar", "berurut": blok.berurut, "butir": butir}
        case Kotak():
            return {"jenis": "kotak", "rupa": blok.jenis, "isi": [_blok(satu) for satu in blok.isi]}
        case TeksTetap():
            return {"jenis": "tetap", "baris": blok.teks.splitlines()}


def _gambar(gambar: GambarCetak) -> dict[str, Any]:
    return {
        "jenis": "gambar",
        "label": f"Gambar {gambar.nomor}",
        "alt": gambar.alt,
        "berkas": f"/{_nama_gambar(gambar)}",
        "lebar": gambar.lebar or 640,
    }


def _tabel(tabel: TabelCetak) -> dict[str, Any]:
    teks = [[_sebaris(sel) for sel in baris] for baris in tabel.teks]
    lajur = [[baris[i] for baris in teks] for i in range(len(tabel.kolom))]
    kolom = [
        {
            "kepala": _sebaris(satu.kepala),
            "kanan": satu.berangka,
            "kata_kepala": _terpanjang(_KATA.split(satu.kepala)),
            "kata": _terpanjang(isi if satu.berangka else (kata for sel in isi for kata in sel.split())),
            "teks": _terpanjang(isi),
            "rata": sum(map(len, (satu.kepala, *isi))) / (len(isi) + 1),
        }
        for satu, isi in zip(tabel.kolom, lajur, strict=True)
    ]
    return {
        "jenis": "tabel",
        "label": f"Tabel {tabel.nomor}" if tabel.nomor else "",
        "judul": _sebaris(tabel.judul),
        "kolom": kolom,
        "baris": teks,
        "keterangan": [_sebaris(satu) for satu in tabel.keterangan],
        "utuh": max((len(sel) for baris in teks for sel in baris), default=0) <= _SEL_TINGGI,
    }


def _terpanjang(teks: Iterable[str]) -> list[str]:
    """The few texts among which the widest is, longest first."""
    return sorted(map(tercetak, set(teks)), key=lambda satu: (-len(satu), satu))[:_CALON]


def _sebaris(teks: str) -> str:
    return " ".join(teks.split())


def _kalimat(isi: Kalimat) -> list[dict[str, Any]]:
    return [_potongan(satu.teks, tebal=satu.tebal, miring=satu.miring, kode=satu.kode) for satu in isi]


def _potongan(teks: str, *, tebal: bool = False, miring: bool = False, kode: bool = False) -> dict[str, Any]:
    return {"teks": teks, "tebal": tebal, "miring": miring, "kode": kode}


def _nama_gambar(gambar: GambarCetak) -> str:
    akhiran = "png" if gambar.isi.startswith(b"\x89PNG") else "jpg"
    return f"gambar{gambar.nomor}.{akhiran}"


def _nama_lambang(lambang: str) -> str:
    return "lambang.svg" if re.match("data:image/svg", lambang) else "lambang.png"

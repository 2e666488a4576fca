"""From an executed notebook to one self-contained page that prints well on A4.

The page loads nothing: no script, no font, no style from elsewhere. The same notebook gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, get_type_hints
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from penilaian.galat import GalatParameter, GalatPenilaian
from penilaian.laporan.blok_cetak import TAG_SEMBUNYI
from penilaian.pribadi.kelas import Kelas

if TYPE_CHECKING:
    from nbconvert import HTMLExporter
    from nbformat import NotebookNode

TEMPLAT = Path(__file__).parent / "templat"
KELAS = {kelas.value: kelas.label for kelas in Kelas}
"""Disclosure classes that the page explains; any other text is shown as it is."""

_URUTAN_TAMPIL = [
    "application/vnd.jupyter.widget-view+json", "text/html", "text/markdown", "image/png", "image/jpeg", "text/plain",
]  # fmt: skip
_BAGIAN_GALAT = re.compile(r"(?:^|(?<=\s))(Tempat|Sebab|Tindakan): ")


class Konteks(TypedDict, total=False):
    """What the page says about the report, all optional; files are relative to the page.

    ``catatan_data`` is the data's own remark, in the place of the one on synthetic people.

    ``kelas`` is the disclosure class, a key of ``KELAS`` or other words; ``penanda_tangan`` is an
    office ("Kepala Dinas Kesehatan") and adds a block to sign, with ``tempat`` and ``tanggal`` in it
    or room to write them. ``kop`` is the letterhead (``penilaian.data.profil.Kop`` as a dict), and
    ``id_laporan`` stands at the foot of every printed page.
    """

    instansi: str
    nama_opd: str
    label_periode: str
    sementara: bool
    sintetis: bool
    catatan_data: str
    kelas: str
    berkas_notebook: str
    berkas_indeks: str
    berkas_sebelumnya: str
    label_sebelumnya: str
    berkas_berikutnya: str
    label_berikutnya: str
    berkas_pdf: str
    berkas_xlsx: str
    id_laporan: str
    kop: Mapping[str, str]
    penanda_tangan: str
    tempat: str
    tanggal: str


def ke_html(nb: NotebookNode, *, judul: str, konteks: Mapping[str, Any]) -> str:
    """The report page of an executed notebook; code is hidden, cells tagged ``sembunyi`` are left out.

    Raises:
        GalatParameter: ``konteks`` has a key that no page shows.
        GalatPenilaian: the packages for reports are not installed.
    """
    isi_konteks = periksa_konteks(konteks)
    from penilaian.laporan.badan import rapikan_badan

    badan, _ = pengekspor().from_notebook_node(nb)
    isi, daftar_isi = rapikan_badan(badan, judul)
    # Made of the notebook's own outputs and cleaned above; everything else on the page is escaped.
    return _halaman("laporan", judul, isi_konteks, isi=Markup(isi), daftar_isi=daftar_isi)  # noqa: S704


def halaman_gagal(judul: str, konteks: Mapping[str, Any], galat_paragraf: str) -> str:
    """The page in the place of a report whose run failed: what happened, why, and what to do.

    ``galat_paragraf`` is the paragraph of a ``GalatPenilaian``, or any message.
    """
    apa, *sisa = _BAGIAN_GALAT.split(" ".join(galat_paragraf.split()))
    bagian = {nama: teks.strip() for nama, teks in zip(sisa[::2], sisa[1::2], strict=True)}
    return _halaman(
        "gagal",
        judul,
        periksa_konteks(konteks),
        apa=apa.strip() or "Notebook berhenti tanpa pesan.",
        tempat=bagian.get("Tempat", ""),
        sebab=_kapital(bagian.get("Sebab", "")) or "Tidak disebut dalam pesan; lihat sel terakhir notebook.",
        tindakan=_kapital(bagian.get("Tindakan", ""))
        or "Buka notebook, perbaiki sebabnya, lalu jalankan lagi laporan ini.",
    )


@cache
def pengekspor() -> HTMLExporter:
    """The exporter of this process; a batch makes it before it forks."""
    try:
        from traitlets.config import Config

        from penilaian.laporan.pengekspor import PengeksporBadan
    except ImportError as galat:
        raise GalatPenilaian(
            "Laporan HTML belum bisa dibuat",
            mengapa=f"paket {galat.name} tidak terpasang",
            tindakan="pasang dengan: uv sync --extra laporan",
        ) from galat
    setelan = Config()
    setelan.NbConvertBase.display_data_priority = _URUTAN_TAMPIL
    setelan.TagRemovePreprocessor.enabled = True
    setelan.TagRemovePreprocessor.remove_cell_tags = {TAG_SEMBUNYI}
    pembuat: Any = PengeksporBadan
    hasil: HTMLExporter = pembuat(
        config=setelan,
        extra_template_basedirs=[str(TEMPLAT)],
        template_name="penilaian",
        exclude_input=True,
        exclude_input_prompt=True,
        exclude_output_prompt=True,
        exclude_raw=True,
    )
    return hasil


@cache
def lingkungan() -> Environment:
    """Templates of whole pages; everything is escaped."""
    hasil = Environment(
        loader=FileSystemLoader(TEMPLAT / "halaman"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    hasil.filters |= {"tautan": tautan, "teks_css": teks_css}
    return hasil


def tautan(berkas: str) -> str:
    """A relative file name as a link; a colon is encoded, so no address can hide in it.

    >>> tautan("../2025-T4/laporan dinas.html")
    '../2025-T4/laporan%20dinas.html'
    """
    return quote(berkas, safe="/.-_")


def teks_css(teks: str) -> Markup:
    """Text inside a quoted CSS string: all but letters, digits and spaces as code points (each ends with a space)."""
    aman = (c if c.isascii() and (c.isalnum() or c == " ") else f"\\{ord(c):06x} " for c in teks)
    return Markup("".join(aman))  # noqa: S704


def _halaman(nama: str, judul: str, konteks: Konteks, **isi: Any) -> str:
    return lingkungan().get_template(f"{nama}.html.j2").render(judul=judul, k=konteks, **isi)


def _kapital(teks: str) -> str:
    return teks[:1].upper() + teks[1:]


def periksa_konteks(konteks: Mapping[str, Any]) -> Konteks:
    """All of the context, empty where nothing is said, and the class in words.

    Raises:
        GalatParameter: a key that no report shows.
    """
    dikenal = get_type_hints(Konteks)
    asing = sorted(set(konteks) - set(dikenal))
    if asing:
        raise GalatParameter(
            f"Konteks laporan {', '.join(asing)} tidak dikenal",
            mengapa=f"yang dikenal: {', '.join(dikenal)}",
            tindakan="perbaiki namanya; keterangan yang salah nama tidak akan tampil",
        )
    kelas = konteks.get("kelas") or ""
    konteks = {**konteks, "kelas": KELAS.get(kelas, kelas)}
    kosong = {nama: False if jenis is bool else "" for nama, jenis in dikenal.items()}
    return kosong | {nama: nilai for nama, nilai in konteks.items() if nilai is not None}  # type: ignore[return-value]

"""The page made again from the stored notebook, against the file."""

from __future__ import annotations

import hashlib
import html
import re
from pathlib import Path
from typing import Any

from penilaian.berkas import sebab_berkas
from penilaian.data.keterangan import baca_keterangan
from penilaian.galat import GalatPenilaian
from penilaian.jalan.cetak import BENTUK_LAIN, buat_bentuk
from penilaian.jalan.kerja import konteks_halaman
from penilaian.jalan.manifes import baca_manifes
from penilaian.jalan.verifikasi_bentuk import Butir, Golongan, Perubahan, banding, tak_terperiksa
from penilaian.jalan.verifikasi_manifes import Laporan, ManifesTerbaca, berkas_laporan, isi_berkas
from penilaian.laporan.html import ke_html
from penilaian.laporan.parameter import KOTA, LAPORAN
from penilaian.periode import Periode
from penilaian.pribadi.kelas import sebutan

_AKHIRAN = {f".{satu}" for satu in BENTUK_LAIN}
_ISI = re.compile(r'<main id="isi".*?</main>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_TERTANAM = re.compile(r"(data:[a-z]+/[a-z+]+;base64,)([A-Za-z0-9+/=]+)")


def periksa_halaman(laporan: Laporan, folder_data: Path | None, berubah: Perubahan) -> list[Butir]:
    """The HTML page, the PDF and the XLSX against what the stored notebook gives."""
    lain = [nama for nama in sorted(laporan.manifes.berkas) if Path(nama).suffix in _AKHIRAN]
    return [_halaman(laporan, folder_data, berubah), *(_lain(laporan, nama, berubah) for nama in lain)]


def _halangan(laporan: Laporan, perihal: str) -> Butir | None:
    if laporan.manifes.status == "gagal":
        arti = "halaman laporan yang gagal tidak disusun dari notebook"
        return tak_terperiksa("halaman", perihal, arti, dilewati=True)
    if laporan.notebook is None:
        return tak_terperiksa("halaman", perihal, "notebook yang tersimpan tidak terbaca")
    return None


def _halaman(laporan: Laporan, folder_data: Path | None, berubah: Perubahan) -> Butir:
    manifes = laporan.manifes
    perihal = f"halaman {manifes.html}"
    halangan = _halangan(laporan, perihal)
    if halangan is not None:
        return halangan
    jalur = berkas_laporan(laporan.folder, manifes.html)
    try:
        ada = isi_berkas(jalur).decode("utf-8") if jalur else ""
    except (OSError, UnicodeDecodeError) as galat:
        sebab = sebab_berkas(galat) if isinstance(galat, OSError) else "bukan teks UTF-8"
        return tak_terperiksa("halaman", perihal, f"halaman {sebab}")
    konteks, lengkap = _konteks(laporan, folder_data)
    try:
        baru = ke_html(laporan.notebook, judul=manifes.judul, konteks=konteks)
    except GalatPenilaian as galat:
        return tak_terperiksa("halaman", perihal, galat.apa, galat.tindakan)
    return _banding(perihal, ada, baru, berubah, lengkap=lengkap)


def _lain(laporan: Laporan, nama: str, berubah: Perubahan) -> Butir:
    """A PDF or XLSX, byte by byte: the same notebook gives the same bytes."""
    perihal = f"berkas {nama}"
    halangan = _halangan(laporan, perihal)
    if halangan is not None:
        return halangan
    konteks, _ = _konteks(laporan, None)
    jalur = berkas_laporan(laporan.folder, nama)
    try:
        bentuk = Path(nama).suffix.removeprefix(".")
        baru = buat_bentuk(bentuk, laporan.notebook, judul=laporan.manifes.judul, konteks=konteks)
        ada = isi_berkas(jalur) if jalur else b""
    except (GalatPenilaian, OSError, ImportError):
        arti = "tidak dapat disusun ulang di mesin ini; yang diperiksa SHA-256-nya di langkah Berkas"
        return tak_terperiksa("halaman", perihal, arti, dilewati=True)
    arti = "berkas ini bukan yang tersusun dari notebook yang tersimpan"
    return banding(
        "halaman", perihal, hashlib.sha256(baru).hexdigest(), hashlib.sha256(ada).hexdigest(),
        arti=f"{arti}; kode penyusunnya berubah" if berubah.kode else arti,
        tindakan="bandingkan tulisannya dengan halaman HTML yang sudah diperiksa",
        golongan="keadaan" if berubah.kode else "laporan",
    )  # fmt: skip


def _konteks(laporan: Laporan, folder_data: Path | None) -> tuple[dict[str, Any], bool]:
    """What the page's frame says, and whether all of it is recorded in the manifest.

    Older manifests do not record it; then what the data folder says now stands in.
    """
    tercatat = baca_manifes(laporan.berkas)
    if tercatat is not None and tercatat.halaman:
        return dict(konteks_halaman(tercatat)), True
    manifes = laporan.manifes
    keterangan = baca_keterangan(folder_data)[0] if folder_data else None
    jenis = LAPORAN.get(manifes.notebook)
    kelas = jenis and sebutan(jenis.kelas, berdata=jenis.berdata, seluruh_kota=manifes.kode_opd == KOTA)
    return {
        "instansi": keterangan.instansi if keterangan else "",
        "catatan_data": keterangan.catatan if keterangan else "",
        "nama_opd": manifes.nama_opd,
        "label_periode": manifes.label_periode,
        "sementara": manifes.sementara,
        "sintetis": manifes.sintetis,
        "kelas": kelas or "",
        "berkas_notebook": manifes.ipynb,
        "berkas_indeks": "../indeks.html",
        "berkas_sebelumnya": _sebelumnya(manifes),
    }, False


def _sebelumnya(manifes: ManifesTerbaca) -> str | None:
    if manifes.masukan.get("sebelumnya") != "True":
        return None
    lalu = Periode.urai(manifes.periode).sebelumnya().kode
    return f"../{lalu}/{manifes.notebook}-{manifes.kode_opd}-{lalu}.html"


def _banding(perihal: str, ada: str, baru: str, berubah: Perubahan, *, lengkap: bool) -> Butir:
    if ada == baru:
        return Butir("halaman", perihal, "sama", _sidik(baru), _sidik(ada))
    isi_ada, isi_baru = (cocok[0] if (cocok := _ISI.search(teks)) else teks for teks in (ada, baru))
    bingkai = isi_ada == isi_baru
    dari_halaman, dari_notebook = _pertama_berbeda(*((ada, baru) if bingkai else (isi_ada, isi_baru)))
    golongan: Golongan = "keadaan" if berubah.kode or (bingkai and not lengkap) else "laporan"
    if bingkai:
        arti = "isi halaman sama dengan notebook; yang berbeda hanya bingkainya (kop, tautan, gaya)" + (
            "" if lengkap else "; manifes tidak mencatat bingkai selengkapnya"
        )
    elif berubah.kode:
        arti = "kode penyusun halaman berubah, jadi halaman tidak tersusun sama lagi; bandingkan tulisannya"
    else:
        arti = "isi halaman bukan yang ada di notebook yang tersimpan: salah satunya diubah"
    tindakan = "lihat langkah Berkas untuk tahu yang mana yang diubah; pakai cadangan"
    return Butir(
        "halaman", perihal, "berbeda", f"dari notebook: {dari_notebook}", f"di halaman: {dari_halaman}",
        arti, tindakan if golongan == "laporan" else "buat laporan baru bila perlu", golongan,
    )  # fmt: skip


def _sidik(teks: str) -> str:
    return hashlib.sha256(teks.encode()).hexdigest()


def _pertama_berbeda(satu: str, dua: str) -> tuple[str, str]:
    """The first piece of text in which two pages differ; markup alone is said in words."""
    kiri, kanan = _potongan(satu), _potongan(dua)
    for a, b in zip(kiri, kanan, strict=False):
        if a != b:
            return a[:160], b[:160]
    if len(kiri) != len(kanan):
        pendek = min(len(kiri), len(kanan))
        return tuple(isi[pendek][:160] if len(isi) > pendek else "(habis)" for isi in (kiri, kanan))  # type: ignore[return-value]
    return "susunan HTML yang lain, tulisannya sama", "susunan HTML"


def _potongan(teks: str) -> list[str]:
    """The visible texts of a page, pictures as fingerprints."""
    ringkas = _TERTANAM.sub(lambda c: f'">gambar {_sidik(c[2])[:12]}<i "', teks)
    return [isi for satu in _TAG.split(ringkas) if (isi := " ".join(html.unescape(satu).split()))]

"""Finding the manifest of a report, reading it without trusting it, and the files it speaks for."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from stat import S_ISREG
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from penilaian.berkas import sebab_berkas
from penilaian.galat import GalatParameter, GalatPenilaian, GalatPeriode
from penilaian.jalan.sidik import sidik_gabungan
from penilaian.jalan.verifikasi_bentuk import Butir, banding, tak_terperiksa
from penilaian.laporan.parameter import LAPORAN
from penilaian.periode import Periode

BATAS_MANIFES = 16 * 2**20
BATAS_BERKAS = 200 * 2**20
"""Bytes of one file of a report; what is larger was not written by a run."""
AKHIRAN_LAPORAN = (".html", ".ipynb", ".pdf", ".xlsx")
NAMA_LAPORAN = re.compile(r"[0-9]{2}_[a-z0-9_]+-.+")
_Teks = Annotated[str, Field(max_length=2_000)]


class ManifesTerbaca(BaseModel):
    """What a verification needs of a manifest; newer fields are optional, others are of no concern."""

    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)

    id: _Teks
    notebook: _Teks
    judul: _Teks
    kode_opd: _Teks
    nama_opd: _Teks
    periode: _Teks
    label_periode: _Teks
    status: Literal["selesai", "gagal"]
    sidik: _Teks
    parameter: dict[str, Any]
    masukan: dict[str, str]
    versi: dict[str, str]
    html: _Teks
    ipynb: _Teks
    selesai_pada: _Teks = ""
    sementara: bool = False
    sintetis: bool = False
    jejak: dict[str, Any] = Field(default_factory=dict)
    berkas: dict[str, str] = Field(default_factory=dict)
    folder_notebook: str = ""


@dataclass(frozen=True)
class Laporan:
    """A report: its manifest and the file of it, and its stored notebook, None where that cannot be read."""

    manifes: ManifesTerbaca
    berkas: Path
    notebook: Any

    @property
    def folder(self) -> Path:
        return self.berkas.parent


class GalatManifes(GalatPenilaian):
    """A manifest that cannot be read."""


def baca_terperiksa(berkas: Path) -> ManifesTerbaca:
    """A manifest as data.

    Raises:
        GalatManifes: it is not there, no ordinary file, too large, or not what a run writes.
    """
    try:
        isi = isi_berkas(berkas, BATAS_MANIFES)
        return ManifesTerbaca.model_validate_json(isi)
    except OSError as galat:
        raise _galat(berkas, sebab_berkas(galat)) from None
    except ValidationError as galat:
        tempat = sorted({".".join(map(str, butir["loc"])) or "isi" for butir in galat.errors()})
        raise _galat(berkas, f"yang tidak sah: {', '.join(tempat[:8])}") from None


def _galat(berkas: Path, sebab: str) -> GalatManifes:
    return GalatManifes(
        f"Manifes {berkas.name} tidak dapat dibaca",
        mengapa=sebab,
        tindakan="ambil manifes dari cadangan; tanpa manifes laporan tidak dapat diperiksa",
    )


def isi_berkas(berkas: Path, batas: int = BATAS_BERKAS) -> bytes:
    """The bytes of an ordinary file; a pipe or a device is never opened.

    Raises:
        OSError: it cannot be read, is no ordinary file, or is larger than ``batas``.
    """
    keadaan = berkas.stat()
    if not S_ISREG(keadaan.st_mode) or keadaan.st_size > batas:
        raise OSError(None, "bukan berkas biasa atau terlalu besar", str(berkas))
    return berkas.read_bytes()


def cari_manifes(laporan: Path) -> list[Path]:
    """The manifests of a report file, of a manifest, or of a whole folder of reports, in order.

    In a folder a report file without manifest counts too, by the name its manifest would have.

    Raises:
        GalatParameter: nothing there, or nothing that is a report.
    """
    if laporan.is_dir():
        semua = sorted({satu.with_suffix(".json") for pola in ("*", "*/*") for satu in _laporan_di(laporan, pola)})
    elif laporan.suffix.lower() == ".json" and laporan.is_file():
        semua = [laporan]
    elif laporan.suffix.lower() in AKHIRAN_LAPORAN and laporan.is_file():
        semua = [laporan.with_suffix(".json")]
    else:
        raise GalatParameter(
            f"{laporan.name or laporan} bukan laporan",
            di_mana=str(laporan),
            mengapa="berkas HTML, notebook, PDF, XLSX, manifes JSON, atau foldernya tidak ditemukan",
            tindakan="sebut berkas laporan, atau folder hasil `penilaian jalan`",
        )
    if not semua:
        raise GalatParameter(
            f"Tidak ada laporan di folder {laporan.name or laporan}",
            di_mana=str(laporan),
            tindakan="sebut folder hasil `penilaian jalan`, yang memuat folder per periode",
        )
    return semua


def _laporan_di(folder: Path, pola: str) -> list[Path]:
    akhiran = {".json", *AKHIRAN_LAPORAN}
    return [b for b in folder.glob(pola) if b.suffix in akhiran and NAMA_LAPORAN.fullmatch(b.stem) and b.is_file()]


def nama_aman(nama: str) -> bool:
    """Whether a name stays in its folder: no path, no drive, not hidden."""
    bentuk = (PurePosixPath(nama), PureWindowsPath(nama))
    return bool(nama) and nama.isprintable() and not nama.startswith(".") and all(b.name == nama for b in bentuk)


def berkas_laporan(folder: Path, nama: str) -> Path | None:
    """A file of the report beside its manifest; None if it is elsewhere, by name or by link."""
    if not nama_aman(nama):
        return None
    jalur = folder / nama
    return jalur if jalur.resolve().parent == folder.resolve() else None


def sidik_ulang(manifes: ManifesTerbaca) -> str:
    """The fingerprint that the manifest's own inputs, parameters and versions give."""
    return sidik_gabungan(manifes.masukan, manifes.parameter, manifes.versi)


_ARTI_MANIFES = "manifes diubah sesudah ditulis, atau bukan manifes laporan ini"
_TINDAKAN_MANIFES = "bandingkan dengan cadangan; jangan pakai laporan ini sebelum jelas siapa yang mengubahnya"


def periksa_manifes(manifes: ManifesTerbaca, berkas: Path) -> list[Butir]:
    """Whether the manifest agrees with itself and with the name it has."""
    pasangan = [
        ("sidik manifes", manifes.sidik, sidik_ulang(manifes)),
        ("nama manifes", f"{manifes.notebook}-{manifes.kode_opd}-{manifes.periode}", manifes.id),
        ("nama berkas manifes", f"{manifes.id}.json", berkas.name),
        ("nama halaman", f"{manifes.id}.html", manifes.html),
        ("nama notebook", f"{manifes.id}.ipynb", manifes.ipynb),
        ("periode di parameter", manifes.periode, str(manifes.parameter.get("periode", ""))),
        ("OPD di parameter", manifes.kode_opd, str(manifes.parameter.get("kode_opd", manifes.kode_opd))),
        ("label periode", _label(manifes.periode), manifes.label_periode),
        ("periode di jejak", manifes.periode, str(manifes.jejak.get("periode", manifes.periode))),
    ]
    if manifes.notebook in LAPORAN:
        pasangan.append(("judul", LAPORAN[manifes.notebook].judul, manifes.judul))
    return [
        banding("berkas", perihal, harap, ada, arti=_ARTI_MANIFES, tindakan=_TINDAKAN_MANIFES, golongan="laporan")
        for perihal, harap, ada in pasangan
    ]


def _label(kode: str) -> str:
    try:
        return Periode.urai(kode).label
    except GalatPeriode:
        return "periode yang sah"


def periksa_berkas(manifes: ManifesTerbaca, folder: Path) -> list[Butir]:
    """Each file of the report against the SHA-256 in the manifest, and those the manifest does not know."""
    hasil = [_satu_berkas(folder, nama, sidik) for nama, sidik in sorted(manifes.berkas.items())]
    wajib = {manifes.html} | ({manifes.ipynb} if manifes.status == "selesai" else set())
    asing = {manifes.id + akhiran for akhiran in AKHIRAN_LAPORAN if (folder / (manifes.id + akhiran)).exists()}
    for nama in sorted((wajib | {satu for satu in asing if nama_aman(satu)}) - set(manifes.berkas)):
        hasil.append(
            Butir(
                "berkas",
                f"berkas {nama}",
                "berbeda",
                "tercatat di manifes dengan SHA-256-nya",
                "tidak tercatat",
                "berkas ini bukan hasil yang dicatat manifes",
                "jangan pakai berkas ini; buat ulang dengan `penilaian jalan --ulang`",
                "laporan",
            )
        )
    return hasil


def _satu_berkas(folder: Path, nama: str, sidik: str) -> Butir:
    perihal = f"berkas {nama}"
    jalur = berkas_laporan(folder, nama)
    if jalur is None:
        return Butir(
            "berkas", perihal, "berbeda", "nama berkas di folder laporan", "jalur ke tempat lain",
            "manifes menyebut berkas di luar folder laporan; berkas itu tidak dibaca", _TINDAKAN_MANIFES, "laporan",
        )  # fmt: skip
    try:
        ada = hashlib.sha256(isi_berkas(jalur)).hexdigest()
    except OSError as galat:
        return Butir(
            "berkas", perihal, "berbeda", sidik, sebab_berkas(galat) if galat.errno else str(galat.strerror),
            "berkas laporan hilang atau tidak dapat dibaca",
            "kembalikan dari cadangan, atau buat ulang dengan `penilaian jalan`", "laporan",
        )  # fmt: skip
    return banding(
        "berkas", perihal, sidik, ada,
        arti="berkas diubah sesudah laporan dibuat",
        tindakan="jangan pakai berkas ini; ambil dari cadangan dan cari tahu siapa yang mengubahnya",
        golongan="laporan",
    )  # fmt: skip


def notebook_tersimpan(folder: Path, nama: str) -> Any:
    """The stored notebook as nbformat reads it.

    Raises:
        OSError, ValueError: it is not there or no notebook.
    """
    import nbformat

    jalur = berkas_laporan(folder, nama)
    if jalur is None:
        raise OSError(None, "berada di luar folder laporan", nama)
    try:
        nb = nbformat.reads(isi_berkas(jalur).decode("utf-8"), as_version=4)
        nbformat.validate(nb)
    except (AttributeError, KeyError, TypeError, RecursionError, nbformat.ValidationError) as galat:
        raise ValueError(type(galat).__name__) from None
    return nb


def tanpa_manifes(berkas: Path, galat: GalatManifes) -> list[Butir]:
    """What is said about a report whose manifest cannot be read."""
    ada = "tidak ditemukan" if not berkas.exists() else galat.mengapa
    if not berkas.exists():
        return [
            Butir(
                "berkas",
                "manifes",
                "berbeda",
                berkas.name,
                ada,
                "laporan tanpa manifes tidak dapat ditelusuri ke data, aturan, dan kodenya",
                galat.tindakan,
                "laporan",
            )
        ]
    return [
        Butir("berkas", "manifes", "berbeda", "manifes yang terbaca", ada, _ARTI_MANIFES, galat.tindakan, "laporan"),
        tak_terperiksa("hitung", "isi laporan", "manifesnya tidak terbaca", dilewati=True),
    ]


def parameter_teks(manifes: ManifesTerbaca) -> Mapping[str, str]:
    """The parameters that name inputs and are texts."""
    return {
        nama: nilai
        for nama, nilai in manifes.parameter.items()
        if nama.startswith(("folder_", "berkas_")) and isinstance(nilai, str)
    }

"""What a person has written down once: agency names of other systems and the codes they stand for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from penilaian.aturan.yaml_ketat import muat_yaml
from penilaian.bahasa import daftar_kata
from penilaian.data.sebutan import kutip
from penilaian.data.simpanan import NAMA_PADANAN
from penilaian.data.temuan import Temuan
from penilaian.galat import GalatAturan, GalatParameter
from penilaian.impor.penamaan import PenamaOpd

_KODE_DISEBUT = 10


class _Padanan(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    opd: Mapping[str, str] = Field(default_factory=dict)


def baca_padanan(folder: Path, berkas: Path | None = None) -> Mapping[str, str]:
    """Agency name → code from ``padanan.yaml`` of the folder, or from the given file.

    Raises:
        GalatParameter: a given file is missing, or the file is not of the form ``opd: {nama: kode}``.
    """
    jalur = berkas or folder / NAMA_PADANAN
    if not jalur.exists():
        if berkas is not None:
            raise GalatParameter(f"Berkas padanan {berkas} tidak ada", tindakan="periksa nama dan letaknya")
        return {}
    try:
        return _Padanan.model_validate(muat_yaml(jalur) or {}).opd
    except (GalatAturan, ValidationError):
        raise GalatParameter(
            "Berkas padanan tidak dapat dibaca",
            di_mana=str(jalur),
            tindakan='tulis `opd:` lalu di bawahnya baris `"nama di sistem lain": kode`, kodenya dalam tanda kutip',
        ) from None


def periksa_rujukan(opd: PenamaOpd, diberi: str | None, berkas: str) -> list[Temuan]:
    """Codes that a person wrote down or gave and no agency has, and pairs against an exact name or another pair.

    ``opd`` are the agencies as they would be after the import, ``diberi`` the code of ``--opd``, ``berkas`` the file of
    pairs as findings name it.
    """
    temuan = [] if diberi is None or diberi in opd.kode_ada else [_opd_tidak_ada(opd, diberi)]
    asing = {nama: kode for nama, kode in opd.padanan.items() if kode not in opd.kode_ada}
    temuan += [_padanan_tidak_ada(opd, nama, kode, berkas) for nama, kode in asing.items()]
    return temuan + [
        _padanan_bertentangan(opd, nama, kode, lain, berkas)
        for nama, kode, lain in opd.bertentangan()
        if nama not in asing
    ]


def _opd_tidak_ada(opd: PenamaOpd, kode: str) -> Temuan:
    apa = f"Kode OPD {kutip(kode)} yang diberikan dengan --opd tidak ada di tabel opd{_mirip(opd, kode)}"
    tindakan = "perbaiki --opd, atau impor tabel opd yang memuatnya sekaligus"
    return Temuan("galat", "opd_tidak_ada", apa, tindakan, tabel="opd", kolom="kode", nilai=kode)


def _padanan_tidak_ada(opd: PenamaOpd, nama: str, kode: str, berkas: str) -> Temuan:
    apa = f"{kutip(nama)} dipasangkan dengan kode {kutip(kode)}, yang tidak ada di tabel opd{_mirip(opd, kode, nama)}"
    tindakan = "perbaiki kodenya di berkas padanan, atau impor tabel opd yang memuatnya sekaligus"
    return Temuan("galat", "padanan_tidak_ada", apa, tindakan, tabel="opd", berkas=berkas, kolom="kode", nilai=kode)


def _padanan_bertentangan(opd: PenamaOpd, nama: str, kode: str, lain: tuple[str, ...], berkas: str) -> Temuan:
    milik = daftar_kata([opd.sebut(satu) for satu in lain])
    apa = f"{kutip(nama)} dipasangkan dengan {opd.sebut(kode)}, padahal tulisan itu sudah berarti {milik}"
    tindakan = "hapus pasangan itu dari berkas padanan, atau perbaiki nama OPD di tabel opd"
    return Temuan("galat", "padanan_bertentangan", apa, tindakan, tabel="opd", berkas=berkas, kolom="nama", nilai=nama)


def _mirip(opd: PenamaOpd, *tulisan: str) -> str:
    if not opd.kode_ada:
        return "; tabel itu masih kosong"
    if dekat := opd.mirip(*tulisan):
        return f"; yang mirip: {', '.join(map(opd.sebut, dekat))}"
    ada = sorted(opd.kode_ada)
    return f"; yang ada: {', '.join(ada[:_KODE_DISEBUT])}{', …' if len(ada) > _KODE_DISEBUT else ''}"

"""The secret salt behind pseudonymous keys: where it lives, when it is refused, how it is made.

It stays outside the repository and is never made silently: another salt would give every employee another key, and
no two runs would fit together.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from penilaian.berkas import sebab_berkas
from penilaian.galat import GalatPenilaian

PEUBAH = "PENILAIAN_GARAM"
"""Environment variable that holds the path of the salt, never the salt itself."""

PANJANG = 32
"""Bytes, as long as what HMAC-SHA256 gives; a longer salt is fine."""

_HEKSA = re.compile(r"(?:[0-9a-fA-F]{2})+")
_MACAM_BITA_MINIMUM = 12
_TINDAKAN_BUAT = "buat yang baru dengan `penilaian garam --buat`, atau salin garam yang sudah dipakai"


class GalatGaram(GalatPenilaian):
    """A salt that is missing or cannot be trusted; ``kode`` is a stable name."""

    def __init__(self, kode: str, apa: str, **bagian: str) -> None:
        self.kode = kode
        super().__init__(apa, **bagian)


@dataclass(frozen=True)
class Garam:
    """A secret salt. It does not print itself; ``sidik`` tells two salts apart without revealing either."""

    isi: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.isi) < PANJANG:
            raise GalatGaram(
                "garam_pendek",
                "Garam terlalu pendek",
                mengapa=f"panjangnya {len(self.isi)} bita, sedikitnya {PANJANG}",
                tindakan=_TINDAKAN_BUAT,
            )
        if len(set(self.isi)) < _MACAM_BITA_MINIMUM:
            raise GalatGaram(
                "garam_tidak_acak",
                "Garam tidak acak",
                mengapa="isinya bita yang berulang-ulang, jadi dapat ditebak",
                tindakan=_TINDAKAN_BUAT,
            )

    @property
    def sidik(self) -> str:
        """Eight characters that identify the salt."""
        return hmac.new(self.isi, b"penilaian:sidik-garam", hashlib.sha256).hexdigest()[:8]


class TempatGaram(NamedTuple):
    """A path, and what named it."""

    berkas: Path
    asal: str


def tempat_garam(berkas: Path | None = None, lingkungan: Mapping[str, str] | None = None) -> TempatGaram:
    """Where the salt is looked for: the path given, else ``PENILAIAN_GARAM``, else the user's configuration folder."""
    lingkungan = os.environ if lingkungan is None else lingkungan
    if berkas is not None:
        return TempatGaram(_rumah(berkas), "berkas yang disebut")
    if lingkungan.get(PEUBAH):
        return TempatGaram(_rumah(Path(lingkungan[PEUBAH])), f"peubah lingkungan {PEUBAH}")
    # A relative XDG_CONFIG_HOME is to be ignored, says the XDG Base Directory Specification.
    setelan = Path(lingkungan.get("XDG_CONFIG_HOME") or "~")
    setelan = setelan if setelan.is_absolute() else _rumah(Path("~/.config"))
    return TempatGaram(setelan / "penilaian" / "garam", "tempat bawaan")


def muat_garam(berkas: Path | None = None) -> Garam:
    """The salt, checked.

    Raises:
        GalatGaram: not there, inside a git work tree, readable by others, not hexadecimal, too short, or not random.
    """
    tempat = tempat_garam(berkas).berkas
    _tolak_dalam_git(tempat)
    try:
        isi, izin = tempat.read_bytes(), tempat.stat().st_mode & 0o777
    except OSError as galat:
        raise GalatGaram(
            "garam_tidak_terbaca",
            f"Berkas garam {sebab_berkas(galat)}",
            di_mana=str(tempat),
            mengapa="tanpa garam, kunci samaran tidak dapat dibuat",
            tindakan=f"{_TINDAKAN_BUAT}; tempat lain disebut dengan --berkas atau {PEUBAH}",
        ) from None
    if os.name == "posix" and izin & 0o077:
        raise GalatGaram(
            "garam_terbuka",
            "Berkas garam dapat dibuka orang lain",
            di_mana=str(tempat),
            mengapa=f"izinnya {izin:03o}; siapa yang tahu garamnya dapat menebak NIP di balik setiap kunci samaran",
            tindakan=f"tutup dengan `chmod 600 {tempat}`; bila mungkin sudah dibaca orang lain, buat garam baru",
        )
    return _urai(isi, tempat)


def buat_garam(berkas: Path | None = None) -> Garam:
    """A new random salt, written for its owner alone; what is there is never overwritten.

    Raises:
        GalatGaram: there is something already, the place is inside a git work tree, or cannot be written.
    """
    tempat = tempat_garam(berkas).berkas
    _tolak_dalam_git(tempat)
    teks = secrets.token_hex(PANJANG)
    try:
        tempat.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(tempat, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as aliran:
            aliran.write(f"{teks}\n")
    except FileExistsError:
        raise GalatGaram(
            "garam_sudah_ada",
            "Sudah ada berkas di tempat garam; tidak ada yang ditimpa",
            di_mana=str(tempat),
            mengapa="garam lain memberi setiap pegawai kunci lain, dan kunci lama tidak dapat dicocokkan lagi",
            tindakan="pakai yang ada, atau sebut tempat lain dengan --berkas",
        ) from None
    except OSError as galat:
        raise GalatGaram(
            "garam_tidak_tertulis",
            f"Garam tidak dapat ditulis: tempatnya {sebab_berkas(galat)}",
            di_mana=str(tempat),
            tindakan="periksa izin foldernya, atau sebut tempat lain dengan --berkas",
        ) from None
    return Garam(bytes.fromhex(teks))


def _rumah(berkas: Path) -> Path:
    try:
        return berkas.expanduser()
    except RuntimeError:
        raise GalatGaram(
            "garam_tanpa_rumah",
            "Folder rumah pengguna tidak diketahui",
            di_mana=str(berkas),
            tindakan=f"sebut jalur lengkap berkas garam dengan --berkas atau {PEUBAH}",
        ) from None


def _tolak_dalam_git(tempat: Path) -> None:
    """Both where the name stands and where a link leads."""
    for satu in (Path(os.path.abspath(tempat)), tempat.resolve()):  # noqa: PTH100 -- without following links
        for folder in satu.parents:
            if (folder / ".git").exists():
                raise GalatGaram(
                    "garam_dalam_git",
                    "Garam tidak boleh berada di dalam repositori git",
                    di_mana=str(satu),
                    mengapa=f"{folder} adalah pohon kerja git; sekali ikut tersimpan, garam tidak rahasia lagi",
                    tindakan="pindahkan ke luar repositori, misalnya ~/.config/penilaian/garam",
                )


def _urai(isi: bytes, tempat: Path) -> Garam:
    teks = isi.decode("ascii", errors="replace").strip()
    if not _HEKSA.fullmatch(teks):
        raise GalatGaram(
            "garam_bukan_heksa",
            "Berkas garam tidak berisi garam",
            di_mana=str(tempat),
            mengapa=f"isinya harus {2 * PANJANG} angka heksadesimal atau lebih, dalam satu baris",
            tindakan=_TINDAKAN_BUAT,
        )
    return Garam(bytes.fromhex(teks))

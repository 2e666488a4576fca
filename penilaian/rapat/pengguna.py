"""Who may do what in the calibration app. Users are entries of the same ledger; a token is shown once and not kept.

Of a token only its SHA-256 is recorded. It is 256 random bits, so that nobody finds it from the fingerprint.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from penilaian.aturan.rumus.nip import urai_nip
from penilaian.bahasa import daftar_kata
from penilaian.galat import GalatIzin, GalatRapat, GalatRumus
from penilaian.rapat.buku import BukuRapat, Entri
from penilaian.rapat.catatan import Catatan
from penilaian.rapat.keadaan import RAPAT_PENGGUNA
from penilaian.rapat.teks import nama_orang, uraian

PERAN = ("pembaca", "penilai", "ketua")
TINDAKAN = ("lihat", "suara", "putuskan", "kunci")
HAK = {"pembaca": TINDAKAN[:1], "penilai": TINDAKAN[:2], "ketua": TINDAKAN}
"""What each role may do."""
SEMUA_OPD = "semua"
"""Must be said: nobody sees every agency because none was named."""
_BITA_TOKEN = 32


@dataclass(frozen=True)
class Pengguna:
    """``opd`` are agency codes, or ``SEMUA_OPD`` alone; ``nip`` is the user's own, where they may be appraised too."""

    nama: str
    peran: str
    opd: tuple[str, ...]
    nip: str | None = None

    def boleh(self, tindakan: str, kode_opd: str) -> bool:
        """Whether the user may do this to that agency's meeting."""
        return tindakan in HAK[self.peran] and bool({SEMUA_OPD, kode_opd} & {*self.opd})

    def pastikan(self, tindakan: str, kode_opd: str) -> None:
        """Stop a user who may not.

        Raises:
            GalatIzin: the role or the agencies do not allow it.
        """
        if not self.boleh(tindakan, kode_opd):
            raise GalatIzin(
                f"{self.nama} tidak diizinkan: {tindakan} untuk OPD {kode_opd}",
                mengapa=f"perannya {self.peran} (boleh: {daftar_kata(HAK[self.peran])}) untuk OPD {daftar_kata(self.opd)}",
                tindakan="minta pengelola mengubahnya dengan `penilaian kalibrasi pengguna`",
            )


def tambah_pengguna(  # noqa: PLR0917 -- who may do what, and who says so
    buku: BukuRapat, nama: str, peran: str, opd: Sequence[str], oleh: str, nip: str | None = None
) -> str:
    """Register a user and return the token, which nobody can ask for again.

    Raises:
        GalatRapat: the name is in use, the role is unknown, no agency is named, or the NIP is none.
    """
    token = secrets.token_urlsafe(_BITA_TOKEN)
    isi = {
        "nama": nama_orang(nama),
        "peran": _peran(peran),
        "opd": _opd(opd),
        "nip": _nip(nip),
        "sidik_token": _sidik(token),
    }

    def susun(ada: Sequence[Catatan]) -> list[Entri]:
        if _cari(ada, str(isi["nama"])) is not None:
            raise GalatRapat(
                f"Pengguna {isi['nama']} sudah ada", tindakan="pakai nama lain, atau cabut dahulu yang lama"
            )
        return [("pengguna", isi)]

    buku.tambah_menurut(RAPAT_PENGGUNA, susun, oleh)
    return token


def cabut_pengguna(buku: BukuRapat, nama: str, oleh: str, alasan: str) -> None:
    """Take a user's token back, at once and for good.

    Raises:
        GalatRapat: there is no such user, or no reason.
    """
    alasan = uraian(alasan, "Alasan mencabut", wajib=True)

    def susun(ada: Sequence[Catatan]) -> list[Entri]:
        pengguna = _cari(ada, nama_orang(nama))
        if pengguna is None:
            dikenal = [satu.nama for satu, _ in _berlaku(ada)]
            raise GalatRapat(
                f"Pengguna {nama} tidak ada", mengapa=f"yang ada: {daftar_kata(dikenal) or 'tidak satu pun'}"
            )
        return [("cabut_pengguna", {"nama": pengguna.nama, "alasan": alasan})]

    buku.tambah_menurut(RAPAT_PENGGUNA, susun, oleh)


def daftar_pengguna(buku: BukuRapat) -> list[Pengguna]:
    """Users whose token counts, in the order they were registered."""
    return [satu for satu, _ in _berlaku(buku.catatan(RAPAT_PENGGUNA))]


def kenali(buku: BukuRapat, token: str) -> Pengguna | None:
    """Whose token this is; None for nobody's."""
    sidik = _sidik(token)
    cocok = [satu for satu, milik in _berlaku(buku.catatan(RAPAT_PENGGUNA)) if hmac.compare_digest(milik, sidik)]
    return cocok[0] if cocok else None


def _berlaku(catatan: Iterable[Catatan]) -> list[tuple[Pengguna, str]]:
    """Users with the fingerprint of their token, as the entries leave them."""
    ada: dict[str, tuple[Pengguna, str]] = {}
    for satu in catatan:
        isi = satu.isi
        if satu.jenis == "pengguna":
            ada[isi["nama"]] = Pengguna(isi["nama"], isi["peran"], tuple(isi["opd"]), isi["nip"]), isi["sidik_token"]
        else:
            ada.pop(isi["nama"], None)
    return list(ada.values())


def _cari(catatan: Iterable[Catatan], nama: str) -> Pengguna | None:
    """The user of this name; capitals do not make another one."""
    return next((satu for satu, _ in _berlaku(catatan) if satu.nama.casefold() == nama.casefold()), None)


def _sidik(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _peran(peran: str) -> str:
    if peran not in PERAN:
        raise GalatRapat(f"Peran {peran} tidak dikenal", tindakan=f"pilih salah satu: {daftar_kata(PERAN)}")
    return peran


def _opd(opd: Sequence[str]) -> list[str]:
    kode = list(dict.fromkeys(satu.strip() for satu in opd if satu.strip()))
    if not kode or (SEMUA_OPD in kode and len(kode) > 1):
        raise GalatRapat(
            "OPD pengguna ini belum jelas",
            mengapa="setiap pengguna hanya melihat OPD yang disebut",
            tindakan=f"sebutkan kode OPD-nya, atau {SEMUA_OPD} saja untuk semua OPD",
        )
    return kode


def _nip(nip: str | None) -> str | None:
    if nip is None:
        return None
    try:
        urai_nip(nip)
    except GalatRumus as galat:
        raise GalatRapat(f"NIP pengguna tidak sah: {galat.apa}", tindakan="periksa NIP-nya") from None
    return nip

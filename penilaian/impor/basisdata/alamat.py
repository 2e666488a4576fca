"""The address of a database: understood here, and nowhere shown with its secrets."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from penilaian.galat import GalatData

Mesin = Literal["postgresql", "mysql"]
_MESIN: dict[str, Mesin] = {
    "postgresql": "postgresql",
    "postgres": "postgresql",
    "mysql": "mysql",
    "mysql+pymysql": "mysql",
    "mariadb": "mysql",
    "mariadb+pymysql": "mysql",
}
_SKEMA: dict[Mesin, str] = {"postgresql": "postgresql", "mysql": "mysql+pymysql"}
_TERSAMAR = "***"
_KUNCI_RAHASIA = frozenset({"password", "passwd", "sslpassword", "ssl_key_password"})
DETIK_SAMBUNG = 10


@dataclass(frozen=True)
class Alamat:
    """A database: which engine, and how it is called in messages (``nama``, without user and password)."""

    mesin: Mesin
    nama: str
    induk: str
    port: int
    url: str = field(repr=False)
    rahasia: tuple[str, ...] = field(repr=False)

    def samarkan(self, teks: str) -> str:
        """A text of a server or driver without this address's secrets."""
        for satu in (self.url, *self.rahasia):
            teks = teks.replace(satu, _TERSAMAR)
        return teks


def urai_alamat(url: str) -> Alamat:
    """Read an address.

    Raises:
        GalatData: it is none, or of an engine we do not read; the address itself is never shown.
    """
    try:
        bagian = urlsplit(url.strip())
        port = bagian.port
        isian = dict(parse_qsl(bagian.query, strict_parsing=bool(bagian.query)))
    except ValueError:
        raise _tidak_terbaca("bentuknya tidak teratur") from None
    mesin = _MESIN.get(bagian.scheme.lower())
    if mesin is None:
        raise _tidak_terbaca("awalannya bukan postgresql://, mysql://, atau mariadb://")
    basis = unquote(bagian.path.removeprefix("/"))
    sisa = bagian.path + bagian.query + bagian.fragment
    if "@" in sisa or bagian.fragment or "/" in basis:
        raise _tidak_terbaca("ada karakter khusus yang belum disandikan")
    if not basis:
        raise _tidak_terbaca("nama basis datanya tidak ada")
    induk = bagian.hostname or isian.get("host", "localhost")
    rahasia = {bagian.password, unquote(bagian.password or "")}
    rahasia |= {nilai for kunci, nilai in isian.items() if kunci.lower() in _KUNCI_RAHASIA}
    return Alamat(
        mesin,
        f"{induk}/{basis}",
        induk,
        port or (5432 if mesin == "postgresql" else 3306),
        _susun(mesin, bagian, isian),
        tuple(sorted((satu for satu in rahasia if satu), key=len, reverse=True)),
    )


def nama_basisdata(url: str) -> str:
    """A database as findings call it: host and name, without user and password.

    >>> nama_basisdata("postgresql://ani:rahasia@10.0.0.5/simpeg")
    '10.0.0.5/simpeg'
    """
    return urai_alamat(url).nama


def _susun(mesin: Mesin, bagian: SplitResult, isian: dict[str, str]) -> str:
    if mesin == "postgresql":
        isian = {"connect_timeout": str(DETIK_SAMBUNG), "application_name": "penilaian", **isian}
    # libpq takes a plus sign for itself, not for a space.
    kueri = urlencode(isian).replace("+", "%20")
    return urlunsplit((_SKEMA[mesin], bagian.netloc, bagian.path, kueri, ""))


def _tidak_terbaca(sebab: str) -> GalatData:
    return GalatData(
        "Alamat basis data tidak dapat dibaca",
        mengapa=sebab,
        tindakan=(
            "tulis postgresql://pengguna:sandi@host:5432/basisdata atau mysql://pengguna:sandi@host:3306/basisdata; "
            "karakter khusus di sandi ditulis bersandi, misalnya @ sebagai %40 dan / sebagai %2F"
        ),
    )

"""Pseudonymous keys: the same employee gets the same key, and only the holder of the salt can find out whose it is.

A plain SHA-256 of a NIP hides nothing: a NIP is a birth date, a start month, a sex and a serial, few enough to try
them all within minutes. A keyed hash (HMAC, RFC 2104) cannot be tried without the key.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from base64 import b32encode

import pandas as pd

from penilaian.bahasa import samarkan_nip
from penilaian.galat import GalatData, GalatParameter
from penilaian.pribadi.garam import Garam

RUANG_PEGAWAI = "pegawai"

_NIP = re.compile(r"[0-9]{18}")
_RUANG = re.compile(r"[a-z][a-z0-9_]*")
_PANJANG = 10
"""Bytes shown, 80 bits: that two of a million people share a key has a chance of less than one in a million million."""


def kunci_samaran(nip: str, garam: Garam, ruang: str = RUANG_PEGAWAI) -> str:
    """The key of a NIP: 16 characters, a to z and 2 to 7.

    Keys of different ``ruang`` cannot be matched with each other: two publications that must not be linked
    use two of them.

    Raises:
        GalatData: not a NIP as text of 18 digits.
        GalatParameter: ``ruang`` is no name.

    >>> garam = Garam(bytes(range(32)))
    >>> kunci_samaran("189002021915032002", garam)
    'tltmxcxrxkt6rxuy'
    """
    if not _RUANG.fullmatch(ruang):
        raise GalatParameter(
            f"Ruang kunci {ruang!r} tidak dapat dipakai",
            mengapa="namanya terdiri atas huruf kecil, angka, dan garis bawah, diawali huruf",
            tindakan="perbaiki namanya",
        )
    if not isinstance(nip, str) or not _NIP.fullmatch(nip):
        raise GalatData(
            "NIP yang akan disamarkan bukan teks 18 angka",
            di_mana=f"NIP {samarkan_nip(nip)}" if isinstance(nip, str) else f"nilai bertipe {type(nip).__name__}",
            mengapa="tulisan lain dari NIP yang sama akan mendapat kunci lain",
            tindakan="periksa dulu datanya dengan `penilaian periksa`",
        )
    hasil = hmac.new(garam.isi, f"{ruang}:{nip}".encode("ascii"), hashlib.sha256).digest()
    return b32encode(hasil[:_PANJANG]).decode("ascii").lower()


def samarkan_kolom(nip: pd.Series, garam: Garam, ruang: str = RUANG_PEGAWAI) -> pd.Series:
    """The keys of a column of NIPs, each distinct one hashed once; missing stays missing."""
    kunci = {satu: kunci_samaran(satu, garam, ruang) for satu in nip.dropna().unique()}
    return nip.map(kunci).astype("str")

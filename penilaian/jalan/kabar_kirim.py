"""Sending a message by mail and webhook: bounded in time, tried again where that can help, never raising."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from http.client import HTTPException
from typing import Literal
from urllib.error import HTTPError
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from penilaian.bahasa import angka
from penilaian.berkas import sebab_berkas
from penilaian.jalan.kabar import Pesan, RingkasanJalan, susun_pesan
from penilaian.jalan.kabar_tujuan import PosEl, TujuanKabar, Webhook

JEDA_DETIK = 2
"""Before the second attempt; doubled before each further one."""
_LAYAK_DIULANG = frozenset({408, 425, 429, 500, 502, 503, 504})


@dataclass(frozen=True)
class HasilKabar:
    """What became of one message; ``keterangan`` is for the log, without addresses or secrets."""

    lewat: Literal["pos-el", "webhook"]
    terkirim: bool
    keterangan: str

    def __str__(self) -> str:
        return f"Kabar lewat {self.lewat} {'terkirim' if self.terkirim else 'TIDAK terkirim'}: {self.keterangan}"


def kirim_kabar(
    ringkasan: RingkasanJalan,
    tujuan: TujuanKabar,
    *,
    uji: bool = False,
    lingkungan: Mapping[str, str] | None = None,
    tidur: Callable[[float], None] = time.sleep,
) -> tuple[HasilKabar, ...]:
    """Tell every destination of a run; what could not be sent is in the outcome, and nothing is raised for it.

    ``lingkungan`` holds the webhook's secret (default: the process's own variables);
    ``tidur`` takes the seconds between attempts.
    """
    pesan = susun_pesan(ringkasan, tujuan.situs, uji=uji)
    hasil = []
    if tujuan.pos_el is not None:
        hasil.append(_pos_el(pesan, tujuan.pos_el))
    if tujuan.webhook is not None:
        hasil.append(_webhook(pesan, tujuan.webhook, os.environ if lingkungan is None else lingkungan, tidur))
    return tuple(hasil)


def surat(pesan: Pesan, tujuan: PosEl) -> EmailMessage:
    """The message as mail; automatic, so that nobody's absence note answers it."""
    surat = EmailMessage()
    surat["From"] = tujuan.dari
    surat["To"] = ", ".join(tujuan.ke)
    surat["Subject"] = pesan.pokok
    surat["Date"] = formatdate(localtime=True)
    surat["Message-ID"] = make_msgid(domain=tujuan.dari.rpartition("@")[2])
    surat["Auto-Submitted"] = "auto-generated"
    surat.set_content(pesan.isi, cte="quoted-printable")
    return surat


def _pos_el(pesan: Pesan, tujuan: PosEl) -> HasilKabar:
    try:
        selesai = subprocess.run(  # noqa: S603 -- the administrator's own command, no shell
            list(tujuan.perintah),
            input=surat(pesan, tujuan).as_bytes(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            timeout=tujuan.batas_detik,
            check=False,
        )
    except OSError as galat:
        return HasilKabar("pos-el", False, f"program {tujuan.perintah[0]} {sebab_berkas(galat)}")
    except subprocess.TimeoutExpired:
        return HasilKabar("pos-el", False, f"program tidak selesai dalam {angka(tujuan.batas_detik)} detik")
    if selesai.returncode:
        ujar = " ".join(selesai.stderr.decode("utf-8", "replace").split())[:200]
        return HasilKabar("pos-el", False, f"program keluar dengan kode {selesai.returncode}: {ujar or 'tanpa pesan'}")
    return HasilKabar("pos-el", True, f"diserahkan kepada program pos-el untuk {angka(len(tujuan.ke))} penerima")


def badan_webhook(pesan: Pesan) -> bytes:
    """The JSON of a message; ``text`` is what chat services show."""
    isi = {"text": f"{pesan.pokok}\n\n{pesan.isi}", "pokok": pesan.pokok, "gagal": [asdict(s) for s in pesan.gagal]}
    return json.dumps(isi, ensure_ascii=False).encode()


def tanda_tangan(rahasia: str, waktu: str, badan: bytes) -> str:
    """HMAC-SHA256 over ``waktu.badan``: the time is signed too, so that an old message cannot be sent again."""
    return "sha256=" + hmac.new(rahasia.encode(), waktu.encode() + b"." + badan, hashlib.sha256).hexdigest()


def _pembuka() -> OpenerDirector:
    """Proxies as the environment says; no redirects: a hook that moves is reported, not followed to somebody else."""
    pembuka = OpenerDirector()
    for penangan in (ProxyHandler, HTTPHandler, HTTPSHandler, HTTPDefaultErrorHandler, HTTPErrorProcessor):
        pembuka.add_handler(penangan())
    return pembuka


def _webhook(
    pesan: Pesan, tujuan: Webhook, lingkungan: Mapping[str, str], tidur: Callable[[float], None]
) -> HasilKabar:
    rahasia = lingkungan.get(tujuan.rahasia_dari, "") if tujuan.rahasia_dari else None
    if rahasia == "":
        apa = f"peubah lingkungan {tujuan.rahasia_dari} kosong, jadi pesan tidak dapat ditandatangani"
        return HasilKabar("webhook", False, apa)
    badan, sebab = badan_webhook(pesan), ""
    for ke in range(1, tujuan.percobaan + 1):
        if ke > 1:
            tidur(JEDA_DETIK * 2 ** (ke - 2))
        sebab, lagi = _coba(badan, tujuan, rahasia)
        if not sebab:
            return HasilKabar("webhook", True, f"diterima {tujuan.tuan_rumah} pada percobaan ke-{ke}")
        if not lagi:
            return HasilKabar("webhook", False, f"{tujuan.tuan_rumah}: {sebab}")
    return HasilKabar("webhook", False, f"{tujuan.tuan_rumah}: {sebab}, sesudah {tujuan.percobaan} percobaan")


def _coba(badan: bytes, tujuan: Webhook, rahasia: str | None) -> tuple[str, bool]:
    """Why an attempt failed (empty if it did not), and whether another may help."""
    kepala = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "penilaian"}
    if rahasia is not None:
        waktu = str(int(time.time()))
        kepala |= {"X-Penilaian-Waktu": waktu, "X-Penilaian-Tanda": tanda_tangan(rahasia, waktu, badan)}
    permintaan = Request(tujuan.alamat, badan, kepala, method="POST")  # noqa: S310 -- https, or http to this machine
    try:
        with _pembuka().open(permintaan, timeout=tujuan.batas_detik):
            return "", False
    except HTTPError as galat:
        galat.close()
        return f"menjawab dengan kode {galat.code}", galat.code in _LAYAK_DIULANG
    except TimeoutError:
        return f"tidak menjawab dalam {angka(tujuan.batas_detik)} detik", True
    except (OSError, HTTPException) as galat:
        return f"tidak dapat dihubungi ({type(getattr(galat, 'reason', galat)).__name__})", True

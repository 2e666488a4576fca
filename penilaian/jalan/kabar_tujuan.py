"""Who is told of a failed run: `kabar.yaml`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, ValidationError, model_validator

from penilaian.aturan.bentuk import Ketat
from penilaian.aturan.yaml_ketat import muat_yaml
from penilaian.galat import GalatAturan, GalatParameter

_POLA_ALAMAT = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")
_SETEMPAT = {"localhost", "127.0.0.1", "::1"}


def _alamat_pos(teks: str) -> str:
    if not _POLA_ALAMAT.fullmatch(teks):
        raise ValueError("bukan satu alamat pos-el, mis. operator@palukota.go.id")
    return teks


def _alamat_web(teks: str) -> str:
    try:
        bagian = urlsplit(teks)
        tuan = bagian.hostname or ""
        _ = bagian.port
    except ValueError:
        tuan = ""
        bagian = urlsplit("")
    if re.search(r"[\s\x00-\x1f\x7f]", teks) or not tuan:
        raise ValueError("bukan alamat web, mis. https://obrolan.palukota.go.id/hooks/abc")
    if bagian.scheme != "https" and not (bagian.scheme == "http" and tuan in _SETEMPAT):
        raise ValueError("harus https; http hanya untuk mesin ini sendiri")
    if bagian.username or bagian.password:
        raise ValueError("tidak boleh memuat nama pengguna atau kata sandi; pakai rahasia_dari")
    return teks


def _perintah(kata: tuple[str, ...]) -> tuple[str, ...]:
    if not kata[0].startswith("/") or any("\0" in satu for satu in kata):
        raise ValueError("program harus jalur mutlak, mis. [/usr/sbin/sendmail, -t, -i]")
    return kata


AlamatPos = Annotated[str, AfterValidator(_alamat_pos)]
AlamatWeb = Annotated[str, AfterValidator(_alamat_web)]


class PosEl(Ketat):
    """Mail through a command that reads a message on its standard input and takes recipients from its headers."""

    perintah: Annotated[tuple[str, ...], Field(min_length=1), AfterValidator(_perintah)]
    dari: AlamatPos
    ke: tuple[AlamatPos, ...] = Field(min_length=1)
    batas_detik: int = Field(default=30, ge=1, le=300)


class Webhook(Ketat):
    """A JSON message by POST; ``rahasia_dari`` names the environment variable whose value signs it."""

    alamat: AlamatWeb
    rahasia_dari: str | None = Field(default=None, pattern=r"^[A-Z_][A-Z0-9_]*$")
    batas_detik: int = Field(default=10, ge=1, le=120)
    percobaan: int = Field(default=3, ge=1, le=10)

    @property
    def tuan_rumah(self) -> str:
        """The host alone: the rest of a hook's address is often its secret."""
        return urlsplit(self.alamat).hostname or ""


class TujuanKabar(Ketat):
    """Where messages go; ``situs`` is the report site as readers reach it. The exit code always tells too."""

    pos_el: PosEl | None = None
    webhook: Webhook | None = None
    situs: AlamatWeb | None = None

    @model_validator(mode="after")
    def _ada_tujuan(self) -> TujuanKabar:
        if self.pos_el is None and self.webhook is None:
            raise ValueError("sebut pos_el, webhook, atau keduanya")
        return self


_SEBAB = {"missing": "wajib ada", "extra_forbidden": "tidak dikenal"}


def muat_tujuan(berkas: Path) -> TujuanKabar:
    """Read a notification file.

    Raises:
        GalatParameter: missing, no YAML, an unknown or missing key, an address that is none.
    """
    try:
        return TujuanKabar.model_validate(muat_yaml(berkas))
    except GalatAturan as galat:
        raise GalatParameter(galat.apa, di_mana=galat.di_mana, mengapa=galat.mengapa, tindakan=galat.tindakan) from None
    except ValidationError as galat:
        raise GalatParameter(
            "Berkas kabar tidak sah",
            di_mana=str(berkas),
            mengapa="; ".join(_sebut(butir["loc"], butir["type"], butir["msg"]) for butir in galat.errors()),
            tindakan="tulis pos_el (perintah, dari, ke) atau webhook (alamat), lalu coba dengan --kabar-uji",
        ) from None


def _sebut(tempat: tuple[int | str, ...], jenis: str, pesan: str) -> str:
    nama = ".".join(map(str, tempat)) or "isi"
    lain = pesan.removeprefix("Value error, ") if jenis == "value_error" else "bentuknya salah"
    return f"{nama}: {_SEBAB.get(jenis, lain)}"

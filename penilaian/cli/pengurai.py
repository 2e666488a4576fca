"""argparse that speaks Indonesian: help, titles and usage errors."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn

KELUAR_BAIK, KELUAR_TEMUAN, KELUAR_PEMAKAIAN, KELUAR_DIHENTIKAN = 0, 1, 2, 130

_TERJEMAHAN: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (.*)", r"Argumen wajib belum ada: \1"),
    (r"unrecognized arguments: (.*)", r"Argumen tidak dikenal: \1"),
    (r"argument (.*?): invalid choice: (.*?) \(choose from (.*)\)", r"Pilihan \2 untuk \1 tidak dikenal; yang ada: \3"),
    (r"argument (.*?): invalid int value: (.*)", r"\1 harus bilangan bulat, bukan \2"),
    (r"argument (.*?): expected one argument", r"\1 harus diikuti satu nilai"),
    (r"argument (.*?): expected at least one argument", r"\1 harus diikuti sedikitnya satu nilai"),
    (r"argument (.*?): ignored explicit argument (.*)", r"\1 tidak menerima nilai \2"),
    (r"ambiguous option: (.*?) could match (.*)", r"Opsi \1 bisa berarti beberapa hal: \2"),
    (r"argument (.*?): (.*)", r"\1: \2"),
)


class _Bentuk(argparse.RawDescriptionHelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "Pemakaian: " if prefix is None else prefix)


class Pengurai(argparse.ArgumentParser):
    """A parser whose every word is Indonesian."""

    def __init__(self, *, description: str, contoh: str = "", prog: str | None = None) -> None:
        super().__init__(
            prog=prog,
            description=description,
            epilog=f"Contoh:\n{contoh}" if contoh else None,
            formatter_class=_Bentuk,
            add_help=False,
            allow_abbrev=False,
        )
        self._positionals.title = "Argumen"
        self._optionals.title = "Opsi"
        self.add_argument("-h", "--bantuan", "--help", action="help", help="tampilkan bantuan ini lalu selesai")

    def error(self, message: str) -> NoReturn:
        print(f"{terjemahkan(message)}. Lihat: {self.prog} --bantuan", file=sys.stderr)
        raise SystemExit(KELUAR_PEMAKAIAN)


def terjemahkan(pesan: str) -> str:
    """An argparse message in Indonesian."""
    for pola, ganti in _TERJEMAHAN:
        cocok = re.fullmatch(pola, pesan, flags=re.DOTALL)
        if cocok:
            return cocok.expand(ganti)
    return pesan


def sarankan(kata: str, ada: Iterable[str]) -> str:
    """What may have been meant by a mistyped word."""
    mirip = get_close_matches(kata, list(ada), 1)
    return f"; mungkin maksudnya {mirip[0]}" if mirip else ""


Jalankan = Callable[[argparse.Namespace], int]


def jalur(teks: str) -> Path:
    """A path; an empty one is a mistake, not the current folder."""
    if not teks.strip():
        raise argparse.ArgumentTypeError("jalur tidak boleh kosong")
    return Path(teks)


def bilangan_positif(teks: str) -> int:
    """A whole number from 1."""
    if not teks.isascii() or not teks.isdigit() or int(teks) < 1:
        raise argparse.ArgumentTypeError(f"harus bilangan bulat mulai dari 1, bukan {teks}")
    return int(teks)


def daftar_kode(teks: str) -> list[str]:
    """``a,b`` → ``["a", "b"]``; codes stay text."""
    kode = list(dict.fromkeys(butir.strip() for butir in teks.split(",") if butir.strip()))
    if not kode:
        raise argparse.ArgumentTypeError("tulis sedikitnya satu kode, dipisah koma")
    return kode

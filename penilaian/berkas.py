"""Writing files so that a reader sees the old one or the new one, never half of it."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

AKHIRAN_SEMENTARA = ".tulis"
"""Ends the names of files that are being written; one that is left over belongs to a process that was killed."""


@contextmanager
def tulis_utuh(berkas: Path) -> Iterator[BinaryIO]:
    """A binary stream that becomes ``berkas`` when the block ends, and nothing if it fails, even by power loss.

    The new file has the permissions any newly made file would have.
    """
    with _sementara_di(berkas.parent) as aliran:
        sementara = Path(aliran.name)
        try:
            yield aliran.file  # type: ignore[misc]
            aliran.flush()
            os.fsync(aliran.fileno())
            aliran.close()
            sementara.chmod(0o666 & ~_umask())
            sementara.replace(berkas)
        except OSError as galat:
            if galat.errno is None:
                raise
            raise OSError(galat.errno, galat.strerror, str(berkas)) from None
        finally:
            sementara.unlink(missing_ok=True)


def _sementara_di(folder: Path) -> tempfile._TemporaryFileWrapper[bytes]:
    """A new file there; an error names the folder, since nobody knows the file."""
    try:
        return tempfile.NamedTemporaryFile(dir=folder, prefix=".", suffix=AKHIRAN_SEMENTARA, delete=False)
    except OSError as galat:
        raise OSError(galat.errno, galat.strerror, str(folder)) from None


def tulis_teks(berkas: Path, isi: str) -> None:
    """Write a UTF-8 text file with LF line ends, whole or not at all."""
    with tulis_utuh(berkas) as aliran:
        aliran.write(isi.encode("utf-8"))


SEBAB_BERKAS = {
    errno.ENOENT: "tidak ditemukan",
    errno.EACCES: "tidak diizinkan",
    errno.EPERM: "tidak diizinkan",
    errno.EROFS: "hanya dapat dibaca",
    errno.EISDIR: "ternyata sebuah folder",
    errno.ENOTDIR: "bukan folder",
    errno.ENOTEMPTY: "ternyata sebuah folder",
    errno.EEXIST: "sudah ada dan bukan folder",
    errno.ENOSPC: "ruang cakram habis",
    errno.ENAMETOOLONG: "namanya terlalu panjang",
}


def sebab_berkas(galat: OSError) -> str:
    """Why a file cannot be used, in the reader's language."""
    return SEBAB_BERKAS.get(galat.errno or 0, "tidak dapat dipakai")


def _umask() -> int:
    nilai = os.umask(0o022)
    os.umask(nilai)
    return nilai

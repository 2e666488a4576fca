"""IPython's own shell in this process, speaking the messages of a kernel into a list.

The same class that runs inside a Jupyter kernel runs here, with the socket to
the client replaced: what a cell prints, shows or raises becomes the same
messages, in the same order, without a second process.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TextIO

from ipykernel.compiler import XCachingCompiler
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.error import StdinNotImplementedError
from jupyter_client.session import Session
from traitlets.config import Config

Pesan = dict[str, Any]
_LATAR_MATPLOTLIB = "module://matplotlib_inline.backend_inline"


class PerluKernel(Exception):
    """The notebook does what only a kernel with a client can do: widgets, for one."""


class Perekam(Session):
    """A session that keeps messages instead of sending them, as they would arrive at the other end."""

    def __init__(self, terima: Callable[[Pesan], None]) -> None:
        super().__init__(key=b"")
        self.terima = terima

    def send(self, stream: Any, msg_or_type: Any, content: Any = None, parent: Any = None, **_: Any) -> Any:  # type: ignore[override]  # noqa: ARG002 -- only what a shell uses of a session
        pesan = msg_or_type if isinstance(msg_or_type, dict) else self.msg(msg_or_type, content, parent)
        self.terima({**pesan, "content": self.unpack(self.pack(pesan["content"]))})
        return pesan


class Aliran(io.TextIOBase):
    """Standard output or error: text is held until something else is shown or the cell ends.

    What is written past Python, to the file descriptor, is read when the cell ends.
    """

    def __init__(self, nama: str, fd: int, kirim: Callable[[str, str], None]) -> None:
        super().__init__()
        self._nama, self._fd, self._kirim = nama, fd, kirim
        self._isi: list[str] = []
        self._berkas = os.memfd_create(nama) if hasattr(os, "memfd_create") else _berkas_tanpa_nama()
        os.dup2(self._berkas, fd)
        self._terbaca = 0

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return "UTF-8"

    def fileno(self) -> int:
        return self._fd

    def isatty(self) -> bool:
        return False

    def writable(self) -> bool:
        return True

    def write(self, teks: str) -> int:
        if not isinstance(teks, str):
            raise TypeError(f"write() argument must be str, not {type(teks)}")
        self._isi.append(teks)
        return len(teks)

    def flush(self) -> None:
        teks, self._isi = "".join(self._isi), []
        if teks:
            self._kirim(self._nama, teks)

    def tuntaskan(self) -> None:
        """Pass on everything, also what went to the descriptor."""
        self.flush()
        ukuran = os.fstat(self._berkas).st_size
        if ukuran > self._terbaca:
            mentah = os.pread(self._berkas, ukuran - self._terbaca, self._terbaca)
            self._terbaca = ukuran
            self._kirim(self._nama, mentah.decode("utf-8", "replace"))


class Cangkang(ZMQInteractiveShell):
    """The shell of a kernel, without the kernel."""

    pamit = False
    """Whether a cell has called ``exit()``."""
    perlu_kernel = False
    """Whether a cell has asked for what only a kernel with a client has."""

    def ask_exit(self) -> None:
        self.pamit = True


@dataclass(frozen=True)
class Panggung:
    """A shell with its streams and the session that hears of everything."""

    cangkang: Cangkang
    aliran: tuple[Aliran, ...]
    perekam: Perekam

    def jalankan(self, kode: str, nomor: str | None) -> Any:
        """Run the code of a cell and give what IPython gives; its messages have then all been sent."""
        self.perekam.send(None, "execute_input", {"execution_count": self.cangkang.execution_count})
        jalan: Any = self.cangkang.run_cell
        hasil = jalan(kode, store_history=True, silent=False, cell_id=nomor)
        for satu in self.aliran:
            satu.tuntaskan()
        return hasil


@contextmanager
def buka_panggung(terima: Callable[[Pesan], None]) -> Iterator[Panggung]:
    """A fresh shell whose messages go to ``terima``.

    Meant for a process that runs one notebook and ends: standard streams and the
    ``__main__`` module become the notebook's.
    """
    perekam = Perekam(terima)
    os.environ["MPLBACKEND"] = _LATAR_MATPLOTLIB
    _arahkan_matplotlib()
    lama = sys.stdout, sys.stderr
    aliran = tuple(Aliran(nama, fd, _pengirim(perekam)) for fd, nama in ((1, "stdout"), (2, "stderr")))
    sys.stdout, sys.stderr = (_teks(satu) for satu in aliran)
    setelan = Config()
    setelan.HistoryManager.enabled = False
    isi: Cangkang = Cangkang.instance(config=setelan, compiler_class=XCachingCompiler)
    tampil: list[Any] = [isi.displayhook, isi.display_pub]
    for kait in tampil:
        kait.session = perekam
    _tolak_masukan()
    _tolak_widget(isi)
    if "" not in sys.path:
        sys.path.insert(0, "")

    try:
        yield Panggung(isi, aliran, perekam)
    finally:
        sys.stdout, sys.stderr = lama


def _pengirim(perekam: Perekam) -> Callable[[str, str], None]:
    return lambda nama, teks: perekam.send(None, "stream", {"name": nama, "text": teks})


def _teks(aliran: Aliran) -> TextIO:
    return aliran  # type: ignore[return-value]


def _berkas_tanpa_nama() -> int:
    from tempfile import TemporaryFile

    with TemporaryFile() as berkas:
        return os.dup(berkas.fileno())


def _arahkan_matplotlib() -> None:
    """Figures of pyplot go to the notebook, also when matplotlib is here already."""
    matplotlib = sys.modules.get("matplotlib")
    if matplotlib is not None and "matplotlib.pyplot" not in sys.modules:
        matplotlib.rcParams["backend"] = _LATAR_MATPLOTLIB


def _tolak_masukan() -> None:
    import builtins
    import getpass

    def tolak(*_: object, **__: object) -> str:
        raise StdinNotImplementedError("raw_input was called, but this frontend does not support input requests.")

    builtins.input = tolak
    getpass.getpass = tolak


def _tolak_widget(isi: Cangkang) -> None:
    """Widgets talk to a client; a cell that swallows the refusal is found out all the same."""
    import comm

    def tolak(*_: object, **__: object) -> Any:
        isi.perlu_kernel = True
        raise PerluKernel

    comm.create_comm = tolak

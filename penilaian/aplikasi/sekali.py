"""Results that are computed once, also when several threads ask at the same time."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock, Thread
from typing import Any, TypeVar

_T = TypeVar("_T")


class Sekali:
    """A memory of results by name: the first to ask computes, the others wait for it; an error is not kept.

    >>> ingat = Sekali()
    >>> ingat("satu", lambda: 1), ingat("satu", lambda: 2), ingat.mulai("dua", lambda: 3).result()
    (1, 1, 3)
    """

    def __init__(self) -> None:
        self._kunci = Lock()
        self._janji: dict[Hashable, Future[Any]] = {}

    def __call__(self, nama: Hashable, buat: Callable[[], _T]) -> _T:
        """The result of that name, computed by ``buat`` if nobody has done so."""
        janji, pertama = self._cari(nama)
        if pertama:
            self._penuhi(nama, janji, buat)
        hasil: _T = janji.result()
        return hasil

    def mulai(self, nama: Hashable, buat: Callable[[], _T]) -> Future[_T]:
        """The same without waiting: ``buat`` runs in a thread of its own."""
        janji, pertama = self._cari(nama)
        if pertama:
            Thread(target=self._penuhi, args=(nama, janji, buat), daemon=True).start()
        return janji

    def _cari(self, nama: Hashable) -> tuple[Future[Any], bool]:
        """The result to come, and whether nobody has begun with it."""
        with self._kunci:
            pertama = nama not in self._janji
            return self._janji.setdefault(nama, Future()), pertama

    def _penuhi(self, nama: Hashable, janji: Future[Any], buat: Callable[[], object]) -> None:
        try:
            hasil = buat()
        except BaseException as galat:  # noqa: BLE001 -- handed to everybody who waits
            with self._kunci:
                del self._janji[nama]
            janji.set_exception(galat)
        else:
            janji.set_result(hasil)

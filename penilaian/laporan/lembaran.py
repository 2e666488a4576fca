"""Figures that belong together but do not fit on one page: shown one after the other, as many as there are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from penilaian.laporan.gambar import Gambar


@dataclass(frozen=True, repr=False)
class Lembaran:
    """At least one figure, in order; the table that follows them has the numbers of all."""

    gambar: tuple[Gambar, ...]

    def __iter__(self) -> Iterator[Gambar]:
        return iter(self.gambar)

    def __len__(self) -> int:
        return len(self.gambar)

    def __repr__(self) -> str:
        return "\n".join(map(repr, self.gambar))

    def _ipython_display_(self) -> None:
        """Each figure as an output of its own, so that pages, print and screen readers treat it as one."""
        from IPython.display import display

        for satu in self.gambar:
            display(satu)  # type: ignore[no-untyped-call]

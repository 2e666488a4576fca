"""A short list of sentences: what a busy reader must know before the tables.

>>> Poin("Pokok laporan", ("44 pegawai dinilai.", "4 belum ditetapkan."))
Pokok laporan
- 44 pegawai dinilai.
- 4 belum ditetapkan.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any


@dataclass(frozen=True, repr=False)
class Poin:
    """A title and its sentences, in order."""

    judul: str
    butir: tuple[str, ...]

    def __repr__(self) -> str:
        return "\n".join([self.judul, *(f"- {butir}" for butir in self.butir)])

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:  # noqa: ARG002 -- IPython's names
        butir = "".join(f"<li>{escape(satu)}</li>" for satu in self.butir)
        html = f'<div class="poin"><p><strong>{escape(self.judul)}</strong></p><ul>{butir}</ul></div>'
        return {"text/html": html, "text/plain": repr(self)}

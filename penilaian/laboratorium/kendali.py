"""The controls of the board: ipywidgets that hold a setting and say when it changed.

A slider's handle has no accessible name in ipywidgets, so each has a number box beside it that does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from fractions import Fraction
from typing import Any

import ipywidgets as w  # type: ignore[import-untyped]

from penilaian.aturan.bentuk import Tuas
from penilaian.indikator.bahan import ASPEK
from penilaian.laboratorium.setelan import LABEL_AGREGASI, LABEL_ASPEK, LABEL_TUAS, Setelan, setelan_dari

_LANGKAH = {"batas_atas": 1.0, "data_paling_sedikit": 5.0, "ambang_di_atas": 0.5, "ambang_sesuai": 0.5}
_LABEL = {
    **{f"bobot_{kode}": LABEL_ASPEK[kode] for kode in ASPEK},
    "ambang_di_atas": "Ambang atas",
    "ambang_sesuai": "Ambang tengah",
    "batas_atas": "Batas atas",
    "data_paling_sedikit": "Data minimum",
    "agregasi": "Penggabungan",
}
_ARAH = (("naik: makin tinggi makin baik", "naik"), ("dibalik: 200 dikurangi capaian", "turun"))
LEBAR_KIRI = "350px"
LEBAR_LABEL = "116px"


class Kendali:
    """All levers as widgets; ``saat_berubah`` is called once with the setting after each change by hand."""

    def __init__(self, tuas: Mapping[str, Tuas], setelan: Setelan, saat_berubah: Callable[[Setelan], None]) -> None:
        self._saat_berubah = saat_berubah
        self._tuas = {nama: tuas[nama] for nama in LABEL_TUAS}
        self._nilai = setelan.butir()
        self._diam = False
        self._geser: dict[str, Any] = {}
        self._kotak: dict[str, Any] = {}
        self._pilih: dict[str, Any] = {}
        for nama, satu in self._tuas.items():
            if satu.pilihan:
                self._buat_pilihan(nama, satu)
            else:
                self._buat_geser(nama, satu)
        self.kotak = w.VBox([*self._bagian()], layout=w.Layout(width="100%"))

    @property
    def setelan(self) -> Setelan:
        """The setting the controls show."""
        return setelan_dari(self._nilai)

    def pasang(self, setelan: Setelan) -> None:
        """Show another setting and say so once."""
        with self._tenang():
            for nama, nilai in setelan.butir().items():
                self._nilai[nama] = nilai
                if isinstance(nilai, str):
                    self._pilih[nama].value = nilai
                else:
                    self._geser[nama].value = self._kotak[nama].value = float(nilai)
        self._saat_berubah(self.setelan)

    def _buat_geser(self, nama: str, tuas: Tuas) -> None:
        bawah, atas = (float(batas) for batas in tuas.rentang or (0, 100))
        isi = {"min": bawah, "max": atas, "value": float(Fraction(self._nilai[nama]))}
        langkah = _LANGKAH.get(nama, 1.0)
        geser = w.FloatSlider(
            **isi, step=langkah, readout=False, continuous_update=True, layout=w.Layout(flex="1 1 auto", width="auto", min_width="90px")
        )  # fmt: skip
        kotak = w.BoundedFloatText(
            **isi, step=langkah, description=_LABEL[nama], tooltip=f"{LABEL_TUAS[nama]}, {tuas.satuan}",
            style={"description_width": LEBAR_LABEL}, layout=w.Layout(width="192px", flex="0 0 auto"),
        )  # fmt: skip
        geser.observe(self._pendengar(nama, kotak), "value")
        kotak.observe(self._pendengar(nama, geser), "value")
        self._geser[nama], self._kotak[nama] = geser, kotak

    def _pendengar(self, nama: str, pasangan: Any) -> Callable[[Any], None]:
        def terima(kabar: Any) -> None:
            if self._diam:
                return
            with self._tenang():
                pasangan.value = kabar["new"]
            self._nilai[nama] = ke_pecahan(kabar["new"])
            self._saat_berubah(self.setelan)

        return terima

    def _buat_pilihan(self, nama: str, tuas: Tuas) -> None:
        pilihan = _ARAH if nama.startswith("arah_") else [(LABEL_AGREGASI[kode], kode) for kode in tuas.pilihan]
        satu = w.Dropdown(
            options=pilihan, value=str(self._nilai[nama]), description=_LABEL.get(nama, LABEL_TUAS[nama]),
            style={"description_width": LEBAR_LABEL}, layout=w.Layout(width="auto"),
        )  # fmt: skip

        def terima(kabar: Any) -> None:
            self._nilai[nama] = kabar["new"]
            if not self._diam:
                self._saat_berubah(self.setelan)

        satu.observe(terima, "value")
        self._pilih[nama] = satu

    @contextmanager
    def _tenang(self) -> Iterator[None]:
        """While one change is passed on to the other widgets, none of them is heard."""
        lama, self._diam = self._diam, True
        try:
            yield
        finally:
            self._diam = lama

    def _bagian(self) -> list[Any]:
        def baris(nama: str) -> Any:
            return w.HBox([self._kotak[nama], self._geser[nama]], layout=w.Layout(width="100%"))

        return [
            judul("Bobot aspek (%)"),
            *(baris(f"bobot_{kode}") for kode in ASPEK),
            judul("Ambang, batas, dan data (%)"),
            *(baris(nama) for nama in _LANGKAH),
            judul("Cara menggabung dan arah"),
            self._pilih["agregasi"],
            *(self._pilih[f"arah_{kode}"] for kode in ASPEK),
        ]


def judul(teks: str) -> Any:
    """A heading among the controls."""
    return w.HTML(f'<div style="font-weight:600;line-height:1.4;padding-top:4px">{teks}</div>')


def ke_pecahan(nilai: float) -> Fraction:
    """What a number box shows, exactly, with at most the four decimals rules may have.

    >>> ke_pecahan(33.3)
    Fraction(333, 10)
    """
    return Fraction(Decimal(repr(float(nilai))).quantize(Decimal("0.0001")))

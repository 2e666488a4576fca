"""The board as widgets: controls, pictures, and the form that saves a setting."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import ipywidgets as w  # type: ignore[import-untyped]

from penilaian.aturan import BukuAturan
from penilaian.aturan.bentuk import Tuas
from penilaian.galat import GalatPenilaian
from penilaian.laboratorium.gambar_svg import LABEL_UKURAN
from penilaian.laboratorium.kendali import LEBAR_KIRI, LEBAR_LABEL, Kendali, judul
from penilaian.laboratorium.lapangan import Lapangan
from penilaian.laboratorium.setelan import JUMLAH_BOBOT, Setelan, samakan_jumlah
from penilaian.laboratorium.simpan import Keterangan, simpan_skenario, susun_skenario
from penilaian.laboratorium.tampilan import GAYA, PANEL, Tampilan, pesan
from penilaian.periode import Periode


class PapanWidget:
    """Controls on the left, pictures on the right; ``widget`` is what is shown."""

    def __init__(
        self, lapangan: Lapangan, setelan: Setelan, *, tuas: Mapping[str, Tuas], buku: BukuAturan, periode: Periode, folder: Path
    ) -> None:  # fmt: skip
        self._awal, self._buku, self._periode, self._folder = setelan, buku, periode, folder
        self._tampilan = Tampilan(lapangan, setelan)
        self._panel = {nama: w.HTML(layout=w.Layout(width="100%", margin="0")) for nama in PANEL}
        for satu in self._panel.values():
            satu.add_class("papan-panel")
        self._pesan = w.HTML(layout=w.Layout(width="100%"))
        self._pesan_simpan = w.HTML(layout=w.Layout(width="100%"))
        self.kendali = Kendali(tuas, setelan, self._terima)
        self._samakan = _tombol("Samakan jumlah menjadi 100", self._samakan_bobot)
        self._isian = _isian()
        self._gambar(*PANEL)
        self.widget = self._susun()

    @property
    def setelan(self) -> Setelan:
        """The setting the controls show."""
        return self.kendali.setelan

    def _terima(self, setelan: Setelan) -> None:
        """A lever moved: compute, and send what has changed."""
        self._pesan_simpan.value = ""
        try:
            self._tampilan.perbarui(setelan)
        except GalatPenilaian as galat:
            self._pesan.value = pesan(f"{galat.paragraf()} Gambar masih menurut setelan sah terakhir.")
            return
        self._pesan.value = ""
        self._samakan.disabled = setelan.jumlah_bobot == JUMLAH_BOBOT
        self._gambar(*PANEL)

    def _gambar(self, *nama: str) -> None:
        for satu in nama:
            self._panel[satu].value = getattr(self._tampilan, satu)()

    def _samakan_bobot(self) -> None:
        lama = self.setelan
        butir = {**vars(lama), "bobot": samakan_jumlah(lama.bobot)}
        self.kendali.pasang(Setelan(**butir))

    def _simpan(self) -> None:
        isi = {nama: str(satu.value) for nama, satu in self._isian.items() if nama not in ("nama", "ganti")}
        ganti = self._isian["ganti"]
        try:
            keterangan = Keterangan(**isi, tanggal=date.today())  # noqa: DTZ011 -- the day where the analyst sits
            skenario = susun_skenario(self._tampilan.lapangan.semula, self.setelan, keterangan)
            berkas = simpan_skenario(
                self._folder, self._isian["nama"].value, skenario, self._buku, self._periode, ganti=ganti.value
            )
        except GalatPenilaian as galat:
            self._pesan_simpan.value = pesan(galat.paragraf())
            return
        ganti.value = False
        self._pesan_simpan.value = pesan(
            "", baik=f'Skenario disimpan: {berkas.name}. Jalankan lagi dengan berkas_skenario = "{berkas.as_posix()}".'
        )

    def _susun(self) -> Any:
        tombol = [
            self._samakan,
            _tombol("Kembali ke aturan yang berlaku", lambda: self.kendali.pasang(self._tampilan.lapangan.semula)),
            _tombol("Kembali ke skenario", lambda: self.kendali.pasang(self._awal)),
        ]
        self._samakan.disabled = self.setelan.jumlah_bobot == JUMLAH_BOBOT
        simpan = _tombol("Simpan skenario", self._simpan, gaya="primary")
        kiri = w.VBox(
            [
                w.HTML(GAYA, layout=w.Layout(display="flex", margin="0", height="0")),
                self.kendali.kotak, self._pesan, *tombol,
                judul("Simpan setelan ini sebagai skenario"), *self._isian.values(), simpan, self._pesan_simpan,
            ],
            layout=w.Layout(flex=f"1 1 {LEBAR_KIRI}", max_width="560px", min_width="320px"),
        )  # fmt: skip
        letak = w.Layout(flex="1000 1 440px", min_width="360px")
        kanan = w.VBox([self._panel["ringkas"], *self._pilihan()], layout=letak)
        return w.HBox([kiri, kanan], layout=w.Layout(flex_flow="row wrap", width="100%", grid_gap="12px"))

    def _pilihan(self) -> list[Any]:
        """The other panels, each with the choice that belongs to it above it."""
        ukuran = _pilih("Urutkan menurut", [(label, kode) for kode, label in LABEL_UKURAN.items()])
        daftar = _pilih("Tampilkan", [("yang paling bergeser", False), ("semua", True)])
        lapangan = self._tampilan.lapangan
        rincian = _pilih("Rinci menurut", [(lapangan.jabatan.judul, "jabatan"), (lapangan.unit.judul, "unit")])
        for satu, atribut, panel in (
            (ukuran, "ukuran", "peringkat"), (daftar, "semua", "peringkat"), (rincian, "pengelompokan", "rincian"),
        ):  # fmt: skip
            satu.observe(self._pengatur(atribut, panel), "value")
        pilihan = w.HBox([ukuran, daftar], layout=w.Layout(flex_flow="row wrap", width="100%"))
        return [
            self._panel["kelas"], self._panel["sebaran"], pilihan, self._panel["peringkat"], self._panel["silang"],
            w.HBox([rincian]), self._panel["rincian"],
        ]  # fmt: skip

    def _pengatur(self, atribut: str, panel: str) -> Any:
        def terima(kabar: Any) -> None:
            setattr(self._tampilan, atribut, kabar["new"])
            self._gambar(panel)

        return terima


def _tombol(teks: str, kerja: Any, gaya: str = "") -> Any:
    satu = w.Button(description=teks, button_style=gaya, layout=w.Layout(width="auto"))
    satu.on_click(lambda _: kerja())
    return satu


def _pilih(teks: str, pilihan: list[tuple[str, Any]]) -> Any:
    return w.Dropdown(
        options=pilihan,
        description=teks,
        style={"description_width": "initial"},
        layout=w.Layout(width="auto", max_width="100%"),
    )


def _isian() -> dict[str, Any]:
    letak = {"style": {"description_width": LEBAR_LABEL}, "layout": w.Layout(width="auto")}
    return {
        "judul": w.Text(description="Judul", **letak),
        "penyusun": w.Text(description="Penyusun", **letak),
        "alasan": w.Textarea(description="Alasan", rows=2, **letak),
        "nama": w.Text(description="Nama berkas", placeholder="mis. bobot_kualitas", **letak),
        "ganti": w.Checkbox(
            description="Ganti berkas yang sudah ada", indent=False, layout=w.Layout(width="auto", margin="0 0 0 120px")
        ),
    }

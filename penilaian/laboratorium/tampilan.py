"""What the board shows for a setting, as HTML strings: pure Python, so that it is tested without a browser."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from html import escape

from penilaian.bahasa import awal_kecil, daftar_kata
from penilaian.laboratorium.gambar_svg import LABEL_UKURAN, gambar_kelas, gambar_peringkat, gambar_sebaran
from penilaian.laboratorium.hitung_indeks import KELAS, LABEL_KELAS, TANPA
from penilaian.laboratorium.lapangan import (
    Keadaan,
    Kelompok,
    Lapangan,
    banding_peringkat,
    keadaan,
    paling_bergeser,
    perpindahan,
    silang,
)
from penilaian.laboratorium.setelan import (
    JUMLAH_BOBOT,
    LABEL_ASPEK,
    LABEL_TUAS,
    Setelan,
    beda_setelan,
    periksa_setelan,
    tulis_bilangan,
    tulis_nilai,
)
from penilaian.laboratorium.svg_dasar import WARNA_KELAS, angka, bertanda
from penilaian.laporan.gaya_gambar import GARIS, LATAR, REDUP, TINTA

PANEL = ("ringkas", "kelas", "sebaran", "peringkat", "silang", "rincian")
"""The parts of the board, in the order they are shown."""
BARIS_RINGKAS = 12
"""Units shown unless all are asked for."""
GAYA = (
    "<style>"
    f".papan-isi{{background:#fff;color:{TINTA};line-height:1.4;font-size:13px;border:1px solid {GARIS};"
    "border-radius:6px;padding:8px 12px;margin:0 0 8px;box-sizing:border-box;max-width:100%;overflow-x:auto}"
    f".papan-isi p{{margin:0 0 4px}}.papan-isi .judul{{font-weight:600}}.papan-isi .redup{{color:{REDUP}}}"
    ".papan-svg{display:block;width:100%;max-width:740px;height:auto;font-family:system-ui,sans-serif}"
    ".papan-kartu{display:flex;flex-wrap:wrap;gap:8px;margin:0;padding:0;list-style:none}"
    f".papan-kartu li{{flex:1 1 88px;border-left:4px solid;background:{LATAR};padding:4px 8px;margin:0}}"
    ".papan-kartu b{display:block;font-size:18px;line-height:1.25}"
    ".papan-isi table{border-collapse:collapse;width:100%;margin:0;font-size:13px;color:inherit;table-layout:auto}"
    ".papan-isi caption{text-align:left;font-weight:600;color:inherit;padding:0 0 4px}"
    f".papan-isi th,.papan-isi td{{border-bottom:1px solid {GARIS};padding:3px 5px;text-align:right;"
    "font-variant-numeric:tabular-nums;white-space:normal;max-width:none;background:#fff;color:inherit}"
    ".papan-isi th:first-child{text-align:left;font-weight:normal}.papan-isi thead th{font-weight:600}"
    f".papan-isi td.sama{{background:{LATAR}}}"
    ".papan-gulir{max-height:300px;overflow:auto}.papan-gulir table{font-size:12px}"
    ".papan-galat{border-left:4px solid #a34600;background:#fbeee6;color:#1b1f24;line-height:1.4;padding:6px 10px}"
    ".papan-baik{border-left:4px solid #00664b;background:#e8f5f0;color:#1b1f24;line-height:1.4;padding:6px 10px}"
    ".papan-panel,.papan-panel>.widget-html-content{min-width:0;max-width:100%}"
    "</style>"
)


class Tampilan:
    """The panels of the board; what a change does not touch is not computed again.

    ``ukuran`` is what units are ranked by, ``semua`` whether all of them are listed, ``pengelompokan`` the grouping of the
    table of moves: ``jabatan`` or ``unit``.
    """

    def __init__(self, lapangan: Lapangan, setelan: Setelan) -> None:
        self.lapangan = lapangan
        self.semula = keadaan(lapangan, lapangan.semula)
        self.kini = keadaan(lapangan, setelan)
        self.ukuran = "rata_rata"
        self.semua = False
        self.pengelompokan = "jabatan"

    def perbarui(self, setelan: Setelan) -> None:
        """Take another setting; the index is computed again only where it can have changed.

        Raises:
            GalatSkenario: no classes can be computed from it; everything then stays as it was.
        """
        lama = self.kini.setelan
        ambang = {nama: getattr(setelan, nama) for nama in ("ambang_di_atas", "ambang_sesuai")}
        if replace(lama, **ambang) == setelan:
            periksa_setelan(setelan)
            self.kini = Keadaan(self.lapangan, setelan, self.kini.indeks)
        else:
            self.kini = keadaan(self.lapangan, setelan)

    def panel(self) -> dict[str, str]:
        """Every part of the board as HTML."""
        return {nama: getattr(self, nama)() for nama in PANEL}

    def ringkas(self) -> str:
        """Counts by class with their change, who moves, and what must be known to read them."""
        kartu = []
        for nomor, kelas in enumerate(KELAS):
            n = int(self.kini.cacah_kelas[nomor])
            beda = n - int(self.semula.cacah_kelas[nomor])
            kartu.append(
                f'<li style="border-color:{WARNA_KELAS[kelas].isi}">{LABEL_KELAS[kelas]}<b>{angka(n)}</b>'
                f'<span class="redup">{bertanda(beda) if beda else "tetap"}</span></li>'
            )
        catatan = "".join(
            f"<p>{escape(kalimat)}</p>" for kalimat in [_pindah(self.semula, self.kini), *self._catatan()]
        )
        return _isi(f'<ul class="papan-kartu">{"".join(kartu)}</ul><div style="margin-top:6px">{catatan}</div>')

    def _catatan(self) -> list[str]:
        setelan, indeks, kalimat = self.kini.setelan, self.kini.indeks, []
        beda = beda_setelan(self.lapangan.semula, setelan)
        rinci = [f"{LABEL_TUAS[nama].lower()} {tulis_nilai(nama, nilai).lower()}" for nama, nilai in beda.items()]
        kalimat.append(
            f"Berbeda dari aturan: {daftar_kata(rinci)}." if rinci else "Setelan sama dengan aturan yang berlaku."
        )
        if setelan.jumlah_bobot != JUMLAH_BOBOT:
            relatif = [
                f"{label.lower()} {angka(float(100 * satu / setelan.jumlah_bobot), 1)}%"
                for label, satu in zip(LABEL_ASPEK.values(), setelan.bobot, strict=True)
            ]
            kalimat.append(
                f"Jumlah bobot {tulis_bilangan(setelan.jumlah_bobot)}, bukan 100: gambar memakai bobot relatif "
                f"({daftar_kata(relatif)}). Setelan baru dapat disimpan bila jumlahnya tepat 100."
            )
        sebab = []
        if indeks.kurang_data:
            sebab.append(f"{angka(indeks.kurang_data)} karena aspek yang ada kurang dari data paling sedikit")
        if indeks.tidak_positif:
            sebab.append(
                f"{angka(indeks.tidak_positif)} karena ada nilai nol atau negatif, yang tidak dapat dirata-rata dengan cara ini"
            )
        return [*kalimat, *([f"Tanpa indeks: {daftar_kata(sebab)}."] if sebab else [])]

    def kelas(self) -> str:
        """Class shares."""
        return _isi(_judul("Bagian pegawai menurut kelompok"), gambar_kelas(self.semula, self.kini))

    def sebaran(self) -> str:
        """The distribution with the thresholds."""
        return _isi(_judul("Sebaran indeks dan ambang"), gambar_sebaran(self.semula, self.kini))

    def peringkat(self) -> str:
        """Units ranked, those that move most unless all are asked for."""
        banding = banding_peringkat(self.semula, self.kini, self.ukuran)
        tampil = banding if self.semua else paling_bergeser(banding, BARIS_RINGKAS)
        jenis = self.lapangan.unit.judul
        judul = f"Peringkat {jenis}: {LABEL_UKURAN[self.ukuran]}"
        if len(tampil) < len(banding):
            judul += f" ({angka(len(tampil))} yang paling bergeser dari {angka(len(banding))})"
        return _isi(_judul(judul), gambar_peringkat(tampil, self.ukuran, len(banding)))

    def silang(self) -> str:
        """Employees by class before and after."""
        isi = silang(self.semula, self.kini)
        baris = [
            (LABEL_KELAS[kelas], [angka(int(n)) for n in [*isi[i], isi[i].sum()]]) for i, kelas in enumerate(KELAS)
        ]
        judul = "Dari kelompok menurut aturan (baris) ke kelompok menurut setelan ini (kolom)"
        kepala = ["Menurut aturan", *(f"Ke {LABEL_KELAS[kelas].lower()}" for kelas in KELAS), "Jumlah"]
        return _isi(_tabel(judul, kepala, baris, sama=True))

    def rincian(self) -> str:
        """Moves by group."""
        kelompok: Kelompok = getattr(self.lapangan, self.pengelompokan)
        baris = []
        for satu in perpindahan(self.semula, self.kini, kelompok):
            cacah = (satu.jumlah, satu.naik, satu.turun, satu.mendapat, satu.kehilangan)
            baris.append((satu.kelompok, [*map(angka, cacah), f"{angka(satu.pangsa, 1)}%"]))
        kepala = [kelompok.judul, "Pegawai", "Naik", "Turun", "Dapat indeks", "Hilang indeks", "Pindah"]
        tabel = _tabel(f"Yang berpindah menurut {awal_kecil(kelompok.judul)}", kepala, baris)
        return _isi(
            f'<div class="papan-gulir" role="region" tabindex="0" aria-label="Tabel yang berpindah">{tabel}</div>'
        )


def pesan(teks: str, *, baik: str = "") -> str:
    """A message that a screen reader reads out; ``baik`` is the one of something that worked."""
    if baik:
        return f'<div class="papan-baik" role="status">{escape(baik)}</div>'
    return f'<div class="papan-galat" role="alert">{escape(teks)}</div>' if teks else ""


def _pindah(semula: Keadaan, kini: Keadaan) -> str:
    dua = (semula.kelas != TANPA) & (kini.kelas != TANPA)
    naik, turun = int((dua & (kini.kelas < semula.kelas)).sum()), int((dua & (kini.kelas > semula.kelas)).sum())
    lain = int(((semula.kelas == TANPA) != (kini.kelas == TANPA)).sum())
    if not naik + turun + lain:
        return "Tidak ada yang berpindah kelompok."
    tambah = f"; {angka(lain)} mendapat atau kehilangan indeks" if lain else ""
    return f"Melewati ambang: {angka(naik)} naik dan {angka(turun)} turun kelompok{tambah}."


def _isi(*bagian: str) -> str:
    return f'<div class="papan-isi">{"".join(bagian)}</div>'


def _judul(teks: str) -> str:
    return f'<p class="judul">{escape(teks)}</p>'


def _tabel(judul: str, kepala: Sequence[str], baris: Iterable[tuple[str, list[str]]], *, sama: bool = False) -> str:
    """A table with headers of columns and rows; ``sama`` shades the diagonal."""
    atas = "".join(f'<th scope="col">{escape(teks)}</th>' for teks in kepala)
    isi = "".join(
        f'<tr><th scope="row">{escape(nama)}</th>'
        + "".join(
            f'<td class="sama">{escape(sel)}</td>' if sama and i == j else f"<td>{escape(sel)}</td>"
            for j, sel in enumerate(lajur)
        )
        + "</tr>"
        for i, (nama, lajur) in enumerate(baris)
    )
    return f"<table><caption>{escape(judul)}</caption><thead><tr>{atas}</tr></thead><tbody>{isi}</tbody></table>"

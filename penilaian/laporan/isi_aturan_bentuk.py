"""Each form of a provision's value as columns and rows to read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from penilaian.aturan import BukuAturan
from penilaian.aturan.bentuk import (
    ButirParameter,
    ButirPola,
    Daftar,
    DaftarTenggat,
    DeretPita,
    DeretRuas,
    HariLibur,
    Matriks,
    Parameter,
    Peta,
    Pita,
    PolaDistribusi,
    RumusCapaian,
    SusunanTeks,
    TabelNilai,
    Tenggat,
)
from penilaian.bahasa import tanggal
from penilaian.laporan.isi_aturan import nama_kode
from penilaian.laporan.isi_aturan_tulis import judul_kata, kata, tulis_bersatuan, tulis_pecahan, tulis_persen
from penilaian.periode import Periode

_ASAL = {"peraturan": "peraturan", "kebijakan_lokal": "kebijakan lokal"}
_RUMUS = {
    "naik": "Makin tinggi makin baik",
    "turun": "Makin rendah makin baik",
    "rentang": "Target berupa rentang",
    "maksimum": "Target nilai tertinggi",
    "nol": "Target nol",
}


@dataclass(frozen=True)
class Isi:
    """Columns and rows of a value, and what a reader must know about them."""

    kolom: tuple[tuple[str, str], ...]
    baris: list[tuple[Any, ...]]
    catatan: str = ""
    berangka: frozenset[str] = frozenset()


def _daftar(nilai: Daftar, _: BukuAturan) -> Isi:
    baris = [(kode, butir.nama, butir.uraian, ", ".join(butir.padanan)) for kode, butir in nilai.butir.items()]
    return Isi((("kode", "Kode"), ("nama", "Nama"), ("uraian", "Uraian"), ("padanan", "Juga ditulis")), baris)


def sebutan(buku: BukuAturan, daftar: str) -> dict[str, str]:
    """What readers see for the codes of a list; numbers stay numbers."""
    return {kode: kode if kode.isdigit() else nama for kode, nama in buku.daftar(daftar).nama.items()}


def _matriks(nilai: Matriks, buku: BukuAturan) -> Isi:
    (baris, daftar_baris), (kolom, daftar_kolom) = nilai.sumbu.items()
    nama_baris, nama_kolom, isi = (
        sebutan(buku, daftar) for daftar in (daftar_baris, daftar_kolom, nilai.keluaran)
    )  # fmt: skip
    urut = list(next(iter(nilai.sel.values())))
    kepala = (
        (baris, judul_kata(baris)),
        *((kode, f"{judul_kata(kolom)} {nama_kolom[kode].lower()}") for kode in urut),
    )
    return Isi(kepala, [(nama_baris[satu], *(isi[sel[kode]] for kode in urut)) for satu, sel in nilai.sel.items()])


def _peta(nilai: Peta, buku: BukuAturan) -> Isi:
    dari, ke = sebutan(buku, nilai.dari), sebutan(buku, nilai.ke)
    kepala = (("dari", _judul_daftar(buku, nilai.dari)), ("ke", _judul_daftar(buku, nilai.ke)))
    return Isi(kepala, [(dari[kode], ke[isi]) for kode, isi in nilai.isi.items()])


def _judul_daftar(buku: BukuAturan, daftar: str) -> str:
    return buku.ketentuan[daftar].judul


def _pita(nilai: DeretPita, _: BukuAturan) -> Isi:
    baris = [(butir.nama, _batas(butir, nilai.tepi), butir.tercetak) for _, butir in reversed(nilai.urut)]
    catatan = "" if nilai.desimal is None else f"Batas dilihat sesudah dibulatkan ke {nilai.desimal} desimal."
    satuan = f" ({nilai.satuan})" if nilai.satuan else ""
    return Isi((("nama", "Kategori"), ("batas", f"Batas{satuan}"), ("tercetak", "Tertulis di sumber")), baris, catatan)


def _batas(pita: Pita, tepi: str) -> str:
    """The limits of a band in words; ``tepi`` tells whether a limit counts as above or below."""
    mulai, sampai = ("mulai", "kurang dari") if tepi == "atas" else ("lebih dari", "sampai")
    bagian = [
        *([f"{mulai} {tulis_pecahan(pita.dari)}"] if pita.dari is not None else []),
        *([f"{sampai} {tulis_pecahan(pita.sampai)}"] if pita.sampai is not None else []),
    ]
    return ", ".join(bagian)


def _ruas(nilai: DeretRuas, _: BukuAturan) -> Isi:
    baris = [
        (
            judul_kata(butir.kategori),
            "di bawah itu" if butir.dari is None else f"mulai {tulis_pecahan(butir.dari)}",
            "; ".join(f"{tulis_pecahan(x)} → {tulis_pecahan(y)}" for x, y in butir.titik),
            butir.tercetak,
        )
        for butir in reversed(nilai.ruas)
    ]
    kepala = (("kategori", "Kategori"), ("dari", "Batas"), ("titik", "Titik garis"), ("tercetak", "Rumus"))
    return Isi(kepala, baris, f"Nilai paling tinggi {tulis_pecahan(nilai.batas_atas)}.")


def _parameter(nilai: Parameter, _: BukuAturan) -> Isi:
    baris = [
        (judul_kata(nama), _nilai_parameter(butir), _boleh(butir), _ASAL[butir.asal], butir.keterangan)
        for nama, butir in nilai.butir.items()
    ]
    kepala = (
        ("nama", "Parameter"), ("nilai", "Nilai"), ("boleh", "Rentang atau pilihan"), ("asal", "Asal"),
        ("keterangan", "Artinya"),
    )  # fmt: skip
    return Isi(kepala, baris)


def _nilai_parameter(butir: ButirParameter) -> str:
    return tulis_bersatuan(butir.nilai, butir.satuan) if butir.pilihan is None else _pilihan(butir.pilihan)


def _boleh(butir: ButirParameter) -> str:
    if butir.pilihan_sah == (butir.pilihan,):
        return "tidak ada pilihan lain"
    if butir.rentang is None:
        return " atau ".join(map(_pilihan, butir.pilihan_sah))
    return " sampai ".join(tulis_pecahan(batas) for batas in butir.rentang)


def _pilihan(kode: str) -> str:
    return nama_kode(kode) or kata(kode)


def _tabel(nilai: TabelNilai, buku: BukuAturan) -> Isi:
    nama = sebutan(buku, nilai.daftar) if nilai.daftar else {}
    kepala = (
        ("baris", _judul_daftar(buku, nilai.daftar) if nilai.daftar else "Butir"),
        *(
            (kode, judul_kata(kode) + (f" ({kolom.satuan})" if kolom.satuan != kode else ""))
            for kode, kolom in nilai.kolom.items()
        ),
    )
    baris = [
        (nama.get(kode, judul_kata(kode)), *(_sel(isi[kolom], nilai.kolom[kolom].satuan) for kolom in nilai.kolom))
        for kode, isi in nilai.baris.items()
    ]
    arti = "; ".join(f"{kata(kode)}: {kolom.keterangan}" for kode, kolom in nilai.kolom.items())
    lokal = " Angkanya kebijakan lokal, bukan peraturan." if nilai.asal == "kebijakan_lokal" else ""
    return Isi(kepala, baris, f"{arti[:1].upper()}{arti[1:]}.{lokal}", frozenset(nilai.kolom))


def _sel(nilai: Fraction | None, satuan: str) -> str:
    return tulis_bersatuan(nilai, satuan) if satuan.startswith("pangsa") else tulis_pecahan(nilai)


def _rumus(nilai: RumusCapaian, _: BukuAturan) -> Isi:
    varian = {"naik": nilai.naik, "turun": nilai.turun, "rentang": nilai.rentang}
    baris = [
        (_RUMUS.get(kode, judul_kata(kode)), teks, kata(varian.get(kode, ""))) for kode, teks in nilai.tertulis.items()
    ]
    return Isi((("hal", "Keadaan"), ("rumus", "Rumus atau perlakuan"), ("varian", "Varian")), baris)


def _pola(nilai: PolaDistribusi, buku: BukuAturan) -> Isi:
    organisasi, predikat = sebutan(buku, nilai.organisasi), sebutan(buku, nilai.predikat)
    baris = [
        (organisasi[kode], "; ".join(_harapan(butir, predikat) for butir in isi)) for kode, isi in nilai.pola.items()
    ]
    kepala = (("organisasi", _judul_daftar(buku, nilai.organisasi)), ("harapan", "Yang diharapkan"))
    return Isi(kepala, baris, "Bagian dihitung dari pegawai yang sudah berpredikat.")


def _harapan(butir: ButirPola, nama: dict[str, str]) -> str:
    predikat = " atau ".join(nama[kode] for kode in butir.predikat)
    if butir.pangsa is None:
        return f"{'paling sedikit satu' if butir.jenis == 'wajib_ada' else 'tidak ada'} yang {predikat}"
    awal = {"maks": "paling banyak", "min": "paling sedikit", "lebih_dari": "lebih dari"}[butir.jenis]
    return f"{awal} {tulis_persen(butir.pangsa)} {predikat}"


def _tenggat(nilai: DaftarTenggat, _: BukuAturan) -> Isi:
    baris = [(judul_kata(nama), _lama(butir), butir.sejak, butir.keterangan) for nama, butir in nilai.butir.items()]
    return Isi((("nama", "Tenggat"), ("lama", "Lama"), ("sejak", "Dihitung sejak"), ("arti", "Artinya")), baris)


def _lama(butir: Tenggat) -> str:
    if butir.bulan_tanggal is None:
        return f"{butir.hari} hari {butir.jenis_hari}"
    bulan, hari = butir.bulan_tanggal.split("-")
    return f"sampai {int(hari)} {Periode.urai(f'2000-{bulan}').label.removesuffix(' 2000')}"


def _libur(nilai: HariLibur, _: BukuAturan) -> Isi:
    jenis = {
        **dict.fromkeys(nilai.libur_nasional, "libur nasional"),
        **dict.fromkeys(nilai.cuti_bersama, "cuti bersama"),
    }
    baris = [(tanggal(hari), nama, jenis[hari]) for hari, nama in sorted(nilai.semua.items())]
    kepala = (("hari", "Tanggal"), ("nama", "Hari libur"), ("jenis", "Jenis"))
    return Isi(kepala, baris, f"Hari libur tahun {nilai.tahun}.")


def _susunan(nilai: SusunanTeks, _: BukuAturan) -> Isi:
    baris = [
        (
            jenis.upper(),
            f"{butir.dari}" if butir.dari == butir.sampai else f"{butir.dari}–{butir.sampai}",
            kata(nama),
            ", ".join(_sama(butir.pilihan.items())) or butir.isi,
        )
        for jenis, bagian in nilai.jenis.items()
        for nama, butir in bagian.items()
    ]
    kepala = (("jenis", "Jenis"), ("digit", "Digit"), ("bagian", "Bagian"), ("isi", "Isi"))
    return Isi(kepala, baris, f"Panjang {nilai.panjang} digit.")


def _sama(pasangan: Iterable[tuple[str, str]]) -> list[str]:
    """``2 = P``; a code that only stands for itself is named once."""
    return [kode if kode == arti else f"{kode} = {kata(arti)}" for kode, arti in pasangan]


def isi_nilai(nilai: Any, buku: BukuAturan) -> Isi:
    """A value as columns and rows; ``buku`` has the code lists."""
    return _BENTUK[type(nilai)](nilai, buku)


_BENTUK: dict[type, Callable[[Any, BukuAturan], Isi]] = {
    Daftar: _daftar,
    Matriks: _matriks,
    Peta: _peta,
    DeretPita: _pita,
    DeretRuas: _ruas,
    Parameter: _parameter,
    TabelNilai: _tabel,
    RumusCapaian: _rumus,
    PolaDistribusi: _pola,
    DaftarTenggat: _tenggat,
    HariLibur: _libur,
    SusunanTeks: _susunan,
}

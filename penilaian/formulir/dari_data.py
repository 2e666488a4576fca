"""Forms of employees from our tables: what was promised, achieved, said and decided; nothing is computed."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from penilaian.aturan import muat_buku
from penilaian.bahasa import angka
from penilaian.data import Data
from penilaian.formulir.bentuk import Butir, DokumenEvaluasi, Formulir, Orang, Perilaku
from penilaian.galat import GalatData
from penilaian.periode import Periode

_NILAI_DASAR = "permenpanrb-6-2022/nilai_dasar"
_KATEGORI = ("utama", "tambahan")

Baris = Mapping[Hashable, Any]


def formulir_dari_data(data: Data, nip: str, periode: Periode) -> Formulir:
    """The evaluation form of an employee: C.1.2 for JPT, C.1.3 for all others.

    Ratings and predicate are those of table ``penetapan``; where it has none they stay empty.

    Raises:
        GalatData: the employee is not listed in the period, or more than once.
        GalatMasaBerlaku: the forms were not yet in force.
    """
    return Rak(data, periode).formulir(nip)


def dokumen_dari_data(data: Data, nip: str, periode: Periode) -> DokumenEvaluasi:
    """The Dokumen Evaluasi of an employee: D.1.2 where the assessor's superior decided, else D.1.1.

    Raises:
        GalatData: the employee is not listed in the period, or more than once.
        GalatMasaBerlaku: the forms were not yet in force.
    """
    return Rak(data, periode).dokumen(nip)


class Rak:
    """The tables of one period, sorted by employee once, for the forms of many."""

    def __init__(self, data: Data, periode: Periode, *, kode: bool = False) -> None:
        """With ``kode`` each indicator carries its code in brackets, so that a form given back is read without doubt."""
        self.periode = periode
        self._sertakan_kode = kode
        self._nilai_dasar = muat_buku().pada(periode.akhir).nilai(_NILAI_DASAR).kode
        self._instansi = data.keterangan.instansi if data.keterangan else None
        tabel = data.untuk(periode=periode).tabel
        self._pegawai = _per_kunci(tabel["pegawai"], "nip")
        self._skp = _per_kunci(tabel["skp"], "nip")
        self._realisasi = _per_kunci(tabel["realisasi"], "nip")
        self._umpan_balik = _per_kunci(tabel["umpan_balik"], "nip")
        self._penetapan = _per_kunci(tabel["penetapan"], "nip")
        self._organisasi = _per_kunci(tabel["kinerja_organisasi"], "kode_opd")
        self._opd = _per_kunci(tabel["opd"], "kode")
        self._indikator = _per_kunci(tabel["indikator"], "kode")

    def formulir(self, nip: str) -> Formulir:
        pegawai = self._satu_pegawai(nip)
        putusan = _tunggal(self._penetapan, nip)
        umpan_balik = self._umpan_balik.get(nip, ())
        jpt = bool(pegawai["jenis_jabatan"] == "jpt")
        return Formulir(
            jenis="C.1.2" if jpt else "C.1.3",
            pegawai=self._orang(nip),
            penilai=self._orang(_isi(putusan, "nip_penilai") or _isi(pegawai, "nip_penilai")),
            butir=self._butir(nip, umpan_balik, jpt=jpt),
            periode=self.periode,
            instansi=self._instansi,
            capaian_organisasi=self._capaian_organisasi(pegawai),
            rating_hasil=_isi(putusan, "hasil_kerja"),
            perilaku=tuple(
                Perilaku(nilai, umpan_balik=_gabung_umpan_balik(umpan_balik, "nilai_dasar", nilai))
                for nilai in self._nilai_dasar
            ),
            rating_perilaku=_isi(putusan, "perilaku_kerja"),
            predikat=_isi(putusan, "predikat"),
            tanggal=_hari(putusan),
        )

    def dokumen(self, nip: str) -> DokumenEvaluasi:
        pegawai = self._satu_pegawai(nip)
        putusan = _tunggal(self._penetapan, nip)
        langsung, pemutus = _isi(pegawai, "nip_penilai"), _isi(putusan, "nip_penilai")
        oleh_atasan = pemutus is not None and pemutus not in (langsung, nip) and pemutus == self._atasan(langsung)
        penilai = langsung if oleh_atasan else pemutus or langsung
        return DokumenEvaluasi(
            format="D.1.2" if oleh_atasan else "D.1.1",
            periode=self.periode,
            pegawai=self._orang(nip),
            penilai=self._orang(penilai),
            atasan_penilai=self._orang(self._atasan(penilai)),
            instansi=self._instansi,
            capaian_organisasi=self._capaian_organisasi(pegawai),
            predikat=_isi(putusan, "predikat"),
            tanggal=_hari(putusan),
        )

    def _satu_pegawai(self, nip: str) -> Baris:
        milik = self._pegawai.get(nip, ())
        if len(milik) == 1:
            return milik[0]
        raise GalatData(
            f"Pegawai {'lebih dari sekali' if milik else 'tidak'} tercatat pada periode {self.periode.kode}",
            di_mana=f"tabel pegawai, NIP berakhir {nip[-3:]}",
            tindakan="periksa NIP, periode, dan tabel pegawai",
        )

    def _atasan(self, nip: str | None) -> str | None:
        atasan: str | None = None if nip is None else _isi(_tunggal(self._pegawai, nip), "nip_penilai")
        return atasan

    def _orang(self, nip: str | None) -> Orang:
        """Who has this NIP; only the NIP where the period does not list the person."""
        baris = None if nip is None else _tunggal(self._pegawai, nip)
        if baris is None:
            return Orang(nip=nip)
        opd = _tunggal(self._opd, str(baris["kode_opd"]))
        unit = [satu for satu in (_isi(baris, "unit"), _isi(opd, "nama")) if satu is not None]
        return Orang(
            nama=_isi(baris, "nama"),
            nip=nip,
            pangkat=_isi(baris, "golongan"),
            jabatan=_isi(baris, "jabatan"),
            unit=", ".join(unit) or None,
        )

    def _capaian_organisasi(self, pegawai: Baris) -> str | None:
        predikat: str | None = _isi(_tunggal(self._organisasi, str(pegawai["kode_opd"])), "predikat")
        return predikat

    def _butir(self, nip: str, umpan_balik: Sequence[Baris], *, jpt: bool) -> tuple[Butir, ...]:
        """The indicators in order; feedback on an RHK stands at the first of its indicators."""
        realisasi = _kelompokkan(self._realisasi.get(nip, ()), "kode_indikator")
        sudah: set[str] = set()
        hasil = []
        for janji in sorted(self._skp.get(nip, ()), key=self._urutan):
            kode = str(janji["kode_indikator"])
            indikator, capaian = _tunggal(self._indikator, kode), _tunggal(realisasi, kode)
            kode_rhk = _isi(indikator, "kode_rhk")
            balik = None if kode_rhk is None or kode_rhk in sudah else _gabung_umpan_balik(umpan_balik, "rhk", kode_rhk)
            sudah |= set() if kode_rhk is None else {kode_rhk}
            induk = None if jpt else _isi(indikator, "kode_induk")
            satuan = _isi(indikator, "satuan")
            hasil.append(
                Butir(
                    kategori=janji["kategori"],
                    rhk=_isi(indikator, "rhk") or kode,
                    iki=self._iki(_isi(indikator, "uraian"), kode),
                    target=teks_target(janji, satuan),
                    realisasi=_teks_realisasi(capaian, satuan),
                    umpan_balik=balik,
                    rhk_pimpinan=None if induk is None else _isi(_tunggal(self._indikator, induk), "rhk"),
                    aspek=None if jpt else _isi(indikator, "aspek"),
                    perspektif=_isi(indikator, "perspektif") if jpt else None,
                    bukti=_isi(capaian, "bukti"),
                )
            )
        return tuple(hasil)

    def _iki(self, uraian: str | None, kode: str) -> str:
        return uraian if uraian and not self._sertakan_kode else f"{uraian or ''} [{kode}]".strip()

    def _urutan(self, janji: Baris) -> tuple[Any, ...]:
        kode = str(janji["kode_indikator"])
        rhk = _isi(_tunggal(self._indikator, kode), "kode_rhk") or ""
        return _KATEGORI.index(janji["kategori"]), _alami(rhk), _alami(kode)


def teks_target(janji: Baris, satuan: str | None) -> str | None:
    """A target as the form writes it: its own text, else the numbers with their unit.

    >>> teks_target({"target_bawah": 80.0, "target_atas": 90.0}, "persen")
    '80–90 persen'
    >>> teks_target({"target": 1250.0}, "berkas"), teks_target({"target_bawah": 85.5}, "%")
    ('1250 berkas', 'minimal 85,5%')
    """
    teks, satu = _isi(janji, "teks_target"), _isi(janji, "target")
    bawah, atas = _isi(janji, "target_bawah"), _isi(janji, "target_atas")
    if teks is not None:
        return str(teks)
    if satu is not None:
        return _dengan_satuan(_bilangan(satu), satuan)
    if bawah is not None and atas is not None:
        return _dengan_satuan(f"{_bilangan(bawah)}–{_bilangan(atas)}", satuan)
    if bawah is not None:
        return _dengan_satuan(f"minimal {_bilangan(bawah)}", satuan)
    return None if atas is None else _dengan_satuan(f"maksimal {_bilangan(atas)}", satuan)


def _teks_realisasi(baris: Baris | None, satuan: str | None) -> str | None:
    teks, nilai = _isi(baris, "teks_realisasi"), _isi(baris, "realisasi")
    if teks is not None:
        return str(teks)
    return None if nilai is None else _dengan_satuan(_bilangan(nilai), satuan)


def _bilangan(nilai: float) -> str:
    """A number that can be read in one way only: without thousands marks, and never with just three decimals.

    >>> _bilangan(1250.0), _bilangan(9.86), _bilangan(1.125)
    ('1250', '9,86', '1,1250')
    """
    bulat, _, pecahan = angka(nilai).replace(".", "").partition(",")
    return bulat if not pecahan else f"{bulat},{pecahan}{'0' if len(pecahan) == 3 else ''}"


def _dengan_satuan(nilai: str, satuan: str | None) -> str:
    if satuan is None:
        return nilai
    return f"{nilai}%" if satuan == "%" else f"{nilai} {satuan}"


def _gabung_umpan_balik(umpan_balik: Sequence[Baris], jenis: str, sasaran: str) -> str | None:
    """The feedback on one thing, oldest first, each with its tone, and whose it is where it is not the superior's."""
    milik = [satu for satu in umpan_balik if satu["jenis_sasaran"] == jenis and satu["sasaran"] == sasaran]
    milik.sort(key=lambda satu: (_hari(satu) or "9999", _alami(str(satu["nomor"]))))
    return "\n".join(f"({_tanda(satu)}) {_isi(satu, 'isi') or ''}".strip() for satu in milik) or None


def _tanda(satu: Baris) -> str:
    peran = str(satu["peran"])
    return str(satu["nada"]) if peran == "atasan" else f"{satu['nada']}, {peran.replace('_', ' ')}"


def _per_kunci(tabel: pd.DataFrame, kunci: str) -> dict[str, list[Baris]]:
    return _kelompokkan(tabel[tabel[kunci].notna()].to_dict("records"), kunci)


def _kelompokkan(baris: Iterable[Baris], kunci: str) -> dict[str, list[Baris]]:
    hasil: dict[str, list[Baris]] = {}
    for satu in baris:
        hasil.setdefault(str(satu[kunci]), []).append(satu)
    return hasil


def _tunggal(tabel: Mapping[str, Sequence[Baris]], kunci: str) -> Baris | None:
    """The row with a key; None where there is none, or where two contradict each other."""
    baris = tabel.get(kunci, ())
    return baris[0] if len(baris) == 1 else None


def _isi(baris: Baris | None, kolom: str) -> Any:
    nilai = None if baris is None else baris.get(kolom)
    return None if nilai is None or pd.isna(nilai) else nilai


def _hari(baris: Baris | None) -> str | None:
    waktu = _isi(baris, "waktu")
    return date(waktu.year, waktu.month, waktu.day).isoformat() if waktu is not None else None


def _alami(teks: str) -> list[tuple[int, int, str]]:
    """A key that sorts ``rhk2`` before ``rhk10``."""
    return [
        (0, int(bagian), "") if bagian.isdecimal() else (1, 0, bagian)
        for bagian in re.split("([0-9]+)", teks)
        if bagian
    ]

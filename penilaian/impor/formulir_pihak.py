"""Whose form it is, of which period and agency: what the form says against what is known."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from penilaian.data.temuan import Pesan, Temuan
from penilaian.formulir.bentuk import Formulir
from penilaian.impor.bacaan import Konteks
from penilaian.impor.formulir_indikator import lipat_kalimat
from penilaian.periode import Periode

_GELAR = frozenset({"dr", "drg", "drs", "dra", "ir", "prof", "h", "hj", "apt", "ns", "kh", "st", "sh", "mm"})


@dataclass(frozen=True)
class Pihak:
    """The employee of a form in its period; ``dikenal`` is the row of table ``pegawai``."""

    nip: str
    periode: Periode
    dikenal: dict[str, str | None] | None


def temuan_formulir(
    formulir: Formulir,
    berkas: str,
    pesan: Pesan,
    *,
    baris: int | None = None,
    nilai: str | None = None,
    tabel: str | None = None,
    kolom: str | None = None,
) -> Temuan:
    """A finding about a form, at its first row unless ``baris`` says otherwise."""
    return Temuan(
        *pesan,
        tabel=tabel,
        berkas=berkas,
        lembar=formulir.lembar,
        baris=baris or formulir.baris,
        kolom=kolom,
        nilai=nilai,
        periode=formulir.periode.kode if formulir.periode else None,
    )


def tentukan_periode(formulir: Formulir, konteks: Konteks, berkas: str) -> tuple[Periode | None, list[Temuan]]:
    """The form's own period; what the user said serves forms that do not tell theirs."""
    if formulir.periode is not None:
        if konteks.periode is None or konteks.cocok(formulir.periode):
            return formulir.periode, []
        apa = f"Formulir ini berperiode {formulir.periode.label}, bukan {konteks.periode.label} yang diberikan; periode di formulir yang dipakai"
        tindakan = "periksa apakah formulirnya memang untuk periode itu"
        return formulir.periode, [
            temuan_formulir(formulir, berkas, Pesan("peringatan", "periode_berbeda", apa, tindakan))
        ]
    tertulis = formulir.teks_periode
    if konteks.periode is not None:
        sebab = "tidak dapat dipastikan" if tertulis else "tidak tertulis"
        apa = f"Periode di formulir ini {sebab}; dipakai {konteks.periode.label} yang diberikan"
        satu = temuan_formulir(
            formulir, berkas, Pesan("catatan", "periode_dari_pengguna", apa, "abaikan bila benar"), nilai=tertulis
        )
        return konteks.periode, [satu]
    kode = "periode_tidak_dikenal" if tertulis else "periode_tidak_ada"
    apa = (
        f"Periode “{tertulis}” bukan satu bulan, triwulan, semester, atau tahun yang pasti; formulir ini tidak diimpor"
        if tertulis
        else "Formulir ini tidak menyebut periodenya; tidak diimpor"
    )
    tindakan = (
        "tulis misalnya PERIODE PENILAIAN: 1 OKTOBER SD 31 DESEMBER TAHUN 2025, atau beri --periode saat mengimpor"
    )
    return None, [temuan_formulir(formulir, berkas, Pesan("galat", kode, apa, tindakan), nilai=tertulis)]


def kenali_pegawai(nip: str, periode: Periode, pegawai: pd.DataFrame) -> Pihak:
    """The employee as known for this period."""
    sama = (pegawai["nip"] == nip) & (pegawai["periode"] == periode.kode)
    baris = pegawai.loc[sama.fillna(value=False).to_numpy(dtype=bool)]
    if not len(baris):
        return Pihak(nip, periode, None)
    isi = baris.astype(object).iloc[-1]
    return Pihak(nip, periode, {str(nama): nilai if isinstance(nilai, str) else None for nama, nilai in isi.items()})


def periksa_pegawai(formulir: Formulir, pihak: Pihak, konteks: Konteks, berkas: str) -> list[Temuan]:
    """What the form says about its people against table ``pegawai``; a galat where the employee is not in it."""
    if pihak.dikenal is None:
        return [_pegawai_tidak_ada(formulir, pihak, konteks, berkas)]
    if _nama_lain(formulir.pegawai.nama, pihak.dikenal.get("nama")):
        apa = "Nama di formulir bukan nama pemilik NIP-nya di tabel pegawai; formulir ini tidak diimpor"
        tindakan = "periksa apakah NIP-nya tertukar dengan pegawai lain, atau samakan namanya dengan data kepegawaian"
        return [temuan_formulir(formulir, berkas, Pesan("galat", "nama_bukan_pemilik_nip", apa, tindakan))]
    if formulir.penilai.nip == pihak.nip:
        apa = "Pegawai yang dinilai dan pejabat penilai di formulir ini ber-NIP sama; formulir ini tidak diimpor"
        pesan = Pesan("galat", "menilai_diri_sendiri", apa, "perbaiki NIP salah satunya")
        return [temuan_formulir(formulir, berkas, pesan)]
    beda = []
    jabatan = pihak.dikenal.get("jabatan")
    if formulir.pegawai.jabatan and jabatan and lipat_kalimat(formulir.pegawai.jabatan) != lipat_kalimat(jabatan):
        apa = f"Jabatan di formulir “{formulir.pegawai.jabatan}” berbeda dari tabel pegawai “{jabatan}”"
        beda.append(("jabatan_berbeda", apa, "pastikan mana yang berlaku pada periode itu"))
    penilai = pihak.dikenal.get("nip_penilai")
    if formulir.penilai.nip and penilai and formulir.penilai.nip != penilai:
        apa = "Pejabat penilai di formulir berbeda dari pejabat penilai di tabel pegawai"
        beda.append(("penilai_berbeda", apa, "pastikan pergantian penilai memang terjadi (mutasi, pelaksana tugas)"))
    return [temuan_formulir(formulir, berkas, Pesan("peringatan", *satu)) for satu in beda]


def _nama_lain(tertulis: str | None, dikenal: str | None) -> bool:
    """Whether two names cannot be the same person's: neither has all words of the other, initials and titles aside."""
    if not tertulis or not dikenal:
        return False
    satu, dua = _kata_nama(tertulis), _kata_nama(dikenal)
    return bool(satu) and bool(dua) and not (_terkandung(satu, dua) or _terkandung(dua, satu))


def _kata_nama(nama: str) -> list[str]:
    kata = "".join(huruf if huruf.isalnum() else " " for huruf in nama.partition(",")[0].casefold()).split()
    return [satu for satu in kata if satu not in _GELAR]


def _terkandung(pendek: list[str], panjang: list[str]) -> bool:
    """Each word of one name is a word of the other, or its first letter."""
    return all(any(kata == lain or (len(kata) == 1 and lain.startswith(kata)) for lain in panjang) for kata in pendek)


def _pegawai_tidak_ada(formulir: Formulir, pihak: Pihak, konteks: Konteks, berkas: str) -> Temuan:
    kapan = pihak.periode.label
    tanpa_data = Pesan(
        "peringatan",
        "pegawai_tidak_ada",
        f"Belum ada data pegawai, sehingga pegawai formulir ini pada {kapan} tidak dapat diperiksa",
        "impor data pegawai dari e-Kinerja atau SIMPEG untuk periode itu",
    )
    asing = Pesan(
        "galat",
        "pegawai_tidak_ada",
        f"Pegawai formulir ini tidak ada di tabel pegawai pada {kapan}; formulirnya tidak diimpor",
        "impor dahulu data pegawai periode itu dari e-Kinerja atau SIMPEG, atau perbaiki NIP di formulir",
    )
    pesan = asing if len(konteks.pegawai) else tanpa_data
    return temuan_formulir(formulir, berkas, pesan, tabel="pegawai", kolom="nip", nilai=pihak.nip)


def tentukan_opd(formulir: Formulir, pihak: Pihak, konteks: Konteks, berkas: str) -> tuple[str | None, list[Temuan]]:
    """The agency: as the employee's row says, as the user said, else by a name on the form."""
    milik = None if pihak.dikenal is None else pihak.dikenal.get("kode_opd")
    if milik is not None and konteks.kode_opd not in (None, milik):
        apa = f"OPD pegawai ini menurut tabel pegawai {milik}, bukan {konteks.kode_opd} yang diberikan; tabel yang dipakai"
        pesan = Pesan("peringatan", "opd_berbeda", apa, "periksa apakah formulir ini memang milik OPD itu")
        return milik, [temuan_formulir(formulir, berkas, pesan)]
    if milik is not None or konteks.kode_opd is not None:
        return milik or konteks.kode_opd, []
    nama = [satu for satu in (formulir.pegawai.unit, formulir.pegawai.instansi, formulir.instansi) if satu]
    kode = next((satu for teks in nama if (satu := konteks.opd.kode(teks)) is not None), None)
    if kode is not None:
        return kode, []
    saran = next((satu for teks in nama if (satu := konteks.opd.saran(teks))), "")
    sebutan = f"“{nama[0]}” bukan nama OPD yang dikenal" if nama else "unit kerjanya tidak tertulis"
    apa = f"OPD formulir ini tidak diketahui: {sebutan}{f', {saran}' if saran else ''}; hasil kerjanya tidak diimpor"
    tindakan = "beri --opd saat mengimpor, atau pasangkan namanya dengan kode OPD"
    return None, [
        temuan_formulir(
            formulir, berkas, Pesan("galat", "opd_tidak_dikenal", apa, tindakan), nilai=nama[0] if nama else None
        )
    ]

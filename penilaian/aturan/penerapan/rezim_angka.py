"""Applying the regimes with numbers: Perka BKN 1/2013, PermenPANRB 8/2021 and PP 30/2019."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from penilaian.aturan.buku import Aturan
from penilaian.aturan.penerapan.capaian import capaian_kasus
from penilaian.aturan.penerapan.daftar import Masukan, bilangan, kode_sah, menerapkan, pecahan, ya
from penilaian.aturan.rumus import perka_bkn_1_2013 as perka
from penilaian.aturan.rumus import permenpanrb_8_2021 as permen_8
from penilaian.aturan.rumus import pp_30_2019
from penilaian.aturan.rumus.pita import golongkan
from penilaian.galat import GalatRumus
from penilaian.periode import Periode


@menerapkan("perka-bkn-1-2013/nilai_kegiatan", *perka.ASPEK_NAIK, *perka.ASPEK_HEMAT)
def _nilai_kegiatan(masukan: Masukan, aturan: Aturan, kode: str) -> dict[str, Any]:
    aspek = {}
    for nama, (target, realisasi) in masukan.items():
        galat = perka.periksa_aspek(pecahan(target), pecahan(realisasi))
        if galat is not None:
            raise GalatRumus(galat, f"{nama}: {perka.GALAT_ASPEK[galat]}")
        aspek[nama] = Fraction(target), Fraction(realisasi)
    hasil = perka.nilai_kegiatan(aspek, aturan.nilai(kode))
    return {**hasil.aspek, "nilai": hasil.nilai}


@menerapkan("perka-bkn-1-2013/nilai_kinerja", "skp", "perilaku")
def _nilai_prestasi(masukan: Masukan, aturan: Aturan, kode: str) -> dict[str, Any]:
    nilai = perka.nilai_kinerja(
        bilangan(masukan, "skp", terendah=0), bilangan(masukan, "perilaku", terendah=0), aturan.nilai(kode)
    )
    return {"nilai": nilai, "predikat": golongkan(nilai, aturan.nilai("perka-bkn-1-2013/predikat"))}


@menerapkan("permenpanrb-8-2021/capaian_iki", "target", "realisasi", "arah", "target_maksimum")
def _capaian_iki(masukan: Masukan, aturan: Aturan, kode: str) -> dict[str, Any]:
    capaian = capaian_kasus(masukan, aturan.nilai(kode))
    hasil = permen_8.nilai_iki(
        capaian,
        maksimum=ya(masukan, "target_maksimum"),
        ruas=aturan.nilai("permenpanrb-8-2021/nilai_iki"),
        parameter=aturan.nilai("permenpanrb-8-2021/target_maksimum"),
    )
    return {"capaian": capaian, "kategori": hasil.kategori, "nilai": hasil.nilai}


@menerapkan("permenpanrb-8-2021/nilai_iki", "capaian", "target_maksimum")
def _nilai_iki(masukan: Masukan, aturan: Aturan, kode: str) -> dict[str, Any]:
    hasil = permen_8.nilai_iki(
        bilangan(masukan, "capaian"),
        maksimum=ya(masukan, "target_maksimum"),
        ruas=aturan.nilai(kode),
        parameter=aturan.nilai("permenpanrb-8-2021/target_maksimum"),
    )
    return {"kategori": hasil.kategori, "nilai": hasil.nilai}


@menerapkan("permenpanrb-8-2021/nilai_skp", "kinerja_utama", "kinerja_tambahan")
def _nilai_skp(masukan: Masukan, aturan: Aturan, kode: str) -> dict[str, Any]:
    faktor = aturan.nilai("permenpanrb-8-2021/faktor_tambahan")
    bobot = aturan.nilai("permenpanrb-8-2021/bobot_lingkup")
    tambahan = [
        permen_8.nilai_tertimbang(
            permen_8.KinerjaTambahan(
                kode_sah("kategori", butir["kategori"], faktor.baris),
                bilangan(butir, "nilai", terendah=0),
                kode_sah("lingkup", butir["lingkup"], bobot.baris),
            ),
            faktor,
            bobot,
        )
        for butir in masukan["kinerja_tambahan"]
    ]
    utama = [Fraction(butir) for butir in masukan["kinerja_utama"]]
    return {"nilai": permen_8.nilai_skp(utama, tambahan, aturan.nilai(kode)), "tertimbang": tambahan}


@menerapkan("permenpanrb-8-2021/integrasi", "periode_1", "periode_2", "ide_baru")
def _integrasi(masukan: Masukan, aturan: Aturan, kode: str) -> dict[str, Any]:
    parameter, pita = aturan.nilai(kode), aturan.nilai("pp-30-2019/predikat")
    lama = Aturan(Periode.urai(str(aturan.hari.year)).awal, aturan.ketentuan).nilai("perka-bkn-1-2013/predikat")
    ide = ya(masukan, "ide_baru")
    satu, dua = bilangan(masukan, "periode_1", terendah=0), bilangan(masukan, "periode_2", terendah=0)
    nilai = permen_8.integrasi(satu, dua, parameter)
    predikat = pp_30_2019.predikat(nilai, ide_baru=ide, pita=pita)
    bagian = [(golongkan(satu, lama), lama), (pp_30_2019.predikat(dua, ide_baru=ide, pita=pita), pita)]
    return {"nilai": nilai, "predikat": predikat, "tinjau": permen_8.di_luar_bagian(predikat, bagian, pita)}


@menerapkan("pp-30-2019/nilai_kinerja", "skp", "perilaku", "varian", "nilai", "ide_baru")
def _nilai_kinerja(masukan: Masukan, aturan: Aturan, kode: str) -> dict[str, Any]:
    parameter = aturan.nilai(kode)
    if "nilai" in masukan:
        nilai = bilangan(masukan, "nilai")
        pp_30_2019.periksa_nilai("nilai", nilai, parameter)
    else:
        nilai = pp_30_2019.nilai_kinerja(
            bilangan(masukan, "skp"), bilangan(masukan, "perilaku"), masukan["varian"], parameter
        )
    pita = aturan.nilai("pp-30-2019/predikat")
    return {"nilai": nilai, "predikat": pp_30_2019.predikat(nilai, ide_baru=ya(masukan, "ide_baru"), pita=pita)}


@menerapkan("pp-30-2019/status_kinerja", "jumlah")
def _status_kinerja(masukan: Masukan, aturan: Aturan, kode: str) -> dict[str, Any]:
    jumlah = {rating: Fraction(masukan["jumlah"][rating]) for rating in ("di_atas", "sesuai", "di_bawah")}
    return {"peringatan": pp_30_2019.status_kinerja(jumlah, aturan.nilai(kode))}

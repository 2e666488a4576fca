"""Contents of `02_penilaian_opd`: the findings in a few sentences, each with its counts."""

from __future__ import annotations

from penilaian.bahasa import angka, bagian, daftar_kata, persen
from penilaian.laporan.bahan import BahanNilai
from penilaian.laporan.isi_penetapan import baik_ke_atas
from penilaian.laporan.poin import Poin
from penilaian.laporan.sebaran_predikat import nama_rating
from penilaian.nilai.kolom import BELUM
from penilaian.periode import Periode


def pokok_laporan(isi: BahanNilai) -> Poin:
    """Completeness, achievement, departures from proposals, predicates and their change."""
    return Poin("Pokok laporan", (_kelengkapan(isi), _capaian(isi), _usulan(isi), *_perbedaan(isi), *_predikat(isi)))


def _kelengkapan(isi: BahanNilai) -> str:
    pegawai = isi.hasil.pegawai
    n, belum = len(pegawai), int(pegawai["predikat"].isna().sum())
    sementara = int(pegawai["sementara"].sum())
    kalimat = f"{angka(n)} pegawai tercatat; {'semuanya sudah' if not belum else f'{angka(belum)} belum'} ditetapkan predikatnya."
    return kalimat + (
        f" Hasil {angka(sementara)} pegawai masih sementara karena datanya belum lengkap." if sementara else ""
    )


def _capaian(isi: BahanNilai) -> str:
    indikator = isi.hasil.indikator
    ada = indikator["capaian"].dropna()
    if ada.empty:
        return "Belum ada capaian yang dapat dihitung."
    rating = nama_rating(isi.hasil)
    terendah = next(iter(rating))
    berrating = indikator["rating"].dropna()
    bawah = int((berrating == terendah).sum())
    return f"Median capaian indikator {persen(ada.median())}; {bagian(bawah, len(berrating))} indikator diusulkan {rating[terendah].lower()}."


def _usulan(isi: BahanNilai) -> str:
    usulan, rating = isi.hasil.pegawai["usulan"], nama_rating(isi.hasil)
    cacah = [(int((usulan == kode).sum()), nama.lower()) for kode, nama in reversed(rating.items())]
    ada = [f"{angka(jumlah)} {nama}" for jumlah, nama in cacah if jumlah]
    belum = int(usulan.isna().sum())
    ada += [f"{angka(belum)} belum dapat diusulkan"] if belum else []
    return f"Usulan rating hasil kerja dari capaian: {daftar_kata(ada)}."


def _perbedaan(isi: BahanNilai) -> list[str]:
    pegawai = isi.hasil.pegawai
    dua = pegawai.dropna(subset=["usulan", "hasil_kerja"])
    if dua.empty:
        return ["Usulan dan penetapan belum dapat dibandingkan untuk seorang pun."]
    tanpa = int((dua["berbeda"] & dua["alasan_penetapan"].isna()).sum())
    kalimat = f"Penetapan hasil kerja berbeda dari usulan pada {bagian(int(dua['berbeda'].sum()), len(dua))} pegawai"
    kalimat += (
        f", {angka(tanpa)} di antaranya tanpa alasan tertulis." if tanpa else ", semuanya dengan alasan tertulis."
    )
    if not dua["berbeda"].any():
        kalimat = (
            f"Penetapan hasil kerja sama dengan usulan pada semua {angka(len(dua))} pegawai yang dapat dibandingkan."
        )
    tinjau = int(pegawai["tinjau"].sum())
    return [
        kalimat,
        *(
            [f"Usulan {bagian(tinjau, len(pegawai))} pegawai perlu dilihat orang; sebabnya di bagian 4."]
            if tinjau
            else []
        ),
    ]


def _predikat(isi: BahanNilai) -> list[str]:
    riwayat = isi.riwayat
    ditetapkan = riwayat.drop(columns=BELUM)
    kini, semua = ditetapkan.iloc[-1], ditetapkan.sum(axis=1)
    if not semua.iloc[-1]:
        return ["Belum ada predikat yang ditetapkan pada periode ini."]
    kalimat = (
        f"Dari yang sudah ditetapkan, {bagian(int(kini.iloc[:2].sum()), int(kini.sum()))} berpredikat Baik ke atas"
    )
    if len(riwayat) > 1 and semua.iloc[-2]:
        kalimat += f"; {Periode.urai(riwayat.index[-2]).label}: {baik_ke_atas(riwayat)[-2]}"
    return [f"{kalimat}."]

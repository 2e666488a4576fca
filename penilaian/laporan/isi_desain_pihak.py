"""Contents of `03_desain_indikator`: what officials, employees and stakeholders weigh, and how far they agree.

Nobody is told apart: participants are counted. As soon as a party has fewer people than may be shown, no party is
shown by itself, since what all of them weigh would give it away.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from penilaian.bahasa import angka, daftar_kata, persen
from penilaian.galat import GalatData
from penilaian.indikator.pihak.angket import Angket, susun_angket
from penilaian.indikator.pihak.gabung import BobotPihak, bagian_pihak, bobot_pihak
from penilaian.indikator.pihak.kesepakatan_pihak import KHI_KUADRAT_BAIK, kesepakatan_bobot
from penilaian.indikator.pihak.perangkat import CARA, PASANGAN, PIHAK, SUARA, Perangkat
from penilaian.indikator.pihak.perbedaan import perbedaan_pihak
from penilaian.indikator.pihak.suara import perlu_dibahas, suara_indikator
from penilaian.indikator.pihak.tabel import periksa_pertimbangan, pertimbangan_kosong
from penilaian.laporan.gambar import Gambar
from penilaian.laporan.isi_capaian import PEGAWAI_MINIMUM
from penilaian.laporan.poin import Poin
from penilaian.laporan.tabel import Kolom, Tabel
from penilaian.laporan.titik import gambar_titik

if TYPE_CHECKING:
    from penilaian.laporan.isi_desain import IsiDesain

TANPA = "Belum ada pertimbangan para pihak. Minta dengan `penilaian indikator lembar`, lalu gabungkan dengan `penilaian indikator gabung`."
_TAK_COCOK = "Pertimbangan yang tersimpan tidak dipakai karena tidak cocok dengan indikator sekarang; minta lagi dengan `penilaian indikator lembar`"
_BELUM_ADA = "Belum ada pertimbangan para pihak."
_TIDAK_DIPAKAI = "Pertimbangan yang tersimpan tidak dipakai; sebabnya di pokok bagian ini."
ALAT = "Bobot ini alat merancang indikator; PermenPANRB 6/2022 tidak mengenal bobot dan nilai gabungan."
SEDIKIT = f"Pihak tidak ditampilkan sendiri-sendiri: ada yang pesertanya kurang dari {PEGAWAI_MINIMUM}."
_P_TERKECIL = 0.001
LINGKUP = {**PIHAK, "antarpihak": "Antarpihak", "semua": "Semua peserta"}


@dataclass(frozen=True, eq=False)
class HasilPihak:
    """What the parties of this agency (or the city) are asked, what they answered, and the weights from it.

    ``bobot`` has one entry for each set and way of asking that somebody answered; ``tanpa`` says why there is no
    answer where ``data`` is empty: nobody was asked yet, or the answers are about other indicators.
    """

    angket: Angket
    data: pd.DataFrame
    bobot: tuple[BobotPihak, ...]
    tanpa: str = TANPA


@lru_cache(maxsize=1)
def hasil_pihak(isi: IsiDesain) -> HasilPihak:
    """The judgements, checked against what is asked now, and their weights; computed once for a report."""
    angket = susun_angket(isi.desain, isi.bahan.parameter.kode_opd)
    try:
        data = periksa_pertimbangan(isi.pertimbangan, angket.perangkat)
    except GalatData as galat:
        return HasilPihak(angket, pertimbangan_kosong(), (), f"{_TAK_COCOK}: {galat.mengapa}.")
    batas, bagian = isi.desain.bilangan("batas_konsistensi"), bagian_pihak(isi.desain)
    bobot = tuple(
        bobot_pihak(data, perangkat, cara, batas, bagian=bagian)
        for perangkat in angket.perangkat
        for cara in perangkat.cara
        if cara != SUARA and ((data["perangkat"] == perangkat.kode) & (data["cara"] == cara)).any()
    )
    return HasilPihak(angket, data, bobot)


def cukup(orang: pd.Index, *, setiap_pihak: bool) -> bool:
    """Whether so many people (index pihak, peserta) may be shown together, or party by party too."""
    cacah = orang.get_level_values("pihak").value_counts()
    return bool(len(orang) >= PEGAWAI_MINIMUM and (not setiap_pihak or (cacah >= PEGAWAI_MINIMUM).all()))


def orang_isi(data: pd.DataFrame) -> pd.Index:
    """Everybody who answered anything."""
    return pd.MultiIndex.from_frame(data[["pihak", "peserta"]].drop_duplicates())


def pokok_pihak(isi: IsiDesain) -> Poin:
    """Who took part, what matters most, who was left out, how much is disputed."""
    judul, data = "Pokok pertimbangan para pihak", hasil_pihak(isi).data
    if data.empty:
        return Poin(judul, (hasil_pihak(isi).tanpa,))
    orang = data[["pihak", "peserta"]].drop_duplicates()["pihak"].value_counts()
    ada = [f"{nama.lower()} {angka(int(orang[pihak]))}" for pihak, nama in PIHAK.items() if pihak in orang.index]
    tanpa = [nama.lower() for pihak, nama in PIHAK.items() if pihak not in orang.index]
    ikut = f"{angka(int(orang.sum()))} peserta menjawab: {daftar_kata(ada)}."
    belum = [f"Belum ada jawaban dari {daftar_kata(tanpa)}."] if tanpa else []
    semua = hasil_pihak(isi).bobot
    bobot = [
        _pokok_bobot(satu) for satu in semua if satu.cara == PASANGAN and cukup(satu.dipakai.index, setiap_pihak=False)
    ]
    keluar = pd.concat([satu.dikeluarkan for satu in semua]) if semua else pd.DataFrame(columns=["alasan"])
    return Poin(judul, (ikut, *belum, *bobot, *_pokok_keluar(keluar), *_pokok_suara(isi, data), ALAT))


def _pokok_bobot(hasil: BobotPihak) -> str:
    nama = hasil.perangkat.nama
    urut = hasil.gabungan.sort_values(ascending=False, kind="stable")
    atas, bawah = str(urut.index[0]), str(urut.index[-1])
    return (
        f"{hasil.perangkat.judul}: menurut gabungan para pihak {nama[atas]} paling penting ({persen(100 * urut[atas])}), "
        f"{nama[bawah]} paling kurang ({persen(100 * urut[bawah])})."
    )


def _pokok_keluar(keluar: pd.DataFrame) -> list[str]:
    if keluar.empty:
        return []
    return [
        f"{angka(len(keluar))} jawaban perbandingan tidak dihitung karena tidak lengkap atau tidak konsisten; rinciannya di tabel partisipasi."
    ]


def _pokok_suara(isi: IsiDesain, data: pd.DataFrame) -> list[str]:
    kalimat = []
    for perangkat in (satu for satu in hasil_pihak(isi).angket.perangkat if SUARA in satu.cara):
        bahas = perlu_dibahas(suara_indikator(data, perangkat))
        tanpa = int((bahas["suara"] == 0).sum())
        perlu, tolak = int((bahas["alasan"] != "").sum()) - tanpa, int((bahas["tolak"] > 0).sum())
        kalimat.append(
            f"Dari {angka(len(bahas))} indikator, {angka(perlu)} perlu dibahas; pada {angka(tolak)} di antaranya ada yang menolak"
            + (f". {angka(tanpa)} belum mendapat suara." if tanpa else ".")
        )
    return kalimat


def tabel_partisipasi(isi: IsiDesain) -> Tabel | Poin:
    """By set, way of asking and party: how many answered, how many count, and why the others do not."""
    data = hasil_pihak(isi).data
    if data.empty:
        return Poin("Partisipasi para pihak", (sebab_tanpa(isi),))
    hasil = {(satu.perangkat.kode, satu.cara): satu for satu in hasil_pihak(isi).bobot}
    baris = [
        _baris_partisipasi(perangkat, cara, pihak, data, hasil.get((perangkat.kode, cara)))
        for perangkat in hasil_pihak(isi).angket.perangkat
        for cara in perangkat.cara
        for pihak in PIHAK
    ]
    kolom = (
        Kolom("perangkat", "Yang ditanyakan"), Kolom("cara", "Cara"), Kolom("pihak", "Pihak"),
        Kolom("menjawab", "Menjawab", "cacah"), Kolom("dihitung", "Dihitung", "cacah"), Kolom("alasan", "Yang tidak dihitung"),
    )  # fmt: skip
    return Tabel(
        "Partisipasi para pihak", kolom, pd.DataFrame(baris, columns=[satu.kunci for satu in kolom]), sumber=isi.sumber,
        catatan="Jawaban yang tidak lengkap atau tidak konsisten tidak pernah dilengkapi; ia dikeluarkan dan dapat diminta lagi.",
    )  # fmt: skip


def _baris_partisipasi(
    perangkat: Perangkat, cara: str, pihak: str, data: pd.DataFrame, hasil: BobotPihak | None
) -> tuple[object, ...]:
    milik = data[(data["perangkat"] == perangkat.kode) & (data["cara"] == cara) & (data["pihak"] == pihak)]
    menjawab = milik["peserta"].nunique()
    keluar = [] if hasil is None else list(hasil.dikeluarkan.loc[hasil.dikeluarkan["pihak"] == pihak, "alasan"])
    return (perangkat.judul, CARA[cara], PIHAK[pihak], menjawab, menjawab - len(keluar), "; ".join(keluar))


def cari_bobot(isi: IsiDesain, kode_perangkat: str, cara: str) -> BobotPihak | None:
    """The weights of one set by one way of asking; None where nobody counts, or too few to be shown."""
    for satu in hasil_pihak(isi).bobot:
        if (satu.perangkat.kode, satu.cara) == (kode_perangkat, cara) and cukup(satu.dipakai.index, setiap_pihak=False):
            return satu
    return None


def _judul(isi: IsiDesain, kode_perangkat: str, cara: str) -> str:
    nama = {satu.kode: satu.judul for satu in hasil_pihak(isi).angket.perangkat}.get(kode_perangkat, kode_perangkat)
    return f"{nama}: bobot menurut para pihak, dari {CARA[cara]}"


def gambar_bobot_pihak(isi: IsiDesain, kode_perangkat: str, cara: str = PASANGAN) -> Gambar | None:
    """Weights by party as marks, those of all as a bar; most important first. None where the table says why there are none."""
    judul, hasil = _judul(isi, kode_perangkat, cara), cari_bobot(isi, kode_perangkat, cara)
    if hasil is None:
        return None
    gabungan = (100 * hasil.gabungan).sort_values(ascending=False, kind="stable")
    per_pihak = (100 * hasil.per_pihak).T.reindex(gabungan.index)
    tampil = per_pihak if cukup(hasil.dipakai.index, setiap_pihak=True) else per_pihak.iloc[:, :0]
    return gambar_titik(
        tampil, judul, "persen bobot", isi.sumber, bersama=gabungan, label={**hasil.perangkat.nama, **PIHAK}
    )


def tabel_bobot_pihak(isi: IsiDesain, kode_perangkat: str, cara: str = PASANGAN) -> Tabel | Poin:
    """The numbers of `gambar_bobot_pihak`."""
    judul, hasil = _judul(isi, kode_perangkat, cara), cari_bobot(isi, kode_perangkat, cara)
    if hasil is None:
        return Poin(judul, (sebab_tanpa(isi),))
    rinci = cukup(hasil.dipakai.index, setiap_pihak=True)
    pihak = [str(satu) for satu in hasil.per_pihak.index] if rinci else []
    data = (100 * hasil.per_pihak).T[pihak].assign(gabungan=100 * hasil.gabungan)
    data = data.sort_values("gabungan", ascending=False, kind="stable")
    data.insert(0, "butir", [hasil.perangkat.nama[str(kode)] for kode in data.index])
    kolom = (
        Kolom("butir", "Butir"), *(Kolom(satu, PIHAK[satu], "persen") for satu in pihak),
        Kolom("gabungan", "Gabungan", "persen"),
    )  # fmt: skip
    antar = daftar_kata(
        [f"{PIHAK[str(satu)].lower()} {persen(100 * nilai)}" for satu, nilai in hasil.antarpihak.items()]
    )
    catatan = [
        f"Gabungan: rata-rata bobot para pihak menurut kebijakan, dibagi di antara yang menjawab ({antar}).",
        *([] if rinci else [SEDIKIT]),
        ALAT,
    ]
    return Tabel(judul, kolom, data.reset_index(drop=True), sumber=isi.sumber, catatan=" ".join(catatan))


def sebab_tanpa(isi: IsiDesain) -> str:
    """Why there is nothing to show, in a few words; `pokok_pihak` says it in full."""
    ada = hasil_pihak(isi)
    if ada.data.empty:
        return _BELUM_ADA if ada.tanpa == TANPA else _TIDAK_DIPAKAI
    return "Jawaban yang dapat dihitung belum ada, atau terlalu sedikit untuk ditampilkan."


def tabel_kesepakatan_pihak(isi: IsiDesain) -> Tabel | Poin:
    """Kendall's W and the consensus by set and way of asking, inside parties, between them, and of everybody."""
    bagian = []
    for hasil in hasil_pihak(isi).bobot:
        if not cukup(hasil.dipakai.index, setiap_pihak=False):
            continue
        satu = kesepakatan_bobot(hasil)
        rinci = cukup(hasil.dipakai.index, setiap_pihak=True)
        satu = satu if rinci else satu[satu["lingkup"] == "semua"]
        bagian.append(satu.assign(tentang=f"{hasil.perangkat.judul}, {CARA[hasil.cara]}"))
    kolom = (
        Kolom("tentang", "Tentang"), Kolom("lingkup", "Di antara"), Kolom("penilai", "Penilai", "cacah"),
        Kolom("w", "W Kendall", "bilangan"), Kolom("p", "Peluang kebetulan (p)", "bilangan", 3),
        Kolom("s", "Konsensus", "bilangan"), Kolom("alasan", "Mengapa tidak ada"),
    )  # fmt: skip
    judul = "Kesepakatan di dalam dan antarpihak"
    if not bagian:
        return Poin(judul, (sebab_tanpa(isi),))
    data = pd.concat(bagian, ignore_index=True)
    catatan = (
        "W Kendall: 0 urutan tidak sejalan, 1 semua mengurutkan sama; Antarpihak: setiap pihak satu penilai. Konsensus: 0 sampai 1, seberapa "
        "mirip bobotnya (Goepel 2013; pada pembagian poin tanpa batas skala). Untuk kurang dari "
        f"{KHI_KUADRAT_BAIK} butir peluang dari khi-kuadrat hanya kasar."
    )
    return Tabel(
        judul, kolom, data.assign(lingkup=data["lingkup"].map(LINGKUP), p=[_sebut_p(satu) for satu in data["p"]]),
        sumber=isi.sumber, catatan=catatan,
    )  # fmt: skip


def _sebut_p(p: float) -> str:
    """A probability, never shown as zero."""
    return f"<{angka(_P_TERKECIL)}" if p < _P_TERKECIL else angka(p, 3)


def tabel_beda_pihak(isi: IsiDesain) -> Tabel | Poin:
    """For each two parties: pairs in the opposite order, and the weight farthest apart."""
    baris = []
    for hasil in hasil_pihak(isi).bobot:
        if not cukup(hasil.dipakai.index, setiap_pihak=True):
            continue
        for satu in perbedaan_pihak(hasil).to_dict("records"):
            dua = f"{PIHAK[satu['pihak']]} dan {PIHAK[satu['banding']].lower()}"
            jauh, jarak = hasil.perangkat.nama[satu["butir_terjauh"]], abs(100 * satu["jarak"])
            baris.append(
                (f"{hasil.perangkat.judul}, {CARA[hasil.cara]}", dua, satu["terbalik"], satu["pasangan"], jauh, jarak)
            )
    kolom = (
        Kolom("tentang", "Tentang"), Kolom("dua", "Pihak"), Kolom("terbalik", "Pasangan terbalik", "cacah"),
        Kolom("pasangan", "Dari", "cacah"), Kolom("jauh", "Berbeda terjauh pada"), Kolom("jarak", "Selisih", "bilangan", 1, "poin persen"),
    )  # fmt: skip
    judul = "Di mana para pihak berbeda"
    if not baris:
        return Poin(judul, (sebab_tanpa(isi) if hasil_pihak(isi).data.empty else SEDIKIT,))
    return Tabel(
        judul, kolom, pd.DataFrame(baris, columns=[satu.kunci for satu in kolom]), sumber=isi.sumber,
        catatan="Pasangan terbalik: dua butir yang diurutkan berlawanan oleh kedua pihak.",
    )  # fmt: skip

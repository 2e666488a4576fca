"""Faults that real exports have, each in a row of its own: what the import must find."""

from __future__ import annotations

from collections.abc import Callable

from penilaian.contoh.ekinerja.baris import TANPA_NILAI, Baris

_RATING = ("hasil_kerja", "perilaku_kerja")
_NIP_TAK_TERBACA = ("wajib_kosong",)
"""Sex and age group come from the NIP, and are missing with it."""


def rusak_penilaian(baris: list[Baris]) -> list[Baris]:
    """The rows with one fault of each kind planted; faults spread over rows that are sound."""
    sehat = iter([satu for satu in baris if not satu.kode and satu.isi["pegawai_atasan_nip"] is not None])
    sisipan: dict[int, Baris] = {}
    for ubah in _UBAHAN:
        ubah(next(sehat))
    _salah_ketik([next(sehat), next(sehat)])
    for tiru in _TIRUAN:
        asli = next(sehat)
        sisipan[id(asli)] = tiru(asli)
    return [satu for asli in baris for satu in (asli, sisipan.get(id(asli))) if satu is not None]


def rusak_skp(baris: list[Baris]) -> list[Baris]:
    """The SKP report with faults; drafts and proposals are no faults, but not agreed either."""
    sehat = iter(baris)
    next(sehat).isi["skp_status"] = "Draft"
    next(sehat).isi["skp_status"] = "PENGAJUAN"
    tanpa = next(sehat)
    tanpa.isi.update(skp_id=None, skp_status=TANPA_NILAI, is_skp=0)
    tanpa.kode = ("belum_ada_skp",)
    _nip_angka(angka := next(sehat))
    angka.kode = ("nip_numerik",)
    _salah_ketik([next(sehat)])
    ganda, plt = next(sehat), next(sehat)
    sisipan = {
        id(ganda): Baris(dict(ganda.isi), ("baris_ganda",)),
        id(plt): Baris({**plt.isi, "skp_id": f"{plt.isi['skp_id']}-PLT", "is_plt_plh": 1}, ("baris_plt_plh",)),
    }
    return [satu for asli in baris for satu in (asli, sisipan.get(id(asli))) if satu is not None]


def rusak_periode(baris: list[Baris]) -> list[Baris]:
    """The reference of periods with one that is none, and one that contradicts itself."""
    contoh = baris[0].isi
    terakhir = len(baris)
    sendiri = {**contoh, "id": terakhir + 1, "periode_awal": f"{contoh['tahun']}-01-10"}
    salah = {**contoh, "id": terakhir + 2, "angka_periodik": 7}
    return [*baris, Baris(sendiri, ("periode_tidak_dikenal",)), Baris(salah, ("periode_bertentangan",))]


def _nip_angka(baris: Baris) -> None:
    baris.isi["nip"] = int(str(baris.isi["nip"]))
    baris.kode = ("nip_numerik", *_NIP_TAK_TERBACA)


def _nip_pendek(baris: Baris) -> None:
    baris.isi["nip"] = str(baris.isi["nip"])[:-1]
    baris.kode = ("nip_tidak_sah", *_NIP_TAK_TERBACA)


def _tanpa_rating(baris: Baris) -> None:
    baris.isi.update(dict.fromkeys(_RATING, TANPA_NILAI))
    baris.kode = ("rating_tidak_ada",)


def _belum(kosong: str | None) -> Callable[[Baris], None]:
    def ubah(baris: Baris) -> None:
        baris.isi.update(dict.fromkeys((*_RATING, "hasil_akhir"), kosong))
        baris.kode = ("belum_dinilai",)

    return ubah


def _rating_asing(baris: Baris) -> None:
    baris.isi["hasil_kerja"] = "SESUAI HARAPAN"
    baris.kode = ("nilai_tidak_dikenal",)


def _jabatan_asing(baris: Baris) -> None:
    baris.isi["skp_jenis_jabatan"] = "Struktural"
    baris.kode = ("nilai_tidak_dikenal",)


def _salah_ketik(baris: list[Baris]) -> None:
    """The same mistyped agency in all of them; it is reported once."""
    nama = f"{baris[0].isi['skp_unor_induk']}h"
    for satu in baris:
        satu.isi["skp_unor_induk"] = nama
    baris[0].kode = ("opd_tidak_dikenal",)


def _plt(asli: Baris) -> Baris:
    isi = {**asli.isi, "skp_jabatan": f"Plt. {asli.isi['skp_jabatan']}", "is_skp_plt_plh_pjb": 1}
    return Baris({**isi, "skp_unor": "Sekretariat"}, ("baris_plt_plh",))


def _ganda(asli: Baris) -> Baris:
    return Baris(dict(asli.isi), ("baris_ganda",))


def _ambigu(asli: Baris) -> Baris:
    asli.kode = ("mutasi_ambigu",)
    return Baris({**asli.isi, "skp_unor": f"{asli.isi['skp_unor']} (lama)"}, ("mutasi_ambigu",))


_UBAHAN = (
    _nip_angka, _nip_pendek, _tanpa_rating, _belum(TANPA_NILAI), _belum(""), _belum(None), _rating_asing, _jabatan_asing,
)  # fmt: skip
_TIRUAN = (_plt, _ganda, _ambigu)

"""The truth behind the city: every planted effect, with the people, agencies and periods it concerns."""

from __future__ import annotations

from typing import Any

import numpy as np

from penilaian.contoh.bahan import KODE_PERIODE, bahan, nomor_periode, parameter
from penilaian.contoh.isi import Isi
from penilaian.contoh.tanaman import terjadwal
from penilaian.contoh.umpan_balik import teks_salinan

_SKALA = (
    "Satu satuan laten sama dengan poin_per_satuan poin persentase capaian. Rating hasil kerja adalah kelas dari "
    "kesan capaian + keringanan penilai + bias, dibagi pada batas_hasil; keringanan positif berarti penilai longgar."
)


def susun_kebenaran(isi: Isi) -> dict[str, Any]:
    """Plain values only, ready to be written as YAML."""
    permainan = _permainan(isi)
    return {
        "catatan": "Data sintetis. Berkas ini memuat efek yang sengaja ditanam, untuk menguji apakah efek itu ditemukan kembali.",
        "pegawai": isi.pegawai,
        "seed": isi.seed,
        "skala": _SKALA,
        "parameter": bahan("parameter"),
        "penilai": _penilai(isi),
        "tahun_longgar": {**parameter("tahun_longgar"), "kode_opd": _opd(isi, isi.latar.tanaman.opd_longgar)},
        "bias": {**parameter("bias"), "kode_opd": _opd(isi, isi.latar.tanaman.opd_bias)},
        "perbedaan_nyata": parameter("capaian")["nyata"],
        "permainan": permainan,
        "data_kosong": _data_kosong(isi),
        "target_diubah_wajar": int((~np.isnan(isi.skp.semula)).sum()) - len(permainan["target_diturunkan"]),
        "mutasi": _mutasi(isi),
        "penetapan": _penetapan(isi),
        "penerapan": _penerapan(isi),
    }


def _opd(isi: Isi, nomor: np.ndarray) -> list[str]:
    return [str(kode) for kode in isi.latar.susunan.kode_opd[nomor]]


def _nip(isi: Isi, nomor: np.ndarray) -> list[str]:
    return [str(nip) for nip in isi.latar.orang.nip[nomor]]


def _penilai(isi: Isi) -> list[dict[str, Any]]:
    """Everybody who appraises somebody: leniency, halo, number of appraised rows."""
    nomor, banyak = np.unique(isi.latar.panel.penilai[isi.latar.panel.penilai >= 0], return_counts=True)
    return [
        {"nip": nip, "keringanan": round(float(ringan), 4), "halo": round(float(halo), 4), "dinilai": int(jumlah)}
        for nip, ringan, halo, jumlah in zip(
            _nip(isi, nomor), isi.latar.orang.keringanan[nomor], isi.latar.orang.halo[nomor], banyak, strict=True
        )
    ]


def _permainan(isi: Isi) -> dict[str, Any]:
    aturan, tanaman = parameter("permainan"), isi.latar.tanaman
    salinan = teks_salinan(tanaman, isi.latar.orang.nip.size)
    return {
        "menumpuk": {
            "nip": _nip(isi, tanaman.menumpuk),
            "periode": [str(kode) for kode in KODE_PERIODE[nomor_periode(aturan["menumpuk"]["mulai"]) :]],
        },
        "target_diturunkan": _target_diturunkan(isi),
        "persis_target": {"nip": _nip(isi, tanaman.persis_target)},
        "umpan_balik_salinan": [
            {"nip": nip, "isi": str(salinan[nomor])}
            for nip, nomor in zip(_nip(isi, tanaman.penilai_salinan), tanaman.penilai_salinan, strict=True)
        ],
    }


def _target_diturunkan(isi: Isi) -> list[dict[str, Any]]:
    """Every target that was lowered by a listed person in a listed quarter, late in the quarter."""
    skp, panel = isi.skp, isi.latar.panel
    orang, triwulan = panel.orang[skp.baris], panel.triwulan[skp.baris]
    tanaman = isi.latar.tanaman
    terdaftar = terjadwal(tanaman.target_diturunkan, tanaman.triwulan_diturunkan, orang, triwulan)
    bulan_ketiga = skp.diubah.astype("datetime64[M]").astype(int) % 3 == 2
    kena = np.flatnonzero(terdaftar & bulan_ketiga & ~np.isnan(skp.semula))
    kode = isi.latar.katalog.tabel["kode"].to_numpy(dtype=object)[skp.indikator[kena]]
    return [
        {"nip": nip, "periode": str(KODE_PERIODE[t]), "kode_indikator": str(satu)}
        for nip, t, satu in zip(_nip(isi, orang[kena]), triwulan[kena], kode, strict=True)
    ]


def _data_kosong(isi: Isi) -> dict[str, Any]:
    alasan, banyak = np.unique(isi.kosong[isi.kosong != ""].astype(str), return_counts=True)
    lama = parameter("data_kosong")["tugas_belajar"]["triwulan"]
    return {
        "kode_opd_tinggi": _opd(isi, isi.latar.tanaman.opd_kosong),
        "jumlah_per_alasan": dict(zip(alasan.tolist(), banyak.tolist(), strict=True)),
        "tugas_belajar": [
            {"nip": nip, "periode": [str(kode) for kode in KODE_PERIODE[awal : awal + lama]]}
            for nip, awal in zip(
                _nip(isi, isi.latar.tanaman.tugas_belajar),
                isi.latar.tanaman.triwulan_tugas_belajar.tolist(),
                strict=True,
            )
        ],
    }


def _mutasi(isi: Isi) -> list[dict[str, Any]]:
    susunan = isi.latar.susunan
    triwulan, orang, dari, ke = isi.latar.panel.pindahan.T

    def tempat(kursi: np.ndarray) -> list[list[str]]:
        kode = susunan.kode_opd[susunan.opd_kursi[kursi]]
        return [[str(opd), str(unit)] for opd, unit in zip(kode, susunan.nama_unit[kursi], strict=True)]

    return [
        {"nip": nip, "periode": str(KODE_PERIODE[t]), "dari": asal, "ke": tujuan}
        for nip, t, asal, tujuan in zip(_nip(isi, orang), triwulan, tempat(dari), tempat(ke), strict=True)
    ]


def _penetapan(isi: Isi) -> dict[str, Any]:
    keputusan = isi.penetapan
    beda = keputusan.ada & (keputusan.hasil != keputusan.kira)
    tanpa = beda & np.array([satu is None for satu in keputusan.alasan])
    return {
        "belum_ditetapkan": _nip(isi, isi.latar.panel.orang[~keputusan.ada]),
        "beda_dari_kira_kira": int(beda.sum()),
        "beda_tanpa_alasan": int(tanpa.sum()),
    }


def _penerapan(isi: Isi) -> dict[str, Any]:
    penuh = isi.layanan.penuh_sejak
    gelombang = [int(satu) for satu in np.unique(penuh) if satu < KODE_PERIODE.size]
    return {
        "efek_ikm_menurut_triwulan_sejak_penuh": parameter("penerapan")["ikm"]["efek_penuh"],
        "gelombang": [
            {"penuh_sejak": str(KODE_PERIODE[satu]), "kode_opd": _opd(isi, np.flatnonzero(penuh == satu))}
            for satu in gelombang
        ],
        "tidak_menerapkan": _opd(isi, np.flatnonzero(penuh >= KODE_PERIODE.size)),
    }

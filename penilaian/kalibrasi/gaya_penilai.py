"""How assessors use the scale: halo, central tendency, restricted range, drift.

All are read off the model of `keringanan`, which already allows each assessor to be lenient or severe: what is left
is the manner. z-values compare what was decided with what the model expects of this assessor's employees; as one
employee's ratings resemble each other over the periods, their variance counts people (`bertingkat.kelebihan_ragam`).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from penilaian.kalibrasi.bahan import BahanKalibrasi
from penilaian.kalibrasi.bertingkat import kelebihan_ragam, paskan_orang
from penilaian.kalibrasi.bertingkat_taksir import Acak
from penilaian.kalibrasi.keringanan import LEBAR_SELANG, KeringananPenilai
from penilaian.kalibrasi.tanda import dua_sisi, tandai
from penilaian.nilai.kolom_indikator import RATING

_POIN = 10.0


def halo_penilai(bahan: BahanKalibrasi) -> pd.DataFrame:
    """How strongly behaviour ratings follow the achievement of results, by assessor.

    Index nip_penilai; ``nilai`` is the change on the logit scale of the behaviour rating per ten percentage points of
    achievement, less the average assessor's (``biasa``, the same in every row); galat_baku, bawah, atas, amatan, p, q,
    ditandai (above average only: a low figure is no fault).

    Raises:
        GalatRumus: too little variation in the ratings or in achievement.
    """
    isi = bahan.pegawai.dropna(subset=["tingkat_perilaku", "nip_penilai", "capaian"]).reset_index(drop=True)
    capaian = (isi["capaian"] - isi["capaian"].mean()) / _POIN
    di_tim = capaian - capaian.groupby(isi["nip_penilai"]).transform("mean")
    model = paskan_orang(
        isi["tingkat_perilaku"].to_numpy(dtype=np.int64),
        pd.DataFrame({"capaian": capaian}),
        [Acak("penilai", isi["nip_penilai"]), Acak("halo", isi["nip_penilai"], capaian.to_numpy())],
        isi["nip"],
        di_tim.to_numpy(),
    )
    efek = model.acak["halo"].rename_axis("nip_penilai")
    z = (efek["nilai"] / efek["galat_baku"]).to_numpy()
    hasil = efek.assign(
        biasa=float(model.koefisien["nilai"]["capaian"]),
        bawah=efek["nilai"] - LEBAR_SELANG * efek["galat_baku"],
        atas=efek["nilai"] + LEBAR_SELANG * efek["galat_baku"],
        p=_di_atas(z),
    )
    return tandai(hasil, bahan.bilangan("taraf"), hasil["amatan"] >= bahan.bilangan("amatan_paling_sedikit"))


def pemakaian_skala(bahan: BahanKalibrasi, ringan: KeringananPenilai) -> pd.DataFrame:
    """Central tendency and range, by assessor.

    Index nip_penilai: amatan, ``tengah`` and ``tengah_harapan`` (share of the middle rating, decided and expected),
    ``infit`` (squared residuals over their expectation: under 1 the ratings are flatter than chance allows, over 1
    more erratic; Wright and Masters 1982), ``rating_dipakai`` (how many different), p and q for a share of the middle
    above expectation, ditandai.
    """
    isi = ringan.penilaian
    peluang = ringan.model.peluang
    tengah = len(bahan.aturan.nilai(RATING).kode) // 2
    peluang_tengah = peluang[:, tengah] if tengah < peluang.shape[1] else np.zeros(len(isi))
    keempat = _momen_keempat(peluang, ringan.model.harapan) - isi["ragam"] ** 2
    kerja = pd.DataFrame(
        {
            "nip_penilai": isi["nip_penilai"],
            "tengah": (isi["tingkat_hasil"] == tengah).astype(float),
            "tengah_harapan": peluang_tengah,
            "ragam_tengah": peluang_tengah * (1 - peluang_tengah),
            "kuadrat": isi["sisa"] ** 2,
            "ragam": isi["ragam"],
            "keempat": keempat,
        }
    )
    jumlah = kerja.groupby("nip_penilai").sum()
    banyak = kerja.groupby("nip_penilai").size()
    lebih = kelebihan_ragam(
        (kerja["tengah"] - kerja["tengah_harapan"]).to_numpy(), kerja["ragam_tengah"].to_numpy(), isi["nip"],
        ringan.model.terpakai,
    )  # fmt: skip
    z = (jumlah["tengah"] - jumlah["tengah_harapan"]) / np.sqrt(lebih * jumlah["ragam_tengah"])
    hasil = pd.DataFrame(
        {
            "amatan": banyak,
            "tengah": jumlah["tengah"] / banyak,
            "tengah_harapan": jumlah["tengah_harapan"] / banyak,
            "infit": jumlah["kuadrat"] / jumlah["ragam"],
            "infit_galat": np.sqrt(jumlah["keempat"]) / jumlah["ragam"],
            "rating_dipakai": isi.groupby("nip_penilai")["tingkat_hasil"].nunique(),
            "p": _di_atas(z.to_numpy()),
        }
    )
    return tandai(hasil, bahan.bilangan("taraf"), hasil["amatan"] >= bahan.bilangan("amatan_paling_sedikit"))


def _di_atas(z: np.ndarray) -> np.ndarray:
    """Probability of a deviate at least this far above."""
    return np.where(z > 0, dua_sisi(z) / 2, 1 - dua_sisi(z) / 2)


def _momen_keempat(peluang: np.ndarray, harapan: np.ndarray) -> np.ndarray:
    tingkat = np.arange(peluang.shape[1])
    return np.asarray((peluang * (tingkat[None, :] - harapan[:, None]) ** 4).sum(axis=1))


def pergeseran_penilai(bahan: BahanKalibrasi, ringan: KeringananPenilai) -> pd.DataFrame:
    """Drift: how residuals move over the periods, by assessor with at least two periods.

    Index nip_penilai: amatan, periode (how many), ``nilai`` (rating steps a period, plus is more lenient over time),
    galat_baku, p, q, ditandai.
    """
    isi = ringan.penilaian
    waktu = isi["periode"].map({kode: float(nomor) for nomor, kode in enumerate(bahan.daftar_periode)})
    berat = isi["ragam"]
    penilai = isi["nip_penilai"]
    pusat = (berat * waktu).groupby(penilai).sum() / berat.groupby(penilai).sum()
    jarak = waktu - penilai.map(pusat)
    lebih = kelebihan_ragam((isi["sisa"] * jarak).to_numpy(), (berat * jarak**2).to_numpy(), isi["nip"])
    informasi = lebih * (berat * jarak**2).groupby(penilai).sum()
    skor = (isi["sisa"] * jarak).groupby(penilai).sum()
    kali_jarak = (jarak**2).groupby(penilai).sum()
    hasil = pd.DataFrame(
        {
            "amatan": isi.groupby("nip_penilai").size(),
            "periode": isi.groupby("nip_penilai")["periode"].nunique(),
            "nilai": skor / kali_jarak,
            "galat_baku": np.sqrt(informasi) / kali_jarak,
            "p": dua_sisi((skor / np.sqrt(informasi)).to_numpy()),
        }
    )
    hasil = hasil[hasil["periode"] > 1]
    return tandai(hasil, bahan.bilangan("taraf"), hasil["amatan"] >= bahan.bilangan("amatan_paling_sedikit"))

"""What each indicator is for: its direction, its weight and the group it belongs to."""

from __future__ import annotations

import pandas as pd

from penilaian.galat import GalatRumus
from penilaian.indikator.komposit.masukan import lembar, periksa_label, sebut
from penilaian.indikator.komposit.normalkan import ARAH

KOLOM_META = ("arah", "bobot", "induk")
INDEKS = "indeks"
"""Code of the whole where more than one code has nothing above it."""


def periksa_meta(meta: pd.DataFrame, indikator: pd.Index) -> pd.DataFrame:
    """A copy with the columns arah, bobot, induk, index kode: a row for each indicator and each group.

    ``induk`` is the code of the group a row belongs to, missing at the top. Indicators need a direction, groups none;
    all need a weight, but for a single group at the top, which is the index itself.

    Raises:
        GalatRumus: columns or codes missing, double or unknown, groups that contain themselves, weights or directions
            that are none.
    """
    if not isinstance(meta, pd.DataFrame) or set(KOLOM_META) - set(meta.columns):
        raise _salah("kolom tidak lengkap", f"kolomnya {', '.join(KOLOM_META)}, dan indeksnya kode")
    periksa_label(meta.index, "kode pada meta")
    salin = meta[list(KOLOM_META)].copy()
    induk = salin["induk"]
    grup = set(induk.dropna())
    _periksa_kode(salin, indikator, grup)
    _periksa_naik(induk)
    daun = salin.loc[list(indikator)]
    tanpa_arah = daun.index[~daun["arah"].isin(ARAH)]
    if len(tanpa_arah) or (salin.loc[sorted(grup), "arah"] == "turun").any():
        raise _salah(
            f"arah {sebut(tanpa_arah) or 'kelompok'}",
            f"arah indikator adalah {' atau '.join(ARAH)}; kelompok tidak punya arah turun, karena isinya sudah searah",
        )
    puncak = salin.index[induk.isna()]
    berbobot = salin.drop(index=puncak) if len(puncak) == 1 and puncak[0] in grup else salin
    bobot = lembar(berbobot[["bobot"]])["bobot"]
    if bobot.isna().any() or (bobot < 0).any():
        raise _salah(
            f"bobot {sebut(bobot.index[~(bobot >= 0)])}", "bobot harus bilangan 0 atau lebih, dan tidak kosong"
        )
    return pd.DataFrame(
        {
            "arah": salin["arah"].astype(object).where(salin["arah"].notna(), None),
            "bobot": lembar(salin[["bobot"]])["bobot"],
            "induk": induk.astype(object).where(induk.notna(), None),
        }
    )


def anak(meta: pd.DataFrame) -> dict[str, list[str]]:
    """The members of each group, groups whose members are complete first, the index last."""
    induk = meta["induk"]
    puncak = induk.index[induk.isna()]
    if len(puncak) > 1 or puncak[0] not in set(induk.dropna()):
        induk = induk.fillna(INDEKS)
    dalam = {kode: _kedalaman(kode, induk) for kode in induk.dropna().unique()}
    urut = sorted(dalam, key=lambda kode: (-dalam[kode], str(kode)))
    return {kode: induk.index[induk == kode].tolist() for kode in urut}


def _periksa_kode(meta: pd.DataFrame, indikator: pd.Index, grup: set[str]) -> None:
    kode = set(meta.index)
    masalah = {
        "tidak ada di meta": set(indikator) - kode,
        "kelompok tanpa baris sendiri di meta": grup - kode,
        "di meta, tetapi bukan kelompok dan tidak ada di data": kode - grup - set(indikator),
        "sekaligus indikator dan kelompok": grup & set(indikator),
        f"memakai kode {INDEKS} yang disediakan untuk keseluruhan": kode & {INDEKS}
        if meta["induk"].isna().sum() > 1
        else set(),
        "bukan teks": {satu for satu in kode if not isinstance(satu, str)},
    }
    for mengapa, isi in masalah.items():
        if isi:
            raise _salah(f"kode {sebut(sorted(isi, key=str))}", mengapa)


def _periksa_naik(induk: pd.Series) -> None:
    """Every code leads to the top."""
    for kode in induk.index:
        jalan, kini = [kode], induk[kode]
        while pd.notna(kini) and kini not in jalan:
            jalan.append(kini)
            kini = induk[kini]
        if pd.notna(kini):
            raise _salah(f"kode {sebut(jalan)}", "kelompok itu memuat dirinya sendiri")


def _kedalaman(kode: str, induk: pd.Series) -> int:
    dalam = 0
    while kode in induk.index and pd.notna(induk[kode]):
        kode, dalam = induk[kode], dalam + 1
    return dalam


def _salah(di_mana: str, mengapa: str) -> GalatRumus:
    return GalatRumus(
        "meta_tidak_sah",
        "Susunan indikator tidak dapat dipakai",
        di_mana=di_mana,
        mengapa=mengapa,
        tindakan="perbaiki tabel meta: satu baris setiap indikator dan kelompok, dengan arah, bobot, dan induk",
    )

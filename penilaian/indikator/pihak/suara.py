"""Votes on indicators by party, and which of them need talk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from penilaian.indikator.pihak.perangkat import PIHAK, PILIHAN_SUARA, SUARA, Perangkat

_PILIHAN = list(PILIHAN_SUARA)


def suara_indikator(pertimbangan: pd.DataFrame, perangkat: Perangkat) -> pd.DataFrame:
    """Votes by indicator and party: ``butir``, ``pihak``, ``setuju``, ``tanya``, ``tolak``, ``suara`` (all of them).

    Every indicator has a row for every party that voted on anything, with zeros where it did not vote on this one;
    if nobody voted, for all parties.
    """
    milik = pertimbangan[(pertimbangan["perangkat"] == perangkat.kode) & (pertimbangan["cara"] == SUARA)]
    pihak = [satu for satu in PIHAK if satu in set(milik["pihak"])] or list(PIHAK)
    semua = pd.MultiIndex.from_product([perangkat.daftar_kode, pihak], names=["butir", "pihak"])
    cacah = (
        milik.groupby(["butir", "pihak", "suara"]).size().unstack("suara").reindex(index=semua, columns=_PILIHAN)
        if len(milik)
        else pd.DataFrame(index=semua, columns=_PILIHAN)
    )
    hasil = cacah.astype("float64").fillna(0).astype("int64")  # a vote that was not cast is counted as none
    return hasil.assign(suara=hasil.sum(axis=1)).rename_axis(columns=None).reset_index()


def perlu_dibahas(suara: pd.DataFrame) -> pd.DataFrame:
    """Each indicator once, in its order: votes of all, share that did not agree, how far parties are apart, why to talk.

    ``pangsa`` is the share of tanya and tolak (0 … 1, missing without a vote), ``jarak`` the largest less the smallest
    share of setuju among parties that voted on it (missing for fewer than two), ``alasan`` empty where there is nothing
    to talk about: some asked or refused, the most frequent answers of parties differ, or nobody voted.
    """
    jumlah = suara.groupby("butir", sort=False)[[*_PILIHAN, "suara"]].sum()
    ada = suara[suara["suara"] > 0]
    setuju = (ada["setuju"] / ada["suara"]).groupby(ada["butir"], sort=False)
    jarak = (setuju.max() - setuju.min()).where(setuju.size() > 1).reindex(jumlah.index)
    pangsa = 1 - jumlah["setuju"] / jumlah["suara"].where(jumlah["suara"] > 0)
    terbanyak = ada[_PILIHAN].eq(ada[_PILIHAN].max(axis=1), axis=0)
    sejalan = terbanyak.groupby(ada["butir"]).all().any(axis=1).reindex(jumlah.index, fill_value=True)
    hasil = jumlah.assign(pangsa=pangsa, jarak=jarak, pihak_berbeda=~sejalan)
    return hasil.assign(alasan=[_alasan(satu) for satu in hasil.to_dict("records")]).reset_index()


def _alasan(satu: Mapping[Any, Any]) -> str:
    if not satu["suara"]:
        return "belum ada suara"
    sebab = [f"ada yang {PILIHAN_SUARA[kode]}" for kode in ("tolak", "tanya") if satu[kode]]
    return ", ".join([*sebab, *(["jawaban terbanyak para pihak berbeda"] if satu["pihak_berbeda"] else [])])

"""Entry cells of a questionnaire and answers: what a participant wrote becomes rows, and rows become cells again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import pandas as pd

from penilaian.bahasa import angka
from penilaian.data.lembar_xml import SelGalat, SelTanpaHasil
from penilaian.indikator.pihak.lembar_batas import BATAS_TEKS_BEBAS
from penilaian.indikator.pihak.perangkat import ANGGARAN, PASANGAN, PILIHAN_SUARA
from penilaian.indikator.pihak.skala import SKALA, label_skala, urai_skala
from penilaian.indikator.pihak.susunan import PILIH_A, PILIH_B, PILIH_SAMA, POIN
from penilaian.pribadi.samaran import memuat_nip

Jawaban: TypeAlias = Mapping[tuple[str, ...], tuple[Any, ...]]
"""Entry cells by (cara, perangkat, codes of the row)."""
_PILIHAN = {satu.casefold(): satu for satu in (PILIH_A, PILIH_B, PILIH_SAMA)}
_DUA_ARAH = re.compile(r"a\W*(?:dan|atau|,|/|&|\+|;|\s)?\W*b|b\W*(?:dan|atau|,|/|&|\+|;|\s)?\W*a")
_BULAT = re.compile("[0-9]{1,3}")


class SelSalah(ValueError):
    """An entry that cannot be taken; ``urut`` is which entry cell of its row (from 0), ``apa`` says why and what to do."""

    def __init__(self, urut: int, apa: str) -> None:
        self.urut, self.apa = urut, apa
        super().__init__(apa)


def jawaban_peserta(data: pd.DataFrame, pihak: str, peserta: str) -> Jawaban:
    """The cells of one participant from checked judgements; a pair is found in either direction."""
    milik = data[(data["pihak"] == pihak) & (data["peserta"] == peserta)]
    jawaban: dict[tuple[str, ...], tuple[Any, ...]] = {}
    for satu in milik.astype(object).where(milik.notna(), None).to_dict("records"):
        cara, perangkat, butir = satu["cara"], satu["perangkat"], satu["butir"]
        if cara == PASANGAN:
            nilai = int(satu["nilai"])
            for kunci, pilih in (((butir, satu["banding"]), PILIH_A), ((satu["banding"], butir), PILIH_B)):
                jawaban[cara, perangkat, *kunci] = (PILIH_SAMA if nilai == 1 else pilih, label_skala(nilai))
        elif cara == ANGGARAN:
            jawaban[cara, perangkat, butir] = (int(satu["nilai"]),)
        else:
            jawaban[cara, perangkat, butir] = (satu["suara"], satu["catatan"], satu["usulan"])
    return jawaban


def urai_isian(cara: str, perangkat: str, kunci: Sequence[str], sel: Sequence[object]) -> dict[str, object] | None:
    """The answer in the entry cells of one row, without who gave it; None where nothing was answered.

    Raises:
        SelSalah: a cell that is no answer.
    """
    isi = [_teks(urut, nilai) for urut, nilai in enumerate(sel)]
    if cara == PASANGAN:
        jawaban = _urai_pasangan(kunci, isi)
    elif cara == ANGGARAN:
        jawaban = {"butir": kunci[0], "nilai": _urai_poin(isi[0])} if isi[0] else None
    else:
        jawaban = _urai_suara(kunci[0], isi)
    return None if jawaban is None else {"perangkat": perangkat, "cara": cara, **jawaban}


def rapi(nilai: object) -> str:
    """A cell's text without the spaces that editing leaves."""
    return "" if nilai is None else " ".join(str(nilai).split())


def _teks(urut: int, nilai: object) -> str:
    if isinstance(nilai, SelGalat | SelTanpaHasil):
        raise SelSalah(urut, f"berisi rumus atau galat Excel ({kutip(nilai)}); ketik jawabannya langsung")
    if isinstance(nilai, bool) or not (nilai is None or isinstance(nilai, str | int | float)):
        raise SelSalah(urut, f"berisi {kutip(rapi(nilai))}, bukan teks atau angka; ketik ulang jawabannya")
    return unicodedata.normalize("NFC", str(nilai).strip()) if nilai is not None else ""


def _urai_pasangan(kunci: Sequence[str], isi: Sequence[str]) -> dict[str, object] | None:
    pilih, seberapa = (" ".join(satu.split()) for satu in isi)
    if not pilih and not seberapa:
        return None
    arah = _PILIHAN.get(pilih.casefold())
    if pilih and arah is None:
        if _DUA_ARAH.fullmatch(pilih.casefold()):
            raise SelSalah(0, "kedua arah dipilih; pilih salah satu, A atau B, atau tulis sama")
        raise SelSalah(0, f"{kutip(pilih)} tidak dikenal; pilih {PILIH_A}, {PILIH_B}, atau {PILIH_SAMA}")
    nilai = urai_skala(seberapa) if seberapa else None
    if seberapa and nilai is None:
        raise SelSalah(1, f"{kutip(seberapa)} tidak dikenal; pilih dari daftar, 1 sampai {max(SKALA)}")
    return _cocokkan(kunci, arah, nilai)


def _cocokkan(kunci: Sequence[str], arah: str | None, nilai: int | None) -> dict[str, object]:
    """Direction and strength together: each needs the other, and only the same is 1."""
    if arah is None:
        raise SelSalah(0, "kosong, padahal kolom Seberapa diisi; pilih A, B, atau sama")
    if arah == PILIH_SAMA:
        if nilai not in (None, 1):
            raise SelSalah(1, "lebih dari 1, padahal yang dipilih sama; pilih A atau B, atau kosongkan sel ini")
        return {"butir": kunci[0], "banding": kunci[1], "nilai": 1.0}
    if nilai is None:
        raise SelSalah(1, f"kosong, padahal {arah} dipilih; pilih seberapa, 2 sampai {max(SKALA)}")
    if nilai == 1:
        raise SelSalah(
            1, f"1 berarti sama penting, padahal {arah} dipilih; pilih 2 sampai {max(SKALA)}, atau pilih sama"
        )
    butir, banding = kunci if arah == PILIH_A else reversed(kunci)
    return {"butir": butir, "banding": banding, "nilai": float(nilai)}


def _urai_poin(teks: str) -> float:
    bulat = teks.removesuffix(".0")
    if not _BULAT.fullmatch(bulat) or int(bulat) > POIN:
        raise SelSalah(0, f"{kutip(teks)} bukan poin; tulis bilangan bulat 0 sampai {POIN}, tanpa tanda lain")
    return float(int(bulat))


def _urai_suara(butir: str, isi: Sequence[str]) -> dict[str, object] | None:
    suara = " ".join(isi[0].casefold().split())
    catatan, usulan = (_bebas(urut, teks) for urut, teks in enumerate(isi[1:], start=1))
    if not suara:
        if catatan or usulan:
            raise SelSalah(0, "kosong, padahal ada catatan atau usulan; pilih suaranya")
        return None
    if suara not in PILIHAN_SUARA:
        raise SelSalah(0, f"{kutip(isi[0])} tidak dikenal; pilih {', '.join(PILIHAN_SUARA)}")
    return {"butir": butir, "suara": suara, "catatan": catatan or None, "usulan": usulan or None}


def _bebas(urut: int, teks: str) -> str:
    """A free text, lines kept; too long, invisible characters and personal numbers are refused."""
    bersih = "\n".join(" ".join(satu.split()) for satu in teks.splitlines()).strip()
    if len(bersih) > BATAS_TEKS_BEBAS:
        raise SelSalah(
            urut, f"panjangnya {angka(len(bersih))} huruf; ringkas menjadi paling banyak {angka(BATAS_TEKS_BEBAS)}"
        )
    if memuat_nip(bersih):
        raise SelSalah(urut, "memuat NIP; hapus, angket ini tanpa nama dan tanpa NIP")
    if any(unicodedata.category(huruf) in ("Cc", "Cs", "Cf") and huruf != "\n" for huruf in bersih):
        raise SelSalah(urut, "memuat karakter yang tidak terlihat; ketik ulang tanpa menyalin dari tempat lain")
    return bersih


def kutip(teks: str) -> str:
    return f"“{teks[:40]}…”" if len(teks) > 40 else f"“{teks}”"

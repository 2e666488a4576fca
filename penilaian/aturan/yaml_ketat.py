"""Strict YAML: version 1.2, no repeated key, decimals kept exact.

YAML 1.1 reads ``0177`` as 127 and ``no`` as False, and many readers let the
last of two equal keys win. None of that may happen to a legal number.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import DuplicateKeyError, SafeConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from penilaian.berkas import sebab_berkas
from penilaian.galat import GalatAturan

PANGKAT_MAKSIMUM = 30
"""No number of a rule or a case needs more digits; more of them only make a reader hang."""


class _Konstruktor(SafeConstructor):
    """Reads a fraction of ten as ``Decimal``, as it is written."""

    def construct_yaml_float(self, node: Any) -> Decimal:  # type: ignore[override]
        teks = str(self.construct_scalar(node)).replace("_", "")
        try:
            nilai = Decimal(teks)
        except InvalidOperation:
            nilai = Decimal("NaN")
        if not nilai.is_finite() or abs(nilai.adjusted()) > PANGKAT_MAKSIMUM:
            raise MarkedYAMLError("bilangan di luar jangkauan", None, f"ditemukan {teks}", node.start_mark)
        return nilai

    def construct_yaml_int(self, node: Any) -> int:
        if len(str(self.construct_scalar(node))) > PANGKAT_MAKSIMUM:
            raise MarkedYAMLError("bilangan di luar jangkauan", None, "terlalu banyak digit", node.start_mark)
        return int(super().construct_yaml_int(node))


_Konstruktor.add_constructor("tag:yaml.org,2002:float", _Konstruktor.construct_yaml_float)
_Konstruktor.add_constructor("tag:yaml.org,2002:int", _Konstruktor.construct_yaml_int)


def muat_yaml(berkas: Path) -> Any:
    """Read one YAML file.

    Raises:
        GalatAturan: the file is missing, is not UTF-8, is no YAML, or repeats a key.
    """
    pembaca = YAML(typ="safe", pure=True)
    pembaca.Constructor = _Konstruktor
    try:
        return pembaca.load(berkas.read_text("utf-8"))
    except OSError as galat:
        raise GalatAturan(
            f"Berkas YAML {sebab_berkas(galat)}", di_mana=str(berkas), tindakan="periksa nama, folder, dan izinnya"
        ) from None
    except UnicodeDecodeError:
        raise GalatAturan(
            "Berkas YAML bukan teks UTF-8", di_mana=str(berkas), tindakan="simpan ulang sebagai UTF-8"
        ) from None
    except DuplicateKeyError as galat:
        raise GalatAturan(
            "Satu kunci ditulis dua kali",
            di_mana=_tempat(berkas, galat),
            mengapa="salah satu nilainya akan hilang tanpa terlihat",
            tindakan="hapus atau ganti nama salah satunya",
        ) from None
    except (YAMLError, ValueError, RecursionError) as galat:
        raise GalatAturan(
            "Isi YAML tidak dapat diurai",
            di_mana=_tempat(berkas, galat),
            mengapa="indentasi, kurung, tanda kutip, titik dua, tanggal, atau bilangannya tidak sah",
            tindakan="perbaiki penulisan pada baris itu",
        ) from None


def _tempat(berkas: Path, galat: Exception) -> str:
    tanda = getattr(galat, "problem_mark", None)
    return f"{berkas}, baris {tanda.line + 1}" if tanda is not None else str(berkas)

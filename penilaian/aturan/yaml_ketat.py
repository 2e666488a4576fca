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

from penilaian.galat import GalatAturan


class _Konstruktor(SafeConstructor):
    """Reads a fraction of ten as ``Decimal``, as it is written."""

    def construct_yaml_float(self, node: Any) -> Decimal:  # type: ignore[override]
        teks = str(self.construct_scalar(node)).replace("_", "")
        try:
            nilai = Decimal(teks)
        except InvalidOperation:
            nilai = Decimal("NaN")
        if not nilai.is_finite():
            raise MarkedYAMLError("bilangan tak hingga atau bukan bilangan", None, f"ditemukan {teks}", node.start_mark)
        return nilai


_Konstruktor.add_constructor("tag:yaml.org,2002:float", _Konstruktor.construct_yaml_float)


def muat_yaml(berkas: Path) -> Any:
    """Read one YAML file.

    Raises:
        GalatAturan: the file is missing, is not UTF-8, is no YAML, or repeats a key.
    """
    pembaca = YAML(typ="safe", pure=True)
    pembaca.Constructor = _Konstruktor
    try:
        return pembaca.load(berkas.read_text("utf-8"))
    except FileNotFoundError:
        raise GalatAturan(
            "Berkas YAML tidak ditemukan", di_mana=str(berkas), tindakan="periksa nama dan foldernya"
        ) from None
    except (IsADirectoryError, PermissionError, UnicodeDecodeError) as galat:
        raise GalatAturan(
            "Berkas YAML tidak dapat dibaca",
            di_mana=str(berkas),
            mengapa=str(galat),
            tindakan="simpan sebagai teks UTF-8 dan beri izin baca",
        ) from None
    except DuplicateKeyError as galat:
        raise GalatAturan(
            "Satu kunci ditulis dua kali",
            di_mana=_tempat(berkas, galat),
            mengapa="salah satu nilainya akan hilang tanpa terlihat",
            tindakan="hapus atau ganti nama salah satunya",
        ) from None
    except YAMLError as galat:
        raise GalatAturan(
            "Isi YAML tidak dapat diurai",
            di_mana=_tempat(berkas, galat),
            mengapa=getattr(galat, "problem", None) or str(galat),
            tindakan="perbaiki penulisan pada baris itu (indentasi, tanda kutip, titik dua)",
        ) from None


def _tempat(berkas: Path, galat: YAMLError) -> str:
    tanda = getattr(galat, "problem_mark", None)
    return f"{berkas}, baris {tanda.line + 1}" if tanda is not None else str(berkas)

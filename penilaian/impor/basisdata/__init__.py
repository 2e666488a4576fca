"""Databases as sources: read-only, with secrets shown nowhere."""

from penilaian.impor.basisdata.alamat import nama_basisdata
from penilaian.impor.basisdata.baca import baca_basisdata
from penilaian.impor.basisdata.salin import HasilSalin, salin_ke_parquet, salin_parquet

__all__ = ["HasilSalin", "baca_basisdata", "nama_basisdata", "salin_ke_parquet", "salin_parquet"]

"""Whether raters can be compared at all: they can if a chain of shared subjects leads from one to the other.

With one superior a team nobody is rated twice, every team is an island, and a difference between two teams' ratings
may be the raters' or the teams'. Numbers across islands would be made up, so they are refused (Linacre, *Many-Facet
Rasch Measurement*, 1994, on disconnected subsets).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse import csgraph

from penilaian.galat import GalatRumus


@dataclass(frozen=True, eq=False)
class Keterhubungan:
    """Islands of a design.

    ``penilai`` and ``sasaran`` give the island (numbered by size, 0 the largest) of each rater and subject.
    ``pulau`` (index pulau): penilai, sasaran, penilaian, and ``ikatan``, the number of shared subjects at the weakest
    place of the strongest chain through all its raters (missing with one rater: there is nothing to chain).
    """

    penilai: pd.Series
    sasaran: pd.Series
    pulau: pd.DataFrame

    @property
    def terhubung(self) -> bool:
        """Whether there is one island only."""
        return len(self.pulau) == 1

    def pastikan(self, satu: str, lain: str) -> None:
        """Refuse to compare two raters of different islands.

        Raises:
            GalatRumus: ``tidak_terhubung``, or ``penilai_tidak_dikenal``.
        """
        asing = [nama for nama in (satu, lain) if nama not in self.penilai.index]
        if asing:
            raise GalatRumus(
                "penilai_tidak_dikenal",
                f"{len(asing)} penilai yang diminta tidak ada di rancangan ini",
                tindakan="periksa kodenya",
            )
        if self.penilai[satu] != self.penilai[lain]:
            raise GalatRumus(
                "tidak_terhubung",
                "Kedua penilai tidak dapat dibandingkan",
                mengapa="tidak ada rantai pegawai yang dinilai bersama di antara keduanya; "
                "bedanya bisa milik penilai, bisa milik pegawainya",
                tindakan="bandingkan hanya penilai di pulau yang sama, atau tambah penilaian bersama",
            )


def keterhubungan(penilai: pd.Series, sasaran: pd.Series) -> Keterhubungan:
    """The islands of pairs (rater, subject), one entry a rating; a pair that lacks one of the two links nobody.

    >>> satu = keterhubungan(pd.Series(["a", "a", "b", "c"]), pd.Series(["x", "y", "y", "z"]))
    >>> satu.penilai.to_dict(), satu.terhubung
    ({'a': 0, 'b': 0, 'c': 1}, False)
    """
    ada = (penilai.notna() & sasaran.notna()).to_numpy()
    i, nama_penilai = pd.factorize(penilai[ada], sort=True)
    j, nama_sasaran = pd.factorize(sasaran[ada], sort=True)
    m, n = len(nama_penilai), len(nama_sasaran)
    temu = sparse.csr_matrix((np.ones(i.size), (i, j)), shape=(m, n))
    temu.data[:] = 1.0
    nomor = np.zeros(0, dtype=np.int64)
    if i.size:
        graf = sparse.bmat([[None, temu], [temu.T, None]], format="csr")
        nomor = _urutkan(csgraph.connected_components(graf, directed=False)[1])
    per_penilai = pd.Series(nomor[:m], index=pd.Index(nama_penilai, name="penilai"), name="pulau")
    per_sasaran = pd.Series(nomor[m:], index=pd.Index(nama_sasaran, name="sasaran"), name="pulau")
    pulau = pd.DataFrame(
        {
            "penilai": per_penilai.value_counts(),
            "sasaran": per_sasaran.value_counts(),
            "penilaian": pd.Series(nomor[:m][i]).value_counts(),
        }
    ).rename_axis("pulau")
    return Keterhubungan(per_penilai, per_sasaran, pulau.assign(ikatan=_ikatan(temu, nomor[:m])).sort_index())


def _urutkan(pulau: np.ndarray) -> np.ndarray:
    """Islands numbered by size, ties by first appearance."""
    banyak = np.bincount(pulau)
    baru = np.empty_like(banyak)
    baru[np.argsort(-banyak, kind="stable")] = np.arange(banyak.size)
    return np.asarray(baru[pulau])


def _ikatan(temu: sparse.csr_matrix, pulau: np.ndarray) -> pd.Series:
    """The smallest edge of the maximum spanning tree over raters, edges weighted by shared subjects."""
    if not temu.nnz:
        return pd.Series(dtype="float64").rename_axis("pulau")
    bersama = (temu @ temu.T).tocsr()
    bersama.setdiag(0)
    bersama.eliminate_zeros()
    terbalik = bersama.copy()
    terbalik.data = 1.0 / terbalik.data
    pohon = csgraph.minimum_spanning_tree(terbalik).tocoo()
    lemah = pd.Series(1.0 / pohon.data, index=pulau[pohon.row], dtype="float64").groupby(level=0).min()
    return lemah.round().rename_axis("pulau")

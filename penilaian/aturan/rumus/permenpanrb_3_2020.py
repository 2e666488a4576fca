"""PermenPANRB 3/2020: the nine boxes of talent management, and the local cut-offs of their axes."""

from __future__ import annotations

from fractions import Fraction

from penilaian.aturan.bentuk import Matriks, Parameter
from penilaian.aturan.hitungan import Besaran, lebih_dari, pilih, sama, setidaknya, tetap
from penilaian.galat import GalatRumus


def sembilan_kotak(kinerja: Besaran, potensial: Besaran, matriks: Matriks) -> Besaran:
    """The box ("1".."9") of a performance and a potential; None where one is missing."""
    return pilih(
        *(
            (sama(kinerja, baris) & sama(potensial, kolom), tetap(kotak))
            for baris, sel in matriks.sel.items()
            for kolom, kotak in sel.items()
        ),
        lainnya=tetap(None),
        jenis="teks",
    )


def taraf_sumbu(
    skor: Fraction, sumbu: str, taraf: tuple[str, ...], parameter: Parameter, *, batas_termasuk: str | None = None
) -> str:
    """The level of a score (0–100) on ``kinerja`` or ``potensial``; ``taraf`` are its three codes, lowest first.

    The cut-offs are local practice, not law. ``batas_termasuk`` (``termasuk`` or
    ``tidak``) overrides the parameter: whether a score on a cut-off counts as above it.

    Raises:
        GalatRumus: ``batas_terbalik`` where the lower cut-off is above the upper one.
    """
    tengah, atas = parameter.bilangan(f"{sumbu}_tengah"), parameter.bilangan(f"{sumbu}_atas")
    if tengah > atas:
        raise GalatRumus(
            "batas_terbalik", f"batas tengah {sumbu} ({tengah}) lebih besar daripada batas atasnya ({atas})"
        )
    termasuk = (batas_termasuk or parameter.pilihan("batas_termasuk")) == "termasuk"
    mencapai = setidaknya if termasuk else lebih_dari
    return taraf[2] if mencapai(skor, atas) else taraf[1] if mencapai(skor, tengah) else taraf[0]

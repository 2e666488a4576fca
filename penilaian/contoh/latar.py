"""The setting all later stages share: the city, its people, their indicators, and what is planted."""

from __future__ import annotations

from dataclasses import dataclass

from penilaian.contoh.katalog import Katalog
from penilaian.contoh.orang import Orang
from penilaian.contoh.panel import Panel
from penilaian.contoh.susunan import Susunan
from penilaian.contoh.tanaman import Tanaman


@dataclass(frozen=True)
class Latar:
    """What is settled before anybody achieves or decides anything."""

    susunan: Susunan
    panel: Panel
    orang: Orang
    katalog: Katalog
    tanaman: Tanaman

"""When a run is due: the rhythms, their days in the calendar, and the periods that have ended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Literal
from zoneinfo import ZoneInfo

from penilaian.aturan import Aturan
from penilaian.aturan.rumus.kalender import tenggat
from penilaian.bahasa import tanggal
from penilaian.galat import GalatParameter
from penilaian.periode import JenisPeriode, Periode

Irama = Literal["bulanan", "triwulanan", "tahunan"]
JENIS: Mapping[Irama, JenisPeriode] = {"bulanan": "bulan", "triwulanan": "triwulan", "tahunan": "tahun"}
SUSULAN: Mapping[Irama, int] = {"bulanan": 3, "triwulanan": 4, "tahunan": 1}
"""How many ended periods one run looks after: the last, and those a stopped server may have missed."""

TENGGAT = "permenpanrb-6-2022/tenggat"
BUTIR_TAHUNAN = "evaluasi_tahunan"
LIBUR, HARI_KERJA = "kalender/hari_libur", "kalender/hari_kerja"
TERAKHIR = "terakhir"
SUSULAN_TERBANYAK = 24
_HARI_TERAKHIR = 28  # every month has it
_TAHUN_DICARI = 10


@dataclass(frozen=True)
class Kebijakan:
    """The days no regulation gives; local policy, always shown as such."""

    hari_bulanan: int = 5
    hari_triwulanan: int = 10
    hari_sebelum_tenggat: int = 7

    def __post_init__(self) -> None:
        for nama, nilai, terbesar in (
            ("hari_bulanan", self.hari_bulanan, _HARI_TERAKHIR),
            ("hari_triwulanan", self.hari_triwulanan, _HARI_TERAKHIR),
            ("hari_sebelum_tenggat", self.hari_sebelum_tenggat, 30),
        ):
            if not 1 <= nilai <= terbesar:
                raise GalatParameter(
                    f"{nama} bernilai {nilai}",
                    mengapa=f"harinya harus ada di setiap bulan: 1 sampai {terbesar}",
                    tindakan="pilih hari lain",
                )


@dataclass(frozen=True)
class Saat:
    """A day that returns: in these months (all if empty), on this day of the month."""

    bulan: tuple[int, ...]
    hari: int

    def kalender(self, jam: time, zona: str) -> str:
        """What systemd's OnCalendar= takes.

        >>> Saat((1, 4, 7, 10), 10).kalender(time(5, 30), "Asia/Makassar")
        '*-01,04,07,10-10 05:30:00 Asia/Makassar'
        """
        bulan = ",".join(f"{satu:02d}" for satu in self.bulan) or "*"
        return f"*-{bulan}-{self.hari:02d} {jam:%H:%M}:00 {zona}"

    def cron(self, jam: time) -> str:
        """The five time fields of a crontab line.

        >>> Saat((), 5).cron(time(5, 30))
        '30 5 5 * *'
        """
        return f"{jam.minute} {jam.hour} {self.hari} {','.join(map(str, self.bulan)) or '*'} *"


@dataclass(frozen=True)
class Waktu:
    """The days of a rhythm, and where they come from, one sentence each."""

    irama: Irama
    saat: tuple[Saat, ...]
    dasar: tuple[str, ...]

    def berikut(self, mulai: datetime, jam: time, zona: str) -> Iterator[datetime]:
        """The coming moments after ``mulai`` (aware), in the time zone."""
        kini = mulai.astimezone(ZoneInfo(zona))
        for tahun in range(kini.year, kini.year + _TAHUN_DICARI):
            hari = {date(tahun, bulan, saat.hari) for saat in self.saat for bulan in saat.bulan or tuple(range(1, 13))}
            for satu in sorted(hari):
                kapan = datetime.combine(satu, jam, ZoneInfo(zona))
                if kapan > kini:
                    yield kapan


def waktu_irama(irama: Irama, aturan: Aturan, kebijakan: Kebijakan) -> Waktu:
    """The days of a rhythm under the rules in force on ``aturan.hari``.

    The annual run is placed before and after the deadline of the annual evaluation
    (PermenPANRB 6/2022, ``tenggat.yaml``); the others, for which the regulation gives
    periods but no day, by local policy.

    Raises:
        GalatAturan: the provision is missing or not in force.
    """
    if irama == "bulanan":
        return Waktu(irama, (Saat((), kebijakan.hari_bulanan),), _dasar_lokal("hari_bulanan", kebijakan.hari_bulanan))
    if irama == "triwulanan":
        hari = kebijakan.hari_triwulanan
        return Waktu(irama, (Saat((1, 4, 7, 10), hari),), _dasar_lokal("hari_triwulanan", hari))
    return _tahunan(aturan, kebijakan.hari_sebelum_tenggat)


def _dasar_lokal(nama: str, hari: int) -> tuple[str, ...]:
    return (
        f"kebijakan lokal, bukan peraturan: {nama} = {hari}, tanggal {hari} sesudah periodenya berakhir",
        "PermenPANRB 6/2022 menetapkan periodenya (Pasal 24), tidak tanggal evaluasi periodiknya",
    )


def _tahunan(aturan: Aturan, sebelum: int) -> Waktu:
    masa = aturan.masa(TENGGAT)
    butir = aturan.nilai(TENGGAT).butir[BUTIR_TAHUNAN]
    akhir_tahun = periode_terakhir("tahun", aturan.hari).akhir
    batas = tenggat(butir, akhir_tahun, aturan.ketentuan[LIBUR], aturan.nilai(HARI_KERJA))
    hari = (batas - timedelta(days=sebelum), batas + timedelta(days=1))
    return Waktu(
        "tahunan",
        tuple(Saat((satu.month,), satu.day) for satu in hari),
        (
            f"{masa.sitasi}: {butir.keterangan} (aturan {TENGGAT}, butir {BUTIR_TAHUNAN}; {masa.verifikasi})",
            f"kebijakan lokal, bukan peraturan: hari_sebelum_tenggat = {sebelum}, agar yang kurang masih dapat dilengkapi",
            "kebijakan lokal, bukan peraturan: sekali lagi sehari sesudah tenggat, keadaan akhirnya",
        ),
    )


def periode_terakhir(jenis: JenisPeriode, hari: date) -> Periode:
    """The last period of a kind that has ended on a day; the day it ends on is still part of it.

    >>> periode_terakhir("triwulan", date(2026, 1, 1)).kode, periode_terakhir("triwulan", date(2025, 12, 31)).kode
    ('2025-T4', '2025-T3')
    """
    bulan = {"bulan": 1, "triwulan": 3, "semester": 6, "tahun": 12}[jenis]
    return Periode(hari.year, jenis, (hari.month - 1) // bulan + 1).sebelumnya()


@dataclass(frozen=True)
class PilihanPeriode:
    """What ``--periode`` asks for: ``wajib`` must be known to the data, ``susulan`` runs where it is."""

    wajib: tuple[str, ...]
    susulan: tuple[str, ...]


def wujudkan_periode(pilihan: Sequence[str], hari: date) -> PilihanPeriode:
    """Codes as they are; ``terakhir:triwulan`` the last ended one, ``terakhir:triwulan:4`` also three before it.

    >>> wujudkan_periode(["2024", "terakhir:triwulan:3"], date(2026, 1, 10))
    PilihanPeriode(wajib=('2024', '2025-T4'), susulan=('2025-T2', '2025-T3'))

    Raises:
        GalatParameter: a kind or a number that is none.
    """
    wajib, susulan = [], []
    for teks in pilihan:
        if teks.partition(":")[0] != TERAKHIR:
            wajib.append(teks)
            continue
        jenis, jumlah = _urai_terakhir(teks)
        deret = list(islice(_mundur(periode_terakhir(jenis, hari)), jumlah))
        wajib.append(deret[0].kode)
        susulan += [satu.kode for satu in reversed(deret[1:])]
    wajib = list(dict.fromkeys(wajib))
    return PilihanPeriode(tuple(wajib), tuple(satu for satu in dict.fromkeys(susulan) if satu not in wajib))


def _mundur(periode: Periode) -> Iterator[Periode]:
    while True:
        yield periode
        periode = periode.sebelumnya()


def _urai_terakhir(teks: str) -> tuple[JenisPeriode, int]:
    _, _, sisa = teks.partition(":")
    nama, _, angka = sisa.partition(":")
    jumlah = angka if ":" in sisa else "1"
    dikenal: dict[str, JenisPeriode] = {satu: satu for satu in ("bulan", "triwulan", "semester", "tahun")}
    if nama not in dikenal or not jumlah.isascii() or not jumlah.isdigit() or not 1 <= int(jumlah) <= SUSULAN_TERBANYAK:
        raise GalatParameter(
            f"Periode {teks} tidak dikenal",
            mengapa="bentuknya terakhir:bulan, terakhir:triwulan, terakhir:semester, atau terakhir:tahun, "
            f"bila perlu diikuti jumlah periode 1–{SUSULAN_TERBANYAK}, mis. terakhir:triwulan:4",
            tindakan="perbaiki penulisannya; tidak ada yang dijalankan",
        )
    return dikenal[nama], int(jumlah)


def pilihan_irama(irama: Irama) -> str:
    """The ``--periode`` of a rhythm's run.

    >>> pilihan_irama("triwulanan")
    'terakhir:triwulan:4'
    """
    jumlah = SUSULAN[irama]
    return f"{TERAKHIR}:{JENIS[irama]}" + (f":{jumlah}" if jumlah > 1 else "")


def irama_dari(jenis: Iterable[JenisPeriode]) -> tuple[Irama, ...]:
    """The rhythms of the kinds of periods there are."""
    ada = set(jenis)
    return tuple(irama for irama, satu in JENIS.items() if satu in ada)


def urai_jam(teks: str) -> time:
    """``05:30`` as a time of day.

    Raises:
        GalatParameter: another form.
    """
    try:
        jam = time.fromisoformat(teks) if len(teks) == 5 else None
    except ValueError:
        jam = None
    if jam is None:
        raise GalatParameter(f"Jam {teks} tidak sah", tindakan="tulis dua angka, titik dua, dua angka, mis. 05:30")
    return jam


def sebut_saat(waktu: Waktu) -> str:
    """The days of a rhythm in words, for one who reads the schedule.

    >>> sebut_saat(Waktu("bulanan", (Saat((), 5),), ()))
    'tanggal 5 setiap bulan'
    """
    bagian = []
    for saat in waktu.saat:
        if not saat.bulan:
            bagian.append(f"tanggal {saat.hari} setiap bulan")
        else:
            nama = [tanggal(date(2025, bulan, saat.hari)).removesuffix(" 2025") for bulan in saat.bulan]
            bagian.append(", ".join(nama))
    return "; ".join(bagian)

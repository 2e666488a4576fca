"""Reports in Dagster: one partition is one agency in one period, made by one call of the same command line.

An example to copy: nothing here is imported by the package, and nothing of the package is imported here.
Settings are environment variables:

    PENILAIAN_RENCANA   the plan, an absolute path
    PENILAIAN_KELUAR    the folder of reports, an absolute path
    PENILAIAN_PROGRAM   the command (default: `penilaian` on the PATH), in its own environment
    PENILAIAN_CRON      when the last ended period is made (default: see `penilaian jadwal`, quarterly)
    PENILAIAN_PERIODE   which period that is (default terakhir:triwulan)
"""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import dagster as dg

ZONA = "Asia/Makassar"
POLA_ID = re.compile(r"(?P<notebook>[^-]+)-(?P<opd>.+)-(?P<periode>\d{4}(?:-(?:T[1-4]|S[12]|\d{2}))?)")

OPD = dg.DynamicPartitionsDefinition(name="opd")
PERIODE = dg.DynamicPartitionsDefinition(name="periode")
OPD_PERIODE = dg.MultiPartitionsDefinition({"opd": OPD, "periode": PERIODE})


def panggil(*argumen: str) -> subprocess.CompletedProcess[str]:
    """One call of the command line, its output kept."""
    program = os.environ.get("PENILAIAN_PROGRAM", "penilaian")
    return subprocess.run([program, *argumen], capture_output=True, text=True, check=False)  # noqa: S603 -- no shell


def daftar_id(*pilihan: str) -> list[str]:
    """The ids of the plan, or those the options choose."""
    hasil = panggil("daftar", os.environ["PENILAIAN_RENCANA"], *pilihan)
    if hasil.returncode:
        raise dg.Failure(hasil.stderr.strip() or "rencana tidak terbaca", allow_retries=False)
    return hasil.stdout.split()


def urai(satu: str) -> dict[str, str]:
    """``02_penilaian_opd-dinkes-2025-T4`` → notebook, opd, periode."""
    cocok = POLA_ID.fullmatch(satu)
    if cocok is None:
        raise dg.Failure(f"id laporan {satu} tidak dikenal", allow_retries=False)
    return cocok.groupdict()


def kunci_partisi(semua: list[str]) -> list[dg.MultiPartitionKey]:
    """The partitions of these reports, each once."""
    pasangan = {(bagian["opd"], bagian["periode"]) for bagian in map(urai, semua)}
    return [dg.MultiPartitionKey({"opd": opd, "periode": periode}) for opd, periode in sorted(pasangan)]


def id_pasangan(opd: str, periode: str) -> tuple[list[str], list[str]]:
    """The reports of a pair and the option that names them: as planned, else the plan moved to this period."""
    for pilihan in ([], ["--periode", periode]):
        semua = [satu for satu in daftar_id(*pilihan) if (urai(satu)["opd"], urai(satu)["periode"]) == (opd, periode)]
        if semua:
            return semua, pilihan
    return [], []


def manifes(satu: str) -> dict[str, object]:
    """What a run left beside its report; empty if there is nothing to read."""
    berkas = Path(os.environ["PENILAIAN_KELUAR"], urai(satu)["periode"], f"{satu}.json")
    try:
        return json.loads(berkas.read_text("utf-8"))
    except (OSError, ValueError):
        return {}


def sebab_gagal(hasil: subprocess.CompletedProcess[str], isi: list[dict[str, object]]) -> str:
    """Our own words for why it failed: from the manifests, else from what the command said."""
    gagal = [f"{satu['id']}: {satu['sebab']}" for satu in isi if satu.get("status") == "gagal"]
    return "\n".join(gagal) or hasil.stderr.strip() or hasil.stdout.strip() or f"kode keluar {hasil.returncode}"


@dg.asset(partitions_def=OPD_PERIODE, output_required=False)
def laporan(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult]:
    """Semua laporan rencana untuk satu OPD pada satu periode."""
    bagian = context.partition_key.keys_by_dimension
    semua, pilihan = id_pasangan(bagian["opd"], bagian["periode"])
    if not semua:
        context.log.info("Rencana tidak punya laporan untuk pasangan ini; tidak ada yang dijalankan.")
        return
    hasil = panggil(
        *("jalan", os.environ["PENILAIAN_RENCANA"], "--keluar", os.environ["PENILAIAN_KELUAR"]),
        *("--bagian", "--pekerja", "1", *pilihan, "--hanya", ",".join(semua)),
    )
    context.log.info(hasil.stdout + hasil.stderr)
    isi = [manifes(satu) for satu in semua]
    if hasil.returncode:
        raise dg.Failure(
            sebab_gagal(hasil, isi), metadata={"kode_keluar": hasil.returncode, "laporan": semua}, allow_retries=False
        )
    yield dg.MaterializeResult(
        metadata={
            "laporan": semua,
            "durasi_detik": sum(float(str(satu.get("durasi_detik", 0))) for satu in isi),
            "sidik": {str(satu.get("id")): satu.get("sidik") for satu in isi},
        }
    )


@dg.asset(
    deps=[laporan],
    automation_condition=dg.AutomationCondition.eager().without(~dg.AutomationCondition.any_deps_missing()),
)
def situs() -> dg.MaterializeResult:
    """Indeks semua laporan, ditulis ulang sesudah laporan selesai; yang gagal ada di dalamnya."""
    hasil = panggil("situs", os.environ["PENILAIAN_KELUAR"])
    if hasil.returncode:
        raise dg.Failure(sebab_gagal(hasil, []), metadata={"kode_keluar": hasil.returncode}, allow_retries=False)
    return dg.MaterializeResult(metadata={"indeks": str(Path(os.environ["PENILAIAN_KELUAR"], "indeks.html"))})


def kenalkan(instance: dg.DagsterInstance, semua: list[str]) -> None:
    """Agencies and periods become partitions as soon as the plan has them."""
    for definisi, nama in ((OPD, "opd"), (PERIODE, "periode")):
        instance.add_dynamic_partitions(str(definisi.name), sorted({urai(satu)[nama] for satu in semua}))


@dg.sensor(target=[laporan], minimum_interval_seconds=300, default_status=dg.DefaultSensorStatus.RUNNING)
def rencana(context: dg.SensorEvaluationContext) -> dg.SkipReason:
    """Reads the plan for new agencies and periods; starts nothing."""
    semua = daftar_id()
    kenalkan(context.instance, semua)
    return dg.SkipReason(f"{len(semua)} laporan di rencana")


@dg.schedule(
    cron_schedule=os.environ.get("PENILAIAN_CRON", "30 5 10 1,4,7,10 *"), execution_timezone=ZONA, target=[laporan]
)
def periode_terakhir(context: dg.ScheduleEvaluationContext) -> list[dg.RunRequest]:
    """The last ended period of every agency; switched off until somebody switches it on."""
    semua = daftar_id("--periode", os.environ.get("PENILAIAN_PERIODE", "terakhir:triwulan"))
    kenalkan(context.instance, semua)
    return [dg.RunRequest(run_key=None, partition_key=kunci) for kunci in kunci_partisi(semua)]


situs_menyusul = dg.AutomationConditionSensorDefinition(
    "situs_menyusul", target=[situs], default_status=dg.DefaultSensorStatus.RUNNING
)

# One process a run: the work is in the command it calls.
defs = dg.Definitions(
    assets=[laporan, situs],
    sensors=[rencana, situs_menyusul],
    schedules=[periode_terakhir],
    executor=dg.in_process_executor,
)

"""Start Dagster for real: install it, run its web server and daemon, make partitions of which one fails, look at what came out.

    python orkestrator/uji.py FOLDER_KERJA        (`make uji-orkestrator`)

Needs the network for the first installation. Prints one line a step with its seconds; exit code 1 if anything is wrong.
"""

# ruff: noqa: S310, S603 -- our own commands, no shell; a server we started on this machine

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

SINI = Path(__file__).resolve().parent
AKAR = SINI.parent
UV = os.environ.get("UV", "uv")
BAIK = [("disdik", "2025-T3"), ("disdik", "2025-T4"), ("dinkes", "2025-T3"), ("dinkes", "2025-T4")]
GAGAL = ("kota", "2025-T4")
BATAS_DETIK = 420
RENCANA = """laporan:
  - {notebook: 02_penilaian_opd, data: ../data/contoh, opd: [disdik, dinkes], periode: [2025-T3, 2025-T4]}
  - notebook: 08_skenario
    data: ../data/contoh
    opd: [kota]
    periode: [2025-T4]
    parameter: {berkas_skenario: rusak.yaml}
"""

LUNCURKAN = """mutation($p: LaunchBackfillParams!) { launchPartitionBackfill(backfillParams: $p) {
  __typename ... on LaunchBackfillSuccess { backfillId } ... on PythonError { message } } }"""
KEADAAN = """{ runsOrError { ... on Runs { results { runId status startTime endTime tags { key value } assetSelection { path }
  eventConnection(limit: 500) { events { __typename ... on ExecutionStepFailureEvent { error { message } } } } } } } }"""


@contextmanager
def langkah(nama: str) -> Iterator[None]:
    mulai = time.monotonic()
    yield
    print(f"{nama}: {time.monotonic() - mulai:.1f} detik", flush=True)


def pasang(kerja: Path) -> tuple[Path, Path]:
    """Two environments: the package with its own versions, the orchestrator with its own."""
    for nama, isi in (("paket", [f"{AKAR}[laporan]"]), ("dagster", ["-r", str(SINI / "persyaratan.txt")])):
        subprocess.run([UV, "venv", "--quiet", "--clear", "--python", sys.executable, kerja / nama], check=True)
        python = kerja / nama / "bin" / "python"
        subprocess.run([UV, "pip", "install", "--quiet", "--compile-bytecode", "--python", python, *isi], check=True)
        besar = sum(satu.lstat().st_size for satu in (kerja / nama).rglob("*") if not satu.is_dir())
        print(f"lingkungan {nama}: {besar / 2**20:.0f} MiB")
    return kerja / "paket" / "bin" / "penilaian", kerja / "dagster" / "bin"


def siapkan(kerja: Path) -> dict[str, str]:
    """A plan of which one report must fail: its scenario file is there and says nothing that can be used."""
    shutil.rmtree(kerja / "kota", ignore_errors=True)
    shutil.copytree(AKAR / "data" / "contoh", kerja / "kota" / "data" / "contoh")
    (kerja / "kota" / "notebooks").mkdir()
    for berkas in (AKAR / "notebooks").glob("*.ipynb"):
        shutil.copy(berkas, kerja / "kota" / "notebooks")
    (kerja / "kota" / "notebooks" / "rencana.yaml").write_text(RENCANA, "utf-8")
    (kerja / "kota" / "notebooks" / "rusak.yaml").write_text("entah: 1\n", "utf-8")
    rumah = kerja / "kota" / "dagster"
    rumah.mkdir()
    shutil.copy(SINI / "dagster.yaml", rumah)
    return {
        "DAGSTER_HOME": str(rumah),
        "PENILAIAN_RENCANA": str(kerja / "kota" / "notebooks" / "rencana.yaml"),
        "PENILAIAN_KELUAR": str(kerja / "kota" / "reports"),
    }


@contextmanager
def proses(nama: str, perintah: list[str], lingkungan: dict[str, str], catatan: Path) -> Iterator[None]:
    with (catatan / f"{nama}.log").open("w") as aliran:
        satu = subprocess.Popen(perintah, env=lingkungan, stdout=aliran, stderr=aliran)
        try:
            yield
        finally:
            satu.terminate()
            try:
                satu.wait(60)
            except subprocess.TimeoutExpired:
                satu.kill()


def pintu_bebas() -> int:
    with socket.socket() as satu:
        satu.bind(("127.0.0.1", 0))
        return int(satu.getsockname()[1])


def tanya(alamat: str, isi: str, peubah: dict[str, object] | None = None) -> dict:
    badan = json.dumps({"query": isi, "variables": peubah or {}}).encode()
    permintaan = urllib.request.Request(f"{alamat}/graphql", badan, {"Content-Type": "application/json"})
    with urllib.request.urlopen(permintaan, timeout=30) as jawaban:
        hasil = json.load(jawaban)
    if "errors" in hasil:
        raise SystemExit(f"Dagster menolak: {hasil['errors']}")
    return hasil["data"]


def tunggu(apa: str, coba) -> object:
    """The first answer that is true; ends the test where none comes in time."""
    sampai = time.monotonic() + BATAS_DETIK
    while time.monotonic() < sampai:
        try:
            hasil = coba()
        except OSError:
            hasil = None
        if hasil:
            return hasil
        time.sleep(2)
    raise SystemExit(f"GAGAL: {apa} tidak terjadi dalam {BATAS_DETIK} detik")


def run_partisi(alamat: str) -> dict[tuple[str, str], dict]:
    """Runs of reports by agency and period."""
    hasil = {}
    for satu in tanya(alamat, KEADAAN)["runsOrError"]["results"]:
        tanda = {t["key"]: t["value"] for t in satu["tags"]}
        if "dagster/partition/opd" in tanda:
            hasil[tanda["dagster/partition/opd"], tanda["dagster/partition/periode"]] = satu
    return hasil


def run_situs(alamat: str) -> list[dict]:
    semua = tanya(alamat, KEADAAN)["runsOrError"]["results"]
    return [satu for satu in semua if [a["path"] for a in satu["assetSelection"] or []] == [["situs"]]]


def paling_sekaligus(semua: list[dict]) -> int:
    """The most runs that were going on at one moment."""
    return max(sum(a["startTime"] <= b["startTime"] < a["endTime"] for a in semua) for b in semua)


def jalankan(alamat: str) -> list[str]:
    """A backfill of all partitions; what is not as it should be."""
    partisi = [*BAIK, GAGAL]
    kunci = [f"{opd}|{periode}" for opd, periode in partisi]
    jawab = tanya(alamat, LUNCURKAN, {"p": {"assetSelection": [{"path": ["laporan"]}], "partitionNames": kunci}})
    if "backfillId" not in jawab["launchPartitionBackfill"]:
        return [f"backfill ditolak: {jawab}"]
    with langkah("lima partisi"):
        akhir = {"SUCCESS", "FAILURE", "CANCELED"}

        def selesai() -> dict | None:
            semua = run_partisi(alamat)
            return semua if len(semua) == len(partisi) and {s["status"] for s in semua.values()} <= akhir else None

        semua = tunggu("semua partisi selesai", selesai)
    return list(_salah_run(semua))


def _salah_run(semua: dict[tuple[str, str], dict]) -> Iterator[str]:
    for pasangan in BAIK:
        if semua[pasangan]["status"] != "SUCCESS":
            yield f"{pasangan}: {semua[pasangan]['status']}"
    gagal = semua[GAGAL]
    pesan = " ".join(e["error"]["message"] for e in gagal["eventConnection"]["events"] if e.get("error"))
    print(f"sebab di Dagster: {pesan.strip()}")
    if gagal["status"] != "FAILURE" or "08_skenario-kota-2025-T4" not in pesan or "entah" not in pesan:
        yield f"yang harus gagal: {gagal['status']}, pesan {pesan!r}"
    sekaligus = paling_sekaligus(list(semua.values()))
    print(f"run sekaligus paling banyak: {sekaligus}")
    if sekaligus > 2:
        yield f"{sekaligus} run sekaligus, batasnya 2"


def salah_berkas(keluar: Path) -> Iterator[str]:
    for opd, periode in BAIK:
        dasar = keluar / periode / f"02_penilaian_opd-{opd}-{periode}"
        isi = json.loads(dasar.with_name(f"{dasar.name}.json").read_text("utf-8"))
        if isi["status"] != "selesai" or not dasar.with_name(f"{dasar.name}.html").is_file():
            yield f"{dasar.name}: {isi['status']}"
    isi = json.loads((keluar / GAGAL[1] / f"08_skenario-kota-{GAGAL[1]}.json").read_text("utf-8"))
    if isi["status"] != "gagal":
        yield f"{isi['id']}: {isi['status']}, seharusnya gagal"


def main(kerja: Path) -> int:
    kerja.mkdir(parents=True, exist_ok=True)
    with langkah("pasang"):
        program, bin_dagster = pasang(kerja)
    lingkungan = os.environ | siapkan(kerja) | {"PENILAIAN_PROGRAM": str(program)}
    pintu, berkas = pintu_bebas(), str(SINI / "definisi.py")
    alamat, keluar = f"http://127.0.0.1:{pintu}", Path(lingkungan["PENILAIAN_KELUAR"])
    server = [str(bin_dagster / "dagster-webserver"), "-f", berkas, "-h", "127.0.0.1", "-p", str(pintu)]
    with ExitStack() as semua:
        with langkah("server dan daemon hidup, partisi dikenal"):
            semua.enter_context(proses("server", server, lingkungan, kerja))
            daemon = [str(bin_dagster / "dagster-daemon"), "run", "-f", berkas]
            semua.enter_context(proses("daemon", daemon, lingkungan, kerja))
            tunggu("partisi dikenal", lambda: partisi_dikenal(alamat) == {"disdik", "dinkes", "kota"})
        salah = jalankan(alamat)
        with langkah("situs menyusul"):
            tunggu("situs ditulis", lambda: [s for s in run_situs(alamat) if s["status"] in ("SUCCESS", "FAILURE")])
        salah += [f"situs: {s['status']}" for s in run_situs(alamat) if s["status"] == "FAILURE"]
    salah += salah_berkas(keluar)
    if not (keluar / "indeks.html").is_file():
        salah.append("indeks.html tidak ditulis")
    print("\n".join(f"GAGAL: {satu}" for satu in salah) or "Orkestrator baik.")
    return 1 if salah else 0


def partisi_dikenal(alamat: str) -> set[str]:
    isi = tanya(
        alamat,
        "{ assetNodes(pipeline: null) { assetKey { path } partitionKeysByDimension { name partitionKeys } } }",
    )
    return {
        kunci
        for simpul in isi["assetNodes"]
        for dimensi in simpul["partitionKeysByDimension"]
        if dimensi["name"] == "opd"
        for kunci in dimensi["partitionKeys"]
    }


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))

"""The fields of the evaluation report."""

from penilaian.impor.ekinerja.medan import Medan

_KOSONG = "kolom itu di tabel pegawai tidak diisi dari berkas ini"
_TAK_PERLU = "tidak diperlukan"

MEDAN = (
    Medan("nip", (("pegawai", "nip"), ("penetapan", "nip")), perlu="wajib"),
    Medan("hasil_kerja", (("penetapan", "hasil_kerja"),), perlu="wajib"),
    Medan("perilaku_kerja", (("penetapan", "perilaku_kerja"),), perlu="wajib"),
    Medan("hasil_akhir", (("penetapan", "predikat"),), perlu="wajib"),
    Medan("nama", (("pegawai", "nama"),), perlu="penting", tanpanya=_KOSONG),
    Medan("jenis_pegawai", (("pegawai", "jenis"),), perlu="penting", tanpanya=_KOSONG),
    Medan("golru", (("pegawai", "golongan"),), alias=("golongan",)),
    Medan("skp_jabatan", (("pegawai", "jabatan"), ("pegawai", "jenjang")), "", ("jabatan",), "penting", _KOSONG),
    Medan("skp_jenis_jabatan", (("pegawai", "jenis_jabatan"),), "", ("jenis_jabatan",), "penting", _KOSONG),
    Medan("skp_unor", (("pegawai", "unit"),), "", ("unit", "unor"), "penting", _KOSONG),
    Medan("skp_unor_induk", (("pegawai", "kode_opd"),), "nama OPD menjadi kode", ("unor_induk",), "penting", _KOSONG),
    Medan("pegawai_atasan_nip", (("pegawai", "nip_penilai"),), perlu="penting", tanpanya=_KOSONG),
    Medan("pegawai_atasan_id", (("penetapan", "nip_penilai"),), "mengartikan pegawai_penilai_id"),
    Medan("pegawai_penilai_id", (("penetapan", "nip_penilai"),), "menjadi NIP melalui pegawai_atasan_id"),
    Medan("waktu_dinilai", (("penetapan", "waktu"),)),
    Medan(
        "is_skp_plt_plh_pjb",
        keterangan="baris selain 0 tidak dipakai",
        alias=("is_plt_plh",),
        perlu="penting",
        tanpanya="baris pelaksana tugas dan pelaksana harian tidak dapat dikenali",
    ),
    Medan("periode_akhir_skp", (("pegawai", "mutasi"),), "SKP terakhir dipakai bila NIP ganda", ("periode_akhir",)),
    Medan("periode_id", (("pegawai", "periode"), ("penetapan", "periode")), "diartikan dengan referensi periode"),
    Medan("tahun_skp", keterangan="dicocokkan dengan tahun periode"),
    Medan("id", keterangan="menggabungkan lembar", alias=("pegawai_id",)),
    *(
        Medan(nama, keterangan=_TAK_PERLU)
        for nama in (
            "skp_penilaian_id", "jenis", "periode_awal_skp", "skp_id", "skp_unor_id", "pegawai_atasan_nama",
            "pegawai_atasan_jabatan", "pegawai_atasan_unor_id", "pegawai_atasan_unor", "pegawai_atasan_golru",
            "created_at", "no",
        )
    ),
)  # fmt: skip

MEDAN_LEMBAR = tuple(satu for satu in MEDAN if satu.nama != "periode_id")
"""A sheet's period is its name's; an id column there says nothing more."""

IDENTITAS = tuple(
    satu
    for satu in MEDAN
    if satu.nama
    in {
        "nip", "nama", "jenis_pegawai", "golru", "skp_jabatan", "skp_jenis_jabatan", "skp_unor", "skp_unor_induk",
        "pegawai_atasan_nip", "pegawai_atasan_id",
    }
)  # fmt: skip
"""What may stand on one sheet only, and reaches the others by id."""

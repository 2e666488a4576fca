# Setiap sasaran menyiapkan sendiri yang ia perlukan; yang dibutuhkan hanya python3 (dengan pip) dan make.
PYTHON ?= python3
UV := .alat/uv/bin/uv

export UV_COMPILE_BYTECODE := 1
export UV_LINK_MODE := copy
export UV_PYTHON := $(PYTHON)
export UV_PYTHON_DOWNLOADS := never
unexport PYTHONDONTWRITEBYTECODE
unexport VIRTUAL_ENV

.PHONY: laporan uji uji-lengkap uji-bunuh uji-bunuh-rapat uji-orkestrator uji-spark pasang periksa-kode lab contoh segarkan laporan-contoh mutasi bersih

laporan: $(UV)  ## laporan contoh di reports/
	$(UV) sync --quiet --locked --inexact --extra laporan
	.venv/bin/penilaian jalan notebooks/rencana.yaml --keluar reports

uji: pasang periksa-kode  ## semua uji, termasuk keluaran tersimpan notebook
	.venv/bin/penilaian uji tests/kasus/*.yaml
	.venv/bin/pytest -n 2 --dist loadfile --no-loadscope-reorder --doctest-modules \
		--nbval --nbval-current-env --nbval-sanitize-with tests/nbval.cfg tests penilaian notebooks

uji-lengkap: pasang periksa-kode  ## semua uji, juga yang lambat dan pengulangan yang lebih banyak: sekitar dua kali lebih lama
	.venv/bin/penilaian uji tests/kasus/*.yaml
	PENILAIAN_HYPOTHESIS=lengkap .venv/bin/pytest -n 2 --dist loadfile --no-loadscope-reorder --doctest-modules \
		-m "lengkap or not lengkap" \
		--nbval --nbval-current-env --nbval-sanitize-with tests/nbval.cfg tests penilaian notebooks

periksa-kode: pasang
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy

pasang: $(UV)  ## lingkungan lengkap di .venv
	$(UV) sync --quiet --locked --all-extras --group uji

lab: $(UV)  ## JupyterLab untuk analis
	$(UV) sync --quiet --locked --inexact --extra lab
	.venv/bin/jupyter lab --notebook-dir notebooks

contoh: $(UV)  ## tulis ulang data contoh kecil
	$(UV) sync --quiet --locked --inexact
	.venv/bin/penilaian contoh --ke data/contoh --pegawai 300 --seed 2025

segarkan: $(UV)  ## tulis ulang keluaran tersimpan notebook
	$(UV) sync --quiet --locked --inexact --extra laporan
	.venv/bin/penilaian segarkan

laporan-contoh: $(UV)  ## tulis ulang satu laporan yang disimpan di git
	$(UV) sync --quiet --locked --inexact --extra laporan
	.venv/bin/penilaian jalan notebooks/rencana.yaml --keluar reports/contoh --ulang --hanya 02_penilaian_opd-dinkes-2025-T4

uji-bunuh: pasang  ## bunuh sebuah jalan 50 kali di saat acak, lalu lanjutkan: lama
	PENILAIAN_BUNUH=50 .venv/bin/pytest -s tests/jalan/test_tahan_mati.py -k dibunuh

uji-bunuh-rapat: pasang  ## bunuh penulis buku rapat 200 kali di saat acak: lama
	PENILAIAN_BUNUH_RAPAT=200 .venv/bin/pytest -s tests/rapat/test_bunuh.py

uji-orkestrator: $(UV)  ## Dagster sungguhan: pasang, jalankan partisi; lama, bukan bagian uji
	UV=$(abspath $(UV)) $(PYTHON) orkestrator/uji.py /tmp/uji-orkestrator

uji-spark: $(UV)  ## aturan yang sama di Spark: perlu Java; lama, bukan bagian uji
	$(UV) sync --quiet --locked --all-extras --group uji --group spark
	.venv/bin/pytest tests/nilai/test_besar.py -k spark

mutasi: $(UV)  ## uji mutasi aturan/ dan nilai/: lama, bukan bagian uji
	$(UV) sync --quiet --locked --all-extras --group uji --group mutasi
	PENILAIAN_HYPOTHESIS=mutasi .venv/bin/mutmut run --max-children 2
	.venv/bin/mutmut results

bersih:
	rm -rf mutants .venv .alat .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(UV):
	@$(PYTHON) -m pip --version > /dev/null 2>&1 || { \
		echo "pip untuk $(PYTHON) tidak ada. Di Debian: apt install python3-pip, lalu ulangi."; exit 2; }
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --target .alat/uv "uv>=0.9,<1"

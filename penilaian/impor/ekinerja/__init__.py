"""Exports of e-Kinerja BKN: the periods it evaluates, its SKP report and its evaluation report, as JSON or XLSX."""

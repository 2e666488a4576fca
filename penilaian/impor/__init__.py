"""Data from where it lives: e-Kinerja exports, official forms, databases, into the tables of the dictionary."""

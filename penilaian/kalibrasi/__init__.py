"""Calibration: patterns, rater effects, agreement, fairness, gaming."""

"""Who was right, how often, and what their words were worth: numbers that stand up to a statistician.

The views of `0006_scores.sql` say, for any SQLite tool, what each claim counts as and what it scores; this
package adds what SQL does poorly: resampled intervals, calibration and the parts of a score. Everything
here works on cells (`measures.Cell`): how many claims were given which probability and came out how.
"""

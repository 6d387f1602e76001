"""Norwegian as it is written: dates, times, numbers, spaces, labels, style rules. Imports `diagnostics` only."""

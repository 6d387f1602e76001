"""`python -m pipeline` is `saksgang`."""

from pipeline.cli.main import run

run()

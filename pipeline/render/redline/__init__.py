"""Two Word documents as one with tracked changes. `comparison` says in what order; docs/engineering/redline.md says why
it is our own, and how it is proved."""

from pipeline.render.redline.comparison import redline

__all__ = ["redline"]

"""Changes a command makes to a project: files written whole, sources spliced at one place with the rest untouched."""

"""Raw sources → records: references resolved across files, and the rules."""

from pipeline.link.project import link_project

__all__ = ["link_project"]

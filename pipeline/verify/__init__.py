"""The finished file, judged from its bytes alone: a sound package, an accessible document, and what it claims to be.

It runs in every build, so it reads each part once, without a tree; see `story` for how.
"""

from pipeline.verify.docx import verify, verify_docx
from pipeline.verify.expected import Expected

__all__ = ["Expected", "verify", "verify_docx"]

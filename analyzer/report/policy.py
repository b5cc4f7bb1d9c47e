"""What the pages' content security policies are made of."""

from __future__ import annotations

import base64
import hashlib


def hash_source(text: str) -> str:
    """A source expression for an inline style or script (CSP 3, "hash-source")."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

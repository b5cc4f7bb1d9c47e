"""What a published document says that no analysis can know: who speaks, under which names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from analyzer.errors import UsageError
from analyzer.findings import Transition

NOBODY = "https://niltrail.invalid"
"""The publisher's namespace where none is given: an address that cannot exist (RFC 2606, 2)."""
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:+-]*")


@dataclass(frozen=True, slots=True)
class Publication:
    """``id`` names the vulnerability and, in CSAF, the document; '' for one made from the repository and the rule. ``author`` publishes,
    in ``namespace``, an address of theirs. ``rule`` chooses one of several. ``tlp`` is a label of the Traffic Light Protocol, '' for none.
    ``transitions`` are those of a bisection, which knows the commits of branches without an affected release, too."""

    id: str = ""
    author: str = "niltrail"
    namespace: str = ""
    rule: str = ""
    tlp: str = ""
    transitions: tuple[Transition, ...] = field(default=())

    def __post_init__(self) -> None:
        """Raises:
        UsageError: the id is none.
        """
        if self.id and not _ID.fullmatch(self.id):
            raise UsageError(f"--id {self.id!r} is no id: letters, digits, '-', '_', '.', ':' and '+' only")


UNSAID = Publication()
"""Nothing is said of the publisher."""

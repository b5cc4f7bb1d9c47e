"""Where the lines of one tree stand in another, and which lines a change touched."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.errors import NiltrailError
from analyzer.git import Differing, Hunk, Repository, differing, hunks
from analyzer.places import Place

_NEAR = 40
"""Lines between a place and the change that is shown for it, at the most."""


class Edits:
    """What differs between two trees. Lines are looked up in a file when they are asked for.

    Raises:
        RepositoryError: the trees cannot be compared.
    """

    def __init__(self, repository: Repository, before: str, after: str) -> None:
        self._repository = repository
        self.paths: Sequence[Differing] = differing(repository, before, after)
        self._former = {one.former: one for one in self.paths if one.former}
        self._now = {one.path: one for one in self.paths if one.path}
        self._hunks: dict[Differing, list[Hunk] | None] = {}

    def stands(self, place: Place) -> Place | None:
        """Where an untouched line stands now; None for one that is gone or was edited."""
        edited = self._former.get(place.path)
        if edited is None:
            return place
        found = self._of(edited)
        if not edited.path or found is None:
            return None
        shift = 0
        for hunk in found:
            if hunk.count and hunk.first <= place.line < hunk.first + hunk.count:
                return None
            if hunk.first + max(hunk.count, 1) <= place.line:
                shift += hunk.length - hunk.count
        return Place(edited.path, place.line + shift, place.column)

    def forward(self, place: Place) -> Place | None:
        """Where a line stands now, or what stands where it was; None when its file is gone."""
        still = self.stands(place)
        edited = self._former.get(place.path)
        if still is not None or edited is None or not edited.path:
            return still
        for hunk in self._of(edited) or ():
            if hunk.first <= place.line < hunk.first + hunk.count:
                return Place(edited.path, self._line(edited, hunk, place.line - hunk.first))
        return Place(edited.path, 1)

    def touched(self, place: Place) -> bool:
        """Whether the change made a line of the new tree, or took away what stood before it."""
        return place.line in self._touched(place.path, place.line)

    def nearest(self, place: Place) -> Place | None:
        """The touched line of the same file that is nearest to a place, if it is near at all."""
        lines = self._touched(place.path, place.line)
        line = min(lines, key=lambda one: (abs(one - place.line), one), default=None)
        return Place(place.path, line) if line is not None and abs(line - place.line) <= _NEAR else None

    def _touched(self, path: str, line: int) -> list[int]:
        """Of each stretch of touched lines the one that is nearest to a line."""
        edited = self._now.get(path)
        if edited is None:
            return []
        found = self._of(edited)
        if not edited.former or found is None:
            return [line]
        return [
            min(max(line, hunk.now), hunk.now + hunk.length - 1) if hunk.length else self._line(edited, hunk, 0)
            for hunk in found
        ]

    def _line(self, edited: Differing, hunk: Hunk, offset: int) -> int:
        """The line for a line of a hunk; where nothing is left, the one that stands there now, which may be the file's last."""
        if hunk.length:
            return hunk.now + min(offset, hunk.length - 1)
        return max(1, min(hunk.now + 1, self._count(edited.after)))

    def _count(self, blob: str) -> int:
        try:
            content = self._repository.objects.blob(blob)
        except NiltrailError:
            return 1
        return content.count(b"\n") + (not content.endswith(b"\n"))

    def _of(self, edited: Differing) -> list[Hunk] | None:
        """A file's hunks; none for one that was only renamed, None for what is new, gone or no text."""
        if edited not in self._hunks:
            whole = not edited.former or not edited.path
            same = edited.before == edited.after
            self._hunks[edited] = (
                None if whole else [] if same else hunks(self._repository, edited.before, edited.after)
            )
        return self._hunks[edited]

"""Errors that stop a run. What analysis merely cannot see is a value, never one of these."""

from __future__ import annotations


class NiltrailError(Exception):
    """One line for the user: what is wrong and what to do.

    Attributes:
        exit_code: the process exit code (DESIGN: 2 usage, 3 analysis incomplete, 4 internal).
    """

    exit_code = 3


class UsageError(NiltrailError):
    """The user asked for something that cannot be: a wrong flag, tag, path, rule or URL."""

    exit_code = 2


class RepositoryError(NiltrailError):
    """The repository could not be opened, cloned or read at all."""


class RuleError(UsageError):
    """One or more mistakes in rule files, all of them, one a line as ``file:line: mistake``."""

"""The command."""


def main() -> None:
    """Not there yet."""

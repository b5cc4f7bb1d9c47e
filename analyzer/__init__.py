"""niltrail: finds Go calls that pass nothing where something was needed, and where that nothing hurts."""

__version__ = "0.1.0"

"""niltrail: finds Go calls that pass nothing where something was needed, and where that nothing hurts."""

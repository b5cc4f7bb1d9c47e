"""Where a nil goes: sites, an interpreter that follows the value, and the verdict on each site."""

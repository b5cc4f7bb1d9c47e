"""Rules are data: folders with a ``rule.toml`` are read into `Rule`, all mistakes of all files reported together.

`load` reads the shipped rules and more directories, `load_folders` exactly some folders, `examples` a rule's own tests.
"""

from analyzer.rules.deployment import Deployment, Releases, dotted, path_of
from analyzer.rules.examples import Example, examples
from analyzer.rules.load import Loaded, builtin_rules, load, load_folders, rule_folders
from analyzer.rules.model import Fallback, Pattern, Rule, Setting, Sink, Source
from analyzer.rules.schema import rule_schema

__all__ = [
    "Deployment",
    "Example",
    "Fallback",
    "Loaded",
    "Pattern",
    "Releases",
    "Rule",
    "Setting",
    "Sink",
    "Source",
    "builtin_rules",
    "dotted",
    "examples",
    "load",
    "load_folders",
    "path_of",
    "rule_folders",
    "rule_schema",
]

"""The mandatory tests of CSAF 2.0 (section 6.1) that a document of niltrail could fail. Each is named by its number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_PURL = re.compile(r"pkg:[a-z][a-z0-9.+-]*/[A-Za-z0-9._~%:/-]+@[A-Za-z0-9._~%:-]+(?:\?[a-z_]+=[A-Za-z0-9._~%:/-]+)?")
_GROUPS = (
    {"first_affected", "known_affected", "last_affected"},
    {"known_not_affected"},
    {"first_fixed", "fixed"},
    {"under_investigation"},
)


def broken(document: Any) -> list[str]:
    """The tests that a document fails, with what is wrong."""
    return [f"{number}: {what}" for number, what in _failures(document)]


def _failures(document: Any) -> Iterator[tuple[str, str]]:
    products = list(_products(document["product_tree"]["branches"]))
    ids = [product["product_id"] for product in products]
    if len(ids) != len(set(ids)):
        yield "6.1.2", "a product id is defined twice"
    for product in products:
        if not _PURL.fullmatch(product["product_identification_helper"]["purl"]):
            yield "6.1.13", f"no package URL: {product['product_identification_helper']['purl']}"
    tracking = document["document"]["tracking"]
    history = tracking["revision_history"]
    if [row["number"] for row in history] != [str(number + 1) for number in range(len(history))]:
        yield "6.1.21", "the revision history has a gap"
    if history != sorted(history, key=lambda row: row["date"]):
        yield "6.1.14", "the revision history is not in order"
    if history[-1]["number"] != tracking["version"]:
        yield "6.1.16", "the version is not the last of the revision history"
    if (
        history[-1]["date"] != tracking["current_release_date"]
        or history[0]["date"] != tracking["initial_release_date"]
    ):
        yield "6.1.14", "the dates are not those of the revision history"
    systems = [row["text"] for one in document["vulnerabilities"] for row in one["ids"]]
    if len(systems) != len(set(systems)):
        yield "6.1.23", "two vulnerabilities have one id"
    for one in document["vulnerabilities"]:
        yield from _vulnerability(one, set(ids))


def _vulnerability(one: Any, ids: set[str]) -> Iterator[tuple[str, str]]:
    status = {name: set(group) for name, group in one["product_status"].items()}
    lists = list(one["product_status"].values())
    sections = [row for name in ("flags", "threats", "remediations") for row in one.get(name, ())]
    used = set().union(*lists, *(row["product_ids"] for row in sections))
    if used - ids:
        yield "6.1.1", f"products that are not defined: {sorted(used - ids)}"
    if ids - set().union(*lists):
        yield "VEX", f"products without a status: {sorted(ids - set().union(*lists))}"
    groups = [set().union(*(status.get(name, set()) for name in names)) for names in _GROUPS]
    if sum(map(len, groups)) != len(set().union(*groups)):
        yield "6.1.6", "a product has contradicting statuses"
    if any(len(group) != len(set(group)) for group in [*lists, *(row["product_ids"] for row in sections)]):
        yield "6.1.22", "a list names a product twice"
    for row in sections:
        if not row["product_ids"]:
            yield "6.1.29", "a flag, threat or remediation is of no product"
    flagged = [id for row in one.get("flags", ()) for id in row["product_ids"]]
    if len(flagged) != len(set(flagged)):
        yield "6.1.32", "a product has two flags"
    told = {id for row in one.get("threats", ()) if row["category"] == "impact" for id in row["product_ids"]}
    if status.get("known_not_affected", set()) - (told | set(flagged)):
        yield "6.1.27.9", "an unaffected product has no impact statement"
    remedied = {id for row in one.get("remediations", ()) for id in row["product_ids"]}
    if status.get("known_affected", set()) - remedied:
        yield "6.1.27.10", "an affected product has no action statement"
    if not one.get("notes") or not one.get("ids"):
        yield "6.1.27", "a vulnerability has no notes or no id"


def _products(branches: Any) -> Iterator[Any]:
    for branch in branches:
        if "product" in branch:
            yield branch["product"]
        yield from _products(branch.get("branches", ()))

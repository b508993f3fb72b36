"""The JSON Schemas of what Derek writes, made from the records. `schemas/json/` holds them; a test keeps it current."""

from __future__ import annotations

import json
from typing import Any

from schemas.claim import Claim
from schemas.conflict import ConflictReport
from schemas.decision import Decision
from schemas.finding import Finding
from schemas.index import Index
from schemas.paper import Paper, Section
from schemas.quantity import FoundQuantity
from schemas.table import Table
from schemas.values import SCHEMA_VERSION, Record

SCHEMAS: dict[str, type[Record]] = {
    "claim": Claim,
    "conflicts": ConflictReport,
    "decision": Decision,
    "finding": Finding,
    "index": Index,
    "paper": Paper,
    "quantity": FoundQuantity,
    "section": Section,
    "table": Table,
}
"""Schema name → record, as in `derek schema NAME`."""


def json_schema(name: str) -> dict[str, Any]:
    """The schema of what is written: all fields are there, numbers are JSON numbers."""
    schema = SCHEMAS[name].model_json_schema(mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:derek:{name}:{SCHEMA_VERSION}",
        **schema,
    }


def schema_text(name: str) -> str:
    """The schema as the text of `schemas/json/<name>.schema.json`."""
    return json.dumps(json_schema(name), ensure_ascii=False, indent=2, sort_keys=True) + "\n"

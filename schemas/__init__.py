"""The records that Derek writes and others read (docs/records.md). Nothing here reads a paper."""

from schemas.claim import CellPlace, Citation, Claim, Kind, Lang, Location, Places, SectionKind, Status
from schemas.conflict import SEVERITIES, Conflict, ConflictReport, Group, Position, Reason, Severity, Spread
from schemas.decision import Action, Decided, Decision, DecisionReason, Evidence, Target
from schemas.finding import Check, Finding
from schemas.index import Index, IndexEntry
from schemas.paper import Coverage, Diagnostic, Metadata, Paper, Reference, Section, Source, Unread, UnreadReason
from schemas.quantity import AsOf, Bound, FoundQuantity, Period, Quantity
from schemas.table import Cell, Table
from schemas.values import SCHEMA_VERSION, Box, Interval, Number, Record, dump

__all__ = [
    "SCHEMA_VERSION", "SEVERITIES", "Action", "AsOf", "Bound", "Box", "Cell", "CellPlace", "Check", "Citation", "Claim",
    "Conflict", "ConflictReport", "Coverage", "Decided", "Decision", "DecisionReason", "Diagnostic", "Evidence",
    "Finding", "FoundQuantity", "Group", "Index", "IndexEntry", "Interval", "Kind", "Lang", "Location", "Metadata",
    "Number", "Paper", "Period", "Places", "Position", "Quantity", "Reason", "Record", "Reference", "Section",
    "SectionKind", "Severity", "Source", "Spread", "Status", "Table", "Target", "Unread", "UnreadReason", "dump",
]  # fmt: skip

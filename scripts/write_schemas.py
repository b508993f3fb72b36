"""Write schemas/json/*.schema.json anew. Run after a record has changed: python scripts/write_schemas.py"""

from pathlib import Path

from schemas.generation import SCHEMAS, schema_text

folder = Path(__file__).parent.parent / "schemas" / "json"
folder.mkdir(exist_ok=True)
for name in SCHEMAS:
    (folder / f"{name}.schema.json").write_text(schema_text(name), "utf-8")
for path in folder.glob("*.schema.json"):
    if path.name.removesuffix(".schema.json") not in SCHEMAS:
        path.unlink()

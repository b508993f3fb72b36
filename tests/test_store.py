"""The output folder: what is new or changed, files whole or not at all, runs that are cut off."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from pipeline.errors import BadOutput
from pipeline.export import frames
from pipeline.identifiers import paper_id
from pipeline.store import files
from pipeline.store.collection import Collection
from pipeline.store.comparison import Comparison
from pipeline.store.files import locked, write_whole
from pipeline.store.intake import Intake, Request
from pipeline.store.sources import find_files
from schemas import Index, IndexEntry

READER = "plain_reader:read"


class Folder:
    """Papers and an output folder beside them, and a run without Prefect."""

    def __init__(self, root: Path) -> None:
        self.papers, self.out = root / "papers", root / "out"
        self.papers.mkdir()

    def paper(self, name: str, text: str) -> Path:
        path = self.papers / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def run(self, *paths: Path, stop_after: int | None = None, force: bool = False, prune: bool = False) -> list[str]:
        """The names of the files that were read. With `stop_after`, the run is cut off after so many papers."""
        asked = tuple(str(path) for path in paths or (self.papers,))
        request = Request(paths=asked, out=str(self.out), force=force, prune=prune, password_env="PLAIN_PASSWORD")
        with locked(self.out):
            collection = Collection(self.out)
            with Intake(collection, request, reader=READER) as intake:
                plan = intake.plan()
                collection.begin(plan)
                for job in plan.jobs[:stop_after]:
                    intake.read(job)
            if stop_after is None:
                collection.compared()
                collection.finish(Comparison(), "<html>")
        return [job.file.path.name for job in plan.jobs[:stop_after]]

    def entries(self) -> dict[str, IndexEntry]:
        """Index entries by the name of their file."""
        index = Index.model_validate_json((self.out / "index.json").read_bytes())
        return {Path(entry.source.path).relative_to(self.papers).as_posix(): entry for entry in index.papers}

    def everything(self) -> dict[str, bytes]:
        """All files of the output by name; not what is private."""
        found = {p.relative_to(self.out).as_posix(): p for p in self.out.rglob("*") if p.is_file()}
        return {name: path.read_bytes() for name, path in found.items() if not name.startswith(files.PRIVATE)}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def test_the_folder_is_what_the_contract_says(folder: Folder) -> None:
    folder.paper("a.txt", "12 students")
    folder.paper("b.txt", "13 students, 5 teachers")
    folder.run()
    written = folder.everything()
    a, b = folder.entries()["a.txt"], folder.entries()["b.txt"]
    assert sorted(written) == sorted(
        ["index.json", "claims.jsonl", "conflicts.json", "report.html", "datapackage.json"]
        + [f"papers/{e.paper_id}.json" for e in (a, b)]
        + [f"tables/{e.paper_id}-t1.csv" for e in (a, b)]
    )
    assert (a.status, a.counts["claims"], b.counts["claims"]) == ("ok", 1, 2)
    assert [json.loads(line)["surface"] for line in written["claims.jsonl"].splitlines()] == ["12", "13", "5"]
    assert written[f"tables/{a.paper_id}-t1.csv"] == b'year,"a, ""quoted"" one"\n2019,1 200\n'


def test_what_is_unchanged_is_not_read_again(folder: Folder) -> None:
    folder.paper("a.txt", "12 students")
    assert folder.run() == ["a.txt"]
    before = folder.everything()
    assert folder.run() == []
    assert folder.everything() == before
    assert folder.run(force=True) == ["a.txt"]
    assert folder.everything() == before


def test_a_changed_file_replaces_its_old_version(folder: Folder) -> None:
    folder.paper("a.txt", "12 students")
    folder.paper("b.txt", "1 student")
    folder.run()
    folder.paper("a.txt", "14 students")
    assert folder.run() == ["a.txt"]
    assert sorted(folder.entries()) == ["a.txt", "b.txt"]
    assert b"12 students" not in b"".join(folder.everything().values())
    assert len(list((folder.out / "papers").iterdir())) == len(list((folder.out / "tables").iterdir())) == 2


def test_a_vanished_file_is_marked_until_it_is_pruned(folder: Folder) -> None:
    gone = folder.paper("a.txt", "12 students")
    folder.paper("b.txt", "1 student")
    folder.run()
    gone.unlink()
    assert folder.run() == []
    assert [folder.entries()[name].missing for name in ("a.txt", "b.txt")] == [True, False]
    assert b"12 students" in folder.everything()["claims.jsonl"]
    folder.paper("a.txt", "12 students")
    assert folder.run() == []
    assert not folder.entries()["a.txt"].missing
    gone.unlink()
    folder.run(prune=True)
    assert sorted(folder.entries()) == ["b.txt"]
    assert b"12 students" not in folder.everything()["claims.jsonl"]


def test_equal_bytes_are_one_paper_with_several_places(folder: Folder) -> None:
    folder.paper("a.txt", "12 students")
    copy = folder.paper("copy/b.txt", "12 students")
    assert folder.run() == ["a.txt"]
    assert folder.entries()["a.txt"].source.also_at == (str(copy),)
    copy.unlink()
    assert folder.run() == []
    assert folder.entries()["a.txt"].source.also_at == ()


def test_a_moved_file_stays_the_same_paper(folder: Folder) -> None:
    old = folder.paper("a.txt", "12 students")
    folder.run()
    identifier = folder.entries()["a.txt"].paper_id
    (folder.papers / "sub").mkdir()
    old.rename(folder.papers / "sub" / "a.txt")
    assert folder.run() == []
    assert folder.entries()["sub/a.txt"].paper_id == identifier
    stored = json.loads(folder.everything()[f"papers/{identifier}.json"])
    assert stored["source"]["path"].endswith("sub/a.txt")


def test_one_name_in_two_folders_is_two_papers(folder: Folder) -> None:
    folder.paper("x/a.txt", "12 students")
    folder.paper("y/a.txt", "13 students")
    assert folder.run() == ["a.txt", "a.txt"]
    assert len({entry.paper_id for entry in folder.entries().values()}) == 2


def test_papers_of_another_folder_are_added(folder: Folder) -> None:
    a, b = folder.paper("x/a.txt", "12 students"), folder.paper("y/b.txt", "13 students")
    folder.run(a.parent)
    assert folder.run(b.parent) == ["b.txt"]
    assert sorted(folder.entries()) == ["x/a.txt", "y/b.txt"]
    assert not any(entry.missing for entry in folder.entries().values())


def test_bad_papers_are_kept_as_failed_with_their_cause(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.paper("a.txt", "12 students")
    folder.paper("bad.txt", "bad")
    folder.paper("empty.txt", "")
    folder.paper("secret.txt", "secret 5")
    folder.run()
    failed = {name: e.diagnostics[0].code for name, e in folder.entries().items() if e.status == "failed"}
    assert failed == {"bad.txt": "unreadable", "empty.txt": "empty", "secret.txt": "encrypted"}
    assert len(list((folder.out / "papers").iterdir())) == 1
    assert folder.run() == ["empty.txt"]  # looked at only
    monkeypatch.setenv("PLAIN_PASSWORD", "open")
    assert "secret.txt" in folder.run()
    assert folder.entries()["secret.txt"].status == "ok"


def test_a_run_that_is_cut_off_goes_on_where_it_stopped(folder: Folder) -> None:
    for number in range(4):
        folder.paper(f"{number}.txt", f"{number} students")
    assert folder.run(stop_after=2) == ["0.txt", "1.txt"]
    journal = folder.out / files.PRIVATE / "journal.jsonl"
    journal.write_bytes(journal.read_bytes() + b'{"paper_id": "torn')
    (folder.out / "papers" / ".unfinished-1").write_text("half")
    assert folder.run() == ["2.txt", "3.txt"]
    assert not journal.exists()
    whole = folder.everything()
    shutil.rmtree(folder.out)
    folder.run()
    assert _without_time(folder.everything()) == _without_time(whole)


def test_a_damaged_paper_file_is_read_again(folder: Folder) -> None:
    folder.paper("a.txt", "12 students")
    folder.run()
    before = folder.everything()
    stored = next((folder.out / "papers").iterdir())
    stored.write_text('{"half": ')
    assert folder.run() == ["a.txt"]
    assert folder.everything() == before


def test_the_same_input_makes_the_same_bytes_wherever_it_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    for place in ("here", "elsewhere"):
        root = tmp_path / place
        root.mkdir()
        folder = Folder(root)
        folder.paper("a.txt", "12 students")
        folder.paper("b.txt", "13 students")
        monkeypatch.chdir(root)
        folder.out = Path("out")
        folder.run(Path("papers"))
        made.append(_without_time(folder.everything()))
    assert made[0] == made[1]
    assert str(tmp_path) not in b"".join(made[0].values()).decode()


def test_decisions_are_left_alone(folder: Folder) -> None:
    folder.paper("a.txt", "12 students")
    folder.run()
    (folder.out / "decisions.jsonl").write_text('{"id": "x"}\n')
    folder.paper("a.txt", "13 students")
    folder.run(prune=True)
    assert (folder.out / "decisions.jsonl").read_text() == '{"id": "x"}\n'


def test_forget_takes_a_paper_out(folder: Folder) -> None:
    folder.paper("a.txt", "12 students")
    folder.paper("b.txt", "13 students")
    folder.run()
    collection = Collection(folder.out)
    collection.forget(folder.entries()["a.txt"].paper_id)
    collection.compared()
    collection.finish(Comparison(), None)
    assert sorted(folder.entries()) == ["b.txt"]
    with pytest.raises(BadOutput, match="no paper"):
        collection.forget("nothing-00000000")


def test_hashes_and_sizes_stand_in_the_data_package(folder: Folder) -> None:
    folder.paper("a.txt", "12 students")
    folder.run()
    written = folder.everything()
    package = json.loads(written["datapackage.json"])
    assert {r["path"]: r["bytes"] for r in package["resources"]} == {
        name: len(data) for name, data in written.items() if name != "datapackage.json"
    }
    assert all(r["hash"].startswith("sha256:") for r in package["resources"])


def test_one_run_at_a_time(folder: Folder) -> None:
    with locked(folder.out), pytest.raises(BadOutput, match="another run"), locked(folder.out):
        pass


@pytest.mark.parametrize("name", ["index.json", "conflicts.json", "papers"])
def test_a_file_of_another_version_is_refused_with_a_sentence(folder: Folder, name: str) -> None:
    folder.paper("a.txt", "12 students")
    folder.run()
    path = next((folder.out / name).glob("*.json")) if name == "papers" else folder.out / name
    path.write_text(path.read_text("utf-8").replace('"schema_version": "1.', '"schema_version": "2.'), "utf-8")
    with pytest.raises(BadOutput, match=r"schema version 2\.\d, this Derek reads 1\."):
        frames(folder.out)


@pytest.mark.parametrize("content", ["{", "[]", '{"schema_version": "1.0", "papers": [{}]}'])
def test_a_foreign_index_is_not_overwritten(folder: Folder, content: str) -> None:
    folder.out.mkdir()
    (folder.out / "index.json").write_text(content)
    with pytest.raises(BadOutput, match=r"index\.json"):
        folder.run()
    assert (folder.out / "index.json").read_text() == content


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file.json"
    assert write_whole(path, "old")
    assert not write_whole(path, "old")

    def fail(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, "new")
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["file.json"]


def test_a_folder_is_searched_in_depth(tmp_path: Path) -> None:
    for name in ("a.PDF", "x/y/b.txt", "x/c.md", "x/README.md", "notes.docx", ".hidden/d.txt", "x/.e.txt", "out/f.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("text")
    found = find_files([tmp_path, tmp_path / "x", tmp_path / "x" / "README.md"], out=tmp_path / "out")
    assert [f.path.relative_to(tmp_path).as_posix() for f in found] == ["a.PDF", "x/README.md", "x/c.md", "x/y/b.txt"]


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("000_paper.txt", "000-paper"),
        ("Мақала №5 (жоба).pdf", "maqala-no5-zhoba"),
        ("Объём щедрых.pdf", "obem-shchedrykh"),
        ("../..pdf", "paper"),
        ("中文.pdf", "paper"),
        ("é" * 300 + ".txt", "e" * 60),
    ],
)
def test_paper_ids_are_safe_names(name: str, slug: str) -> None:
    assert paper_id(name, "0123456789abcdef") == f"{slug}-01234567"


def _without_time(written: dict[str, bytes]) -> dict[str, bytes]:
    package = json.loads(written["datapackage.json"])
    assert package.pop("created")
    return {**written, "datapackage.json": json.dumps(package).encode()}

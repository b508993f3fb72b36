"""Reads damaged PDFs and random texts until the time is up, and keeps what Derek could not bear.

Each input is made from a seed, so any of them can be made again: `scripts/fuzz.py --seed N --only KIND:NUMBER`. Read as
papers are, in child processes under limits. Borne means: a valid record, or an error that names its cause. A crash, a
time-out, a defect of our own or a broken record is not; its input is written to the folder. With --write FOLDER the
PDFs are written there and not read, for `derek run`; --pdfs FOLDER names others to damage than our samples.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
import time
import zlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from pipeline.errors import DerekError, OwnDefect, PaperTimedOut
from pipeline.reading.limits import Limits
from pipeline.reading.worker import WorkerPool
from schemas import Paper

ROOT = Path(__file__).resolve().parent.parent
LIMITS = Limits(wall_seconds=120, cpu_seconds=120, memory_bytes=2 << 30)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_NUMBER = re.compile(rb"(?<![\w.])\d+(?![\w.])")
_OBJECT = re.compile(rb"\d+ \d+ obj\b.*?\bendobj", re.DOTALL)
_REFERENCE = re.compile(rb"(\d+) 0 R\b")
_OFFSET = re.compile(rb"\d{10} \d{5} [nf]")
_NAME = re.compile(rb"/[A-Za-z]\w*")
_ODD_NUMBERS = (b"0", b"-1", b"1", b"255", b"65536", b"2147483648", b"99999999999999999999", b"1e400", b"0.0000001")
_ODD_WORDS = (
    b"<<", b">>", b"[", b"]", b"(", b")", b"<", b">", b"R", b"obj", b"endobj", b"stream", b"endstream", b"null",
    b"true", b"/Kids", b"/Parent", b"/Length", b"/Filter", b"/W", b"/ToUnicode", b"xref", b"trailer", b"startxref",
    b"BT", b"ET", b"Tj", b"TJ", b"Tf", b"Td", b"Tm", b"cm", b"q", b"Q", b"re", b"Do", b"BI", b"ID", b"EI", b"\x00",
)  # fmt: skip
_PIECES = (
    "61", "5,2", "1 200", "1,200.5", "0", "-3", "1e9", "9" * 40, "2019", "2015–2019", "1/2", "½", "²", "%", "‰", "п.п.",
    "млн", "тыс.", "мың", "миллион", "thousand", "billion", "USD", "тг", "₸", "twenty", "жиырма бес", "двадцать", "XIV",
    "students", "студентов", "студент", "жылы", "году", "in", "from", "to", "between", "and", "более", "шамамен",
    "about", "n =", "p <", "β", "SD", "(", ")", "[3]", "[1–7]", "«", "»", "\"", "—", "-", ":", ";", ".", ",", "…", "\t",
    "    ", "\n", "\n\n", "\f", "\r\n", "Table 1.", "Таблица 2 –", "1-кесте", "Abstract", "Введение", "Әдебиеттер",
    "References", "1. ", "• ", "|", "---", "+---+", "\x00", "\u00a0", "\u00ad", "\u200b", "\u202e", "\u0301", "\ufeff",
    "\ufffd", "😀", "ﬁ", "Ә", "ғ", "қ", "ң", "ө", "ұ", "ү", "һ", "і", "Oʻ", "á", "Qazaqstan", "Казахстан", "Russia",
    "Қытай", "https://x.y/z?1=2",
)  # fmt: skip
_ENCODINGS = ("utf-8", "utf-8", "utf-8", "utf-16", "utf-16-le", "cp1251", "koi8_r", "kz1048", "latin-1")


def damaged_pdf(chance: random.Random, seeds: list[bytes]) -> bytes:
    """A sample with some damage, in its bytes or inside one of its compressed streams."""
    data = chance.choice(seeds)
    for _ in range(chance.choice((1, 1, 2, 5))):
        data = chance.choice(_DAMAGES)(chance, data)
    return data


def _bytes_changed(chance: random.Random, data: bytes) -> bytes:
    out = bytearray(data)
    for _ in range(chance.choice((1, 3, 10, 100))):
        if out:
            out[chance.randrange(len(out))] = chance.randrange(256)
    return bytes(out)


def _numbers_changed(chance: random.Random, data: bytes) -> bytes:
    share = chance.choice((0.001, 0.01, 0.1))
    return _NUMBER.sub(lambda m: chance.choice(_ODD_NUMBERS) if chance.random() < share else m[0], data)


def _words_added(chance: random.Random, data: bytes) -> bytes:
    for _ in range(chance.choice((1, 3, 10))):
        at = chance.randrange(len(data) + 1)
        data = data[:at] + b" " + chance.choice(_ODD_WORDS) + b" " + data[at:]
    return data


def _block_moved(chance: random.Random, data: bytes) -> bytes:
    """A block cut out, doubled, or put somewhere else."""
    start = chance.randrange(len(data) + 1)
    end = min(len(data), start + chance.choice((1, 16, 256, 4096)))
    block, rest = data[start:end], data[:start] + data[end:]
    at = chance.randrange(len(rest) + 1)
    return chance.choice((rest, data[:end] + block + data[end:], rest[:at] + block + rest[at:], data[:start]))


def _inside_a_stream(chance: random.Random, data: bytes) -> bytes:
    """Unpack a stream, damage it, pack it again."""
    streams = list(_STREAM.finditer(data))
    if not streams:
        return data
    chosen = chance.choice(streams)
    try:
        plain = zlib.decompress(chosen[1])
    except zlib.error:
        return data
    damage = chance.choice((_bytes_changed, _numbers_changed, _words_added, _block_moved))
    return data[: chosen.start(1)] + zlib.compress(damage(chance, plain)) + data[chosen.end(1) :]


def _object_lost(chance: random.Random, data: bytes) -> bytes:
    """An object taken out, or put in the place of another."""
    objects = list(_OBJECT.finditer(data))
    if not objects:
        return data
    lost, other = chance.choice(objects), chance.choice(objects)
    instead = chance.choice((b"", b" " * len(lost[0]), other[0]))
    return data[: lost.start()] + instead + data[lost.end() :]


def _references_turned(chance: random.Random, data: bytes) -> bytes:
    """What one object names is another one, or the object itself, or nothing."""
    share, most = chance.choice((0.02, 0.2)), max((int(m[1]) for m in _REFERENCE.finditer(data)), default=1)
    return _REFERENCE.sub(
        lambda m: b"%d 0 R" % chance.randint(0, min(most, 10**6) + 2) if chance.random() < share else m[0], data
    )


def _offsets_shifted(chance: random.Random, data: bytes) -> bytes:
    """A table of references that points beside the objects, as after a transfer that changed line ends."""
    if chance.random() < 0.2:
        return data.replace(b"\r\n", b"\n") if b"\r\n" in data else data.replace(b"\n", b"\r\n")
    by = chance.choice((-1, 1, 7, 10**6))
    return _OFFSET.sub(lambda m: b"%010d" % max(0, int(m[0][:10]) + by) + m[0][10:], data)


def _names_swapped(chance: random.Random, data: bytes) -> bytes:
    """Names of the file in each other's place: a filter for a type, a font for a picture."""
    names = list(dict.fromkeys(_NAME.findall(data)))
    if len(names) < 2:
        return data
    one, other = chance.sample(names, 2)
    return re.sub(re.escape(one) + rb"\b", lambda m: other, data, count=chance.choice((0, 1, 5)))


def _end_lost(chance: random.Random, data: bytes) -> bytes:
    """A file of which the last part never came, or that begins with something else."""
    if chance.random() < 0.3:
        return chance.randbytes(chance.choice((1, 900, 2000))) + data
    return data[: int(len(data) * chance.random())]


_DAMAGES: tuple[Callable[[random.Random, bytes], bytes], ...] = (
    _bytes_changed, _numbers_changed, _words_added, _block_moved, _inside_a_stream, _object_lost, _references_turned,
    _offsets_shifted, _names_swapped, _end_lost,
)  # fmt: skip


def random_text(chance: random.Random, seeds: list[bytes]) -> bytes:
    """Words, numbers, signs and line ends in any order, in any encoding; or plain noise."""
    if chance.random() < 0.05:
        return chance.randbytes(chance.choice((1, 100, 5000)))
    some = chance.sample(_PIECES, chance.choice((2, 5, 20, 60)))
    text = "".join(
        chance.choice(some) + chance.choice(("", " ", " ", "\n")) for _ in range(chance.choice((5, 50, 500, 3000)))
    )
    return text.encode(chance.choice(_ENCODINGS), errors="replace")


KINDS: dict[str, tuple[str, Callable[[random.Random, list[bytes]], bytes]]] = {
    "pdf": (".pdf", damaged_pdf),
    "text": (".txt", random_text),
}


def outcome(pool: WorkerPool, path: Path) -> tuple[str, str]:
    """How the paper was borne, and what was wrong with that ("" for nothing)."""
    try:
        paper = Paper.model_validate_json(pool.read(path, ocr="never"))
    except (OwnDefect, PaperTimedOut) as error:
        return error.code, error.cause
    except DerekError as error:
        return error.code, error.cause if "crashed" in error.cause else ""
    except ValueError as error:
        return "broken record", " ".join(str(error).split())[:300]
    return "read", "; ".join(d.message for d in paper.diagnostics if d.code == "defect")


def write_damaged(folder: Path, seeds: list[bytes], *, seed: int, count: int) -> None:
    """So many damaged PDFs, each made anew from its number."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        chance = random.Random(f"{seed} pdf:{number}")
        (folder / f"odd-{seed}-{number:05}.pdf").write_bytes(damaged_pdf(chance, seeds))


def main() -> int:
    """Fuzz; exit code 1 when something was not borne."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", help="one input, KIND:NUMBER")
    parser.add_argument("--pdfs", type=Path, default=ROOT / "raw", help="the PDFs that are damaged")
    parser.add_argument("--write", type=Path, metavar="FOLDER", help="write --count damaged PDFs there, and read none")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument(
        "--keep", type=Path, default=Path(tempfile.gettempdir()) / "derek-fuzz", help="for what was not borne"
    )
    asked = parser.parse_args()
    seeds = [path.read_bytes() for path in sorted(asked.pdfs.rglob("*.pdf"))]
    if asked.write:
        write_damaged(asked.write, seeds, seed=asked.seed, count=asked.count)
        return 0
    end, number, counts, worst = time.monotonic() + asked.seconds, 0, Counter[str](), (0.0, "")
    found: set[str] = set()
    with tempfile.TemporaryDirectory() as folder, WorkerPool("pipeline.extraction:read_paper", limits=LIMITS) as pool:
        while time.monotonic() < end:
            names = [asked.only] if asked.only else [f"{kind}:{number}" for kind in KINDS]
            for name in names:
                suffix, make = KINDS[name.split(":")[0]]
                path = Path(folder) / f"paper{suffix}"
                path.write_bytes(make(random.Random(f"{asked.seed} {name}"), seeds))
                start = time.monotonic()
                how, wrong = outcome(pool, path)
                worst = max(worst, (time.monotonic() - start, name))
                counts[how] += 1
                if wrong and wrong not in found:
                    found.add(wrong)
                    asked.keep.mkdir(parents=True, exist_ok=True)
                    kept = asked.keep / f"{asked.seed}-{name.replace(':', '-')}{suffix}"
                    kept.write_bytes(path.read_bytes())
                    print(f"{name}: {how}: {wrong} ({kept})", flush=True)
            number += 1
            if asked.only:
                break
    shown = ", ".join(f"{count} {how}" for how, count in counts.most_common())
    print(f"seed {asked.seed}: {sum(counts.values())} inputs ({shown}); slowest {worst[0]:.1f} s ({worst[1]})")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

"""Papers that nobody wrote: any number of them, in three languages and three layouts, as PDF or as plain text.

Each says things about students, schools, hospitals and harvests of some place and year in sentences of our own. Most
papers agree on a figure; in one mention of fifty it is another, so that there is something to find.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import typst

LANGUAGES: Final = ("en", "ru", "kk")
DEVIATING: Final = 0.02
"""This share of the figures is another one than most papers say."""

_PLACES: Final = {
    "en": ("Russia", "China", "Turkey", "Germany", "Poland", "Czechia", "Hungary", "Malaysia"),
    "ru": ("России", "Китае", "Турции", "Германии", "Польше", "Чехии", "Венгрии", "Малайзии"),
    "kk": ("Ресейде", "Қытайда", "Түркияда", "Германияда", "Польшада", "Чехияда", "Венгрияда", "Малайзияда"),
}
_FIGURES: Final = {
    "en": (
        "In {year}, {n} students from Kazakhstan studied in {place}.",
        "The share of students from Kazakhstan in {place} was {share}% in {year}.",
        "In {year} there were {n} schools in Kazakhstan.",
        "Hospitals of Kazakhstan employed {n} nurses in {year}.",
    ),
    "ru": (
        "В {year} году в {place} обучались {n} студентов из Казахстана.",
        "Доля студентов из Казахстана в {place} составила в {year} году {share} %.",
        "В {year} году в Казахстане работали {n} школ.",
        "В {year} году в больницах Казахстана работали {n} медсестёр.",
    ),
    "kk": (
        "{year} жылы {place} Қазақстаннан {n} студент оқыды.",
        "{year} жылы {place} оқитын қазақстандық студенттердің үлесі {share} % болды.",
        "{year} жылы Қазақстанда {n} мектеп жұмыс істеді.",
        "{year} жылы Қазақстан ауруханаларында {n} мейірбике жұмыс істеді.",
    ),
}
"""What many papers speak of: few keys, many figures."""
_OWN: Final = {
    "en": "The {name} station counted {n} {thing} in {year}.",
    "ru": "Станция «{name}» насчитала в {year} году {n} {thing}.",
    "kk": "«{name}» бекеті {year} жылы {n} {thing} санады.",
}
"""What a paper says that few others speak of."""
_THINGS: Final = {
    "en": ("birds", "wells", "bridges", "letters", "maps", "lamps", "boats", "kilns"),
    "ru": ("птиц", "колодцев", "мостов", "писем", "карт", "ламп", "лодок", "печей"),
    "kk": ("құс", "құдық", "көпір", "хат", "карта", "шам", "қайық", "пеш"),
}
_COMMON: Final = 0.15
"""This share of the figures is on what many papers speak of."""
_PLAIN: Final = {
    "en": (
        "This is what the reports of the offices say, as far as they were published.",
        "We describe how the records were collected and why some of them had to be left out.",
        "The difference between regions is explained by distance, income and the language of teaching.",
        "Earlier work has looked at the question from the side of those who stay at home.",
        "It remains open whether the same holds for smaller towns and for those who return.",
    ),
    "ru": (
        "Об этом говорят отчёты ведомств в той мере, в какой они были опубликованы.",
        "Мы описываем, как собирались записи и почему часть из них пришлось исключить.",
        "Различия между регионами объясняются расстоянием, доходом и языком обучения.",
        "В более ранних работах вопрос рассматривался со стороны тех, кто остаётся дома.",
        "Остаётся открытым, верно ли это для малых городов и для тех, кто возвращается.",
    ),
    "kk": (
        "Бұл туралы мекемелердің жарияланған есептерінде айтылады.",
        "Біз жазбалардың қалай жиналғанын және олардың бір бөлігі неге алынып тасталғанын сипаттаймыз.",
        "Өңірлер арасындағы айырмашылық қашықтықпен, табыспен және оқыту тілімен түсіндіріледі.",
        "Бұрынғы еңбектерде мәселе үйде қалатындар тарапынан қарастырылған.",
        "Бұл шағын қалалар мен қайтып келетіндерге де қатысты ма, ол жағы ашық күйінде қалып отыр.",
    ),
}
_HEADINGS: Final = {
    "en": ("Introduction", "Data", "Results", "Discussion", "Conclusion"),
    "ru": ("Введение", "Данные", "Результаты", "Обсуждение", "Заключение"),
    "kk": ("Кіріспе", "Деректер", "Нәтижелер", "Талқылау", "Қорытынды"),
}
_TABLE: Final = {
    "en": ("Table {i}. Students from Kazakhstan by country", "Country"),
    "ru": ("Таблица {i}. Студенты из Казахстана по странам", "Страна"),
    "kk": ("{i}-кесте. Қазақстандық студенттер елдер бойынша", "Ел"),
}
_COUNTRIES: Final = {
    "en": _PLACES["en"],
    "ru": ("Россия", "Китай", "Турция", "Германия", "Польша", "Чехия", "Венгрия", "Малайзия"),
    "kk": ("Ресей", "Қытай", "Түркия", "Германия", "Польша", "Чехия", "Венгрия", "Малайзия"),
}
_LAYOUTS: Final = (
    '#set page("a4", margin: 25mm, columns: 2, header: [JOURNAL OF SYNTHETIC STUDIES])\n#set text(9pt)\n',
    '#set page("a4", margin: 25mm, numbering: "1")\n#set text(11pt)\n',
    "#set page(width: 148mm, height: 210mm, margin: 18mm)\n#set text(9.5pt)\n",
)
_SET: Final = '#set par(justify: true, first-line-indent: 1em)\n#set text(font: "Libertinus Serif", lang: "{lang}")\n'


def write_papers(folder: Path, count: int, *, suffix: str = ".pdf") -> Iterator[Path]:
    """Write so many papers into the folder and give their paths; those that are there already are left as they are."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        path = folder / f"paper-{number:05}-{LANGUAGES[number % 3]}{suffix}"
        if not path.exists():
            text = paper(number, markup=suffix == ".pdf")
            path.write_bytes(typst.compile(text.encode()) if suffix == ".pdf" else text.encode())
        yield path


def paper(number: int, *, markup: bool) -> str:
    """The text of one paper, the same at every call; with `markup` as Typst, which makes about five pages of it."""
    lang = LANGUAGES[number % 3]
    chance = random.Random(number)
    title = {"en": "On figures", "ru": "О числах", "kk": "Сандар туралы"}[lang] + f" {chance.choice('ABCDEFGH')}"
    parts = [f"= {title}" if markup else title]
    for place, heading in enumerate(_HEADINGS[lang]):
        parts += [f"== {heading}" if markup else f"\n{heading}", *(_paragraph(chance, lang) for _ in range(5))]
        if place in (1, 2):
            parts.append(_table(chance, lang, place, markup=markup))
    head = _LAYOUTS[number // 3 % 3] + _SET.format(lang=lang) if markup else ""
    return head + "\n\n".join(parts) + "\n"


def _paragraph(chance: random.Random, lang: str) -> str:
    said = [_figure(chance, lang)]
    said += [chance.choice(_PLAIN[lang]) for _ in range(6)]
    chance.shuffle(said)
    return " ".join(said)


def _figure(chance: random.Random, lang: str) -> str:
    kind, place, year = chance.randrange(4), chance.randrange(8), chance.randint(2010, 2020)
    name = "".join(chance.choice("БВГДЖЗКЛМНПРСТ") + chance.choice("аеоу") for _ in range(3))
    said, thing = (
        (_FIGURES[lang][kind], "") if chance.random() < _COMMON else (_OWN[lang], chance.choice(_THINGS[lang]))
    )
    true = 2_000 + (kind * 7919 + place * 104_729 * (kind < 2) + year * 31) % 60_000
    n = true if chance.random() > DEVIATING else true + chance.randint(200, 1_500)
    printed = f"{n:,}".replace(",", "," if lang == "en" else " ")
    share = f"{n % 800 / 10:.1f}".replace(".", "." if lang == "en" else ",")
    return said.format(year=year, n=printed, place=_PLACES[lang][place], share=share, name=name, thing=thing)


def _table(chance: random.Random, lang: str, number: int, *, markup: bool) -> str:
    caption, corner = _TABLE[lang]
    years = sorted(chance.sample(range(2010, 2021), 3))
    rows = [[corner, *map(str, years)]]
    for place, name in enumerate(_COUNTRIES[lang]):
        if chance.random() < _COMMON * 2:
            rows.append([name, *(str(2_000 + (place * 104_729 + year * 31) % 60_000) for year in years)])
    caption = caption.format(i=number)
    if not markup:
        return "\n".join([caption, *("\t".join(row) for row in rows)])
    cells = ", ".join(f"[{cell}]" for row in rows for cell in row)
    return f"{caption}\n\n#table(columns: 4, {cells})"

"""People who do not exist, for simulated classes: names from many countries, addresses at example.org.

people = invent(seed=7)
next(people).email        # the same for the same seed, and no two alike
"""

from __future__ import annotations

import itertools
import random
import unicodedata
from collections import Counter
from collections.abc import Iterator

from autograder.roster import Person

SECTIONS = ("Monday", "Tuesday", "Thursday")
_FIRST = (  # separated by spaces, as _LAST
    "Aaliyah Adrián Aiko Aisha Alejandra Amara Amélie Ananya Anders Anouk Ariel Arjun Astrid Ayşe Beatriz Bilal "
    "Björn Bronwyn Camille Carlos Chiara Chidi Daniel Daria Dmitri Ebony Eduardo Eirik Elif Emeka Emma Enzo Fatima "
    "Felix Freya Gabriela Giulia Grace Hannah Haruto Hugo Ibrahim Ines Ingrid Isabel Iwona Jasper Jing Jonas José "
    "Kavya Kofi Laila Lars Leila Liam Linh Lucía Małgorzata Marek Maya Mei Mateo Nadia Niamh Noor Oksana Olivia Omar "
    "Paweł Priya Rafael Ravi Rosa Sakura Samuel Sanne Sean Siobhán Sofia Søren Tariq Tereza Thandiwe Tomás Ulrike "
    "Valentina Viktor Wanjiru Wei Xiomara Yara Yusuf Zahra Zoë Łukasz"
)
_LAST = (
    "Abebe Achterberg Adeyemi Ahmed Almeida Andersson Ångström Bakker Banerjee Bauer Bergström Bianchi Boateng "
    "Castillo Chang Chen Costa Dąbrowski Delgado Demir Diallo Dubois Eriksen Fernández Fischer Fitzgerald García "
    "González Gruber Gupta Haddad Hansen Hoàng Horvat Ivanova Iyer Jansen Jiménez Kaya Kim Kowalska Kovács Kumar "
    "Lehtinen Lindqvist López MacLeod Mbeki Mensah Meyer Moreau Müller Murphy Nakamura Ndiaye Nguyen Nowak Nuñez "
    "Oduya O'Brien Okafor Olsen Ortega Östberg Papadopoulos Park Patel Pereira Petrov Popescu Quispe Rahman Ramírez "
    "Rossi Sato Schäfer Silva Singh Şahin Smirnova Suzuki Tanaka Tessema Tran Umar Vasquez Virtanen Wang Weber "
    "Williams Wójcik Yamamoto Yılmaz Zhang Ziegler"
)


def invent(seed: int) -> Iterator[Person]:
    """One person after the other, without end; how many are taken changes none of them.

    Their `student` is made of lower-case ASCII letters, a dot and, for namesakes, a number.
    """
    chance = random.Random(f"people {seed}")
    first_names, last_names = _FIRST.split(), _LAST.split()
    namesakes: Counter[str] = Counter()
    for number in itertools.count(20_001):
        first, last = chance.choice(first_names), chance.choice(last_names)
        account = f"{_ascii(first)}.{_ascii(last)}"
        namesakes[account] += 1
        account += str(namesakes[account]) if namesakes[account] > 1 else ""
        yield Person(
            student=account,
            name=f"{first} {last}",
            email=f"{account}@example.org",
            canvas_id=str(number),
            section=chance.choice(SECTIONS),
        )


def _ascii(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.translate(str.maketrans("łøŁØı", "loLOi")))
    return "".join(c for c in plain if c.isascii() and c.isalpha()).lower()

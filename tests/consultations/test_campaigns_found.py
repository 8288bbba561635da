"""Campaigns planted in real answers are found, and real people who merely agree are not taken for one."""

from __future__ import annotations

import gzip
import json
import time
from random import Random

import pytest

from ict4society.consultations.similarity import (
    Regrouping,
    Similar,
    jaccard,
    regroup,
    sentences,
    shared_sentences,
    shingles,
    similar_groups,
    typical,
    words,
)
from tests.data import DATA, needs_data

SIZES = (60, 25, 12, 5)
REAL = 3_000


@pytest.fixture(scope="module")
def real() -> list[str]:
    """Real answers in Catalan and Spanish, each once: what people copied among themselves is not planted by us."""
    seen: dict[frozenset[str], str] = {}
    with gzip.open(DATA / "discussion" / "comments.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            body = json.loads(line)["body"]
            if len(words(body)) >= 12 and "http" not in body:
                seen.setdefault(shingles(body), body)
    return list(seen.values())


def edited(letter: str, others: list[str], random: Random) -> str:
    """A letter as a participant of a campaign sends it: words replaced, a sentence left out, something of their own."""
    parts = sentences(letter)
    if len(parts) > 3 and random.random() < 0.3:
        parts.pop(random.randrange(len(parts)))
    kept = " ".join(parts).split(" ")
    changed = [word if random.random() > 0.03 else random.choice(random.choice(others).split()) for word in kept]
    own = random.choice([each for each in others[:400] if len(words(each)) < 25])
    return random.choice(["{letter}", "{own} {letter}", "{letter}\n{own}"]).format(letter=" ".join(changed), own=own)


@needs_data
def test_planted_campaigns_are_found_in_real_answers(real: list[str]) -> None:
    """Measured, not assumed: recall of the planted answers, precision of the groups that hold them."""
    random = Random(7)
    texts = dict(enumerate(random.sample(real, REAL)))
    letters = random.sample([text for text in real if 90 <= len(words(text)) <= 220], len(SIZES))
    planted: dict[int, set[int]] = {}
    for number, (letter, size) in enumerate(zip(letters, SIZES, strict=True)):
        keys = range(len(texts), len(texts) + size)
        planted[number] = set(keys)
        texts |= {key: edited(letter, real, random) for key in keys}
    began = time.process_time()
    groups = similar_groups(texts, Similar())
    seconds = time.process_time() - began

    all_planted = set().union(*planted.values())
    holding = [group for group in groups if group & all_planted]
    assert len(holding) == len(SIZES)  # each campaign is one group, and no two are mixed
    found = set().union(*holding)
    recall = len(found & all_planted) / len(all_planted)
    precision = len(found & all_planted) / len(found)
    assert recall >= 0.95
    assert precision >= 0.98
    assert seconds < 6


@needs_data
def test_hashing_finds_what_comparing_all_pairs_finds(real: list[str]) -> None:
    random = Random(11)
    letter = next(text for text in real if 100 <= len(words(text)) <= 200)
    texts = dict(enumerate([*random.sample(real, 150), *(edited(letter, real, random) for _ in range(40))]))
    sets = {key: shingles(text) for key, text in texts.items()}
    pairs = {(a, b) for a in sets for b in sets if a < b and jaccard(sets[a], sets[b]) >= 0.5}
    together = {key: group for group in similar_groups(texts, Similar(least_texts=2)) for key in group}
    missed = [pair for pair in pairs if pair[1] not in together.get(pair[0], ())]
    assert len(pairs) > 300
    assert len(missed) <= len(pairs) * 0.01


def test_short_and_few_answers_are_no_campaign() -> None:
    agreement = dict(enumerate(["I agree with this proposal."] * 50))
    assert similar_groups(agreement, Similar()) == []
    letter = "We ask that every data centre publish its use of water and of energy for each site and each year."
    assert similar_groups({1: letter, 2: letter}, Similar()) == []
    assert similar_groups({1: letter, 2: letter.upper(), 3: letter + " "}, Similar()) == [frozenset({1, 2, 3})]


def test_what_is_shared_and_what_each_says_besides() -> None:
    letter = "Publish water use for each site. Let an outsider check it! Fine those who do not."
    texts = {
        1: letter,
        2: letter + "\nMy village has no water in August.",
        3: "Publish water use, for each site. Let an outsider check it. I worked in such a place.",
    }
    shared = shared_sentences(texts)
    assert [" ".join(words(each)) for each in shared.sentences] == [
        "publish water use for each site",
        "let an outsider check it",
        "fine those who do not",
    ]
    assert shared.own == {2: ("My village has no water in August.",), 3: ("I worked in such a place.",)}
    assert typical(texts) in (1, 2)


def test_peoples_decisions_are_repeated_on_what_is_found_anew() -> None:
    found = [frozenset({1, 2, 3, 4}), frozenset({5, 6, 7})]
    split = Regrouping("split", frozenset({3, 4}))
    merge = Regrouping("merge", frozenset({1, 5}))
    assert set(regroup(found, [split])) == {frozenset({1, 2}), frozenset({3, 4}), frozenset({5, 6, 7})}
    assert set(regroup(found, [split, merge])) == {frozenset({3, 4}), frozenset({1, 2, 5, 6, 7})}
    assert regroup([frozenset({1, 2, 3, 4, 9}), frozenset({5, 6, 7})], [split, merge]) == regroup(
        [frozenset({1, 2, 3, 4, 9}), frozenset({5, 6, 7})], [split, merge]
    )

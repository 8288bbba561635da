"""Near-identical texts: found by MinHash, confirmed by the exact Jaccard index of their word shingles.

Candidates come from locality-sensitive hashing of MinHash signatures (A. Broder, "On the resemblance and containment of
documents", Compression and Complexity of Sequences 1997; J. Leskovec, A. Rajaraman, J. Ullman, "Mining of Massive
Datasets", chapter 3). Hashing only proposes pairs: two texts belong together when the exact Jaccard index of their
shingles reaches the threshold, and groups are the connected components of such pairs. Nothing here knows the database.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

SHINGLE = 3
"""Words in a shingle."""
PERMUTATIONS = 128
SEED = 1
"""Of the hash functions: the same texts always give the same groups."""
CANDIDATES = 0.75
"""The hashing looks for pairs down to this part of the threshold; the exact index decides."""
SHARED = 0.5
"""A sentence that this share of a group has belongs to its common text."""

_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+|\n+")

Key = TypeVar("Key", int, str)


@dataclass(frozen=True)
class Similar:
    """What counts as near-identical. Shown on the page beside every campaign."""

    threshold: float = 0.5
    """Jaccard index of the shingles of two texts, 0 to 1."""
    least_words: int = 12
    """Shorter texts are left alone: two people who write “I agree” run no campaign."""
    least_texts: int = 3
    """Fewer texts are no campaign."""


@dataclass(frozen=True)
class Shared:
    """The common sentences of a group of texts, and what each text says beyond them."""

    sentences: tuple[str, ...]
    own: dict[int, tuple[str, ...]]


def words(text: str) -> list[str]:
    """The words of a text as they are compared: without case, punctuation, accents as one character each (NFKC)."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def shingles(text: str) -> frozenset[str]:
    """The runs of three words; of a shorter text the whole."""
    found = words(text)
    if len(found) <= SHINGLE:
        return frozenset([" ".join(found)]) if found else frozenset()
    return frozenset(" ".join(found[at : at + SHINGLE]) for at in range(len(found) - SHINGLE + 1))


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """|A ∩ B| / |A ∪ B|; 0 for two empty sets."""
    together = len(one | other)
    return len(one & other) / together if together else 0.0


def similar_groups(texts: Mapping[int, str], similar: Similar) -> list[frozenset[int]]:
    """The groups of near-identical texts, largest first; each with at least ``similar.least_texts`` texts.

    Deterministic. Identical texts are compared once, so ten thousand copies of one letter cost as much as one.
    """
    copies: dict[frozenset[str], list[int]] = defaultdict(list)
    for key in sorted(texts):
        if len(words(texts[key])) >= similar.least_words:
            copies[shingles(texts[key])].append(key)
    sets = list(copies)
    groups: dict[int, list[int]] = defaultdict(list)
    for index, root in enumerate(_components(sets, similar.threshold)):
        groups[root] += copies[sets[index]]
    found = [frozenset(keys) for keys in groups.values() if len(keys) >= similar.least_texts]
    return sorted(found, key=lambda keys: (-len(keys), min(keys)))


def _components(sets: Sequence[frozenset[str]], threshold: float) -> list[int]:
    """For each set the root of its connected component."""
    roots = list(range(len(sets)))

    def root(index: int) -> int:
        while roots[index] != index:
            roots[index] = roots[roots[index]]
            index = roots[index]
        return index

    for index, candidates in enumerate(_candidates(sets, threshold)):
        for other in candidates:
            mine, theirs = root(index), root(other)
            if mine != theirs and jaccard(sets[index], sets[other]) >= threshold:
                roots[max(mine, theirs)] = min(mine, theirs)
    return [root(index) for index in range(len(sets))]


def _candidates(sets: Sequence[frozenset[str]], threshold: float) -> Iterable[list[int]]:
    """For each set the earlier ones that may be near it. Recall is favoured: false candidates are refused later."""
    from datasketch import MinHash, MinHashLSH  # type: ignore[import-untyped]

    index = MinHashLSH(threshold=max(0.1, threshold * CANDIDATES), num_perm=PERMUTATIONS, weights=(0.2, 0.8))
    hashes = MinHash.generator(
        ([shingle.encode() for shingle in each] for each in sets), num_perm=PERMUTATIONS, seed=SEED
    )
    for number, signature in enumerate(hashes):
        yield sorted(index.query(signature))
        index.insert(number, signature, check_duplication=False)


def sentences(text: str) -> list[str]:
    """The sentences of a text, in their order, as they stand."""
    return [part.strip() for part in _SENTENCE.split(text) if part and _WORD.search(part)]


def shared_sentences(texts: Mapping[int, str]) -> Shared:
    """What at least half of the texts say, in the order of the text that says most of it; and what each says besides.

    Sentences are the same when their words are. The wording shown is the one that most texts use.
    """
    spelled: dict[str, Counter[str]] = defaultdict(Counter)
    having: Counter[str] = Counter()
    split = {key: [(" ".join(words(each)), each) for each in sentences(text)] for key, text in texts.items()}
    for parts in split.values():
        having.update({same for same, _ in parts})
        for same, as_written in parts:
            spelled[same][as_written] += 1
    common = {same for same, count in having.items() if count >= max(2, SHARED * len(texts))}
    order: list[str] = []
    fullest = sorted(split, key=lambda key: (-len({same for same, _ in split[key]} & common), key))
    for key in fullest:
        order += [same for same, _ in split[key] if same in common and same not in order]
    own = {key: tuple(each for same, each in parts if same not in common) for key, parts in split.items()}
    shown = tuple(min(spelled[same], key=lambda each: (-spelled[same][each], each)) for same in order)
    return Shared(sentences=shown, own={key: extra for key, extra in own.items() if extra})


def typical(texts: Mapping[int, str]) -> int:
    """The key of the text that shares most with all others: it stands for the group (its medoid; ties: lowest key)."""
    counts: Counter[str] = Counter()
    sets = {key: shingles(text) for key, text in texts.items()}
    for each in sets.values():
        counts.update(each)
    return max(sets, key=lambda key: (sum(counts[one] for one in sets[key]) / (len(sets[key]) or 1), -key))


@dataclass(frozen=True)
class Regrouping:
    """What a person decided about groups, kept so that computing them anew repeats it."""

    kind: str
    """``merge`` or ``split``."""
    keys: frozenset[int]
    """merge: texts of all groups that belong together. split: the texts that are taken out of their groups."""


def regroup(groups: Iterable[frozenset[int]], decisions: Sequence[Regrouping]) -> list[frozenset[int]]:
    """Apply people's decisions in their order to the groups that were found; keys in no group stand alone."""
    found = list(groups)
    for decision in decisions:
        if decision.kind == "merge":
            touched = [group for group in found if group & decision.keys]
            rest = [group for group in found if not group & decision.keys]
            found = [*rest, decision.keys.union(*touched)]
        else:
            divided = [part for group in found for part in (group - decision.keys, group & decision.keys) if part]
            found = divided
    return sorted(found, key=lambda keys: (-len(keys), min(keys)))

"""Build ``pipeline/data/swaps/listed_swaps.tsv`` from the two pair lists; run by hand, never by the program.

Every spun form is counted in clean text, so that each row carries its evidence. A row is ``fix`` only if nothing
speaks against it: the pair list calls it mangled, the reviewed decisions leave it, the repair changes no negation,
number or drug, and clean text holds it once at most.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from pipeline.training.corpus import (
    TOKEN,
    PhraseTrie,
    fold,
    per_million,
    read_table,
    read_texts,
    tokens,
    word_count,
    write_table,
)

COLUMNS = ("spun", "original", "action", "requires", "clean_per_million", "source")

GATE_RATE = 20.0
"""Occurrences per million clean words above which an unconditional form says nothing outside a spun document."""

FIXES = frozenset({"fix", "fix_in_spun"})
"""The actions that repair; the second, which comes later in the alphabet, only in a document that is gated spun."""

_LONGEST_CHAIN = 5
"""Repairs of repairs that are followed."""

NATURAL_COUNT = 1
"""A mangled form that stands in clean text more often than this is no sure repair."""

LOWER_SHARE = 0.1
"""A word written in lower case in less than this share of its uses is a name and keeps its capital."""

Row = Mapping[str, str]


@dataclass(frozen=True)
class Swap:
    """One spun form with its originals, best first."""

    spun: str
    originals: tuple[str, ...]
    action: str
    requires: str
    source: str


@dataclass(frozen=True)
class Evidence:
    """What clean text says: counts of the spun forms, words read, and names (lower-cased word -> its usual form)."""

    counts: Counter[str]
    words: int
    names: Mapping[str, str]


def web_swaps(rows: Iterable[Row]) -> dict[str, Swap]:
    """The web spinner's pairs: a mangled form starts as ``fix``, any other as ``suggest``."""
    action = {"mangled": "fix", "context": "suggest"}
    return merged(
        Swap(fold(row["spun"]), (row["original"],), action[row["note"]], "", "web-spinner-pairs") for row in rows
    )


def tortured_swaps(rows: Iterable[Row]) -> dict[str, Swap]:
    """The health rows of the tortured phrases, all ``suggest``, their conditions kept."""
    found = []
    for row in rows:
        if row["health"] == "1":
            spun, originals = fold(row["spun"]).strip(" \"'"), readable_originals(row["original"])
            found.append(Swap(spun, originals, "suggest", row["requires"].lower(), "pps"))
    return merged(swap for swap in found if swap.originals)


def readable_originals(original: str) -> tuple[str, ...]:
    """The replacements that an entry of the tortured phrases names, without its glosses, markers and quotes."""
    text = re.sub(r"\([^()]*\)|\.\.\.|[][\\\"]", " ", original)
    parts = [" ".join(part.strip(" “”").split()) for part in re.split(r" / | or (?=“)", text)]
    return tuple(form for part in parts for form in slash_forms(part) if form and not re.search(r"[()=]", form))


def slash_forms(text: str) -> tuple[str, ...]:
    """``infected/affected people`` as two phrases; any other text as it stands."""
    pair = re.search(r"(?<!\S)([a-z]+)/([a-z]+)(?!\S)", text)
    return tuple(text.replace(pair.group(), word) for word in pair.groups()) if pair else (text,)


def merged(swaps: Iterable[Swap]) -> dict[str, Swap]:
    """One swap per spun form; originals of later ones are appended, the first action and source stand."""
    table: dict[str, Swap] = {}
    for swap in swaps:
        known = table.setdefault(swap.spun, swap)
        originals = tuple(dict.fromkeys(known.originals + swap.originals))
        table[swap.spun] = replace(known, originals=originals)
    return table


def clean_evidence(swaps: Iterable[Swap], corpus: Path) -> Evidence:
    """Count the spun forms in the corpus, and learn there which words of the originals are names."""
    swaps = list(swaps)
    trie = PhraseTrie(swap.spun for swap in swaps)
    wanted = {word.lower() for swap in swaps for original in swap.originals for word in TOKEN.findall(original)}
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    counts: Counter[str] = Counter()
    words = 0
    for text in read_texts(corpus):
        text_tokens = tokens(text)
        counts.update(trie.count(text_tokens))
        words += word_count(text_tokens)
        for word in TOKEN.findall(text):
            if word.lower() in wanted:
                forms[word.lower()][word] += 1
    names = {key: found.most_common(1)[0][0] for key, found in forms.items() if is_name(key, found)}
    return Evidence(counts, words, names)


def is_name(word: str, forms: Counter[str]) -> bool:
    """Whether clean text hardly ever writes the word in lower case."""
    return forms[word] < LOWER_SHARE * forms.total()


def cased(original: str, names: Mapping[str, str], organizations: Mapping[str, str]) -> str:
    """The original in lower case, but for names: the case of a repair comes from the text it replaces."""
    if original.lower() in organizations:
        return organizations[original.lower()]

    def word_case(match: re.Match[str]) -> str:
        word = match.group()
        inner_capital = re.search(r"[^-][A-Z]", word)
        return word if inner_capital else names.get(word.lower(), word.lower())

    return TOKEN.sub(word_case, original)


def guarded_words(terms: Path) -> frozenset[str]:
    """Negations, number words and names of single drugs; a class of drugs ("painkillers") may be reworded."""
    words = {row["word"] for name in ("negations", "number_words") for row in read_table(terms / f"{name}.tsv")}
    return frozenset(words | {row["name"] for row in read_table(terms / "drugs.tsv") if row["kind"] != "class"})


def changes_meaning(swap: Swap, guarded: frozenset[str]) -> bool:
    """Whether the best original adds or loses a negation, a number or a drug name."""

    def kept(text: str) -> Counter[str]:
        return Counter(token for token in tokens(text) if token in guarded or token.isdigit())

    return kept(swap.spun) != kept(swap.originals[0])


def reviewed(swap: Swap, decisions: Mapping[str, Row]) -> Swap:
    """The swap with the action, and the originals, that the review gave it."""
    if swap.spun not in decisions:
        return swap
    row = decisions[swap.spun]
    originals = tuple(row["original"].split("|")) if row["original"] else swap.originals
    return replace(swap, action=row["action"], originals=originals)


def decided(swap: Swap, evidence: Evidence, guarded: frozenset[str]) -> str:
    """The action of a swap after review, if the counts allow it."""
    action = swap.action
    count = evidence.counts[swap.spun]
    if action in FIXES and (count > NATURAL_COUNT or changes_meaning(swap, guarded)):
        action = "suggest"
    if action == "suggest" and not swap.requires and 1_000_000 * count > GATE_RATE * evidence.words:
        action = "gate"
    return action


def without_chains(rows: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """The originals of each spun form, those that hold a spun form of another row with what that row puts there.

    A repair ends at the end of such a chain, so that a second run has nothing to repair in it.

    Args:
        rows: the originals by their spun forms, best first.

    Raises:
        ValueError: a chain leads back to where it began.
    """
    longest_first = sorted(rows, key=lambda spun: (-len(spun), spun))
    forms = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE)

    def ended(original: str) -> str:
        for _ in range(_LONGEST_CHAIN):
            further = forms.sub(lambda found: rows[found[0].lower()][0], original)
            if further == original:
                return original
            original = further
        raise ValueError(f"the repairs of {original!r} lead to each other")

    return {spun: tuple(dict.fromkeys(map(ended, originals))) for spun, originals in rows.items()}


def composed(swaps: Sequence[Swap]) -> list[Swap]:
    """Further spun forms: repairs of several words in which a spinner swapped what another repair puts there.

    "heart assault" is mended to "heart attack", and "coronary heart attack" to "heart attack"; without a row for
    "coronary heart assault" the second repair would wait for a second run. Of each repair the best original counts, if
    it has more words than one: "and" and "skin" stand in too many forms.

    Args:
        swaps: all rows of the table, with their actions.
    """
    repairs = [swap for swap in swaps if swap.action in FIXES]
    listed = {swap.spun for swap in swaps}
    found: dict[str, Swap] = {}
    for inner in repairs:
        original = inner.originals[0].lower()
        standing = re.compile(rf"(?<![\w-]){re.escape(original)}(?![\w-])")
        for outer in repairs if " " in original else ():
            spun = standing.sub(inner.spun, outer.spun)
            words = spun.split()
            is_new = spun not in listed and inner.spun not in outer.spun
            if is_new and not any(one == other for one, other in pairwise(words)):
                found.setdefault(spun, replace(outer, spun=spun, action=max(inner.action, outer.action)))
    return list(found.values())


def report(rows: Iterable[Row], swaps: Mapping[str, Swap], decisions: Mapping[str, Row]) -> None:
    """Print how many rows each action has, and which mangled forms were demoted by rule rather than by review."""
    rows = list(rows)
    for (source, action), count in sorted(Counter((row["source"], row["action"]) for row in rows).items()):
        print(f"{source}\t{action}\t{count}")
    demoted = [row for row in rows if swaps[row["spun"]].action == "fix" and row["action"] not in FIXES]
    by_rule = [row["spun"] for row in demoted if row["spun"] not in decisions]
    print(f"demoted: {len(demoted)}, of these by rule: {len(by_rule)} {by_rule}")


def as_rows(swaps: Iterable[Swap], evidence: Evidence, guarded: frozenset[str]) -> list[Row]:
    """The rows of the table for swaps, with what clean text says of them."""
    rows: list[Row] = []
    for swap in swaps:
        rate, action = per_million(evidence.counts[swap.spun], evidence.words), decided(swap, evidence, guarded)
        cells = (swap.spun, "|".join(swap.originals), action, swap.requires, rate, swap.source)
        rows.append(dict(zip(COLUMNS, cells, strict=True)))
    return rows


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=Path, required=True, help="web_spinner_pairs.tsv")
    parser.add_argument("--tortured", type=Path, required=True, help="tortured_phrases.tsv")
    parser.add_argument("--corpus", type=Path, required=True, help="clean text, gzipped JSON lines")
    parser.add_argument("--terms", type=Path, default=Path("pipeline/data/terms"))
    parser.add_argument("--decisions", type=Path, default=Path("pipeline/training/swap_tables/swap_decisions.tsv"))
    parser.add_argument("--out", type=Path, default=Path("pipeline/data/swaps/listed_swaps.tsv"))
    return parser.parse_args()


def main() -> None:
    """Read, count, decide, write."""
    options = arguments()
    # A form that both lists hold keeps the row of the web spinner, whose sense was read in health articles.
    swaps = tortured_swaps(read_table(options.tortured)) | web_swaps(read_table(options.pairs))
    decisions = {row["spun"]: row for row in read_table(options.decisions)}
    evidence = clean_evidence(swaps.values(), options.corpus)
    organizations = {row["name"].lower(): row["name"] for row in read_table(options.terms / "organizations.tsv")}
    guarded = guarded_words(options.terms)
    kept: dict[str, Swap] = {}
    for swap in (reviewed(swap, decisions) for swap in swaps.values()):
        originals = dict.fromkeys(cased(original, evidence.names, organizations) for original in swap.originals)
        originals.pop(swap.spun, None)
        if swap.action != "drop" and originals:
            kept[swap.spun] = replace(swap, originals=tuple(originals))
    ends = without_chains({spun: swap.originals for spun, swap in kept.items()})
    table = [replace(swap, originals=ends[spun]) for spun, swap in kept.items()]
    acting = [replace(swap, action=decided(swap, evidence, guarded)) for swap in table]
    further = composed(acting)
    rows = as_rows(table, evidence, guarded) + as_rows(further, clean_evidence(further, options.corpus), guarded)
    write_table(options.out, COLUMNS, rows)
    report(rows, swaps | {swap.spun: swap for swap in further}, decisions)


if __name__ == "__main__":
    main()

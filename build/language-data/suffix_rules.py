#!/usr/bin/env python3
"""Learns from Morfologik's dictionary which lemma a Polish word has that is in no dictionary, by its folded ending.

usage: suffix_rules.py PL_DICT OUT [--held-out PL_50K]
  PL_DICT     pl.dict of Morfologik 2.0 PoliMorf (BSD-2)
  OUT         suffix-rules-pl.txt of FaqBot.Language
  --held-out  learns without a twentieth of the lemmas and prints how well the rules tell which frequent forms of those belong together

A rule is an ending, how many letters to cut and what to append. The longest ending that fits decides, so a longer one is kept only where it
sets right words that weigh at least GAIN_MIN and that the next shorter one gets wrong.
"""
import sys
import zlib
from collections import Counter, defaultdict
from itertools import combinations

from folding import fold, write_table
from pl_dict import Automaton

# One lemma in so many is learned from, and one in so many of all is held out.
SAMPLE = 4
HELD_OUT = 20
SUFFIX_LENGTH_MAX = 7
STEM_LENGTH_MIN = 2
GAIN_MIN = 10
# How much a form counts: new words are nouns rather than verbs, though a verb has many more forms.
WORD_CLASSES = {"subst": 2, "adj": 1, "verb": 1, "ger": 1, "ppas": 1, "pact": 1, "adv": 1, "pcon": 1}


def bucket(lemma, size):
    return zlib.crc32(lemma.encode()) % size


def examples_of(dictionary):
    """(folded form, folded lemma, weight)"""
    for form, lemma, tags in Automaton(dictionary).entries():
        weight = WORD_CLASSES.get(tags.split(":")[0])
        if weight and ":neg" not in tags and form.isalpha() and lemma.isalpha() and bucket(lemma := fold(lemma), SAMPLE) == 0:
            yield fold(form), lemma, weight


def change(form, lemma):
    shared = 0
    while shared < min(len(form), len(lemma)) and form[shared] == lemma[shared]:
        shared += 1
    return (len(form) - shared, lemma[shared:]) if shared >= STEM_LENGTH_MIN else None


def learn(examples):
    rules, inherited = {}, {"": (0, "")}
    for length in range(1, SUFFIX_LENGTH_MAX + 1):
        counts = defaultdict(Counter)
        for form, lemma, weight in examples:
            if len(form) - length >= STEM_LENGTH_MIN and form[len(form) - length + 1:] in inherited and (found := change(form, lemma)):
                counts[form[len(form) - length:]][found] += weight
        following = {}
        for suffix, changes in counts.items():
            best, count = min(changes.items(), key=lambda item: (-item[1], item[0]))
            parent = inherited[suffix[1:]]
            if best[0] <= length and count - changes[parent] >= GAIN_MIN:
                rules[suffix] = parent = best
            if sum(changes.values()) - changes[parent] >= GAIN_MIN:
                following[suffix] = parent
        inherited = following
    return rules


def applied(rules, form):
    for length in range(min(SUFFIX_LENGTH_MAX, len(form) - STEM_LENGTH_MIN), 0, -1):
        if rule := rules.get(form[len(form) - length:]):
            return form[:len(form) - rule[0]] + rule[1]
    return form


def score(keys, lemmas):
    """Precision, recall and F1 of pairs of forms."""
    def joined(groups):
        by = defaultdict(set)
        for form, values in groups.items():
            for value in values:
                by[value].add(form)
        return {pair for forms in by.values() for pair in combinations(sorted(forms), 2)}
    found, right = joined(keys), joined(lemmas)
    precision, recall = len(found & right) / len(found), len(found & right) / len(right)
    return precision, recall, 2 * precision * recall / (precision + recall)


def main(dictionary, out, option=None, frequencies=None):
    every = sorted(set(examples_of(dictionary)))
    if option == "--held-out":
        with open(frequencies, encoding="utf-8") as file:
            frequent = {fold(line.split()[0]) for line in file}
        rules = learn([pair for pair in every if bucket(pair[1], HELD_OUT)])
        lemmas = defaultdict(set)
        for form, lemma, _ in every:
            if form in frequent and not bucket(lemma, HELD_OUT):
                lemmas[form].add(lemma)
        print("rules: %d, forms: %d, precision %.3f, recall %.3f, F1 %.3f" % (len(rules), len(lemmas), *score({form: {applied(rules, form)} for form in lemmas}, lemmas)))
        return
    rules = learn(every)
    write_table(out, ["Endings of folded Polish words: letters to cut and what to append for the lemma. Learned from Morfologik's dictionary. See NOTICE.md."],
                ((suffix, f"{cut} {append}") for suffix, (cut, append) in rules.items()))


if __name__ == "__main__":
    main(*sys.argv[1:])

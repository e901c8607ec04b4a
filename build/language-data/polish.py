#!/usr/bin/env python3
"""Derives the Polish tables of FaqBot.Language from Morfologik's dictionary and counted words.

usage: polish.py PL_DICT PL_50K WPOLISH SUPPLEMENT OUT_DIR
  PL_DICT   pl.dict of Morfologik 2.0 PoliMorf (BSD-2)
  PL_50K    pl_50k.txt of hermitdave/FrequencyWords 2018 (CC BY-SA 4.0)
  WPOLISH   the word list `polish` of sjp.pl, Debian's wpolish (here under Apache-2.0): only decides which counted words are words
  SUPPLEMENT  supplement-pl.txt beside this script
  OUT_DIR   src/FaqBot.Language/Data

Written: common-words-pl.txt (words with counts), lemmas-pl.txt (lemmas with counts), tags-pl.txt (shares of tags), supplement-pl.txt (all
forms of the words that we add). A form of several lemmas is counted for each in proportion to how often the lemma is met otherwise and how
frequent such a tag is, found in a few rounds of expectation and maximisation.
"""
import math
import os
import sys
from collections import Counter, defaultdict

from folding import fold, write_table
from pl_dict import Automaton

ROUNDS = 12
BARE = 0.05
CONTENT = "FrequencyWords 2018 (hermitdave, from OpenSubtitles), CC BY-SA 4.0; this table is under the same licence. See NOTICE.md."


def counted(path):
    with open(path, encoding="utf-8") as file:
        for line in file:
            word, count = line.split()
            if word.isalpha():
                yield word, int(count)


def tag_class(tag):
    return ":".join(tag.split(":")[:3])


def read(folded, models, dictionary):
    """By folded form: (form, lemma, class of the tag); all forms of some lemmas."""
    found, declined = defaultdict(set), defaultdict(set)
    for form, lemma, tags in Automaton(dictionary).entries():
        lower = form.lower()
        if (key := fold(lower)) in folded:
            found[key].update((lower, lemma, tag_class(tag)) for tag in tags.split("+"))
        if lemma in models and ":neg" not in tags and not tags.startswith("brev"):
            declined[lemma].add(form)
    return found, declined


def readings(word, found):
    """(lemma and word class, tag class, probability of this spelling); films too are written without diacritics now and then."""
    lemmas = {lemma for form, lemma, _ in found if form == word}
    for form, lemma, tag in sorted(found):
        if form == word or (lemma not in lemmas and word == fold(word)):
            yield f"{lemma}:{tag.split(':')[0]}", tag, 1.0 if form == word else BARE


def shared_out(counts, found):
    """How often each lemma of a word class is met, and each tag among those of its word class."""
    candidates = {word: of_word for word in sorted(counts) if (of_word := list(readings(word, found[fold(word)])))}
    lemmas = {lemma: 1.0 for of_word in candidates.values() for lemma, _, _ in of_word}
    tags = {tag: 1.0 for of_word in candidates.values() for _, tag, _ in of_word}
    for _ in range(ROUNDS):
        lemma_sums, tag_sums, class_sums = dict.fromkeys(lemmas, 1e-3), dict.fromkeys(tags, 0.0), Counter()
        for word, of_word in candidates.items():
            weights = [lemmas[lemma] * tags[tag] * share for lemma, tag, share in of_word]
            total = sum(weights)
            for (lemma, tag, _), weight in zip(of_word, weights):
                lemma_sums[lemma] += counts[word] * weight / total
                # Each word says once what tags are like, however often it is met.
                tag_sums[tag] += math.log(counts[word]) * weight / total
                class_sums[tag.split(":")[0]] += math.log(counts[word]) * weight / total
        lemmas = lemma_sums
        tags = {tag: total / class_sums[tag.split(":")[0]] for tag, total in tag_sums.items()}
    return lemmas, tags


def supplement(path):
    """(word, model or "", forms)"""
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.split("#")[0].strip()
            if line:
                line, _, forms = line.partition(" + ")
                word, _, model = line.partition(" = ")
                yield word, model, forms.split()


def declined_as(word, model, forms):
    for form in forms:
        shared = len(os.path.commonprefix([model, form]))
        changed = len(model) - shared
        if changed and word[-changed:] != model[shared:]:
            raise ValueError(f"{word} does not end as {model}: {form}")
        yield word[:len(word) - changed] + form[shared:]


def supplement_rows(words, declined):
    rows = defaultdict(set)
    for word, model, forms in words:
        for form in [word, *declined_as(word, model, declined[model]), *forms]:
            rows[fold(form)].add(f"{form}/{word}")
    return ((key, " ".join(sorted(pairs))) for key, pairs in rows.items())


def main(dictionary, frequencies, word_list, supplement_path, folder):
    counts, added = dict(counted(frequencies)), list(supplement(supplement_path))
    with open(word_list, encoding="utf-8") as file:
        newer = {word for line in file if (word := line.strip().lower()) in counts}
    found, declined = read({fold(word) for word in counts}, {model for _, model, _ in added}, dictionary)
    known = {form for forms in found.values() for form, _, _ in forms}
    words = {word: count for word, count in counts.items() if word in known or word in newer}
    lemmas, tags = shared_out(counts, found)
    write_table(f"{folder}/common-words-pl.txt", ["Polish words with how often films say them. " + CONTENT], words.items())
    write_table(f"{folder}/lemmas-pl.txt", ["Polish lemmas and word classes with how often films say one of their forms. " + CONTENT],
                ((lemma, round(count)) for lemma, count in lemmas.items() if count >= 20))
    write_table(f"{folder}/tags-pl.txt", ["Of 1,000 words of a class in films, how many have a tag (its first three parts). " + CONTENT],
                ((tag, max(1, round(share * 1000))) for tag, share in tags.items()))
    write_table(f"{folder}/supplement-pl.txt", ["Forms of words that Morfologik's dictionary lacks, each with its lemma. Our own list."],
                supplement_rows(added, declined))
    print("frequent words that the dictionary lacks:", len(newer - known))


if __name__ == "__main__":
    main(*sys.argv[1:])

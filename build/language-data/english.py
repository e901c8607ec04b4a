#!/usr/bin/env python3
"""Derives the English tables of FaqBot.Language from SCOWL and counted words.

usage: english.py AMERICAN_ENGLISH EN_50K OUT_DIR
  AMERICAN_ENGLISH  the word list `american-english` of SCOWL, Debian's wamerican (permissive)
  EN_50K            en_50k.txt of hermitdave/FrequencyWords 2018 (CC BY-SA 4.0)
  OUT_DIR           src/FaqBot.Language/Data

Written: words-en.txt (words of SCOWL, folded), common-words-en.txt (frequent words that are in it, or would be spelled as Americans do).
"""
import re
import sys

from folding import fold, write_table

COMMON_COUNT_MIN = 300
BRITISH = [(r"our", "or"), (r"is(e|ed|es|ing|ation|ations|er|ers)$", r"iz\1"), (r"ys(e|ed|es|ing)$", r"yz\1"), (r"tre(s?)$", r"ter\1"),
           (r"ll(ed|ing|er|ers)$", r"l\1"), (r"ogue(s?)$", r"og\1"), (r"ence(s?)$", r"ense\1"), (r"que(s?)$", r"ck\1")]


def main(word_list, frequencies, folder):
    with open(word_list, encoding="utf-8") as file:
        words = {fold(word) for line in file if (word := line.strip()).isalpha()}
    with open(frequencies, encoding="utf-8") as file:
        counts = {fold(word): int(count) for word, count in map(str.split, reversed(file.readlines())) if word.isalpha()}
    american = lambda word: any(re.sub(british, ours, word) in words for british, ours in BRITISH if re.search(british, word))
    write_table(f"{folder}/words-en.txt", ["English words, folded. SCOWL (Kevin Atkinson), Debian wamerican. See NOTICE.md."], ((word, None) for word in words))
    write_table(f"{folder}/common-words-en.txt",
                ["English words with how often films say them. FrequencyWords 2018 (hermitdave, from OpenSubtitles), CC BY-SA 4.0; this table is under the same licence. See NOTICE.md."],
                ((word, count) for word, count in counts.items() if count >= COMMON_COUNT_MIN and (word in words or american(word))))


if __name__ == "__main__":
    main(*sys.argv[1:])

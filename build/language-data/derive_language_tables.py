#!/usr/bin/env python3
"""Makes the tables by which FaqBot.Language tells languages apart. Python 3, standard library only.

usage: derive_language_tables.py LISTS OUT
  LISTS  folder with xx_50k.txt of hermitdave/FrequencyWords, content/2018 (CC BY-SA 4.0), one for each language in ALPHABETS
  OUT    folder for xx.bin, src/FaqBot.Language/Data/languages

Beside this script lie shop-words-xx.txt, our own, which count as if they were commoner.

A table says how surprising a letter is (in quarters of a bit) behind the up to four letters before it in the same word. The words of the
list are learnt as written and without diacritics, each by a root of its count; estimates are smoothed after Witten and Bell; only the
runs of letters that tell most are kept (after Stolcke), and what the others lose is put down to the letters before them ("backing off").

A file, deflated (zlib): the alphabet (its length in bytes, then UTF-8), then one byte a value, the runs of letters being a tree, read
level by level, children in the order of the alphabet (0 is the end of a word, 1 the first letter):
  how many nodes there are (three bytes, least first); of each node, the root first, how many children it has; of each but the root its
  letter; of each but the root its surprise; of each with children its surcharge for a letter that is not among them.
"""
import math
import pathlib
import sys
import unicodedata
import zlib
from collections import defaultdict

LATIN = "abcdefghijklmnopqrstuvwxyz"
RUSSIAN = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
ALPHABETS = {
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюя",
    "cs": LATIN + "áčďéěíňóřšťúůýž",
    "da": LATIN + "æøåé",
    "de": LATIN + "äöüß",
    "en": LATIN,
    "es": LATIN + "áéíñóúü",
    "et": LATIN + "äõöüšž",
    "fi": LATIN + "äöå",
    "fr": LATIN + "àâæçèéêëîïôœùûü",
    "hr": LATIN + "čćđšž",
    "hu": LATIN + "áéíóöőúüű",
    "it": LATIN + "àèéìòù",
    "lt": LATIN + "ąčęėįšųūž",
    "lv": LATIN + "āčēģīķļņšūž",
    "nl": LATIN + "ëïéè",
    "no": LATIN + "æøåé",
    "pl": LATIN + "ąćęłńóśźż",
    "pt": LATIN + "àáâãçéêíóôõú",
    "ro": LATIN + "ăâîșț",
    "ru": RUSSIAN + "ё",
    "sk": LATIN + "áäčďéíĺľňóôŕšťúýž",
    "sl": LATIN + "čšž",
    "sv": LATIN + "äöåé",
    "tr": LATIN + "çğıöşü",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
}

# Kept runs of letters; the two languages that the product is made for get more.
RUNS = {"pl": 36_000, "en": 36_000}
RUNS_ELSE = 20_000

LENGTH_MAX = 5
COUNT_ROOT = 0.5
SHARE_WITHOUT_DIACRITICS = 0.4
QUARTER_BITS = 4

# Least share of a shop's word among all words.
SHOP_WORD_SHARE = 3e-5

# A word that is so many times commoner in another language strayed into the list: films quote, subtitles are filed wrongly.
STRAYED_FROM = 30
# Two fifths of the Ukrainian list are Russian; some of the Slovak one is Czech.
STRAYED_FROM_NEIGHBOUR = {("uk", "ru"): 1.5, ("sk", "cs"): 10}

# Romanian is typed with cedillas instead of commas, Norwegian and Danish fold as no decomposition does.
SPELLINGS = str.maketrans({"ş": "ș", "ţ": "ț"})
BARE = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i"})
KEPT_MARKS = set("йї")
GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def without_diacritics(word):
    return "".join(letter if letter in KEPT_MARKS else
                   "".join(part for part in unicodedata.normalize("NFD", letter) if not unicodedata.combining(part))
                   for letter in word.translate(BARE))


def read(path, language):
    """The words of a list, which stands cut at apostrophes, and their shares."""
    letters, shares = set(ALPHABETS[language]), defaultdict(float)
    for line in path.read_text(encoding="utf-8").splitlines():
        word, count = line.rsplit(" ", 1)
        for part in unicodedata.normalize("NFC", word.lower()).replace("’", "'").split("'"):
            part = part.translate(SPELLINGS) if language == "ro" else part
            if part and letters.issuperset(part):
                shares[part] += int(count)
    total = sum(shares.values())
    return {word: count / total for word, count in shares.items()}


def with_shop_words(shares, language):
    path = pathlib.Path(__file__).with_name(f"shop-words-{language}.txt")
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    words = {word for line in lines if line[0] != "#" for word in line.split()}
    return shares | {word: max(SHOP_WORD_SHARE, shares.get(word, 0)) for word in words}


def cleaned(lists, language):
    def strayed(word, share):
        return any(other != language and lists[other].get(word, 0) > STRAYED_FROM_NEIGHBOUR.get((language, other), STRAYED_FROM) * share
                   for other in lists)
    return {word: share for word, share in with_shop_words(lists[language], language).items() if not strayed(word, share)}


def forms(shares, language):
    """Each form of each word with its weight; the rarest words weigh 1."""
    least, weights = min(shares.values()), defaultdict(float)
    for word, share in shares.items():
        weight = (share / least) ** COUNT_ROOT
        bare = {without_diacritics(word)} | ({word.translate(GERMAN)} if language == "de" else set()) - {word}
        bare.discard(word)
        for form in bare:
            weights[form] += weight * SHARE_WITHOUT_DIACRITICS / len(bare)
        weights[word] += weight * (1 - SHARE_WITHOUT_DIACRITICS if bare else 1)
    return weights


def counted(weights):
    """How often each run of letters occurs; a space begins and ends a word."""
    counts = defaultdict(float)
    for word in sorted(weights):
        weight, text = weights[word], f" {word} "
        for end in range(1, len(text)):
            for start in range(max(0, end - LENGTH_MAX + 1), end + 1):
                counts[text[start:end + 1]] += weight
    return counts


def estimated(counts, alphabet):
    """The likelihood of each run's last letter behind the others, and what of it a shorter run lends."""
    totals, kinds = defaultdict(float), defaultdict(int)
    for run, count in counts.items():
        totals[run[:-1]] += count
        kinds[run[:-1]] += 1
    likelihoods, lent = {}, {}
    for letter in alphabet:
        counts.setdefault(letter, 0.0)
    for run in sorted(counts, key=len):
        before = run[:-1]
        shorter = likelihoods[run[1:]] if before else 1 / len(alphabet)
        lent[run] = kinds[before] * shorter / (totals[before] + kinds[before])
        likelihoods[run] = counts[run] / (totals[before] + kinds[before]) + lent[run]
    return likelihoods, lent


def kept(counts, likelihoods, lent, alphabet, runs_max):
    """The runs that tell most, each with all that it begins with."""
    def worth(run):
        return counts[run] * math.log(likelihoods[run] / lent[run])
    runs = set(alphabet)
    for run in sorted((run for run in counts if len(run) > 1), key=lambda run: (-worth(run), run)):
        if len(runs) >= runs_max:
            break
        runs.update(run[:length] for length in range(1, len(run) + 1))
    return runs


def surcharges(runs, likelihoods):
    """By context: what must be paid to go back to a shorter one, so that all letters together stay at a likelihood of 1."""
    followers = defaultdict(list)
    for run in sorted(runs):
        followers[run[:-1]].append(run)
    factors = {}

    def likelihood(run):
        if run in runs:
            return likelihoods[run]
        return factors.get(run[:-1], 1.0) * likelihood(run[1:])

    for context in sorted((c for c in followers if c), key=lambda c: (len(c), c)):
        left = 1 - sum(likelihoods[run] for run in followers[context])
        below = 1 - sum(likelihood(run[1:]) for run in followers[context])
        factors[context] = max(left, 1e-6) / max(below, 1e-6)
    return factors


def quarter_bits(likelihood):
    return min(255, max(0, round(-math.log2(likelihood) * QUARTER_BITS)))


def model(shares, language, runs_max):
    """The runs with their surprise, the contexts with their surcharge."""
    alphabet = " " + ALPHABETS[language]
    counts = counted(forms(shares, language))
    likelihoods, lent = estimated(counts, alphabet)
    runs = kept(counts, likelihoods, lent, alphabet, runs_max)
    factors = surcharges(runs, likelihoods)
    return ({run: quarter_bits(likelihoods[run]) for run in runs},
            {context: quarter_bits(factor) for context, factor in factors.items()})


def packed(surprises, surcharge, alphabet):
    children = defaultdict(list)
    for run in sorted(surprises, key=lambda run: [alphabet.index(letter) for letter in run]):
        children[run[:-1]].append(run)
    nodes = [""]
    for node in nodes:
        nodes.extend(children[node])
    letters = alphabet[1:].encode()
    return zlib.compress(
        bytes([len(letters)]) + letters + len(nodes).to_bytes(3, "little")
        + bytes(len(children[node]) for node in nodes)
        + bytes(alphabet.index(node[-1]) for node in nodes[1:])
        + bytes(surprises[node] for node in nodes[1:])
        + bytes(surcharge.get(node, 0) for node in nodes if children[node]), 9)


def main(lists_folder, out_folder):
    lists = {language: read(pathlib.Path(lists_folder) / f"{language}_50k.txt", language) for language in ALPHABETS}
    for language in ALPHABETS:
        surprises, surcharge = model(cleaned(lists, language), language, RUNS.get(language, RUNS_ELSE))
        data = packed(surprises, surcharge, " " + ALPHABETS[language])
        (pathlib.Path(out_folder) / f"{language}.bin").write_bytes(data)
        print(language, len(surprises), len(data))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])

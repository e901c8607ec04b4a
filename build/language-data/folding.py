"""Folds as FaqBot.Language's Folding does, as far as Polish and English words need it."""
import unicodedata

BARE = {"ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"}


def fold(word):
    letters = unicodedata.normalize("NFD", word.lower())
    return "".join(BARE.get(c, c) for c in letters if not unicodedata.combining(c) and c not in "'’")


def write_table(path, comment, rows):
    """A table that SortedTable reads: comments, then lines in the order of their bytes, key TAB value."""
    lines = sorted({key.encode() + (b"\t" + str(value).encode() if value is not None else b"") for key, value in rows})
    with open(path, "wb") as file:
        file.write("".join(f"# {line}\n" for line in comment).encode() + b"\n".join(lines) + b"\n")
    print(f"{path}: {len(lines)} lines")

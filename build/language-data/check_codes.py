#!/usr/bin/env python3
"""Compares Data/ibans.txt and the Polish prefixes of Phones.cs with two independent packages of Debian.

    apt-get download python3-stdnum python3-phonenumbers
    for package in *.deb; do dpkg-deb -x "$package" packages; done
    python3 build/language-data/check_codes.py packages/usr/lib/python3/dist-packages

Nothing of theirs is copied: what differs is printed, and a country that the older release lacks is named.
"""
import re
import sys
from pathlib import Path

LANGUAGE = Path(__file__).resolve().parents[2] / "src" / "FaqBot.Language"
KINDS_OF_NUMBER = ("fixed_line", "mobile", "toll_free", "premium_rate", "shared_cost", "voip", "uan")


def spelled(form):
    """"2!a3!n" and "2a3n" are "aannn"."""
    return "".join(kind * int(count) for count, kind in re.findall(r"(\d+)!?([nac])", form))


def ibans(packages):
    theirs = dict(re.findall(r'^([A-Z]{2}) .*bban="(.+)"$', (packages / "stdnum" / "iban.dat").read_text("utf-8"), re.M))
    lines = (LANGUAGE / "Data" / "ibans.txt").read_text("utf-8").splitlines()
    ours = dict(line.split() for line in lines if line and not line.startswith("#"))
    differing = [country for country in theirs if spelled(ours.get(country, "")) != spelled(theirs[country])]
    print(f"accounts: {len(theirs)} countries compared, differing: {differing}, only ours: {sorted(set(ours) - set(theirs))}")
    return differing


def prefixes(packages):
    sys.path.insert(0, str(packages))
    from phonenumbers.data.region_PL import PHONE_METADATA_PL as poland
    theirs = set()
    for kind in KINDS_OF_NUMBER:
        pattern = re.compile(getattr(poland, kind).national_number_pattern)
        for prefix in range(10, 100):
            # Some prefixes are given out in part: a hundred numbers spread over each show it.
            if any(pattern.fullmatch(f"{prefix}{rest * 10007 % 10000000:07}") for rest in range(100)):
                theirs.add(prefix)
    source = (LANGUAGE / "Recognition" / "Codes" / "Phones.cs").read_text("utf-8")
    listed = re.search(r"PolishPrefixes = .*?\[(.*?)\]\);", source, re.S)
    ours = {int(prefix) for prefix in re.findall(r"\d+", listed[1])}
    print(f"prefixes: {len(theirs)} compared, missing: {sorted(theirs - ours)}, not theirs: {sorted(ours - theirs)}")
    return theirs ^ ours


if __name__ == "__main__":
    wrong = [*ibans(Path(sys.argv[1])), *prefixes(Path(sys.argv[1]))]
    sys.exit(1 if wrong else 0)

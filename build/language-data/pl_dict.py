#!/usr/bin/env python3
"""Reads Morfologik's pl.dict (CFSA2 automaton, prefix coding) and prints it.

usage: pl_dict.py PL_DICT > form-lemma-tags.tsv
"""
import sys

SEPARATOR = ord("+")


class Automaton:
    def __init__(self, path):
        with open(path, "rb") as file:
            data = file.read()
        if data[:5] != b"\\fsa\xc6":
            raise ValueError("not CFSA2")
        size = data[7]
        self.labels, self.arcs, self.seen = data[8:8 + size], data[8 + size:], {}
        self.root = self.node(0)[0][2]

    def number(self, at):
        value = shift = 0
        while True:
            part = self.arcs[at]
            at += 1
            value |= (part & 0x7F) << shift
            shift += 7
            if part < 0x80:
                return value, at

    def node(self, at):
        """[(label, is_final, target)] in file order; target 0 ends."""
        if at in self.seen:
            return self.seen[at]
        start, arcs, next_arcs = at, [], []
        while True:
            flags = self.arcs[at]
            at += 1
            if flags & 0x1F:
                label = self.labels[flags & 0x1F]
            else:
                label = self.arcs[at]
                at += 1
            target = 0
            if flags & 0x80:
                next_arcs.append(len(arcs))
            else:
                target, at = self.number(at)
            arcs.append((label, bool(flags & 0x20), target))
            if flags & 0x40:
                break
        for index in next_arcs:
            arcs[index] = arcs[index][:2] + (at,)
        self.seen[start] = arcs
        return arcs

    def tails(self, at, memo):
        """All byte strings from a node on."""
        if at not in memo:
            found = []
            for label, is_final, target in self.node(at):
                if is_final:
                    found.append(bytes([label]))
                if target:
                    found += [bytes([label]) + tail for tail in self.tails(target, memo)]
            memo[at] = found
        return memo[at]

    def entries(self):
        """(form, lemma, tags) in byte order of the arcs as they lie."""
        memo, stack = {}, [(self.root, b"")]
        while stack:
            at, form = stack.pop()
            for label, _, target in self.node(at):
                if label == SEPARATOR:
                    for tail in self.tails(target, memo):
                        code, _, tags = tail.partition(b"+")
                        yield form.decode(), decoded(form, code), tags.decode()
                elif target:
                    stack.append((target, form + bytes([label])))


def decoded(form, code):
    before, behind = code[0] - 65 & 0xFF, code[1] - 65 & 0xFF
    if 255 in (before, behind):
        before, behind = len(form), 0
    return (form[before:len(form) - behind] + code[2:]).decode()


if __name__ == "__main__":
    write = sys.stdout.buffer.write
    for entry in Automaton(sys.argv[1]).entries():
        write(("\t".join(entry) + "\n").encode())

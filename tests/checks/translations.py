# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds what is wrong with .ts files that lupdate has just brought up to date: see translations.sh."""
import re
import sys
import xml.etree.ElementTree as tree
from collections import Counter

FORMS = {"en": 2, "de": 2, "zh_CN": 1}  # plural forms; of other languages two at least are expected


def placeholders(text):
    return Counter(re.findall(r"%L?(?:\d+|n)", text))


def offences(source, text, numerus):
    wanted, found = placeholders(source), placeholders(text)
    if numerus:  # a form may say "one" in words
        for number in ("%n", "%Ln"):
            wanted.pop(number, None)
            found.pop(number, None)
    if wanted != found:
        yield "placeholders " + " ".join(sorted((wanted - found) + (found - wanted))) + " do not match"
    if source.endswith("…") != text.endswith("…"):
        yield "one ends in … and the other does not"
    if source[:1].isspace() != text[:1].isspace() or source[-1:].isspace() != text[-1:].isspace():
        yield "spaces at the ends differ"
    accelerators = [len(re.findall(r"&[^& ]", side)) for side in (source, text)]
    if accelerators[0] != accelerators[1]:
        yield "one has a mnemonic (&) and the other has none"
    if re.findall(r"\*\.\w+", source) != re.findall(r"\*\.\w+", text):
        yield "file endings differ"


def check(path):
    root = tree.parse(path).getroot()
    language = root.get("language")
    count = 0
    for context in root.findall("context"):
        name = context.find("name").text
        for message in context.findall("message"):
            count += 1
            source = message.find("source").text or ""
            translation = message.find("translation")
            numerus = message.get("numerus") == "yes"
            state = translation.get("type")
            texts = [form.text or "" for form in translation.findall("numerusform")] if numerus else [translation.text or ""]
            found = []
            if state == "unfinished":
                found.append("is not translated")
            elif state in ("vanished", "obsolete"):
                found.append("is in no source any more")
            elif not all(texts):
                found.append("is empty")
            else:
                if numerus and (len(texts) < 2 if language not in FORMS else len(texts) != FORMS[language]):
                    found.append(f"has {len(texts)} plural forms")
                if numerus and not any(re.search("%L?n", text) for text in texts):
                    found.append("has no %n in any plural form")
                for text in texts:
                    found.extend(offences(source, text, numerus))
            for offence in found:
                yield f"{path.rsplit('/', 1)[-1]}: {name}: {source!r} {offence}"
    if language != "en" and count == 0:
        yield f"{path}: there is nothing in it"


bad = [offence for path in sys.argv[1:] for offence in check(path)]
print("\n".join(bad))
if bad:
    print(f"{len(bad)} in all. `cmake --build --preset dev --target translations` takes up new texts; then translate them.")
sys.exit(1 if bad else 0)

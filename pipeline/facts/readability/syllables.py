"""Syllables of English words, by their spelling.

A hyphenation dictionary is no help: it says where a line may break, and so gives "many" and "about" one syllable. Here
the groups of vowels of a word are counted, less the e that is not heard, and more where two vowels are heard apart.
"""

from __future__ import annotations

import re

_VOWELS = re.compile("[aeiouy]+")
_CONSONANT = "bcdfghjklmnpqrstvwxz"
_BEFORE_LE = "bcdfghjkmnpqstvwxz"
"""Consonants behind which "le" is a syllable."""

# Each way begins with a letter, not with a look behind it, so that the others are passed over fast.
_SILENT = re.compile(
    rf"""e(?:
        (?<=[{_CONSONANT}]e)(?<![{_BEFORE_LE}]le)$                 # make; not table
      | (?<=[bdfhklmnpqrtvw]e)(?<![cs]he)(?<![{_BEFORE_LE}]le)(?<!diabete)(?<!herpe)s$  # makes; not uses, tables
      | (?<=[bcfghjklmnpqrsvwxz]e)(?<![{_BEFORE_LE}]le)d$          # used; not needed, handled
      | (?<=[aeiou][{_CONSONANT}]e)(?<!le)(?:ments?|ful|less|ly|ness|works?|lines?|holds?|one|thing|times?)$  # useful
      | (?<=[aeiou]ke)(?=[bfhlmuw])                                # stakeholder
      | (?<=^some)(?=[^rt]) | (?<=^eve)(?=ry|ning)                 # something, every
      ) | i(?<=^busi)(?=ness)""",
    re.VERBOSE,
)
_APART = re.compile(
    rf"""i(?:
        (?<![ctsgx]i)(?=a(?!ge)|on|en|ou(?!r))                     # dial, lion, client, various; not nation, marriage
      | (?=um|o(?![nu])|ety|(?:est|er|us)$)                        # calcium, biology, society, easier
      | (?<=^[{_CONSONANT}]i)(?=a|o|e[tn]) | (?<=^sci)(?=en)       # diabetes, diet, science
      )
      | u(?<![gq]u)(?=a|ou|ing$|i[td]y|en)                         # actual, fluent
      | e(?:(?=o(?![nu]|pl)|ing|um|us|at(?:e[sd]?$|i[^n]|or)|alit) # video, being, create, reality; not people
          | (?<=[aeiouy][{_CONSONANT}]e)(?=(?:a|as|an|ans|al)$))   # area, ideal
      | o(?:(?=ing)|(?<=[{_CONSONANT}]o)(?=e[tmn]|ord))            # going, poem, coordinate
      | y(?:(?=ing)|(?<=[ao]y)(?=[ao]|e(?!d)))                     # trying, layer
      | s(?=ms?$|n't$) | d(?=n't$)                                 # spasm, didn't""",
    re.VERBOSE,
)


def count_syllables(word: str) -> int:
    """The syllables of a word in lower case; of one without a vowel, such as "mg", the letters; of a number none."""
    if word[0].isdigit():
        return 0
    groups = _VOWELS.findall(word)
    count = len(groups) or sum(map(str.isalpha, word))
    return max(1, count - len(_SILENT.findall(word)) + len(_APART.findall(word)))

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
        (?=[ds]?$)(?:
            (?<=[{_CONSONANT}]e)(?<![{_BEFORE_LE}]le)$                   # make; not table
          | (?<=[bdfhklmnpqrtvw]e)(?<![cs]he)(?<![{_BEFORE_LE}]le)(?<!diabete)s  # makes; not uses, tables
          | (?<=[bcfghjklmnpqrsvwxz]e)(?<![{_BEFORE_LE}]le)d             # used; not needed, handled
          | (?<=[gq]ue)(?<!rgue)                                         # unique, fatigued; not argue
          )
      | (?=[flmnht])(?:
            (?<=[aeiou][{_CONSONANT}]e)(?<!le)(?=ment|ful|less|ly|ness|lines?|holds?|times?)  # useful
          | (?<=[{_CONSONANT}][cg]e)(?=ment)                             # enlargement
          )
      | (?<=^some)(?=[^r]) | (?<=^eve)(?=ry)                             # something, every
      )
      | l(?<=ical)(?=ly)                                                 # the a of typically
      | i(?<=^busi)(?=ness)""",
    re.VERBOSE,
)
_APART = re.compile(
    rf"""i(?:
        (?<![ctsgx]i)(?=a(?!ge|r(?<=[iu]liar))|en(?!d)|ou(?!r))          # dial, client, various; not marriage
      | (?<![ctsgxn]i)(?<!lli)(?=on)                                     # lion; not nation, union, million
      | (?<![nv]i)(?=or)                                                 # superior; not senior
      | (?=um|o(?![nru])|et|at(?:e|i[no])|(?:est|er|us)$)                # calcium, biology, quiet, associate, easier
      | (?<=^sci)(?=[ae]) | (?<=ai)(?=c)                                 # science, mosaic
      )
      | u(?<![gq]u)(?=a|en|i(?:d|n|ty)) | u(?=ou)                        # actual, fluent, fluid, ambiguous
      | e(?:(?=o(?![nu]|pl)|ing|ums?$|us|act|ali[stz])                   # video, being, reaction, reality; not people
          | (?<![cg]e)(?=ous) | (?<=cre)(?=at(?!u))                      # spontaneous, created
          | (?<!^[^aiou]e)(?<!^[^aiou].e)(?=as?$)                        # area, diarrhea; not tea, flea
          | (?<=[aeiouy][{_CONSONANT}]e)(?<!ce)(?=(?:an|ans|al)$))       # ideal; not ocean
      | o(?=ing|ord)                                                     # going, coordinate
      | y(?:(?=ing|o)(?<!^y)|(?<=[ao]y)(?=a|e(?!d)))                     # trying, beyond, layer
      | s(?=ms?$|n't$) | d(?=n't$)                                       # spasm, didn't""",
    re.VERBOSE,
)


def count_syllables(word: str) -> int:
    """The syllables of a word in lower case; of one without a vowel, such as "mg", the letters; of a number none."""
    if word[0].isdigit():
        return 0
    groups = _VOWELS.findall(word)
    count = len(groups) or sum(map(str.isalpha, word))
    return max(1, count - len(_SILENT.findall(word)) + len(_APART.findall(word)))

from __future__ import annotations
from dataclasses import dataclass
from pipeline.ingest.html_tree import Tree
@dataclass(frozen=True, slots=True)
class Region:
    ranges: tuple[tuple[int, int], ...]
    title: str = ""
    url: str = ""
    ratio: float | None = None
def find_region(tree: Tree) -> Region:
    return Region(((0, len(tree.pieces)),))

from __future__ import annotations
from pipeline.ingest.html_tree import Tree
def mark_hidden(tree: Tree) -> None:
    for element in tree.elements:
        if element.parent and element.parent.hidden:
            element.hidden = element.parent.hidden
        elif element.name in ("head", "noscript") or "hidden" in element.attributes:
            element.hidden = element

from __future__ import annotations
def find_fields(tree, region):
    return ()

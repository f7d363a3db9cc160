"""The walls of the house: who may import whom, and who may touch files, sockets and processes."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "pipeline"

ROWS: tuple[tuple[str, ...], ...] = (
    ("model", "errors", "masking"),
    ("config", "tables", "names", "draft", "source_map", "engines.protocols", "engines.transformer", "engines.answers"),
    (
        "ingest.formats",
        "ingest.files",
        "ingest.decoding",
        "ingest.escapes",
        "ingest.language",
        "ingest.front_matter",
        "ingest.html.tokens",
        "ingest.html.tree",
        "ingest.markdown.marks",
    ),
    (
        "ingest.html.region.settings",
        "ingest.html.region.lines",
        "ingest.html.region.naming",
        "ingest.html.region.endings",
        "ingest.html.region.bylines",
    ),
    ("ingest.titles",),
    ("ingest.plain",),
    ("ingest.html.region",),
    ("ingest.html",),
    ("ingest.markdown", "ingest.docx"),
    ("spelling", "ingest"),
    ("facts.language.memo",),
    (
        "facts.folder.shingles",
        "engines.spacy",
        "engines.languagetool",
        "engines.insertionmodel",
        "engines.ngrammodel",
        "engines.swapmodel",
        "engines.remembered",
        "facts.folder.outline",
        "facts.language.tokens",
        "facts.language.references",
        "facts.language.vocabulary",
        "facts.language.inflection",
    ),
    (
        "engines.bundle",
        "facts.language.bibliography",
        "facts.language.phrases",
        "facts.language.sentence_tokens",
        "facts.language.fluency",
        "facts.language.topics",
        "facts.language.realization",
        "facts.language.blocks",
        "facts.swaps.learned.originals",
        "facts.swaps.natural_places",
        "facts.swaps.model_words",
        "facts.swaps.web_attraction",
        "facts.clinical",
        "facts.meaning",
    ),
    ("facts.keyphrases.mentions",),
    ("facts.keyphrases.cuts",),
    ("facts.keyphrases.weighing",),
    ("facts.keyphrases.finding",),
    ("facts.readability.syllables",),
    ("facts",),
    ("reading", "facts.folder.phrases", "facts.folder.standalone_phrases"),
    ("rule", "remarks", "fields", "measure", "redraft"),
    ("rules.stuffing.", "rules.swaps.", "rules.grammar.", "rules.encoding."),
    ("rules", "decide", "verify", "joined", "ignores"),
    ("stages",),
    ("clean", "redecide"),
    ("report", "files.selection", "files.user_table", "files.extract"),
    ("files.inputs", "files.keyphrase_map", "files.decisions"),
    ("files.output", "files.containers", "batch.journal"),
    ("files.master",),
    (
        "files.reports",
        "files.review_pages",
        "files.ignores_file",
        "files.baseline",
        "files.run_record",
        "batch.job",
        "batch.request",
    ),
    ("batch.plan", "batch.worker", "batch.rulings"),
    ("batch.outline_job", "batch.worker_context", "batch.preload", "batch.decided"),
    ("batch.outlines",),
    ("batch.pool",),
    ("batch.folder_evidence", "batch.near_duplicates"),
    ("batch.report_rows", "batch.extracted"),
    ("batch.batch",),
    ("batch.originals", "batch.crew"),
    ("batch.run", "batch.remaking"),
    ("batch.refused",),
    ("batch.apply", "batch.review", "batch.convert"),
    ("batch.stream", "cli.doctor", "cli.printing", "cli.progress", "cli.options"),
    ("cli.voice", "cli.variables"),
    ("cli.apply", "cli.report", "cli.settings"),
    ("cli",),
    ("__init__", "__main__"),
)
"""From the ground up; a name stands for a module, or for a package and all in it that no longer name stands for. One
that ends in a dot leaves out the package itself."""

ROOMS = (
    "ingest",
    "ingest.html",
    "ingest.html.region",
    "ingest.markdown",
    "ingest.docx",
    "ingest.front_matter",
    "model",
    "report",
    "tables",
    "engines.languagetool",
    "facts.keyphrases",
    "facts.keyphrases.mentions",
    "facts.keyphrases.cuts",
    "facts.keyphrases.weighing",
    "facts.keyphrases.finding",
    "facts.swaps.learned",
)
"""Packages whose modules, where they stand in one row, may import one another, without cycles."""

FACES = ("model", "tables")
"""Packages that hand out names of their modules; these are small and load no library."""

ALONE = {
    "click": (
        "cli.apply",
        "cli.commands",
        "cli.options",
        "cli.printing",
        "cli.report",
        "cli.settings",
        "cli.variables",
        "cli.voice",
    ),
    "pandas": ("report.table",),
    "jinja2": ("report.page",),
    "bs4": ("ingest.html.charset", "ingest.html.markdown"),
    "markdownify": ("ingest.html.markdown",),
    "mammoth": ("ingest.docx.html",),
    "pocketsphinx": ("engines.ngrammodel",),
}
"""Libraries that only one room may know."""

OUTSIDE_WORLD = re.compile(
    r"^(?:subprocess|socket|requests|urllib3|http\.client|shutil|sqlite3|filelock|pebble|tempfile|multiprocessing)\b"
)
MAY_TOUCH_THE_WORLD = (
    "ingest",
    "files.output",
    "files.master",
    "files.baseline",
    "files.ignores_file",
    "files.reports",
    "files.review_pages",
    "files.inputs",
    "files.selection",
    "tables",
    "config",
    "engines",
    "batch.journal",
    "files.keyphrase_map",
    "files.decisions",
    "files.run_record",
    "batch.worker",
    "batch.worker_context",
    "batch.pool",
    "batch.crew",
    "batch.run",
    "batch.stream",
    "cli.commands",
    "cli.options",
    "cli.doctor",
)
FILE_CALLS = {
    "open",
    "read_text",
    "write_text",
    "read_bytes",
    "write_bytes",
    "unlink",
    "mkdir",
    "rename",
    "replace_file",
}


def _modules() -> dict[str, ast.Module]:
    paths = [path for path in PACKAGE.rglob("*.py") if "training" not in path.parts]
    return {_name(path): ast.parse(path.read_text(encoding="utf-8")) for path in paths}


def _name(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


MODULES = _modules()


def _imports(tree: ast.Module) -> Iterator[str]:
    """Every imported module, at the top, in a function or under TYPE_CHECKING."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative import"
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield full if full.removeprefix("pipeline.") in MODULES else str(node.module)


def _own_imports(tree: ast.Module) -> Iterator[str]:
    for name in _imports(tree):
        if name == "pipeline":
            yield "__init__"
        elif name.startswith("pipeline."):
            yield name.removeprefix("pipeline.")


def _row(module: str) -> int:
    best = max(
        (len(name), row)
        for row, names in enumerate(ROWS)
        for name in names
        if module == name or module.startswith(name if name.endswith(".") else f"{name}.")
    )
    return best[1]


def _is_in(module: str, name: str) -> bool:
    """Whether a module is the one of a name, or stands in the package of that name."""
    return f"{module}.".startswith(f"{name}.")


def _room(module: str) -> str:
    package = module if module in ROOMS else module.rpartition(".")[0]
    return package if package in ROOMS else module


def broken_walls(module: str, tree: ast.Module) -> list[str]:
    """Imports of ``module`` that go upward or sideways."""
    return [
        f"{module} -> {target}"
        for target in _own_imports(tree)
        if target != module
        and (_row(target) > _row(module) or (_row(target) == _row(module) and _room(target) != _room(module)))
    ]


@pytest.mark.parametrize("module", sorted(MODULES))
def test_imports_go_only_to_a_lower_row(module: str) -> None:
    assert not broken_walls(module, MODULES[module])


@pytest.mark.parametrize("module", sorted(MODULES))
def test_libraries_stay_in_their_room(module: str) -> None:
    for name in _imports(MODULES[module]):
        rooms = ALONE.get(name.split(".")[0], (module,))
        assert any(_is_in(module, room) for room in rooms), f"{module} imports {name}"


@pytest.mark.parametrize("module", sorted(MODULES))
def test_only_the_outer_rooms_touch_the_world(module: str) -> None:
    if any(_is_in(module, room) for room in MAY_TOUCH_THE_WORLD):
        return
    assert not [name for name in _imports(MODULES[module]) if OUTSIDE_WORLD.match(name)]
    for node in ast.walk(MODULES[module]):
        if isinstance(node, ast.Call):
            called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            assert called not in FILE_CALLS, f"{module}, line {node.lineno}: {called}()"


def test_who_opens_a_room_loads_nothing_else() -> None:
    """A package is loaded with each of its modules, so that what it imports would be loaded with all of them."""
    packages = {_name(path) for path in PACKAGE.rglob("__init__.py")} & set(MODULES) - {"__init__", *FACES}
    assert not [name for name in packages if not name.startswith("rules.") and list(_imports(MODULES[name]))]
    for face in FACES:
        assert not [name for name in _imports(MODULES[face]) if not name.startswith(f"pipeline.{face}.")]


def test_there_is_no_import_cycle() -> None:
    graph = {module: set(_own_imports(tree)) & set(MODULES) for module, tree in MODULES.items()}
    done: set[str] = set()

    def visit(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " -> ".join((*path, module))
        if module not in done:
            for target in graph[module]:
                visit(target, (*path, module))
            done.add(module)

    for module in graph:
        visit(module, ())


@pytest.mark.parametrize(
    ("module", "code"),
    [
        ("rules.swaps.s200_mangled_swap", "from pipeline.rules.swaps.s201_swap_in_context import RULE"),
        ("facts.language.tokens", "def f():\n    import pipeline.clean"),
        ("facts.keyphrases.cuts.marks", "from pipeline.facts.keyphrases.weighing.model import model"),
        ("facts.swaps.listed", "from pipeline.facts.swaps.spin import score_spin"),
        ("facts.swaps.learned.spans", "from pipeline.facts.keyphrases.title import find_title_phrase"),
        ("ingest.html.tokens", "from pipeline.ingest.markdown.layout import Layout"),
        ("model.article", "from pipeline.draft import Draft"),
        ("reading", "from pipeline.rule import Rule"),
    ],
)
def test_a_broken_wall_is_seen(module: str, code: str) -> None:
    assert broken_walls(module, ast.parse(code))


@pytest.mark.parametrize("family", ["stuffing", "swaps", "grammar", "encoding"])
def test_rule_files_names_and_ids_agree(family: str) -> None:
    rules = import_module(f"pipeline.rules.{family}").RULES
    files = sorted(path.stem for path in (PACKAGE / "rules" / family).glob("[a-z][0-9]*.py"))
    assert [f"{rule.id.lower()}_{rule.name.replace('-', '_')}" for rule in rules] == files


@pytest.mark.parametrize("heading", ["Finds:", "Why:", "Before:", "After:", "When it is wrong:", "Source:"])
def test_every_rule_explains_itself(heading: str) -> None:
    from pipeline.stages import RULES

    assert not [rule.id for rule in RULES.values() if heading not in rule.explanation]

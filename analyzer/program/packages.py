"""The program of one revision: the front door to its packages and declarations, read on demand."""

from __future__ import annotations

from analyzer.facts import ir
from analyzer.facts.outline import Entry
from analyzer.findings import Build
from analyzer.program.asked import Asked, BodyOf, Exists, Question, Reply, Resolves, Seen
from analyzer.program.constraints import Constraints
from analyzer.program.layout import Layout
from analyzer.program.mentions import Mentions
from analyzer.program.model import External, Function, Listing, Member, SourceFile, Tree
from analyzer.program.package import Imports, Package
from analyzer.program.scope import Body
from analyzer.program.typing import Types

_NO_LISTING = Listing({}, frozenset(), frozenset())


class Program:
    """The Go program of a tree under one build configuration. ``tests`` includes test files; ``traced`` notes what was asked of the
    tree, which costs time where nobody will compare it."""

    def __init__(self, tree: Tree, build: Build | None = None, *, tests: bool = False, traced: bool = True) -> None:
        self.tree = tree
        self.traced = traced
        self.build = build or Build()
        self.tests = tests
        self.layout = Layout(tree)
        self.constraints = Constraints(self.build)
        self.asked = Asked()
        self.mentions = Mentions(self)
        self.types = Types(self)
        self._packages: dict[str, Package | None] = {}
        self._imports: dict[SourceFile, Imports] = {}
        self._functions: dict[Member, Function] = {}
        self._declarers: dict[ir.FuncDecl, Function] = {}
        self._declarations: dict[tuple[str, int], ir.Declaration] = {}
        self._homes: dict[tuple[str, int], str] = {}
        self._bodies: dict[ir.FuncDecl, Body] = {}
        self._initializers: dict[tuple[str, int], Body] = {}

    # -- what was asked ------------------------------------------------------------------------------

    def note(self, question: Question, reply: Reply) -> None:
        """Notes what the tree replied to a question, so that another tree can be asked the same."""
        if self.traced:
            self.asked.note(question, reply)

    def seen(self, file: SourceFile, entry: Entry, *, head: bool = False) -> Seen:
        """A declaration as a reply; with ``head``, of a function only what stands before its body."""
        text, lines = self.tree.digest(file.blob, entry, head=head)
        mark = ("·generated",) if file.outline.generated else ()
        return Seen(file.path, (entry.receiver, *entry.names, *mark), text, entry.line, lines)

    @property
    def opened(self) -> int:
        """How many files were parsed for their outline."""
        return sum(package.opened for package in self._packages.values() if package is not None)

    # -- packages ------------------------------------------------------------------------------------

    def package(self, directory: str) -> Package | None:
        """The package in a directory; None where there are no Go files for the build. Raises Opaque."""
        if directory not in self._packages:
            listing = self.tree.directory(directory) or _NO_LISTING
            taken = {
                name: blob
                for name, blob in sorted(listing.go.items())
                if self.constraints.name(name) and (self.tests or not name.endswith("_test.go"))
            }
            package = Package(self, directory, taken) if taken else None
            self._packages[directory] = package
            self.note(Exists(directory), package.path if package is not None else None)
        return self._packages[directory]

    def resolve_import(self, path: str, importer: Package) -> Package | External:
        """The package that files of ``importer`` import as ``path``."""
        found = self.layout.resolve(path, importer.directory)
        self.note(Resolves(path, importer.directory), f"{found}/" if isinstance(found, str) else found.path)
        if isinstance(found, str):
            package = self.package(found)
            return package if package is not None else External(path, path.rpartition("/")[2])
        return found

    def file(self, path: str) -> SourceFile | None:
        """The file at a path, if it takes part in the build. Raises Opaque."""
        directory, _, name = path.rpartition("/")
        package = self.package(directory)
        if package is None:
            return None
        return package.file(name)

    def imports(self, file: SourceFile) -> Imports:
        """What a file's import names mean."""
        if file not in self._imports:
            self._imports[file] = Imports(self, file)
        return self._imports[file]

    # -- declarations --------------------------------------------------------------------------------

    def declaration(self, member: Member) -> ir.Declaration:
        """The declaration that a member's entry stands for; files with the same content share no nodes. Raises Opaque."""
        key = (member.file.path, member.entry.start)
        if key not in self._declarations:
            found = self.tree.declaration(member.file.blob, member.entry)
            home = self._homes.setdefault((member.file.blob, member.entry.start), member.file.path)
            self._declarations[key] = found if home == member.file.path else ir.copy(found)
        return self._declarations[key]

    def function(self, member: Member) -> Function:
        """The function or method of a member. Raises Opaque."""
        if member not in self._functions:
            decl = self.declaration(member)
            assert isinstance(decl, ir.FuncDecl)
            pointer = decl.receiver is not None and isinstance(decl.receiver.type, ir.Star)
            found = Function(member.file.package, member.file, decl, member.entry.receiver, pointer)
            self._functions[member] = self._declarers[decl] = found
        return self._functions[member]

    def declarer(self, decl: ir.FuncDecl) -> Function | None:
        """The function of a declaration, if somebody has asked for it."""
        return self._declarers.get(decl)

    def declared(self, member: Member) -> ir.TypeSpec | tuple[ir.ValueSpec, int] | None:
        """A type's spec; a variable's or constant's spec and its position among the names. Raises Opaque."""
        decl = self.declaration(member)
        if isinstance(decl, ir.Declare):
            for spec in decl.specs:
                if isinstance(spec, ir.TypeSpec):
                    if spec.name == member.name:
                        return spec
                    continue
                for position, name in enumerate(spec.names):
                    if name.name == member.name:
                        return spec, position
        return None

    def forget(self) -> None:
        """Lets go of bodies, and of the types of what stands in them: for a reader who is done with them. Declarations stay."""
        self._bodies.clear()
        self._initializers.clear()
        self.types.forget()

    def body(self, function: Function) -> Body:
        """A function's body with its names resolved."""
        if function.decl not in self._bodies:
            self._bodies[function.decl] = Body(self.types, function.file, function.decl, function)
            if self.traced:
                asked = BodyOf(function.package.directory, function.receiver, function.name)
                self.note(asked, asked.reply(self))
        return self._bodies[function.decl]

    def initializer(self, member: Member) -> Body:
        """The body that the initial values of package-level names belong to. Raises Opaque."""
        key = (member.file.path, member.entry.start)
        if key not in self._initializers:
            self._initializers[key] = Body(self.types, member.file, self.declaration(member))
        return self._initializers[key]

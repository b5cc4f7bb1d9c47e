"""Go types as immutable values (Go spec, "Types"), and what a selector can mean (Go spec, "Selectors").

Aliases never occur: they are replaced by what they stand for when a type is formed; ``byte`` is uint8, ``rune`` int32
and ``any`` the empty interface. Two values are equal exactly when the types are identical, so a type can key a table;
parameter names are no part of a type. What a struct's fields, an interface's methods and a signature's parameters
refer to is formed when it is first asked for, so that having a type opens no file of the types it mentions.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

import msgspec

from analyzer.program.model import External, Function, Local, Member, Opaque
from analyzer.program.package import Package

V = TypeVar("V")


class Later(Generic[V]):
    """A part of a type that is formed when it is first asked for. ``failed`` makes the part from a reason."""

    __slots__ = ("_failed", "_make", "_value")

    def __init__(self, make: Callable[[], V], failed: Callable[[str], V]) -> None:
        self._make: Callable[[], V] | None = make
        self._failed = failed
        self._value: V | None = None

    def get(self) -> V:
        """The part; what cannot be read, or refers to itself, is made by ``failed``."""
        if self._value is None:
            make = self._make
            if make is None:
                return self._failed("it refers to itself")
            self._make = None
            try:
                self._value = make()
            except Opaque as reason:
                self._value = self._failed(str(reason))
            finally:
                if self._value is None:
                    self._make = make
        return self._value


class Basic(msgspec.Struct, frozen=True):
    """A predeclared type: ``int``, ``string``, ..., ``unsafe.Pointer``, or the kind of an untyped value:
    ``untyped nil``, bool, int, rune, float, complex or string."""

    name: str


class Unknown(msgspec.Struct, frozen=True):
    """What cannot be typed, and why: one clause for the user."""

    reason: str


class Named(msgspec.Struct, frozen=True, cache_hash=True):
    """A defined type. ``package`` is its import path ('' for the universe), ``bare`` the package's name.

    ``member`` is its declaration; None if it is declared in a function (``local``) or outside the tree.
    ``args`` are its type arguments; inside its own declaration they are its own type parameters.
    """

    package: str
    name: str
    args: tuple[Type, ...] = ()
    bare: str = ""
    member: Member | None = None
    local: Local | None = None

    def declared_as(self, other: Named) -> bool:
        """Whether both come from one declaration, type arguments aside."""
        return (self.package, self.name, self.member, self.local) == (
            other.package,
            other.name,
            other.member,
            other.local,
        )


class Pointer(msgspec.Struct, frozen=True):
    """``*elem``."""

    elem: Type


class SliceOf(msgspec.Struct, frozen=True):
    """``[]elem``."""

    elem: Type


class ArrayOf(msgspec.Struct, frozen=True):
    """``[length]elem``; ``length`` is None when its constant could not be evaluated."""

    length: int | None
    elem: Type


class MapOf(msgspec.Struct, frozen=True):
    """``map[key]value``."""

    key: Type
    value: Type


class ChanOf(msgspec.Struct, frozen=True):
    """A channel; ``dir`` is both, send or receive."""

    dir: str
    elem: Type


class Tuple(msgspec.Struct, frozen=True):
    """The results of a call with none or several."""

    types: tuple[Type, ...]


class Term(msgspec.Struct, frozen=True):
    """One term of a constraint's union, ``T`` or ``~T``."""

    tilde: bool
    type: Type


class TypeParameter:
    """A declared type parameter. ``owner`` tells one list of them from another; a method's receiver may rename them."""

    __slots__ = ("_constraint", "index", "name", "owner")

    def __init__(self, name: str, index: int, owner: object, constraint: Later[Type]) -> None:
        self.name = name
        self.index = index
        self.owner = owner
        self._constraint = constraint

    @property
    def constraint(self) -> Type:
        """The constraint, as written."""
        return self._constraint.get()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TypeParameter) and other.index == self.index and other.owner == self.owner

    def __hash__(self) -> int:
        return hash((self.index, self.owner))


class Signature:
    """A function type without receiver. A variadic parameter's type is the slice. ``type_params`` are those of a generic
    function that has not been instantiated."""

    __slots__ = ("_params", "_results", "shape", "type_params", "variadic")

    def __init__(
        self,
        params: tuple[Type, ...] | Later[tuple[Type, ...]],
        results: tuple[Type, ...] | Later[tuple[Type, ...]],
        variadic: bool = False,
        type_params: tuple[TypeParameter, ...] = (),
        shape: tuple[int, int] | None = None,
    ) -> None:
        self._params = params
        self._results = results
        self.variadic = variadic
        self.type_params = type_params
        self.shape = shape if shape is not None else (len(self.params), len(self.results))

    @property
    def params(self) -> tuple[Type, ...]:
        """The types of the parameters."""
        return self._params if isinstance(self._params, tuple) else self._params.get()

    @property
    def results(self) -> tuple[Type, ...]:
        """The types of the results."""
        return self._results if isinstance(self._results, tuple) else self._results.get()

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return (
            isinstance(other, Signature)
            and self.shape == other.shape
            and self.variadic == other.variadic
            and self.type_params == other.type_params
            and self.params == other.params
            and self.results == other.results
        )

    def __hash__(self) -> int:
        return hash((self.shape, self.variadic))


class StructField:
    """One field of a struct type; an embedded one is named for its type. ``package`` declares the struct."""

    __slots__ = ("_type", "embedded", "name", "package", "tag")

    def __init__(self, name: str, type: Type | Later[Type], embedded: bool, tag: str, package: str) -> None:
        self.name = name
        self._type = type
        self.embedded = embedded
        self.tag = tag
        self.package = package

    @property
    def type(self) -> Type:
        """The field's type."""
        return self._type.get() if isinstance(self._type, Later) else self._type

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return (
            isinstance(other, StructField)
            and (self.name, self.embedded, self.tag) == (other.name, other.embedded, other.tag)
            and (exported(self.name) or self.package == other.package)
            and self.type == other.type
        )

    def __hash__(self) -> int:
        return hash((self.name, self.embedded))


class StructOf(msgspec.Struct, frozen=True):
    """A struct type with its fields in order."""

    fields: tuple[StructField, ...]


class InterfaceMethod:
    """One method of an interface type; ``package`` is where an unexported name belongs."""

    __slots__ = ("_signature", "name", "package")

    def __init__(self, name: str, signature: Signature | Later[Signature], package: str) -> None:
        self.name = name
        self._signature = signature
        self.package = package

    @property
    def signature(self) -> Signature:
        """The method's signature."""
        return self._signature.get() if isinstance(self._signature, Later) else self._signature

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return (
            isinstance(other, InterfaceMethod)
            and self.name == other.name
            and (exported(self.name) or self.package == other.package)
            and self.signature == other.signature
        )

    def __hash__(self) -> int:
        return hash(self.name)


class InterfaceOf(msgspec.Struct, frozen=True):
    """An interface's type set: all its methods by name, those of embedded interfaces included; ``unions`` are the unions
    it demands, all of them; ``unseen`` says why it may have further methods."""

    methods: tuple[InterfaceMethod, ...] = ()
    unions: tuple[tuple[Term, ...], ...] = ()
    comparable: bool = False
    unseen: str = ""


Type = (
    Basic | Named | Pointer | SliceOf | ArrayOf | MapOf | ChanOf | Signature | StructOf | InterfaceOf | TypeParameter
    | Tuple | Unknown
)  # fmt: skip


class FieldSelection:
    """A field. ``owner`` is the struct type that declares it, ``path`` the embedded fields walked to get there;
    ``indirect`` tells whether a pointer is followed on the way."""

    __slots__ = ("field", "indirect", "owner", "path")

    def __init__(
        self, owner: Named | StructOf, field: StructField, path: tuple[StructField, ...], indirect: bool
    ) -> None:
        self.owner = owner
        self.field = field
        self.path = path
        self.indirect = indirect

    @property
    def name(self) -> str:
        """The field's name."""
        return self.field.name

    @property
    def type(self) -> Type:
        """The field's type."""
        return self.field.type


class MethodSelection:
    """A method. ``receiver`` is the type of the operand, ``owner`` the type that declares the method, ``path`` the embedded
    fields walked. One of a concrete type of the tree has a ``function``, one of an interface its ``interface`` method;
    with neither, the owner is declared outside the tree. ``expression`` is a method expression ``T.Method``."""

    __slots__ = (
        "_found",
        "_pointer",
        "_type",
        "expression",
        "indirect",
        "interface",
        "name",
        "owner",
        "path",
        "receiver",
    )

    def __init__(
        self,
        receiver: Type,
        owner: Type,
        name: str,
        path: tuple[StructField, ...],
        *,
        indirect: bool = False,
        interface: InterfaceMethod | None = None,
        found: Callable[[], Function | None] = lambda: None,
        pointer: Callable[[], bool] = lambda: False,
        type: Later[Signature],
        expression: bool = False,
    ) -> None:
        self.receiver = receiver
        self.owner = owner
        self.name = name
        self.path = path
        self.indirect = indirect
        self.interface = interface
        self.expression = expression
        self._found = found
        self._pointer = pointer
        self._type = type

    @property
    def function(self) -> Function | None:
        """The declared method."""
        return self._found()

    @property
    def pointer(self) -> bool:
        """Whether the method is declared on ``*T``."""
        return self._pointer()

    @property
    def signature(self) -> Signature:
        """The method's signature without receiver, type arguments filled in."""
        return self._type.get()

    def seen_from(self, receiver: Type, *, expression: bool) -> MethodSelection:
        """The same method, for another operand."""
        return MethodSelection(
            receiver, self.owner, self.name, self.path, indirect=self.indirect, interface=self.interface,
            found=self._found, pointer=self._pointer, type=self._type, expression=expression,
        )  # fmt: skip


class Qualified(msgspec.Struct, frozen=True, eq=False):
    """``package.Name``. ``member`` is None when the package is not in the tree, or lacks the name."""

    package: Package | External
    member: Member | None
    name: str


Selection = FieldSelection | MethodSelection | Qualified | Unknown


def exported(name: str) -> bool:
    """Whether other packages can see a name (Go spec, "Exported identifiers")."""
    return name[:1].isupper()


def identical(a: Type, b: Type) -> bool:
    """Go spec, "Type identity". What is unknown is identical to nothing."""
    return not isinstance(a, Unknown) and a == b


def text(t: Type) -> str:
    """A type as Go writes it, with bare package names."""
    from analyzer.program.typetext import write

    return write(t)

"""The type of each kind of expression (Go spec, "Expressions")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyzer.facts import ir
from analyzer.program import builtins
from analyzer.program.generics import instantiate, substitute_signature
from analyzer.program.inference import Inference
from analyzer.program.model import External, Local, Member
from analyzer.program.operators import (
    COMPARISONS,
    LITERALS,
    STRING,
    UNTYPED_BOOL,
    UNTYPED_INT,
    UNTYPED_NIL,
    untyped,
    wider,
)
from analyzer.program.types import (
    ArrayOf,
    Basic,
    ChanOf,
    FieldSelection,
    Later,
    MapOf,
    MethodSelection,
    Pointer,
    Qualified,
    Signature,
    SliceOf,
    Tuple,
    Type,
    TypeParameter,
    Unknown,
    text,
)

if TYPE_CHECKING:
    from analyzer.program.scope import Body
    from analyzer.program.typing import Types

_BYTE = Basic("uint8")


class Expressions:
    """Types one expression; `analyzer.program.typing.Types` remembers the answers and guards the recursion."""

    def __init__(self, types: Types) -> None:
        self._types = types

    def type_of(self, body: Body, e: ir.Expr) -> Type:
        """The type of an expression's value."""
        match e:
            case ir.Name():
                return self._name(body, e)
            case ir.Select():
                return self._select(body, e)
            case ir.Call():
                return self._call(body, e)
            case ir.Lit():
                return LITERALS.get(e.kind, Unknown(f"a literal of kind {e.kind}"))
            case ir.Composite():
                return self._composite(body, e)
            case ir.Unary():
                return self._unary(body, e)
            case ir.Star():
                return self._star(body, e)
            case ir.Binary():
                return self._binary(body, e)
            case ir.FuncLit():
                return self._types.form(body, e.signature)
            case ir.Index():
                return self._index(body, e)
            case ir.Slice():
                return self._slice(body, e)
            case ir.Assert():
                return self._types.form(body, e.type)
            case ir.Bad():
                return Unknown(e.reason)
        return Unknown("a type is no value")

    # -- names -----------------------------------------------------------------------------------------

    def _name(self, body: Body, name: ir.Name) -> Type:
        found = body.object(name)
        match found:
            case Local(kind="type"):
                return Unknown(f"{name.name} is a type")
            case Local():
                return self._types.local(body, found)
            case Member(kind="type"):
                return Unknown(f"{name.name} is a type")
            case Member():
                return self._types.of_member(found)
            case "true" | "false":
                return UNTYPED_BOOL
            case "nil":
                return UNTYPED_NIL
            case "iota":
                return UNTYPED_INT
            case None:
                return self._dotted(body, name)
        return Unknown(f"{name.name} is no value")

    def _dotted(self, body: Body, name: ir.Name) -> Type:
        for package in self._types.program.imports(body.file).dotted:
            if isinstance(package, External):
                found = self._types.outside.value(package.path, name.name)
                if not isinstance(found, Unknown):
                    return found
        return Unknown(f"{name.name} is not declared")

    def _select(self, body: Body, e: ir.Select) -> Type:
        found = self._types.selection(body, e)
        match found:
            case FieldSelection():
                return found.type
            case MethodSelection():
                return self._method_value(found)
            case Qualified(package=External() as package):
                return self._types.outside.value(package.path, found.name)
            case Qualified(member=Member() as member):
                return self._types.of_member(member) if member.kind != "type" else Unknown(f"{e.name} is a type")
            case Unknown():
                return found
        return Unknown(f"{e.name} is not declared")

    def _method_value(self, method: MethodSelection) -> Signature:
        """A method value's type, or a method expression's with the receiver in front."""
        if not method.expression:
            return method.signature
        own = method.signature
        receiver = method.receiver
        count = len(own.params) + 1
        return Signature(
            Later(lambda: (receiver, *own.params), lambda reason: (Unknown(reason),) * count),
            Later(lambda: own.results, lambda reason: (Unknown(reason),) * own.shape[1]),
            own.variadic,
            shape=(count, own.shape[1]),
        )

    # -- calls -----------------------------------------------------------------------------------------

    def is_outside_pointer(self, body: Body, func: ir.Expr) -> bool:
        """Whether a callee is ``*pkg.T`` of a package nobody can see: calling a dereferenced variable is unheard of."""
        while isinstance(func, ir.Star):
            func = func.x
            if isinstance(func, ir.Select) and isinstance(func.x, ir.Name):
                return isinstance(body.object(func.x), External)
        return False

    def _call(self, body: Body, e: ir.Call) -> Type:
        converted = self._types.denoted(body, e.func)
        if converted is not None:
            return converted
        if self.is_outside_pointer(body, e.func):
            return self._types.form(body, e.func)
        name = self._builtin(body, e.func)
        if name is not None:
            return builtins.call(self._types, body, name, e)
        if isinstance(e.func, ir.Select) and isinstance(e.func.x, ir.Name):
            package = body.object(e.func.x)
            if isinstance(package, External) and package.path == "unsafe":
                return builtins.call_unsafe(self._types, body, e.func.name, e)
        callee = self._types.expr(body, e.func)
        signature = self._types.core(callee)
        if isinstance(signature, Unknown):
            return signature
        if not isinstance(signature, Signature):
            return Unknown(f"{text(callee)} is no function")
        if signature.type_params:
            signature = self.instantiated(body, e, signature)
        results = signature.results
        return results[0] if len(results) == 1 else Tuple(results)

    def _builtin(self, body: Body, func: ir.Expr) -> str | None:
        if isinstance(func, ir.Name) and func.name in builtins.BUILTINS and isinstance(body.object(func), str):
            return func.name
        return None

    def instantiated(self, body: Body, e: ir.Call, signature: Signature) -> Signature:
        """A generic function's signature in one call, its type arguments inferred."""
        fresh = instantiate(signature, {})
        return substitute_signature(fresh, self._inferred(body, e, fresh))

    def type_arguments(self, body: Body, e: ir.Call, generic: Signature) -> dict[TypeParameter, Type]:
        """What the type parameters of a generic function stand for in one call."""
        written = e.func.indices if isinstance(e.func, ir.Index) else ()
        given = dict(zip(generic.type_params, (self._types.form(body, index) for index in written), strict=False))
        fresh = instantiate(generic, given)
        inferred = self._inferred(body, e, fresh)
        still_open = [param for param in generic.type_params if param not in given]
        return {**given, **{p: inferred[f] for p, f in zip(still_open, fresh.type_params, strict=True)}}

    def _inferred(self, body: Body, e: ir.Call, fresh: Signature) -> dict[TypeParameter, Type]:
        arguments = [self._types.expr(body, argument) for argument in e.args]
        if len(arguments) == 1 and isinstance(arguments[0], Tuple):
            arguments = list(arguments[0].types)
        return Inference(self._types, fresh.type_params).from_arguments(fresh, arguments, spread=e.spread)

    # -- operands ----------------------------------------------------------------------------------------

    def _composite(self, body: Body, e: ir.Composite) -> Type:
        if e.type is None:
            return self._types.implied.type_of(body, e)
        if isinstance(e.type, ir.ArrayType) and isinstance(e.type.len, ir.Ellipsis):
            return ArrayOf(self._length(body, e), self._types.form(body, e.type.elem))
        return self._types.form(body, e.type)

    def _length(self, body: Body, e: ir.Composite) -> int | None:
        """The length of ``[...]T{...}``: the largest index plus one."""
        position, length = 0, 0
        for element in e.elements:
            if element.key is not None:
                found = self._types.constants.integer(self._types.where(body), element.key)
                if found is None:
                    return None
                position = found
            position += 1
            length = max(length, position)
        return length

    def _unary(self, body: Body, e: ir.Unary) -> Type:
        operand = self._types.expr(body, e.x)
        if isinstance(operand, Unknown):
            return operand
        if e.op == "&":
            return Pointer(operand)
        if e.op == "<-":
            channel = self._types.core(operand)
            return channel.elem if isinstance(channel, ChanOf) else _unexpected(channel, operand, "channel")
        return operand

    def _star(self, body: Body, e: ir.Star) -> Type:
        operand = self._types.expr(body, e.x)
        pointer = self._types.core(operand)
        return pointer.elem if isinstance(pointer, Pointer) else _unexpected(pointer, operand, "pointer")

    def _binary(self, body: Body, e: ir.Binary) -> Type:
        if e.op in COMPARISONS:
            return UNTYPED_BOOL
        left: ir.Expr = e
        rest: list[ir.Binary] = []
        while isinstance(left, ir.Binary) and left.op not in COMPARISONS:
            rest.append(left)
            left = left.x
        found = self._types.expr(body, left)
        for operation in reversed(rest):
            if not untyped(found) and not isinstance(found, Unknown):
                return found
            if operation.op not in ("<<", ">>"):
                found = wider(found, self._types.expr(body, operation.y))
        return found

    def _index(self, body: Body, e: ir.Index) -> Type:
        operand = self._types.expr(body, e.x)
        if isinstance(operand, Signature) and operand.type_params:
            return self._partial(body, e, operand)
        container = self._types.core(operand)
        if isinstance(container, Pointer):
            container = self._types.core(container.elem)
        match container:
            case MapOf():
                return container.value
            case SliceOf() | ArrayOf():
                return container.elem
            case Basic(name="string" | "untyped string"):
                return _BYTE
        return _unexpected(container, operand, "container")

    def _partial(self, body: Body, e: ir.Index, generic: Signature) -> Signature:
        """``F[A]``: a generic function with some or all type arguments; what constraints tell of the rest comes with them."""
        given = dict(zip(generic.type_params, (self._types.form(body, index) for index in e.indices), strict=False))
        return instantiate(generic, given)

    def _slice(self, body: Body, e: ir.Slice) -> Type:
        operand = self._types.expr(body, e.x)
        sliced = self._types.core(operand)
        if isinstance(sliced, Pointer):
            sliced = self._types.core(sliced.elem)
        if isinstance(sliced, ArrayOf):
            return SliceOf(sliced.elem)
        if isinstance(sliced, SliceOf | Basic):
            return STRING if untyped(operand) else operand
        return operand if isinstance(operand, TypeParameter) else _unexpected(sliced, operand, "slice")

    def present(self, body: Body, e: ir.Expr) -> Type:
        """The second value of ``m[k]``, ``x.(T)`` and ``<-c``: whether there is a first."""
        if isinstance(e, ir.Index | ir.Assert) or (isinstance(e, ir.Unary) and e.op == "<-"):
            return UNTYPED_BOOL
        return Unknown("the value has one part only")


def _unexpected(found: Type | None, operand: Type, wanted: str) -> Unknown:
    """Why an operand is not what an operation needs: unseen, or really another type."""
    if isinstance(found, Unknown):
        return found
    return Unknown(f"{text(operand)} is no {wanted}")

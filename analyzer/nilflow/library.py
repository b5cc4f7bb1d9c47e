"""Go's own functions: builtins, conversions, and what the standard library is known to do with its arguments."""

from __future__ import annotations

import msgspec

from analyzer.facts import ir
from analyzer.nilflow import assignment, calls, concurrent, expressions, leaving, reads, suspended, terms
from analyzer.nilflow.interest import origins
from analyzer.nilflow.machine import Frame
from analyzer.nilflow.state import Object, State, Ways
from analyzer.nilflow.values import UNSEEN, Address, Func, Multi, Opaque, Ref, Value, Zero
from analyzer.nilflow.vocabulary import Called, called_name
from analyzer.program import types as go

_MAKES_ERROR = frozenset((
    ("errors", "New"), ("fmt", "Errorf"), ("errors", "Errorf"), ("status", "Error"), ("status", "Errorf"),
))  # fmt: skip
_WRAPS_ERROR = frozenset(
    (("errors", "Wrap"), ("errors", "Wrapf"), ("errors", "WithMessage"), ("errors", "WithStack"), ("errors", "Join"))
)
_FILLS = frozenset(("Unmarshal", "UnmarshalJSON", "UnmarshalText", "UnmarshalBinary", "UnmarshalVT", "Decode", "DecodeElement",
                    "XXX_Unmarshal", "Scan", "Sscan", "Sscanf", "UnmarshalTo", "UnmarshalNext"))  # fmt: skip
"""Functions that decode into what they get a pointer to: the result comes from outside the program."""
_ENDS = frozenset((("os", "Exit"), ("log", "Fatal"), ("log", "Fatalf"), ("log", "Fatalln"), ("log", "Panic"), ("log", "Panicf"),
                   ("runtime", "Goexit"), ("logrus", "Fatal"), ("logrus", "Fatalf"), ("klog", "Fatal"), ("klog", "Fatalf")))  # fmt: skip
_SENDS = frozenset((("proto", "Marshal"), ("proto", "MarshalAppend"), ("protojson", "Marshal"), ("prototext", "Marshal"),
                    ("anypb", "New"), ("anypb", "MarshalFrom"), ("grpc", "Invoke")))  # fmt: skip
"""Functions that encode what they get for somebody else: it is not followed any further."""
_STARTS = frozenset((("errgroup", "Group", "Go"), ("sync", "WaitGroup", "Go")))
"""Methods that run a function value beside this path."""
_WAITS = frozenset((("errgroup", "Group", "Wait"), ("sync", "WaitGroup", "Wait")))
"""Methods that return when what was started beside this path has ended."""


def is_standard(name: str) -> bool:
    """Whether an external function (``path.Name`` or ``path.(T).Name``) belongs to the standard library."""
    first = name.partition("/")[0]
    return "." not in first.partition(".(")[0].partition(".")[0] and ("/" not in name or "." not in first)


def apply(
    frame: Frame, state: State, call: ir.Call, receiver: Value | None, arguments: tuple[Value, ...]
) -> Ways | None:
    """The result of a builtin, conversion or function that is known; None for any other call."""
    m = frame.machine
    func = call.func
    if receiver is None and len(call.args) == 1 and not call.spread and m.program.types.is_type(frame.body, func):
        return [(_converted(frame, func, arguments, call.args[0]), state)]
    name = called_name(call)
    if isinstance(func, ir.Name) and frame.body.local(func) is None and isinstance(frame.body.object(func), str):
        return _builtin(frame, state, call, name, arguments)
    if name in _FILLS:
        _fill(frame, state, receiver, arguments)
        return [(Opaque(terms.mark(f"{name}()", m.fresh())), state)]
    if name not in _NAMES:
        return None
    called = m.vocabulary.called(frame.body, call)
    return None if called is None else _known(frame, state, call, called, receiver, arguments)


def _known(
    frame: Frame, state: State, call: ir.Call, called: Called, receiver: Value | None, arguments: tuple[Value, ...]
) -> Ways | None:
    package = called.package.rpartition("/")[2]
    key = package, called.name
    given = reads.as_method(frame, arguments[0]) if arguments else None
    if type(given) is Func and (package, called.receiver, called.name) == ("sync", "Once", "Do"):
        return _once(frame, state, call, receiver, given)
    if type(given) is Func and (package, called.receiver, called.name) in _STARTS:
        concurrent.start(frame, state, call, given, None, ())
        return [(UNSEEN, state)]
    if (package, called.receiver, called.name) in _WAITS:
        return [(UNSEEN, after) for after in concurrent.wait(state)]
    if key in _MAKES_ERROR:
        return [(Opaque(terms.mark(f"{key[0]}.{key[1]}()", frame.machine.fresh()), error=True), state)]
    if key in _WRAPS_ERROR and arguments:
        wrapped = _elements(state, arguments) if key == ("errors", "Join") else arguments[:1]
        error = any(_is_error(state, value) for value in wrapped)
        return [(Opaque(terms.mark(f"{key[0]}.{key[1]}()", frame.machine.fresh()), error=error), state)]
    if key in _SENDS:
        reason = f"is sent out of the program by {key[0]}.{called.name}"
        leaving.leave(frame, state, call, receiver, arguments, reason)
        return [(suspended.result_term(frame, state, call, receiver, arguments), state)]
    if key in _ENDS:
        frame.machine.ends(state)
        return []
    if key == ("cmp", "Or"):
        return _first_that_is_something(state, arguments)
    return None


def _once(frame: Frame, state: State, call: ir.Call, receiver: Value | None, function: Func) -> Ways:
    """``once.Do(f)`` runs ``f``, unless somebody else has: nobody else knows a ``sync.Once`` that is a local variable."""
    func = call.func
    own = isinstance(func, ir.Select) and isinstance(func.x, ir.Name) and frame.body.local(func.x) is not None
    fresh = own and (type(receiver) is Zero or (type(receiver) is Ref and not receiver.pointer))
    before: Ways = [] if fresh else [(UNSEEN, state.fork())]
    return [*before, *((UNSEEN, after) for _, after in calls.enter_value(frame, state, call, function, ()))]


def _elements(state: State, values: tuple[Value, ...]) -> tuple[Value, ...]:
    """Values, a spread list among them taken apart."""
    last = values[-1]
    held = (
        state.object(last).fields.values() if type(last) is Ref and state.object(last).container == "list" else (last,)
    )
    return (*values[:-1], *held)


def _is_error(state: State, value: Value) -> bool:
    return type(value) is Opaque and (value.error or state.facts.get(f"{value.term} == nil") is False)


_NAMES = frozenset(name for _, name in (*_MAKES_ERROR, *_WRAPS_ERROR, *_ENDS, *_SENDS)) | {"Or", "Do", "Go", "Wait"}


def _first_that_is_something(state: State, arguments: tuple[Value, ...]) -> Ways:
    """``cmp.Or``: the first argument that is not zero, else zero."""
    nothing: Value = Zero("nil-literal")
    for value in arguments:
        if type(value) is not Zero:
            return [(value, state)]
        nothing = value if value.origin is not None else nothing
    return [(nothing, state)]


def _converted(frame: Frame, func: ir.Expr, arguments: tuple[Value, ...], written: ir.Expr) -> Value:
    if not arguments:
        return Opaque("?")
    value = arguments[0]
    if type(value) is Zero and value.origin is not None:
        return assignment.converted(frame, func, value, frame, written)
    if type(value) is Zero and value.origin is None and value.how == "nil-literal":
        types = frame.machine.program.types
        target = types.denoted(frame.body, func)
        interface = target is not None and isinstance(types.underlying(target), go.InterfaceOf)
        return Zero("nil-literal" if interface else "typed-nil")
    if type(value) is Opaque and not value.instead:
        return msgspec.structs.replace(value, term=value.term)
    return value


def _fill(frame: Frame, state: State, receiver: Value | None, arguments: tuple[Value, ...]) -> None:
    """A decoder: what it gets a pointer to holds what somebody outside sent."""
    for value in (receiver, *arguments):
        if type(value) is Ref and value.key in state.heap:
            thing = state.object(value)
            kept = {name: part for name, part in thing.fields.items() if origins(frame.machine, state, part)}
            state.heap[value.key] = Object(kept, thing.type, True, thing.container)
        elif type(value) is Address:
            state.point(value, Opaque(terms.mark(value.name, frame.machine.fresh())))


def _builtin(frame: Frame, state: State, call: ir.Call, name: str, arguments: tuple[Value, ...]) -> Ways:
    match name:
        case "panic":
            frame.machine.ends(state)
            return []
        case "append":
            return [(_appended(frame, state, call, arguments), state)]
        case "new":
            return [(_new(frame, state, call), state)]
        case "make":
            key = (frame.number, call.at)
            state.heap[key] = _made(frame, call, arguments)
            return [(Ref(key, pointer=False), state)]
        case "len" | "cap":
            return [(_length(state, name, arguments[0]), state)] if arguments else [(Opaque("?"), state)]
        case "min" | "max":
            text = f"{name}({', '.join(expressions.term_of(value) for value in arguments)})"
            return [(Opaque(terms.bounded(text, name, frame.machine.fresh())), state)]
        case "copy":
            if len(arguments) == 2:
                assignment.store_element(frame, state, arguments[0], None, arguments[1], call.at)
            return [(Opaque(terms.mark("copy()", frame.machine.fresh())), state)]
        case "close":
            if arguments:
                concurrent.close(state, arguments[0])
            return [(Opaque("?"), state)]
        case "recover":
            return [(Opaque(terms.mark("recover()", frame.machine.fresh())), state)]
    return [(Opaque(terms.mark(f"{name}()", frame.machine.fresh())), state)]


def _length(state: State, name: str, value: Value) -> Value:
    if type(value) is Zero:
        return Opaque("0")
    if type(value) is Ref:
        thing = state.heap.get(value.key)
        if (
            thing is not None
            and thing.container
            and not thing.open
            and not any(key.startswith("*") for key in thing.fields)
        ):
            return Opaque(str(len(thing.fields)))
    return Opaque(f"{name}({expressions.term_of(value)})", expressions.fallback_of(value))


def _new(frame: Frame, state: State, call: ir.Call) -> Value:
    types = frame.machine.program.types
    made = _type_argument(frame, call)
    key = (frame.number, call.at)
    if isinstance(types.underlying(made), go.StructOf | go.Unknown):
        state.heap[key] = Object({}, made if isinstance(made, go.Named) else None)
    else:
        state.heap[key] = Object({"*": Zero("unassigned-variable")}, None, container="box")
    return Ref(key, pointer=True)


def _type_argument(frame: Frame, call: ir.Call) -> go.Type:
    found = frame.machine.program.types.denoted(frame.body, call.args[0]) if call.args else None
    return found if found is not None else go.Unknown("no type")


def _made(frame: Frame, call: ir.Call, arguments: tuple[Value, ...]) -> Object:
    """What ``make`` gives: an empty map or channel, or a slice of as many zeros as nobody need count."""
    made = frame.machine.program.types.underlying(_type_argument(frame, call))
    if isinstance(made, go.MapOf):
        return Object({}, None, container="map")
    if isinstance(made, go.ChanOf):
        return Object({}, None, open=True, container="chan")
    empty = bool(arguments) and type(arguments[0]) is Opaque and terms.is_zero(arguments[0].term)
    return Object({}, None, open=not empty, container="list")


def _appended(frame: Frame, state: State, call: ir.Call, arguments: tuple[Value, ...]) -> Value:
    """A new container with the old one's elements and those added; what is not known of the old one stays unknown."""
    if not arguments:
        return Opaque("?")
    base, added = arguments[0], arguments[1:]
    fields: dict[str, Value] = {}
    open_ = False
    if type(base) is Ref and base.key in state.heap:
        fields = dict(state.object(base).fields)
        open_ = state.object(base).open
    elif type(base) is not Zero:
        open_ = True
    if call.spread and added:
        more = added[-1]
        held = state.heap.get(more.key) if type(more) is Ref else None
        added = (*added[:-1], *(held.fields.values() if held is not None else ()))
        open_ = open_ or (held is None and type(more) is not Zero) or (held is not None and held.open)
    for value in added:
        position = len(fields)
        exact = not open_ and position < expressions.UNROLLED and not any(name.startswith("*") for name in fields)
        if exact:
            fields[str(position)] = value
        elif type(value) is Func or origins(frame.machine, state, value):
            fields[f"*{position}"] = value
        else:
            fields.setdefault("*", value)
    key = (frame.number, call.at)
    state.heap[key] = Object(fields, None, open_, container="list")
    return Ref(key, pointer=False)


def results(value: Value, count: int) -> tuple[Value, ...]:
    """The values of one call where ``count`` are wanted."""
    if type(value) is Multi:
        return value.values
    return (value,) * count

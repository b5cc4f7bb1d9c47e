"""The IR as short S-expressions, so that a table of Go and what it means can be read."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.facts import ir
from analyzer.facts.outline import Outline
from analyzer.places import column_of, line_of
from analyzer.syntax import lower_file


def expression(go: str) -> str:
    """An expression in the notation."""
    stmt = statements(f"_ = {go}")[0]
    assert isinstance(stmt, ir.Assign)
    return show(stmt.rhs[0])


def type_of(go: str) -> str:
    """A type in the notation."""
    spec = declare(f"type _ {go}").specs[0]
    assert isinstance(spec, ir.TypeSpec)
    return show(spec.type)


def body(go: str) -> str:
    """The statements of a function body in the notation."""
    return "; ".join(show(stmt) for stmt in statements(go))


def statements(go: str) -> tuple[ir.Stmt, ...]:
    """The statements of a function body; its first line is line 3."""
    declaration = declarations(f"func f() {{\n{go}\n}}\n")[0]
    assert isinstance(declaration, ir.FuncDecl) and declaration.body is not None
    return declaration.body.stmts


def declare(go: str) -> ir.Declare:
    """The first declaration of a file that is no function."""
    declaration = declarations(go)[0]
    assert isinstance(declaration, ir.Declare)
    return declaration


def declarations(go: str) -> tuple[ir.Declaration, ...]:
    """What a file declares; its first line is line 2."""
    return lower_file(f"package p\n{go}\n".encode())[1]


def outline(go: str) -> Outline:
    """The outline of a file; its first line is line 1."""
    return lower_file(go.encode())[0]


def place(at: int) -> str:
    """A position as line:column."""
    return f"{line_of(at)}:{column_of(at)}"


def show(node: ir.Node | None) -> str:
    """A node in the notation; ``_`` is something left out."""
    match node:
        case None:
            return "_"
        case ir.Name(name=text) | ir.Lit(text=text):
            return text
        case ir.Select():
            return f"(. {show(node.x)} {node.name})"
        case ir.Call():
            return _form("call", node.func, *node.args) + ("..." if node.spread else "")
        case ir.Index():
            return _form("index", node.x, *node.indices)
        case ir.Slice():
            return _form("slice", node.x, *node.bounds)
        case ir.Assert():
            return _form("assert", node.x, node.type)
        case ir.Unary():
            return _form(node.op, node.x)
        case ir.Star():
            return _form("star", node.x)
        case ir.Binary():
            return _form(node.op, node.x, node.y)
        case ir.Element():
            return show(node.value) if node.key is None else f"{show(node.key)}: {show(node.value)}"
        case ir.Composite():
            return _form("lit", node.type, *node.elements)
        case ir.FuncLit():
            return _form("func", node.signature, node.body)
        case ir.Param() | ir.TypeParam():
            written = node.type if isinstance(node, ir.Param) else node.constraint
            return f"{node.name} {show(written)}" if node.name else show(written)
        case ir.FuncType():
            return f"{_list(node.params)}->{_list(node.results)}"
        case ir.Ellipsis():
            return "..." if node.elem is None else f"...{show(node.elem)}"
        case ir.ArrayType():
            return _form("[]", node.elem) if node.len is None else _form("array", node.len, node.elem)
        case ir.MapType():
            return _form("map", node.key, node.value)
        case ir.ChanType():
            return f"(chan {node.dir} {show(node.elem)})"
        case ir.Field():
            tag = f" {node.tag}" if node.tag else ""
            return f"({'embed' if node.embedded else 'field'} {node.name} {show(node.type)}{tag})"
        case ir.StructType():
            return _form("struct", *node.fields)
        case ir.Method():
            return f"({node.name} {show(node.signature)})"
        case ir.InterfaceType():
            return _form("interface", *node.methods, *node.embeds)
        case ir.Bad() | ir.BadStmt():
            return f"(bad {node.reason})"
        case _:
            return _statement(node)


def _statement(node: ir.Node) -> str:
    match node:
        case ir.Block():
            return "{" + "; ".join(show(stmt) for stmt in node.stmts) + "}"
        case ir.ExprStmt():
            return show(node.x)
        case ir.Assign():
            return f"({_names(node.lhs)} {node.op} {_names(node.rhs)})"
        case ir.ValueSpec():
            written = "" if node.type is None else f" {show(node.type)}"
            values = f" = {_names(node.values)}" if node.values else ""
            return f"({f'const {node.iota}' if node.const else 'var'} {_names(node.names)}{written}{values})"
        case ir.TypeSpec():
            params = _list(node.params) if node.params else ""
            return f"({'alias' if node.alias else 'type'} {node.name}{params} {show(node.type)})"
        case ir.Declare():
            return " ".join(show(spec) for spec in node.specs)
        case ir.If():
            return _form("if", node.cond, node.then, *([] if node.otherwise is None else [node.otherwise]))
        case ir.Loop():
            return _form(_labeled("for", node.label), node.cond, node.post, node.body)
        case ir.Range():
            head = _labeled("range:=" if node.define else "range=", node.label)
            return _form(head, node.key, node.value, node.x, node.body)
        case ir.Case():
            head = "default" if node.default else _list(node.conds)
            return f"({head} {show(node.body)}{' fallthrough' if node.fallthrough else ''})"
        case ir.Switch() | ir.SelectStmt():
            return _form(_labeled("switch" if isinstance(node, ir.Switch) else "select", node.label), *node.cases)
        case ir.TypeCase():
            return f"({'default' if node.default else _list(node.types)} {show(node.body)})"
        case ir.TypeSwitch():
            return _form(_labeled("typeswitch", node.label), node.bind, node.x, *node.cases)
        case ir.CommCase():
            return f"({'default' if node.comm is None else show(node.comm)} {show(node.body)})"
        case ir.Go() | ir.Defer():
            return _form("go" if isinstance(node, ir.Go) else "defer", node.call)
        case ir.Return():
            return _form("return", *node.values)
        case ir.Branch():
            return f"({node.kind} {node.label})" if node.label else f"({node.kind})"
        case ir.Labeled():
            return f"({node.label}: {show(node.stmt)})"
        case ir.Send():
            return _form("send", node.chan, node.value)
        case ir.FuncDecl():
            receiver = "" if node.receiver is None else f"({show(node.receiver)}) "
            params = _list(node.type_params) if node.type_params else ""
            return f"(func {receiver}{node.name}{params} {show(node.signature)} {show(node.body)})"
    raise AssertionError(node)


def _form(head: str, *parts: ir.Node | None) -> str:
    return f"({' '.join([head, *map(show, parts)])})"


def _list(parts: Sequence[ir.Node]) -> str:
    return f"[{', '.join(map(show, parts))}]"


def _names(parts: Sequence[ir.Node]) -> str:
    return ", ".join(map(show, parts))


def _labeled(head: str, label: str) -> str:
    return f"{head} {label}:" if label else head

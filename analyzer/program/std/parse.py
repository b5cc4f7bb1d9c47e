"""A reader for the type syntax of the tables: parameters have no names, nothing has a value."""

from __future__ import annotations

import re

from analyzer.facts import ir

_TOKEN = re.compile(r"\w+|\.\.\.|<-|[\[\](){},;*.|~=]")


class Reader:
    """Reads one declaration or type from the left."""

    def __init__(self, text: str) -> None:
        self._tokens: list[str] = [*_TOKEN.findall(text), ""]
        self._next = 0

    def _peek(self, ahead: int = 0) -> str:
        return self._tokens[min(self._next + ahead, len(self._tokens) - 1)]

    def _take(self, *expected: str) -> bool:
        """Takes the next token if it is one of those."""
        if self._peek() in expected:
            self._next += 1
            return True
        return False

    def _word(self) -> str:
        token = self._peek()
        self._next += 1
        return token

    def _end(self, closing: str) -> None:
        assert self._word() == closing, self._tokens

    # -- declarations ----------------------------------------------------------------------------

    def type_spec(self) -> ir.TypeSpec:
        """``type Name[P C] T`` or ``type Name = T``."""
        self._end("type")
        name = self._word()
        params: tuple[ir.TypeParam, ...] = ()
        if self._peek() == "[" and self._peek(2) not in ("]", ""):
            params = self._type_params()
        alias = self._take("=")
        return ir.TypeSpec(name, params, self.type(), alias, 0)

    def function(self) -> ir.FuncDecl:
        """``func Name[P C](A, ...B) R`` or ``func (*T[P]) Name(A) (R, S)``."""
        self._end("func")
        receiver = None
        if self._take("("):
            receiver = ir.Param("", self.type(), 0)
            self._end(")")
        name = self._word()
        params = self._type_params() if self._peek() == "[" else ()
        return ir.FuncDecl(name, receiver, params, self._signature(), None, 0)

    def _type_params(self) -> tuple[ir.TypeParam, ...]:
        self._end("[")
        found = []
        while not self._take("]"):
            found.append(ir.TypeParam(self._word(), self._union(), 0))
            self._take(",")
        return tuple(found)

    def _signature(self) -> ir.FuncType:
        params = self._list()
        results: tuple[ir.Param, ...] = ()
        if self._peek() == "(":
            results = self._list()
        elif self._peek() not in ("", ")", "]", "}", ",", ";"):
            results = (ir.Param("", self.type(), 0),)
        return ir.FuncType(params, results, 0)

    def _list(self) -> tuple[ir.Param, ...]:
        self._end("(")
        found = []
        while not self._take(")"):
            kind = ir.Ellipsis(self.type(), 0) if self._take("...") else self.type()
            found.append(ir.Param("", kind, 0))
            self._take(",")
        return tuple(found)

    # -- types -------------------------------------------------------------------------------------

    def type(self) -> ir.Expr:
        """One type."""
        if self._take("*"):
            return ir.Star(self.type(), 0)
        if self._take("["):
            if self._take("]"):
                return ir.ArrayType(None, self.type(), 0)
            length = ir.Lit("int", self._word(), 0)
            self._end("]")
            return ir.ArrayType(length, self.type(), 0)
        if self._take("("):
            inner = self.type()
            self._end(")")
            return inner
        if self._take("<-"):
            self._end("chan")
            return ir.ChanType("receive", self.type(), 0)
        return self._worded(self._word())

    def _worded(self, word: str) -> ir.Expr:
        match word:
            case "map":
                self._end("[")
                key = self.type()
                self._end("]")
                return ir.MapType(key, self.type(), 0)
            case "chan":
                direction = "send" if self._take("<-") else "both"
                return ir.ChanType(direction, self.type(), 0)
            case "func":
                return self._signature()
            case "struct":
                return self._struct()
            case "interface":
                return self._interface()
        found: ir.Expr = ir.Name(word, 0)
        if self._take("."):
            found = ir.Select(found, self._word(), 0)
        if self._peek() == "[" and self._peek(1) != "]":
            self._end("[")
            args = []
            while not self._take("]"):
                args.append(self.type())
                self._take(",")
            found = ir.Index(found, tuple(args), 0)
        return found

    def _struct(self) -> ir.StructType:
        self._end("{")
        fields = []
        while not self._take("}"):
            embedded = self._peek() == "*" or self._peek(1) in (";", "}", ".")
            name = "" if embedded else self._word()
            kind = self.type()
            fields.append(ir.Field(name or _last(kind), kind, embedded, "", 0))
            self._take(";")
        return ir.StructType(tuple(fields), 0)

    def _interface(self) -> ir.InterfaceType:
        self._end("{")
        methods, embeds = [], []
        while not self._take("}"):
            if self._peek(1) == "(":
                methods.append(ir.Method(self._word(), self._signature(), 0))
            else:
                embeds.append(self._union())
            self._take(";")
        return ir.InterfaceType(tuple(methods), tuple(embeds), 0)

    def _union(self) -> ir.Expr:
        found = self._term()
        while self._take("|"):
            found = ir.Binary("|", found, self._term(), 0)
        return found

    def _term(self) -> ir.Expr:
        return ir.Unary("~", self.type(), 0) if self._take("~") else self.type()


def _last(kind: ir.Expr) -> str:
    """The name of an embedded field of a type."""
    if isinstance(kind, ir.Star):
        kind = kind.x
    return kind.name if isinstance(kind, ir.Name | ir.Select) else ""

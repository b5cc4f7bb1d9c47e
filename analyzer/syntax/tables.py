"""Which handler lowers which kind of node."""

from __future__ import annotations

from analyzer.syntax import branching, expressions, literals, loops, specs, statements, types
from analyzer.syntax.careful import careful
from analyzer.syntax.grammar import kind
from analyzer.syntax.source import Tables, ToExpression, ToStatement

_EXPRESSIONS: dict[str, ToExpression] = {
    "identifier": expressions.identifier,
    "type_identifier": expressions.identifier,
    "nil": expressions.identifier,
    "true": expressions.identifier,
    "false": expressions.identifier,
    "iota": expressions.identifier,
    "parenthesized_expression": expressions.parenthesized,
    "parenthesized_type": expressions.parenthesized,
    "variadic_argument": expressions.parenthesized,
    "selector_expression": expressions.selector_expression,
    "call_expression": expressions.call_expression,
    "type_conversion_expression": expressions.type_conversion_expression,
    "index_expression": expressions.index_expression,
    "type_instantiation_expression": expressions.index_expression,
    "slice_expression": expressions.slice_expression,
    "type_assertion_expression": expressions.type_assertion_expression,
    "unary_expression": expressions.unary_expression,
    "binary_expression": expressions.binary_expression,
    "int_literal": literals.basic("int"),
    "float_literal": literals.basic("float"),
    "imaginary_literal": literals.basic("imaginary"),
    "rune_literal": literals.basic("rune"),
    "raw_string_literal": literals.basic("string"),
    "interpreted_string_literal": literals.basic("string"),
    "composite_literal": literals.composite_literal,
    "literal_value": literals.literal_value,
    "func_literal": literals.func_literal,
    "qualified_type": types.qualified_type,
    "pointer_type": types.pointer_type,
    "negated_type": types.negated_type,
    "generic_type": types.generic_type,
    "type_elem": types.type_elem,
    "type_constraint": types.type_elem,
    "array_type": types.array_type,
    "implicit_length_array_type": types.implicit_length_array_type,
    "slice_type": types.slice_type,
    "map_type": types.map_type,
    "channel_type": types.channel_type,
    "function_type": types.function_type,
    "struct_type": types.struct_type,
    "interface_type": types.interface_type,
}

_STATEMENTS: dict[str, ToStatement] = {
    "block": statements.lower_block,
    "expression_statement": statements.expression_statement,
    "assignment_statement": statements.assignment,
    "short_var_declaration": statements.assignment,
    "inc_statement": statements.step,
    "dec_statement": statements.step,
    "send_statement": statements.send_statement,
    "go_statement": statements.go_statement,
    "defer_statement": statements.defer_statement,
    "return_statement": statements.return_statement,
    "break_statement": statements.branch,
    "continue_statement": statements.branch,
    "goto_statement": statements.branch,
    "fallthrough_statement": statements.fallthrough_statement,
    "labeled_statement": statements.labeled_statement,
    "var_declaration": specs.var_declaration,
    "const_declaration": specs.const_declaration,
    "type_declaration": specs.type_declaration,
    "if_statement": branching.if_statement,
    "expression_switch_statement": branching.expression_switch_statement,
    "type_switch_statement": branching.type_switch_statement,
    "select_statement": branching.select_statement,
    "for_statement": loops.for_statement,
}

PLAIN = Tables(
    {kind(name): handler for name, handler in _EXPRESSIONS.items()},
    {kind(name): handler for name, handler in _STATEMENTS.items()},
)
"""For nodes without errors."""

CAREFUL = careful(PLAIN)
"""For nodes that may hold errors."""

; Top-level declarations. A group's keyword is matched before the names it declares.

(package_clause (package_identifier) @package)

(function_declaration name: (identifier) @name) @func

(method_declaration
  receiver: (parameter_list) @receiver
  name: (field_identifier) @name) @method

(type_declaration (type_spec name: (type_identifier) @name) @type)

(type_declaration (type_alias name: (type_identifier) @name) @type)

(var_declaration) @var

(var_declaration (var_spec name: (identifier) @member))

(var_declaration (var_spec_list (var_spec name: (identifier) @member)))

(const_declaration) @const

(const_declaration (const_spec (identifier) @member))

; The grammar takes a group on one line for an error.

(var_declaration (var_spec_list (ERROR (var_spec name: (identifier) @member))))

(const_declaration (ERROR (const_spec (identifier) @member)))

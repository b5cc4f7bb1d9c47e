; Imports, alone and in a group. The name is a package name, a dot or a blank.

(import_declaration
  (import_spec
    name: (_)? @name
    path: (_) @path) @import)

(import_declaration
  (import_spec_list
    (import_spec
      name: (_)? @name
      path: (_) @path) @import))

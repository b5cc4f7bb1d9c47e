"""The call graph of a whole program: every call of its own code, resolved by what flows where.

    every declaration -> nodes and edges of the flow (`constraints`, `holders`) -> propagated (`flow`) -> callees (`entering`)
                                                                                                         -> the graph (`build`)

The abstraction is that of variable type analysis: a node for each variable, parameter, result, field of a struct type, and for the
elements of all slices (maps, channels, pointers) of one type. What leaves the tree and may come back is in `outside`.
"""

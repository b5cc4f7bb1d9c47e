"""The call graph of a whole program: every call of its own code, resolved by what flows where.

    every package -> its reading: places, edges, calls (`reader`, `constraints`, `holders`), or one of a former run (`inputs`, `readings`)
    all readings  -> one flow (`engine`, `places`), propagated (`flow`) -> callees (`entering`) -> the graph (`build`)

The abstraction is that of variable type analysis: a place for each variable, parameter, result, field of a struct type, and for the
elements of all slices (maps, channels, pointers) of one type. What leaves the tree and may come back is in `outside`.
"""

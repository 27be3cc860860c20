# The C types of fold.py, which Cython compiles it with.
cimport cython

cdef int _PLANE, _UNKNOWN, _DROPPED, _KEPT, _CHANGED
cdef unsigned char[::1] _FATES

@cython.locals(
    size=cython.int, place=cython.int, code=cython.int, fate=cython.int, begin=cython.int,
    count=cython.int, places="int[::1]", kept=list,
)
cpdef fold(str text)

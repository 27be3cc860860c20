# The C types of closeness.py, which Cython compiles it with.
cimport cython

cdef int _HASHED

@cython.locals(place=cython.int, count=cython.int, size=cython.int)
cdef bint _may_come_near(
    const unsigned char[::1] known, int length, int within, int at_edge, str text
)

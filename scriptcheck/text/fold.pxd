# The C types of fold.py, which Cython compiles it with.
cimport cython

cdef int _PLANE
cdef list _PIECES

@cython.locals(kept=list, offsets=list, place=cython.int, code=cython.int)
cpdef fold(str text)

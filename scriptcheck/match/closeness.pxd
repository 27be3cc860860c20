# The C types of closeness.py, which Cython compiles it with.
cimport cython

@cython.locals(place=cython.int, count=cython.int, size=cython.int)
cpdef bint reaches(bytes text, bytes known, int length, int within, int at_edge)

# The C types of cut.py, which Cython compiles it with.
cimport cython

cdef int _FIRST_CHINESE, _LAST_CHINESE

@cython.final
cdef class Dictionary:
    cdef readonly dict counts, tags
    cdef dict weights
    cdef double log_total

    @cython.locals(size=cython.int, start=cython.int, stop=cython.int, found=list)
    cpdef list tagged(self, str text, str signs=*)
    cpdef list words(self, str text)
    @cython.locals(
        stops="int[::1]", size=cython.int, start=cython.int, stop=cython.int, foreign=cython.int,
        word=str,
    )
    cdef _cut(self, str text, list found)
    @cython.locals(
        size=cython.int, ends="int[::1]", route="double[::1]", start=cython.int, stop=cython.int,
        end=cython.int, best=cython.double, share=cython.double, word=str,
    )
    cdef _stops(self, str text)
    cdef double _weight(self, count) except? 1.0

cpdef bint in_word(int code, str signs)
cpdef bint is_foreign(int code)

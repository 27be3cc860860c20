# The C types of text_index.py, which Cython compiles it with.
cimport cython

@cython.final
cdef class TextIndex:
    cdef dict rows
    cdef int[::1] starts, numbers, lengths

    @cython.locals(
        starts="int[::1]", numbers="int[::1]", lengths="int[::1]", shared="long long[::1]",
        count=cython.int, number=cython.int, size=cython.int, start=cython.int, stop=cython.int,
        run=str, seen=set, at=cython.int, end=cython.int, weight=cython.longlong,
        row=object, first=cython.int, best=cython.longlong, nearest=cython.int,
        length=cython.longlong, share=cython.longlong,
    )
    cpdef int nearest(self, str text)

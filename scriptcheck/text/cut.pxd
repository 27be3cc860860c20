# The C types of cut.py, which Cython compiles it with.
cimport cython

cdef int _FIRST_CHINESE, _LAST_CHINESE
cdef unsigned long long _PRIME, _MASK, _BASIS
cdef double _NOT_KNOWN

@cython.final
cdef class Dictionary:
    cdef unsigned long long[::1] keys
    cdef unsigned short[::1] ranks
    cdef unsigned char[::1] tags
    cdef double[::1] weights
    cdef list counts, tag_names
    cdef dict rank_of
    cdef readonly object total
    cdef double log_total
    cdef long long mask

    @cython.locals(size=cython.int, start=cython.int, stop=cython.int, found=list)
    cpdef list tagged(self, str text, str signs=*)
    cpdef list words(self, str text)
    @cython.locals(slot=cython.longlong)
    cpdef count(self, str word)
    cpdef learn(self, str word)
    @cython.locals(
        rank=object, key="unsigned long long", size=cython.int, at=cython.int, slot=cython.longlong,
    )
    cpdef add(self, str word, count, int tag)
    cdef _weigh_anew(self)
    @cython.locals(slot=cython.longlong, _=cython.longlong)
    cdef int _place(self, unsigned long long key) except -1
    @cython.locals(
        size=cython.int, start=cython.int, stop=cython.int, foreign=cython.int, tag=cython.int,
        ends="int[::1]", places="int[::1]",
    )
    cdef _cut(self, str text, int first, int end, list found)
    @cython.locals(
        size=cython.int, route="double[::1]", start=cython.int, stop=cython.int, end=cython.int,
        best=cython.double, share=cython.double, weight=cython.double, slot=cython.longlong,
        place=cython.longlong, rank=cython.int, key="unsigned long long", counts=list,
    )
    cdef _find_stops(self, str text, int first, int[::1] ends, int[::1] places)
    cdef int _first(self, str text, int at) except -2
    @cython.locals(slot=cython.longlong)
    cdef long long _slot(self, unsigned long long key) noexcept

@cython.locals(key="unsigned long long", at=cython.int)
cpdef unsigned long long hashed(str word)
cpdef bint in_word(int code, str signs)
cpdef bint is_foreign(int code)

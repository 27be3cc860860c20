# The C types of scoring.py, which Cython compiles it with.
cimport cython

cdef unsigned long long _PRIME, _MASK, _BASIS

@cython.locals(number=cython.int, longest=cython.int)
cpdef int length_class(int length)

# Final, so that its methods are called directly and the C compiler can put them in place.
@cython.final
cdef class Scorer:
    cdef const unsigned long long[::1] keys
    cdef const unsigned short[::1] norms
    cdef const signed char[::1] weights
    cdef int[::1] sums, codes, plain, sounds
    cdef readonly int cue_count
    cdef int size
    cdef long long mask
    cdef long long norm

    cpdef tuple score(self, str text, str before, int place)
    @cython.locals(cue=cython.int, root=cython.double)
    cpdef tuple find(self, str text, str before, int place, double[::1] least)
    @cython.locals(cue=cython.int, length=cython.int)
    cdef void _sum_up(self, str text, str before, int place)
    @cython.locals(size=cython.int, at=cython.int, code=cython.int, codes="int[::1]", plain="int[::1]")
    cdef void _encode(self, str text)
    @cython.locals(at=cython.int, code=cython.int, codes="int[::1]", sounds="int[::1]")
    cdef void _sound(self)
    @cython.locals(found=object)
    cpdef list shares(self, str text, int cue)
    @cython.locals(slot=cython.longlong)
    cpdef int weight(self, unsigned long long key, int cue)
    @cython.locals(value="unsigned long long")
    cdef unsigned long long _one(self, int kind, int code)
    @cython.locals(slot=cython.longlong)
    cdef long long _slot(self, unsigned long long key)
    @cython.locals(slot=cython.longlong, cue=cython.int, count=cython.int, base=cython.longlong)
    cdef void _add(self, unsigned long long key)
    @cython.locals(size=cython.int, start=cython.int, stop=cython.int, at=cython.int, codes="int[::1]", key="unsigned long long", basis="unsigned long long")
    cdef void _add_runs(self, int kind, int longest)
    @cython.locals(size=cython.int, start=cython.int, stop=cython.int, at=cython.int, each=cython.int, slot=cython.longlong, share=cython.int, codes="int[::1]", key="unsigned long long", basis="unsigned long long")
    cdef void _share_runs(self, int kind, int longest, int cue, int[::1] found)

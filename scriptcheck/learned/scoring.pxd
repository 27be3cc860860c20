# The C types of scoring.py, which Cython compiles it with.
cimport cython

cdef unsigned long long _PRIME, _MASK, _BASIS

@cython.locals(number=cython.int, longest=cython.int)
cpdef int length_class(int length)
@cython.locals(
    best=cython.longlong, total=cython.longlong, best_start=cython.int, best_stop=cython.int,
    start=cython.int, at=cython.int,
)
cpdef tuple largest_row(long long[::1] values, int first, int end)
@cython.locals(
    shared="long long[::1]", numbers="int[::1]", weight=cython.longlong, at=cython.int,
    best=cython.longlong, nearest=cython.int, number=cython.int, length=cython.longlong,
    share=cython.longlong,
)
cpdef int most_shared(rows, int[::1] lengths)

# Final, so that its methods are called directly and the C compiler can put them in place.
@cython.final
cdef class Scorer:
    cdef const unsigned long long[::1] keys
    cdef const unsigned short[::1] norms
    cdef const signed char[::1] weights
    cdef int[::1] sums, alone, codes, plain, sounds
    cdef long long[::1] slots
    cdef readonly int cue_count
    cdef int size, slot_count
    cdef long long mask
    cdef long long norm, norm_alone

    cpdef tuple score(self, str text, str before, int place)
    @cython.locals(cue=cython.int, root=cython.double)
    cpdef tuple find(self, str text, str before, int place, double[::1] least)
    cpdef tuple sums_of(self, str text, str before, int place, int cue)
    @cython.locals(cue=cython.int, length=cython.int, slot=cython.longlong)
    cdef void _sum_up(self, str text, str before, int place)
    @cython.locals(size=cython.int, at=cython.int, code=cython.int, codes="int[::1]", plain="int[::1]")
    cdef void _encode(self, str text)
    @cython.locals(at=cython.int, code=cython.int, codes="int[::1]", sounds="int[::1]")
    cdef void _sound(self)
    cpdef list shares(self, str text, int cue)
    @cython.locals(
        found="long long[::1]", clauses="long long[::1]", count=cython.int, clause=cython.int,
        start=cython.int, stop=cython.int, at=cython.int, first=cython.int, last=cython.int,
        total=cython.longlong,
    )
    cpdef tuple place(self, str text, int cue, int[::1] ends)
    cdef _shared(self, str text, int cue)
    @cython.locals(
        size=cython.int, start=cython.int, stop=cython.int, at=cython.int, slot=cython.longlong,
        weight=cython.int, first=cython.int, codes="int[::1]", key="unsigned long long",
        basis="unsigned long long", found=list,
    )
    cpdef list runs_for(self, str text, int cue)
    @cython.locals(value="unsigned long long")
    cdef unsigned long long _one(self, int kind, int code)
    cdef unsigned long long _pair(self, int kind, int code, int other)
    @cython.locals(slot=cython.longlong)
    cdef long long _slot(self, unsigned long long key) noexcept
    @cython.locals(slot=cython.longlong)
    cdef void _find(self, unsigned long long key) noexcept
    @cython.locals(size=cython.int, start=cython.int, stop=cython.int, at=cython.int, codes="int[::1]", key="unsigned long long", basis="unsigned long long")
    cdef void _find_runs(self, int kind, int longest) noexcept
    @cython.locals(
        index=cython.int, slot=cython.longlong, cue=cython.int, count=cython.int,
        base=cython.longlong, sums="int[::1]", weights="const signed char[::1]",
    )
    cdef void _add_found(self) noexcept
    @cython.locals(size=cython.int, start=cython.int, stop=cython.int, at=cython.int, each=cython.int, slot=cython.longlong, share=cython.int, codes="int[::1]", key="unsigned long long", basis="unsigned long long")
    cdef void _share_runs(self, int kind, int longest, int cue, long long[::1] found) noexcept

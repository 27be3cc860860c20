# The C types of scoring.py, which Cython compiles it with.
cimport cython

cdef unsigned long long _PRIME, _MASK, _BASIS
cdef int _FIELDS, _MOST_KEPT, _MARK_SHIFT, _MOST_MARKS, _PLANE

@cython.locals(number=cython.int, longest=cython.int)
cpdef int length_class(int length)
@cython.locals(
    best=cython.longlong, total=cython.longlong, best_start=cython.int, best_stop=cython.int,
    start=cython.int, at=cython.int,
)
cpdef tuple largest_row(long long[::1] values, int first, int end)
@cython.locals(
    index=cython.longlong, key="unsigned long long", mark=cython.longlong, most=cython.longlong,
    bits=bytearray,
)
cpdef marked(const unsigned long long[::1] keys, long long mask)

# Final, so that its methods are called directly and the C compiler can put them in place.
@cython.final
cdef class Scorer:
    cdef const unsigned long long[::1] keys
    cdef const unsigned short[::1] norms
    cdef const signed char[::1] weights
    cdef const unsigned char[::1] marks
    cdef int[::1] sums, alone, codes, plain, sounds
    cdef object room
    cdef dict known, known_before
    cdef readonly int cue_count
    cdef long long[::1] shared, clauses
    cdef int size, count, kept
    cdef long long mask
    cdef long long norm, norm_alone

    cpdef tuple score(self, str text, str before, int place)
    @cython.locals(cue=cython.int, root=cython.double, first=cython.int, stop=cython.int)
    cpdef tuple find(self, str text, str before, int place, double[::1] least)
    cpdef tuple sums_of(self, str text, str before, int place, int cue)
    @cython.locals(cue=cython.int, norm=cython.longlong)
    cdef _sum_up(self, str text, str before, int place, int first, int stop)
    cdef _runs(self, str text)
    cdef _runs_before(self, str text)
    cdef _keep(self)
    @cython.locals(size=cython.int, at=cython.int, code=cython.int, codes="int[::1]", plain="int[::1]")
    cdef _encode(self, str text)
    @cython.locals(at=cython.int, code=cython.int, codes="int[::1]", sounds="int[::1]")
    cdef void _sound(self)
    cpdef list shares(self, str text, int cue)
    @cython.locals(
        found="long long[::1]", clauses="long long[::1]", count=cython.int, clause=cython.int,
        start=cython.int, stop=cython.int, at=cython.int, first=cython.int, last=cython.int,
        total=cython.longlong,
    )
    cpdef tuple place(self, str text, int cue, int[::1] ends)
    @cython.locals(
        shared="long long[::1]", weights="const signed char[::1]", runs="int[::1]",
        size=cython.int, index=cython.int, start=cython.int, last=cython.int, weight=cython.int,
        share=cython.int, at=cython.int,
    )
    cdef _share(self, str text, int cue)
    @cython.locals(
        room="int[::1]", count=cython.int, index=cython.int, weight=cython.int,
        heaviest=dict, run=str, other=str, found=list,
    )
    cpdef list strongest(self, str text, str coded, int cue, int shortest, int most)
    @cython.locals(
        runs="int[::1]", room="int[::1]", size=cython.int, count=cython.int, index=cython.int,
        weight=cython.int, start=cython.int, stop=cython.int,
    )
    cdef int _find_rising(self, str text, int cue, int shortest)
    @cython.locals(value="unsigned long long")
    cdef unsigned long long _one(self, int kind, int code)
    @cython.locals(slot=cython.longlong)
    cdef long long _slot(self, unsigned long long key) noexcept
    @cython.locals(
        size=cython.int, start=cython.int, stop=cython.int, at=cython.int, codes="int[::1]",
        room="int[::1]", count=cython.int, marks="const unsigned char[::1]", shift=cython.int,
        bits=cython.longlong, mark=cython.longlong, slot=cython.longlong, edge=cython.int,
        key="unsigned long long", basis="unsigned long long",
    )
    cdef _find_runs(self, int kind, int longest)
    @cython.locals(
        rows="int[::1]", sums="int[::1]", weights="const signed char[::1]",
        norms="const unsigned short[::1]", count=cython.int, norm=cython.longlong,
        index=cython.int, slot=cython.longlong, base=cython.longlong, cue=cython.int,
    )
    cdef _add_runs(self, runs, int first, int stop)
    @cython.locals(
        cue=cython.int, base=cython.longlong, sums="int[::1]", weights="const signed char[::1]",
    )
    cdef void _add(self, long long slot, int first, int stop) noexcept

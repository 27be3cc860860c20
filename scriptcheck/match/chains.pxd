# The C types of chains.py, which Cython compiles it with.
cimport cython

cdef int _NEAR_HOMOPHONE, _HOMOPHONE, _EDIT, _NEVER, _LOOSE_BITS, _PLANE

cpdef int edits(int cost)
cpdef int homophones(int cost)
cpdef int near_homophones(int cost)
cpdef int loose(int cost)

# The structs of records.py, under names of their own since those are Python classes there.
cdef struct StateRow:
    int character, symbol, homophones, first, last, junction, moves, _unused

cdef struct MoveRow:
    int junction, left_out, gap

cdef struct JunctionRow:
    long long clock
    int newest, reach

cdef struct EventRow:
    int place, cost, begun, gap, left_out, state, source, before

# Final, so that its methods are called directly and the C compiler can put them in place.
@cython.final
cdef class Chains:
    cdef dict rare
    cdef int size
    cdef int[::1] characters, base, first_slot, slots, slot_state, reach, shortest, longest
    cdef int[::1] first_marks, last_marks
    cdef unsigned short[::1] symbols, slot
    cdef const unsigned char[::1] likeness, negation, marks
    cdef StateRow[::1] states
    cdef MoveRow[::1] moves
    cdef JunctionRow[::1] junctions
    cdef EventRow[::1] events
    cdef int[::1] text_character, text_symbol, text_negations, fit_begin, fit_end, fit_cost
    cdef int row, earliest, latest, stop
    cdef int event_count, fit_count, begun, source, end_place, end_state, end_source
    cdef long long clock

    @cython.locals(length=cython.int, place=cython.int, code=cython.int, negations=cython.int)
    cdef read(self, str text)
    @cython.locals(
        earliest=cython.int, latest=cython.int, stop=cython.int, least=cython.int, row=cython.int,
    )
    cdef bint narrow(self, int pattern, int most) noexcept
    @cython.locals(symbol=cython.int)
    cdef bint is_marked(self, int row, int place) noexcept
    @cython.locals(
        needed=cython.int, size=cython.int, row=cython.int, count=cython.int, place=cython.int,
    )
    cdef bint may_fit(self, int pattern, int begin, int end, int most) noexcept
    @cython.locals(base=cython.int, event=cython.int, chain=list)
    cpdef list chain(self, int pattern, str text, int most)
    @cython.locals(
        limit=cython.int, reach=cython.int, row=cython.int, first_slot=cython.int,
        marks=cython.int,
        place=cython.int, last=cython.int, slot=cython.int, end_cost=cython.int, end_begun=cython.int,
        index=cython.int, state=cython.int, cost=cython.int,
    )
    cdef run(self, int pattern, int earliest, int latest, int stop, int most)
    @cython.locals(
        matched=StateRow, junction=JunctionRow, fed=cython.bint, begins=cython.bint,
        weight=cython.int, best=cython.int, index=cython.int, event=EventRow, between=cython.int,
        cost=cython.int,
    )
    cdef int match_state(self, int state, int place, int latest, int most) noexcept
    @cython.locals(kind=cython.int)
    cdef int weigh(self, StateRow state, int place) noexcept
    @cython.locals(changed=cython.int, added=cython.int)
    cdef int step(self, EventRow event, int between, int place, int most) noexcept
    @cython.locals(index=cython.int, move=MoveRow, junction=JunctionRow, event=EventRow)
    cdef void lead_on(self, int state, int place, int cost, int most) noexcept
    @cython.locals(count=cython.int)
    cdef make_room(self)
    @cython.locals(place=cython.int, homophones=cython.int, changes=cython.int)
    cdef keep(self, int begin, int end, int cost, int most)
    @cython.locals(other_cost=cython.int, characters=cython.int, other_characters=cython.int)
    cdef bint ranks_before(self, int begin, int end, int cost, int other) noexcept
    @cython.locals(
        cost=cython.int, begin=cython.int, end=cython.int, other=cython.int,
        other_cost=cython.int, other_begin=cython.int, differs_less=cython.bint,
        tighter=cython.bint,
    )
    cdef bint stands(self, int index) noexcept

cdef bint better(int cost, int begun, int other_cost, int other_begun) noexcept
cpdef doubled(numbers)

# The C types of kernel.py, which Cython compiles it with.
cimport cython

cdef int _CONFUSED, _ALIKE, _EDIT, _NEVER, _GROUPS, _LOOSE_BITS, _PLANE

cpdef int edits(int cost)
cpdef int alikes(int cost)
cpdef int confusions(int cost)
cpdef int loose(int cost)

cdef class Kernel:
    cdef object lock
    cdef dict rare
    cdef int size
    cdef int[::1] letters, state_base, state_letter, state_symbol, state_junction, junction_reach
    cdef int[::1] feeds, feed_junction, feed_gap
    cdef int[::1] slot, slots, slot_state, reach
    cdef int[::1] pairs, pair_anchor, anchors, anchor_letter, anchor_symbol
    cdef int[::1] owners, owner_pattern, owner_least, owner_most
    cdef unsigned short[::1] symbols
    cdef const unsigned char[::1] likeness, negation, state_alike, state_first, state_last, feed_edits
    cdef const unsigned char[::1] most_edits, listens, groups, pair_place
    cdef const unsigned char[::1] owner_group, owner_when
    cdef int[::1] text_letter, text_symbol, text_negations
    cdef int[::1] earliest, latest, noted, newest
    cdef long long[::1] noted_at, fed_at
    cdef int[::1] event_place, event_cost, event_begun, event_feed, event_before, event_state, event_source
    cdef int[::1] fit_begin, fit_end, fit_cost
    cdef int noted_count, event_count, fit_count, begun, source
    cdef int end_place, end_state, end_source
    cdef long long clock

    @cython.locals(length=cython.int, place=cython.int, code=cython.int, negations=cython.int)
    cdef read(self, str text)
    @cython.locals(place=cython.int, symbol=cython.int, pair=cython.int, index=cython.int)
    cdef scan_turn(self, int begin, int stop, int speaker, list found)
    @cython.locals(index=cython.int, anchor=cython.int, first=cython.int, owner=cython.int)
    cdef void look(self, int pair, int place, int begin, int stop, int speaker) noexcept
    @cython.locals(base=cython.int, length=cython.int, offset=cython.int, row=cython.int)
    cdef bint holds(self, int anchor, int first, int begin, int stop) noexcept
    @cython.locals(
        pattern=cython.int, slack=cython.int, earliest=cython.int, latest=cython.int,
        group=cython.int, other=cython.int,
    )
    cdef void note(self, int owner, int first, int begin, int stop, int speaker) noexcept
    @cython.locals(
        most=cython.int, group=cython.int, earliest=cython.int, latest=cython.int,
        index=cython.int, cost=cython.int,
    )
    cdef try_pattern(self, int pattern, int stop, int speaker, list found)
    @cython.locals(base=cython.int, event=cython.int, heard=list)
    cpdef list chain(self, int pattern, str text, int most)
    @cython.locals(
        limit=cython.int, reach=cython.int, row=cython.int, place=cython.int,
        last=cython.int, slot=cython.int, end_cost=cython.int, end_begun=cython.int,
        index=cython.int, state=cython.int, cost=cython.int,
    )
    cdef run(self, int pattern, int earliest, int latest, int stop, int most)
    @cython.locals(
        junction=cython.int, fed=cython.bint, begins=cython.bint, weight=cython.int,
        best=cython.int, event=cython.int, between=cython.int, cost=cython.int, begun=cython.int,
    )
    cdef int hear(self, int state, int place, int latest, int most) noexcept
    @cython.locals(symbol=cython.int, kind=cython.int)
    cdef int weigh(self, int state, int place) noexcept
    @cython.locals(gap=cython.int, left_out=cython.int, changed=cython.int, added=cython.int)
    cdef int step(self, int feed, int between, int place, int most) noexcept
    @cython.locals(feed=cython.int, event=cython.int, junction=cython.int, fed=cython.bint)
    cdef void lead_on(self, int state, int place, int cost, int most) noexcept
    cdef make_room(self)
    @cython.locals(place=cython.int, alikes=cython.int, changes=cython.int)
    cdef keep(self, int begin, int end, int cost, int most)
    @cython.locals(other_cost=cython.int, letters=cython.int, other_letters=cython.int)
    cdef bint ranks_before(self, int begin, int end, int cost, int other) noexcept
    @cython.locals(
        cost=cython.int, begin=cython.int, end=cython.int, other=cython.int,
        other_cost=cython.int, other_begin=cython.int, differs_less=cython.bint,
        tighter=cython.bint,
    )
    cdef bint stands(self, int index) noexcept

cdef bint better(int cost, int begun, int other_cost, int other_begun) noexcept
cpdef doubled(numbers)

# The C types of kernel.py, which Cython compiles it with.
cimport cython
from scriptcheck.match.chains cimport Chains

cdef int _GROUPS

# The structs of records.py, under names of their own since those are Python classes there.
cdef struct PairRow:
    int anchor, place, base, length

cdef struct AnchorCharacterRow:
    int character, symbol

cdef struct OwnerRow:
    int group, most, least, alone

cdef struct GroupRow:
    long long clock
    int earliest, latest

# Final, so that its methods are called directly and the C compiler can put them in place.
@cython.final
cdef class Kernel:
    cdef object lock
    cdef Chains chains
    cdef int size, pattern_count, anchor_count
    cdef int[::1] pairs, owners
    cdef const unsigned char[::1] slack, groups, has_anchors, alike
    cdef PairRow[::1] in_pairs
    cdef AnchorCharacterRow[::1] anchor_characters
    cdef OwnerRow[::1] owned
    cdef GroupRow[::1] anchored
    cdef int[::1] text_character, text_symbol, splices_before, noted
    cdef int noted_count
    cdef long long clock
    cdef bint all_wanted

    @cython.locals(place=cython.int, count=cython.int, splice_point=cython.int)
    cdef read_splice_points(self, splice_points, int length)
    @cython.locals(place=cython.int, symbol=cython.int, pair=cython.int, index=cython.int)
    cdef scan_turn(self, int begin, int stop, int speaker, list found)
    @cython.locals(
        index=cython.int, found=PairRow, first=cython.int, row=cython.int, owner=cython.int,
    )
    cdef void look(self, int pair, int place, int begin, int stop, int speaker) noexcept
    @cython.locals(character=AnchorCharacterRow, offset=cython.int, pair=cython.int)
    cdef bint holds(self, int base, int first, int length) noexcept
    @cython.locals(owner=OwnerRow, group=GroupRow, earliest=cython.int, latest=cython.int)
    cdef void note(self, int index, int first, int begin, int stop) noexcept
    @cython.locals(
        most=cython.int, group=GroupRow, index=cython.int, cost=cython.int, chains=Chains,
    )
    cdef try_pattern(self, int pattern, int stop, int speaker, list found)
    cdef bint has_splice_point(self, int begin, int end) noexcept

@cython.locals(index=cython.int, bounds="int[::1]", bits=bytearray)
cpdef marked(bounds)
@cython.locals(index=cython.int, values="const unsigned char[::1]", bits=bytearray)
cpdef set_bits(values)

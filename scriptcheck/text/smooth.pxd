# The C types of smooth.py, which Cython compiles it with.
cimport cython

@cython.locals(
    found=list, place=cython.int, length=cython.int, step=cython.int, unit=cython.int,
    end=cython.int, times=cython.int, kept=cython.int,
)
cdef list _repetitions(str text)

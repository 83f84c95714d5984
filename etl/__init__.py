"""Raw exports to a release: read, check, clean, load, measure, protect."""

import os

# The matrices are small and many: threads of the linear algebra would wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

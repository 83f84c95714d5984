"""The contracts: what a programme, a codebook and every table look like. Imports nothing of ours."""

"""What can be wrong with raw data, and the ledger in which every fault is written down."""

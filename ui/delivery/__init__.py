"""Deliveries: files that organisers and the steward hand in, and how far these came.

The app hands raw bytes to `python -m etl deliver` and reads what that writes (`schemas.delivery`).
"""

"""The ASGI app around the dashboard: page language, headers, compressed files and warm-up."""

"""What may be published of what was computed."""

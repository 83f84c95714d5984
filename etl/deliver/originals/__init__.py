"""Files as they were handed in, kept only if a public key is configured, and then encrypted to it."""

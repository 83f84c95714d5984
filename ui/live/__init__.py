"""Live reflection sessions on the screen: prepare, run, beamer and participant."""

"""What a reader takes along: a report of one group, gathered from the same figures as the screens."""

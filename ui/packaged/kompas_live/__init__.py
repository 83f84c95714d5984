"""Assets of the component that follows a live session; see ui/live/follow.py."""

"""The routes of live sessions: joining, the stream of revisions, and the figure of the card."""

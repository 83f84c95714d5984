"""The only place but pages that draws on the screen: store, frame, filters and figure blocks."""

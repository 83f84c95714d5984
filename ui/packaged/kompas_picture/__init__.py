"""Assets of the component that saves a chart as a picture; see ui/picture.py."""

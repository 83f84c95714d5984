"""Assets of the component that translates built-in labels; see ui/shim."""

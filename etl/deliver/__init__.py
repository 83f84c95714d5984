"""Deliveries: what is handed in through the dashboard, from the door to a release (`schemas.delivery`)."""

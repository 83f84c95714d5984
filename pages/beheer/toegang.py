"""Toegang: what each role sees, and the logins that are open, with the way to end them."""

from ui.access.login import uses_login
from ui.access.panel import show_demo, show_roles, show_sessions
from ui.frame import open_page

page = open_page("access", whole=True, filters=False)
(show_sessions if uses_login() else show_demo)(page)
show_roles(page)

"""Who may come in, and as whom: logins, rules, sessions, and the roles of the demo."""

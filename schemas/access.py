"""Who may see what: `access.toml` = one `AccessList`. Read by the app at each run, never by the build."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from schemas.wording import Configured, Slug

Role = Literal["ministry", "organiser", "reflection", "steward"]
ROLES: tuple[Role, ...] = ("ministry", "organiser", "reflection", "steward")
Name = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]


class SessionRules(Configured):
    """How long one login lasts at most, whatever the provider allows. Its own `exp` can end it sooner."""

    max_hours: float = Field(default=8, ge=0.01, le=168)


class LogRules(Configured):
    """What stands for a person in the audit log: a short pseudonym, or the address of the login."""

    name: Literal["pseudonym", "address"] = "pseudonym"


class AddressRules(Configured):
    """Which claim holds the e-mail address, and whether the provider must say that it is verified.

    A provider that lets people fill in any address they like would let them take somebody's role.
    """

    claim: Name = "email"
    must_be_verified: bool = True


class Rule(Configured):
    """Gives a role to whom it fits: `address`, or `claim` and `value`. Never both.

    `value` fits a claim that is this text, or a list with this text in it. `issuer` narrows the rule to
    one provider.
    """

    role: Role
    address: Name | None = None
    claim: Name | None = None
    value: Name | None = None
    issuer: Name | None = None
    trajectories: tuple[Slug, ...] = ()


class AccessList(Configured):
    """All rules, in order: the first that fits gives the role, later ones of that role add trajectories."""

    rules: tuple[Rule, ...] = Field(min_length=1)
    session: SessionRules = SessionRules()
    log: LogRules = LogRules()
    address: AddressRules = AddressRules()

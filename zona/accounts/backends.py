"""How a session finds its person: account, roles and their units in one query, because every page needs all three."""

from allauth.account.auth_backends import AuthenticationBackend as LibraryBackend

from zona.accounts.models import RoleGrant, User
from zona.accounts.policy import remember


class AuthenticationBackend(LibraryBackend):  # type: ignore[misc]
    """The sign-in library's backend; asked at each request for the person whose number the session holds."""

    def get_user(self, user_id: int) -> User | None:
        """The person with their rights read, or None for a number that is gone or an account that is closed."""
        grants = list(RoleGrant.objects.filter(user=user_id).select_related("user", "unit").order_by())
        if not grants:  # nobody gave this person a role: asked again, for the account alone
            user: User | None = super().get_user(user_id)
            return user
        user = grants[0].user
        if not self.user_can_authenticate(user):
            return None
        for grant in grants:
            grant.user = user  # one object, as with the reverse relation
        remember(user, grants)
        return user

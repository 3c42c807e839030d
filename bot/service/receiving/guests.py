"""Who is invited to try what is not yet public."""

from collections.abc import Iterable

from pydantic import SecretStr

from bot.errors import SettingsError
from bot.messages.inbound import Identity
from bot.store.pseudonyms import Pseudonyms
from bot.whatsapp.reading.typed import read_citizen


def names_of(invited: Iterable[SecretStr]) -> tuple[str, ...]:
    """The names of a setting that hides them."""
    return tuple(name.get_secret_value() for name in invited)


class Guests:
    """The invited, known by keyed hashes alone: their names stay in the settings.

    Whoever is invited by number is known by it; a message that bears a user id alone is not.
    """

    def __init__(self, pseudonyms: Pseudonyms, names: Iterable[str] = ()) -> None:
        """Invite citizens by phone number or user id. Raises SettingsError, see `renew`."""
        self._pseudonyms = pseudonyms
        self.renew(names)

    def renew(self, names: Iterable[str]) -> None:
        """Invite these and nobody else.

        Raises SettingsError when one is neither a number with country code nor a user id.
        """
        identities = [read_citizen(name) for name in names]
        known = [identity for identity in identities if identity is not None]
        if len(known) < len(identities):
            message = "BOT_INVITED takes phone numbers with country code and user ids (JO.…)"
            raise SettingsError(message)
        self._aliases = frozenset(
            alias for identity in known for alias in self._aliases_of(identity)
        )

    def __contains__(self, identity: object) -> bool:
        """Whether a citizen is one of them."""
        if not self._aliases or not isinstance(identity, Identity):
            return False
        return not self._aliases.isdisjoint(self._aliases_of(identity))

    def _aliases_of(self, identity: Identity) -> list[bytes]:
        """One alias a name, under the newest key."""
        return [aliases[0] for aliases in self._pseudonyms.aliases_of(identity)]

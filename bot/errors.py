"""The family of errors this program raises on purpose.

BotError
├── SettingsError        a setting is missing or does not fit
├── FlowError            the flows or locales cannot be used
├── SheetError           a workbook or CSV file cannot be read or written
├── StoreError           the store cannot be reached, read or written
│   ├── StoreRejected    one row could not be written for what it holds
│   └── StoreRefused     it must not be used as it is: wrong schema, corrupt
│       └── StoreInUse   another process of this bot has it open
├── UnreadableDelivery   a webhook body that no JSON reader takes
├── ServeError           the server cannot start: a port in use, say
├── ControlError         a running server did not do what a command asked of it
└── PlatformError        the platform did not do, or tell, what a command asked of it
"""


class BotError(Exception):
    """A fault that is understood: its text says what, where and what would mend it.

    The text never holds a secret, a phone number or a citizen's words. `retryable` tells whether
    the same call may succeed later without anybody's help.
    """

    retryable = False


class SettingsError(BotError):
    """A setting is missing or its value does not fit."""


class FlowError(BotError):
    """The flow or locale files cannot be used; the text lists every fault, a line each."""


class SheetError(BotError):
    """A workbook or CSV file cannot be read or written at all."""


class StoreError(BotError):
    """The store could not do what was asked just now."""

    retryable = True


class StoreRejected(StoreError):
    """A row could not be written for what it holds; others may well be."""

    retryable = False


class StoreRefused(StoreError):
    """The store must not be used as it is, and waiting will not change that."""

    retryable = False


class StoreInUse(StoreRefused):
    """Another process of this bot has the store open."""


class UnreadableDelivery(BotError):
    """The body of a webhook is no JSON object."""


class ServeError(BotError):
    """The server cannot start."""


class ControlError(BotError):
    """A running server did not do what a command asked of it, or there is none to ask."""


class PlatformError(BotError):
    """The platform did not do, or tell, what a command asked of it."""

"""What to do about each error code of the Graph API."""

from collections.abc import Mapping
from typing import Literal

ErrorClass = Literal[
    "retry-with-backoff",
    "retry-later-for-this-user",
    "throttle-whole-number",
    "permanent-for-this-message",
    "permanent-for-this-user",
    "operator-must-act",
]

# The codes' meanings: Meta, Error codes (read September 2026), 104 from its OpenAPI description,
# 131030 and 137000 from other implementers, 131062 from the page on user ids. The classes are
# ours. A code that is not here is classed by its range or by the HTTP status.
_CODES: Mapping[ErrorClass, frozenset[int]] = {
    "retry-with-backoff": frozenset({1, 2, 131000, 131016, 131057, 133004}),
    "retry-later-for-this-user": frozenset({131056}),
    "throttle-whole-number": frozenset({4, 80007, 130429}),
    "permanent-for-this-message": frozenset(
        {
            *(100, 130472, 131008, 131009, 131047, 131049, 131051, 131052, 131053, 131055),
            *(131060, 131062, 135000, 137000),
        }
    ),
    "permanent-for-this-user": frozenset({130403, 131021, 131026, 131050}),
    "operator-must-act": frozenset(
        {
            *(0, 3, 10, 33, 104, 190, 368, 130497),
            *(131005, 131030, 131031, 131037, 131042, 131044, 131045, 131048, 131063, 131064),
            *(133010, 133016, 134011),
        }
    ),
}
_CLASS_OF: Mapping[int, ErrorClass] = {
    code: error_class for error_class, codes in _CODES.items() for code in codes
}
_PERMISSIONS = range(200, 300)
_TEMPLATES = range(132000, 133000)


def classify(code: int | None, http_status: int, *, is_transient: bool = False) -> ErrorClass:
    """What to do about a refused message; the code decides, the HTTP status only without one.

    An unknown code with HTTP 401 concerns the token, with 429 it throttles the number; with 5xx,
    or when the platform itself calls the error transient, it is tried again; else it is final.
    """
    if code is not None:
        if code in _CLASS_OF:
            return _CLASS_OF[code]
        if code in _PERMISSIONS:
            return "operator-must-act"
        if code in _TEMPLATES:
            return "permanent-for-this-message"
    if http_status == 401:
        return "operator-must-act"
    if http_status == 429:
        return "throttle-whole-number"
    if http_status >= 500 or is_transient:
        return "retry-with-backoff"
    return "permanent-for-this-message"

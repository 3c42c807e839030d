"""What must hold of every turn: a small function each, whose name a failure tells.

Each returns what is wrong in a few words that name no screen, or nothing. The same words from many
screens are one fault.
"""

from collections.abc import Mapping

from bot.authoring.walking.proving.case import Proof
from bot.authoring.walking.proving.keeping import (
    an_emergency_keeps_the_place,
    erasing_is_confirmed,
    home_is_on_every_list,
    nobody_is_forgotten_unasked,
    nonsense_leads_out,
    the_language_is_kept,
    the_language_switches_in_place,
    the_place_is_kept,
    the_place_is_there,
    the_reply_speaks_the_language,
)
from bot.authoring.walking.proving.leading import (
    a_code_opens_its_address,
    a_label_is_its_row,
    a_number_is_its_row,
    a_number_is_never_another_row,
    a_tap_does_what_its_row_says,
    an_old_row_opens_or_explains,
    back_returns,
    home_is_one_message_away,
    silence_changes_no_meaning,
    yes_and_no_are_rows,
)
from bot.authoring.walking.saying.tries import Kind

ALWAYS: tuple[Proof, ...] = (
    the_place_is_there,
    the_language_is_kept,
    nobody_is_forgotten_unasked,
)
OF_REPLIES: tuple[Proof, ...] = (the_reply_speaks_the_language, home_is_on_every_list)
BY_KIND: Mapping[Kind, tuple[Proof, ...]] = {
    "tap": (a_tap_does_what_its_row_says,),
    "number": (a_number_is_its_row,),
    "label": (a_label_is_its_row,),
    "home": (home_is_one_message_away,),
    "back": (back_returns,),
    "language": (the_language_switches_in_place,),
    "word": (yes_and_no_are_rows,),
    "erase": (erasing_is_confirmed,),
    "nonsense": (the_place_is_kept, nonsense_leads_out),
    "signs": (the_place_is_kept,),
    "out of range": (the_place_is_kept,),
    "media": (the_place_is_kept,),
    "old tap": (an_old_row_opens_or_explains,),
    "code": (a_code_opens_its_address,),
    "emergency": (an_emergency_keeps_the_place,),
    "time-out": (silence_changes_no_meaning,),
    "later": (an_old_row_opens_or_explains, a_number_is_never_another_row),
}

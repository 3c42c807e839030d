"""The platform's limits; nothing else in the program states them.

Meta does not define its "characters". All text lengths are counted in UTF-16 code units, which
is at least as strict as code points and equal to them for Arabic. Where sources disagree, the
smaller figure stands here and the other in the comment. Meta's pages were read in September 2026,
its OpenAPI description is v23.0 of November 2025.
"""

TEXT_BODY = 4096  # Meta: Text messages; OpenAPI TextMessage
INTERACTIVE_BODY = 1024  # OpenAPI BodyObject; Meta's list page says 4096
FOOTER = 60  # Meta: Interactive list messages; OpenAPI FooterObject
HEADER_TEXT = 60  # the same pages; OpenAPI HeaderObject
CAPTION = 1024  # Meta: Image, Document

SECTIONS = 10  # Meta: Interactive list messages; OpenAPI ActionObject
ROWS = 10  # over all sections of a list. Meta: Interactive list messages
SECTION_TITLE = 24  # OpenAPI SectionObject
ROW_ID = 200  # the same
ROW_TITLE = 24  # the same
ROW_DESCRIPTION = 72  # the same
LIST_BUTTON = 20  # OpenAPI ActionObject

BUTTONS = 3  # Meta: Interactive reply buttons; OpenAPI ActionObject
BUTTON_TITLE = 20  # the same
BUTTON_ID = 256  # the same
LINK_LABEL = 20  # display_text. Meta: CTA URL

# Conversational components. Meta's page of that name (read November 2026); its OpenAPI says three
# questions and 30 signs of a name. The larger figures stand here: they are met when an operator
# publishes, who is told, and never by a citizen.
ICE_BREAKERS = 4
ICE_BREAKER = 80
COMMANDS = 30
COMMAND_NAME = 32
COMMAND_HINT = 256

CONTACTS = 5  # OpenAPI; Meta's contacts page says 257
CALLBACK = 512  # biz_opaque_callback_data. Meta: platform changelog
USER_ID_SUFFIX = 128  # after country and dot. Meta: Business-scoped user IDs

WINDOW_S = 86400.0  # after the citizen's last message. Meta: Service messages
NUMBER_PER_SECOND = 80  # in and out together, unless raised to 1000. Meta: Throughput
PAIR_INTERVAL_S = 6.0  # one message to one citizen. Meta: About the platform
PAIR_BURST = 45  # that many at once, borrowed from later. The same page
WEBHOOK_UPDATES = 1000  # in one POST at most. Meta: Graph webhooks
WEBHOOK_BYTES = 3 * 1024 * 1024  # Meta: Webhooks overview

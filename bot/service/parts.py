"""The parts of a bot, built and joined; each gets what it needs and nothing more."""

from dataclasses import dataclass
from functools import partial
from typing import Self
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.conversation.release import Release
from bot.failpoints import Failpoints
from bot.service.control.work import OwnWork
from bot.service.credentials import Credentials, pseudonym_keys
from bot.service.platform_time import PlatformTime
from bot.service.receiving.admission import Admitter
from bot.service.receiving.guests import Guests, names_of
from bot.service.receiving.statuses import StatusDesk
from bot.service.receiving.turns import TurnTaker
from bot.service.receiving.webhook import Webhook
from bot.service.releases.shelf import Shelf, load_flows
from bot.service.releases.whole_check import check_wholly
from bot.service.sending.gate import Gate
from bot.service.sending.pacing import Pacing
from bot.service.sending.sender import Sender
from bot.service.upkeep import Upkeep
from bot.service.watching.meters import Meters
from bot.settings import Settings
from bot.store.protocol import Store
from bot.store.pseudonyms import Pseudonyms
from bot.whatsapp.client import GraphClient


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything that runs between the door and the platform."""

    credentials: Credentials
    meters: Meters
    shelf: Shelf
    client: GraphClient
    gate: Gate
    sender: Sender
    guests: Guests
    admitter: Admitter
    statuses: StatusDesk
    webhook: Webhook
    upkeep: Upkeep
    work: OwnWork
    pseudonyms: Pseudonyms

    @classmethod
    def build(
        cls,
        settings: Settings,
        credentials: Credentials,
        store: Store,
        release: Release,
        graph_url: str,
        clock: Clock,
        failpoints: Failpoints,
    ) -> Self:
        """Join the parts; nothing runs yet."""
        meters = Meters()
        shelf = _shelf(settings, release)
        pseudonyms = Pseudonyms(pseudonym_keys(settings))
        platform_time = PlatformTime(clock)
        client = _client(graph_url, credentials, platform_time, failpoints)
        pacing = Pacing(settings.messages_per_second, clock)
        gate = Gate(clock)
        sender = Sender(
            store, client, pseudonyms, clock,
            pacing=pacing, gate=gate, on_event=meters.count_send,
        )  # fmt: skip
        guests = Guests(pseudonyms, names_of(settings.invited))
        turns = _turns(
            settings, pseudonyms, clock, platform_time, shelf, sender, failpoints, guests
        )
        admitter = Admitter(store, pseudonyms, turns, sender, meters.count_message)
        statuses = StatusDesk(
            store, clock,
            on_effects=sender.note, on_failure=sender.heed, on_status=meters.count_status,
        )  # fmt: skip
        webhook = _door(credentials, admitter, statuses, meters, pacing, failpoints)
        _watch(meters, pacing, gate, sender, admitter, platform_time)
        return cls(
            credentials, meters, shelf, client, gate, sender, guests, admitter, statuses, webhook,
            _upkeep(settings, store, clock, admitter),
            OwnWork(store, pseudonyms, pausing=admitter.pausing, on_erased=sender.drop),
            pseudonyms,
        )  # fmt: skip


def _client(
    graph_url: str, credentials: Credentials, platform_time: PlatformTime, failpoints: Failpoints
) -> GraphClient:
    return GraphClient(
        graph_url,
        credentials.phone_number_id,
        lambda: credentials.access_token,
        failpoints=failpoints,
        on_date=platform_time.learn,
    )


def _upkeep(settings: Settings, store: Store, clock: Clock, admitter: Admitter) -> Upkeep:
    return Upkeep(
        store,
        clock,
        settings.retention_days,
        admitter.pausing,
        session_timeout_s=settings.session_timeout_s,
    )


def _shelf(settings: Settings, release: Release) -> Shelf:
    load = partial(load_flows, settings, shows_drafts=settings.is_sandbox)
    check = partial(check_wholly, settings)
    return Shelf(release, load, (settings.flows, settings.locales), check)


def _turns(
    settings: Settings,
    pseudonyms: Pseudonyms,
    clock: Clock,
    platform_time: PlatformTime,
    shelf: Shelf,
    sender: Sender,
    failpoints: Failpoints,
    guests: Guests,
) -> TurnTaker:
    return TurnTaker(
        pseudonyms,
        clock,
        ZoneInfo(settings.timezone),
        stale_after_s=settings.stale_after_s,
        release=lambda: shelf.release,
        waiting_of=sender.waiting_of,
        clock_off_s=lambda: platform_time.off_s,
        failpoints=failpoints,
        guests=guests,
    )


def _door(
    credentials: Credentials,
    admitter: Admitter,
    statuses: StatusDesk,
    meters: Meters,
    pacing: Pacing,
    failpoints: Failpoints,
) -> Webhook:
    return Webhook(
        admitter,
        statuses,
        meters,
        phone_number_id=credentials.phone_number_id,
        app_secrets=lambda: credentials.app_secrets,
        verify_token=lambda: credentials.verify_token,
        on_inbound=pacing.count_inbound,
        failpoints=failpoints,
    )


def _watch(
    meters: Meters,
    pacing: Pacing,
    gate: Gate,
    sender: Sender,
    admitter: Admitter,
    platform_time: PlatformTime,
) -> None:
    meters.watch("bot_sending_rate", "Messages that may be sent a second", lambda: pacing.rate)
    meters.watch("bot_sending_stopped", "1: an operator must act", lambda: bool(gate.reason))
    meters.watch(
        "bot_oldest_waiting_seconds", "Since when any reply is due", sender.longest_waiting_s
    )
    meters.watch("bot_replies_waiting", "Replies waiting or under way", lambda: len(sender))
    meters.watch("bot_turns_waiting", "Messages waiting for a turn", lambda: len(admitter))
    meters.watch(
        "bot_clock_off_seconds", "This clock less the platform's", lambda: platform_time.off_s
    )

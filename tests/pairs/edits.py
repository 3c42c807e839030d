"""Changes that authors make: each takes a catalogue and chance, and changes one thing."""

from collections.abc import Callable
from random import Random

from tests.pairs.catalogue import CONDITIONS, KINDS, Catalogue, Piece, Question

Edit = Callable[[Catalogue, Random], None]


def new_answer(of: Catalogue, chance: Random, own: str = "") -> Piece:
    """A piece that answers."""
    number = of.number()
    made = Piece(f"p{number}", own or f"n{number}", number, text=number)
    made.is_nearest = chance.random() < 0.2
    return made


def new_menu(of: Catalogue, chance: Random, own: str = "") -> Piece:
    """A service of a few questions."""
    made = new_answer(of, chance, own)
    made.what, made.is_nearest = "menu", False
    ids = chance.sample(KINDS, 2) + [""] * chance.randint(0, 2)
    made.children = [new_answer(of, chance, each) for each in ids]
    return made


def new_ask(of: Catalogue, chance: Random, depth: int = 2) -> Piece:
    """A question with two ways on, one of which may ask again."""
    made = new_answer(of, chance)
    made.what, made.is_nearest = "ask", False
    made.question = _question(of, chance)
    ways = [new_answer(of, chance), new_answer(of, chance)]
    if made.question.type == "text":
        ways = ways[:1]
    if depth > 1 and chance.random() < 0.5:
        ways[-1] = new_ask(of, chance, depth - 1)
    for way in ways:
        way.tells = made.question.type != "text" and chance.random() < 0.5
    made.children = ways
    return made


def new_agency(of: Catalogue, chance: Random) -> Piece:
    """An agency of a few services, one of them a question back, some with offices."""
    made = new_menu(of, chance)
    made.children = [new_menu(of, chance) for _ in range(chance.randint(1, 3))]
    made.children += [new_ask(of, chance), new_answer(of, chance)]
    if chance.random() < 0.3:
        made.children += [new_answer(of, chance) for _ in range(8)]  # a second page
    if chance.random() < 0.7:
        made.offices = [new_answer(of, chance) for _ in range(2)]
        for at in made.offices:
            at.is_nearest = False
        near = new_answer(of, chance)
        near.what = chance.choice(["nearest", "all"])
        made.children.append(near)
    else:
        for piece in made.walk():
            piece.is_nearest = False
    return made


def make_catalogue(chance: Random) -> Catalogue:
    """Two or three agencies, with a `goto` or two between them."""
    made = Catalogue()
    made.agencies = [new_agency(made, chance) for _ in range(chance.randint(2, 3))]
    for _ in range(2):
        add_goto(made, chance)
    return made


def rename(of: Catalogue, chance: Random) -> None:
    """Another id; the old address is remembered."""
    _remember(of, piece := _any(of, chance))
    piece.id = f"r{of.number()}"


def rename_forgetting(of: Catalogue, chance: Random) -> None:
    """Another id, without `moved_from`."""
    of.forget(piece := _any(of, chance))
    piece.id = f"r{of.number()}"


def rename_kind(of: Catalogue, chance: Random) -> None:
    """Another recurring question at its place, remembered."""
    piece = _any(of, chance, lambda at: at.is_kind)
    _remember(of, piece)
    piece.id = chance.choice(KINDS)


def move(of: Catalogue, chance: Random) -> None:
    """Into another menu, remembered."""
    _remember(of, piece := _any(of, chance, lambda at: at not in of.agencies))
    _move(of, chance, piece)


def move_forgetting(of: Catalogue, chance: Random) -> None:
    """Into another menu, without `moved_from`."""
    of.forget(piece := _any(of, chance, lambda at: at not in of.agencies))
    _move(of, chance, piece)


def swap_ids(of: Catalogue, chance: Random) -> None:
    """Two neighbours exchange their ids: each address means something else."""
    menu = _any(of, chance, lambda at: len(at.children) > 1)
    one, other = chance.sample(menu.children, 2)
    of.forget(one, is_reused=True)
    of.forget(other, is_reused=True)
    one.id, other.id = other.id, one.id


def swap_titles(of: Catalogue, chance: Random) -> None:
    """Two neighbours exchange their titles and texts."""
    menu = _any(of, chance, lambda at: len(at.children) > 1)
    one, other = chance.sample(menu.children, 2)
    one.title, other.title = other.title, one.title


def take_old_id(of: Catalogue, chance: Random) -> None:
    """A piece moves on, remembered, and something new takes its id."""
    menus = [at.children for at in of.pieces().values() if at.what == "menu"]
    siblings = chance.choice(menus)
    piece = chance.choice([at for at in siblings if not at.goto and not at.is_kind])
    _remember(of, piece)
    old, piece.id = piece.id, f"r{of.number()}"
    siblings.insert(0, new_answer(of, chance, old))


def add_goto(of: Catalogue, chance: Random) -> None:
    """A choice that opens something elsewhere."""
    menu = _any(of, chance, lambda at: at.what == "menu")
    target = _any(of, chance)
    menu.children.append(Piece(f"p{of.number()}", "", 0, "goto", goto=target.name))


def redirect_goto(of: Catalogue, chance: Random) -> None:
    """The same choice opens something else."""
    gotos = [at for at in of.pieces().values() if at.goto]
    chance.choice(gotos).goto = _any(of, chance).name


def remove(of: Catalogue, chance: Random) -> None:
    """A node or a `goto` is taken out, with all below it."""
    piece = chance.choice([at for at in of.pieces().values() if at not in of.agencies])
    above = of.parents()[piece.name]
    above.children = [at for at in above.children if at is not piece]
    above.offices = [at for at in above.offices if at is not piece]


def add(of: Catalogue, chance: Random) -> None:
    """Something new in a menu."""
    menu = _any(of, chance, lambda at: at.what == "menu")
    made = _something(of, chance)
    for piece in made.walk():
        piece.is_nearest = False
    menu.children.insert(chance.randint(0, len(menu.children)), made)


def remove_agency(of: Catalogue, chance: Random) -> None:
    """A whole agency is gone."""
    of.agencies.remove(chance.choice(of.agencies))


def add_agency(of: Catalogue, chance: Random) -> None:
    """A new agency."""
    of.agencies.insert(0, new_agency(of, chance))


def reorder(of: Catalogue, chance: Random) -> None:
    """The choices of a menu, the agencies or the offices in another order."""
    menu = _any(of, chance, lambda at: at.what == "menu")
    chance.shuffle(chance.choice([menu.children, of.agencies, menu.offices]))


def retitle(of: Catalogue, chance: Random) -> None:
    """Another title."""
    _any(of, chance).title = of.number()


def rewrite(of: Catalogue, chance: Random) -> None:
    """Another text."""
    _any(of, chance).text = of.number()


def stage(of: Catalogue, chance: Random) -> None:
    """Another stage."""
    _any(of, chance).stage = chance.choice(["draft", "invited", "pilot", "live", ""])


def condition(of: Catalogue, chance: Random) -> None:
    """A condition more, or none any more."""
    _any(of, chance).when = chance.choice([*CONDITIONS, "hidden", ""])


def reshape(of: Catalogue, chance: Random) -> None:
    """Another kind of content at the same address."""
    piece = _any(of, chance, lambda at: at not in of.agencies)
    like = _something(of, chance)
    for number, at in enumerate(like.children):
        at.id, at.is_nearest = f"s{number}{like.name}", False
    piece.what, piece.children, piece.question = like.what, like.children, like.question
    piece.is_nearest = piece.tells = False


def change_offices(of: Catalogue, chance: Random) -> None:
    """An office more, or none."""
    agency = chance.choice(of.agencies)
    if chance.random() < 0.5:
        agency.offices.append(office := new_answer(of, chance))
        office.is_nearest = False
        return
    agency.offices = []
    for piece in agency.walk():
        piece.is_nearest = False
        piece.children = [at for at in piece.children if at.what not in ("nearest", "all")]


def ask_otherwise(of: Catalogue, chance: Random) -> None:
    """Another question at the same place: its name, type, bounds or choices."""
    asks = [at.question for at in of.pieces().values() if at.question]
    question = chance.choice(asks)
    like = _question(of, chance)
    match chance.randint(0, 3):
        case 0:
            question.name = like.name
        case 1:
            question.type, question.choices = like.type, like.choices
        case 2:
            question.most = chance.choice([5, 17, 40, 100])
        case 3:
            question.choices = [*question.choices[1:], (f"c{of.number()}", of.number())]


def toggle_feedback(of: Catalogue, chance: Random) -> None:
    """Answers ask whether they helped, or no more."""
    of.has_feedback = not of.has_feedback


EDITS: tuple[Edit, ...] = (
    rename, rename, rename, rename_forgetting, rename_kind, move, move, move_forgetting,
    swap_ids, swap_titles, take_old_id, add_goto, redirect_goto, remove, remove, add,
    remove_agency, add_agency, reorder, retitle, rewrite, stage, condition, condition,
    reshape, change_offices, ask_otherwise, ask_otherwise, toggle_feedback,
)  # fmt: skip


def _something(of: Catalogue, chance: Random) -> Piece:
    """An answer, a menu or a question."""
    match chance.randint(0, 2):
        case 0:
            return new_answer(of, chance)
        case 1:
            return new_menu(of, chance)
        case _:
            return new_ask(of, chance)


def _question(of: Catalogue, chance: Random) -> Question:
    number = of.number()
    choices = [(f"c{of.number()}", of.number()) for _ in range(3)]
    kind = chance.choice(["choice", "number", "date", "text"])
    return Question(f"q{number}", kind, choices)


def _any(of: Catalogue, chance: Random, fits: Callable[[Piece], bool] = lambda _: True) -> Piece:
    """A piece that fits; raises IndexError where there is none."""
    offices = {at.name for agency in of.agencies for at in agency.offices}
    pieces = [at for at in of.pieces().values() if not at.goto and fits(at)]
    pieces = [at for at in pieces if at.name not in offices or chance.random() < 0.5]
    return chance.choice(pieces)


def _remember(of: Catalogue, piece: Piece) -> None:
    piece.moved_from.append(of.homes()[piece.name])


def _move(of: Catalogue, chance: Random, piece: Piece) -> None:
    above = of.parents()[piece.name]
    below = {at.name for at in piece.walk()}
    is_office = piece in above.offices
    menus = [at for at in of.pieces().values() if at.what == "menu" and at.name not in below]
    into = chance.choice(of.agencies if is_office else menus)
    for siblings in (above.offices, above.children):
        siblings[:] = [at for at in siblings if at is not piece]
    (into.offices if is_office else into.children).append(piece)

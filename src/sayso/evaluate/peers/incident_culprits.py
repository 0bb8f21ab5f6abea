"""Who did an incident, individuals and organisations, and how that stands: by :mod:`sayso.perpetrators` and the words of claim and
suspicion beside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import pairwise

from sayso.actors import is_pronominal
from sayso.evaluate.peers import incident_words as say
from sayso.evaluate.peers.incident_mentions import Incident, Mentions
from sayso.evaluate.peers.incident_phrases import FIGHTERS, STATE, plain
from sayso.kinds.event import Event
from sayso.model import Actor
from sayso.perpetrators import Perpetrator


class Culprits(Mentions):
    """Those whom a ledger tells to have done an incident."""

    def blamed(self, incident: Incident, alone: bool = False) -> tuple[dict[str, list[str]], dict[str, tuple[list[str], str]], bool]:
        """Individuals, organisations with how that stands, and whether one of them is the state's."""
        persons: dict[str, list[str]] = {}
        bodies: dict[str, tuple[list[str], str]] = {}
        state = False
        done_to = {k for t in incident.targets for k in t.keys}
        for event in incident.events:
            for mention in event.actors:
                actor = self.ledger.actor(mention.actor)
                bare = say.OPENERS.sub("", self.words(mention) or "")
                if len(bare) < 3 or say.NONE.match(bare) or done_to & set(re.findall(r"[A-Z]{3,}", bare.upper())):
                    continue
                head = say.STOP.split(f"{bare} ")[0].strip()
                nameless = bool(say.NAMELESS.search(head))
                is_body = not nameless and self.is_body(bare, actor)
                if (
                    not is_body
                    and not nameless
                    and not (actor and actor.type == "person" and re.match(r"(?:[A-Z][\w'-]+ ){1,4}[A-Z][\w'-]+$", bare))
                ):
                    continue
                state = state or (bool(say.STATE.search(head)) and not say.GROUPED.search(bare))
                sure = self.standing(event, self.blame.get(event.id))
                if is_body and (groups := self.groups_in(bare)):
                    for names in groups:
                        bodies.setdefault(names[0], ([n.upper() for n in names], sure))
                elif is_body:
                    said = [bare.upper(), *(a.text.upper() for a in (actor.aliases if actor else ()) if not is_pronominal(a.text))]
                    bodies.setdefault(mention.actor or bare.upper(), (said, sure))
                else:
                    persons.setdefault(mention.actor or bare.upper(), [bare.upper()])
                    for names in self.groups_in(bare):
                        bodies.setdefault(names[0], ([n.upper() for n in names], sure))
        for names, sure in self.told_of(incident, alone):
            bodies.setdefault(names[0], ([n.upper() for n in names], sure))
        for target in incident.attackers:
            if not persons:
                persons[target.upper()] = [target.upper()]
        return persons, once(bodies), state

    def is_body(self, words: str, actor: Actor | None) -> bool:
        """Whether some words name an organisation that may do such things."""
        if actor and actor.id.isupper() and actor.sector in FIGHTERS | STATE:
            return True
        return bool(say.BODY.search(say.STOP.split(f"{words} ")[0])) and not say.NO_BODY.search(words)

    @cached_property
    def armed(self) -> dict[str, tuple[str, ...]]:
        """The armed groups that the text names: each of their names, with all of them."""
        found: dict[str, tuple[str, ...]] = {}
        for actor in self.ledger.actors:
            if actor.id.isupper() and (actor.sector in FIGHTERS or actor.type == "armed_group") and actor.sector != "MIL":
                said = {say.OPENERS.sub("", a.text) for a in actor.aliases}
                names = tuple(
                    n for n in said if re.match(r"[A-Z]", n) and len(n) > 2 and not is_pronominal(n) and not say.NAMELESS.search(n)
                )
                found |= dict.fromkeys(names, (actor.name, *names))
        for group in say.GROUP.finditer(self.text):
            name = " ".join(group["name"].split())
            names = (name, group["short"]) if group["short"] else (name,)
            if not any(n in found for n in names):
                found |= dict.fromkeys(names, names)
            else:
                of = next(found[n] for n in names if n in found)
                found |= {n: tuple(dict.fromkeys((*of, *names))) for n in (*of, *names)}
        return found

    def groups_in(self, words: str) -> list[tuple[str, ...]]:
        """The armed groups that some words name, in their order, each with all its names."""
        at = {m.start(): names for n, names in self.armed.items() if (m := re.search(rf"(?<![\w-]){re.escape(n)}(?![\w-])", words))}
        return list(dict.fromkeys(at[i] for i in sorted(at)))

    def told_of(self, incident: Incident, alone: bool) -> Iterator[tuple[tuple[str, ...], str]]:
        """Who the sentences of an incident, those after and, where it is the only one, others say did it; how that stands."""
        near = [self.sentence(e) for e in incident.events]
        near += [(end, min((s for s in self.stops if s > end), default=len(self.text))) for _, end in near]
        away = list(pairwise([0, *self.stops, len(self.text)])) if alone else []
        for first, last in dict.fromkeys([*near, *away]):
            words = " ".join(self.text[first:last].split())
            if not say.AGAIN.search(words):
                continue
            if (claim := say.CLAIM.search(words)) and not re.search(r"\b(?:no|none|nobody|neither)\b", words[: claim.start()], re.I):
                yield from ((names, "CLAIMED OR ADMITTED") for names in self.groups_in(words[: claim.start()]))
            own = (first, last) in near[: len(incident.events)]
            if own:
                for agent in say.AGENT.finditer(words):
                    found = self.groups_in(agent["who"]) or [(m[0],) for m in [say.FORCE.search(agent["who"])] if m]
                    yield from ((names, self.doubt(agent[0]) or "REPORTED AS FACT") for names in found)
            if blame := say.BLAME.search(words) if own else say.ACCUSED.search(words):
                passive = re.search(r"\b(?:is|are|was|were|be|been|being) (?:\w+ )?$", words[: blame.start()])
                said = (
                    words[: blame.start()]
                    if passive and not re.search(r"\b(?:on|to|by)\b", words[blame.end() : blame.end() + 40])
                    else words[blame.end() :]
                )
                sure = self.doubt(words[blame.start() : blame.end()]) or "SUSPECTED OR ACCUSED"
                found = self.groups_in(said) or [(m[0],) for m in [say.FORCE.search(said)] if m and say.ACCUSED.match(words, blame.start())]
                yield from ((names, sure) for names in found)

    def unnamed(self, incident: Incident) -> str | None:
        """Unnamed gunmen in the sentences of an incident."""
        done_to = {k for t in incident.targets for k in t.keys}
        for event in incident.events:
            found = say.UNNAMED.search(" ".join(self.text[slice(*self.sentence(event))].split()))
            if found and not done_to & set(re.findall(r"[A-Z]{3,}", found[0].upper())):
                return found[0].upper()
        return None

    def standing(self, event: Event, found: Perpetrator | None) -> str:
        """How it stands that they did it."""
        start, end = self.sentence(event)
        if doubt := self.doubt(self.text[start:end]):
            sources = [a.source.text for a in event.attributions if a.source]
            official = doubt == "SUSPECTED OR ACCUSED" and any(map(say.AUTHORITY.search, sources))
            return f"{doubt} BY AUTHORITIES" if official else doubt
        blame = found.blame if found else "fact"
        if blame == "claimed":
            return "CLAIMED OR ADMITTED"
        return "POSSIBLE" if blame == "suspected" else "REPORTED AS FACT"

    def doubt(self, words: str) -> str | None:
        """What a sentence says of how sure it is who did it."""
        if say.CLAIM.search(words):
            return "CLAIMED OR ADMITTED"
        return next((name for name, pattern in say.DOUBT if pattern.search(words)), None)


def once(bodies: Mapping[str, tuple[list[str], str]]) -> dict[str, tuple[list[str], str]]:
    """Organisations, those that share a name as one."""
    out: dict[str, tuple[list[str], str]] = {}
    for key, (names, sure) in bodies.items():
        same = next(
            (k for k, (known, _) in out.items() if any(plain(n) in plain(m) or plain(m) in plain(n) for n in names for m in known)),
            None,
        )
        if same:
            out[same][0].extend(names)
        else:
            out[key] = (list(names), sure)
    return out

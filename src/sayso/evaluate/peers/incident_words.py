"""The words by which MUC-4's incidents, their targets and those who did it are told. English, of reports on violence."""

from __future__ import annotations

import re

KINDS = (
    ("KIDNAPPING", re.compile(r"kidnap|abduct|hostage|hijack|sequester", re.I)),
    (
        "BOMBING",
        re.compile(r"bomb|dynamit|explo|blast|blew|blow(?:n|s|ing)? up|detonat|petard|grenade|went off|go(?:es)? off|car-bomb", re.I),
    ),
    ("ARSON", re.compile(r"\bburn|arson|set (?:fire|on fire|afire|ablaze)|\bfire to\b|torch", re.I)),
    ("ROBBERY", re.compile(r"\brob(?:b|s\b)|stole|steal|loot|hold-?up\b", re.I)),
    ("FORCED WORK STOPPAGE", re.compile(r"stoppage|armed strike|transport(?:ation)? strike", re.I)),
)
"""Cues and words of kinds of incidents, the first that fits counts."""
WAR = re.compile(
    r"\b(?:wars?|warfare|struggles?|conflicts?|violence|fighting|offensives?|combats?|clash\w*|battl\w*|fights?|fought|campaigns?|"
    r"operations?|repression|confrontations?|terrorism|terror|aggression|massacres|killings|murders|assassinations|attacks|crimes|"
    r"kidnappings|bombings|actions|acts|deaths|invasion|invaded|intervention|ambush\w*|harass\w*|engaged|engagement|besieg\w*)\b",
    re.I,
)
"""Cues of what is no particular incident, or of one between fighters."""
VIOLENT = re.compile(
    r"attack|kill|murder|assassin|bomb|explo|dynamit|blast|blew|blow|detonat|grenade|kidnap|abduct|hostage|hijack|shot|shoot|gunned|"
    r"machine-?gun|fired|firing|fire\b|burn|arson|torch|destroy|sabotage|wound|injur|execut|massacre|slain|stabb|behead|tortur|assault|"
    r"strafe|rob|rape|damag|hurt|died|dead|death|launched|thrown|threw|hurled|planted|placed|went off|blown|attempt|"
    r"knocked down|crime|action|incident|responsib|threat|victim|mine|hit\b|struck|perpetrat|bodies|body|disappear|beat",
    re.I,
)
"""What a cue must hold."""
ARMED = re.compile(
    r"\b(?:guerrillas?|rebels?|terrorists?|subversives?|extremists?|insurgents?|enemy|traffickers?|mafia|combatants?|fighters?|contras?|"
    r"criminals?|bandits?|gunmen|paramilitar\w+|troops?|positions?|battalions?|brigades?|garrisons?|barracks|patrols?|"
    r"civil defense post|civil defensem[ae]n|military post|military base|command post|armored|tanks?|convoys?|detachment|attackers?|"
    r"assailants?|kidnappers?|drug lords?|cartel|squads?|units?|army|armed forces|military installations?|military targets?|infantry|"
    r"air force|"
    r"combat)\b",
    re.I,
)
"""Those who fight, and their things."""
HARMED = (
    (
        "NO INJURY OR DEATH",
        re.compile(r"unharmed|unhurt|unscathed|uninjured|no (?:casualties|victims|injuries)|escaped|survived", re.I),
    ),
    (
        "DEATH",
        re.compile(r"kill|murder|death\b|dead\b|\bdie[ds]?\b|assassinat|slain|massacre|execut|fatal|claimed the li|took the li", re.I),
    ),
    ("INJURY", re.compile(r"wound|injur|hurt\b", re.I)),
)
"""What comes to persons."""
DAMAGED = (
    (
        "NO DAMAGE",
        re.compile(
            r"no (?:material )?damage|fail(?:ed|ure)? to (?:explode|go off|detonate)|did not (?:explode|go off)|deactivat|defus", re.I
        ),
    ),
    (
        "DESTROYED",
        re.compile(r"destroy|burned down|blew up|blow(?:n|ing)? up|gutted|demolish|knocked down|toppled|completely|reduced to", re.I),
    ),
    ("SOME DAMAGE", re.compile(r"damag|burn|broke|shatter|dynamit|explo|set fire|fire to", re.I)),
)
"""What comes to things."""
HURT = frozenset(("killed", "wounded", "abducted"))
"""What those count whom an incident hurt."""
TOLL = re.compile(r"wound|injur|hurt\b|kill|dead\b|death|\bdie[ds]?\b|bod(?:y|ies)\b|hospital|victim|hit\b|struck|shot", re.I)
"""Words for those whom it hurt."""
CHARGED = re.compile(
    r",?\s+(?:(?:who|which|has|have|had|been|is|are|was|were|allegedly|formally)\s+)*"
    r"(?:suspect|accus|charg|implicat|wanted|responsible|linked|involved|convict|indict)",
    re.I,
)
"""What follows those who are said to have done it."""
TRIED = re.compile(
    r"\b(?:tr(?:y|ied|ying) to|attempt\w*|fail(?:ed|ure)|foiled|frustrated|thwarted|unsuccessful\w*|escaped|deactivat\w+|"
    r"defus\w+)\b",
    re.I,
)
"""It did not come off."""
DEATH_THREAT = re.compile(
    r"death threat|threat\w* (?:of|with) (?:death|murder)|threat\w* to (?:kill|murder|bomb|attack|assassinate|execute|blow|burn)|"
    r"threats? against",
    re.I,
)
"""A threat of violence."""
THREAT = re.compile(r"\bthreat\w*|\bplot\w*|\bplan(?:s|ned|ning)? to\b|\bwarn(?:ed|ing)? that\b", re.I)
"""It was threatened or planned."""
NONE = re.compile(r"^(?:no|nobody|none|any|anyone|each|every)\b", re.I)
"""These are nobody."""
NAMELESS = re.compile(
    r"\b(?:guerrillas?|terrorists?|rebels?|subversives?|extremists?|gunm[ae]n|m[ae]n|soldiers?|troops?|individuals?|assailants?|units?|"
    r"persons?|people|assassins?|murderers?|killers?|youths?|traffickers?|criminals?|hit ?men|commandos?|kidnappers?|attackers?|members?|"
    r"insurgents?|militants?|perpetrators?|subjects?|hooded|strangers?|elements?|policem[ae]n|police officers?|combatants?|fighters?|"
    r"bandits?|"
    r"agents?|officers?|civilians?|students?|bodyguards?|vigilantes?)$",
    re.I,
)
"""Heads of phrases for unnamed persons."""
BODY = re.compile(
    r"\b(?:Front|Army|Movement|Squads?|Cartel|Command|Forces?|Brigade|Battalion|Path|Guard|Coordinator|Police|Mafias?|"
    r"Commandos?|front|army|movement|death squads?|cartels?|forces|brigade|battalion|guard|police|mafias?|military|air force|regime|"
    r"government|hit squads?|organizations?|bands?|detachment|contras)\b|^[A-Z][A-Z0-9-]{1,6}$"
)
"""Words of organisations that do such things."""
NO_BODY = re.compile(
    r"\b(?:Union|Party|union|party|humanitarian|political|labor|student|human rights|president|minister|helicopters?|planes?|"
    r"aircrafts?)\b",
    re.I,
)
"""Words of organisations and things that do not."""
ATTACKERS = re.compile(
    r"\b(?:gunm[ae]n|assailants?|attackers?|individuals?|hooded|commandos?|guerrillas?|terrorists?|rebels?|subversives?|extremists?|"
    r"murderers?|assassins?|killers?|kidnappers?|perpetrators?|hit ?men|unidentified (?:persons?|m[ae]n|people|subjects?)|(?:armed|"
    r"unknown) (?:m[ae]n|persons?|people)|"
    r"bombers?|traffickers?|suspects?|strangers?|heavily armed|culprits?)\b",
    re.I,
)
"""Those who do it rather than suffer it."""
UNNAMED = re.compile(
    r"\b(?:(?:unidentified|unknown|armed|hooded|masked|alleged|suspected|heavily armed|urban|several|two|three|four|five|six|some|about|"
    r"\d+|young|guerrilla|presumed|subversive|terrorist|paid|Marxist|leftist|rightist) )*(?:gunm[ae]n|individuals?|guerrillas|"
    r"terrorists?|rebels?|subversives?|extremists?|assailants|commandos?|hit ?men|assassins|attackers|hooded men|armed men|"
    r"(?:unidentified|unknown|young|two|three|four) (?:men|persons|people|subjects)|drug traffickers)\b"
)
"""Phrases for unnamed attackers."""
STATE = re.compile(
    r"\b(?:army|soldiers?|troops?|police(?:m[ae]n)?|military|armed forces|air force|government|battalions?|death squads?|security forces|"
    r"officers?|"
    r"brigade|national guard|regime|civil defense|treasury police|planes?|helicopters?|aircrafts?)\b",
    re.I,
)
"""The state's forces."""
GROUPED = re.compile(r"\b(?:guerrillas?|rebels?|terrorists?|subversives?|extremists?|insurgents?|commandos?)\b", re.I)
"""Unnamed people of an armed group."""
DOUBT = (
    (
        "SUSPECTED OR ACCUSED",
        re.compile(r"accus|blam|attribut|suspect|alleged|responsible|implicat|linked to|apparent|presum|thought to|believed", re.I),
    ),
    ("POSSIBLE", re.compile(r"possib|(?:could|may|might) have|probabl|hint", re.I)),
)
"""How sure a sentence is of who did it."""
AUTHORITY = re.compile(
    r"\b(?:police|army|military|armed forces|government|authorit|minister|ministry|judge|prosecutor|president|general|colonel|official|"
    r"investigat|security|attorney|court|spokesman for the)",
    re.I,
)
"""Authorities, as those who suspect."""
ABOUT = re.compile(r"\b(?:(?:about|some|around|approximately|nearly|almost)\b|close to\s+\d)", re.I)
"""A number is not exact."""
GROUP = re.compile(
    r"(?P<name>(?:[A-Z][\w'’-]*\s+(?:(?:of|for|the|de|and|for the)\s+)?){1,6}?(?:[Ff]ront|[Aa]rmy|[Mm]ovement|Path|[Cc]artel|"
    r"[Dd]eath [Ss]quads?|[Cc]ommand|Liberation(?!\s+[FfAaMm])|[Mm]afias?|[Cc]ommandos|[Gg]ang|"
    r"[Oo]rganization)\b(?<!Armed Forces))(?:,?\s+[\[(](?P<short>[A-Z][A-Z0-9-]{1,6})[\])])?"
)
"""Names of armed groups, with their acronyms."""
CLAIM = re.compile(
    r"claim\w*\s+(?:\w+\s+){0,3}(?:responsib|credit|authorship)|(?:took|take|taken|assum\w+)\s+(?:\w+\s+)?responsib|"
    r"(?:admitted|acknowledged) (?:that (?:it|they)|having|its|their|responsib)",
    re.I,
)
"""They say so themselves."""
ACCUSED = re.compile(r"accus\w+|blam\w+|attribut\w+|(?:held|holds?|holding) \w+ ?\w* responsib\w+|responsible|implicat\w+", re.I)
"""Others say so."""
BLAME = re.compile(
    rf"{ACCUSED.pattern}|suspect\w*|presum\w+|allegedly|believed|possib\w+|probabl\w+|apparently|(?:could|may|might) have", re.I
)
"""Others say so, or think it."""
AGENT = re.compile(rf"(?:{VIOLENT.pattern}|carried out|perpetrated)[^.;]{{0,60}}?\bby (?P<who>[^.;,]{{0,90}})", re.I)
"""Who did it, in a passive clause."""
FORCE = re.compile(r"\b(?:the )?(?:[A-Z]\w+ )?(?:armed forces|army|death squads?|drug traffick\w+ \w+)\b")
"""Forces without a name that are blamed."""
OPENERS = re.compile(r"^(?:(?:the|a|an|his|her|their|its|this|that|these|those|another|our|my|so-called|alleged)\s+)+", re.I)
"""What is cut from the beginning of a phrase."""
AND = re.compile(r",?\s+(?:and|as well as|along with|together with)\s+|,\s+|;\s+")
"""What parts a coordination."""
STOP = re.compile(
    r"\s(?:of|in|at|on|from|for|to|by|near|with|who|whom|which|that|whose|where|while|when|located|belonging|under|after|against)\s|"
    r"[,(\[]"
)
"""Where the head of a phrase ends."""
DAY_WORDS = re.compile(
    r"\b(?:today|tonight|yesterday|last night|this (?:morning|afternoon|evening|noon)|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December))\b"
)
"""Words for a day."""
HERE = re.compile(r"\b(?:this (?:city|capital|town)|here\b|the capital|in downtown)", re.I)
"""Words for the place of the dateline."""
DEED = re.compile(r"SHO[OT]|GUNNED|ATTACK|DYNAMITED|TORTURE|BOMBARD|GUNFIRE|BULLET|THROATS")
"""Words that tell an instrument and are none."""
EXPLOSIVES = frozenset(
    ("BOMB", "EXPLOSIVE", "DYNAMITE", "VEHICLE BOMB", "GRENADE", "MINE", "AERIAL BOMB", "ROCKET", "MOLOTOV COCKTAIL", "MORTAR", "MISSILE")
)
"""Instruments of a BOMBING."""
SENTENCE = re.compile(r"[.?!][\"”)\]]*\s|\n\s*\n")
"""Ends of sentences."""
COMMON = frozenset(("THE", "AND", "OTHER", "OTHERS", "FROM", "SEVERAL", "LEADER", "LEADERS", "MEMBER", "MEMBERS"))
"""Words that do not tell targets apart."""
AGAIN = re.compile(r"\b(?:attack|bomb|murder|crime|killing|assassinat|kidnap|action|incident|responsib|explosion|act\b)", re.I)
"""Words that refer to an incident told before."""
FIRST = re.compile(r"\b(?:we|our|us|I|my)\b")
"""The first person."""
VAGUE = re.compile(
    r"(?:\d+ |SEVERAL |MANY |SOME |THREE |TWO )?(?:OTHERS?|WOUNDED|DEAD|CASUALTIES|MANY|SEVERAL|VICTIMS?|INJURED|KILLED|SECOND ONE|"
    r"ONE)?(?: .*WOUNDED)?$|.*\b(?:WEAPONS?|RIFLES?|AMMUNITION|MATERIEL|GRENADES|ROCKET LAUNCHER|KNAPSACKS|BODIES|BODY)$"
)
"""Targets that say too little, and weapons."""
PERSON = re.compile(
    r"\b(?:people|persons?|civilians?|peasants?|m[ae]n|wom[ae]n|child(?:ren)?|priests?|jesuits?|students?|workers?|leaders?|residents?|"
    r"citizens?|employees?|drivers?|journalists?|reporters?|passersby|bystanders?|others?|victims?|youths?|boys?|girls?|famil(?:y|ies)|"
    r"members?|passengers?|relatives?|wife|son|sons|daughters?|brothers?|nuns?|farmers?|businessm[ae]n|tourists?|engineers?|managers?|"
    r"doctors?|teachers?|professors?|unionists?|activists?|population|inhabitants|guests|minors?|individuals?|owners?|secretary|cook)$",
    re.I,
)
"""Heads of phrases for persons."""
NO_TARGET = re.compile(
    r"\b(?:damage|charges?|bombs?|devices?|explosives?|million|grenades?|shots?|rockets?|country|nation|fire|of which|countries)\b|"
    r"\$",
    re.I,
)
"""What is done to nobody and nothing that MUC-4 asks for."""
NUMBER_ONLY = re.compile(
    r"^(?:(?:at least|some|about|another|over|more than|only|very|the|aged|other|several|many|\d[\d,]*+|one|two|three|four|five|six|"
    r"seven|eight|nine|ten|twelve)\s?)+$",
    re.I,
)
"""No more than a number."""
OPEN = re.compile(r"\b(?:city|town|village|street|avenue|highway|road|hospital|park)\b", re.I)
"""Places where something is done, and not to them."""

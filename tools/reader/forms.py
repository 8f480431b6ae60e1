"""Sentences of our own, made from forms: what English does to good and bad, which few labelled sentences show.

"Rarely late" is good and "rarely on time" is not; what "has gone" was bad; what "is no longer" so was so. A reader that
goes by its words alone takes one for the other. None of this is of a real report or of a series; `{N}` and `{n}` are what
a service does (with and without a capital), `{x}` and `{y}` a smaller and a larger number.
"""

import random

from passages import DIRECTIONS, LEVELS, THEMES, Known, Passage, Sentence

# What a service does, and its themes.
TOPICS = [
    ("visits to children", "visits-and-direct-work"), ("strategy meetings", "strategy-and-child-protection"),
    ("child protection enquiries", "strategy-and-child-protection"), ("assessments", "assessment"),
    ("parenting assessments", "assessment pre-proceedings-and-court"), ("care plans", "plans"),
    ("child in need plans", "plans"), ("core group meetings", "plans strategy-and-child-protection"),
    ("supervision sessions", "supervision"), ("records of supervision", "supervision recording"),
    ("return home interviews", "exploitation-and-missing"), ("mapping meetings about exploitation", "exploitation-and-missing"),
    ("initial health assessments", "health"), ("dental checks", "health"), ("therapy sessions", "health"),
    ("personal education plans", "education"), ("school moves for children in care", "education placements-and-sufficiency"),
    ("life-story books", "permanence"), ("matches with adopters", "permanence"), ("permanence planning meetings", "permanence"),
    ("pathway plans", "care-leavers plans"), ("contacts with care leavers", "care-leavers"), ("offers of housing", "care-leavers"),
    ("reviews", "reviews-and-iros"), ("challenges by reviewing officers", "reviews-and-iros"), ("audits", "quality-assurance"),
    ("dip samples by managers", "quality-assurance management-oversight"), ("chronologies", "recording"), ("case notes", "recording"),
    ("letters before proceedings", "pre-proceedings-and-court"), ("court statements", "pre-proceedings-and-court"),
    ("early help plans", "early-help plans"), ("family support groups", "early-help"), ("responses to referrals", "front-door-thresholds"),
    ("decisions at the front door", "front-door-thresholds management-oversight"), ("domestic abuse notifications", "neglect-and-domestic-abuse front-door-thresholds"),
    ("plans about neglect", "neglect-and-domestic-abuse plans"), ("replies to complaints", "participation"),
    ("consultations with children", "participation"), ("private fostering checks", "specific-groups"),
    ("short breaks for disabled children", "specific-groups"), ("age assessments", "specific-groups assessment"),
    ("allegation meetings", "allegations partnership"), ("performance reports", "performance-data"),
    ("handovers between teams", "workforce recording"), ("inductions of new staff", "workforce"), ("permanent appointments", "workforce"),
    ("allocations of cases", "caseloads management-oversight"), ("management decisions", "management-oversight"),
    ("scrutiny meetings", "leadership"), ("reports to the lead member", "leadership performance-data"),
    ("meetings of the partnership board", "partnership leadership"), ("information requests to partners", "partnership"),
    ("searches for foster homes", "placements-and-sufficiency"), ("visits to children placed far away", "placements-and-sufficiency visits-and-direct-work"),
]
FORMS = {
    ("strength", "none"): """
{N} are rarely late.|Few {n} are late, and hardly any are missed.|No child waits long for {n}.|It is unusual for {n} to be put off.
Inspectors did not find a single case in which {n} had been missed.|There is seldom any drift in {n}.|{N} leave little to be desired.
Nothing gets in the way of {n}.|Managers do not let {n} slip.|{N} would be hard to better.|Children can rely on {n}.
None of the {n} that inspectors read was weak.|All but a handful of {n} are done on time.|Only {x} of {y} {n} fell short.
Without exception, {n} are thorough.|{N} are neither late nor thin.|{N} are far from superficial.|Scarcely any {n} are overdue.
Children are seldom left without {n}.|Inspectors had no concerns about {n}.|It would be hard to find fault with {n}.
Those who depend on {n} are not let down.|{N} make a difference that children can name.|{N} are purposeful and lead to change.
Delay in {n} is not tolerated.|Even in the busiest teams, {n} are not skipped.|Staff know why {n} matter, and it shows.
Nobody we spoke to had been kept waiting for {n}.|Where {n} run late, managers want to know why, and the same week.|{N} are careful, prompt and kind.""",
    ("strength", "better"): """
The backlog of {n} has gone.|{N} are no longer late.|Far fewer {n} are missed than at the last visit.|Gone are the long waits for {n}.
What inspectors said about {n} no longer holds.|Few children are now without {n}.|Overdue {n} have fallen from {y} to {x}.
{N} used to be poor and are now thorough.|The worry about {n} has been put to rest.|Children no longer have to wait for {n}.
{N} have turned a corner.|Drift in {n} is a thing of the past.|{y}% of {n} were on time, up from {x}%.|A year ago {n} were an afterthought; now they come first.
Leaders have put {n} right.|The weakness that inspectors found in {n} has been dealt with.|{N} now happen when they should, which was not so before.
Waits for {n} have shrunk from months to days.|{N} have come a long way.|Where {n} were once missed, they are now routine.
No longer do {n} depend on who happens to be on duty.|The number of late {n} has halved.|{N} are steadily getting better.""",
    ("strength", "same"): """
{N} remain strong.|{N} are as good as they were at the last visit.|As before, {n} are timely and thorough.|The quality of {n} has been kept up through a hard year.
{N} continue to be a strength.|Staff losses have not dented {n}, which are as good as ever.""",
    ("weakness", "none"): """
{N} are rarely on time.|Few {n} are good enough.|Hardly any {n} lead to change.|It is rare to see {n} that make a difference.
There is seldom time for {n}.|Not enough {n} take place.|{N} leave much to be desired.|Too many children go without {n}.|Children cannot rely on {n}.
Nobody checks whether {n} are done.|{N} depend on which worker a child happens to have.|Only {x}% of {n} were on time.|{N} exist on paper alone.
Some children had waited months for {n}.|{N} are anything but thorough.|All but a few {n} are late.|{N} say little about the child.
Good {n} are the exception.|{N} tell what was done, and not what changed.|It is hard to see what {n} achieve.|Children pay the price when {n} are put off, and they often are.
{N} are left until somebody complains.|There is no shortage of {n}; what is missing is any sign that they help.|{N} begin well and then stop.
Managers could not say how many {n} were overdue.|Praise for {n} from staff is not borne out by what inspectors saw.|{N} are seldom more than a form that is filled in.
One child had been moved twice before any {n} took place.|{N} wait for a worker who has time.|The rush to finish {n} leaves no room for children's views.|{N} are put off and put off again.
Staff speak warmly of {n}, but there is little to show for them.|Without {n}, risk goes unseen, and most of the cases that inspectors read had none.""",
    ("weakness", "worse"): """
{N} have slipped since the last visit.|Fewer {n} are on time than a year ago.|{N} used to be thorough and no longer are.|The waiting list for {n} has grown.
Progress in {n} has not lasted.|The gains that were made in {n} have been lost.|Overdue {n} have risen from {x} to {y}.|What was once a strength in {n} has withered.
{N} were on time in spring; by autumn most were not.|More children now wait for {n} than before.|{N} have fallen away as managers have left.|The share of {n} done on time has dropped to {x}%, from {y}%.
Good {n} have become harder to find.|{N} are going backwards.""",
    ("weakness", "same"): """
{N} remain late.|{N} are no better than at the last visit.|The concern about {n} is still there.|Little has changed in {n}.|As at the last visit, {n} are too often missed.
Leaders have yet to put {n} right.|{N} are still not good enough.|Inspectors asked for better {n} a year ago, and children are still waiting.|The backlog of {n} has not moved.
{N} continue to be weak.|There has been no progress on {n}.|Twice promised, better {n} have not arrived.""",
    ("mixed", "none"): """
{N} are timely, but they say little.|Most {n} are thorough; a sizeable minority are not.|Where teams are stable, {n} are good; elsewhere they are late.
{N} are well meant and well written, yet seldom lead to change.|Some {n} are excellent and others are poor.|{N} are prompt in the north of the county and slow in the south.
Children value {n}, though too few are offered them.|{N} are clear about risk but not about what must change.|The best {n} are very good; the weakest do not keep children safe.""",
    ("mixed", "better"): """
{N} have improved, but too many are still late.|There are fewer gaps in {n} than there were, although they have not gone.|{N} are better than they were in two of the four teams.
{N} are now on time; their quality has yet to follow.|Late {n} are down from {y} to {x}, which is still too many.""",
    ("neutral", "none"): """
The council plans to review {n}.|A new manager for {n} began in May.|It is too soon to judge whether {n} have changed.|Inspectors looked at {n}.|{y} {n} took place in the year to March.
Leaders know that {n} need work and intend to begin in spring.|A new form for {n} is being tried in one team.|The visit considered {n} and the support for staff.|Money has been set aside for {n} from next year.
{N} are the task of the assessment teams.|It is not yet possible to tell what difference the new guidance on {n} will make.|A group has been set up to look at {n}.""",
}
LEANING = {
    "weakness": """This leaves children waiting for help.|As a result, some are not safe.|This means that risk goes unseen.|They have to tell their story again and again.|Children feel it.
That is too long in the life of a young child.|For these children nothing had changed.|Nor is there any sign that managers have noticed.""",
    "strength": """This helps children to feel safe.|As a result, families get help before things go wrong.|They told us that this made a difference to them.|Little is left to chance.|Children notice, and say so.
It shows in how seldom they have to move.|This has given them somebody to trust.""",
}
FORMS = {key: [f.strip() for f in forms.replace("\n", "|").split("|") if f.strip()] for key, forms in FORMS.items()}
LEANING = {level: [f.strip() for f in forms.replace("\n", "|").split("|") if f.strip()] for level, forms in LEANING.items()}
# Two of one kind for each: the commonest in reports.
KINDS = [k for k in FORMS for _ in range(3 if k[0] in ("strength", "weakness") and k[1] in ("none", "better") else 1)]
HEADINGS = ["", "", "Findings", "Leadership", "Help and protection", "Children in care", "Findings and evaluation of progress"]


def sentence(rng, kind, topic):
    n, themes = topic
    x, y = rng.randint(2, 9), rng.randint(30, 96)
    text = rng.choice(FORMS[kind]).format(n=n, N=n[0].upper() + n[1:], x=x, y=y)
    level, direction = kind
    known = Known([int(t in themes.split()) for t in THEMES], LEVELS.index(level), DIRECTIONS.index(direction))
    if (level, direction) == ("strength", "better"):
        known.level = LEVELS.index("improving")
    return Sentence(text, known)


def passages(rng, count):
    """So many passages of one to four sentences."""
    out = []
    for _ in range(count):
        passage = Passage("", rng.choice(HEADINGS), part="forms")
        for _ in range(rng.choice((1, 1, 2, 2, 3))):
            kind, topic = rng.choice(KINDS), rng.choice(TOPICS)
            passage.sentences.append(sentence(rng, kind, topic))
            if kind[0] in LEANING and rng.random() < 0.2:
                themes = passage.sentences[-1].known.themes
                known = Known(themes, LEVELS.index(kind[0]), DIRECTIONS.index("none"))
                passage.sentences.append(Sentence(rng.choice(LEANING[kind[0]]), known))
        out.append(passage)
    return out


if __name__ == "__main__":
    for p in passages(random.Random(1), 12):
        print(p.heading, [(s.text, LEVELS[s.known.level], DIRECTIONS[s.known.direction]) for s in p.sentences])

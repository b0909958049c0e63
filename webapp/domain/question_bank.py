"""The questions that an agenda is made of: specific, open, humane, and none that asks for a job (docs/method.md §6)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from webapp.domain.wording import N_, _


class Part(StrEnum):
    """The parts of an agenda in their order: TIARA between small talk and next steps, and the two closing questions."""

    SMALL_TALK = "small_talk"
    TRENDS = "trends"
    INSIGHTS = "insights"
    ADVICE = "advice"
    RESOURCES = "resources"
    ASSIGNMENTS = "assignments"
    NEXT_STEPS = "next_steps"
    CLOSING = "closing"


class Trait(StrEnum):
    """What is known of a person, as far as it makes a question fit them."""

    FIRST = "first"  # no one-on-one took place yet
    AGAIN = "again"  # at least one did
    CAN_HIRE = "can_hire"
    SAME_OCCUPATION = "same_occupation"  # they do what the user wants to do
    OTHER_OCCUPATION = "other_occupation"  # they do something else, as far as both are known
    ALUMNI = "alumni"
    COLLEAGUE = "colleague"  # the two have worked together
    REFERRED = "referred"  # somebody gave the user their name
    RESEARCHED = "researched"  # the user read up on their organisation
    TARGET = "target"  # their organisation is one of the goal's


@dataclass(frozen=True, slots=True)
class Question:
    """One question, marked: it suits whoever has all traits that it names."""

    part: Part
    marked: str
    suits: frozenset[Trait] = frozenset()

    @property
    def text(self) -> str:
        """The question as it is asked."""
        return _(self.marked)


def _of(part: Part, *lines: str | tuple[str, *tuple[Trait, ...]]) -> tuple[Question, ...]:
    return tuple(
        Question(part, line) if isinstance(line, str) else Question(part, line[0], frozenset(line[1:]))
        for line in lines
    )


CLOSING = _of(Part.CLOSING, N_("Who else should I speak to?"), N_("May I use your name when I write to them?"))

BANK: tuple[Question, ...] = (
    *_of(
        Part.SMALL_TALK,
        (N_("How is your week going, and did I catch you at a good moment?"), Trait.FIRST),
        (N_("How have you been since we last spoke?"), Trait.AGAIN),
        (N_("How do you and the person who brought us together know each other?"), Trait.REFERRED),
        (N_("What has stayed with you from the school that we both went to?"), Trait.ALUMNI),
        (N_("What do you miss, and not miss, of the place where we worked together?"), Trait.COLLEAGUE),
        N_("What are you looking forward to at the moment, at work or outside of it?"),
        N_("What first drew you to this line of work?"),
        N_("How did you come to live and work here?"),
    ),
    *_of(
        Part.TRENDS,
        (
            N_("I read about what your organisation announced lately. What does it look like from inside?"),
            Trait.RESEARCHED,
        ),
        (N_("What has changed in our field that most people outside have not noticed yet?"), Trait.SAME_OCCUPATION),
        (N_("What has moved in your field since we last spoke?"), Trait.AGAIN),
        (N_("Which skills do you find hardest to find when you look for people?"), Trait.CAN_HIRE),
        N_("Which change of the last two years has altered your work the most?"),
        N_("What do people in your field argue about at the moment?"),
        N_("Which part of your work will look different in three years, do you think?"),
        N_("What gets more attention in your field than it deserves, and what gets too little?"),
        N_("Where is your field short of people, and why there?"),
        N_("How have the things that customers or clients expect of you changed?"),
        N_("Which new tools have you taken up for good, and which did you put aside again?"),
        (N_("How does your work touch the work that I would like to do?"), Trait.OTHER_OCCUPATION),
    ),
    *_of(
        Part.INSIGHTS,
        (N_("What makes somebody do well in this work after their first year?"), Trait.SAME_OCCUPATION),
        (N_("What tells you early on that a new person will do well in your team?"), Trait.CAN_HIRE),
        (N_("What is your organisation like to work for on an ordinary Wednesday?"), Trait.TARGET),
        (N_("What did our school prepare you for, and what not at all?"), Trait.ALUMNI),
        (N_("What do you do differently from how we did it back then?"), Trait.COLLEAGUE),
        (N_("What has turned out differently from what you told me the last time?"), Trait.AGAIN),
        N_("What did you do yesterday, from the first hour to the last?"),
        N_("What surprised you most when you began in this work?"),
        N_("Which part of your work would you keep if you could keep only one?"),
        N_("What is harder about it than it looks from outside?"),
        N_("Which decision in your working life would you take again at once?"),
        N_("How do you know at the end of a week that it was a good one?"),
        N_("What kind of person is happy in this work, and what kind is not?"),
        N_("Whose work do you depend on the most, and how well does that go?"),
        N_("How does this work go together with the rest of your life?"),
    ),
    *_of(
        Part.ADVICE,
        (N_("When you read a letter from somebody who changes fields, what makes you read on?"), Trait.CAN_HIRE),
        (
            N_("If you began in this occupation today with my background, what would you do first?"),
            Trait.SAME_OCCUPATION,
        ),
        (N_("This is what I have done since we spoke. What would you look at next?"), Trait.AGAIN),
        (N_("How did you get your first foot in, coming from the same school as I do?"), Trait.ALUMNI),
        (N_("You have seen me work: which of my strengths should I put first?"), Trait.COLLEAGUE),
        (N_("What should somebody understand about your organisation before they write to it?"), Trait.TARGET),
        N_("How realistic does my goal sound to you, and which part of it least?"),
        N_("What would you do in the next three months if you were in my place?"),
        N_("Which of my experiences would count here, and which would I have to explain?"),
        N_("Which gap in what I bring would you close first?"),
        N_("What is the most common mistake of people who come into this field from another one?"),
        N_("What do you know now that you would have liked to hear at my stage?"),
        N_("How would you describe what I do, in one sentence, to somebody in your field?"),
        N_("Which doubts would people here have about me, and how could I answer them honestly?"),
    ),
    *_of(
        Part.RESOURCES,
        (N_("Where do people who do this work meet and talk shop?"), Trait.SAME_OCCUPATION),
        (N_("Which of our school's people in this field keep in touch with each other, and where?"), Trait.ALUMNI),
        (N_("What of what you read yourself would you give to a new person in your team?"), Trait.CAN_HIRE),
        (N_("What has helped you lately that you did not know of when we last spoke?"), Trait.AGAIN),
        N_("What do you read or listen to in order to keep up?"),
        N_("Which book, course or talk has changed how you work?"),
        N_("Which association or group is worth an evening a month?"),
        N_("Which event of the coming months would you not miss?"),
        N_("Who writes about this field in a way that you trust?"),
        N_("Where could I see this work being done, for a day or an hour?"),
        N_("Which organisations do this well that hardly anybody knows?"),
    ),
    *_of(
        Part.ASSIGNMENTS,
        (N_("What would a new person in your team work on in their first half-year?"), Trait.CAN_HIRE),
        (N_("Which task in this occupation teaches the most in the shortest time?"), Trait.SAME_OCCUPATION),
        (N_("What became of the project that you told me about?"), Trait.AGAIN),
        (N_("What does your team have on its table that I could read up on?"), Trait.RESEARCHED),
        N_("What are you working on right now that you enjoy?"),
        N_("Which piece of work of the last year are you proud of?"),
        N_("How does a typical project begin here, and who decides that it is done?"),
        N_("Which kind of task do you hand on, and which do you keep?"),
        N_("What could I try by myself, at home, that is close to the real work?"),
        N_("Which small task in this field do people always need help with?"),
    ),
    *_of(
        Part.NEXT_STEPS,
        (N_("May I tell you in a few weeks what came of your advice?"), Trait.FIRST),
        (N_("What would be useful for you to hear back from me this time?"), Trait.AGAIN),
        (N_("May I tell the person who gave me your name how our talk went?"), Trait.REFERRED),
        N_("Is there anything that I could do for you, or find out for you?"),
        N_("How do you like to be reached if one more question comes up?"),
        N_("What would you do first with what we have talked about today?"),
        N_("Is there something that I should have asked and did not?"),
    ),
    *CLOSING,
)

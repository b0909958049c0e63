"""The mail that arrives while one is watching, in its order: what others send, and what Mira sends herself."""

from __future__ import annotations

from webapp.demo.letters import A_WEEK_AGO, AUTO_REPLY, LOG, NEWSLETTER, Letter, approach, reply
from webapp.demo.past import ANSWERS, APPROACHES, INTRODUCTION
from webapp.demo.people import ADDRESS, PEOPLE


def _answer(who: str, text: str, to: Letter | None = None) -> Letter:
    asked = to or APPROACHES[who]
    return reply(f"{asked.key}-answered", asked, f"Dear Mira,\n\n{text}\n\nBest wishes", who=who)


_TO_ANOUK = approach("to-anouk", "anouk", 0, "Open Streets, and a question", "Whom should one know in a town hall?")
_TO_DANIEL = approach("to-daniel", "daniel", 0, "A question over chess", "What would you do differently in my place?")
_TO_WANJIRU = approach("to-wanjiru", "wanjiru", 0, "Hand-drawn maps", "How do you find out where people want to go?")
_TO_THEO = approach("to-theo", "theo", 0, "How projects are staffed", "Could you spare me 15 minutes on it?")
_TO_MAREK = approach("to-marek", "marek", 0, "A morning in the cab?", "May I ride along in your cab one morning?")
_TO_YUSUF = reply("to-yusuf-again", ANSWERS["yusuf"], "It has been too long! I built something small: 40 bus stops.")
_TO_INGRID = Letter(
    "to-ingrid", True, "ingrid", "Re: Your maps",
    "Dear Ingrid,\n\nI drew it from open data. Shall I send you the files?\n\nMira\n", answers="from-ingrid",
)  # fmt: skip
_FROM_KENJI = _answer("kenji", "Begin with one line and one train, on paper. I can show you mine.")
_THANKS_KENJI = reply("thanks-kenji", _FROM_KENJI, "Thank you so much for your advice. My first is drawn.\n\nMira")
_INTRODUCED = Letter(
    "leila-introduces", False, "leila", "Two people who should meet",
    "Dear Mira, dear Sofia,\n\nI would like to introduce you to each other: both of you count what moves.\n\nLeila\n",
    cc="sofia",
)  # fmt: skip
_FORWARD = f"""with {PEOPLE["leila"].name}; remind in 2 weeks to show her the result

---------- Forwarded message ---------
From: {PEOPLE["leila"].name} <{PEOPLE["leila"].address}>
Date: {A_WEEK_AGO}
Subject: Sunday counts
To: <{ADDRESS}>


Dear Mira,

count on a Sunday too, or nobody will believe your Mondays.

Leila
"""

COMING = (
    _FROM_KENJI,
    Letter("forward", True, LOG, "Fwd: Sunday counts", _FORWARD),
    reply("thanks-priya", ANSWERS["priya"], "Thank you so much for your time. I saw how it fits.\n\nMira"),
    Letter("shop-2", False, "Velo Shop <hello@veloshop.example>", "New bells", "Ring.\n"),
    _answer("bjorn", "Of course. Call me when it suits you, I am at my desk all week."),
    Letter("samir-asks", False, "samir", "Re: Your first two customers",
           "Mira, would you listen to my next talk before I give it?\n\nSamir\n", answers="to-samir"),
    _TO_ANOUK,
    _answer("anouk", "The one who answers the phone. Then the one who draws the plans.", _TO_ANOUK),
    reply("thanks-elena", INTRODUCTION, "Thank you so much for introducing me to Diego. I wrote to him.\n\nMira"),
    Letter("amara-again", False, "amara", "Re: Leeds, and a question about data",
           "How far are you with SQL?\n\nAmara\n", answers="thanks-amara"),
    _answer("sofia", "Anything on how people decide when to leave the house."),
    Letter("letter-2", False, "oliver", "The Brandt Letter: the slowest tram", "This week: patience.\n",
           headers=tuple(NEWSLETTER.items())),
    _TO_DANIEL,
    _answer("daniel", "Ask the drivers before the managers. They know where it hurts.", _TO_DANIEL),
    Letter("ruth-again", False, "ruth", "Re: Hannah sends me, with a résumé",
           "I showed your first line to two colleagues. Both read on.\n\nRuth\n", answers="thanks-ruth"),
    _TO_WANJIRU,
    _TO_THEO,
    Letter("theo-away", False, "theo", "Automatic reply: How projects are staffed",
           "I am on holiday and will read my mail when I return.\n", answers="to-theo",
           headers=tuple(AUTO_REPLY.items())),
    Letter("from-wanjiru", False, "wanjiru", "Where people want to go", "Mira, ask the women who sell at the stops.\n"),
    _answer("rafael", "I am afraid I cannot help you with this: our plans are not public. I am sorry."),
    reply("noor-confirmed", ANSWERS["noor"], "Dear Noor,\n\nThis is to confirm our call tomorrow at 14:00.\n\nMira"),
    Letter("receipt", False, "Careers <careers@harbourside.example>", "Thank you for applying",
           "We have received your application.\n", headers=tuple(AUTO_REPLY.items())),
    reply("thanks-tomas", ANSWERS["tomas"], "Thank you so much for your feedback. Three legends are now two.\n\nMira"),
    _answer("chidi", "Back at my desk. Two papers come with the next mail; the older one is the better one."),
    Letter("for-theo", False, "Egnatia Works <office@egnatia-works.example>", "Re: How projects are staffed",
           "Theo asked me to find a time for you. Is Monday at 9:30 possible?\n", answers="to-theo"),
    _TO_INGRID,
    _answer("ingrid", "Please do. And tell me how long it took you.", _TO_INGRID),
    _TO_MAREK,
    _answer("marek", "Half past four on Monday. Bring tea.", _TO_MAREK),
    _answer("fatima", "My mailbox was full, it is free again. Market days: double everything, then ask the baker."),
    _answer("mei", "Answered you from home, did you see it? The kettle is on."),
    _THANKS_KENJI,
    _answer("kenji", "Send me a picture of it.", _THANKS_KENJI),
    _INTRODUCED,
    reply("thanks-leila", _INTRODUCED, "Thank you so much for introducing me to Sofia. We had met by letter!\n\nMira"),
    _TO_YUSUF,
    _answer("yusuf", "Show me! And what did you use to draw them?", _TO_YUSUF),
    Letter("jonas-asks", False, "jonas", "Re: Which model first?", "How did it go?\n", answers="to-jonas"),
    Letter("jonas-told", True, "jonas", "Re: Which model first?",
           "It runs! My pupils' ways to school are in it, and the bridge matters more than I thought.\n\nMira\n",
           answers="jonas-asks"),
    Letter("hannah-again", False, "hannah", "Re: How did you tell them?",
           "I read it twice. Cut the first paragraph, the second one is you.\n\nHannah\n", answers="again-hannah"),
    Letter("shop-3", False, "Velo Shop <hello@veloshop.example>", "How was your bell?", "Tell us.\n"),
)  # fmt: skip

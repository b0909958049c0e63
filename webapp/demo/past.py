"""The mail that lies in the mailbox when the demo begins, from half a year ago until this morning."""

from __future__ import annotations

from webapp.demo.letters import AUTO_REPLY, NEWSLETTER, Letter, approach, reply

# Whom Mira asked how many days ago, under which subject, and for what.
_ASKED = {
    "amara": (
        41,
        "Leeds, and a question about data",
        "What did you have to learn first when you came to planning data?",
    ),
    "jonas": (27, "Which model first?", "Which of the models you use would you learn first?"),
    "priya": (
        16,
        "Open Streets, and 20 minutes of your time?",
        "Could I have 20 minutes of your time on how your team works?",
    ),
    "tomas": (6, "Three maps", "Would you look at three of my maps and tell me what is missing?"),
    "lucia": (8, "How did you come there?", "How did you come from the course into your job?"),
    "noor": (9, "Amara sends me", "Could we speak for 20 minutes about what the institute looks for?"),
    "kenji": (12, "How does one begin with timetables?", "How does one begin to design timetables?"),
    "elena": (13, "Whom should I speak to?", "Who should I speak to about moving from school into consulting?"),
    "samir": (33, "Your first two customers", "Could you tell me how you found your first two customers?"),
    "grace": (15, "Is my goal realistic?", "Would you tell me whether my goal is realistic?"),
    "diego": (
        3,
        "Your first year on your own",
        "Could I ask you 15 minutes of questions about your first year on your own?",
    ),
    "chidi": (2, "Papers on school traffic", "Which papers on school traffic should I have read?"),
    "fatima": (4, "Market days", "How do you plan for market days?"),
    "mei": (5, "A Monday at Harbourside", "What does an analyst at Harbourside do on a Monday?"),
    "hannah": (60, "How did you tell them?", "How did you explain your change to those who interviewed you?"),
    "yusuf": (170, "That certificate", "Is the certificate you took worth it?"),
    "bjorn": (1, "Fifteen minutes on capacity?", "Could you spare 15 minutes to tell me how capacity is sold?"),
    "sofia": (4.5, "What to read first?", "What would you read first in my place?"),
    "claire": (7, "Your commuter survey", "May I see how you built your commuter survey?"),
    "ruth": (48, "Hannah sends me, with a résumé", "What would make you stop at my résumé?"),
    "rafael": (10, "Lucía told me about your team", "Could you tell me what your team will need next year?"),
}
APPROACHES = {who: approach(f"to-{who}", who, *asked) for who, asked in _ASKED.items()}

_ANSWERED = {
    "amara": (39, "Learn SQL before anything prettier, and take the timetable data of your own town as material."),
    "jonas": (26, "Start with the four-step model. Nobody uses it pure, and everybody talks in its terms."),
    "priya": (15, "Gladly. Come by on Friday at ten, and bring your map of school routes."),
    "tomas": (0.3, "These are good. Give every map one sentence that says what to see, and drop the third legend."),
    "noor": (7, "Happy to. Tomorrow week at 14:00 works for me, by phone."),
    "elena": (12.5, "You want somebody who made that step alone. Give me a day."),
    "samir": (31, "Both came from a talk that I almost did not give. Give talks."),
    "grace": (14, "I am sorry, I cannot help with this: we only speak with applicants. I wish you luck."),
    "hannah": (58, "I told it as one story: I have always explained places to people."),
    "yusuf": (168, "Honestly, no. Build something small and show it."),
    "claire": (6.2, "Of course. I attach the questionnaire; the weighting in chapter 3 is what matters."),
    "ruth": (46, "Put what changed because of you in the first line."),
}
ANSWERS = {
    who: reply(f"from-{who}", APPROACHES[who], f"Dear Mira,\n\n{text}\n\nBest wishes", days=days)
    for who, (days, text) in _ANSWERED.items()
}

THANKS = {
    who: reply(f"thanks-{who}", ANSWERS[who], f"Thank you so much for your advice. {text}\n\nMira", days=days)
    for who, days, text in (
        ("amara", 38.5, "I signed up for a SQL course last night."),
        ("jonas", 25.5, "I had not seen that anywhere."),
        ("hannah", 57, "I will try your story on my brother first."),
        ("ruth", 45, "My first line was about my degree. Not any more."),
    )
}

INTRODUCTION = Letter(
    "introduction", False, "elena", "Mira, meet Diego",
    "Dear Mira, dear Diego,\n\nI would like to introduce you to each other. Diego left teaching for consulting "
    "six years ago, Mira is about to. I leave you to it.\n\nElena\n",
    days=11.5, answers="to-elena", cc="diego",
)  # fmt: skip

_OTHERS = (
    reply("again-hannah", ANSWERS["hannah"], "May I ask one more thing: would you read my story?\n\nMira", days=2.2),
    Letter("invited-diego", False, "diego", "Coffee, and my first year on my own",
           "Dear Mira,\n\nLet us rather sit down. My calendar sends you a time.\n\nDiego\n", days=0.6,
           answers="to-diego", invites="Café Azul"),
    Letter("tove", False, "claire", "Mira, meet Tove",
           "Dear Mira, dear Tove,\n\nI would like to introduce you to each other. Tove counts who takes the ferry, "
           "Mira asks why.\n\nClaire\n", days=0.4, answers="to-claire", cc="Tove Nygaard <tove@havnebus.example>"),
    Letter("from-ingrid", False, "ingrid", "Your maps",
           "Dear Mira,\n\nJonas showed me your map of school routes. Who drew the base layer?\n\nIngrid\n", days=1.1),
    reply("private-mei", APPROACHES["mei"], "Writing from home: Monday is all reports. Come up for tea and I'll "
          "tell you.\n\nMei", days=0.8, who="Mei-Ling Tan <meiling.tan@homepost.example>"),
    Letter("away-chidi", False, "chidi", "Automatic reply: Papers on school traffic",
           "I am out of the office and will answer when I return on Monday.\n", days=1.99, answers="to-chidi",
           headers=tuple(AUTO_REPLY.items())),
    Letter("bounce-fatima", False, "Mail Delivery System <mailer-daemon@atlasbus.example>",
           "Undelivered Mail Returned to Sender",
           "This is the mail system at host atlasbus.example.\n\nYour message to <f.idrissi@atlasbus.example> could "
           "not be delivered: mailbox full.\n", days=3.99, answers="to-fatima",
           headers=(("Auto-Submitted", "auto-replied"), ("Return-Path", "<>"))),
    Letter("letter-1", False, "oliver", "The Brandt Letter: what a bus stop costs",
           "This week: shelters, and who pays for them.\n\nYou receive this because you subscribed.\n", days=5,
           headers=tuple(NEWSLETTER.items())),
    Letter("samir-thanks", False, "samir", "The list of stops",
           "Mira, thank you for sending me your list of stops last week. It saved me two days.\n\nSamir\n", days=4,
           answers="to-samir"),
    Letter("shop", False, "Velo Shop <hello@veloshop.example>", "Your order has been shipped", "On its way.\n", days=2),
    Letter("bank", False, "Union Bank <no-reply@union.example>", "Your statement is ready", "Log in.\n", days=9),
    Letter("school", True, "Head of school <head@school.example>", "Term dates", "As agreed.\n", days=6),
)  # fmt: skip

PAST = sorted(
    (*APPROACHES.values(), *ANSWERS.values(), *THANKS.values(), INTRODUCTION, *_OTHERS), key=lambda one: -one.days
)

"""The kinds of question that triage asks: what each offers, and what follows from each answer."""

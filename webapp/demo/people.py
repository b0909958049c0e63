"""Who is in the demo: Mira, a geography teacher on her way into transport planning, and whom she knows (one twice)."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.services.contacts import Card

NAME, ADDRESS = "Mira Lindqvist", "mira@lindqvist.example"


@dataclass(frozen=True, slots=True)
class Person:
    """A contact to be, with the one address they write from."""

    name: str
    address: str
    role: str
    organisation: str
    source: str
    common_ground: str

    @property
    def first(self) -> str:
        """What Mira calls them."""
        return self.name.split()[0]

    @property
    def card(self) -> Card:
        """The form that Mira filled in."""
        return Card(self.name, (self.address,), self.role, self.organisation, self.source, self.common_ground)


PEOPLE = {
    "amara": Person(
        "Amara Okafor",
        "a.okafor@northgate.example",
        "Head of planning data",
        "Northgate Transit",
        "alumni",
        "Geography at Leeds, two years apart",
    ),
    "jonas": Person(
        "Jonas Weidmann",
        "jonas.weidmann@fjordline.example",
        "Transport modeller",
        "Fjordline Mobility",
        "former colleague",
        "Taught physics next door until 2021",
    ),
    "priya": Person(
        "Priya Raman",
        "priya@cityworks.example",
        "Data lead",
        "Cityworks",
        "met at an event",
        "Open Streets evening; both cycle to work",
    ),
    "tomas": Person(
        "Tomáš Havel", "havel@kartograf.example", "Map engineer", "Kartograf", "met at an event", "Old maps of Prague"
    ),
    "lucia": Person(
        "Lucía Ferrer",
        "lucia.ferrer@portoclaro.example",
        "City planner",
        "Porto Claro",
        "classmate",
        "Same evening course in statistics",
    ),
    "noor": Person(
        "Noor Haddad",
        "noor.haddad@civica.example",
        "Policy adviser",
        "Civica Institute",
        "referred",
        "Amara gave me her name",
    ),
    "kenji": Person(
        "Kenji Morita", "morita@linea.example", "Timetable designer", "Linea Rail", "met at an event", "Night trains"
    ),
    "elena": Person(
        "Elena Popescu",
        "elena.popescu@viaduct.example",
        "Director of studies",
        "Viaduct",
        "alumni",
        "Mentored my thesis group",
    ),
    "samir": Person("Samir Benali", "samir@opentram.example", "Founder", "OpenTram", "friend", "Choir on Thursdays"),
    "grace": Person(
        "Grace Whitlock",
        "g.whitlock@harbourside.example",
        "Recruiter for planning",
        "Harbourside",
        "other",
        "Spoke at the career fair",
    ),
    "diego": Person(
        "Diego Santamaría",
        "diego@santamaria.example",
        "Consultant",
        "Santamaría & Daughters",
        "referred",
        "Elena introduced us",
    ),
    "ingrid": Person(
        "Ingrid Solheim",
        "ingrid.solheim@fjordline.example",
        "Head of analysis",
        "Fjordline Mobility",
        "referred",
        "Jonas works in her team",
    ),
    "chidi": Person(
        "Chidi Eze",
        "chidi.eze@meridian.example",
        "Research fellow",
        "Meridian University",
        "classmate",
        "First job together, in a bakery",
    ),
    "chidi at work": Person(
        "C. Eze",
        "c.eze@library.meridian.example",
        "",
        "Meridian University",
        "met at an event",
        "Both late for the talk on school traffic",
    ),
    "fatima": Person(
        "Fatima Zahra Idrissi",
        "f.idrissi@atlasbus.example",
        "Operations planner",
        "Atlas Bus",
        "met at an event",
        "Both grew up in port towns",
    ),
    "oliver": Person(
        "Oliver Brandt",
        "oliver@brandtletter.example",
        "Editor",
        "The Brandt Letter",
        "other",
        "I read his newsletter every week",
    ),
    "mei": Person(
        "Mei-Ling Tan",
        "mei.tan@harbourside.example",
        "Analyst",
        "Harbourside",
        "neighbour",
        "Two floors up; borrowed her ladder",
    ),
    "hannah": Person(
        "Hannah Fitzgerald",
        "hannah.f@greenline.example",
        "Product manager",
        "Greenline",
        "former colleague",
        "Ran the school's garden with me",
    ),
    "rafael": Person(
        "Rafael Moura",
        "rafael.moura@portoclaro.example",
        "Head of mobility",
        "Porto Claro",
        "referred",
        "Lucía reports to him",
    ),
    "yusuf": Person(
        "Yusuf Demir",
        "yusuf.demir@bosphor.example",
        "Data engineer",
        "Bosphor Logistics",
        "classmate",
        "Study group on Sundays",
    ),
    "anouk": Person(
        "Anouk Vermeer",
        "anouk@fietsraad.example",
        "Campaigner",
        "Fietsraad",
        "met at an event",
        "Sat beside me at Open Streets",
    ),
    "pavel": Person(
        "Pavel Novotný", "novotny@kartograf.example", "Sales", "Kartograf", "met at an event", "Came with Tomáš"
    ),
    "leila": Person(
        "Leila Hosseini",
        "leila@hosseini.example",
        "Statistician, freelance",
        "",
        "neighbour",
        "Walks the same dog path",
    ),
    "bjorn": Person(
        "Björn Ekström",
        "bjorn.ekstrom@linea.example",
        "Capacity planner",
        "Linea Rail",
        "referred",
        "Kenji's colleague",
    ),
    "sofia": Person(
        "Sofia Rinaldi", "s.rinaldi@viaduct.example", "Consultant", "Viaduct", "alumni", "Geography at Leeds"
    ),
    "daniel": Person(
        "Daniel Achterberg",
        "daniel@achterberg.example",
        "Retired head of a bus firm",
        "",
        "neighbour",
        "Plays chess with my father",
    ),
    "wanjiru": Person(
        "Wanjiru Kamau",
        "wanjiru.kamau@matatu.example",
        "Network designer",
        "Matatu Labs",
        "met at an event",
        "Loves hand-drawn maps",
    ),
    "theo": Person(
        "Theo Papadakis",
        "theo.papadakis@egnatia.example",
        "Project manager",
        "Egnatia Works",
        "classmate",
        "Statistics course",
    ),
    "claire": Person(
        "Claire Dubreuil",
        "claire.dubreuil@civica.example",
        "Researcher",
        "Civica Institute",
        "alumni",
        "Both wrote on commuters",
    ),
    "marek": Person(
        "Marek Zieliński", "marek@zielinski.example", "Tram driver, trade unionist", "", "friend", "Choir on Thursdays"
    ),
    "ruth": Person(
        "Ruth Abelson",
        "ruth.abelson@greenline.example",
        "Chief of staff",
        "Greenline",
        "referred",
        "Hannah gave me her name",
    ),
}

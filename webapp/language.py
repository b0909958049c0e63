"""The language of the install: its catalog, told once to the whole process, and templates compiled in its words.

`_("…")` and `{% trans %}` of a template are translated when it is compiled, so that a page costs the same in each
language; what is not a literal is looked up when it is shown. docs/decisions.md says why there is one language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from flask import Flask
from flask.templating import Environment
from flask_babel import Babel
from jinja2 import nodes, pass_eval_context
from jinja2.compiler import CodeGenerator, Frame
from jinja2.filters import make_attrgetter, sync_do_join
from jinja2.visitor import NodeTransformer

from webapp import catalogs
from webapp.domain import wording
from webapp.domain.direction import isolated

PLACE = re.compile(r"%\((\w+)\)s")


_SPEAK = {"_", "gettext", "ngettext"}
# What holds a value; a sentence, which is a call or put together itself, runs as the page does.
_VALUES = (nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Filter)


def _isolated(node: nodes.Expr) -> nodes.Expr:
    return nodes.Filter(node, "isolated", [], [], None, None) if isinstance(node, _VALUES) else node


class _Fold(NodeTransformer):
    """Puts the translated words where a literal stands: `_()` is plain text, what `{% trans %}` holds is markup.

    What is filled into them, or joined by `~`, keeps its own direction (webapp/domain/direction.py).
    """

    def visit_Concat(self, node: nodes.Concat) -> nodes.Concat:
        self.generic_visit(node)
        node.nodes = [_isolated(one) for one in node.nodes]
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Expr:
        call = self.generic_visit(node)
        assert isinstance(call, nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name in _SPEAK:
            for pair in call.kwargs:
                pair.value = _isolated(pair.value)
        if not _literal(call, "_"):
            return call
        parts = [nodes.Const(one) if isinstance(one, str) else one for one in _parts(call)]
        return parts[0] if len(parts) == 1 else nodes.Concat(parts)

    def visit_Output(self, node: nodes.Output) -> nodes.Output:
        self.generic_visit(node)
        inside: list[nodes.Expr] = []
        for child in node.nodes:
            if isinstance(child, nodes.Call) and _literal(child, "gettext"):
                inside += [nodes.TemplateData(one) if isinstance(one, str) else one for one in _parts(child)]
            else:
                inside.append(child)
        node.nodes = inside
        return node


def _literal(call: nodes.Call, name: str) -> bool:
    asked = isinstance(call.node, nodes.Name) and call.node.name == name
    return asked and len(call.args) == 1 and isinstance(call.args[0], nodes.Const)


def _parts(call: nodes.Call) -> Iterator[str | nodes.Expr]:
    """Yield the translated words and what stands between them."""
    given = {pair.key: pair.value for pair in call.kwargs}
    # As when it is looked up: a text is formatted where it is given something. Jinja doubles each "%" of a trans block.
    filled = bool(given) or _literal(call, "gettext")
    text = wording._(call.args[0].value)  # type: ignore[attr-defined]  # a Const, as _literal saw
    for place, piece in enumerate(PLACE.split(text)):
        if place % 2:
            yield given[piece]
        elif piece:
            yield piece.replace("%%", "%") if filled else piece
    if not text:
        yield ""


class _Generator(CodeGenerator):
    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        _Fold().visit(node)
        super().visit_Template(node, frame)


class Spoken(Environment):
    """Flask's environment of templates, compiled in the language of the install."""

    code_generator_class = _Generator


@pass_eval_context
def _joined(context: nodes.EvalContext, value: Iterable[Any], d: str = "", attribute: str | int | None = None) -> str:
    """As Jinja's own filter: the parts keep their order whatever they are written in."""
    parts = value if attribute is None else map(make_attrgetter(context.environment, attribute), value)
    return sync_do_join(context, [isolated(part) for part in parts], d)


def init_app(app: Flask, language: str) -> None:
    """Speak the language in this process, and make its words known to the templates."""
    catalogs.speak(language)
    Babel(app, default_locale=language, default_translation_directories=str(catalogs.FOLDER), configure_jinja=False)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.jinja_env.install_gettext_callables(wording._, wording.ngettext, newstyle=True)  # type: ignore[attr-defined]  # of the extension
    app.jinja_env.filters.update(isolated=isolated, join=_joined)
    app.jinja_env.globals.update(_=wording._, ngettext=wording.ngettext, LANGUAGE=language.replace("_", "-"))

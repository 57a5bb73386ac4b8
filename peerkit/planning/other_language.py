"""An evening in the words of another language, where its way of meeting is there in both."""

from dataclasses import replace

from peerkit.planning.plan import Plan
from peerkit.planning.template import Template


def same_skeleton(one: Template, other: Template) -> bool:
    """Whether two templates are one in two languages: as many blocks, of the same kinds, in the same order."""
    return [block.kind for block in one.block] == [block.kind for block in other.block]


def in_other_words(plan: Plan, ours: Template, theirs: Template) -> Plan:
    """The plan with the names of `theirs` in the place of those of `ours`; what the group named itself keeps its name.

    Raises ValueError where the two have not the same skeleton.
    """
    if not same_skeleton(ours, theirs):
        raise ValueError("These are not one way of meeting in two languages.")
    template = plan.evening.template
    named = {one.name: other for one, other in zip(ours.block, theirs.block, strict=True)}
    blocks = tuple(
        replace(block, name=other.name, script=other.script, language=other.language)
        if (other := named.get(block.name))
        else replace(block, language=template.language_of(block))
        for block in template.block
    )
    title = theirs.title if template.title == ours.title else template.title
    told = replace(template, title=title, language=theirs.language, block=blocks)
    return replace(plan, evening=replace(plan.evening, template=told))

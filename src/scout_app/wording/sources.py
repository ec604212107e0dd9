"""Where a value comes from, as an officer reads it."""

from scout_app.wording.texts import translator

_ENTERED_BY = "entered_by:"


def source(text: str, lang: str) -> str:
    """Return a source as words: an address as it is, an officer's entry as a sentence."""
    if text.startswith(_ENTERED_BY):
        who = text.removeprefix(_ENTERED_BY)
        return translator(lang).gettext("entered by {who}").format(who=who)
    return text

"""The catalogues of translated texts; English texts are their own keys."""

import gettext
from functools import cache

from scout_app.paths import bundled

LANGUAGES = ("fr", "en")
_DOMAIN = "scout"


@cache
def translator(lang: str) -> gettext.NullTranslations:
    """Return the texts of a language; what is not translated is shown in English."""
    folder = bundled("resources") / "locale"
    return gettext.translation(_DOMAIN, folder, [lang], fallback=True)

"""The window's language: its texts, Qt's own dialogs, and how fields show numbers and days."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from scout_app.wording.texts import LANGUAGES, translator

_LOCALES = {"fr": "fr_FR", "en": "en_GB"}


class _Spoken:
    """The one language that the window speaks now, and Qt's texts in it."""

    language = LANGUAGES[0]
    qt: QTranslator | None = None


def _(msgid: str) -> str:
    """Return a text in the window's language; call it when the text is shown, not at import."""
    return translator(_Spoken.language).gettext(msgid)


def ngettext(one: str, other: str, count: int) -> str:
    """Return the text that fits a count, in the window's language."""
    return translator(_Spoken.language).ngettext(one, other, count)


def language() -> str:
    """Return the window's language: "fr" or "en"."""
    return _Spoken.language


def set_language(lang: str) -> None:
    """Speak another language from now on; windows already built keep their texts.

    Raises ValueError for a language that Scout does not have.
    """
    if lang not in LANGUAGES:
        raise ValueError(lang)
    _Spoken.language = lang
    QLocale.setDefault(QLocale(_LOCALES[lang]))
    _translate_qt(QLocale(_LOCALES[lang]))


def _translate_qt(locale: QLocale) -> None:
    """Give Qt's own dialogs and menus the texts that PySide6 ships; English is built in."""
    app = QCoreApplication.instance()
    if app is None:
        return
    if _Spoken.qt is not None:
        app.removeTranslator(_Spoken.qt)
        _Spoken.qt = None
    texts = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if texts.load(locale, "qtbase", "_", folder):
        app.installTranslator(texts)
        _Spoken.qt = texts

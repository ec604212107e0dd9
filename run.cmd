@echo off
rem Starts Scout from this checkout on Windows: the same steps as ./run, see packaging/setup.sh.
setlocal
set "root=%~dp0"
set "venv=%root%.venv"
set "python=%venv%\Scripts\python.exe"
set "PYTHONUTF8=1"

fc /b "%root%requirements.lock" "%venv%\installed" >nul 2>&1 && if exist "%python%" goto texts

set "base="
for %%v in (3.13 3.12 3.11) do if not defined base py -%%v -c "" >nul 2>&1 && set "base=py -%%v"
if not defined base (
    echo scout: Python 3.11, 3.12 or 3.13 is needed and was not found. 1>&2
    exit /b 1
)
echo scout: installing the Python packages that requirements.lock names (a minute, once) 1>&2
%base% -m venv --clear "%venv%" 1>&2 || exit /b 1
"%python%" -m pip install --quiet --disable-pip-version-check --no-input --only-binary :all: --require-hashes -r "%root%requirements.lock" 1>&2 || exit /b 1
"%python%" -c "import pathlib, sys, sysconfig; pathlib.Path(sysconfig.get_path('purelib'), 'scout_app.pth').write_text(sys.argv[1] + '\n')" "%root%src" || exit /b 1
copy /b /y "%root%requirements.lock" "%venv%\installed" >nul || exit /b 1

:texts
"%python%" "%root%packaging\texts.py" compile 1>&2 || exit /b 1

"%python%" -m scout_app %*
exit /b %errorlevel%

"""The Dossiers page: choose sites, version, language and days; look, save, print."""

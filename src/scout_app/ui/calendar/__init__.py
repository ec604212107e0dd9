"""The Calendar page: whose days are whose, site by site, and where there is room."""

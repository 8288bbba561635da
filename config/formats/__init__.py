"""How English dates and times are written here (`FORMAT_MODULE_PATH`); the other languages have Django's."""

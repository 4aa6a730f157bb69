"""Running the whole of Pharos in the foreground: database, web, worker, mail intake, and whatever dies again."""

"""Reading letters from files, for `pharos mail import`: where they lie, in which order to file them, what to print."""

"""What lies behind the `pharos` command: words to commands, language, and a database ready before it is used."""

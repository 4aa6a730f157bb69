"""The night shift that moves: what arrives, how it is sent, how travellers react."""

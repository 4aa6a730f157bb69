"""What can be done to the register: a file taken in, a mapping settled, a file forgotten."""

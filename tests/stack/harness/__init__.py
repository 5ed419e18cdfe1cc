"""Used by all tests of the stack: the stack, Docker commands, an operator's checkout, HTTP clients, measurements."""

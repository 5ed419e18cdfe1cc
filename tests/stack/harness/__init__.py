"""What the stack's tests are built on: the stack, the engine, an operator's checkout, clients, figures."""

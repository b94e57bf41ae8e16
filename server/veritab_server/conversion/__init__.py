"""Between the engine's data and the messages of the contract, one module a proto."""

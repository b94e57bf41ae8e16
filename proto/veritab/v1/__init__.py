"""Messages and stubs of version 1, generated from the .proto files beside them."""

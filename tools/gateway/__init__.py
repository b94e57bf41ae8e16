"""The gateway of deploy/gateway: its configuration filled in, and Envoy with servers behind it."""

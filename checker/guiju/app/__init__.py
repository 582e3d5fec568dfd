"""The use cases: the only place that joins stages."""

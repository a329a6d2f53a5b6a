"""The recognisers: where each kind of node is named, one module a kind and its helpers beside it."""

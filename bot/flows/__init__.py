"""YAML files to typed nodes, to one immutable library, to one state machine."""

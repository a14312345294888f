"""The graph that Dagster runs: one module an asset or group of assets, thin wrappers round the stages.

What belongs here: names, dependencies, blocking checks, metadata of a materialisation, when to run. What does not: any
work on documents or tables, which the stages do without an orchestrator.
"""

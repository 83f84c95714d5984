"""Frame in, Plotly figure out: one module a chart form, one template for all of them.

Charts never query and never compute: every number in them is a number of the frame they are given.
"""

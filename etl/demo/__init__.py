"""A demo world whose truth is known, written down as raw exports with their dirt.

The model. Every trait of a leader is the sum of a part of the trajectory (2 % of the variance), a
part of the partnership (28 %) and an own part. Coherence, fit with needs, stimulation to apply, the
coach and the culture of the group come first and share one cause; satisfaction, usefulness, cohesion,
learning and application follow from them, with the weights of `etl.demo.parameters`. Earlier training
goes with less learning and less application. What changes between waves is a stable part, an own gain
and a step of the mean. A person answers with the code nearest to centre + spread × (0.8 × trait +
noise). The directions are those of the published follow-up; every number is made up.
"""

from etl.demo.write import DemoError, write_demo

__all__ = ["DemoError", "write_demo"]

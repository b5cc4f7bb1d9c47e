"""Does it hurt *this* deployment? A judged release, and configuration files read by the rows of a rule -> an assessment.

`files` reads; everything else follows from what was read. Credentials are looked for, and never kept, shown or quoted.
"""

from analyzer.deployment.assess import Deployed, assess
from analyzer.deployment.files import Node
from analyzer.deployment.versions import Stated, stated

__all__ = ["Deployed", "Node", "Stated", "assess", "stated"]

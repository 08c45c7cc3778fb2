"""The levels of care, lowest first, as the core names them."""

LEVELS = [
    "self-care",
    "general practice",
    "other practice",
    "home nursing",
    "acute function",
    "outpatient clinic",
    "ward",
]
RANK = {level: rank for rank, level in enumerate(LEVELS)}

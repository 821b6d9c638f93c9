"""The labels of the form that decide something, each once: texts as the declaration has them in English."""

KEEP_INFORMED = "Keep informed"
COMMUNITY_MEMBER = "Community member"
CHAMPION_IN_GOVERNMENT = "Champion (in government)"
CHAMPION_OUTSIDE = "Champion (outside government)"
PARTNER = "Key stakeholder partner"

HAS_MET = "Has met them"
CLOSENESS = {
    "Works with them now": 4,
    "Knows a decision maker": 3,
    HAS_MET: 2,
    "Through someone else": 1,
    "No contact yet": 0,
}

MAY_OPPOSE = "May oppose"

ANCHOR_INSTITUTION = "Anchor institution"
NONPROFIT = "Nonprofit and CBOs"
OTHER_GOVERNMENT = "Other local government"
PHILANTHROPY = "Philanthropy"
RESEARCH = "Research organization"

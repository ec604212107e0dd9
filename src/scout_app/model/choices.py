"""The codes of the closed lists, each with its label."""

from collections.abc import Mapping

from scout_app.model.fields import N_

SITE_KIND: Mapping[str, str] = {
    "studio": N_("Studio"),
    "stage": N_("Stage"),
    "virtual_stage": N_("Virtual stage"),
    "backlot": N_("Backlot"),
    "land": N_("Land"),
    "location": N_("Location"),
    "support": N_("Support space"),
}
SUPPORT_KIND: Mapping[str, str] = {
    "office": N_("Production offices"),
    "workshop": N_("Workshop"),
    "storage": N_("Storage"),
    "dressing": N_("Dressing rooms"),
    "base_camp": N_("Base camp"),
    "truck_park": N_("Truck park"),
}
LOCATION_KIND: Mapping[str, str] = {
    "natural": N_("Natural setting"),
    "urban": N_("Urban setting"),
    "monument": N_("Monument"),
    "interior": N_("Interior"),
    "industrial": N_("Industrial"),
    "facility": N_("Facility"),
}
SITE_STATUS: Mapping[str, str] = {
    "in_service": N_("In service"),
    "project": N_("Project"),
    "abandoned": N_("Abandoned"),
    "closed": N_("Closed down"),
    "to_check": N_("To be checked"),
}
POSITION_PRECISION: Mapping[str, str] = {
    "site": N_("The site itself"),
    "entrance": N_("Its entrance"),
    "locality": N_("Locality (approximate)"),
    "municipal_district": N_("Municipal district (approximate)"),
    "commune_main": N_("Town centre (approximate)"),
    "commune_centroid": N_("Middle of the commune (approximate)"),
}
EXACT_PRECISION = frozenset({"site", "entrance"})
"""Only these are drawn as pins."""
HALO_M: Mapping[str, float] = {
    "locality": 800.0,
    "municipal_district": 1_500.0,
    "commune_main": 2_500.0,
    "commune_centroid": 4_000.0,
}
"""Radius in metres of the disc that stands for an approximate position."""
REVIEW_STATE: Mapping[str, str] = {
    "to_review": N_("To be reviewed"),
    "reviewed": N_("Reviewed"),
}
CONFIDENTIALITY: Mapping[str, str] = {
    "public": N_("Public"),
    "partner": N_("Partner offices"),
    "internal": N_("Internal"),
}
OWNER_TYPE: Mapping[str, str] = {
    "public": N_("Public owner"),
    "private": N_("Private owner"),
    "mixed": N_("Mixed ownership"),
}
CONDITION: Mapping[str, str] = {
    "ready": N_("Usable as it is"),
    "light_works": N_("Usable after light works"),
    "heavy_works": N_("Heavy works needed"),
    "unsafe": N_("Unsafe"),
}
POLLUTION: Mapping[str, str] = {
    "none": N_("No pollution"),
    "suspected": N_("Pollution suspected"),
    "known": N_("Pollution known"),
    "treated": N_("Pollution treated"),
}
"""The words of the CNIG standard of disused sites."""
ORIENTATION: Mapping[str, str] = {
    "n": N_("North"),
    "ne": N_("North-east"),
    "e": N_("East"),
    "se": N_("South-east"),
    "s": N_("South"),
    "sw": N_("South-west"),
    "w": N_("West"),
    "nw": N_("North-west"),
}
REVERBERATION: Mapping[str, str] = {
    "dry": N_("Dry"),
    "medium": N_("Medium"),
    "live": N_("Reverberant"),
}
HERITAGE: Mapping[str, str] = {
    "none": N_("No heritage protection"),
    "around": N_("In the surroundings of a monument (ABF)"),
    "registered": N_("Registered monument"),
    "listed": N_("Listed monument"),
    "site": N_("Listed or registered natural site"),
}
ALLOWED: Mapping[str, str] = {
    "allowed": N_("Allowed"),
    "on_request": N_("On request"),
    "forbidden": N_("Forbidden"),
}
ASBESTOS: Mapping[str, str] = {
    "none": N_("No asbestos found"),
    "contained": N_("Asbestos, contained"),
    "present": N_("Asbestos, areas closed"),
}
ALLOCATION_STAGE: Mapping[str, str] = {
    "identified": N_("Identified"),
    "studied": N_("Studied"),
    "negotiated": N_("Negotiated"),
    "reserved": N_("Reserved"),
    "ended": N_("Ended"),
}
ALLOCATION_STATE: Mapping[str, str] = {
    "secured": N_("Secured"),
    "at_risk": N_("At risk"),
    "ended": N_("Ended"),
}
ALLOCATION_BASIS: Mapping[str, str] = {
    "zoning": N_("Zone of the local plan (PLU)"),
    "agreement": N_("Agreement"),
    "made_available": N_("Made available by its owner"),
    "owned": N_("Owned by the metropolis or a commune"),
    "other": N_("Other basis"),
}
NOISE: Mapping[str, str] = {
    "quiet": N_("Quiet"),
    "moderate": N_("Moderate noise"),
    "noisy": N_("Noisy"),
}
MOBILE: Mapping[str, str] = {
    "none": N_("No coverage"),
    "4g": "4G",
    "5g": "5G",
}
CONFIDENCE: Mapping[str, str] = {
    "good": N_("Good"),
    "fair": N_("Fair"),
    "weak": N_("Weak"),
}
PRODUCTION_KIND: Mapping[str, str] = {
    "feature": N_("Feature film"),
    "short": N_("Short film"),
    "series": N_("Series"),
    "tv_film": N_("TV film"),
    "documentary": N_("Documentary"),
    "commercial": N_("Commercial"),
    "music_video": N_("Music video"),
    "game": N_("Video game"),
    "digital_art": N_("Digital art"),
    "other": N_("Other"),
}
PRODUCTION_STATUS: Mapping[str, str] = {
    "enquiry": N_("Enquiry"),
    "preparation": N_("In preparation"),
    "shooting": N_("Being shot"),
    "wrapped": N_("Wrapped"),
    "dropped": N_("Dropped"),
}
INT_EXT: Mapping[str, str] = {
    "int": N_("Interior"),
    "ext": N_("Exterior"),
    "int_ext": N_("Interior and exterior"),
}
DAY_NIGHT: Mapping[str, str] = {
    "day": N_("Day"),
    "night": N_("Night"),
    "day_night": N_("Day and night"),
}
OPERATOR: Mapping[str, str] = {
    "at_least": N_("at least"),
    "at_most": N_("at most"),
    "between": N_("between"),
    "is": N_("is"),
    "any_of": N_("any of"),
    "none_of": N_("none of"),
    "within_km": N_("within (km)"),
}
STATE: Mapping[str, str] = {
    "option": N_("Option on the site"),
    "awaiting_home": N_("Awaiting the home office"),
    "confirmed": N_("Confirmed"),
    "relegated": N_("Relegated"),
    "released": N_("Released"),
    "cancelled": N_("Cancelled"),
}
DAY_LEVEL: Mapping[str, str] = {
    "green": N_("Green"),
    "yellow": N_("Yellow"),
    "orange": N_("Orange"),
    "red": N_("Red: forbidden"),
}
"""The four levels of access to the massifs, decided on the evening before."""
OUTCOME: Mapping[str, str] = {
    "confirmed": N_("Confirmed"),
    "released": N_("Released"),
    "lapsed": N_("No answer in time"),
    "withdrawn": N_("Withdrawn"),
}
"""How a challenge ended."""
PERMIT_STATE: Mapping[str, str] = {
    "to_ask": N_("To be asked for"),
    "asked": N_("Asked for"),
    "granted": N_("Granted"),
    "refused": N_("Refused"),
    "not_needed": N_("Not needed"),
}
"""Where an authorisation stands; one that is not needed keeps its reason, so as not to be asked
for again."""
DAY_TYPE: Mapping[str, str] = {
    "prep": N_("Preparation"),
    "prelight": N_("Prelight"),
    "shoot": N_("Shooting"),
    "off": N_("Day off kept"),
    "strike": N_("Strike"),
    "reinstate": N_("Reinstatement"),
    "recce": N_("Technical recce"),
}
RESTRICTION_SCOPE: Mapping[str, str] = {
    "site": N_("Site"),
    "commune": N_("Commune"),
    "territory": N_("Whole territory"),
}
DIRECTORY_CATEGORY: Mapping[str, str] = {
    "film_office": N_("Film office"),
    "authority": N_("Authority"),
    "local_government": N_("Local government"),
    "network": N_("Network"),
    "space_manager": N_("Space manager"),
    "attractiveness": N_("Promotion agency"),
    "association": N_("Association"),
    "training": N_("Training"),
    "event": N_("Event"),
    "company": N_("Company"),
    "developer": N_("Developer"),
}
BASIS: Mapping[str, str] = {
    "contract": N_("Contract"),
    "legitimate_interest": N_("Legitimate interest"),
    "public_task": N_("Public task"),
    "consent": N_("Consent"),
}
LINK_ROLE: Mapping[str, str] = {
    "site_contact": N_("Site contact"),
    "manager": N_("Manager"),
    "keyholder": N_("Keyholder"),
    "town_hall": N_("Town hall"),
    "producer": N_("Producer"),
    "location_manager": N_("Location manager"),
}

SERIES_SIDE: Mapping[str, str] = {"before": N_("Before"), "after": N_("After")}

ARBITRATION: Mapping[str, str] = {
    "keep_first": N_("Keep the first"),
    "keep_second": N_("Keep the second"),
    "move": N_("Moved to other days"),
    "cohabit": N_("Both, side by side"),
    "by_arrival": N_("By arrival"),
}
"""What may be decided of two bookings on the same days; the first is the one with the lesser id."""

"""Reads an iCalendar from its input with python3-icalendar, and tells its events as that reader understands them, in JSON."""

import json
import sys
from zoneinfo import ZoneInfo

from icalendar import Calendar

calendar = Calendar.from_ical(sys.stdin.buffer.read())
zone = ZoneInfo(str(calendar["X-WR-TIMEZONE"]))


def moment(event, name):
    return event.decoded(name).astimezone(zone).isoformat()


events = [
    {
        "uid": str(event["UID"]),
        "sequence": int(event["SEQUENCE"]),
        "from": moment(event, "DTSTART"),
        "until": moment(event, "DTEND"),
        "status": str(event["STATUS"]),
        "summary": str(event["SUMMARY"]),
        "description": str(event["DESCRIPTION"]),
    }
    for event in calendar.walk("VEVENT")
]
errors = [str(one) for part in calendar.walk() for one in part.errors]
json.dump({"method": str(calendar["METHOD"]), "errors": errors, "events": events}, sys.stdout)

import ical, { ICalAttendeeRole, ICalCalendarMethod } from "ical-generator";
import type { Invited } from "../../../db/reviews/people.ts";
import { hours, type Instant } from "../../platform/rules/time.ts";

const LENGTH_MS = hours(1);

export interface Meeting {
	/** The same for every version of this meeting, so that a calendar moves it instead of adding another. */
	id: string;
	/** Greater with every change. */
	sequence: number;
	changedAt: Instant;
	startsAt: Instant;
	title: string;
	/** Where the review is; empty when this instance does not know its own address. */
	url: string;
	attendees: Invited[];
}

/** The meeting as iCalendar. With attendees it is an invitation, from the first of them: the standard wants one. */
export function invitation(meeting: Meeting): string {
	const { attendees, url } = meeting;
	const [first] = attendees.map((person) => ({ name: plain(person.name), email: plain(person.email) }));
	const calendar = ical({
		prodId: { company: "Tocsin", product: "Reviews", language: "EN" },
		...(first ? { method: ICalCalendarMethod.REQUEST } : {}),
	});
	const event = calendar.createEvent({
		id: meeting.id,
		sequence: meeting.sequence,
		stamp: new Date(meeting.changedAt),
		start: new Date(meeting.startsAt),
		end: new Date(meeting.startsAt + LENGTH_MS),
		summary: plain(meeting.title),
		description: "This review looks at the system, not at people. Read the draft before the meeting.",
		...(url === "" ? {} : { url }),
		...(first ? { organizer: first } : {}),
	});
	for (const { name, email } of attendees)
		event.createAttendee({
			name: plain(name),
			email: plain(email),
			role: ICalAttendeeRole.REQ,
			rsvp: true,
		});
	return calendar.toString();
}

/** On one line and without the quotes that delimit a name: what a calendar reads must not end early. */
function plain(text: string): string {
	return text.replaceAll(/[\p{Cc}"]+/gu, " ").trim();
}

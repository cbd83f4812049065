/** What each figure says, for people who read it. */
export const DEFINITIONS = {
	mttd: "From the first failing check to the trigger. What a person declares is detected when it is declared.",
	mtta: "From the first trigger to the first acknowledgement.",
	mttr: "From the first trigger to the last resolve. A reopened incident counts once.",
	mttf: "Per service, from the last resolve to the next trigger within the period.",
	fix: "From the first acknowledgement to the last resolve.",
	frequency: "Incidents by the day of their first trigger.",
	detection: "Incidents by what noticed them. Found first: not reported by a customer.",
	dispositions:
		"Resolved incidents by what people said they were. False alarms: false-alarm and noise, of those with a word.",
	pages:
		"A page counts once per person and call, however many devices were tried. Hours are each person's own. Nights are 22:00 to 07:00.",
	noise:
		"Incidents by monitor. Brief: it recovered before another check failed, so a higher failure threshold than now would have kept it away.",
	updates: "Public updates that came by the promised time, and promises that were broken.",
	acknowledgeTargets:
		"First acknowledgements, also after a reopening, within the time that the severity allows, counted from the first page.",
	stakeholderUpdates:
		"Updates that stakeholders were promised and got by the promised time, public ones too, and promises that were broken.",
	acknowledgements:
		"First acknowledgements by how they came: on a page, by its channel; without a page, in the app, by an API token, or from another tool.",
	updateIntervals:
		"How long the public waited for the next word: from the beginning of a public incident to its first update, between updates, and from the last one to the resolve, or until it works again and is watched. Policy: the update interval of the severity when the wait began.",
	reviews: "Reviews published by their deadline. Late: published after it, or overdue.",
	actionItems:
		"Action items of these incidents done by their deadline. Late: done after it, or overdue. Dropped items don’t count.",
	incidentTypes:
		"Incidents by the cause in their review, and the time they took: from the first failing check to the last resolve, or until now.",
	runbooks:
		"Time to resolve, of incidents in which someone worked through a runbook step, and of the others.",
	uptime:
		"Per service, 1 minus weighted incident time: P1 counts whole, P2 counts half, P3 and P4 not at all. Objective by tier: 99.9%, 99.5%, 99%; without a tier 99.5%.",
} as const;

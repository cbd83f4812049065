import type { Mutation } from "./mutation.ts";

export const SHIFTS: Mutation[] = [
	{
		name: "the lead is asked again for the same shift",
		file: "worker/incidents/commands/suggest-handover.ts",
		from: " || suggestion?.shift === shift",
		to: "",
		also: {
			file: "db/shifts/leads.ts",
			from: " AND view ->> '$.handoverSuggestion' IS NULL",
			to: "",
		},
	},
	{
		name: "who keeps the lead is asked again for the same change of shifts",
		file: "worker/incidents/commands/suggest-handover.ts",
		from: "&& isLed && !isKept",
		to: "&& isLed",
		also: {
			file: "worker/incidents/commands/suggest-handover.ts",
			from: " || suggestion?.shift === shift",
			to: "",
		},
	},
	{
		name: "a shift that somebody has is given to the next as well",
		file: "worker/shifts/cover/routes.ts",
		from: 'if (row.state === "taken") {',
		to: 'if (row.state === "expired") {',
	},
	{
		name: "who accepts has the request and not the shift",
		file: "db/shifts/cover.ts",
		from: 'if (before.state !== "open" ||',
		to: 'if (before.state === "open" ||',
	},
	{
		name: "a request whose shift is over stays open",
		file: "worker/shifts/rules/cover.ts",
		from: "if (now >= closes)",
		to: "if (now >= closes + 1e12)",
	},
	{
		name: "a swap gives the shift away and takes nothing in return",
		file: "db/shifts/cover.ts",
		from: "const isSwap = returnOverrideId !== null &&",
		to: "const isSwap = returnOverrideId === null &&",
	},
	{
		name: "a swap takes in return what the other no longer has",
		file: "worker/shifts/cover/routes.ts",
		from: "if (has?.shift && has.inReturn) return null;",
		to: "if (has?.shift) return null;",
	},
	{
		name: "who is asked hears of it from the process that took the request alone",
		file: "worker/operations/what-waits.ts",
		from: '	[["cover"], tendCover],\n',
		to: "",
	},
	{
		name: "a hand-off is told for as long as the shift lasts",
		file: "worker/shifts/rules/hand-off.ts",
		from: "shift === null || shift.startsAt <= now - TOLD_WITHIN_MS",
		to: "shift === null",
	},
	{
		name: "who cannot be paged is told that they are on call",
		file: "worker/shifts/hand-offs/note-shifts.ts",
		from: 'return canBePaged ? rowsOf(news, [userId], "began")',
		to: 'return true || canBePaged ? rowsOf(news, [userId], "began")',
	},
	{
		name: "a phone that confirms nothing is taken for one that did",
		file: "worker/shifts/hand-offs/note-shifts.ts",
		from: "		...unconfirmed.flatMap((one) => noticesOfSilence(one, facts)),\n",
		to: "",
	},
	{
		name: "a shift that was confirmed meanwhile is told to the team as silent",
		file: "worker/shifts/hand-offs/send-shift-notices.ts",
		from: "return onCall !== null && isUnconfirmed(env.DB, { scheduleId, userId: onCall, startsAt });",
		to: "return onCall !== null;",
	},
	{
		name: "the receipt of a shift's word confirms nothing",
		file: "worker/shifts/check-ins/bearer.ts",
		from: 'about?.kind === "shift" ? about : null',
		to: "null",
	},
	{
		name: "who has checked in is reminded",
		file: "worker/shifts/check-ins/send-check-ins.ts",
		from: "!current || current.answeredAt !== null || !isWanted",
		to: "!current || !isWanted",
	},
	{
		name: "check-ins go on after an admin ended them",
		file: "worker/shifts/check-ins/note-check-ins.ts",
		from: "if (!(await isCheckInWanted(db))) return;",
		to: "",
	},
	{
		name: "somebody whom no page reaches is asked to check in",
		file: "worker/shifts/check-ins/note-check-ins.ts",
		from: "due.filter(({ userId }) => carriers.has(userId)),",
		to: "due,",
	},
	{
		name: "a device that was turned off still checks in",
		file: "worker/shifts/check-ins/bearer.ts",
		from: "refuseBearer(bearer, true) === null ? claim : null",
		to: "claim",
	},
	{
		name: "nobody looks for gaps ahead",
		file: "worker/shifts/hand-offs/note-shifts.ts",
		from: "...(looked ? newsOf(looked.id, gapAhead(looked, now)) : [])",
		to: "",
	},
];

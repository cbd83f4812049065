/**
 * The phrases that people meet in several places: the app, the page behind a notification, pushes, the public page.
 * Each is written here once. `tests/words.test.ts` refuses the words that these replaced.
 */

/** Nobody has answered for the incident. */
export const NOT_ACKNOWLEDGED = "Not acknowledged";
/** The ladder has nobody left to call, or somebody answered. */
export const NO_ONE_ELSE = "No one else will be paged";
/** What a tap comes to when the incident is over. */
export const ALREADY_RESOLVED = "Already resolved. Nothing to do.";
/** An act that has no answer yet. Escalation is named: a person must know it at that moment. */
export const UNDELIVERED = "Not delivered. Retrying. Escalation continues.";
/** Whoever cannot read the details can still answer. */
export const NO_DETAILS = "Couldn’t load details. You can still acknowledge.";
/** The button that escalates in the name of a person who was paged. */
export const CANNOT_TAKE_IT = "I can’t take it";
/** The button that posts the offered update: what was told last still holds. */
export const NOTHING_NEW = "Nothing new: post this";
/** After that button, when it is not known whom it pages. */
export const ESCALATED = "Escalated. The next level is being paged.";
/** Where a screen fails, and paging does not depend on it. */
export const PAGING_GOES_ON = "Paging isn’t affected.";
/** Nothing is kept on this device for the screen. */
export const OFFLINE = "You’re offline";
export const NOTHING_SAVED =
	"This screen isn’t saved on this device yet. Pages arrive when you’re back online.";
/** Of a change without an answer: it may have happened or not. */
export const NOT_CONFIRMED = "No connection. Your change isn’t confirmed.";
export const MAYBE_CONFIRMED =
	"No response in time. Your change may have gone through, so check before you try again.";
/** Of a change that waits on the device for a network. */
export const NOT_SENT = "Saved on this device, not sent yet";
/** Of a change that the device did not send, because somebody else did something first. */
export const NOT_SENT_BECAUSE = "Your change wasn’t sent";
/** Somebody else saved a newer version; nothing of this person's was written. */
export const SAVED_FIRST = "Someone else saved first, so your changes weren’t saved.";
/** Where a push could not be read or says nothing. */
export const YOU_ARE_PAGED = "You’re being paged";
export const ESCALATION_CONTINUES = "Escalation continues.";

/** Why a tap came to nothing, and what to do: shown where the page was. */
export const NOT_APPLIED = {
	expired: "Not acknowledged: page expired. Open the latest.",
	"moved-on": "Not acknowledged: reopened. Open the latest page.",
	"signed-out": "Not acknowledged: sign in. Escalation continues.",
	forbidden: "Your role can’t acknowledge. Escalation continues.",
} as const;

/** "Acknowledged by you", "Acknowledged by Bo at 03:12:09". */
export const acknowledgedBy = (who: string, at?: string): string =>
	`Acknowledged by ${who}${at ? ` at ${at}` : ""}`;

/** After a tap where the level needs two people. */
export const SECOND_NEEDED = "a second person is needed";

/** Of a tap that came second: `ahead` is how much earlier the other was, nothing below a second. */
export const acknowledgedBefore = (who: string, ahead: string | null | false): string =>
	`${who} acknowledged ${ahead ? `${ahead} before you` : "in the meantime"}`;

/** Of a page that arrives when somebody has the incident. */
export const alreadyAcknowledged = (who: string): string => `${who} already acknowledged`;

/** Of a page whose incident is over. */
export const resolvedNow = (title: string): string => `Resolved: ${title}`;

/** "Pages Bo in" before a running figure, and what follows it. */
export const pagesIn = (who: string): string => `Pages ${who} in`;
export const pagingNow = (who: string): string => `Paging ${who} now`;

/** "Ana", "Ana and Bo", "Ana, Bo, and Chidi". */
export function listed(names: readonly string[]): string {
	if (names.length < 3) return names.join(" and ");
	return `${names.slice(0, -1).join(", ")}, and ${names.at(-1)}`;
}

import { z } from "@hono/zod-openapi";

export const TITLE_LENGTH = 300;
export const TEXT_LENGTH = 20_000;
export const REASON_LENGTH = 1_000;
/** Of the closing words for customers. */
export const CLOSING_LENGTH = 2_000;
export const LONGEST_SNOOZE_SECONDS = 7 * 86_400;

/** A command without fields: no body, or an empty object. */
export const empty = z.strictObject({});

/** Why a watched incident does not take it. */
export const WATCHED =
	"It works again and is watched until it counts as resolved. If it is not over, end the watch first: DELETE …/resolution.";

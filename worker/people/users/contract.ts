import { z } from "@hono/zod-openapi";
import { crud } from "../../platform/contract/endpoint.ts";
import { clockTime, line, phoneNumber, seconds, timeZone, weekDays } from "../../platform/contract/fields.ts";
import { storedOut } from "../../platform/contract/stored.ts";
import { ROLES } from "../../platform/rules/caller.ts";
import { isIdOf } from "../../platform/rules/id.ts";
import { METHOD_KINDS } from "../rules/person.ts";

const LONGEST_DELAY_SECONDS = 86_400;
const kinds: readonly string[] = METHOD_KINDS;

const rule = z.strictObject({
	method: z
		.string()
		.refine((value) => kinds.includes(value) || isIdOf("contactMethod", value), {
			message: "must be a contact method's identifier or a kind such as push",
		})
		.openapi({ description: "A contact method ID, or a kind to mean all active methods of that kind" }),
	delaySeconds: seconds(0, LONGEST_DELAY_SECONDS),
});

/** Which method pages a person after how long, by urgency. */
export const rules = z
	.strictObject({ high: z.array(rule).max(20).default([]), low: z.array(rule).max(20).default([]) })
	.openapi("NotificationRules");

/** When pages and notices of low urgency wait. */
export const quietHours = z
	.strictObject({ days: weekDays, from: clockTime, to: clockTime })
	.refine(({ days, from, to }) => days.length < 7 || from !== to, {
		path: ["to"],
		message: "must leave some time in which you can be paged",
	})
	.openapi("QuietHours", {
		description:
			"In the person's time zone; a window whose `to` is not after its `from` runs past midnight. P1 and P2 never wait",
	});

const fields = {
	name: line(),
	email: z.email("must be an email address").max(254),
	role: z.enum(ROLES),
	timeZone,
	phone: phoneNumber.nullable().openapi({ description: "For people to call; Tocsin itself does not" }),
	notificationRules: rules.nullable(),
	quietHours: quietHours.nullable(),
};

export const userIn = z
	.strictObject({
		...fields,
		role: fields.role.default("responder"),
		timeZone: fields.timeZone.default("UTC"),
		phone: fields.phone.default(null),
		notificationRules: fields.notificationRules.default(null),
		quietHours: fields.quietHours.default(null),
	})
	.openapi("NewUser");
export const userPatch = z.strictObject(fields).partial().openapi("UserPatch");
export const userOut = z.object({ ...storedOut("user"), ...fields }).openapi("User");

export const userCalls = crud({
	path: "/api/v1/users",
	one: "user",
	many: "users",
	kind: "user",
	scope: "accounts",
	parents: {},
	filters: {},
	create: userIn,
	patch: userPatch,
	out: userOut,
});

import { z } from "@hono/zod-openapi";
import { endpoint } from "../../platform/contract/endpoint.ts";
import { instantOut, line, timeZone } from "../../platform/contract/fields.ts";

/** In a page of 14 KB, the mark is a small part. */
const LOGO_LIMIT = 6_000;

const fields = {
	remediationsStopped: z.boolean().openapi({
		description: "True: no remediation starts, by itself or by hand, and no run sends a further request",
	}),
	pageName: line(60).nullable().openapi({ description: "What the status page is called. Null: Status" }),
	pageLogo: z
		.string()
		.max(LOGO_LIMIT, `must be a data URL of at most ${LOGO_LIMIT} characters`)
		.regex(
			/^data:image\/(png|jpeg|webp|svg\+xml);base64,[A-Za-z0-9+/]+={0,2}$/,
			"must be a base64 data URL of a PNG, JPEG, WebP, or SVG picture",
		)
		.nullable()
		.openapi({ description: "The picture before the status page’s name. Null: none" }),
	pageTimeZone: timeZone.nullable().openapi({
		description: "The status page tells its times in this zone and in UTC. Null: in UTC alone",
	}),
};

export const settingsPatch = z.strictObject(fields).partial().openapi("SettingsPatch");
export const settingsOut = z
	.object({ ...fields, version: z.int(), updatedAt: instantOut.nullable() })
	.openapi("Settings");

export const settingsCalls = {
	read: endpoint("get /api/v1/settings", {
		tag: "settings",
		summary: "What holds for the whole organization",
		ids: {},
		answer: settingsOut,
	}),
	change: endpoint("patch /api/v1/settings", {
		tag: "settings",
		summary: "Change what holds for the whole organization",
		ids: {},
		body: settingsPatch,
		answer: settingsOut,
	}),
};

import { z } from "@hono/zod-openapi";
import { endpoint } from "../../platform/contract/endpoint.ts";
import { instantOut } from "../../platform/contract/fields.ts";

const fields = {
	remediationsStopped: z.boolean().openapi({
		description: "True: no remediation starts, by itself or by hand, and no run sends a further request",
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

import { z } from "@hono/zod-openapi";
import { THEMES } from "../../people/rules/page-accents.ts";
import { pageFields } from "../../people/settings/contract.ts";
import { endpoint } from "../../platform/contract/endpoint.ts";
import { arrangement } from "../components/contract.ts";

/** A hundred components, each with as much as it may have. */
const MAX_BYTES = 512 * 1_024;

/** What an editor has not saved yet; the rest is as it is. */
export const pageDraft = z.strictObject({
	page: z.strictObject(pageFields).partial(),
	groups: arrangement.optional().openapi({ description: "Of those that are not named, nothing is shown" }),
});

export const draftCalls = {
	preview: endpoint("post /api/v1/status-page-preview", {
		tag: "components",
		summary: "The status page as it would be, as HTML. Nothing is saved",
		ids: {},
		query: z.strictObject({
			look: z.enum(THEMES).default("light"),
			lang: z.string().max(20).optional().openapi({ description: "One of the page’s languages" }),
		}),
		body: pageDraft.openapi("StatusPageDraft", {
			description:
				"As the settings and the arrangement of components have it. A form sends it as its field `draft`",
		}),
		// A form can lead a frame to its answer; a script cannot, without making the app’s own policy weaker.
		text: { types: ["application/x-www-form-urlencoded", "application/json"], maxBytes: MAX_BYTES },
		answer: z.string(),
	}),
};

import { byUrl } from "../by-url.ts";
import { withoutMarks } from "../without-marks.ts";

const FORM = "application/vnd.microsoft.card.adaptive";

/**
 * An Adaptive Card for the URL of a Workflow of Microsoft Teams. Others read the channel, so a page there leads to the
 * incident and acknowledges nothing.
 */
export const teams = byUrl({
	traits: { arrival: "untold", carriesToken: false, verification: "admin" },
	say: (_url, { title, body, link }) => ({
		body: { type: "message", attachments: [{ contentType: FORM, content: card(title, body, link) }] },
	}),
});

const card = (title: string, body: string, link: string) => ({
	$schema: "http://adaptivecards.io/schemas/adaptive-card.json",
	type: "AdaptiveCard",
	version: "1.4",
	body: [
		{ type: "TextBlock", text: withoutMarks(title), weight: "bolder", size: "medium", wrap: true },
		{ type: "TextBlock", text: withoutMarks(body), wrap: true },
	],
	actions: [{ type: "Action.OpenUrl", title: "Open", url: link }],
});

import { byUrl } from "../by-url.ts";
import { withoutMarks } from "../without-marks.ts";

/** Discord's webhooks. Others read the room, so a page there leads to the incident and acknowledges nothing. */
export const discord = byUrl({
	traits: { arrival: "untold", carriesToken: false, verification: "admin" },
	say: (_url, { title, body, link }) => ({
		body: {
			content: withoutMarks(title),
			embeds: [{ title: "Open the incident", url: link, description: withoutMarks(body) }],
			// A title that names everybody calls nobody.
			allowed_mentions: { parse: [] },
		},
	}),
});

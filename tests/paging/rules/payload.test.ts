import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pushPayload } from "../../../worker/paging/channels/push/payload.ts";
import { cut, type PageMessage, pageData, withoutToken } from "../../../worker/paging/rules/payload.ts";
import { runs } from "../../support/runs.ts";

const message: PageMessage = {
	kind: "page",
	pageId: "pag_01JA0000000000000000000000",
	incidentId: "inc_01JA0000000000000000000000",
	epoch: 1,
	number: 142,
	severity: "P1",
	urgency: "high",
	service: "Checkout",
	title: "Checkout is down",
	level: 1,
	attempt: 1,
	flapping: false,
	navigate: `https://oncall.example/app/p#t=${"t".repeat(180)}`,
	token: "t".repeat(180),
	ttlSeconds: 300,
};

const bytes = (text: string) => new TextEncoder().encode(text).length;

describe("the push payload", () => {
	it("is the declarative form, with the severity in front of the title and the data a worker needs", () => {
		expect(JSON.parse(pushPayload(message))).toEqual({
			web_push: 8030,
			mutable: true,
			notification: {
				title: "P1 · Checkout is down",
				body: "#142 · Checkout",
				navigate: message.navigate,
				tag: message.incidentId,
				lang: "en",
				silent: false,
				data: {
					v: 1,
					kind: "page",
					pageId: message.pageId,
					incidentId: message.incidentId,
					number: 142,
					severity: "P1",
					service: "Checkout",
					level: 1,
					attempt: 1,
					token: message.token,
				},
			},
		});
	});

	it("says nothing of a number that the incident does not have yet", () => {
		const { body, data } = JSON.parse(pushPayload({ ...message, number: 0 })).notification;
		expect(body).toBe("Checkout");
		expect(data).not.toHaveProperty("number");
	});

	it("says on a repeated call which one it is", () => {
		expect(JSON.parse(pushPayload({ ...message, attempt: 3 })).notification.body).toBe(
			"#142 · Checkout · attempt 3",
		);
	});

	it("carries no token where it stands for nobody, and leads to where people sign in", () => {
		const bare = withoutToken(message);
		expect(pageData(bare)).not.toHaveProperty("token");
		expect(pushPayload(bare)).not.toContain(message.token);
		expect(bare.navigate).toBe(`https://oncall.example/app/incidents/${message.incidentId}`);
	});

	it("F28: is at most 2 KB of well-formed JSON whatever the words of an alert are", () => {
		const words = fc.oneof(
			fc.string({ unit: "binary", maxLength: 2_000 }),
			fc.string({ unit: "grapheme", maxLength: 2_000 }),
		);
		fc.assert(
			fc.property(words, words, (title, service) => {
				const payload = pushPayload({ ...message, title, service });
				expect(bytes(payload)).toBeLessThanOrEqual(2_048);
				expect(payload.isWellFormed()).toBe(true);
				expect(JSON.parse(payload).notification.title.startsWith("P1 · ")).toBe(true);
			}),
			{ numRuns: runs(500) },
		);
	});
});

describe("cutting a text", () => {
	it("leaves a short one as it is and marks what was left out of a long one", () => {
		expect(cut("Checkout is down", 120)).toBe("Checkout is down");
		expect(cut("ééééé", 7)).toBe("éé…");
	});

	it("shows no control characters, no direction marks and no half characters", () => {
		expect(cut("pay\u202Eload\u0007 \ud83d", 120)).toBe("pay load  \ufffd");
	});
});

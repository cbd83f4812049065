/** A review as files that other programs read: each by two of them. */
import fc from "fast-check";
import { HtmlValidate } from "html-validate";
import ICAL from "ical.js";
import MarkdownIt from "markdown-it";
import { marked, type Token } from "marked";
import nodeIcal, { type VEvent } from "node-ical";
import { describe, expect, it } from "vitest";
import { hours } from "../../../worker/platform/rules/time.ts";
import { invitation, type Meeting } from "../../../worker/reviews/review/invitation.ts";
import { printPage } from "../../../worker/reviews/review/print-page.ts";
import { reviewMarkdown, reviewTitle } from "../../../worker/reviews/rules/markdown.ts";
import { NOTHING_WRONG, nuFindings } from "../../support/nu-checker.ts";
import { runs, soak } from "../../support/runs.ts";
import { sampleReview } from "../../support/sample-review.ts";

const SECTIONS = [
	...["Summary", "Timeline", "Root cause", "Detection and response"],
	...["What went well", "What we can improve", "Action items"],
];

/** What a reader of the document finds in it, whichever library reads it. */
interface Outline {
	headings: [number, string][];
	items: number;
	links: string[];
	/** Raw HTML and images: nothing of ours is either. */
	foreign: number;
}

function outlineByMarked(source: string): Outline {
	const found: Outline = { headings: [], items: 0, links: [], foreign: 0 };
	marked.walkTokens(marked.lexer(source), (token: Token) => {
		if (token.type === "heading") found.headings.push([token.depth, token.text]);
		if (token.type === "list_item") found.items++;
		if (token.type === "link") found.links.push(token.href);
		if (token.type === "html" || token.type === "image") found.foreign++;
	});
	return found;
}

function outlineByMarkdownIt(source: string): Outline {
	const found: Outline = { headings: [], items: 0, links: [], foreign: 0 };
	const tokens = new MarkdownIt({ html: true }).parse(source, {});
	for (const [i, token] of tokens.entries()) {
		if (token.type === "heading_open")
			found.headings.push([Number(token.tag.slice(1)), tokens[i + 1]?.content ?? ""]);
		if (token.type === "list_item_open") found.items++;
		for (const inner of [token, ...(token.children ?? [])]) {
			if (inner.type === "link_open") found.links.push(String(inner.attrGet("href")));
			if (/^(html_|image)/.test(inner.type)) found.foreign++;
		}
	}
	return found;
}

describe("the export in Markdown", () => {
	it("means the same to two libraries: a title, seven sections, every item and every link", () => {
		const review = sampleReview();
		const source = reviewMarkdown(review);
		const [one, other] = [outlineByMarked(source), outlineByMarkdownIt(source)];
		expect(one.headings).toEqual([[1, reviewTitle(review)], ...SECTIONS.map((name) => [2, name])]);
		expect(one.items).toBe(10 + 3 + 3 + 1 + 2 + 1 + 4);
		expect(one.links).toEqual(review.actionItems.map(({ link }) => link));
		expect(one.foreign).toBe(0);
		expect(other).toEqual(one);
	});

	it("keeps its title and its sections whatever an incident, a person or an item is called", () => {
		const words = fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 });
		fc.assert(
			fc.property(words, words, words, (title, owner, text) => {
				const { incident, actionItems } = sampleReview();
				const review = sampleReview({
					incident: incident && { ...incident, title, service: owner },
					attendees: [owner],
					actionItems: actionItems.map((item) => ({ ...item, owner, text })),
				});
				const source = reviewMarkdown(review);
				for (const { headings } of [outlineByMarked(source), outlineByMarkdownIt(source)])
					expect(headings.map(([depth]) => depth)).toEqual([1, 2, 2, 2, 2, 2, 2, 2]);
			}),
			{ numRuns: runs(200) },
		);
	});
});

describe("the export to print", () => {
	const page = async () => {
		const review = sampleReview();
		return printPage(reviewTitle(review), reviewMarkdown(review));
	};

	it("is HTML without a fault", async () => {
		const validator = new HtmlValidate({
			extends: ["html-validate:standard", "html-validate:a11y"],
			rules: { "no-inline-style": "off", "require-sri": "off", "long-title": "off" },
		});
		const report = await validator.validateString(await page());
		expect(report.results.flatMap(({ messages }) => messages.map(({ message }) => message))).toEqual([]);
	});

	it.runIf(soak)("has nothing wrong to the Nu HTML checker either", async () => {
		expect(await nuFindings(await page())).toBe(NOTHING_WRONG);
	});
});

describe("the invitation", () => {
	const meeting = (rest: Partial<Meeting> = {}): Meeting => ({
		id: "rev_1@tocsin",
		sequence: 7,
		changedAt: Date.UTC(2026, 10, 26, 9),
		startsAt: Date.UTC(2026, 10, 27, 14),
		title: "Post-incident review of #14: Checkout; down, “again”",
		url: "https://tocsin.example/app/incidents/inc_1",
		attendees: [
			{ id: "usr_1", name: "Bo", email: "bo@shop.example", timeZone: "UTC" },
			{ id: "usr_2", name: 'Okafor, "C"\nhidi: x', email: "chidi@shop.example", timeZone: "UTC" },
		],
		...rest,
	});

	function byIcalJs(text: string) {
		const calendar = new ICAL.Component(ICAL.parse(text));
		const event = new ICAL.Event(calendar.getFirstSubcomponent("vevent") as ICAL.Component);
		return {
			method: String(calendar.getFirstPropertyValue("method")),
			uid: event.uid,
			sequence: Number(event.sequence),
			startsAt: event.startDate.toJSDate().getTime(),
			endsAt: event.endDate.toJSDate().getTime(),
			summary: event.summary,
			attendees: event.attendees.map((one) => String(one.getFirstValue()).toLowerCase()),
			names: event.attendees.map((one) => String(one.getFirstParameter("cn"))),
		};
	}

	function byNodeIcal(text: string) {
		const parsed = nodeIcal.sync.parseICS(text);
		const event = Object.values(parsed).find((one) => one?.type === "VEVENT") as VEvent;
		const attendees = [event.attendee].flat() as unknown as { val: string; params: { CN: string } }[];
		return {
			method: String((parsed.vcalendar as unknown as { method: string })?.method ?? event.method),
			uid: event.uid,
			sequence: Number(event.sequence),
			startsAt: event.start.getTime(),
			endsAt: event.end?.getTime(),
			summary: event.summary,
			attendees: attendees.map(({ val }) => val.toLowerCase()),
			names: attendees.map(({ params }) => params.CN.replaceAll('"', "")),
		};
	}

	it("means the same to two calendars: what, when, and who", () => {
		const told = meeting();
		const one = byIcalJs(invitation(told));
		expect(one).toEqual({
			...{ method: "REQUEST", uid: told.id, sequence: 7, summary: told.title },
			...{ startsAt: told.startsAt, endsAt: told.startsAt + hours(1) },
			attendees: ["mailto:bo@shop.example", "mailto:chidi@shop.example"],
			names: ["Bo", "Okafor,  C hidi: x"],
		});
		expect(byNodeIcal(invitation(told))).toEqual(one);
	});

	it("is the same meeting when it is moved", () => {
		const moved = meeting({ sequence: 8, startsAt: Date.UTC(2026, 10, 27, 16) });
		const [before, after] = [byIcalJs(invitation(meeting())), byNodeIcal(invitation(moved))];
		expect([after.uid, after.sequence > before.sequence]).toEqual([before.uid, true]);
		expect(after.startsAt).toBe(moved.startsAt);
	});
});

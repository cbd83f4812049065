import { Hono } from "hono";
import type { ReviewRow } from "../../../db/reviews/reviews.ts";
import {
	appendSection,
	currentSections,
	type SectionRow,
	sectionVersions,
} from "../../../db/reviews/sections.ts";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { makeCursor, readCursor } from "../../platform/http/cursor.ts";
import { handle } from "../../platform/http/handle.ts";
import { fieldError, notFound } from "../../platform/http/input.ts";
import { changedSince, etagOf, stale } from "../../platform/http/precondition.ts";
import { invalid, problem } from "../../platform/http/problems.ts";
import { type Line, linesOf, timelineMarkdown } from "../rules/event-lines.ts";
import { SECTIONS, type SectionName, type TimelineEntry } from "../rules/review.ts";
import { reviewCalls } from "./contract/review-calls.ts";
import { ensureReview } from "./ensure.ts";
import { hasReview } from "./resource.ts";
import { sectionWire, storyOf, versionWire } from "./show.ts";

const TRIES = 3;

interface SectionPatch {
	text?: string | undefined;
	entries?: TimelineEntry[] | undefined;
}

/** The seven texts of a review: each has versions of its own, so that two people write two sections at once. */
export const sectionRoutes = new Hono<AppEnv>();

handle(
	sectionRoutes,
	reviewCalls.readSection,
	async (c, { ids }) => {
		const review = await ensureReview(c.env, ids.incidentId);
		const section = review && (await currentSection(c, review));
		return review && section ? answer(c, section, await linesFor(c, review, section.name)) : notFound(c);
	},
	hasReview,
);

handle(
	sectionRoutes,
	reviewCalls.versions,
	async (c, { ids, query }) => {
		const review = await ensureReview(c.env, ids.incidentId);
		if (!review) return notFound(c);
		const list = c.req.path;
		const place = query.cursor === undefined ? null : await readCursor(c.env, list, query.cursor);
		if (query.cursor !== undefined && place === null)
			return invalid(c, [fieldError("?cursor", "is not a valid cursor for this list")]);
		const page = { limit: query.limit + 1, before: place === null ? null : Number(place) };
		const found = await sectionVersions(c.env.DB, review.id, nameIn(c), page);
		const items = found.slice(0, query.limit);
		const last = items.at(-1);
		const nextCursor =
			found.length > query.limit && last ? await makeCursor(c.env, list, String(last.version)) : null;
		return c.json({ items: items.map(versionWire), nextCursor });
	},
	hasReview,
);

handle(
	sectionRoutes,
	reviewCalls.updateSection,
	async (c, { ids, body }) => {
		const review = await ensureReview(c.env, ids.incidentId);
		if (!review) return notFound(c);
		const name = nameIn(c);
		if (body.entries && name !== "timeline")
			return invalid(c, [fieldError("/entries", "is a field of the timeline alone")]);
		if (c.req.header("if-match") === undefined)
			return problem(c, "precondition-required", "Send the section’s version in If-Match.");
		return edit(c, review, await linesFor(c, review, name), body);
	},
	hasReview,
);

/** Each accepted edit adds a version. Sent again after a lost answer, it finds its own text and changes nothing. */
async function edit(c: AppContext, review: ReviewRow, lines: Line[], patch: SectionPatch): Promise<Response> {
	for (let attempt = 0; attempt < TRIES; attempt++) {
		const current = await currentSection(c, review);
		if (!current) return notFound(c);
		if (stale(c, current.version, {}))
			return saysThisAlready(current, patch)
				? answer(c, current, lines)
				: changedSince(c, current.version, sectionWire(current, lines));
		const next = edited(current, patch, lines);
		const row = { ...next, version: current.version + 1, at: Date.now(), by: c.get("actor") };
		if (await appendSection(c.env.DB, row)) return answer(c, row, lines);
	}
	return problem(c, "conflict", "Someone else is changing this right now. Try again.");
}

/** The text of the timeline follows its entries until somebody has written it by hand. */
function edited(current: SectionRow, patch: SectionPatch, lines: Line[]): SectionRow {
	const entries = patch.entries ?? current.entries;
	const isMade = current.text === timelineMarkdown(lines, current.entries);
	const made = patch.entries && isMade ? timelineMarkdown(lines, entries) : current.text;
	return { ...current, entries, text: patch.text ?? made };
}

function saysThisAlready(current: SectionRow, { text, entries }: SectionPatch): boolean {
	const isSame = entries === undefined || JSON.stringify(entries) === JSON.stringify(current.entries);
	return text !== undefined && text === current.text && isSame;
}

async function currentSection(c: AppContext, review: ReviewRow): Promise<SectionRow | undefined> {
	const name = nameIn(c);
	return (await currentSections(c.env.DB, review.id)).find((section) => section.name === name);
}

/** Only the timeline is told beside the incident's events. */
async function linesFor(c: AppContext, review: ReviewRow, name: SectionName): Promise<Line[]> {
	const story = name === "timeline" ? await storyOf(c.env, review) : null;
	return story ? linesOf(story) : [];
}

function nameIn(c: AppContext): SectionName {
	const name = SECTIONS.find((one) => one === c.req.param("name"));
	if (!name) throw new Error("the contract lets only the names of sections through here");
	return name;
}

function answer(c: AppContext, section: SectionRow, lines: Line[]): Response {
	return c.json(sectionWire(section, lines), 200, { etag: etagOf(section.version) });
}

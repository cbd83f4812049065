import { Hono } from "hono";
import type { z } from "zod";
import { publicParts } from "../../../db/services/public-parts.ts";
import { publicPageOf } from "../../people/rules/public-page.ts";
import { currentSettings } from "../../people/settings/routes.ts";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { isJson } from "../../platform/http/body.ts";
import { handle } from "../../platform/http/handle.ts";
import { fieldErrors, type Input } from "../../platform/http/input.ts";
import { invalid, unavailable } from "../../platform/http/problems.ts";
import type { PublicComponent } from "../../services/rules/component.ts";
import { StatusPage } from "../page.tsx";
import { htmlOf, stamped } from "../page-answers.tsx";
import { draftHeaders } from "../page-headers.ts";
import { inLook } from "../styles.ts";
import { factsOf, snapshotFor, viewOf } from "../visit.ts";
import { draftCalls, pageDraft } from "./contract.ts";

type Draft = z.output<typeof pageDraft>;

export const draftRoutes = new Hono<AppEnv>();

handle(draftRoutes, draftCalls.preview, async (c, { query }) => {
	const draft = readDraft(c);
	if (!draft.ok) return draft.response;
	const now = Date.now();
	const snapshot = await snapshotFor(c, now);
	if (!snapshot) return unavailable(c, "What is on the status page can’t be read right now.");
	const page = publicPageOf({ ...(await currentSettings(c)), ...draft.value.page });
	const { components } = await publicParts(c.env.DB);
	const shown = { ...snapshot, page, components: arranged(components, draft.value.groups) };
	// What is not saved has no address yet.
	const facts = { ...factsOf(c, shown, "/"), logo: page.logo };
	const html = htmlOf(facts, <StatusPage view={viewOf(shown, now, facts.words)} />);
	const seen = inLook(nowhere(stamped(html, { snapshot, now, ...facts })), query.look);
	return c.body(seen, 200, draftHeaders(page.accents, query.look));
});

/** In the draft’s order and groups; where it says nothing of them, as they are. */
function arranged(components: PublicComponent[], groups: Draft["groups"]): PublicComponent[] {
	if (!groups) return components;
	const places = groups.flatMap(({ name, components }) => components.map(({ id }) => ({ id, group: name })));
	return places.flatMap((place, position) => {
		const known = components.find(({ id }) => id === place.id);
		return known ? [{ ...known, group: place.group, position }] : [];
	});
}

/** A link of a page that is only looked at would lead its frame away: sent to a window that the frame may not open. */
const nowhere = (html: string): string => html.replace("<head>", '<head><base target="_blank"/>');

function readDraft(c: AppContext): Input<Draft> {
	const sent = isJson(c) ? c.get("body") : fieldIn(c.get("bodyText") ?? "");
	const read = pageDraft.safeParse(sent);
	if (read.success) return { ok: true, value: read.data };
	return { ok: false, response: invalid(c, fieldErrors(read.error.issues, "/")) };
}

/** Null: it is no JSON. */
function fieldIn(form: string): unknown {
	try {
		return JSON.parse(new URLSearchParams(form).get("draft") ?? "");
	} catch {
		return null;
	}
}

import { Hono } from "hono";
import type { z } from "zod";
import { publicPageOf } from "../../people/rules/public-page.ts";
import { currentSettings } from "../../people/settings/routes.ts";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { handle } from "../../platform/http/handle.ts";
import { fieldError, fieldErrors, type Input } from "../../platform/http/input.ts";
import { invalid, unavailable } from "../../platform/http/problems.ts";
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
	const shown = { ...snapshot, page };
	const facts = factsOf(c, shown, "/");
	const html = htmlOf(facts, <StatusPage view={viewOf(shown, now, facts.words)} />);
	const seen = inLook(nowhere(stamped(html, { snapshot, now, ...facts })), query.look);
	return c.body(seen, 200, draftHeaders(page.accents, query.look));
});

/** A link of a page that is only looked at would lead its frame away: sent to a window that the frame may not open. */
const nowhere = (html: string): string => html.replace("<head>", '<head><base target="_blank"/>');

function readDraft(c: AppContext): Input<Draft> {
	const sent = new URLSearchParams(c.get("bodyText") ?? "").get("draft");
	try {
		const read = pageDraft.safeParse(JSON.parse(sent ?? ""));
		if (read.success) return { ok: true, value: read.data };
		return { ok: false, response: invalid(c, fieldErrors(read.error.issues, "/")) };
	} catch {
		return { ok: false, response: invalid(c, [fieldError("/draft", "must be JSON")]) };
	}
}

import { jsx } from "hono/jsx";
import { describe, expect, it } from "vitest";
import { previewOf } from "../../app/screens/incidents/incident/composer/preview.ts";
import {
	leftOpen,
	nothingNew,
	suggestion,
	templatesFor,
} from "../../app/screens/incidents/incident/composer/templates.ts";
import type { TimelineEvent } from "../../app/state/wire.ts";
import type { PublicIncident } from "../../worker/incidents/rules/public-view.ts";
import { Promises, Updates } from "../../worker/status/incident-parts.tsx";
import { PageContext } from "../../worker/status/page-context.ts";
import { PLAIN_PAGE } from "../../worker/status/rules/public-snapshot.ts";
import { ANA, taken } from "../support/app-cast.ts";

const AT = Date.parse("2026-11-23T03:13:00.000Z");
const incident = taken(AT);
const begun = {
	...{
		seq: 1,
		type: "triggered",
		at: new Date(AT).toISOString(),
		actor: { kind: "system", id: null, name: "Tocsin" },
	},
	data: { component: { id: "cmp_1", name: "Checkout" }, publicTitle: null, public: true },
} as TimelineEvent;
const updated = (status: string) =>
	({
		...{
			seq: 9,
			type: "update_published",
			at: begun.at,
			actor: { kind: "user", id: ANA.id, name: ANA.name },
		},
		data: { audience: "public", status, message: "We know more." },
	}) as TimelineEvent;

describe("what is offered to whoever writes an update", () => {
	it("is that nothing is new while the public knows the status, and news when it does not", () => {
		const words = nothingNew({ ...incident, status: "identified" }, [begun, updated("identified")]);
		expect(words).toBe("We know the cause of the problem with Checkout and are still working on a fix.");
		expect(nothingNew({ ...incident, status: "identified" }, [begun])).toBeNull();
		expect(suggestion("public", "identified", incident, [begun], AT)).toMatch(/^We have found the cause/);
		expect(suggestion("stakeholders", "identified", incident, [begun], AT)).toContain(incident.service.name);
		expect(suggestion("note", "identified", incident, [begun], AT)).toBe("");
	});

	it("are templates of the status and the severity, of which nothing may be left open", () => {
		const worst = templatesFor("investigating", "P1", "Checkout").map(({ title }) => title);
		const other = templatesFor("investigating", "P2", "Checkout").map(({ title }) => title);
		expect(worst).toContain("Many are affected");
		expect(other).not.toContain("Many are affected");
		for (const { text } of templatesFor("identified", "P2", "Checkout")) expect(text).not.toMatch(/[{}]/);
		const provider = templatesFor("identified", "P1", "Checkout").find(({ title }) => /provider/.test(title));
		expect(leftOpen(provider!.text)).toBe("[Company]");
		expect(leftOpen("Stripe has a problem.")).toBeNull();
	});
});

/** The text of a part of the public page. */
async function told(
	part: typeof Promises | typeof Updates,
	incident: PublicIncident,
	timeZone: string | null,
) {
	const value = { ...PLAIN_PAGE, timeZone, url: null };
	const markup = String(
		await jsx(PageContext.Provider, { value }, jsx(part, { incident, now: AT })).toString(),
	);
	return markup
		.replaceAll(/<\/?(span|p|b|ol|li|time)\b[^>]*>/g, (tag) => (/^<\/(span|p|b|li)/.test(tag) ? " " : ""))
		.replaceAll(/\s+/g, " ")
		.trim();
}

describe("the preview of the public page", () => {
	it.each([null, "Europe/Berlin"])("says what the page says, to the letter, in the zone %s", async (zone) => {
		const dueAt = AT + 900_000;
		const endsAt = AT + 86_400_000;
		const message = "We are going back to the version before.";
		const written = { phase: "identified" as const, message, dueAt, endsAt };
		const preview = previewOf(incident, { name: "Checkout", title: null }, written, AT, zone);
		const shown = {
			...{ incidentId: "inc_1", seq: 9, published: true, severity: incident.severity, componentId: "cmp_1" },
			...{ componentName: "Checkout", name: "Checkout is down", status: "identified" as const },
			...{ startedAt: AT, monitoringAt: null, resolvedAt: null, earlier: [] },
			updates: [{ id: "upd_1", at: AT, status: "identified" as const, message }],
			...{ nextUpdateDueAt: dueAt, estimatedResolutionAt: endsAt },
		};
		const page = [await told(Promises, shown, zone), await told(Updates, shown, zone)].join(" ");
		const said = [...preview.promises, preview.status, preview.message, preview.at].join(" ");
		expect(said).toBe(page);
		expect(preview.title).toBe("Checkout is down");
	});
});

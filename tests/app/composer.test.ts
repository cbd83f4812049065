import { describe, expect, it } from "vitest";
import { previewOf } from "../../app/screens/incidents/incident/composer/preview.ts";
import {
	leftOpen,
	nothingNew,
	suggestion,
	templatesFor,
} from "../../app/screens/incidents/incident/composer/templates.ts";
import type { TimelineEvent } from "../../app/state/wire.ts";
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

describe("the preview of the public page", () => {
	const written = { phase: "identified" as const, message: "We are going back to the version before." };
	const shown = { name: "Checkout", title: null };

	it("says in the page’s words and zone what will be posted and promised", () => {
		const times = { dueAt: AT + 900_000, endsAt: AT + 86_400_000 };
		const preview = previewOf(incident, shown, { ...written, ...times }, AT, null);
		expect(preview).toEqual({
			title: "Checkout is down",
			promises: ["Next update by 03:28 UTC", "Expected to be resolved by Nov 24, 03:13 UTC"],
			status: "Identified",
			message: written.message,
			at: "03:13 UTC",
		});
		const local = previewOf(incident, shown, { ...written, ...times }, AT, "Europe/Berlin");
		expect(local.at).toBe("04:13 GMT+1 (03:13 UTC)");
	});

	it("promises nothing where nothing is promised, and has the title that the service was given", () => {
		const titled = { name: "Checkout", title: "Paying fails" };
		const preview = previewOf(incident, titled, { ...written, dueAt: null, endsAt: null }, AT, null);
		expect(preview).toMatchObject({ title: "Paying fails", promises: [] });
	});
});

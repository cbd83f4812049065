import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NOTHING_WRONG, nuFindings } from "../support/nu-checker.ts";
import { type PublicInstance, startPublic } from "../support/public-instance.ts";
import { fiveIncidents, twentyComponents } from "../support/public-world.ts";
import { soak } from "../support/runs.ts";
import { sampleReview } from "../support/sample-review.ts";

const REVIEWED = "inc_00000000000000000000000003";
const PAGES = [
	"/",
	"/history",
	"/components/checkout",
	`/incidents/${REVIEWED}`,
	"/incidents/inc_01JNOBODY",
	"/app/p",
];

describe.runIf(soak)("the Nu HTML checker", () => {
	let instance: PublicInstance;
	beforeAll(async () => {
		instance = await startPublic();
		const now = Date.now();
		await instance.publish(twentyComponents(now), fiveIncidents(now));
		const text = `# Sorry\n\n${Object.values(sampleReview().sections).join("\n\n")}\n\n> It is fixed.`;
		const posted = { at: now, text };
		await instance.api("POST", "/test/review", { incidentId: REVIEWED, changedAt: now, posted });
	});
	afterAll(() => instance?.stop());

	it.each(PAGES)("finds nothing wrong with %s", async (path) => {
		// What is under /app answers on localhost only: passkeys know no addresses.
		const html = await (await fetch(instance.url.replace("127.0.0.1", "localhost") + path)).text();
		expect(html).toMatch(/<\/(main|html)>/);
		expect(html.includes("Post-incident review")).toBe(path.endsWith(REVIEWED));
		expect(await nuFindings(html)).toBe(NOTHING_WRONG);
	});
});

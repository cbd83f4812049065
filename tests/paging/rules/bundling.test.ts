import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bundleMessage } from "../../../worker/paging/rules/bundle-message.ts";
import {
	type Admission,
	ALONE,
	type Awake,
	acknowledgedIn,
	admit,
	answeredIn,
	awakeSince,
	BUNDLE_EVERY_MS,
	type Flow,
	NO_FLOW,
	RARE_EVERY_MS,
} from "../../../worker/paging/rules/bundling.ts";
import type { PageMessage } from "../../../worker/paging/rules/payload.ts";
import { SEVERITIES, type Severity } from "../../../worker/paging/rules/severity.ts";

const START = Date.parse("2026-11-23T03:00:00Z");
const FAR = START + 3_600_000;

/** One method of Ana, page by page. */
class Phone {
	flow: Flow = NO_FLOW;
	awake: Awake | null = null;
	#bundles = 0;

	page(
		atMs: number,
		incidentId: string,
		severity: Severity = "P2",
		latestAt = FAR,
		isRare = false,
	): Admission {
		const asked = { incidentId, severity, latestAt, isRare };
		const { admission, flow } = admit(
			this.flow,
			this.awake,
			asked,
			START + atMs,
			() => `bun_${++this.#bundles}`,
		);
		this.flow = flow;
		return admission;
	}

	acknowledges(atMs: number, severity: Severity): void {
		this.awake = awakeSince(this.awake, { at: START + atMs, severity });
		this.flow = acknowledgedIn(this.flow, START + atMs);
	}

	storm(): void {
		for (let i = 0; i < ALONE; i++) this.page((i + 1) * 200, `inc_${i}`);
	}
}

describe("the pages of many incidents to one person", () => {
	it("leave one by one up to twenty in a minute, the next ten seconds after the last", () => {
		const phone = new Phone();
		for (let i = 0; i < ALONE; i++) expect(phone.page((i + 1) * 200, `inc_${i}`).kind).toBe("alone");
		const sixth = phone.page(5_000, "new_6");
		expect(sixth).toEqual({ kind: "bundle", bundleId: "bun_1", leavesAt: START + 14_000, quiet: false });
		expect(phone.page(13_000, "new_7")).toEqual(sixth);
	});

	it("are never bundled where one incident pages again and again", () => {
		const phone = new Phone();
		for (let i = 0; i < 50; i++) expect(phone.page(i * 1_000, `inc_${i % ALONE}`).kind).toBe("alone");
	});

	it("leave one by one where somebody answers each before the next ones come", () => {
		const phone = new Phone();
		for (let i = 0; i < 50; i++) {
			expect(phone.page(i * 500, `inc_${i}`).kind).toBe("alone");
			phone.flow = answeredIn(phone.flow, `inc_${i}`);
		}
	});

	it("leave one by one again when a minute brought none", () => {
		const phone = new Phone();
		phone.storm();
		expect(phone.page(20_000, "new_6").kind).toBe("bundle");
		expect(phone.page(79_999, "new_7").kind).toBe("bundle");
		expect(phone.page(140_000, "new_8").kind).toBe("alone");
	});

	it("wait for half of their level's time at most", () => {
		const phone = new Phone();
		phone.storm();
		phone.page(5_000, "new_6");
		expect(phone.page(6_000, "new_7", "P2", START + 7_500)).toMatchObject({ leavesAt: START + 7_500 });
		expect(phone.page(7_000, "new_8", "P2", START)).toMatchObject({ leavesAt: START + 7_000 });
	});

	it("are one call a minute where each call rings, whatever the ladder's pace", () => {
		const phone = new Phone();
		expect(phone.page(0, "inc_1", "P2", START, true).kind).toBe("alone");
		expect(phone.page(5_000, "inc_2", "P2", START + 6_000, true)).toMatchObject({
			leavesAt: START + RARE_EVERY_MS,
		});
	});

	it("are quiet for ten minutes after an acknowledgement in the storm, unless they are worse", () => {
		const phone = new Phone();
		phone.page(0, "inc_p1", "P1");
		phone.storm();
		phone.page(5_000, "new_6");
		phone.acknowledges(6_000, "P2");
		expect(phone.page(300_000, "new_7", "P3")).toMatchObject({ kind: "bundle", quiet: true });
		expect(phone.page(301_000, "new_8", "P1")).toMatchObject({ kind: "bundle", quiet: false });
		expect(phone.page(606_000, "new_9")).toEqual({ kind: "alone" });
	});

	it("are as loud as ever after an acknowledgement on a calm night", () => {
		const phone = new Phone();
		phone.page(0, "inc_1");
		phone.acknowledges(1_000, "P1");
		expect(phone.page(2_000, "inc_2").kind).toBe("alone");
	});

	it("never wait for longer than ten seconds, and never when they are worse than all before", () => {
		const pages = fc.array(
			fc.record({
				afterMs: fc.integer({ min: -2_000, max: 40_000 }),
				incident: fc.integer({ min: 0, max: 30 }),
				severity: fc.constantFrom(...SEVERITIES),
				ladderMs: fc.integer({ min: 0, max: 300_000 }),
				acknowledges: fc.boolean(),
			}),
			{ maxLength: 60 },
		);
		fc.assert(
			fc.property(pages, (all) => {
				const phone = new Phone();
				let now = 60_000;
				const told: Severity[] = [];
				for (const { afterMs, incident, severity, ladderMs, acknowledges } of all) {
					now += afterMs;
					const admission = phone.page(now, `inc_${incident}`, severity, START + now + ladderMs);
					if (admission.kind === "bundle") {
						const waitsMs = admission.leavesAt - START - now;
						expect(waitsMs).toBeGreaterThanOrEqual(0);
						expect(waitsMs).toBeLessThanOrEqual(Math.min(BUNDLE_EVERY_MS, ladderMs));
						expect(told.some((one) => one <= severity)).toBe(true);
					}
					told.push(severity);
					if (acknowledges) phone.acknowledges(now, severity);
				}
			}),
		);
	});
});

describe("a bundle", () => {
	const page = (incidentId: string, severity: Severity, title: string): PageMessage => ({
		...{ kind: "page", pageId: `pag_${incidentId}`, incidentId, epoch: 1, number: 7, severity },
		...{ urgency: "high", service: "Checkout", title, level: 1, attempt: 1, flapping: false },
		...{ navigate: "http://localhost/app/p#t=tok", token: "tok", ttlSeconds: 60 },
	});
	const place = { bundleId: "bun_1", userId: "usr_ana", navigate: "http://localhost/app/" };

	it("says how many incidents, the worst severity, and two by name", () => {
		const earlier = [
			{ incidentId: "inc_0", severity: "P1" as const, title: "Search is down", service: "Search" },
			{ incidentId: "inc_1", severity: "P2" as const, title: "Cards", service: "Checkout" },
		];
		const two: [PageMessage, PageMessage] = [page("inc_1", "P2", "Cards"), page("inc_2", "P3", "Slow")];
		const message = bundleMessage(two, earlier, false, place);
		expect(message).toMatchObject({
			...{ kind: "bundle", title: "3 more incidents", severity: "P1", service: "Checkout, Search" },
			...{ cause: "Cards, Slow and 1 more", navigate: "http://localhost/app/", urgency: "high" },
			bundle: { count: 3, quiet: false },
		});
	});

	it("asks for no haste when it makes no sound", () => {
		expect(bundleMessage([page("inc_1", "P2", "Cards")], [], true, place)).toMatchObject({
			...{ title: "1 more incident", urgency: "low", bundle: { quiet: true } },
		});
	});
});

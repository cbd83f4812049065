import { describe, expect, it } from "vitest";
import {
	NEW_SERVICE,
	nameFor,
	type Proposal,
	propose,
	publicNameOf,
} from "../../app/screens/monitoring/proposal.ts";
import { newSaving, type SavingCalls } from "../../app/screens/monitoring/save-proposal.ts";
import { NO_TARGET, readTarget, TARGET_HINT, TARGETS } from "../../app/screens/monitoring/targets.ts";
import { PAGE_ME } from "../../app/screens/services/own-policy.ts";
import type { Result } from "../../app/state/api.ts";
import type { Monitor, Service } from "../../app/state/wire.ts";

describe("an address as people type it", () => {
	it.each([
		["shop.example", { kind: "http", target: "https://shop.example/" }],
		["  https://shop.example/pay/ ", { kind: "http", target: "https://shop.example/pay/" }],
		["http://localhost:8080/up", { kind: "http", target: "http://localhost:8080/up" }],
		["db.shop.example:5432", { kind: "tcp", target: "db.shop.example:5432" }],
		["[2001:db8::1]:443", { kind: "tcp", target: "[2001:db8::1]:443" }],
		["dns:_dmarc.shop.example", { kind: "dns", target: "_dmarc.shop.example" }],
		["tls://shop.example", { kind: "tls", target: "shop.example:443" }],
		["dns:53", { kind: "tcp", target: "dns:53" }],
		["wss://live.shop.example/feed", { kind: "websocket", target: "wss://live.shop.example/feed" }],
	])("is understood: %s", (typed, read) => expect(readTarget(typed)).toEqual(read));

	it.each(["", "checkout", "not an address", "https://"])("is refused before anything is made: %j", (typed) =>
		expect(readTarget(typed)).toBeNull(),
	);

	it("is asked for in the words of the kinds that can be watched", () => {
		expect(TARGETS).toMatch(/^URL.* or /);
		expect(TARGETS).toContain("host:port");
		expect(TARGET_HINT).toContain("host:port for a TCP port");
		expect(NO_TARGET).toMatch(/^Enter a URL.*, such as https:\/\/shop\.example.* or /);
		expect(NO_TARGET).toContain("db.shop.example:5432");
	});
});

describe("what is proposed for an address", () => {
	it.each([
		["https://shop.example", "Shop"],
		["https://www.shop.example/sign-in", "Shop sign in"],
		["https://api.shop.example/v1/health", "Shop API"],
		["https://status.harbor-shop.example/pay/cards.html", "Harbor shop cards"],
		["db.shop.example:5432", "Shop DB"],
		["wss://live.shop.example/feed", "Shop feed"],
		["dns:mail.shop.example", "Shop mail"],
		["http://127.0.0.1:8080/health/search", "Search"],
		["http://127.0.0.1:8080/", "127.0.0.1:8080"],
		["https://shop.example/%E0%A4%A", "Shop %E0%A4%A"],
	])("is a name that a person would give: %s is %s", (typed, name) =>
		expect(nameFor(readTarget(typed)!)).toBe(name),
	);

	const services = [{ id: "svc_pay", name: "Checkout" }] as Service[];
	const monitors = [{ serviceId: "svc_pay", target: "https://shop.example/pay" }] as Monitor[];
	const known = { monitors, services, policyId: "pol_shop" };

	it("is the service that has a monitor of the same host, and never merely the first one", () => {
		const of = (typed: string) => propose(readTarget(typed)!, known, {}).serviceId;
		expect(of("https://shop.example/cart")).toBe("svc_pay");
		expect(of("https://other.example")).toBe(NEW_SERVICE);
	});

	it("is a new one where several services share the host, unless one is monitored at this very address", () => {
		const crowded = {
			...known,
			services: [...services, { id: "svc_search", name: "Search" }] as Service[],
			monitors: [...monitors, { serviceId: "svc_search", target: "https://shop.example/find" }] as Monitor[],
		};
		const of = (typed: string) => propose(readTarget(typed)!, crowded, {}).serviceId;
		expect(of("https://shop.example/cart")).toBe(NEW_SERVICE);
		expect(of("https://shop.example/find")).toBe("svc_search");
	});

	it("is a new one where another port of the same machine is monitored", () => {
		expect(propose(readTarget("https://shop.example:8443/pay")!, known, {}).serviceId).toBe(NEW_SERVICE);
		expect(propose(readTarget("shop.example:5432")!, known, {}).serviceId).toBe(NEW_SERVICE);
	});

	it("is never a service whose outage is a P1, unless it is monitored at this very address", () => {
		const urgent = { ...known, services: [{ ...services[0], defaultSeverity: "P1" }] as Service[] };
		const of = (typed: string) => propose(readTarget(typed)!, urgent, {}).serviceId;
		expect(of("https://shop.example/cart")).toBe(NEW_SERVICE);
		expect(of("https://shop.example/pay")).toBe("svc_pay");
	});

	it("asks for a public name where only an address is known", () => {
		const named = (serviceName: string) => publicNameOf({ ...PROPOSAL, publicName: null, serviceName });
		expect(["127.0.0.1:8080", "shop.example", "Shop"].map(named)).toEqual(["", "", "Shop"]);
	});

	it("is never public, and never a P1", () => {
		const { isPublic, defaultSeverity } = propose(readTarget("https://other.example")!, known, {});
		expect([isPublic, defaultSeverity]).toEqual([false, "P2"]);
	});
});

const PROPOSAL: Proposal = {
	settings: {},
	...{ kind: "http", target: "https://shop.example/", name: "Shop", intervalSeconds: 30 },
	...{ serviceId: NEW_SERVICE, serviceName: null, defaultSeverity: "P2", escalationPolicyId: PAGE_ME },
	...{ isPublic: true, publicName: "The shop" },
};

/** A server that keeps what is posted, once for each key; `fails` says how a path answers instead. */
function server() {
	const rows = new Map<string, Record<string, unknown>>();
	const keys = new Map<string, string>();
	const fails = new Map<string, "offline" | "lost" | 422>();
	const refused = { ok: false as const, problem: { status: 422, errors: [] } as never };
	const offline: Result<never> = { ok: false, offline: true };
	const calls: SavingCalls = {
		async post(path, body, key) {
			const how = fails.get(path);
			if (how === "offline") return offline;
			if (how === 422) return refused;
			const id = keys.get(key) ?? `${path}/${rows.size + 1}`;
			if (!keys.has(key)) rows.set(id, { ...body });
			keys.set(key, id);
			return how === "lost" ? offline : { ok: true, value: { id: id.split("/").at(-1)! } };
		},
		async patch(path, body) {
			rows.set(path, { ...rows.get(path), ...body });
			return { ok: true, value: { id: path.split("/").at(-1)! } };
		},
		async remove(path) {
			rows.delete(path);
		},
		owner: () => ({ id: "usr_ana", name: "Ana" }),
	};
	const of = (path: string) => [...rows].filter(([id]) => id.startsWith(path)).map(([, row]) => row);
	const counts = () =>
		["/escalation-policies", "/components", "/services", "/monitors"].map((p) => of(p).length);
	return { calls, fails, of, counts };
}

describe("saving what Ana confirmed", () => {
	it("makes no second service when the monitor was refused and she tries again", async () => {
		const { calls, fails, counts } = server();
		const saving = newSaving(calls);
		fails.set("/monitors", 422);
		expect((await saving.save(PROPOSAL)).ok).toBe(false);
		fails.clear();
		expect((await saving.save(PROPOSAL)).ok).toBe(true);
		expect(counts()).toEqual([1, 1, 1, 1]);
	});

	it.each(["/escalation-policies", "/components", "/services", "/monitors"])(
		"makes nothing twice when the answer of %s was lost, also with other words",
		async (path) => {
			const { calls, fails, counts, of } = server();
			const saving = newSaving(calls);
			fails.set(path, "lost");
			expect((await saving.save(PROPOSAL)).ok).toBe(false);
			fails.clear();
			const renamed = { ...PROPOSAL, name: "Harbor shop", publicName: "Harbor" };
			expect((await saving.save(renamed)).ok).toBe(true);
			expect(counts()).toEqual([1, 1, 1, 1]);
			expect(of("/monitors")[0]).toMatchObject({ name: "Harbor shop" });
			expect(of("/services")[0]).toMatchObject({ name: "Harbor shop" });
			expect(of("/components")[0]).toMatchObject({ name: "Harbor" });
		},
	);

	it("leaves nothing behind when she gives up", async () => {
		const { calls, fails, counts } = server();
		const saving = newSaving(calls);
		fails.set("/monitors", "offline");
		await saving.save(PROPOSAL);
		expect(counts()).toEqual([1, 1, 1, 0]);
		await saving.undo();
		expect(counts()).toEqual([0, 0, 0, 0]);
	});

	it("keeps nothing of a failed try that she decided against", async () => {
		const { calls, fails, counts, of } = server();
		const saving = newSaving(calls);
		fails.set("/monitors", 422);
		await saving.save(PROPOSAL);
		fails.clear();
		await saving.save({ ...PROPOSAL, isPublic: false, escalationPolicyId: "pol_shop" });
		expect(counts()).toEqual([0, 0, 1, 1]);
		expect(of("/services")[0]).toMatchObject({ componentId: null, escalationPolicyId: "pol_shop" });
	});

	it("makes nothing but the monitor for a service that is there", async () => {
		const { calls, counts } = server();
		await newSaving(calls).save({ ...PROPOSAL, serviceId: "svc_pay", isPublic: true });
		expect(counts()).toEqual([0, 0, 0, 1]);
	});
});

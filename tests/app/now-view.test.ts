import { describe, expect, it } from "vitest";
import { watched } from "../../app/gallery/incidents.ts";
import { acknowledgeWords } from "../../app/screens/incidents/incident/primary.ts";
import {
	filterOf,
	isNarrowed,
	listed,
	queryOf,
	UNLISTED,
	withIncident,
} from "../../app/screens/incidents/list/lists.ts";
import { rowWords, tableState } from "../../app/screens/incidents/list/row-words.ts";
import {
	allAbove,
	calmWords,
	deviceHealth,
	downUnpaged,
	firingWords,
	isLoud,
	NOTHING,
	type NowView,
	nowView,
	reachWords,
	stillOpen,
} from "../../app/screens/incidents/now/now-view.ts";
import { stopwatchWords, testWords } from "../../app/screens/incidents/now/test-words.ts";
import type { TestProgress } from "../../app/screens/people/first-run/test-run.ts";
import { openFirst, withFiring } from "../../app/state/firing.ts";
import type { Incident } from "../../app/state/wire.ts";
import { leftWords } from "../../app/state/words.ts";
import { ANA, burning, nowFixture, others, taken } from "../support/app-cast.ts";

const AT = Date.parse("2026-11-23T03:13:00.000Z");
const DAY = 86_400_000;

describe("what is firing", () => {
	const search = others(AT)[0]!;

	const titles = (view: NowView) => view.cards.map((card) => card.incident.title);
	const anew = (firing: Incident[]) => nowView(nowFixture(AT, firing), NOTHING);

	it("has a card for each that nobody has, the gravest first, and a row for what somebody has", () => {
		const light = { ...burning(AT), id: "inc_02", severity: "P3" as const, title: "Light" };
		const view = anew([light, search, burning(AT)]);
		expect(titles(view)).toEqual([burning(AT).title, "Light"]);
		expect(view.rest).toEqual([search]);
	});

	it("tells Ana's own in full and below what is paging, however late she opens Now", () => {
		const light = { ...burning(AT), id: "inc_02", severity: "P3" as const, title: "Light" };
		const view = nowView(nowFixture(AT, [taken(AT), light, search]), NOTHING, ANA.id);
		expect(view.cards.map(({ incident, isOwn }) => [incident.title, isOwn])).toEqual([
			["Light", false],
			[taken(AT).title, true],
		]);
		expect(view.rest).toEqual([search]);
	});

	it("acknowledges all at once above the second that pages, and that place stays whatever comes", () => {
		const second = { ...burning(AT), id: "inc_02", severity: "P3" as const, title: "Light" };
		const third = { ...burning(AT), id: "inc_99", title: "Grave", severity: "P1" as const };
		expect(allAbove(anew([burning(AT)]), null, ANA.id)).toBeNull();
		const two = anew([burning(AT), second]);
		expect(allAbove(two, null, ANA.id)).toBe("inc_02");
		const three = nowView(nowFixture(AT, [burning(AT), second, third]), two);
		expect(allAbove(three, "inc_02", ANA.id)).toBe("inc_02");
		// One that was alone stays where it is: the act comes above the new one.
		const alone = anew([burning(AT)]);
		expect(allAbove(nowView(nowFixture(AT, [burning(AT), third]), alone), null, ANA.id)).toBe("inc_99");
	});

	it("asks Ana for no second acknowledgement, and Bo still for his", () => {
		const by = { kind: "user" as const, id: ANA.id, name: ANA.name };
		const firstAcknowledgement = { by, at: burning(AT).triggeredAt, level: 1, enoughAt: null };
		const half: Incident = { ...burning(AT), firstAcknowledgement };
		const view = anew([half, { ...burning(AT), id: "inc_02" }]);
		const asks = (id: string) => view.cards.filter((card) => isLoud(card, id)).length;
		expect([asks(ANA.id), asks("usr_bo")]).toEqual([1, 2]);
		expect(allAbove(view, null, ANA.id)).toBeNull();
		expect(allAbove(view, null, "usr_bo")).not.toBeNull();
		expect(tableState(half, { meId: ANA.id })).toBe("1 of 2 acknowledged: You");
		expect(tableState(half, {})).toBe(`1 of 2 acknowledged: ${ANA.name}`);
		expect(acknowledgeWords(half)).toBe("Acknowledge as second");
	});

	it("keeps every card in its place: what is taken, what is over, and what is new below", () => {
		const before = anew([burning(AT), search]);
		const grave = { ...burning(AT), id: "inc_99", title: "Grave", severity: "P1" as const };
		const after = nowView(nowFixture(AT, [grave, taken(AT)]), before);
		expect(titles(after)).toEqual([burning(AT).title, "Grave"]);
		expect(after.cards[0]?.incident.state).toBe("acknowledged");
		const over = nowView(nowFixture(AT, [grave]), after);
		expect(over.cards.map((card) => card.isOver)).toEqual([true, false]);
		expect(titles(stillOpen(over))).toEqual(["Grave"]);
	});

	it("calls a card over when that is known, not when an answer had no room for it", () => {
		const before = anew([burning(AT)]);
		const grave = { ...burning(AT), id: "inc_99", title: "Grave" };
		const full = { ...nowFixture(AT, [grave]), hasMoreFiring: true };
		expect(nowView(full, before).cards.map((card) => card.isOver)).toEqual([false, false]);
		const resolved = { ...burning(AT), state: "resolved" as const, version: burning(AT).version + 1 };
		const heard = nowView(withFiring(full, resolved), before);
		expect(heard.cards.map((card) => card.isOver)).toEqual([true, false]);
		expect(nowView(full, heard).cards.map((card) => card.isOver)).toEqual([true, false]);
		expect(nowView(withFiring(full, resolved), NOTHING)).toMatchObject({
			cards: [{ incident: { id: "inc_99" } }],
			rest: [],
		});
	});

	it("keeps the rows in their places too, and moves none of them for what lapsed", () => {
		const second = { ...search, id: "inc_03", severity: "P1" as const };
		const before = anew([search]);
		expect(nowView(nowFixture(AT, [second, search]), before).rest).toEqual([search, second]);
		const lapsed = { ...search, state: "triggered" as const };
		const after = nowView(nowFixture(AT, [lapsed, second]), { cards: [], rest: [second, search] });
		expect([titles(after), after.rest]).toEqual([[search.title], [second]]);
	});

	it("is calm when somebody has everything", () => {
		expect(anew([search, taken(AT)]).cards).toEqual([]);
		expect(firingWords(anew([search, taken(AT)]))).toBe("No one is being paged");
		expect(firingWords(anew([]))).toBe("Nothing is firing");
		expect(firingWords(anew([burning(AT)]))).toBe("P1: Checkout is down in 3 of 3 regions");
		const over = nowView(nowFixture(AT, []), anew([burning(AT)]));
		expect(firingWords(over)).toBe("Nothing is firing");
	});

	it("follows what comes live: taken, resolved, new, and never an old picture", () => {
		const now = nowFixture(AT, [burning(AT)]);
		expect(withFiring(now, taken(AT)).firing[0]?.state).toBe("acknowledged");
		const never = { ...taken(AT), id: "inc_08", state: "resolved" as const };
		expect(withFiring(now, never).firing).toEqual(now.firing);
		const over = withFiring(now, { ...taken(AT), state: "resolved" });
		expect(nowView(over, NOTHING)).toEqual(NOTHING);
		expect(withFiring(now, { ...burning(AT), id: "inc_09" }).firing).toHaveLength(2);
		expect(withFiring(withFiring(now, taken(AT)), burning(AT)).firing[0]?.state).toBe("acknowledged");
	});

	it("leaves test pages to whoever tests", () => {
		const test = { ...burning(AT), id: "inc_test", source: { kind: "test" as const, id: null, name: "Ana" } };
		expect(withFiring(nowFixture(AT, []), test as never).firing).toEqual([]);
	});

	it("never says that nothing is firing while a monitor is down that pages nobody", () => {
		const monitor = (id: string, state: "down" | "up", serviceId = "svc_other") => ({
			...{ id, name: `Shop ${id}`, serviceId, state },
		});
		const checkout = monitor("c", "down", burning(AT).service.id);
		const all = [monitor("a", "down"), monitor("b", "up"), checkout];
		const calm = nowFixture(AT, []);
		const names = (now: Parameters<typeof downUnpaged>[1]) => downUnpaged(all, now).map(({ id }) => id);
		expect(names(calm)).toEqual(["a", "c"]);
		expect(names(nowFixture(AT, [taken(AT)]))).toEqual(["a"]);
		expect(names(nowFixture(AT, [{ ...taken(AT), state: "resolved" }]))).toEqual(["a", "c"]);
		expect(names({ ...calm, hasMoreFiring: true })).toEqual([]);
		expect(names(undefined)).toEqual([]);
		expect(calmWords(calm, AT, [checkout])).toEqual({
			...{ title: "No one is being paged", sub: "Shop c is down." },
		});
		expect(calmWords(calm, AT, all).sub).toBe("3 monitors are down.");
		expect(firingWords(NOTHING, [checkout])).toBe("No one is being paged");
		expect(firingWords(anew([burning(AT)]), [checkout])).toMatch(/^P1: /);
	});

	it("says since when it is calm", () => {
		const now = { ...nowFixture(AT, []), lastIncidentAt: new Date(AT - 6 * DAY).toISOString() };
		expect(calmWords(now, AT)).toEqual({ title: "Nothing is firing", sub: "Last incident 6 days ago." });
		expect(calmWords({ ...now, lastIncidentAt: null }, AT).sub).toBe("No incidents yet.");
	});
});

describe("whether I can be reached", () => {
	const device = (lastReceiptAt: number | null, state: "active" | "disabled" = "active") => ({
		...{ id: "con_1", name: "Pixel", kind: "push" as const, state, lastReceiptMs: 900 },
		lastReceiptAt: lastReceiptAt === null ? null : new Date(lastReceiptAt).toISOString(),
	});

	it("is a matter of receipts, not of settings", () => {
		expect(deviceHealth(device(AT - DAY), AT)).toBe("well");
		expect(deviceHealth(device(AT - 15 * DAY), AT)).toBe("doubtful");
		expect(deviceHealth(device(null), AT)).toBe("doubtful");
		expect(deviceHealth(device(AT, "disabled"), AT)).toBe("off");
	});

	it("is answered in a sentence", () => {
		expect(reachWords([device(null)], AT)).toBe("Not confirmed");
		expect(reachWords([device(AT)], AT)).toBe("Yes");
		expect(reachWords([device(AT), device(null)], AT)).toBe("Yes, on 1 of 2 devices");
	});

	it("counts down a turn and then says nothing", () => {
		expect(leftWords({ endsAt: new Date(AT + 2 * DAY + 5 * 3_600_000).toISOString() }, AT)).toBe(
			"2 d 5 h left",
		);
		expect(leftWords({ endsAt: new Date(AT - 1).toISOString() }, AT)).toBe("");
	});
});

describe("a test page", () => {
	const running = (progress: Partial<TestProgress>) => ({
		...{ kind: "running" as const, incidentId: "inc_1", startedAt: AT },
		progress: { deliveredMs: null, acknowledgedMs: null, failed: null, ...progress },
	});

	it("says how long it took", () => {
		expect(testWords({ kind: "idle" }, AT)).toBeNull();
		expect(testWords(running({}), AT + 3_000)).toBe("On its way");
		expect(testWords(running({ deliveredMs: 1_800 }), AT + 3_000)).toBe(
			"Delivered in 1.8 s. Acknowledge it on that device",
		);
		expect(testWords(running({ deliveredMs: 1_800, acknowledgedMs: 6_000 }), AT + 9_000)).toBe(
			"Delivered in 1.8 s, acknowledged in 6.0 s",
		);
	});

	it("does not pretend when nothing came", () => {
		expect(testWords(running({}), AT + 61_000)).toBe("No receipt after 1 min. Don’t rely on this device");
		expect(testWords(running({ failed: "gone" }), AT)).toBe("Not delivered: its push subscription expired");
	});

	it("shows the seconds until something has come back", () => {
		expect(stopwatchWords(running({}), AT + 4_200)).toBe("4 s");
		expect(stopwatchWords(running({ deliveredMs: 900 }), AT + 4_200)).toBe(false);
		expect(stopwatchWords({ kind: "idle" }, AT)).toBe(false);
	});
});

describe("a list of incidents that somebody looks at", () => {
	const read = listed(["c", "b", "a"], UNLISTED, "");
	const shown = listed(["c", "b", "a"], read, "c");

	it("comes in its order until it is read", () => {
		expect(read).toEqual({ ids: ["c", "b", "a"], waiting: [], since: "" });
		expect(listed(["d", "c", "b", "a"], read, "").ids).toEqual(["d", "c", "b", "a"]);
	});

	it("keeps every row in its place, whatever becomes of it, and lets what is new wait", () => {
		expect(listed(["d", "b", "a", "c"], shown, "c")).toEqual({
			...{ ids: ["c", "b", "a"], waiting: ["d"], since: "c" },
		});
	});

	it("has older ones below, and what waited in its order once somebody asks for it", () => {
		const longer = listed(["c", "b", "a", "0"], shown, "c");
		expect(longer.ids).toEqual(["c", "b", "a", "0"]);
		expect(listed(["d", "b", "a", "c"], longer, "d")).toMatchObject({
			ids: ["d", "b", "a", "c"],
			waiting: [],
		});
	});
});

describe("lists of incidents", () => {
	const list = { items: others(AT), nextCursor: null };

	it("are narrowed by the address, which may say nonsense", () => {
		expect(filterOf({ state: "resolved", severity: "P2", service: "svc_1" })).toEqual({
			state: "resolved",
			severity: "P2",
			serviceId: "svc_1",
		});
		expect(filterOf({ state: "burning", severity: "P9", service: "" })).toEqual({});
		expect(isNarrowed(filterOf({ severity: "P1" }))).toBe(true);
		expect(queryOf({ serviceId: "svc_1", state: "resolved" }, 30)).toBe(
			"limit=30&state=resolved&serviceId=svc_1",
		);
	});

	it("take in what comes live, where it belongs", () => {
		const fresh = { ...burning(AT), id: "inc_9" };
		expect(withIncident(list, fresh, {}).items[0]?.id).toBe("inc_9");
		expect(withIncident(list, fresh, {}).items).toHaveLength(list.items.length + 1);
		expect(withIncident(list, fresh, { severity: "P4" })).toBe(list);
		const first = list.items[0]!;
		const over = { ...first, state: "resolved" as const, version: first.version + 1 };
		expect(withIncident(list, over, { state: "acknowledged" }).items).toHaveLength(list.items.length - 1);
		expect(withIncident(list, { ...first, version: 1, title: "old" }, {}).items[0]?.title).toBe(first.title);
	});

	it("leave what belongs to a later page to that page", () => {
		const partial = { items: list.items, nextCursor: "more" };
		expect(withIncident(partial, { ...burning(AT), id: "a" }, {})).toBe(partial);
	});

	it("show what nobody has first, then by gravity, then the newest", () => {
		const order = openFirst([...others(AT), burning(AT)]).map((one) => one.number);
		expect(order.slice(0, 2)).toEqual([142, 141]);
		expect(order).toHaveLength(5);
	});

	it("say who has it and how long it took", () => {
		const names = new Map([[ANA.id, "Ana"]]);
		expect(rowWords(taken(AT), AT, { names }).brief).toBe("Ana has it\u00a0· open 1 min");
		expect(rowWords(burning(AT), AT, {}).brief).toBe("Not acknowledged\u00a0· open 1 min");
		expect(rowWords(watched(AT), AT, {}).brief).toBe("Works again, watched for 9 min");
		expect(rowWords(taken(AT), AT, { meId: ANA.id }).whole).toBe(
			"You have it\u00a0· open 1 min\u00a0· Checkout\u00a0· #142",
		);
		expect(rowWords(others(AT)[1]!, AT, {}).brief).toMatch(/^Ended 2 days ago, lasted 26\u00a0min$/);
	});
});

import { describe, expect, it } from "vitest";
import { doneWords, refusalWords, resolvedWords } from "../../app/screens/incidents/incident/answers.ts";
import {
	evidenceOf,
	latestEvidence,
	monitorsOf,
	newestRound,
	regionWords,
	seenShape,
	seenWords,
	stillFailingWords,
} from "../../app/screens/incidents/incident/evidence.ts";
import { KEY_HELP, keyAct, neighbour } from "../../app/screens/incidents/incident/keys.ts";
import { isBehind, laterOf, withEvents } from "../../app/screens/incidents/incident/merge.ts";
import { originWords } from "../../app/screens/incidents/incident/origin.ts";
import { canDo, canResolve, FURTHER, primaryOf } from "../../app/screens/incidents/incident/primary.ts";
import { publicStatusWords } from "../../app/screens/incidents/incident/public-status.ts";
import { pagedPeople, pagedWords } from "../../app/screens/incidents/incident/receipts.ts";
import {
	foldPages,
	hasOwn,
	newsWords,
	timelineView,
	waitingWords,
} from "../../app/screens/incidents/incident/timeline-view.ts";
import { likelyPhase } from "../../app/screens/incidents/incident/update-words.ts";
import { severityEffect } from "../../app/screens/incidents/severity-effect.ts";
import { pageDeliveries } from "../../app/state/page-delivery.ts";
import { retryKeys } from "../../app/state/retry-key.ts";
import { shortNames } from "../../app/state/short-names.ts";
import { timelineLines } from "../../app/state/timeline-text.ts";
import type { Check, Incident, TimelineEvent } from "../../app/state/wire.ts";
import { titleWords } from "../../app/state/words.ts";
import { ANA, BO, burning, taken, timeline } from "../support/app-cast.ts";

const AT = Date.parse("2026-11-23T03:13:00.000Z");
const problem = (slug: string, detail = "", body: Record<string, unknown> = {}) =>
	({
		ok: false,
		problem: { slug, status: 409, title: "No", detail, requestId: null, errors: [], body },
	}) as never;

describe("the one act of an incident", () => {
	it("is to acknowledge; what stands in its place afterwards only opens a form", () => {
		const acts = (["triggered", "acknowledged", "resolved"] as const).map((state) => primaryOf({ state }));
		expect(acts).toEqual(["acknowledge", "update", "note"]);
	});

	it("leaves the rest to a menu that keeps its order and takes nothing that a state refuses", () => {
		const test = { kind: "test" as const, id: null, name: "Ana" };
		const acts = (incident: Pick<Incident, "state" | "source">) =>
			FURTHER.filter((further) => canDo(further, incident));
		expect(acts(burning(AT))).toEqual(FURTHER.filter((one) => one !== "giveBack"));
		expect(acts(taken(AT))).toEqual(FURTHER);
		expect(acts({ ...taken(AT), state: "resolved" })).toEqual(["note", "update", "share", "roles", "title"]);
		expect(acts({ state: "triggered", source: test })).toEqual(["note"]);
	});

	it("has resolving apart, while there is something to resolve", () => {
		expect([burning(AT), taken(AT)].map(canResolve)).toEqual([true, true]);
		expect(canResolve({ ...taken(AT), state: "resolved" })).toBe(false);
		expect(canResolve({ state: "triggered", source: { kind: "test", id: null, name: "Ana" } })).toBe(false);
	});
});

describe("the timeline of a night", () => {
	const events = timeline(AT);
	const lines = timelineLines(events, { meId: ANA.id, nameOf: () => "you" });

	it("has one line for a level, with what came of its pages, and none for each phone", () => {
		const texts = foldPages(lines, events).map(({ text }) => text);
		expect(texts).toContain("Paged you. Received by 1 of 2 devices");
		expect(texts.filter((text) => /receipt|received the page|opened the page/.test(text))).toEqual([]);
		expect(texts).toContain("You acknowledged");
	});

	it("never hides behind a number that somebody acknowledged or that it is over", () => {
		const seen = events.find(({ type }) => type === "escalated")!.seq;
		expect(waitingWords(lines, events, seen)).toMatch(/^\d+ new events: You acknowledged$/);
		expect(waitingWords(lines, events, events.at(-2)!.seq)).toBe("1 new event");
	});

	it("says what customers read of it, or that they read nothing", () => {
		const told = { ...events[0]!, type: "update_published" as const, data: { audience: "public" } };
		expect(publicStatusWords([told], { status: "identified" })).toBe("Status page: Identified");
		expect(publicStatusWords([], { status: "identified" })).toBe("Not on the status page");
	});
});

describe("what comes live", () => {
	const events = timeline(AT);

	it("is taken in order and once", () => {
		const known = events.slice(0, 4);
		expect(withEvents(known, [events[5]!, events[4]!, events[3]!])).toEqual(events.slice(0, 6));
	});

	it("is not taken over a hole: the whole is read instead", () => {
		const known = events.slice(0, 4);
		expect(withEvents(known, [events[6]!])).toBe(known);
		expect(isBehind(known, { version: 7 })).toBe(true);
		expect(isBehind(events, { version: events.length })).toBe(false);
	});

	it("never replaces a later picture by an earlier one", () => {
		expect(laterOf(taken(AT), burning(AT)).state).toBe("acknowledged");
		expect(laterOf(burning(AT), taken(AT)).state).toBe("acknowledged");
		expect(laterOf(undefined, burning(AT)).state).toBe("triggered");
	});
});

describe("the story", () => {
	const lines = timelineLines(timeline(AT), { meId: ANA.id });

	it("shows the newest first and keeps what others do behind a count", () => {
		const view = timelineView([...lines], "main", lines.at(-3)!.seq);
		expect(view.waiting).toBe(2);
		expect(view.lines[0]?.seq).toBe(lines.at(-3)!.seq);
	});

	it("shows what people did alone when asked", () => {
		const { lines: shown } = timelineView([...lines], "people", 999);
		expect(shown.map((line) => line.text)).toEqual(["You added a note", "You acknowledged"]);
	});

	it("does not make people wait for their own acts", () => {
		expect(hasOwn(timeline(AT).slice(-1), ANA.id)).toBe(true);
		expect(hasOwn(timeline(AT).slice(-1), BO.id)).toBe(false);
		expect(hasOwn(timeline(AT), undefined)).toBe(false);
	});

	it("tells somebody who does not see the screen what matters, not what the machinery does", () => {
		expect(newsWords(lines)).toBe("You added a note");
		expect(newsWords(lines.filter((line) => line.tone === "quiet"))).toBe("");
	});
});

describe("an incident that is over", () => {
	it("is told as past: its title, and what its checks saw", () => {
		expect(titleWords(burning(AT))).toBe("Checkout is down in 3 of 3 regions");
		expect(titleWords({ ...burning(AT), state: "resolved" })).toBe(
			"Resolved: Checkout is down in 3 of 3 regions",
		);
		expect(["down", "degraded", "up"].map((outcome) => seenShape(outcome))).toEqual([
			"down",
			"degraded",
			"well",
		]);
		expect(["down", "up"].map((outcome) => seenShape(outcome, true))).toEqual(["note", "well"]);
	});
});

describe("the evidence", () => {
	const refused = {
		evidence: [
			{ monitorId: "mon_1", region: "weur", outcome: "down", reason: "status" },
			{ monitorId: "mon_1", region: "enam", outcome: "down", reason: "timeout" },
		],
	};

	const check = (region: string, outcome: string, at: number) =>
		({
			...{ monitorId: "mon_1", latencyMs: 20, detail: "" },
			region,
			outcome,
			at: new Date(at).toISOString(),
		}) as Check;

	it("is the newest round of the monitor while that is newer than what the timeline tells", () => {
		const checks = [
			check("apac", "down", AT + 30_000),
			check("weur", "down", AT + 29_000),
			check("enam", "down", AT + 28_000),
			check("apac", "up", AT),
		];
		const round = newestRound(checks, AT);
		expect(round).toMatchObject({ at: AT + 30_000, recovered: false });
		expect(round?.seen.map(({ outcome }) => outcome)).toEqual(["down", "down", "down"]);
		expect(newestRound(checks, AT + 30_000)).toBeNull();
		expect(newestRound([], AT)).toBeNull();
		expect(newestRound([check("weur", "up", AT + 1)], AT)?.recovered).toBe(true);
	});

	it("names the monitors where there are several", () => {
		const seen = evidenceOf(refused);
		expect(monitorsOf(seen)).toEqual(["mon_1"]);
		expect(monitorsOf([...seen, { ...seen[0]!, monitorId: "mon_2" }])).toHaveLength(2);
	});

	it("names the place and what was wrong there", () => {
		const [first, second] = evidenceOf(refused);
		expect(regionWords(first!.region)).toBe("Western Europe");
		expect(seenWords(first!)).toBe("error response");
		expect(seenWords(second!)).toBe("timed out");
		expect(seenWords({ region: "apac", outcome: "up", reason: null })).toBe("works");
		expect(seenWords({ region: "apac", outcome: "down", reason: "status", detail: "HTTP 503" })).toBe(
			"HTTP 503",
		);
		expect(regionWords("mars")).toBe("mars");
	});

	it("says after an override which check failed and how, as before it, and what had no turn", () => {
		const [event] = timeline(AT);
		const failed = { monitorId: "Sign in", region: "weur", outcome: "down", reason: "status" };
		const data = { result: "failing", evidence: [{ ...failed, detail: "503 in 20 ms" }] };
		const missing = { notRun: ["Pay"], unanswered: ["mon_2"], outOfTime: ["Ship"] };
		const checked = { ...event!, type: "recovery_checked" as const, data: { ...data, ...missing } };
		const seen = latestEvidence([checked])!.seen;
		expect(seen.map((one) => [one.monitorId, seenWords(one)])).toEqual([
			["Sign in", "503 in 20 ms"],
			["Pay", "not run"],
			["mon_2", "no answer"],
			["Ship", "not tried: out of time"],
		]);
		expect(seen.map(({ outcome }) => seenShape(outcome))).toEqual(["down", "unknown", "unknown", "unknown"]);
	});

	it("counts what still fails", () => {
		expect(stillFailingWords(evidenceOf(refused))).toBe("2 checks are still failing");
		expect(stillFailingWords(evidenceOf(refused).slice(0, 1))).toBe("1 check is still failing");
	});

	it("is the latest look, and nothing when no check is behind the incident", () => {
		const events = timeline(AT);
		expect(latestEvidence(events)).toBeNull();
		const checked = { ...events[0]!, seq: 20, type: "recovery_checked" as const };
		const found = latestEvidence([...events, { ...checked, data: { ...refused, result: "failing" } }]);
		expect(found).toMatchObject({ recovered: false, seen: refused.evidence });
		expect(evidenceOf({ evidence: "none" })).toEqual([]);
	});

	it("is what the monitor saw when it worked again, once it does", () => {
		const [first] = timeline(AT);
		const works = { region: "weur", outcome: "up", reason: null, detail: "200 in 12 ms" };
		const over = { ...first!, seq: 21, type: "alert_resolved" as const, data: { evidence: [works] } };
		expect(latestEvidence([...timeline(AT), over])).toMatchObject({ recovered: true, seen: [works] });
		const told = { ...over, actor: { kind: "monitor" as const, id: "mon_1", name: "Checkout, pay" } };
		expect(timelineLines([told]).map((line) => line.text)).toEqual(["Checkout, pay recovered"]);
	});
});

describe("the answer to a command", () => {
	const book = { users: [BO] };

	it("says what is true now", () => {
		expect(doneWords("giveBack", burning(AT), book, AT)).toBe("Unacknowledged. Pages Bo in 3:41");
		expect(doneWords("severity", taken(AT), book, AT)).toBe("#142 is now P1");
	});

	it("says who was faster", () => {
		const resolved = { ...timeline(AT)[0]!, type: "resolved" as const, data: {} };
		const by = (person: { id: string; name: string }) => [
			{ ...resolved, actor: { kind: "user" as const, ...person } },
		];
		expect(resolvedWords(by(BO), taken(AT), ANA.id)).toBe(`${BO.name} already resolved #142`);
		expect(resolvedWords(by(ANA), taken(AT), ANA.id)).toBe("Resolved #142");
		expect(refusalWords("severity", problem("incident-resolved"))).toMatch(
			/Already resolved by someone else/,
		);
	});

	it("never claims that something happened without a network", () => {
		expect(refusalWords("escalate", { ok: false, offline: true })).toMatch(
			/isn’t confirmed.*Escalation continues/,
		);
		expect(refusalWords("note", { ok: false, offline: true })).toBe(
			"No connection. Your change isn’t confirmed.",
		);
	});

	it("says what the server said, when it has said more", () => {
		expect(refusalWords("resolve", problem("conflict", "Checks still fail."))).toBe("Checks still fail.");
		expect(refusalWords("note", problem("forbidden"))).toMatch(/role/);
	});
});

describe("a request that may have arrived", () => {
	it("is the same request when it is tried again, and another once it was answered or changed", () => {
		let made = 0;
		const keys = retryKeys(() => `key-${++made}`);
		const first = keys.keyFor("note A");
		expect(keys.keyFor("note A")).toBe(first);
		expect(keys.keyFor("note B")).not.toBe(first);
		const second = keys.keyFor("note A");
		keys.answered();
		expect(keys.keyFor("note A")).not.toBe(second);
	});
});

describe("who was paged", () => {
	it("is told per person and device, with the latest page of each", () => {
		const people = pagedPeople(pageDeliveries(timeline(AT)));
		expect(people).toHaveLength(1);
		expect(people[0]).toMatchObject({ userId: ANA.id, level: 1 });
		expect(people[0]?.pages.map((page) => page.methodName)).toEqual(["Ana’s Pixel", "iPad"]);
		expect(pagedWords(people[0]!)).toBe("Level 1, 2 pages sent");
	});

	it("counts how often somebody was called: every sending of every page, and none that failed", () => {
		const known = timeline(AT);
		const accepted = known.find((event) => event.type === "page_accepted")!;
		const again = (attempt: number, type: "page_accepted" | "page_failed") =>
			({ ...accepted, type, data: { ...accepted.data, attempt } }) as TimelineEvent;
		const [page] = pageDeliveries([
			...known,
			...[again(2, "page_accepted"), again(3, "page_failed"), again(4, "page_accepted")],
		]);
		expect(page).toMatchObject({ sent: 3 });
		const people = pagedPeople([page!, { ...page!, pageId: "pag_2", sent: 1 }]);
		expect(people[0]?.pages).toHaveLength(1);
		expect(pagedWords(people[0]!)).toBe("Level 1, 4 pages sent");
		expect(pagedWords({ ...people[0]!, sent: 1 })).toBe("Level 1");
		expect(pagedWords({ ...people[0]!, level: 0 })).toMatch(/^Added responder/);
	});
});

describe("the keyboard", () => {
	const press = (key: string, more = {}) =>
		keyAct({ key, ctrlKey: false, metaKey: false, altKey: false, repeat: false, ...more });

	it("has one letter for each act and leaves the browser its own", () => {
		expect([..."jkarnesupzhm"].map((key) => press(key))).toEqual([
			...["next", "previous", "acknowledge", "resolve", "note", "escalate", "severity"],
			...["update", "responders", "snooze", "handOver", "more"],
		]);
		expect(KEY_HELP.flatMap(({ keys }) => keys).filter((key) => /^[a-z]$/.test(key) && !press(key))).toEqual(
			[],
		);
		expect(press("r", { ctrlKey: true })).toBeNull();
		expect(press("a", { metaKey: true })).toBeNull();
		expect(press("x")).toBeNull();
	});

	it("acts once however long a key is held, but moves on", () => {
		expect(press("a", { repeat: true })).toBeNull();
		expect(press("j", { repeat: true })).toBe("next");
	});

	it("stops at the ends of the list", () => {
		expect(neighbour(["a", "b"], "a", 1)).toBe("b");
		expect(neighbour(["a", "b"], "a", -1)).toBeNull();
		expect(neighbour(["a", "b"], "elsewhere", 1)).toBe("a");
		expect(neighbour([], "a", 1)).toBeNull();
	});
});

describe("words before an act", () => {
	it("say what a change of severity does to the paging", () => {
		expect(severityEffect({ severity: "P2", state: "triggered" }, "P1")).toMatch(/restarts at level 1/);
		expect(severityEffect({ severity: "P2", state: "triggered" }, "P3")).toMatch(/timer restarts now/);
		expect(severityEffect({ severity: "P2", state: "triggered" }, "P4")).toMatch(/canceled/);
		expect(severityEffect({ severity: "P2", state: "acknowledged" }, "P1")).toMatch(/no one is paged now/);
	});

	it("begin a public update with a sentence that names nothing private", () => {
		expect(likelyPhase({ status: "triage" })).toBe("investigating");
		expect(likelyPhase({ status: "monitoring" })).toBe("monitoring");
	});

	it("tell how Tocsin came to know", () => {
		const source = (kind: "monitor" | "user", name: string) => ({
			source: { kind, id: null, name },
			drill: false,
		});
		expect(originWords(source("monitor", "Checkout, pay"))).toBe("Detected by monitor Checkout, pay");
		expect(originWords({ ...source("user", "Ana"), drill: true })).toBe("Declared by Ana · Drill");
	});

	it("call people by their first name while there is only one", () => {
		const names = shortNames([ANA, BO, { id: "usr_2", name: "Bo Ek" }]);
		expect([...names.values()]).toEqual(["Ana", "Bo Larsen", "Bo Ek"]);
	});
});

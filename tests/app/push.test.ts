import { describe, expect, it } from "vitest";
import type { Entry, Outcome } from "../../app/outbox/entry.ts";
import { type Evidence, judge } from "../../app/push/judge.ts";
import { readAppMessage, readWorkerMessage } from "../../app/push/messages.ts";
import { truthNotice } from "../../app/push/notification.ts";
import { deviceName, systemFacts } from "../../app/push/systems.ts";
import { tokenOf } from "../../app/screens/shifts/readiness/readiness.ts";
import { announce, GENERIC_TITLE, NO_CHANGE } from "../../app/service-worker/announcement.ts";
import { destination, isAppWindow } from "../../app/service-worker/destination.ts";
import { lateWords, postedWords } from "../../app/service-worker/late-words.ts";
import { noticePayload, pushPayload } from "../../worker/paging/channels/push/payload.ts";

const NOW = Date.parse("2026-11-23T03:12:00Z");
const CHROME = { maxActions: 2 };
const SAFARI = { maxActions: undefined };
const sent = (fields: object = {}) =>
	pushPayload({
		kind: "page",
		pageId: "pag_1",
		incidentId: "inc_1",
		epoch: 1,
		number: 142,
		severity: "P1",
		urgency: "high",
		service: "Checkout",
		title: "Checkout is down",
		level: 1,
		attempt: 1,
		flapping: false,
		navigate: "http://localhost/app/p#t=tok.en_1",
		token: "tok.en_1",
		ttlSeconds: 60,
		...fields,
	});
/** The payload as the server makes it, with one part changed. */
const bent = (change: (payload: Record<string, never>) => void): string => {
	const payload = JSON.parse(sent());
	change(payload.notification);
	return JSON.stringify(payload);
};

describe("a page on the lock screen", () => {
	it("says what broke, can be acknowledged and passed on, and sounds again at every call", () => {
		const { notice, receipt, page } = announce(sent({ attempt: 2 }), CHROME, NOW);
		expect(notice.title).toBe("P1 · Checkout is down");
		expect(notice.options).toMatchObject({
			body: "#142 · Checkout · attempt 2",
			tag: "inc_1",
			renotify: true,
			requireInteraction: true,
			silent: false,
		});
		expect(notice.options.actions?.map((one) => one.title)).toEqual(["Acknowledge", "I can’t take it"]);
		expect([receipt, page?.incidentId, page?.severity]).toEqual(["tok.en_1", "inc_1", "P1"]);
	});

	it("is one notification for many incidents, which leads to all of them and acknowledges none", () => {
		const bundle = { id: "bun_1", userId: "usr_ana", count: 3, quiet: false };
		const of = (quiet: boolean, powers: typeof CHROME | typeof SAFARI) =>
			announce(sent({ kind: "bundle", bundle: { ...bundle, quiet } }), powers, NOW);
		const { notice, receipt, page } = of(false, CHROME);
		expect(notice.options).toMatchObject({
			...{ tag: "bundle:usr_ana", renotify: true, requireInteraction: true, silent: false },
			data: { role: "news", incidentId: null, place: "/app/" },
		});
		expect([notice.options.actions, receipt, page]).toEqual([undefined, "tok.en_1", null]);
		const quiet = of(true, CHROME).notice.options;
		expect([quiet.tag, quiet.renotify, quiet.silent]).toEqual(["bundle:usr_ana", false, true]);
		expect(of(false, SAFARI).notice.options.tag).toBe(`bundle:usr_ana:${NOW}`);
	});

	it("has no buttons where the system shows none, and a tag of its own for every call", () => {
		const first = announce(sent(), SAFARI, NOW).notice.options;
		const second = announce(sent({ attempt: 2 }), SAFARI, NOW).notice.options;
		expect([first.actions, first.tag, second.tag]).toEqual([undefined, "inc_1:1", "inc_1:2"]);
	});

	it("has one button where the system shows one, and it is the one that ends the escalation", () => {
		expect(announce(sent(), { maxActions: 1 }, NOW).notice.options.actions).toEqual([
			{ action: "ack", title: "Acknowledge" },
		]);
	});

	it("cannot be answered by a button when it carries no token", () => {
		const { notice, receipt } = announce(sent({ token: null }), CHROME, NOW);
		expect([notice.title, notice.options.actions, receipt]).toEqual([
			"P1 · Checkout is down",
			undefined,
			null,
		]);
	});

	it("stands beside another reminder of the same incident", () => {
		const tags = ["act_1", "act_2"].map((subjectId) => {
			const words = { title: "Action item is overdue", body: "Watch the pool" };
			const kind = "reminder" as const;
			const notice = {
				...words,
				kind,
				noticeId: subjectId,
				subjectId,
				incidentId: "inc_1",
				navigate: "/app/",
				ttlSeconds: 60,
			};
			const { options } = announce(noticePayload(notice), CHROME, NOW).notice;
			expect(options).toMatchObject({ silent: true, data: { role: "news", incidentId: "inc_1" } });
			return options.tag;
		});
		expect(tags).toEqual(["reminder:act_1", "reminder:act_2"]);
	});

	it("is replaced by the news that all is over, and only by that", () => {
		const resolved = announce(sent({ kind: "resolved" }), CHROME, NOW);
		const due = announce(sent({ kind: "update_due" }), CHROME, NOW);
		expect([resolved.notice.options.tag, due.notice.options.tag]).toEqual(["inc_1", "update_due:inc_1"]);
		expect([resolved.page, due.page]).toEqual([null, null]);
	});
});

describe("a reminder of an update", () => {
	it("has one button that posts its words, and leads to where others are written", () => {
		const { notice, receipt, page } = announce(
			sent({ kind: "update_due", audience: "stakeholders" }),
			CHROME,
			NOW,
		);
		expect(notice.options.actions).toEqual([{ action: NO_CHANGE, title: "Nothing new: post this" }]);
		expect(notice.options.data).toMatchObject({
			role: "news",
			place: "/app/incidents/inc_1?update=stakeholders",
		});
		expect([receipt, page]).toEqual([notice.options.data.token, null]);
		const { token, place } = notice.options.data;
		expect(destination("inc_1", token, place)).toBe("/app/incidents/inc_1?update=stakeholders");
	});

	it("says what the press came to, and that nothing was posted where nothing was", () => {
		const posted = (result: string) => postedWords({ status: 200, body: { result } });
		expect([posted("posted"), posted("already_posted"), posted("already_resolved")]).toEqual([
			"Update posted",
			"Already posted. Nothing was sent.",
			"Already resolved. Nothing to do.",
		]);
		for (const status of [401, 409, 503]) expect(postedWords({ status, body: {} })).toMatch(/^Not posted/);
		expect(postedWords(null)).toMatch(/^Not posted/);
	});
});

describe("a check-in", () => {
	it("makes no sound, has a receipt, and its tap leads to where it is answered, with its token", () => {
		const payload = JSON.parse(sent({ kind: "check_in" }));
		payload.notification.silent = true;
		const { notice, receipt, page } = announce(JSON.stringify(payload), CHROME, NOW);
		expect(notice.options).toMatchObject({ silent: true, data: { role: "news" } });
		expect([receipt, page]).toEqual([notice.options.data.token, null]);
		const { token, place } = notice.options.data;
		expect(destination(null, token, place)).toBe(`/app/readiness#t=${token}`);
		expect(tokenOf(new URL(`https://tocsin.example${place}`).hash)).toBeNull();
		expect(tokenOf("#t=here1.claim.mac")).toBe("here1.claim.mac");
	});
});

describe("a push that cannot be read", () => {
	it.each([
		["nothing", null],
		["an empty one", ""],
		["a broken one", '{"notification":{"title":'],
		["another's", "hello"],
		["a list", "[1,2]"],
		["null", "null"],
		["a number as its title", bent((n) => Object.assign(n, { title: 7 }))],
		["no title", bent((n) => Object.assign(n, { title: "  " }))],
		["one larger than any service carries", bent((n) => Object.assign(n, { body: "x".repeat(20_000) }))],
	])("is a page all the same: %s", (_what, payload) => {
		const { notice, receipt } = announce(payload, CHROME, NOW);
		expect(notice.title).toBe(GENERIC_TITLE);
		expect(notice.options).toMatchObject({ renotify: true, silent: false, requireInteraction: true });
		expect(notice.options.tag).not.toBe("");
		expect(receipt).toBeNull();
	});

	it.each([2, "1", undefined, null])("F65: of version %s shows its title, and its receipt is sent", (v) => {
		const payload = bent((n) => Object.assign(n, { data: { v, kind: "page", token: "tok.en_2" } }));
		const { notice, receipt } = announce(payload, CHROME, NOW);
		expect([notice.title, notice.options.body, receipt]).toEqual([
			GENERIC_TITLE,
			"P1 · Checkout is down",
			"tok.en_2",
		]);
	});

	it.each([
		["an incident", { incidentId: "../../evil" }],
		["an incident", { incidentId: 7 }],
		["a token", { token: "a b\nc" }],
		["a token", { token: "#" }],
	])("is not let name %s that could not be one: %j", (_what, data) => {
		const payload = bent((n) => Object.assign(n, { data: { v: 1, kind: "page", ...data } }));
		const { notice } = announce(payload, CHROME, NOW);
		expect([notice.options.data.incidentId, notice.options.data.token]).toEqual([null, null]);
		expect(notice.title).toBe("P1 · Checkout is down");
	});
});

describe("the notification after a tap", () => {
	const entry = (outcome: Outcome | null): Entry => ({
		incidentId: "inc_1",
		title: "P1 · Checkout is down",
		occurredAt: "2026-11-23T03:12:00Z",
		by: { kind: "page", token: "tok_1" },
		userId: "usr_ana",
		tag: "inc_1:2",
		attempts: 1,
		outcome,
		toldAt: null,
	});

	it("takes the place of the page, without a sound when somebody has it", () => {
		const { title, options } = truthNotice(entry({ kind: "mine", at: "2026-11-23T03:12:00Z" }), NOW);
		expect(title).toMatch(/^Acknowledged by you at \d\d:12:00$/);
		expect(options).toMatchObject({ tag: "inc_1:2", silent: true, body: "P1 · Checkout is down" });
		expect(options.data.role).toBe("answer");
	});

	it.each([[null], [{ kind: "refused", why: "moved-on" }]] as [Outcome | null][])(
		"sounds and stays when nobody has it yet: %j",
		(outcome) => {
			const { title, options } = truthNotice(entry(outcome), NOW);
			expect(title).toMatch(/^Not (delivered|acknowledged)/);
			expect(options).toMatchObject({ silent: false, renotify: true, requireInteraction: true });
			expect(options.data.role).toBe("page");
		},
	);
});

describe("a page that comes late", () => {
	const bo = { kind: "user", id: "usr_bo", name: "Bo" };
	it.each([
		[{ state: "acknowledged", acknowledgedBy: bo }, "usr_ana", "Bo already acknowledged"],
		[{ state: "acknowledged", acknowledgedBy: bo }, "usr_bo", "You already acknowledged"],
		[{ state: "acknowledged", acknowledgedBy: null }, null, "Someone already acknowledged"],
		[{ state: "resolved", acknowledgedBy: bo }, "usr_ana", "Already resolved. Nothing to do."],
	] as const)("%j, told to %s", (page, userId, words) => {
		expect(lateWords(page, userId)).toBe(words);
	});
});

describe("a tap", () => {
	it("leads to the small page by the token, to the incident, or to the app", () => {
		expect(destination("inc_1", "tok")).toBe("/app/p#t=tok");
		expect(destination("inc_1", null)).toBe("/app/incidents/inc_1");
		expect(destination(null, null)).toBe("/app/");
	});

	it.each([
		["/app/", true],
		["/app/incidents/inc_1", true],
		["/app/people", true],
		["/app/p", false],
		["/app/pair", false],
		["/app/login?then=%2F", false],
		["/", false],
	])("finds an open window that can go there: %s", (path, can) => {
		expect(isAppWindow(`https://tocsin.example${path}`)).toBe(can);
	});
});

describe("the channel between the worker and the windows", () => {
	const page = { type: "page", incidentId: "inc_1", title: "P1 · x", severity: "P1", at: NOW };
	it.each([[page], [{ type: "subscription", fixed: true }]])("lets pass %j", (message) => {
		expect(readWorkerMessage(message)).toEqual(message);
	});

	it.each([
		[null],
		["open"],
		[{ type: "eval", code: "1" }],
		[{ ...page, incidentId: "../login" }],
		[{ ...page, at: "now" }],
		[{ ...page, title: undefined }],
		[{ type: "subscription", fixed: "yes" }],
	])("stops %j", (message) => {
		expect(readWorkerMessage(message)).toBeNull();
	});

	it("takes one wish from a window", () => {
		expect(readAppMessage({ type: "flush" })).toEqual({ type: "flush" });
		expect(readAppMessage({ type: "skip" })).toBeNull();
	});
});

describe("the comparison of this browser with the server's list", () => {
	const own = { id: "ctm_1", kind: "push", state: "active", endpointHash: "aa" };
	const fine: Evidence = {
		permission: "granted",
		hash: "aa",
		isForKey: true,
		device: { methodId: "ctm_1" },
		methods: [own, { id: "ctm_2", kind: "push", state: "active", endpointHash: "bb" }],
	};
	it.each([
		["all is well", {}, "on", "ctm_1"],
		["the browser forgot that it is known", { device: null }, "on", "ctm_1"],
		["the subscription is gone", { hash: null }, "renew", "ctm_1"],
		["the push service had forgotten it", { methods: [{ ...own, state: "disabled" }] }, "renew", "ctm_1"],
		["the instance has another key", { isForKey: false }, "renew", "ctm_1"],
		["the browser changed it unnoticed", { hash: "cc" }, "save", "ctm_1"],
		["the person took it off the list", { methods: [] }, "drop", null],
		["push was never turned on", { hash: null, device: null, methods: [] }, "off", null],
		["the permission was taken back", { permission: "denied", hash: null }, "off", null],
		["another person's phone is on the list", { hash: null, device: null }, "off", null],
	] as const)("when %s", (_when, change, verdict, methodId) => {
		expect(judge({ ...fine, ...(change as Partial<Evidence>) })).toEqual({ do: verdict, methodId });
	});
});

describe("what a device is called and can do", () => {
	const IPHONE =
		"Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";
	const PIXEL =
		"Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Mobile Safari/537.36";
	const MAC =
		"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15";
	const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
	const EDGE =
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Safari/537.36 Edg/141.0";
	it.each([
		[IPHONE, 5, "iPhone", true, false],
		[MAC, 5, "iPad", true, false],
		[MAC, 0, "Safari on Mac", false, false],
		[PIXEL, 5, "Chrome on Android", false, true],
		[FIREFOX, 0, "Firefox on Linux", false, true],
		[EDGE, 0, "Edge on Windows", false, true],
	])("%s", (userAgent, touchPoints, name, needsHomeScreen, actionButtons) => {
		expect(deviceName(userAgent, touchPoints)).toBe(name);
		const facts = systemFacts(userAgent, touchPoints);
		expect([facts.needsHomeScreen, facts.actionButtons]).toEqual([needsHomeScreen, actionButtons]);
		for (const steps of [facts.install, facts.unblock, facts.loud]) expect(steps.length).toBeGreaterThan(0);
	});
});

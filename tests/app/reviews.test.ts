/** A review's text on its way to the server, and what the screens say about reviews. */
import { beforeEach, describe, expect, it, vi } from "vitest";
import { Autosave } from "../../app/outbox/written/autosave.ts";
import type { Kept, Saved } from "../../app/outbox/written/device-text.ts";
import { mergeTexts } from "../../app/outbox/written/merge-texts.ts";
import { actionWords, byDeadline, endOfDay } from "../../app/screens/reviews/actions/action-words.ts";
import { finishActs } from "../../app/screens/reviews/review/finish-acts.ts";
import {
	approvalWords,
	dueWords,
	fromLocalInput,
	nextToDo,
	sorted,
	toLocalInput,
} from "../../app/screens/reviews/review-words.ts";
import type { Failure, Result } from "../../app/state/api.ts";

const HOUR_MS = 3_600_000;
const NOW = Date.parse("2026-11-26T09:00:00Z");
const PAUSE_MS = 1_500;
const OFFLINE: Failure = { ok: false, offline: true };

const iso = (at: number) => new Date(at).toISOString();

function refused(slug: "precondition-failed" | "forbidden", current?: Saved): Failure {
	const status = slug === "forbidden" ? 403 : 412;
	const problem = { slug, status, title: "", detail: "", requestId: null, errors: [] };
	return { ok: false, problem: { ...problem, body: { current } } };
}

/** A device that keeps one text, and a server that gives these answers, one after the other. */
function bench(answers: Result<Saved>[], kept: Kept | null = null) {
	const place: { kept: Kept | null } = { kept };
	const device = {
		read: () => place.kept,
		write: (next: Kept) => {
			place.kept = next;
		},
		drop: () => {
			place.kept = null;
		},
	};
	const send = vi.fn(async (text: string, version: number) => {
		return answers.shift() ?? { ok: true as const, value: { text, version: version + 1 } };
	});
	const tab = () => new Autosave(device, { text: "draft", version: 1 }, send);
	return { place, send, tab, one: tab() };
}

beforeEach(() => {
	vi.useFakeTimers();
	return () => vi.useRealTimers();
});

describe("a text that is saved by itself", () => {
	it("is on the device with every key, and at the server after a pause", async () => {
		const { one, place, send } = bench([]);
		one.type("draft a");
		one.type("draft ab");
		expect([place.kept?.text, one.state, send.mock.calls.length]).toEqual(["draft ab", "waiting", 0]);
		await vi.advanceTimersByTimeAsync(PAUSE_MS);
		expect([send.mock.calls, place.kept, one.state]).toEqual([[["draft ab", 1]], null, "saved"]);
	});

	it("keeps what two tabs of one person write, also where a tab did not hear of the other", async () => {
		const { one, place, send, tab } = bench([]);
		const other = tab();
		one.type("from the first tab");
		other.type("from the second tab");
		expect(place.kept?.text).toContain("from the first tab");
		expect(place.kept?.text).toContain("from the second tab");
		one.look();
		one.type(`${one.text}, and on`);
		expect(one.text.match(/from the first tab/g)).toHaveLength(1);
		await vi.advanceTimersByTimeAsync(PAUSE_MS);
		expect(send.mock.lastCall?.[0]).toBe(one.text);
	});

	it("shows in one tab what another writes, and sends it when that one is gone", async () => {
		const { one, place, send, tab } = bench([]);
		const other = tab();
		one.type("draft a");
		other.look();
		expect([other.text, other.state]).toEqual(["draft a", "waiting"]);
		await vi.advanceTimersByTimeAsync(PAUSE_MS);
		other.look();
		expect([other.text, other.state, place.kept, send.mock.calls.length]).toEqual([
			"draft a",
			"saved",
			null,
			1,
		]);
		place.kept = { text: "draft ab", version: 2, sent: null };
		other.look();
		await other.flush();
		expect(send.mock.lastCall).toEqual(["draft ab", 2]);
	});

	it("is at the server, the last words too, before a review is finished while some are on their way", async () => {
		const { one, place, send } = bench([]);
		one.type("draft a");
		const onItsWay = one.flush();
		one.type("draft ab");
		await one.flush();
		expect([send.mock.calls, place.kept, one.state]).toEqual([
			[
				["draft a", 1],
				["draft ab", 2],
			],
			null,
			"saved",
		]);
		await onItsWay;
	});

	it("sends what the device kept when the tab was killed", async () => {
		const { one, send } = bench([], { text: "kept", version: 1, sent: null });
		expect([one.text, one.state]).toEqual(["kept", "waiting"]);
		await vi.advanceTimersByTimeAsync(0);
		expect(send.mock.calls).toEqual([["kept", 1]]);
	});

	it("stays on the device without a network, and is sent when it is back", async () => {
		const { one, place, send } = bench([OFFLINE]);
		one.type("mine");
		await vi.advanceTimersByTimeAsync(PAUSE_MS);
		expect([one.state, place.kept?.text]).toEqual(["waiting", "mine"]);
		await one.flush();
		expect([one.state, send.mock.calls.length]).toEqual(["saved", 2]);
	});

	it("keeps both texts when somebody else was faster, and says so", async () => {
		const { one, send } = bench([refused("precondition-failed", { text: "theirs", version: 5 })]);
		one.type("mine");
		await vi.advanceTimersByTimeAsync(2 * PAUSE_MS);
		expect([one.isMerged, one.state]).toEqual([true, "saved"]);
		expect(send.mock.lastCall).toEqual([mergeTexts("mine", "theirs"), 5]);
	});

	it("knows its own text when only the answer was lost", async () => {
		const { one, send } = bench([OFFLINE, refused("precondition-failed", { text: "mine", version: 2 })]);
		one.type("mine");
		await vi.advanceTimersByTimeAsync(PAUSE_MS);
		one.type("mine, longer");
		await vi.advanceTimersByTimeAsync(2 * PAUSE_MS);
		expect([one.isMerged, send.mock.lastCall]).toEqual([false, ["mine, longer", 2]]);
	});

	it("goes on with what was typed while it was sent", async () => {
		const { one, send } = bench([]);
		one.type("a");
		const sent = one.flush();
		one.type("ab");
		await sent;
		await vi.advanceTimersByTimeAsync(PAUSE_MS);
		expect([send.mock.calls, one.state]).toEqual([
			[
				["a", 1],
				["ab", 2],
			],
			"saved",
		]);
	});

	it("says that it is refused, and is kept", async () => {
		const { one, place } = bench([refused("forbidden")]);
		one.type("mine");
		await vi.advanceTimersByTimeAsync(PAUSE_MS);
		expect([one.state, place.kept?.text]).toEqual(["refused", "mine"]);
	});

	it("takes a newer text of the server only while nobody writes", () => {
		const { one } = bench([]);
		one.take({ text: "newer", version: 2 });
		expect(one.text).toBe("newer");
		one.type("mine");
		one.take({ text: "newest", version: 3 });
		expect(one.text).toBe("mine");
	});
});

describe("two texts", () => {
	it("are both there, with a line between; one that adds nothing goes", () => {
		expect(mergeTexts("mine", "theirs")).toBe("mine\n\n--- Saved by someone else ---\n\ntheirs");
		expect([mergeTexts("same", "same"), mergeTexts("mine", " "), mergeTexts("", "theirs")]).toEqual([
			"same",
			"mine",
			"theirs",
		]);
	});
});

describe("what is due", () => {
	const review = (
		dueIn: number | null,
		state: "draft" | "published" = "draft",
		skippedAt: string | null = null,
	) => ({
		...{ state, skippedAt, dueAt: dueIn === null ? null : iso(NOW + dueIn) },
	});

	it("is said in hours, then in days", () => {
		const words = [31 * HOUR_MS, 96 * HOUR_MS, -3 * HOUR_MS, null].map((in_) => dueWords(review(in_), NOW));
		expect(words).toEqual(["Due in 31 h", "Due in 4 days", "3 h overdue", "The incident is open again"]);
		expect(dueWords(review(48 * HOUR_MS - 4_000), NOW)).toBe("Due in 48 h");
		expect(dueWords(review(59.7 * 60_000), NOW)).toBe("Due in 1 h");
		expect(dueWords(review(1, "published"), NOW)).toBe("Published");
		expect(dueWords(review(1, "draft", iso(NOW)), NOW)).toBe("Skipped");
	});

	it("comes overdue first, and what is finished apart", () => {
		const [later, late, open, done] = [review(5), review(-5), review(null), review(-9, "published")];
		expect(sorted([later, open, done, late])).toEqual({ due: [late, later, open], finished: [done] });
	});

	it("leads to what nobody has looked at, then to what is not written, then to nothing", () => {
		const [names, all] = [["summary", "rootCause"] as const, () => true];
		expect(nextToDo(names, (name) => name === "summary", all)).toBe("rootCause");
		expect(nextToDo(names, all, (name) => name === "summary")).toBe("rootCause");
		expect(nextToDo(names, all, all)).toBeNull();
	});

	it("says who approved it, and what was changed since", () => {
		const approvedBy = { kind: "user" as const, id: "usr_1", name: "Ana" };
		expect(approvalWords({ approvedBy, changedSinceApproval: [] })).toBe("Approved by Ana");
		expect(approvalWords({ approvedBy, changedSinceApproval: ["summary", "rootCause"] })).toBe(
			"Approved by Ana. Changed since: Summary and Root cause",
		);
		expect(approvalWords({ approvedBy: null, changedSinceApproval: [] })).toBeNull();
	});

	it("offers what the review's state allows", () => {
		const acts = (of: Partial<Parameters<typeof finishActs>[0]>, may = true) =>
			finishActs({ ...fresh, ...of }, may).map(({ name }) => name);
		const fresh = {
			...{ state: "draft" as const, approvedAt: null, skippedAt: null, approverId: null, required: true },
			changedSinceApproval: [],
		};
		expect(acts({})).toEqual(["Ready for review", "Publish", "Approve", "Skip this review"]);
		expect(acts({ state: "in_review" })).toEqual([
			...["Publish", "Approve", "Back to draft", "Skip this review"],
		]);
		expect(acts({ approverId: "usr_1" }, false)).toEqual(["Ready for review", "Skip this review"]);
		expect(acts({ approverId: "usr_1", approvedAt: iso(NOW) }, false)).toContain("Publish");
		expect(acts({ required: false })).toContain("Delete this review");
		const changed = { approvedAt: iso(NOW), changedSinceApproval: ["summary" as const] };
		expect(acts(changed)).toContain("Approve the changes");
		expect(acts(changed, false)).not.toContain("Approve the changes");
		expect(acts({ approvedAt: iso(NOW) })).not.toContain("Approve the changes");
		expect(acts({ state: "published" })).toEqual(["Change the public text", "Withdraw"]);
		expect(acts({ skippedAt: iso(NOW) })).toEqual(["Take it up again"]);
	});
});

describe("an instant in a form", () => {
	it("comes back as it went in", () => {
		expect(fromLocalInput(toLocalInput("2026-11-26T09:00:00.000Z"))).toBe("2026-11-26T09:00:00.000Z");
		expect([toLocalInput(null), fromLocalInput(""), endOfDay("")]).toEqual(["", null, null]);
	});
});

describe("an action item", () => {
	const item = (dueIn: number, state: "open" | "done" = "open") => ({ state, dueAt: iso(NOW + dueIn) });

	it("says how late it is, and the latest comes first", () => {
		expect(actionWords(item(-13 * 24 * HOUR_MS), NOW)).toBe("13 days overdue");
		expect(actionWords(item(2 * HOUR_MS), NOW)).toBe("Due in 2 h");
		expect(actionWords(item(-1, "done"), NOW)).toBe("Done");
		expect(byDeadline([item(2), item(-2)])).toEqual([item(-2), item(2)]);
	});
});

/** One message about an incident in Slack: edited in place, with what people should read below it. */
import { describe, expect, it } from "vitest";
import { call } from "./notices.ts";
import { play, type Scene } from "./scene.ts";
import { Slack } from "./slack.ts";
import { ADMIN, type Shape } from "./world.ts";

const TEAM: Shape = {
	name: "Ana by Slack, then Bo, and once more",
	startAt: Date.UTC(2031, 0, 6, 3),
	levels: [
		{ page: ["ana"], afterSeconds: 120 },
		{ page: ["bo"], afterSeconds: 120 },
	],
	repeat: 1,
	service: {},
	monitors: [],
	webhookMethods: [],
};
const ANA = "U0ANA0001";

/** Ana is paged by Slack alone. */
async function night(act: (scene: Scene, slack: Slack) => Promise<void>, team = TEAM): Promise<void> {
	const witness = await play(team, 1, async (scene) => {
		const slack = new Slack(scene);
		const { users } = scene.world;
		const path = `users/${users.ana}/contact-methods`;
		const { id } = await call<{ id: string }>(scene, "POST", path, { kind: "slack", address: ANA });
		await call(scene, "PATCH", `${path}/${id}`, { state: "active" });
		const high = [{ method: "slack", delaySeconds: 0 }];
		await call(scene, "PATCH", `users/${users.ana}`, { notificationRules: { high, low: [] } });
		await scene.pass(5);
		await act(scene, slack).finally(() => slack.end());
	});
	expect(witness.violations).toEqual([]);
}

async function declare(scene: Scene): Promise<void> {
	await scene.answer(scene.acts.declare("P2"));
	await scene.pass(3);
}

const command = (scene: Scene, method: string, path: string, body?: object) =>
	call(scene, method, `incidents/${scene.incident()}/${path}`, body);
const update = (scene: Scene, message: string) =>
	command(scene, "POST", "updates", { audience: "stakeholders", status: "investigating", message });
const texts = (slack: Slack): string[] => {
	const [root] = slack.roots(ANA);
	return root ? slack.below(root).map(({ text }) => text) : [];
};
const states = (slack: Slack) => slack.roots(ANA).map(({ text }) => text.split("\n").at(-1));
const acts = (slack: Slack, n = 0) => slack.roots(ANA)[n]!.buttons.map(({ action_id }) => action_id);

describe("an incident in Slack", () => {
	it("is one message: it says who acknowledged, how far it went, how bad it is, and how it ended", async () => {
		await night(async (scene, slack) => {
			await declare(scene);
			expect(slack.roots(ANA)[0]!.text).toMatch(/^P2 · .*\n#\d+ · .*\nNot acknowledged$/);
			expect(acts(slack)).toEqual(["acknowledge", "escalate", "open"]);
			await scene.pass(120);
			expect(states(slack)).toEqual(["Not acknowledged · level 2"]);
			expect(await slack.presses(ANA, slack.roots(ANA)[0]!, "acknowledge")).toBe(200);
			await scene.pass(3);
			expect([states(slack), acts(slack)]).toEqual([["Acknowledged by Ana"], ["open"]]);
			await command(scene, "PUT", "severity", { severity: "P1" });
			await scene.pass(3);
			expect(slack.roots(ANA)[0]!.text).toMatch(/^P1 · /);
			await command(scene, "PUT", "resolution", {});
			await scene.pass(60);
			expect(states(slack)).toEqual([expect.stringMatching(/^Resolved/)]);
			expect(texts(slack)).toEqual([]);
			const asked = slack.asked.length;
			await scene.pass(600);
			expect(slack.asked).toHaveLength(asked);
		});
	});

	it("says that a second person is needed, and asks Ana for no second acknowledgement", async () => {
		await night(
			async (scene, slack) => {
				await declare(scene);
				await slack.presses(ANA, slack.roots(ANA)[0]!, "acknowledge");
				await scene.pass(3);
				expect([states(slack), acts(slack)]).toEqual([
					["Acknowledged by Ana, a second person is needed"],
					["open"],
				]);
			},
			{
				...TEAM,
				name: "Ana by Slack and Bo",
				levels: [{ page: ["ana", "bo"], afterSeconds: 120, needs: 2 }],
			},
		);
	});

	it("is edited for what changes and not for each alert", async () => {
		await night(async (scene, slack) => {
			await scene.answer(scene.acts.alert("disk", "trigger"));
			await scene.pass(3);
			const { edge, key } = scene.world;
			const asked = slack.asked.length;
			for (let n = 1; n <= 9; n++) {
				const payload = { summary: `Disk ${n} is full`, source: "prometheus", severity: "critical" };
				const event = { routing_key: key, event_action: "trigger", dedup_key: "disk", payload };
				await scene.answer(edge.http("POST", "/v2/enqueue", event, {}));
				await scene.pass(1);
			}
			expect(slack.asked).toHaveLength(asked);
			await command(scene, "PUT", "acknowledgement", {});
			await scene.pass(3);
			expect(slack.roots(ANA)[0]!.text).toContain("Disk 9 is full");
		});
	});

	it("has updates and pinned notes below it, in their order, each once", async () => {
		await night(async (scene, slack) => {
			await declare(scene);
			await update(scene, "Looking into it.");
			for (const text of ["The deploy of 02:50 <b>", "Not for everybody"])
				await command(scene, "POST", "notes", { text });
			const note = scene
				.events()
				.find(({ type, data }) => type === "note_added" && String(data.text).includes("deploy"))!;
			await command(scene, "PUT", `timeline/${note.seq}`, { pinned: true });
			await update(scene, "It was the deploy.");
			await scene.pass(5);
			expect(texts(slack)).toEqual([
				expect.stringMatching(/^Stakeholder update by .*: Looking into it\.$/),
				expect.stringMatching(/^Note by .*: The deploy of 02:50 &lt;b&gt;$/),
				expect.stringMatching(/^Stakeholder update by .*: It was the deploy\.$/),
			]);
			expect(slack.roots(ANA)).toHaveLength(1);
		});
	});

	it("has a further page of the same person below it, loud, and its buttons answer that one", async () => {
		await night(async (scene, slack) => {
			await declare(scene);
			await scene.pass(245);
			const [root] = slack.roots(ANA);
			const [again, ...more] = slack.below(root!);
			expect([slack.roots(ANA).length, more.length, again!.isBroadcast]).toEqual([1, 0, true]);
			expect(root!.buttons[0]!.value).toBe(again!.buttons[0]!.value);
			expect(await slack.presses(ANA, root!, "acknowledge")).toBe(200);
			await scene.pass(3);
			expect(states(slack)).toEqual(["Acknowledged by Ana"]);
		});
	});

	it("has a reminder of an update below it, and a reminder that stands by itself stays what it is", async () => {
		await night(
			async (scene, slack) => {
				const path = `users/${scene.world.users.ana}/contact-methods`;
				const { items } = await call<{ items: { id: string; kind: string }[] }>(scene, "GET", path);
				for (const { id, kind } of items) if (kind !== "slack") await call(scene, "DELETE", `${path}/${id}`);
				await declare(scene);
				await slack.presses(ANA, slack.roots(ANA)[0]!, "acknowledge");
				await scene.pass(26 * 60);
				expect(texts(slack)).toEqual([expect.stringContaining("Public update due in 5 min")]);
				expect(states(slack)).toEqual(["Acknowledged by Ana"]);
				slack.remove(slack.roots(ANA)[0]!);
				await scene.pass(10 * 60);
				const [reminder, root] = slack.roots(ANA);
				expect(reminder!.versions).toEqual([expect.stringContaining("Public update overdue by 5 min")]);
				expect(root).toBeUndefined();
				await command(scene, "PUT", "resolution", { overrideReason: "It works" });
				await scene.pass(5);
				expect(states(slack)).toEqual([expect.anything(), "Resolved"]);
			},
			{ ...TEAM, name: "Ana by Slack, for long", service: { ackTimeoutSeconds: 0 } },
		);
	});

	it("is posted anew where somebody deleted it, and goes on there", async () => {
		await night(async (scene, slack) => {
			await declare(scene);
			await update(scene, "Looking into it.");
			await scene.pass(5);
			slack.remove(slack.roots(ANA)[0]!);
			await command(scene, "PUT", "acknowledgement", {});
			await scene.pass(10);
			expect(states(slack)).toEqual([expect.stringMatching(/^Acknowledged by /)]);
			expect(texts(slack)).toEqual([expect.stringContaining("Looking into it.")]);
			await update(scene, "It was the deploy.");
			await scene.pass(5);
			expect([slack.roots(ANA).length, texts(slack).length]).toEqual([1, 2]);
		});
	});

	it("is posted anew where Slack took a word below a deleted message for a message of its own", async () => {
		await night(async (scene, slack) => {
			await declare(scene);
			slack.remove(slack.roots(ANA)[0]!);
			await update(scene, "Looking into it.");
			await scene.pass(5);
			const [alone, root, ...more] = slack.roots(ANA);
			expect([alone!.text, more]).toEqual([expect.stringContaining("Looking into it."), []]);
			expect(root!.text).toMatch(/^P2 · /);
			expect(slack.below(root!).map(({ text }) => text)).toEqual([alone!.text]);
		});
	});

	it("is left alone when somebody deletes it again and again", async () => {
		await night(async (scene, slack) => {
			await declare(scene);
			await command(scene, "PUT", "acknowledgement", {});
			await scene.pass(5);
			for (const severity of ["P1", "P2", "P1", "P2", "P1"]) {
				for (const root of slack.roots(ANA)) slack.remove(root);
				await command(scene, "PUT", "severity", { severity });
				await scene.pass(5);
			}
			expect(slack.roots(ANA)).toEqual([]);
			expect(slack.asked.filter(({ method }) => method === "chat.postMessage")).toHaveLength(4);
		});
	});
});

describe("a message in Slack that is lost", () => {
	it.each(["message_not_found", "cant_update_message", "edit_window_closed", "channel_not_found"])(
		"is posted anew, and the member stays reachable, where Slack says %s",
		async (error) => {
			await night(async (scene, slack) => {
				await declare(scene);
				slack.fates.push({ method: "chat.update", fate: { error } });
				await command(scene, "PUT", "acknowledgement", {});
				await scene.pass(5);
				const [lost, root, ...more] = slack.roots(ANA);
				expect([lost!.versions.length, root!.text.split("\n").at(-1), more]).toEqual([
					2,
					expect.stringMatching(/^Acknowledged by /),
					[],
				]);
				expect(scene.types()).not.toContain("page_failed");
			});
		},
	);

	it("is left as it is where its conversation is archived, and edited again by what happens next", async () => {
		await night(async (scene, slack) => {
			await declare(scene);
			slack.fates.push({ method: "chat.update", fate: { error: "is_archived" } });
			await command(scene, "PUT", "acknowledgement", {});
			await scene.pass(400);
			expect(states(slack)).toEqual(["Not acknowledged"]);
			await command(scene, "PUT", "severity", { severity: "P1" });
			await scene.pass(5);
			expect(states(slack)).toEqual([expect.stringMatching(/^Acknowledged by /)]);
		});
	});

	it.each(["channel_not_found", "thread_not_found", "cannot_reply_to_message"])(
		"holds up no page: what Slack refuses below it with %s stands by itself, and the method stays on",
		async (error) => {
			await night(async (scene, slack) => {
				await declare(scene);
				slack.fates.push({ method: "chat.postMessage", fate: { error } });
				await scene.pass(250);
				const [first, second, ...more] = slack.roots(ANA);
				expect([slack.below(first!), more]).toEqual([[], []]);
				expect(second!.buttons.map(({ action_id }) => action_id)).toContain("acknowledge");
				expect(await slack.presses(ANA, second!, "acknowledge")).toBe(200);
				await scene.pass(5);
				expect(second!.text.split("\n").at(-1)).toBe("Acknowledged by Ana");
			});
		},
	);
});

describe("a bad network to Slack", () => {
	it("tells the truth in a message of which the answer comes after the acknowledgement", async () => {
		await night(async (scene, slack) => {
			slack.fates.push({ method: "chat.postMessage", fate: { lateSeconds: 6 } });
			await declare(scene);
			await command(scene, "PUT", "acknowledgement", {});
			expect(acts(slack)).toContain("acknowledge");
			await scene.pass(6);
			expect([states(slack), acts(slack)]).toEqual([[expect.stringMatching(/^Acknowledged by /)], ["open"]]);
			await command(scene, "PUT", "resolution", {});
			await scene.pass(60);
			expect(slack.roots(ANA)).toHaveLength(1);
		});
	});

	it("waits for as long as Slack asks, and keeps the order", async () => {
		await night(async (scene, slack) => {
			await declare(scene);
			slack.fates.push({ method: "chat.postMessage", fate: { retryAfter: 30 } });
			await update(scene, "One.");
			await update(scene, "Two.");
			await scene.pass(25);
			expect(texts(slack)).toEqual([]);
			await scene.pass(15);
			expect(texts(slack).map((text) => text.split(": ")[1])).toEqual(["One.", "Two."]);
		});
	});

	it.each(["answer lost", "not heard"] as const)("says a word once when it was %s", async (fate) => {
		await night(async (scene, slack) => {
			await declare(scene);
			slack.fates.push({ method: "chat.postMessage", fate });
			await update(scene, "One.");
			await update(scene, "Two.");
			await scene.pass(40);
			expect(texts(slack).map((text) => text.split(": ")[1])).toEqual(["One.", "Two."]);
		});
	});

	it("says a word whose answer was lost once more where the app may not read what stands there", async () => {
		await night(async (scene, slack) => {
			slack.readsHistory = false;
			await declare(scene);
			slack.fates.push({ method: "chat.postMessage", fate: "answer lost" });
			await update(scene, "One.");
			await scene.pass(40);
			expect(texts(slack)).toHaveLength(2);
		});
	});

	it("does not say a note that was taken off while Slack was asked whether it stands there", async () => {
		await night(async (scene, slack) => {
			await declare(scene);
			await command(scene, "POST", "notes", { text: "It is the deploy." });
			const { seq } = scene.events().find(({ type }) => type === "note_added")!;
			slack.fates.push({ method: "chat.postMessage", fate: "not heard" });
			slack.fates.push({ method: "conversations.replies", fate: { lateSeconds: 5 } });
			await command(scene, "PUT", `timeline/${seq}`, { pinned: true });
			await scene.pass(12);
			expect(slack.asked.at(-1)!.method).toBe("conversations.replies");
			await command(scene, "PUT", `timeline/${seq}`, { pinned: false });
			await scene.pass(30);
			expect(texts(slack)).toEqual([]);
		});
	});

	it("leaves what Slack refuses, and goes on with the next", async () => {
		await night(async (scene, slack) => {
			await declare(scene);
			slack.fates.push({ method: "chat.postMessage", fate: { error: "msg_too_long" } });
			await update(scene, "One.");
			await update(scene, "Two.");
			await scene.pass(10);
			expect(texts(slack).map((text) => text.split(": ")[1])).toEqual(["Two."]);
		});
	});

	it.each([0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 3_000])(
		"says each word once, in order, and shows the truth when all is killed %i ms after an update",
		async (afterMs) => {
			await night(async (scene, slack) => {
				await declare(scene);
				const { edge } = scene.world;
				const id = scene.incident();
				for (const message of ["One.", "Two."]) {
					const body = { audience: "stakeholders", status: "investigating", message };
					void edge.http("POST", `/api/v1/incidents/${id}/updates`, body, ADMIN).catch(() => null);
					await scene.pass(afterMs / 1_000);
					edge.kill();
					scene.witness.trouble();
					await scene.pass(130);
				}
				const published = scene.events(id).filter(({ type }) => type === "update_published");
				const words = texts(slack).filter((text) => text.includes("update by"));
				expect(words.map((text) => text.split(": ")[1])).toEqual(published.map(({ data }) => data.message));
				expect(slack.roots(ANA)).toHaveLength(1);
				expect(states(slack)).toEqual([expect.stringMatching(/^Not acknowledged/)]);
			});
		},
	);
});

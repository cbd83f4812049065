import { CAST_NAMES, type CastName } from "../support/cast.ts";
import { commandCall, isOffer } from "./command-calls.ts";
import type { Answer } from "./edge/invocations.ts";
import { handOver } from "./hand-overs.ts";
import type { People } from "./people.ts";
import type { CommandName } from "./story.ts";
import type { Witness } from "./witness/witness.ts";
import { ADMIN, PRIVATE, type World } from "./world.ts";

const TRIES = 3;
const RETRY_MS = 2_000;

/** What people and tools do through the API. Whoever gets no answer asks again, with the same key. */
export class Acts {
	/** How often a trigger of this key was taken. */
	readonly accepted = new Map<string, number>();
	/** The last thing that a tool said of a key, once it was taken; nothing where it never heard what became of its word. */
	readonly lastSaid = new Map<string, "trigger" | "resolve">();
	/** Declarations that were answered. */
	readonly declared: string[] = [];
	readonly #world: World;
	readonly #witness: Witness;
	readonly #people: People;
	#calls = 0;
	#switched = 0;

	constructor(world: World, witness: Witness, people: People) {
		this.#world = world;
		this.#witness = witness;
		this.#people = people;
	}

	async alert(key: string, action: "trigger" | "resolve"): Promise<void> {
		const payload = { summary: `${PRIVATE} ${key} is full`, source: "prometheus", severity: "critical" };
		const event = { routing_key: this.#world.key, event_action: action, dedup_key: key, payload };
		const before = this.lastSaid.get(key);
		this.lastSaid.delete(key);
		const answer = await this.#call("POST", "/v2/enqueue", event, {});
		if (answer && answer.status !== 202 && before && !this.lastSaid.has(key)) this.lastSaid.set(key, before);
		if (answer?.status !== 202) return;
		this.lastSaid.set(key, action);
		if (action === "trigger") this.accepted.set(key, (this.accepted.get(key) ?? 0) + 1);
	}

	async declare(severity: string): Promise<void> {
		const body = { serviceId: this.#world.ids.service, title: `${PRIVATE} payments fail`, severity };
		const answer = await this.#call("POST", "/api/v1/incidents", body, ADMIN);
		if (answer?.status === 201) this.declared.push((answer.body as { id: string }).id);
	}

	/** A command on the incident that began last. */
	async command(what: CommandName, seconds: number, who: CastName): Promise<void> {
		const record = [...this.#witness.incidents.values()].at(-1);
		if (!record) return;
		if (what === "resolve-as-user") return this.resolveAs(who, record.id);
		if (what === "merge") return this.merge(seconds);
		if (what === "split") return this.split(seconds);
		if (isOffer(what)) return handOver(this, record, what, who);
		const facts = { world: this.#world, seconds, who, lastLine: record.seq };
		const [method, path, body] = commandCall(what, facts);
		await this.#call(method, `/api/v1/incidents/${record.id}/${path}`, body, ADMIN);
	}

	/** A command on this incident, asked for again where no answer comes. */
	on(id: string, method: string, path: string, body?: object): Promise<Answer | null> {
		return this.#call(method, `/api/v1/incidents/${id}/${path}`, body, ADMIN);
	}

	/** Two of the incidents become one, whichever they are. */
	async merge(pick: number): Promise<void> {
		const all = [...this.#witness.incidents.keys()];
		const [from, into] = [all[pick % all.length], all[(pick >> 3) % all.length]];
		await this.#call("POST", `/api/v1/incidents/${from}/merges`, { intoIncidentId: into }, ADMIN);
	}

	/** A merged incident comes out again, or a key does, or two. */
	async split(pick: number): Promise<void> {
		const merged = [...this.#witness.incidents.values()].filter(({ mergedInto }) => mergedInto !== null);
		const one = merged[pick % Math.max(1, merged.length)];
		if (one && pick % 3 > 0)
			return void (await this.#call(
				"POST",
				`/api/v1/incidents/${one.mergedInto}/splits`,
				{ incidentId: one.id },
				ADMIN,
			));
		const record = [...this.#witness.incidents.values()].find(({ mergedKeys }) => mergedKeys.size > 0);
		const names = [...(record?.alertKeys ?? [])].filter((key) => !key.startsWith("mon_"));
		const integrationId = this.#world.ids.integration;
		const [first, ...more] = names.map((dedupKey) => ({ dedupKey, integrationId }));
		if (!record || !first) return;
		const body = pick % 2 === 0 && more[0] ? { keys: [first, more[0]] } : first;
		await this.#call("POST", `/api/v1/incidents/${record.id}/splits`, body, ADMIN);
	}

	/** A person at a screen, who can take it back. */
	async resolveAs(who: CastName, incidentId: string, fields: object = {}): Promise<void> {
		await this.as(who, incidentId, { kind: "resolve", note: `${PRIVATE} it works`, ...fields });
	}

	/** A command of a person at a screen. Where the call is lost, nobody there knows what became of it. */
	async as(who: CastName, incidentId: string, command: object): Promise<unknown> {
		const actor = { kind: "user", id: this.#world.users[who], name: who };
		const key = `user-act-${this.#calls++}`;
		const context = { actor, idempotency: { key, bodyHash: "same" }, requestId: "" };
		try {
			return await this.#world.edge.object("INCIDENT", incidentId).call("command", [command, context]);
		} catch {
			return null;
		}
	}

	/** Who of the cast this is; undefined for anybody else. */
	nameOf(userId: string): CastName | undefined {
		return CAST_NAMES.find((name) => this.#world.users[name] === userId);
	}

	userOf = (who: CastName): string => this.#world.users[who];

	async monitor(what: "pause" | "resume" | "delete" | "move" | "change", index: number): Promise<void> {
		const id = this.#world.monitors[index]!;
		const path = `/api/v1/monitors/${id}`;
		this.#witness.monitors.touched(id);
		if (what === "delete") return void (await this.#call("DELETE", path, undefined, ADMIN));
		const patch = {
			pause: { paused: true },
			resume: { paused: false },
			move: { serviceId: this.#world.ids.other },
			change: { recoveryThreshold: 3 },
		}[what];
		await this.#call("PATCH", path, patch, ADMIN);
		this.#witness.monitors.touched(id);
	}

	/** Nothing counts as said before the answer: who stops all remediations learns then that they are stopped. */
	async stopRemediations(stopped: boolean): Promise<void> {
		const { runs } = this.#witness;
		const turn = ++this.#switched;
		if (!stopped) runs.stoppedAt = null;
		const body = { remediationsStopped: stopped };
		const answer = await this.#call("PATCH", "/api/v1/settings", body, ADMIN);
		if (stopped && answer?.status === 200 && turn === this.#switched) runs.stoppedAt = this.#witness.now();
	}

	async leaves(who: CastName): Promise<void> {
		const { policy, team, schedule } = this.#world.ids;
		const left = Object.entries(this.#world.users).filter(([name]) => name !== who);
		const memberIds = left.map(([, id]) => id);
		const targets = [{ kind: "user", id: this.#world.users.ana }];
		await this.#call(
			"PATCH",
			`/api/v1/escalation-policies/${policy}`,
			{ levels: [{ targets, escalateAfterSeconds: 60 }] },
			ADMIN,
		);
		await this.#call("PATCH", `/api/v1/teams/${team}`, { memberIds }, ADMIN);
		const layers = [
			{
				name: "Left",
				userIds: memberIds,
				rotation: { unit: "week", length: 1, startsAt: "2031-01-01T00:00" },
				restrictions: [],
			},
		];
		await this.#call("PATCH", `/api/v1/schedules/${schedule}`, { layers }, ADMIN);
		await this.#call("DELETE", `/api/v1/users/${this.#world.users[who]}`, undefined, ADMIN);
		this.#people.offline.add(who);
	}

	async override(who: CastName, forS: number): Promise<void> {
		const now = this.#witness.now();
		const body = {
			startsAt: new Date(now).toISOString(),
			endsAt: new Date(now + forS * 1_000).toISOString(),
			userId: this.#world.users[who],
		};
		await this.#call("POST", `/api/v1/schedules/${this.#world.ids.schedule}/overrides`, body, ADMIN);
	}

	async #call(
		method: string,
		path: string,
		body: unknown,
		headers: Record<string, string>,
	): Promise<Answer | null> {
		const key = { "idempotency-key": `act-${this.#calls++}` };
		for (let i = 0; i < TRIES; i++) {
			try {
				const answer = await this.#world.edge.http(method, path, body, { ...headers, ...key });
				if (answer.status < 500) return answer;
			} catch {
				// The connection broke: what became of the call is not known.
			}
			await new Promise<void>((resolve) => void this.#world.edge.clock.plan(RETRY_MS, "asks again", resolve));
		}
		return null;
	}
}

import type { EdgeObject } from "../edge/object.ts";
import { FIX_HOST } from "../receivers.ts";
import { PRIVATE, type World } from "../world.ts";
import { BundleWatcher } from "./bundle-rules.ts";
import { overdueSince } from "./due.ts";
import type { HoursKept } from "./hours-kept.ts";
import { IncidentRecord, type SeenEvent } from "./incident-record.ts";
import type { InvariantName, Violation } from "./invariants.ts";
import { MonitorWatcher } from "./monitor-watcher.ts";
import { askedInVain, dueSince } from "./promise-rules.ts";
import { RunWatcher } from "./run-rules.ts";
import { mayNotLeave, type PolicyFacts, takeEvent } from "./timeline-rules.ts";

/** What is due may be this late where nothing is wrong: a database that is waited for, a request under way. */
const LATE_MS = 5_000;
/** After trouble, the slowest of those who try again has tried again by then. */
const MERCY_MS = 135_000;
const LOOK_EVERY_MS = 5_000;
/** A last look that failed is made again within this time. */
const WELL_FOR_MS = 130_000;
const PACE_MS = 6_000;
/** An incident that pages six people at once on two methods each, with all their answers, stays below this. */
const MOST_RINGS = 30;

/** Stands beside the edge, reads what every object has stored after every event, and says what must not be. */
export class Witness {
	readonly violations: Violation[] = [];
	readonly incidents = new Map<string, IncidentRecord>();
	readonly world: World;
	readonly monitors: MonitorWatcher;
	readonly runs: RunWatcher;
	readonly bundles: BundleWatcher;
	/** Since when every object of a kind fails. */
	readonly partsFailing = new Map<string, number | null>();
	/** Before this, lateness has an excuse. */
	mercyUntil = 0;
	readonly #rings = new Map<string, number[]>();
	readonly #policies = new Map<string, PolicyFacts>();
	#lookedAt = 0;

	constructor(world: World) {
		this.world = world;
		this.monitors = new MonitorWatcher(this);
		this.bundles = new BundleWatcher(this.incidents, (name, detail) => this.accuse(name, detail));
		this.runs = new RunWatcher(this.incidents, (name, detail) => this.accuse(name, detail));
		world.edge.onTurn = () => this.afterEvent();
		world.edge.onDeparture = (url, body) => this.departed(url, body);
		world.edge.onAlarm = (object) => this.rang(object);
		world.edge.weather.onTrouble = () => this.trouble();
	}

	/** Something went wrong that is not the product's fault. */
	trouble(extraMs = 0): void {
		this.mercyUntil = Math.max(this.mercyUntil, this.now() + MERCY_MS + extraMs);
	}

	now(): number {
		return this.world.edge.clock.wall();
	}

	accuse(invariant: InvariantName, detail: string): void {
		this.violations.push({ invariant, at: this.now(), detail });
	}

	/** Lateness counts from here: what is due, or the end of all excuses. */
	isLate(dueAt: number, patienceMs = LATE_MS): boolean {
		return this.now() > Math.max(dueAt, this.mercyUntil) + patienceMs;
	}

	afterEvent(): void {
		if (this.world.edge.touched.size > 0) this.#readTouched();
		if (this.now() - this.#lookedAt < LOOK_EVERY_MS) return;
		this.#lookedAt = this.now();
		if ([...this.partsFailing.values()].some((since) => since !== null)) this.trouble();
		this.look();
	}

	/** In the order in which they came to be, as everything that is told of a night. */
	#readTouched(): void {
		const { objects, touched } = this.world.edge;
		for (const object of objects.values()) {
			if (!touched.has(object)) continue;
			if (object.kind === "INCIDENT") this.read(object.name);
			if (object.kind === "WATCH") this.monitors.read(object);
			if (object.kind === "PUBLICATION") this.readPublic();
		}
		touched.clear();
	}

	/** What has gone on since: held against what went before, event by event. */
	read(id: string): IncidentRecord {
		const record = this.incidents.get(id) ?? new IncidentRecord(id);
		this.incidents.set(id, record);
		const object = this.world.edge.object("INCIDENT", id);
		const rows = object.store.peek("SELECT * FROM events WHERE seq > ? ORDER BY seq", [record.seq]);
		for (const row of rows) {
			const event = { ...row, actor: JSON.parse(String(row.actor)), data: JSON.parse(String(row.data)) };
			takeEvent(record, event as unknown as SeenEvent, this.policyOf(object), (name, detail) =>
				this.accuse(name, `${id} ${detail}`),
			);
			this.bundles.take(record, event as unknown as SeenEvent);
			if (row.type === "merged_in" || row.type === "split_off") this.#keysFollow(record, event.data);
			if (row.type === "page_attempted") this.monitors.paged(record, Number(row.at));
			if (row.type === "remediation_started") this.runs.started(String(event.data.runId), Number(row.at));
		}
		return record;
	}

	/** With an incident its keys go over, and come back: also those of monitors, whose key is their id. */
	#keysFollow(
		record: IncidentRecord,
		data: { incidentId: string; dedupKey?: string | null; dedupKeys?: string[]; mergeId?: string },
	): void {
		const other = this.incidents.get(data.incidentId);
		if (data.dedupKey) {
			for (const key of data.dedupKeys ?? [data.dedupKey]) record.alertKeys.delete(key);
			return;
		}
		if (data.mergeId === undefined) {
			for (const key of record.mergedKeys.get(data.incidentId) ?? []) record.alertKeys.delete(key);
			record.mergedKeys.delete(data.incidentId);
			return;
		}
		const own = ({ source, alertKeys }: IncidentRecord) =>
			source.kind === "monitor" && source.id !== null ? [...alertKeys, source.id] : [...alertKeys];
		const came = new Set(other ? own(other) : []);
		record.mergedKeys.set(data.incidentId, came);
		record.alertKeys = new Set([...own(record), ...came]);
	}

	/** A request leaves: is it committed, and may it still? */
	departed(url: string, body: string): void {
		if (new URL(url).host === "deadman.example.com") return this.monitors.reportedWell();
		if (new URL(url).host === FIX_HOST) return this.#askedToFix(body);
		const data = pageDataOf(body);
		if (!data) return;
		if (data.bundleId !== undefined) {
			this.#readTouched();
			return this.bundles.departed(data.bundleId, this.now());
		}
		const record = this.read(data.incidentId);
		const page = record.pages.get(data.pageId);
		if (!page || page.attemptsAt.length < data.attempt)
			this.accuse("committedFirst", `${data.pageId} attempt ${data.attempt} left before it was committed`);
		const why = page ? mayNotLeave(record, page) : null;
		if (why) this.accuse("neverAfterAck", `a request of page ${data.pageId} left ${why}`);
		const vain = page ? askedInVain(record, page) : null;
		if (vain) this.accuse("promises", `a request of page ${data.pageId} asked for an update ${vain}`);
	}

	#askedToFix(body: string): void {
		const { data } = JSON.parse(body);
		if (data.dryRun) return;
		this.runs.departed(this.read(data.incident.id), data.runId, data.attempt, this.now());
	}

	/** An alarm that sets itself again and again does work that nobody needs. */
	rang({ id }: EdgeObject): void {
		const now = this.world.edge.clock.now;
		const recent = (this.#rings.get(id) ?? []).filter((at) => at > now - PACE_MS);
		recent.push(now);
		this.#rings.set(id, recent);
		if (recent.length > MOST_RINGS)
			this.accuse("alarmPace", `${id} rang ${recent.length} times in ${PACE_MS} ms`);
	}

	look(): void {
		for (const record of this.incidents.values()) {
			if (record.source.kind === "test") continue;
			const object = this.world.edge.object("INCIDENT", record.id);
			// While a target fails, the last look of a watch is made again and again.
			if (record.soak && !this.monitors.areAllWell(WELL_FOR_MS)) continue;
			const due = overdueSince(record, this.policyOf(object));
			if (due && this.isLate(due.at))
				this.accuse("neverSilent", `${record.id}: ${due.what} is ${this.now() - due.at} ms late`);
			const promised = dueSince(record);
			if (promised !== null && this.isLate(promised))
				this.accuse("promiseSaid", `${record.id}: ${this.now() - promised} ms late`);
			if (due && !object.isBusy && object.alarm.storedAt === null && this.isLate(0))
				this.accuse("wakeUp", `${record.id} has no alarm`);
		}
		this.monitors.look();
		this.runs.look((dueAt) => this.isLate(dueAt));
		for (const what of this.world.edge.broken()) this.accuse("unbroken", what);
	}

	/** Of all that an incident keeps of its service, the support hours alone may change under it. */
	hoursEdited(): void {
		this.#policies.clear();
	}

	/** An incident keeps the policy that it began with. */
	policyOf(object: EdgeObject): PolicyFacts {
		const known = this.#policies.get(object.name);
		if (known) return known;
		const policy = readPolicy(object);
		this.#policies.set(object.name, policy);
		return policy;
	}

	readPublic(): void {
		const [publication] = this.world.edge.ofKind("PUBLICATION");
		const rows = publication?.store.peek("SELECT json FROM incidents") ?? [];
		const texts = [...rows.map((row) => String(row.json)), ...this.world.edge.snapshots.values()];
		const shown = texts.find((each) => each.includes(PRIVATE));
		if (shown) this.accuse("private", shown.slice(0, 200));
		for (const row of rows) this.readWords(JSON.parse(String(row.json)) as PublicRow);
	}

	/** What the public was shown stays, and a resolve that can be taken back is not shown. */
	readWords({ incidentId, published, resolvedAt, updates }: PublicRow): void {
		const record = this.incidents.get(incidentId);
		if (!record || !published) return;
		// An earlier end may still be shown, where the word of what came after it was lost on its way.
		const isThisEnd = resolvedAt !== null && resolvedAt >= (record.resolvedAt ?? 0);
		if (isThisEnd && record.undoUntil !== null && record.state === "resolved" && record.isPublic)
			this.accuse("undo", `${incidentId} is shown as resolved, and can be taken back`);
		const told = new Map(updates.map(({ id, message }) => [id, message]));
		for (const [id, message] of record.words)
			if (told.get(id) !== message) this.accuse("publicWords", `${id} was taken back`);
		for (const [id, message] of told) record.words.set(id, message);
	}
}

interface PublicRow {
	incidentId: string;
	published: boolean;
	resolvedAt: number | null;
	updates: { id: string; message: string }[];
}

function readPolicy({ store }: EdgeObject): PolicyFacts {
	const [fact] = store.peek("SELECT value FROM facts WHERE name = 'paging'");
	const { policy, service } = JSON.parse(String(fact?.value)) as {
		policy: { levels: Level[]; repeat: number };
		service: { supportHours?: HoursKept | null };
	};
	const delaysMs = policy.levels.map(({ escalateAfterSeconds }) => escalateAfterSeconds * 1_000);
	const needs = policy.levels.map(({ needsAcknowledgements = 1 }) => needsAcknowledgements);
	return {
		delaysMs,
		repeat: policy.repeat,
		needs,
		quiet: QUIET,
		hours: service.supportHours ?? null,
		isConditional: policy.levels.some(({ when }) => when),
	};
}

interface Level {
	escalateAfterSeconds: number;
	needsAcknowledgements?: number;
	when?: object;
}

const QUIET: ReadonlySet<string> = new Set(["P3", "P4"]);

function pageDataOf(
	body: string,
): { incidentId: string; pageId: string; attempt: number; bundleId?: string } | null {
	if (!body.startsWith("{")) return null;
	const value = JSON.parse(body);
	const data = value.notification?.data ?? (value.type === "page" ? value.data : null);
	return data?.pageId ? data : null;
}

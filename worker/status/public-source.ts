import { publicMaintenance, publicMaintenancesEnded } from "../../db/maintenance/maintenances.ts";
import type { PublicIncident } from "../incidents/rules/public-view.ts";
import type { PublicMaintenance } from "../maintenance/rules/public-maintenance.ts";
import { PLAIN_PAGE } from "../people/rules/public-page.ts";
import type { Env } from "../platform/env.ts";
import { log } from "../platform/log.ts";
import { seconds } from "../platform/rules/time.ts";
import { publicationOf } from "../platform/stubs.ts";
import { withTimeout } from "../platform/with-timeout.ts";
import type { PostedReview } from "./rules/public-review.ts";
import { PUBLIC_SNAPSHOT, type PublicSnapshot } from "./rules/public-snapshot.ts";
import { readSharedFacts, shareFacts } from "./shared-facts.ts";
import { SNAPSHOT_KEY } from "./snapshot-key.ts";

/** This long an isolate serves what it holds without asking. */
const FRESH_MS = seconds(5);
/** The same for somebody who reloads: a crowd that does so costs one question a second. */
const RELOAD_MS = seconds(1);
/** While one request asks again, others serve what is held, up to this age. */
const HELD_MS = seconds(8);
const OBJECT_TIMEOUT_MS = 500;
const KV_TIMEOUT_MS = 250;
/** After a failure the object is left alone this long, so that a crowd does not wait in line for it. */
const PAUSE_MS = seconds(2);

export interface FoundIncident {
	incident: PublicIncident | null;
	review: PostedReview | null;
}

interface CachedSnapshot {
	snapshot: PublicSnapshot;
	readAt: number;
	/** How often something had changed here before it was read. */
	changes: number;
}

/** What this isolate holds of one deployment. */
interface Source {
	held: CachedSnapshot | null;
	askingSince: number;
	pausedUntil: number;
}

const sources = new WeakMap<object, Source>();
let changesHere = 0;

/** Called by a Publication in this isolate: what readers here hold is not what is known here any more. */
export function publicationChanged(): void {
	changesHere++;
}

/**
 * The newest snapshot that can be had: from the Publication object, else what this isolate or KV still holds. Null
 * when there is none at all. Never throws, and answers within a second. Whoever `reloads` wants to know what changed in
 * the last seconds.
 */
export async function currentSnapshot(
	env: Env,
	now: number,
	reloads = false,
): Promise<PublicSnapshot | null> {
	const source = sourceOf(env);
	const { held, askingSince, pausedUntil } = source;
	// A clock that went back makes everything old.
	const ageMs = held && now >= held.readAt ? now - held.readAt : Number.POSITIVE_INFINITY;
	const isNewest = held?.changes === changesHere;
	if (held && isNewest && ageMs < (reloads ? RELOAD_MS : FRESH_MS)) return held.snapshot;
	const somebodyAsks = now - askingSince < OBJECT_TIMEOUT_MS;
	if (held && somebodyAsks && ageMs < HELD_MS) return held.snapshot;
	if (now < pausedUntil) return held?.snapshot ?? (await copied(env));
	source.askingSince = now;
	const changes = changesHere;
	try {
		source.held = { ...(await newest(env, held, now, reloads || !isNewest)), changes };
		return source.held.snapshot;
	} catch (error) {
		source.pausedUntil = now + PAUSE_MS;
		log("public.publication_silent", { error });
		const best = newer(source.held?.snapshot ?? null, await copied(env));
		if (best) source.held = { snapshot: best, readAt: 0, changes };
		return best;
	} finally {
		source.askingSince = 0;
	}
}

function sourceOf(env: Env): Source {
	const key = env.DB ?? env;
	const known = sources.get(key) ?? { held: null, askingSince: 0, pausedUntil: 0 };
	sources.set(key, known);
	return known;
}

/** Incidents older than a snapshot holds; null when the object does not answer. */
export function olderIncidents(env: Env, from: number, to: number): Promise<PublicIncident[] | null> {
	return orNull(publicationOf(env).began(from, to));
}

/** One that the snapshot does not hold; `null` inside the answer when there is none, null alone when nobody answers. */
export function olderIncident(env: Env, id: string): Promise<FoundIncident | null> {
	return orNull(
		publicationOf(env)
			.incident(id)
			.then((found) => found ?? { incident: null, review: null }),
	);
}

/** Those of a month that the snapshot does not hold, from the database; null when it does not answer. */
export async function olderMaintenances(
	env: Env,
	from: number,
	to: number,
): Promise<PublicMaintenance[] | null> {
	try {
		return await withTimeout(publicMaintenancesEnded(env.DB, from, to), OBJECT_TIMEOUT_MS);
	} catch (error) {
		log("public.database_silent", { error });
		return null;
	}
}

/** One that the snapshot does not hold, from the database; null when there is none that is public. */
export async function olderMaintenance(env: Env, id: string): Promise<PublicMaintenance | null | "unknown"> {
	try {
		return await withTimeout(publicMaintenance(env.DB, id), OBJECT_TIMEOUT_MS);
	} catch (error) {
		log("public.database_silent", { error });
		return "unknown";
	}
}

/** What another isolate was told a moment ago, where the content is known here; else what the object says, which others then know. */
async function newest(
	env: Env,
	held: CachedSnapshot | null,
	now: number,
	asksItself: boolean,
): Promise<Pick<CachedSnapshot, "snapshot" | "readAt">> {
	const shared = held && !asksItself ? await readSharedFacts(env) : null;
	const ageMs = shared ? now - shared.readAt : Number.NaN;
	if (held && shared && shared.version === held.snapshot.version && ageMs >= 0 && ageMs < FRESH_MS) {
		const { readAt, ...facts } = shared;
		return { snapshot: { ...held.snapshot, ...facts }, readAt };
	}
	const snapshot = await asked(env, held?.snapshot ?? null);
	const { version, asOf, lastCheckedAt, regions, lateAfterMs } = snapshot;
	await shareFacts(env, { version, asOf, lastCheckedAt, regions, lateAfterMs, readAt: now }, FRESH_MS);
	return { snapshot, readAt: now };
}

async function asked(env: Env, known: PublicSnapshot | null): Promise<PublicSnapshot> {
	const { content, ...facts } = await withTimeout(
		publicationOf(env).read(known?.version ?? null),
		OBJECT_TIMEOUT_MS,
	);
	const { components, incidents, doubts, reviews, page, maintenances } = {
		...NOTHING,
		...(content ?? known),
	};
	return { ...facts, components, incidents, doubts, reviews, page, maintenances };
}

const NOTHING = {
	components: [],
	incidents: [],
	doubts: { of: {}, checked: [] },
	reviews: {},
	page: PLAIN_PAGE,
	maintenances: [],
};

async function copied(env: Env): Promise<PublicSnapshot | null> {
	try {
		const copy = await withTimeout(env.SNAPSHOTS.get(SNAPSHOT_KEY), KV_TIMEOUT_MS);
		const read = copy === null ? null : PUBLIC_SNAPSHOT.fromText(copy);
		return read === null || read.isNewer ? null : read.value;
	} catch (error) {
		log("public.copy_silent", { error });
		return null;
	}
}

function newer(a: PublicSnapshot | null, b: PublicSnapshot | null): PublicSnapshot | null {
	if (!a || !b) return a ?? b;
	return b.asOf > a.asOf ? b : a;
}

async function orNull<Value>(work: Promise<Value>): Promise<Value | null> {
	try {
		return await withTimeout(work, OBJECT_TIMEOUT_MS);
	} catch (error) {
		log("public.publication_silent", { error });
		return null;
	}
}

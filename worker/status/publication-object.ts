import { DurableObject } from "cloudflare:workers";
import { publicParts } from "../../db/services/public-parts.ts";
import {
	MOST_REVIEWS,
	readPublicIncidents,
	readPublicPage,
	readPublicReviews,
} from "../../db/status/public.ts";
import type { PublicIncident } from "../incidents/rules/public-view.ts";
import type { PublicMaintenance } from "../maintenance/rules/public-maintenance.ts";
import type { ChecksFacts, SliceReport } from "../monitoring/rpc.ts";
import type { PublicPage } from "../people/rules/public-page.ts";
import type { Env } from "../platform/env.ts";
import { log } from "../platform/log.ts";
import { hours, minutes, seconds } from "../platform/rules/time.ts";
import { withTimeout } from "../platform/with-timeout.ts";
import type { PublicParts } from "../services/rules/component.ts";
import { publicationChanged } from "./public-source.ts";
import { PublicationStore } from "./publication-store.ts";
import type { PublicationRpc, PublicReading } from "./rpc.ts";
import type { PostedReview, ReviewNews } from "./rules/public-review.ts";
import { PUBLIC_SNAPSHOT, type PublicSnapshot, SNAPSHOT_MS } from "./rules/public-snapshot.ts";
import { SNAPSHOT_KEY } from "./snapshot-key.ts";
import { Telling } from "./telling.ts";

/** The platform takes one write a second and key; its free plan about 1,000 a day. */
const COPY_GAP_MS = seconds(2);
const COPY_EVERY_MS = minutes(5);
const D1_TIMEOUT_MS = seconds(3);
/** No minute tick takes longer than this from its list of slices to its end. */
const NEW_SLICE_MS = minutes(1);

type Content = Pick<
	PublicSnapshot,
	"components" | "incidents" | "doubts" | "reviews" | "page" | "maintenances"
>;

/** The public's view. It is given public facts only, and works from what it holds when the database is down. */
export class Publication extends DurableObject<Env> implements PublicationRpc {
	private readonly store: PublicationStore;
	private readonly telling: Telling;
	private content: (Content & { version: number }) | null = null;
	/** When each slice last spoke by itself. */
	private readonly spokeAt = new Map<string, number>();

	constructor(ctx: DurableObjectState, env: Env) {
		super(ctx, env);
		this.store = new PublicationStore(ctx.storage.sql);
		this.telling = new Telling(ctx.storage.sql, env, this.store);
	}

	async upsert(incident: PublicIncident): Promise<void> {
		if (!this.putIncident(incident)) return;
		await this.changed();
		this.ctx.waitUntil(this.telling.tell());
	}

	/** True when it was news; in the same turn it is noted as to be told. */
	private putIncident(incident: PublicIncident): boolean {
		const before = this.store.incident(incident.incidentId);
		const isNews = this.store.putIncident(incident);
		if (isNews) this.telling.note(incident, before, Date.now());
		return isNews;
	}

	async setParts({ components, places, maintenances }: PublicParts): Promise<void> {
		const areNew = this.store.putComponents(components, places);
		if (this.store.putMaintenances(maintenances) || areNew) await this.changed();
	}

	async setMaintenances(maintenances: PublicMaintenance[]): Promise<void> {
		if (!this.store.putMaintenances(maintenances)) return;
		await this.changed();
		this.tellAll();
	}

	async setPage(page: PublicPage): Promise<void> {
		if (this.store.putPage(page)) await this.changed();
	}

	async setReview(news: ReviewNews): Promise<void> {
		if (this.store.putReview(news)) await this.changed();
	}

	async checked({ watch, services, lastCheckedAt, regions }: SliceReport): Promise<void> {
		const known = this.store.facts();
		const latest = Math.max(known.lastCheckedAt ?? 0, lastCheckedAt ?? 0) || null;
		const facts = { lastCheckedAt: latest, regions: Math.max(known.regions, regions) };
		this.store.setFacts({ ...known, ...facts, asOf: Date.now() });
		this.spokeAt.set(watch, Date.now());
		if (this.hear([{ watch, services }])) await this.changed();
	}

	async tick(facts: ChecksFacts): Promise<void> {
		const news = await this.readDatabase();
		const known = this.store.facts();
		const { lastCheckedAt, regions, lateAfterMs } = facts;
		const isKnown = facts.isComplete || lastCheckedAt !== null;
		const checks = isKnown ? { lastCheckedAt, regions, lateAfterMs } : {};
		this.store.setFacts({ ...known, ...checks, asOf: Date.now() });
		const gone = facts.isComplete ? this.goneFrom(facts.slices) : [];
		if (this.hear(facts.slices, gone) || news) await this.changed();
		else if (this.copyIsDue()) await this.copy();
		this.tellAll();
	}

	private tellAll(): void {
		this.telling.noteMaintenances(Date.now());
		this.ctx.waitUntil(this.telling.tell());
	}

	/** True when something is in doubt that was not, or no longer. */
	private hear(slices: ChecksFacts["slices"], gone: string[] = []): boolean {
		const before = JSON.stringify(this.store.doubts());
		for (const { watch, services } of slices) this.store.putChecks(watch, services);
		for (const watch of gone) this.store.forgetChecks(watch);
		return JSON.stringify(this.store.doubts()) !== before;
	}

	/**
	 * A slice without monitors is no longer asked, and its last word may have been lost. One that spoke by itself of
	 * late may be newer than the list of those that were asked.
	 */
	private goneFrom(slices: ChecksFacts["slices"]): string[] {
		const asked = new Set(slices.map(({ watch }) => watch));
		const spokeSince = Date.now() - NEW_SLICE_MS;
		const isGone = (watch: string) => !asked.has(watch) && (this.spokeAt.get(watch) ?? 0) < spokeSince;
		return this.store.watches().filter(isGone);
	}

	async read(knownVersion: number | null): Promise<PublicReading> {
		const facts = this.store.facts();
		const known = knownVersion === facts.version;
		return { ...facts, content: known ? null : this.currentContent(facts.version) };
	}

	async began(from: number, to: number): Promise<PublicIncident[]> {
		return this.store.began(from, to);
	}

	async incident(
		incidentId: string,
	): Promise<{ incident: PublicIncident; review: PostedReview | null } | null> {
		const incident = this.store.incident(incidentId);
		return incident && { incident, review: this.store.postedReview(incident.incidentId) };
	}

	/** The copy that had to wait for its turn. A failure is tried again by the minute tick. */
	async alarm(): Promise<void> {
		await this.copy();
	}

	/** What D1 knows and a lost message did not say. True when something was news; a database that is down has none. */
	private async readDatabase(): Promise<boolean> {
		const now = Date.now();
		try {
			const { components, places, maintenances } = await withTimeout(publicParts(this.env.DB), D1_TIMEOUT_MS);
			const componentsNew = this.store.putComponents(components, places);
			const maintenancesNew = this.store.putMaintenances(maintenances);
			const all = componentsNew || now - this.store.allReadAt() >= hours(1);
			const since = now - (all ? SNAPSHOT_MS : hours(24));
			const incidents = await withTimeout(readPublicIncidents(this.env.DB, since), D1_TIMEOUT_MS);
			const news = incidents.map((incident) => this.putIncident(incident));
			if (all) news.push(await this.readPage());
			if (all) this.store.setAllReadAt(now);
			if (all) this.ctx.waitUntil(this.telling.tidy());
			news.push(componentsNew, maintenancesNew);
			return (await this.readReviews(since)) || news.includes(true);
		} catch (error) {
			log("publication.database_silent", { error });
			return false;
		}
	}

	/** True when the page is called otherwise than was known. */
	private async readPage(): Promise<boolean> {
		return this.store.putPage(await withTimeout(readPublicPage(this.env.DB), D1_TIMEOUT_MS));
	}

	/** What of reviews was published since then, or is no longer: the word of either may have been lost. */
	private async readReviews(since: number): Promise<boolean> {
		const held = this.store.reviewsPublished(since);
		try {
			const rows = await withTimeout(readPublicReviews(this.env.DB, since), D1_TIMEOUT_MS);
			const there = new Set(rows.map(({ incidentId }) => incidentId));
			// Where there are more than were read, one that is missing proves nothing.
			const gone = rows.length < MOST_REVIEWS ? held.filter(({ incidentId }) => !there.has(incidentId)) : [];
			const takenBack = gone.map((one) => ({ ...one, changedAt: one.changedAt + 1, posted: null }));
			return [...rows, ...takenBack].map((news) => this.store.putReview(news)).includes(true);
		} catch (error) {
			log("publication.reviews_silent", { error });
			return false;
		}
	}

	private async changed(): Promise<void> {
		const now = Date.now();
		const facts = this.store.facts();
		this.store.setFacts({ ...facts, asOf: now, version: Math.max(facts.version + 1, now) });
		publicationChanged();
		const dueAt = this.store.copied().at + COPY_GAP_MS;
		if (now >= dueAt) this.ctx.waitUntil(this.copy());
		else await this.ctx.storage.setAlarm(dueAt);
	}

	private copyIsDue(): boolean {
		const { at, version } = this.store.copied();
		return version !== this.store.facts().version || Date.now() - at >= COPY_EVERY_MS;
	}

	/** Noted before it is written, so that two that meet write once. Never throws: the page does not need the copy. */
	private async copy(): Promise<void> {
		const { version, ...facts } = this.store.facts();
		const before = this.store.copied();
		this.store.setCopied({ at: Date.now(), version });
		const snapshot: PublicSnapshot = { version, ...facts, ...this.currentContent(version) };
		try {
			await this.env.SNAPSHOTS.put(SNAPSHOT_KEY, PUBLIC_SNAPSHOT.toText(snapshot));
		} catch (error) {
			this.store.setCopied({ ...before, at: Date.now() - COPY_EVERY_MS });
			log("publication.copy_failed", { error });
		}
	}

	private currentContent(version: number): Content {
		if (this.content?.version !== version) {
			const incidents = this.store.incidentsSince(Date.now() - SNAPSHOT_MS);
			const doubts = this.store.doubts();
			const reviews = this.store.postedReviews(Date.now() - SNAPSHOT_MS);
			const page = this.store.page();
			const [components, maintenances] = [this.store.components(), this.store.maintenances()];
			this.content = { version, components, incidents, doubts, reviews, page, maintenances };
		}
		const { version: _, ...content } = this.content;
		return content;
	}
}

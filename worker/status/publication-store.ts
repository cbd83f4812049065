import { PUBLIC_INCIDENT, type PublicIncident } from "../incidents/rules/public-view.ts";
import {
	maintenanceCopy,
	PUBLIC_MAINTENANCE,
	type PublicMaintenance,
} from "../maintenance/rules/public-maintenance.ts";
import type { ServiceStanding } from "../monitoring/rules/standing.ts";
import { worstStandings } from "../monitoring/rules/standing.ts";
import { PLAIN_PAGE, type PublicPage } from "../people/rules/public-page.ts";
import { PUBLIC_COMPONENT, type PublicComponent } from "../services/rules/component.ts";
import {
	POSTED_REVIEW,
	type PostedReview,
	type PostedReviews,
	type ReviewNews,
} from "./rules/public-review.ts";
import type { PublicSnapshot, SnapshotFacts } from "./rules/public-snapshot.ts";
import { doubtsFrom } from "./rules/status-doubt.ts";
import { componentCopy, publicCopy } from "./rules/status-intake.ts";

const MOST_AT_ONCE = 500;

/** The Publication object's own storage. It takes public copies only, so nothing private can come to rest here. */
export class PublicationStore {
	private readonly sql: SqlStorage;
	/** As stored: nobody else writes them. */
	private readonly known = new Map<string, string | null>();

	constructor(sql: SqlStorage) {
		this.sql = sql;
		sql.exec(`CREATE TABLE IF NOT EXISTS incidents (
			id TEXT PRIMARY KEY, seq INTEGER NOT NULL, published INTEGER NOT NULL, started_at INTEGER NOT NULL,
			resolved_at INTEGER, json TEXT NOT NULL) STRICT`);
		sql.exec("CREATE INDEX IF NOT EXISTS incidents_by_start ON incidents (published, started_at)");
		sql.exec("CREATE INDEX IF NOT EXISTS incidents_by_end ON incidents (published, resolved_at)");
		sql.exec(`CREATE TABLE IF NOT EXISTS reviews (
			incident_id TEXT PRIMARY KEY, changed_at INTEGER NOT NULL, published_at INTEGER, json TEXT) STRICT`);
		sql.exec("CREATE TABLE IF NOT EXISTS checks (watch TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT");
		sql.exec("CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT");
	}

	/** True when it was news: an equal or lower seq changes nothing. */
	putIncident(incident: PublicIncident): boolean {
		const copy = publicCopy(incident);
		const written = this.sql.exec(
			`INSERT INTO incidents (id, seq, published, started_at, resolved_at, json) VALUES (?, ?, ?, ?, ?, ?)
			ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, published = excluded.published,
				started_at = excluded.started_at, resolved_at = excluded.resolved_at, json = excluded.json
			WHERE excluded.seq > incidents.seq RETURNING id`,
			copy.incidentId,
			copy.seq,
			copy.published ? 1 : 0,
			copy.startedAt,
			copy.resolvedAt,
			PUBLIC_INCIDENT.toText(copy),
		);
		return written.toArray().length > 0;
	}

	/** True when they differ from those before. */
	putComponents(components: PublicComponent[], places: Record<string, string>): boolean {
		const copies = components.map((component) => PUBLIC_COMPONENT.wrap(componentCopy(component)));
		const areNew = this.putFact("components", JSON.stringify(copies));
		return this.putFact("places", JSON.stringify(places)) || areNew;
	}

	/** True when they differ from those before. */
	putMaintenances(maintenances: PublicMaintenance[]): boolean {
		const copies = maintenances.map((one) => PUBLIC_MAINTENANCE.wrap(maintenanceCopy(one)));
		return this.putFact("maintenances", JSON.stringify(copies));
	}

	maintenances(): PublicMaintenance[] {
		const copies: object[] = JSON.parse(this.fact("maintenances") ?? "[]");
		return copies.map((copy) => PUBLIC_MAINTENANCE.unwrap(copy).value);
	}

	/** What one slice's monitors say of their services; the same again writes nothing. */
	putChecks(watch: string, services: ServiceStanding[]): void {
		this.sql.exec(
			"INSERT INTO checks VALUES (?, ?) ON CONFLICT (watch) DO UPDATE SET json = excluded.json WHERE json <> excluded.json",
			watch,
			JSON.stringify(services),
		);
	}

	/** Those whose word was kept. */
	watches(): string[] {
		return this.sql
			.exec<{ watch: string }>("SELECT watch FROM checks")
			.toArray()
			.map((row) => row.watch);
	}

	forgetChecks(watch: string): void {
		this.sql.exec("DELETE FROM checks WHERE watch = ?", watch);
	}

	/** What must not be claimed, by component: from the checks, and from open incidents that are not published. */
	doubts(): PublicSnapshot["doubts"] {
		const checks = this.sql.exec<{ json: string }>("SELECT json FROM checks").toArray();
		const standings = checks.flatMap((row): ServiceStanding[] => JSON.parse(row.json));
		const hidden = this.read("published = 0 AND resolved_at IS NULL").map((one) => one.componentId);
		return doubtsFrom(JSON.parse(this.fact("places") ?? "{}"), worstStandings(standings), hidden);
	}

	components(): PublicComponent[] {
		const copies: object[] = JSON.parse(this.fact("components") ?? "[]");
		return copies.map((copy) => PUBLIC_COMPONENT.unwrap(copy).value);
	}

	/** True when it differs from that before. */
	putPage(given: PublicPage): boolean {
		const { name, logo, accents, intro, footer, collapsedGroups, timeZone, languages } = given;
		const page = { name, logo, accents, intro, footer, collapsedGroups, timeZone, languages };
		return this.putFact("page", JSON.stringify(page));
	}

	page(): PublicPage {
		return { ...PLAIN_PAGE, ...JSON.parse(this.fact("page") ?? "{}") };
	}

	/** Published ones that are open or ended at `since` or later. */
	incidentsSince(since: number): PublicIncident[] {
		return this.read("published = 1 AND (resolved_at IS NULL OR resolved_at >= ?)", since);
	}

	/** Newest first. */
	began(from: number, to: number): PublicIncident[] {
		const found = this.read("published = 1 AND started_at >= ? AND started_at < ?", from, to);
		return found.sort((a, b) => b.startedAt - a.startedAt);
	}

	incident(id: string): PublicIncident | null {
		const [found] = this.read("id = ?", id);
		if (found?.published) return found;
		// A chain of merges is as long as people make it; a circle cannot be.
		return found?.goesOnIn ? this.incident(found.goesOnIn) : null;
	}

	/** True when it was news; an older word changes nothing. */
	putReview({ incidentId, changedAt, posted }: ReviewNews): boolean {
		const [known] = this.sql
			.exec<{ changed_at: number; json: string | null }>(
				"SELECT changed_at, json FROM reviews WHERE incident_id = ?",
				incidentId,
			)
			.toArray();
		const json = posted && POSTED_REVIEW.toText(posted);
		const isSame = (known?.json ?? null) === json;
		if (known ? known.changed_at > changedAt || (isSame && known.changed_at === changedAt) : isSame)
			return false;
		this.sql.exec(
			"INSERT OR REPLACE INTO reviews (incident_id, changed_at, published_at, json) VALUES (?, ?, ?, ?)",
			incidentId,
			changedAt,
			posted?.at ?? null,
			json,
		);
		return !isSame;
	}

	/** Those that were published at `since` or later, with when each changed. */
	reviewsPublished(since: number): { incidentId: string; changedAt: number }[] {
		return this.sql
			.exec<{ incidentId: string; changedAt: number }>(
				"SELECT incident_id AS incidentId, changed_at AS changedAt FROM reviews WHERE published_at >= ?",
				since,
			)
			.toArray();
	}

	/** Of published incidents that are open or ended at `since` or later. */
	postedReviews(since: number): PostedReviews {
		const rows = this.sql
			.exec<{ id: string; json: string }>(
				`SELECT id, reviews.json FROM reviews JOIN incidents ON id = incident_id
				WHERE published = 1 AND (resolved_at IS NULL OR resolved_at >= ?) AND reviews.json IS NOT NULL`,
				since,
			)
			.toArray();
		return Object.fromEntries(rows.map(({ id, json }) => [id, POSTED_REVIEW.fromText(json).value]));
	}

	postedReview(incidentId: string): PostedReview | null {
		const [row] = this.sql
			.exec<{ json: string }>(
				"SELECT json FROM reviews WHERE incident_id = ? AND json IS NOT NULL",
				incidentId,
			)
			.toArray();
		return row ? POSTED_REVIEW.fromText(row.json).value : null;
	}

	facts(): SnapshotFacts & { version: number } {
		const never = { asOf: 0, lastCheckedAt: null, regions: 0, lateAfterMs: 0, version: 0 };
		return { ...never, ...JSON.parse(this.fact("snapshot") ?? "{}") };
	}

	setFacts(facts: SnapshotFacts & { version: number }): void {
		this.setFact("snapshot", JSON.stringify(facts));
	}

	/** When the copy outside was last written, and which version it holds. */
	copied(): { at: number; version: number } {
		return JSON.parse(this.fact("copied") ?? `{"at":0,"version":0}`);
	}

	setCopied(copied: { at: number; version: number }): void {
		this.setFact("copied", JSON.stringify(copied));
	}

	/** When all incidents of D1 were last read; 0 before the first time. Stored, since an instance lives for minutes only. */
	allReadAt(): number {
		return Number(this.fact("allReadAt") ?? 0);
	}

	setAllReadAt(at: number): void {
		this.setFact("allReadAt", String(at));
	}

	private read(where: string, ...values: (string | number)[]): PublicIncident[] {
		const statement = `SELECT json FROM incidents WHERE ${where} ORDER BY started_at DESC LIMIT ${MOST_AT_ONCE}`;
		const rows = this.sql.exec<{ json: string }>(statement, ...values).toArray();
		return rows.map((row) => PUBLIC_INCIDENT.fromText(row.json).value);
	}

	private fact(name: string): string | null {
		const known = this.known.get(name);
		if (known !== undefined) return known;
		const rows = this.sql.exec<{ json: string }>("SELECT json FROM facts WHERE name = ?", name).toArray();
		const json = rows[0]?.json ?? null;
		this.known.set(name, json);
		return json;
	}

	private putFact(name: string, json: string): boolean {
		if (json === this.fact(name)) return false;
		this.setFact(name, json);
		return true;
	}

	private setFact(name: string, json: string): void {
		this.sql.exec("INSERT OR REPLACE INTO facts (name, json) VALUES (?, ?)", name, json);
		this.known.set(name, json);
	}
}
